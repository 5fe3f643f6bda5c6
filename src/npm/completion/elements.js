// Names of elements with the beginning of what stands there, effects, and whole statements.
import { asMember, asString, cursor, field, raw, separator, written } from "./edit.js";
import { ranked } from "./rank.js";

const DOCUMENT = ["Version", "Statement"];
// `NotResource` is not documented any more, so it is not offered
const OF_STATEMENTS = {
  identity: ["Effect", "Action", "NotAction", "Resource", "Condition"],
  trust: ["Effect", "Principal", "Action", "Condition"],
  bucket: ["Effect", "Principal", "Action", "NotAction", "Resource", "Condition"],
  resource: ["Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "Condition"],
};
const elementsOf = (kind) => OF_STATEMENTS[kind] ?? OF_STATEMENTS.identity;
/** A statement has one of them. */
const ONE_OF = [["Action", "NotAction"], ["Resource", "NotResource"]];

/** What stands behind the colon of an element that is typed next. */
function begun(element, kind) {
  if (element === "Version") return [raw('"1"')];
  if (element === "Statement") return [raw("[\n  "), ...statement(kind, 1), raw("\n]")];
  if (element === "Effect" || element === "Sid") return [raw('"'), cursor, raw('"')];
  if (element === "Principal") return kind === "bucket" ? [raw('["'), cursor, raw('"]')] : [raw('{ "'), cursor, raw('" }')];
  if (element === "Condition") return [raw('{ "'), cursor, raw('" }')];
  return [raw('["'), cursor, raw('"]')];
}

export function elements(typed, { place, kind, words }) {
  const isStatement = place.statement !== null || place.beside.some((name) => name === "Effect" || name === "Action");
  const present = new Set(place.beside);
  const isMissing = (name) => !present.has(name) && !ONE_OF.some((names) => names.includes(name) && names.some((other) => present.has(other)));
  const candidates = (isStatement ? elementsOf(kind) : DOCUMENT).filter(isMissing).map((label) => ({
    label, detail: words.elements[label], kind: "element", more: label !== "Version" && label !== "Sid",
    ...asMember(typed, label, ...begun(label, kind)),
  }));
  return ranked(typed.before, candidates);
}

export function effects(typed, { kind, words }) {
  // a trust policy that denies is not documented
  const effects = kind === "trust" ? ["Allow"] : ["Allow", "Deny"];
  const candidates = effects.map((label) => ({ label, detail: words.effects[label], kind: "value", ...asString(typed, label) }));
  return ranked(typed.before, candidates);
}

export function version(typed, { words }) {
  return ranked(typed.before, [{ label: "1", detail: words.version, kind: "value", ...asString(typed, "1") }]);
}

/** The parts of a statement, `depth` steps deep; the first field is where one types on. */
function statement(kind, depth) {
  const line = (text) => raw(`\n${"  ".repeat(depth + 1)}${text}`);
  const parts = [raw('{'), line('"Effect": "'), field("effect", "Allow"), raw('",')];
  if (elementsOf(kind).includes("Principal")) {
    const form = kind === "trust" ? "Service" : "RAM";
    parts.push(...(kind === "bucket" ? [line('"Principal": ["')] : [line('"Principal": { "'), field("form", form), raw('": ["')]));
    parts.push(field("principal", ""), raw(kind === "bucket" ? '"],' : '"] },'));
  }
  if (kind === "trust") parts.push(line('"Action": "sts:AssumeRole"'));
  else parts.push(line('"Action": ["'), field("action", ""), raw('"],'), line('"Resource": ["'), field("resource", ""), raw('"]'));
  return [...parts, raw(`\n${"  ".repeat(depth)}}`)];
}

/** A whole statement in its list, or a list of one. */
export function statements(typed, { place, kind, words }) {
  if (typed.quoted || place.text !== "") return [];
  const value = place.listed ? statement(kind, 0) : [raw("[\n  "), ...statement(kind, 1), raw("\n]")];
  return [{ label: words.statement, detail: words.statementInfo, kind: "element", matched: [], ...written([...value, ...separator(typed)]) }];
}

/** A whole policy, where there is nothing yet. */
export function policy(typed, { place, kind, words }) {
  if (typed.quoted || place.text !== "" || place.listed) return [];
  const value = [raw('{\n  "Version": "1",\n  "Statement": [\n    '), ...statement(kind, 2), raw("\n  ]\n}")];
  return [{ label: words.policy, detail: words.policyInfo, kind: "element", matched: [], ...written(value) }];
}
