/** The fix that changes what a policy grants: shows the change and what it means, and takes it when it is accepted. */
import type { Difference } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import type { Preview } from "../findings.ts";
import { prose } from "../prose.ts";
import { strings } from "../strings.ts";
import { isCompared, mergeView } from "./merge-view.ts";

export interface FixPreviewEvents {
  accept(): void;
  dismiss(): void;
}

/** More differences than this tell nothing. */
const DIFFERENCES = 4;

export function fixPreview({ problem, original, text, comparison }: Preview, events: FixPreviewEvents): TemplateResult {
  const { relation, gained, lost, capped = false } = comparison;
  const pictured = isCompared(text);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") events.dismiss();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) events.accept();
  };
  return html`<section class="clean-up ${pictured ? "open" : ""}" aria-label=${strings.change} tabindex="-1" @keydown=${keys} ${ref(focusOnce)}>
    ${pictured ? mergeView(original, text, strings.changePreview) : ""}
    <div class="offer">
      <div class="meaning" role="group" tabindex="0" aria-label=${strings.changes[relation]}><strong>${strings.changes[relation]}</strong> <span class="code">${problem.code}</span> ${prose(problem.message)}
        ${differences(strings.gained, gained, capped)}${differences(strings.lost, lost, capped)}
        <small>${strings.changeKeys}</small></div>
      <button type="button" class="main" @click=${events.accept}>${strings.takeChange}</button>
      <button type="button" @click=${events.dismiss}>${strings.keepAsIs}</button>
    </div>
  </section>`;
}

let focused: Element | undefined;

/** It was asked for, so the keys are meant for it. */
function focusOnce(element: Element | undefined): void {
  if (element === focused || !(element instanceof HTMLElement)) return;
  focused = element;
  // Not in the page yet while it is being drawn.
  requestAnimationFrame(() => element.focus({ preventScroll: true }));
}

function differences(name: string, list: readonly Difference[], capped: boolean): TemplateResult | "" {
  if (list.length === 0) return "";
  const more = list.length - DIFFERENCES;
  return html`<p class="differences">${name} ${list.slice(0, DIFFERENCES).map(({ action, witness }, index) =>
    html`${index > 0 ? "; " : ""}<code>${action}</code> ${strings.onResources} ${witness.resources.map((resource, at) => html`${at > 0 ? ", " : ""}<code>${resource}</code>`)}`)}${more > 0 ? ` ${strings.moreDifferences(more, capped)}` : ""}</p>`;
}
