/**
 * A typed character goes straight into the text. Otherwise the browser puts it into the page first, CodeMirror finds it there,
 * and the page is laid out twice before the engine hears of it; and Chromium gives what is typed over a selection the colour
 * of what stood there, as an inline style, which the page's CSP forbids and the console reports.
 */
import { Prec, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** A keyboard on the screen has corrections and suggestions of its own. */
const isTouched = matchMedia("(pointer: coarse)");

export const typing: Extension = Prec.highest(EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (!isPlain(event, view)) return false;
    const text = event.data ?? "";
    const { from, to } = view.state.selection.main;
    const plain = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, text, plain))) view.dispatch(plain());
    return true;
  },
}));

/** One character, or what is typed over a selection, where the editor has them. Of the rest the browser knows more. */
function isPlain(event: InputEvent, view: EditorView): boolean {
  if (event.inputType !== "insertText" || !event.data || event.isComposing || view.composing) return false;
  if (view.state.readOnly || isTouched.matches) return false;
  const { anchor, head, empty } = view.state.selection.main;
  if (empty && [...event.data].length > 1) return false;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection() ?? {};
  if (!anchorNode || !focusNode || anchorOffset === undefined || focusOffset === undefined) return false;
  return view.posAtDOM(anchorNode, anchorOffset) === anchor && view.posAtDOM(focusNode, focusOffset) === head;
}
