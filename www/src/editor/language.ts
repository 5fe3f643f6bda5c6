/** JSON as a language of the editor; the colours are in editor.css. */
import { json } from "@codemirror/lang-json";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";

export const language: Extension = [
  json(),
  syntaxHighlighting(HighlightStyle.define([
    { tag: tags.propertyName, class: "json-key" },
    { tag: tags.string, class: "json-string" },
    { tag: [tags.number, tags.bool, tags.null], class: "json-atom" },
    { tag: [tags.separator, tags.squareBracket, tags.brace], class: "json-mark" },
  ])),
];
