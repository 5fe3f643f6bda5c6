// A decision in words and colour.
import { bold, dim, green, plain, red, yellow } from "./colour.mjs";
import { positionsIn } from "./position.mjs";
import { wordsIn } from "./words.mjs";

const PAINT = { Allow: green, ExplicitDeny: red, ImplicitDeny: red, Undecided: yellow };
export function paintDecision(decision) {
  return PAINT[decision](decision);
}

/** The lines of an explanation: the decision, why, what it hangs on, and where the statements stand that bear on it. */
export function explanationLines({ decision, possible, sentences, when, resources }, sources, locale) {
  const words = wordsIn(locale);
  const open = decision === "Undecided" ? `: ${possible.join(words.or)}` : "";
  const lines = [`${bold(paintDecision(decision))}${open}`, ...sentences.map((sentence) => `  ${plain(sentence)}`)];
  for (const { sentence } of when) lines.push(`  ${plain(sentence)}`);
  return sources === undefined ? lines : [...lines, ...placesOf(resources, sources, words)];
}

/** Where the statements stand that match, or could. */
function placesOf(resources, sources, words) {
  const places = new Set();
  for (const { policy, statement, from, effect, verdict } of resources.flatMap(({ stages }) => stages.flatMap(({ statements }) => statements))) {
    if (verdict === "fails") continue;
    const { path, at } = sources[policy];
    const { line, column } = at(from);
    places.add(`  ${plain(path)}:${line}:${column}: ${dim(`${words.statement(statement + 1)}${effect === null ? "" : `, ${effect}`}`)}`);
  }
  return places;
}

/** A source of `explanationLines`: a file's name and text. */
export function sourceOf({ path, text }) {
  return { path, at: positionsIn(text) };
}
