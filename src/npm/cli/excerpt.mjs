// The line of a text that a finding is in, with the part marked.
import { plain } from "./colour.mjs";
import { widthOf } from "./width.mjs";

const TAB = 4;
/** A line that is longer is cut around the marked part. */
const WIDEST = 120;
const LEAD = 40;
const ELLIPSIS = "…";

/**
 * `{ line, blanks, marks, more }`: the line as it is shown, how many columns stand before the marked part, how many are
 * marked, and whether the part goes on in further lines. `at` gives lines and columns.
 */
export function excerptOf(text, at, { from, to }) {
  const { line, column } = at(from);
  const start = from - (column - 1);
  const end = lineEnd(text, start);
  const stop = Math.min(Math.max(to, from), end);
  const shown = cut(text.slice(start, from), text.slice(from, stop), text.slice(stop, end));
  const before = expand(shown.before, 0);
  const marked = expand(shown.marked, widthOf(before));
  const after = expand(shown.after, widthOf(before + marked));
  return {
    number: line,
    line: (before + marked + after).trimEnd(),
    blanks: widthOf(before),
    marks: Math.max(1, widthOf(marked)),
    more: to > end && at(to).line > line && text.slice(end, to).trim() !== "" ? at(to).line : null,
  };
}

function lineEnd(text, start) {
  const found = /\r|\n/g;
  found.lastIndex = start;
  return found.exec(text)?.index ?? text.length;
}

/** The parts of a line, of a long one what stands around the mark. */
function cut(before, marked, after) {
  const letters = [before, marked, after].map((part) => Array.from(part.replace(/^\ufeff/, "")));
  if (letters.flat().length <= WIDEST) return { before: letters[0].join(""), marked: letters[1].join(""), after: letters[2].join("") };
  const lead = letters[0].length > LEAD ? [ELLIPSIS, ...letters[0].slice(-LEAD)] : letters[0];
  const room = WIDEST - lead.length;
  const middle = letters[1].length > room ? [...letters[1].slice(0, room - 1), ELLIPSIS] : letters[1];
  const rest = Math.max(0, room - middle.length);
  const tail = letters[2].length > rest ? [...letters[2].slice(0, rest), ELLIPSIS] : letters[2];
  return { before: lead.join(""), marked: middle.join(""), after: tail.join("") };
}

/** A part of a line with its tabs as blanks; `column`: how many columns stand before it. */
function expand(part, column) {
  let shown = "";
  for (const piece of part.split(/(\t)/)) {
    shown += piece === "\t" ? " ".repeat(TAB - ((column + widthOf(shown)) % TAB)) : plain(piece);
  }
  return shown;
}
