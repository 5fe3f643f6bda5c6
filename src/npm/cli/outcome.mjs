// The colours of outcomes; the word is always there, too.
import { cyan, dim, green, red, yellow } from "./colour.mjs";

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

/** The word of an outcome in its colour, padded to `width`. */
export function paintOutcome(outcome, width = 0) {
  return PAINT[outcome](outcome.padEnd(width));
}
