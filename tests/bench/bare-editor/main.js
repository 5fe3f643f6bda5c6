// CodeMirror as the page has it, without anything of ramlight's: no marks, no engine, nothing beside it.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, defaultHighlightStyle, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { drawn, textChanged } from "../../../www/src/timing.ts";

let revision = 0;

new EditorView({
  parent: document.body,
  extensions: [
    lineNumbers(), foldGutter(), highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(), drawSelection(),
    history(), indentOnInput(), bracketMatching(), closeBrackets(), search({ top: true }), highlightSelectionMatches(),
    json(), syntaxHighlighting(defaultHighlightStyle),
    EditorView.contentAttributes.of({ "aria-label": "Policy text", spellcheck: "false" }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap]),
    EditorView.updateListener.of(({ docChanged }) => {
      if (!docChanged) return;
      revision += 1;
      const of = revision;
      textChanged(of);
      requestAnimationFrame(() => drawn(of));
    }),
  ],
});
