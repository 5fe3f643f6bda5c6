/** Why a catalogue file cannot be used: each fault with its place. */
import type { CatalogError } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import { prose } from "../prose.ts";
import { strings } from "../strings.ts";

export function catalogueErrors(errors: readonly CatalogError[], dismiss: () => void): TemplateResult | "" {
  if (errors.length === 0) return "";
  return html`<section class="catalogue-errors" role="alert">
    <header><strong>${strings.catalogueFaulty}</strong>
      <button type="button" class="quiet" @click=${dismiss}>${strings.dismiss}</button></header>
    <ul>${errors.map((error) => html`<li>
      <span class="code">${strings.cataloguePlace(error.file, error.line, error.column)}</span> ${prose(error.reason)}</li>`)}</ul>
  </section>`;
}
