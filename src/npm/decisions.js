// What a decision can be.

/** Index = the bit in what `decideMany` gives. */
const DECISIONS = Object.freeze(["Allow", "ExplicitDeny", "ImplicitDeny"]);
const UNDECIDED = "Undecided";

/** Index = some bits; the decisions that stand in them. */
const POSSIBLE = Array.from({ length: 8 }, (_, bits) => DECISIONS.filter((_, bit) => (bits >> bit) & 1));

/** The decisions that stand in some bits. */
function possibleIn(bits) {
  return POSSIBLE[bits].slice();
}

/** The one decision of some bits, or `Undecided`. */
function decisionOf(possible) {
  return possible.length === 1 ? possible[0] : UNDECIDED;
}

export { DECISIONS, UNDECIDED, decisionOf, possibleIn };
