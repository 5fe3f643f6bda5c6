/** A modal dialog that is open while the state says so. */
import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { strings } from "../strings.ts";

export function dialog(id: string, title: string, open: boolean, close: () => void, content: () => TemplateResult): TemplateResult {
  return html`<dialog id=${id} aria-labelledby=${`${id}-title`} ${ref((element) => sync(element as HTMLDialogElement | undefined, open))}
      @close=${close} @click=${(event: MouseEvent) => { if (event.target === event.currentTarget) close(); }}>
    ${open ? html`<div class="dialog">
      <header><h2 id=${`${id}-title`}>${title}</h2>
        <button type="button" class="quiet" @click=${close}>${strings.close}</button></header>
      <div class="scroll">${content()}</div>
    </div>` : nothing}
  </dialog>`;
}

function sync(element: HTMLDialogElement | undefined, open: boolean): void {
  if (!element || element.open === open) return;
  if (open) element.showModal();
  else element.close();
}

