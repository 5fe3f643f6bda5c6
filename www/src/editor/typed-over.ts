/**
 * Text typed over a selection is put in by CodeMirror. Chromium would give it the colour of what stood there, as an inline
 * style, which the page's CSP forbids and the console reports.
 */
import { EditorView } from "@codemirror/view";

export const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    const { state } = view;
    const { main } = state.selection;
    if (inputType !== "insertText" || !data || isComposing || main.empty || state.readOnly) return false;
    const replaced = () => state.update(state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    // brackets and quotes close around the selection
    if (!state.facet(EditorView.inputHandler).some((handle) => handle(view, main.from, main.to, data, replaced))) view.dispatch(replaced());
    event.preventDefault();
    return true;
  },
});
