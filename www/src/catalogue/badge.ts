/** A statement's number in its tone, the same in the editor's gutter, the catalogue and the details. */
import { html, type TemplateResult } from "lit-html";
import { toneOf } from "./tone.ts";
import { strings } from "../strings.ts";

export function statementBadge(statement: number): TemplateResult {
  return html`<span class="badge tone-${toneOf(statement)}" title=${strings.statement(statement, statement)}>${statement + 1}</span>`;
}
