/** "Clean up": says what traces of copying there are, shows the change, and makes it when it is accepted. */
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { STYLE_NONCE } from "../../csp.ts";
import { language } from "../editor/language.ts";
import type { CleanUp } from "../engine/protocol.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";

export interface CleanUpEvents {
  text(): string;
  show(): void;
  accept(): void;
  dismiss(): void;
}

/** Longer texts are cleaned up without a picture of the change: the comparison would take too long. */
const COMPARED = 200_000;

export function cleanUpBar(state: State, events: CleanUpEvents): TemplateResult | "" {
  const change = state.snapshot?.cleanUp;
  if (!change || !state.cleanUpOffered) return "";
  const preview = state.cleanUpShown && change.text.length <= COMPARED;
  return html`<section class="clean-up ${preview ? "open" : ""}" aria-label=${strings.cleanUp}
      @keydown=${(event: KeyboardEvent) => { if (event.key === "Escape") events.dismiss(); }}>
    ${preview ? html`<div class="preview" ${ref((element) => compare(element, events.text(), change))}></div>` : ""}
    <div class="offer">
      <p role="status"><strong>${strings.tracesFound}:</strong> ${change.reasons.map((reason, index) => html`${index > 0 ? "; " : ""}${strings.trace(reason)}`)}
        ${state.cleanUpShown ? html`<small>${strings.cleanUpKeys}</small>` : ""}</p>
      ${state.cleanUpShown
        ? html`<button type="button" class="main" @click=${events.accept}>${strings.cleanUp}</button>
          <button type="button" @click=${events.dismiss}>${strings.keepAsIs}</button>`
        : html`<button type="button" @click=${events.show}>${strings.showChange}</button>`}
    </div>
  </section>`;
}

let shown: { element: Element; change: CleanUp; view: EditorView } | null = null;

function compare(element: Element | undefined, original: string, change: CleanUp): void {
  if (shown && shown.element === element && shown.change === change) return;
  shown?.view.destroy();
  shown = null;
  if (!element) return;
  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      doc: change.text,
      extensions: [
        language, EditorState.readOnly.of(true), EditorView.editable.of(false),
        EditorView.cspNonce.of(STYLE_NONCE),
        EditorView.contentAttributes.of({ "aria-label": strings.cleanUpPreview, tabindex: "0" }),
        unifiedMergeView({ original, mergeControls: false, gutter: true }),
      ],
    }),
  });
  shown = { element, change, view };
}
