/** Notices over the page: what happened, and what to do about it. */
import { html, type TemplateResult } from "lit-html";
import { prose } from "../prose.ts";
import { strings } from "../strings.ts";

export interface Notice {
  /** one notice a key: a new one takes the old one's place */
  key: string;
  tone: "info" | "warning" | "error";
  text: string;
  /** more of it, one thing a line */
  lines?: readonly string[];
  /** something to copy by hand */
  field?: { name: string; value: string };
  actions: { name: string; run: () => void }[];
}

export function notices(list: readonly Notice[], dismiss: (key: string) => void): TemplateResult {
  return html`<div class="notices" role="status" aria-live="polite">
    ${list.map((notice) => html`
      <div class="notice ${notice.tone}" data-notice=${notice.key}>
        <p>${notice.text}</p>
        ${notice.lines?.length ? html`<ul tabindex="0" aria-label=${notice.text}>${notice.lines.map((line) => html`<li>${prose(line)}</li>`)}</ul>` : ""}
        ${notice.field ? html`<input type="text" readonly aria-label=${notice.field.name} .value=${notice.field.value}
          @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />` : ""}
        ${notice.actions.map((action) => html`<button type="button" @click=${action.run}>${action.name}</button>`)}
        <button type="button" class="quiet" @click=${() => dismiss(notice.key)}>${strings.dismiss}</button>
      </div>`)}
  </div>`;
}
