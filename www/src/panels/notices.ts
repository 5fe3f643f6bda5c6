/** Notices over the page: what happened, and what to do about it. */
import { html, type TemplateResult } from "lit-html";
import { afterDrawing } from "../focus.ts";
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
  /** it goes with the next change of the text: its Undo takes back the last step of that */
  ofText?: true;
}

/** What had the focus before a notice. */
let before: EventTarget | null = null;

function entered({ currentTarget, relatedTarget }: FocusEvent): void {
  if (!(currentTarget as Element).contains(relatedTarget as Element | null)) before = relatedTarget;
}

/** Gives the focus back when the notice that had it is gone. */
function pressed(): void {
  afterDrawing(() => {
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
  });
}

/** Whether a notice is pointed at or has the focus: somebody is about to use it. */
export const isHeld = (key: string) => document.querySelector(`[data-notice="${CSS.escape(key)}"]`)?.matches(":hover, :focus-within") ?? false;

export function notices(list: readonly Notice[], dismiss: (key: string) => void): TemplateResult {
  return html`<div class="notices" role="status" aria-live="polite" @focusin=${entered} @click=${pressed}>
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
