/** A text as it would be, with what differs from the one that is. */
import { getChunks, unifiedMergeView, type Chunk } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { STYLE_NONCE } from "../../csp.ts";
import { language } from "../editor/language.ts";

/** Longer texts are changed without a picture of the change: the comparison would take too long. */
const COMPARED = 200_000;

export const isCompared = (text: string) => text.length <= COMPARED;

/** One at a time. */
export function mergeView(original: string, text: string, label: string): TemplateResult {
  return html`<div class="preview" ${ref((element) => draw(element, original, text, label))}></div>`;
}

let shown: { element: Element; text: string; view: EditorView } | null = null;

function draw(element: Element | undefined, original: string, text: string, label: string): void {
  if (shown && shown.element === element && shown.text === text) return;
  shown?.view.destroy();
  shown = null;
  if (!element) return;
  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      doc: text,
      extensions: [
        language, EditorView.lineWrapping, EditorState.readOnly.of(true), EditorView.editable.of(false),
        EditorView.cspNonce.of(STYLE_NONCE),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        unifiedMergeView({ original, mergeControls: false, gutter: true, collapseUnchanged: { margin: 2, minSize: 6 } }),
      ],
    }),
  });
  shown = { element, text, view };
  const [first] = getChunks(view.state)?.chunks ?? [];
  // It has no size yet while the page is being drawn.
  if (first) requestAnimationFrame(() => show(view, first));
}

function show(view: EditorView, first: Chunk): void {
  const { scrollDOM } = view;
  view.dispatch({ effects: EditorView.scrollIntoView(Math.min(first.fromB, view.state.doc.length), { y: "center" }) });
  // A line may be longer than what is in sight.
  requestAnimationFrame(() => {
    const change = view.dom.querySelector(".cm-deletedText, .cm-changedText");
    if (change) scrollDOM.scrollTop += change.getBoundingClientRect().top - scrollDOM.getBoundingClientRect().top - scrollDOM.clientHeight / 2;
  });
}
