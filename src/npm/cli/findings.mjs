// The diagnostics of one policy: as JSON, and as lines for people.
import { bold, dim, plain, red, yellow } from "./colour.mjs";
import { positionsIn } from "./position.mjs";
import { wordsIn } from "./words.mjs";

/** From the gravest to the mildest: the engine's name, and the name that RAM's own check uses. */
export const CLASSES = [
  ["error", "Error"],
  ["security-warning", "Security Warning"],
  ["general-warning", "General Warning"],
  ["suggestion", "Suggestion"],
];
const TITLES = Object.fromEntries(CLASSES);
const PAINT = { error: red, "security-warning": yellow, "general-warning": yellow, suggestion: dim };

/** The findings of a text, with lines and columns; `fixes` has none or one. */
export function findingsOf(diagnostics, text) {
  const at = positionsIn(text);
  return diagnostics.map(({ code, severity, message, help, from, to, fix }) => ({
    code,
    class: TITLES[severity],
    message,
    help,
    start: at(from),
    end: at(to),
    fixes: fix ? [{ edits: fix.edits.map((edit) => ({ start: at(edit.from), end: at(edit.to), insert: edit.insert })) }] : [],
  }));
}

/** `file:line:column: class code: message`, and what to do in a second line. */
export function findingLines(path, diagnostics, text, { locale, stream }) {
  const words = wordsIn(locale);
  const at = positionsIn(text);
  return diagnostics.map(({ code, severity, message, help, from }) => {
    const { line, column } = at(from);
    const place = bold(`${plain(path)}:${line}:${column}:`, stream);
    const kind = PAINT[severity](words.classes[severity], stream);
    const advice = help ? `\n    ${dim(`${words.help}:`, stream)} ${plain(help)}` : "";
    return `${place} ${kind} ${code}: ${plain(message)}${advice}`;
  });
}
