// What a finding of each code hangs on, in a text with holes: it holds if all of that is known. A code that is not named here
// hangs on all that its statement says.
//
// - RAM1xx say where the parts of a text do not fit together; a loose hole can be what is missing.
// - RAM203, RAM220 and their like miss a member, or tell what the whole is by its members.
// - RAM209, RAM211 and RAM298 count, and a hole can be filled with nothing; or with so much that RAM212 is RAM209.
// - RAM506, RAM510 and RAM511 ask of all actions of the statement whether they carry a key, RAM507 to RAM509 of one, or of
//   what `NotAction` leaves, or `*` takes, of the services that the resources are of. Values do not count, but for `acs:SourceVpc`: where they begin with `vpc-*`, RAM510 and RAM511
//   are not said.
// - RAM516 is not said where a condition anywhere in the policy asks for the opposite.
// - RAM520 to RAM522 are not said of a statement that asks for a VPC. RAM523 needs one besides, and that is its only reason.
//   RAM301 and RAM803 to RAM811 miss a key of a condition as well, or hang on who is meant.
// - RAM514 and RAM515 are about one value, or all of one list that are addresses or dates; a value with a hole is neither, and
//   then nothing is said. RAM524 needs a key and an action besides that stand there.
// - RAM710 to RAM712 take what is open in a resource for all that it can be. RAM713 asks all actions of the statement, RAM717
//   whether one of them is the other name.
// - RAM715 and RAM813 say that nothing in the policy allows something, RAM808, RAM812 and RAM814 that nothing denies it, RAM714
//   both.
import { hasOpenKey, isOpen } from "./holes.js";

const ACTIONS = ["Action", "NotAction"];
const WHO = ["Effect", "Principal", "NotPrincipal"];

/** Of findings about more than a string, in which a hole may be. */
const OF_MEMBERS = [
  [/^RAM51[2378]$/, ["Effect", "Condition"]],
  [/^RAM601$/, ACTIONS],
  [/^RAM602$/, ["Resource", "NotResource"]],
  [/^RAM603$/, ["Condition"]],
];

/** Of findings about a string, or about a place: what else has to be known. The first that has the code counts. */
const BESIDES = [
  [/^RAM212$/, () => false],
  [/^RAM1/, ({ places }) => !places.some(({ isLoose }) => isLoose)],
  [/^RAM(20[023]|260|30[23])$/, ({ whole }) => whole !== undefined && !hasOpenKey(whole)],
  [/^RAM(22[024]|283)$/, ({ own }) => areKnown(own, [])],
  [/^RAM506$/, ({ own }) => areKnown(own, ["Effect", ...ACTIONS]) && areKeysKnown(own)],
  [/^RAM51[01]$/, ({ own }) => areKnown(own, ["Effect", ...ACTIONS]) && areKeysKnown(own) && !isOfOpenVpc(own)],
  [/^RAM50[7-9]$/, ({ own }) => areKnown(own, ["Effect", "NotAction", ...(takesServices(own) ? ["Resource", "NotResource"] : [])]) && areKeysKnown(own)],
  [/^RAM52[0-3]$/, ({ own }) => areKnown(own, ["Effect"]) && areKeysKnown(own)],
  [/^RAM516$/, ({ own, marked, areAllWithin }) => areAllWithin && areKnown(own, ["Effect"]) && marked.every((each) => areKnown(each, ["Condition"]))],
  [/^RAM(301|80[3-57]|811)$/, ({ own }) => areKnown(own, WHO) && areKeysKnown(own)],
  [/^RAM(71[0-2]|810)$/, ({ own }) => areKnown(own, ["Effect"])],
  [/^RAM71[37]$/, ({ own }) => areKnown(own, ["Effect", ...ACTIONS])],
  [/^RAM(715|813)$/, ({ marked, areAllWithin }) => areAllWithin && marked.every((each) => each?.Effect === "Deny" || isKnown(each))],
  [/^RAM(714|808|812|814)$/, ({ marked, areAllWithin }) => areAllWithin && marked.every(isKnown)],
  [/^RAM(2|50[0-5]|51[45]|52[4-7]|70|716|72|80[026]|815)/, () => true],
];

const COUNTED = /^RAM(209|211|298)$/;

/**
 * Whether a finding holds whatever stands in the holes. `own` is its statement and `marked` are all, with `HOLE` for each hole,
 * `whole` is the document, `places` are what holes leave unknown, and `isCounted` tells whether the least text is too long.
 */
export function isCertain(finding, about) {
  const { code } = finding;
  if (COUNTED.test(code)) return about.isCounted();
  const named = ([codes]) => codes.test(code);
  const [, members] = OF_MEMBERS.find(named) ?? [];
  if (members !== undefined) return areKnown(about.own, members);
  const [, isKnownBesides] = BESIDES.find(named) ?? [code, ({ own }) => isKnown(own)];
  return !isOfHole(finding, about.places) && isKnownBesides(about);
}

/** Whether a range is within a string with a hole, or has a loose hole in it. */
function isOfHole(range, places) {
  return places.some(({ from, to, isLoose }) => (isLoose ? range.from < to && from < range.to : from <= range.from && range.to <= to));
}

function isKnown(statement) {
  return statement !== undefined && !isOpen(statement);
}

/** Whether some members of a statement have no hole, and no hole can become one of them. */
function areKnown(statement, names) {
  return statement !== undefined && !hasOpenKey(statement) && !names.some((name) => isOpen(statement[name]));
}

/** Whether the operators and keys of a statement's conditions are known. */
function areKeysKnown({ Condition = {} }) {
  if (typeof Condition !== "object" || Condition === null) return false;
  return Object.entries(Condition).every(([operator, keys]) => !isOpen(operator) && typeof keys === "object" && keys !== null && !hasOpenKey(keys));
}

/** Whether a statement is about services that it does not name. */
function takesServices({ Action, NotAction } = {}) {
  return NotAction !== undefined || [Action].flat().some((pattern) => typeof pattern === "string" && /^[^:]*[*?]/.test(pattern));
}

function isOfOpenVpc({ Condition = {} }) {
  return Object.values(Condition).some((keys) => isOpen(keys["acs:SourceVpc"]));
}
