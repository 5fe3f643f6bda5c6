// Stretches of a policy's text that are not known: interpolations and references of the template that it stands in. What is
// said of such a policy holds whatever stands there in the end.
import { EVERYTHING } from "./statements.js";

/** Holes as the caller gives them, in the order of the text and none within another; or a TypeError. */
function checkedHoles(holes, text) {
  if (!Array.isArray(holes)) throw new TypeError("`holes` must be a list of `{ from, to }`");
  for (const hole of holes) {
    const isRange = Number.isInteger(hole?.from) && Number.isInteger(hole.to) && 0 <= hole.from && hole.from < hole.to && hole.to <= text.length;
    if (!isRange) throw new TypeError("each of `holes` must be a range of the text, `{ from, to }`, and not empty");
  }
  const apart = [];
  for (const { from, to } of [...holes].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last?.to > from) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
}

/** The holes within a range. */
function holesIn({ from, to }, holes) {
  return holes.filter((hole) => from <= hole.from && hole.to <= to);
}

/** Whether all holes are within statements: one that is not can be a statement. */
function areAllWithin(holes, statements) {
  return holes.every((hole) => statements.some((statement) => holesIn(statement, [hole]).length > 0));
}

/** Whether a stretch is a string with its quotes. */
function isString(json) {
  return /^".*"$/s.test(json);
}

/** How holes are called: as they are written, each once, a few of them. */
function namesOf(holes, text) {
  const names = [...new Set(holes.map(({ from, to }) => unescaped(text.slice(from, to))))];
  return names.length > NAMED ? [...names.slice(0, NAMED), "…"] : names;
}
const NAMED = 3;

/** What a string of JSON, or a part of one, says. */
function unescaped(json) {
  try {
    return String(JSON.parse(isString(json) ? json : `"${json}"`));
  } catch {
    return json; // a hole may end within an escape
  }
}

/** Stands for a hole in a string; policies do not have it. */
const HOLE = "\ue000";

/**
 * The most and the least that a policy can grant, as documents: `{ most, least }`, each `{ document, statements }`, with
 * `undefined` for a statement that grants or denies nothing. `least` is `undefined` where nothing is certain.
 */
function boundsOf(text, { parsed, statements, holes }) {
  const marked = statements.map((statement) => markedIn(text, statement, holes));
  const isLoose = marked.includes(undefined) || !areAllWithin(holes, statements);
  const bound = (each, more) => {
    const all = marked.map((value) => value && each(value));
    return { document: { ...parsed, Version: "1", Statement: [...all.filter((value) => value !== undefined), ...more] }, statements: all };
  };
  const most = bound((value) => (value.Effect === "Deny" ? reaching(value, "less") : reaching(withEffect(value, "Allow"), "more")), isLoose ? [EVERYTHING] : []);
  const least = bound((value) => leastOf(value), []);
  return { most, least: isLoose ? undefined : least };
}

/** A statement of a text with `HOLE` for each of its holes, in a string or as one; `undefined` where it is no JSON then. */
function markedIn(text, { from, to, value }, holes) {
  const within = holesIn({ from, to }, holes);
  if (within.length === 0) return value;
  let marked = "";
  let at = from;
  for (const hole of within) {
    marked += text.slice(at, hole.from) + (isString(text.slice(hole.from, hole.to)) ? `"${HOLE}"` : HOLE);
    at = hole.to;
  }
  try {
    return JSON.parse(marked + text.slice(at, to));
  } catch {
    return undefined;
  }
}

/** An effect that is not known is the one that is asked for. */
function withEffect(value, effect) {
  const isUnknown = isOpen(value.Effect) || (value.Effect === undefined && hasOpenKey(value));
  return isUnknown ? { ...value, Effect: effect } : value;
}

/** Whether there is a hole in a value. */
function isOpen(value) {
  if (typeof value === "string") return value.includes(HOLE);
  return typeof value === "object" && value !== null && Object.entries(value).some((entry) => entry.some(isOpen));
}

