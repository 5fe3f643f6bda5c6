/** The line above the editor: its tools, and the meter of the policy's length. */
import { html, type TemplateResult } from "lit-html";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";

export interface ToolbarEvents {
  format(): void;
  copy(): void;
  find(): void;
  wrap(on: boolean): void;
}

export function toolbar(state: State, events: ToolbarEvents): TemplateResult {
  const size = state.snapshot?.size ?? { characters: 0, bytes: 0, limit: 6144 };
  const tooLong = size.characters > size.limit;
  return html`<div class="toolbar" role="toolbar" aria-label=${strings.policyText}>
    <button type="button" title=${strings.formatTitle} @click=${events.format}>${strings.format}</button>
    <button type="button" @click=${events.copy}>${strings.copy}</button>
    <button type="button" @click=${events.find}>${strings.find}</button>
    <button type="button" title=${strings.wrapTitle} aria-pressed=${state.wrap} @click=${() => events.wrap(!state.wrap)}>${strings.wrap}</button>
    <div class="size ${tooLong ? "over" : ""}" title=${`${strings.sizeTitle}; ${strings.bytes(size.bytes)}`}>
      <meter min="0" max=${size.limit} high=${size.limit} .value=${Math.min(size.characters, size.limit)} aria-label=${strings.sizeOf(size.characters, size.limit)}></meter>
      <span class="number">${strings.sizeOf(size.characters, size.limit)}</span>
      <span class="number bytes">${strings.bytes(size.bytes)}</span>
    </div>
  </div>`;
}
