/** What the signs of the statements mean, under the table. */
import { html, type TemplateResult } from "lit-html";
import { markIcon } from "../icons.ts";
import { strings } from "../strings.ts";

export function legend(): TemplateResult {
  const words = strings.legend;
  return html`<div class="legend" role="group" aria-label=${strings.legendLabel}>
    <span>${markIcon("Allow", "full", false, false)}${words.full}</span>
    <span>${markIcon("Allow", "partial", false, false)}${words.partial}</span>
    <span>${markIcon("Allow", "none", true, false)}${words.contributes}</span>
    <span>${markIcon("Deny", "full", false, false)}${words.deny}</span>
    <span>${markIcon("Allow", "full", false, true)}${words.conditional}</span>
    <span>${markIcon("Allow", "undecided", false, false)}${words.undecided}</span>
  </div>`;
}
