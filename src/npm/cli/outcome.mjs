// The colours of outcomes; the word is always there, too.
import { cyan, dim, green, red, yellow } from "./colour.mjs";
import { padTo } from "./width.mjs";
import { wordsIn } from "./words.mjs";

const PAINT = {
  "not-granted": dim,
  denied: red,
  allowed: green,
  partial: cyan,
  conditional: yellow,
  "partial-conditional": yellow,
  undecided: yellow,
  unknown: yellow,
};

/** The word of an outcome in its colour, filled to a width in columns. */
export function paintOutcome(outcome, locale, width = 0) {
  return PAINT[outcome](padTo(wordsIn(locale).outcomes[outcome], width));
}
