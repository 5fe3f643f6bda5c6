/** The engine's sentences: plain text with `backticks` around policy text. */
import { html, type TemplateResult } from "lit-html";

export function prose(sentence: string): TemplateResult {
  return html`${sentence.split("`").map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