/** Whether a hole can become a member of a statement, or of a document. */
function hasOpenKey(value) {
  return Object.keys(value).some(isOpen);
}

/**
 * A statement that reaches all (`more`) or only what is certain (`less`) of what it can; `undefined` where that is nothing, or
 * `none` has no value for the member that leaves nothing.
 */
function reaching(statement, how, none = {}) {
  if (!isOpen(statement)) return statement;
  if (hasOpenKey(statement)) return how === "more" ? reaching(unbound(statement), how) : undefined;
  const made = {};
  for (const [key, value] of Object.entries(statement)) {
    const members = isOpen(value) ? (MEMBERS[key]?.(value, how) ?? (Object.hasOwn(none, key) ? [[key, none[key]]] : undefined)) : [[key, value]];
    if (members === undefined) return undefined;
    for (const [name, own] of members) made[name] = own;
  }
  return made;
}

/** A statement by which a policy grants the least: an Allow reaches what is certain, anything else denies all that it can. */
function leastOf(statement, none) {
  return statement.Effect === "Allow" ? reaching(statement, "less", none) : reaching(withEffect(statement, "Deny"), "more");
}

/** A statement of which a member is not known, as wide as that can make it: an element that stands there is not said again. */
function unbound(statement) {
  const known = Object.fromEntries(Object.entries(statement).filter(([key]) => !isOpen(key)));
  const missing = ["Action", "Resource"].filter((name) => !(name in known || `Not${name}` in known));
  return { ...known, ...Object.fromEntries(missing.map((name) => [name, "*"])) };
}

const OTHER = { more: "less", less: "more" };

/** What becomes of a member with a hole, `[[key, value]]`; `undefined` where the statement then reaches nothing. */
const MEMBERS = {
  Sid: () => [],
  Action: (value, how) => positive("Action", value, how),
  Resource: (value, how) => positive("Resource", value, how),
  NotAction: (value, how) => negative("Action", value, how),
  NotResource: (value, how) => negative("Resource", value, how),
  Condition: (value, how) => (how === "more" ? [["Condition", knownConditions(value)]] : undefined),
};

function positive(element, value, how) {
  const patterns = patternsOf(element, value, how);
  return patterns.length === 0 ? undefined : [[element, patterns]];
}

/** What is excluded: the less of it, the more is reached. */
function negative(element, value, how) {
  const patterns = patternsOf(element, value, OTHER[how]);
  return patterns.length === 0 ? [[element, "*"]] : [[`Not${element}`, patterns]];
}

/** The patterns of an element: those with a hole match whatever they can, or are left out. */
function patternsOf(element, value, how) {
  return [value].flat().flatMap((pattern) => {
    if (!isOpen(pattern)) return [pattern];
    return how === "more" ? [widest(element, pattern)] : [];
  });
}

/** How many colons a pattern has, if it is not `*`. */
const COLONS = { Action: 1, Resource: 4 };

/** The pattern that matches all that one with holes can; a hole is taken for a part of one field where all fields are there. */
function widest(element, pattern) {
  if (typeof pattern !== "string") return "*";
  return pattern.split(":").length > COLONS[element] ? pattern.replaceAll(HOLE, "*") : "*";
}

/** Conditions without those that are not known. */
function knownConditions(conditions) {
  if (typeof conditions !== "object" || conditions === null) return {};
  const known = Object.entries(conditions).filter(([operator]) => !isOpen(operator)).map(([operator, keys]) => {
    if (typeof keys !== "object" || keys === null) return [operator, {}];
    return [operator, Object.fromEntries(Object.entries(keys).filter((entry) => !entry.some(isOpen)))];
  });
  return Object.fromEntries(known.filter(([, keys]) => Object.keys(keys).length > 0));
}

export { HOLE, areAllWithin, boundsOf, checkedHoles, hasOpenKey, holesIn, isOpen, isString, leastOf, markedIn, namesOf };
