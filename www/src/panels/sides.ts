/** The tabs of what stands beside the editor; the arrow keys move between them. */
import { html, type TemplateResult } from "lit-html";
import { SIDES, type Side } from "../store/state.ts";
import { formatNumber, strings } from "../strings.ts";

export function sideTabs(side: Side, kept: number, choose: (side: Side) => void): TemplateResult {
  return html`<div class="sides" role="tablist" aria-label=${strings.sidesLabel} @keydown=${(event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = step && SIDES[(SIDES.indexOf(side) + step + SIDES.length) % SIDES.length];
    if (!next) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`side-${next}`)?.focus();
  }}>${SIDES.map((one) => html`<button type="button" role="tab" id=${`side-${one}`} aria-controls=${`view-${one}`}
      aria-selected=${one === side} tabindex=${one === side ? 0 : -1} @click=${() => choose(one)}>${sideName(one, kept)}</button>`)}</div>`;
}

/** The name, with the number of kept requests where there are any. */
export function sideName(side: Side, kept: number): TemplateResult {
  return html`${strings.sides[side]}${side === "scenario" && kept > 0 ? html` <small>${formatNumber(kept)}</small>` : ""}`;
}
