/** What the signs of the statements mean, under the table. */
import { html, type TemplateResult } from "lit-html";
import { markIcon } from "../icons.ts";
import { strings } from "../strings.ts";

/** `assumed`: a context is assumed, which may take statements out. */
export function legend(assumed: boolean): TemplateResult {
  const words = strings.legend;
  return html`<div class="legend" role="group" aria-label=${strings.legendLabel}>
    <span>${markIcon("Allow", "full", false, "true")}${words.full}</span>
    <span>${markIcon("Allow", "partial", false, "true")}${words.partial}</span>
    <span>${markIcon("Allow", "none", true, "true")}${words.contributes}</span>
    <span>${markIcon("Deny", "full", false, "true")}${words.deny}</span>
    <span>${markIcon("Allow", "full", false, "unknown")}${words.conditional}</span>
    ${assumed ? html`<span>${markIcon("Allow", "full", false, "false")}${words.unmet}</span>` : ""}
    <span>${markIcon("Allow", "undecided", false, "true")}${words.undecided}</span>
  </div>`;
}
