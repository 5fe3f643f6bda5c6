// Where the holes of a text stand: in a string, as a whole value or key, or loose between the parts of a list or an object.
import { HOLE, isString } from "./holes.js";

/** A string, a sign or a word of JSON, whether the text is sound or not. */
const TOKEN = /"(?:\\.|[^"\\])*(?:"|$)|[{}[\]:,]|[^\s"{}[\]:,]+/gs;

/**
 * What the holes leave unknown, `{ from, to, isLoose }`: the string that one is in, or the hole itself with what it touches. A
 * loose one need not be one value: it can bring a comma of its own, several members, or nothing.
 */
function placesOf(text, holes) {
  const open = [];
  const tokens = Array.from(masked(text, holes).matchAll(TOKEN), ({ 0: sign, index }) => {
    if (sign === "}" || sign === "]") open.pop();
    const token = { sign, from: index, to: index + sign.length, within: open.at(-1) };
    if (sign === "{" || sign === "[") open.push(sign);
    return token;
  });
  return tokens.flatMap((token, index) => {
    const { sign, from, to } = token;
    if (!sign.includes(HOLE)) return [];
    const isWhole = sign.startsWith('"') || (isOneString(text, token, holes) && isItem(token, tokens[index - 1]?.sign, tokens[index + 1]?.sign));
    return [{ from, to, isLoose: !isWhole }];
  });
}

/** The text with the same length, in which the holes have nothing of JSON. */
function masked(text, holes) {
  const pieces = holes.map(({ from, to }, index) => text.slice(holes[index - 1]?.to ?? 0, from) + HOLE.repeat(to - from));
  return pieces.join("") + text.slice(holes.at(-1)?.to ?? 0);
}

function isOneString(text, { from, to }, holes) {
  return isString(text.slice(from, to)) && holes.some((hole) => hole.from === from && hole.to === to);
}

/** Whether something between two signs is a key, or a value of its own. */
function isItem({ within }, before, after) {
  if (within === "[") return (before === "[" || before === ",") && (after === "," || after === "]");
  if (within === undefined) return before === undefined && after === undefined;
  return before === ":" ? after === "," || after === "}" : (before === "{" || before === ",") && after === ":";
}

export { placesOf };
