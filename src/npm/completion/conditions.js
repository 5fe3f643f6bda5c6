// Condition operators, the keys that fit the actions and the operator, and values that fit the key.
import { asMember, asString, cursor, field, raw } from "./edit.js";
import { servicePrincipals } from "./principals.js";
import { ranked } from "./rank.js";
import { regions } from "./resources.js";

/** The documented operators by the type that they compare; `tests/package/completion.test.mjs` holds them to the engine's. */
const OPERATORS = {
  String: ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"],
  Numeric: ["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"],
  Date: ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
  Bool: ["Bool"],
  IP: ["IpAddress", "NotIpAddress"],
};
const OF_BUCKETS = "IpAddressIncludeBorder";

/** The type that an operator compares, whatever set prefix it has; `undefined` of one that RAM does not have. */
function typeOf(operator) {
  const name = operator.replace(/^For(Any|All)Values?:/, "");
  if (name === OF_BUCKETS) return "IP";
  return Object.keys(OPERATORS).find((type) => OPERATORS[type].includes(name));
}

export function operators(typed, { place, kind, words }) {
  const names = Object.entries(OPERATORS).flatMap(([type, names]) => names.map((name) => [name, words.types[type]]));
  if (kind === "bucket") names.push([OF_BUCKETS, `${words.types.IP}, ${words.inBucketPolicies}`]);
  const candidates = names.filter(([name]) => !place.beside.includes(name)).map(([label, detail]) => ({
    label, detail, kind: "operator", more: true, ...asMember(typed, label, raw('{ "'), cursor, raw('" }')),
  }));
  return ranked(typed.before, candidates);
}

const CERTAINTY = ["documented", "observed", "doubtful"];
/** What can have one value only, or mostly has. */
const ONE = new Set(["Bool", "Date", "Numeric"]);

export function keys(typed, { place, facts, words }) {
  const type = typeOf(place.operator);
  const published = facts.keysOf(facts.named(place.actions));
  const services = new Set(facts.servicesNamed(place.actions).flatMap(({ code, aliases }) => [code, ...aliases]));
  const isOpen = place.actions.length === 0 || place.actions.includes("*");
  const prefix = ({ name }) => name.slice(0, name.indexOf(":"));
  /** Keys of the actions first, then those of their services, then those of every request. */
  const nearness = (key) => (published.has(key.name) ? 0 : services.has(prefix(key)) ? 1 : prefix(key) === "acs" ? 2 : 3);
  const fitting = facts.keys.filter((key) => (nearness(key) < 3 || isOpen) && (!type || !key.type || key.type === type) && !place.beside.includes(key.name));
  /** What has no known type may fit, and is most likely text. */
  const isUnsure = (key) => !key.type && type !== undefined && type !== "String";
  const order = (key) => ((isUnsure(key) ? 4 : 0) + nearness(key)) * CERTAINTY.length + CERTAINTY.indexOf(key.certainty);
  const value = ONE.has(type) ? [raw('"'), cursor, raw('"')] : [raw('["'), cursor, raw('"]')];
  const candidates = fitting.toSorted((a, b) => order(a) - order(b)).map((key) => ({
    label: key.name, kind: "key", late: key.certainty === "doubtful", more: !key.tag,
    detail: [key.type ? words.types[key.type] : "", words.certainty[key.certainty]].filter(Boolean).join(", "),
    ...(key.meaning ? { info: key.meaning } : {}),
    ...asMember(typed, key.tag ? [key.name, field(words.tagKey, "key")] : key.name, ...value),
  }));
  return ranked(typed.before, candidates);
}

/** Networks of documents (RFC 5737, RFC 3849), and the private ones for addresses within a VPC. */
const EXAMPLES = ["203.0.113.0/24", "203.0.113.7", "2001:db8::/32"];
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

export function values(typed, context) {
  const candidates = candidatesFor(context).filter(({ label }) => !context.place.beside.includes(label));
  return ranked(typed.before, candidates.map((candidate) => ({ ...candidate, ...asString(typed, candidate.label) })));
}

function candidatesFor(context) {
  const { place, facts, words, now, values } = context;
  const { operator, key } = place;
  const type = typeOf(operator) ?? facts.keys.find(({ name }) => name === key)?.type;
  const all = (labels, detail, kind) => labels.map((label) => ({ label, detail, kind }));
  // RAM refuses several of them
  if (type === "Bool") return place.listed && place.beside.length > 0 ? [] : all(["true", "false"], "", "value");
  if (type === "Date") return all([now.toISOString().replace(/\.\d+/, "")], words.now, "date");
  if (type === "IP") return all(key === "acs:VpcSourceIp" ? PRIVATE : EXAMPLES, words.example, "hint");
  if (type !== "String") return [];
  if (/Region(Id)?$/.test(key)) return all(regions(context), words.region, "region");
  if (/Account(Id)?$/.test(key) && values.has("accountid")) return all([values.get("accountid")], words.account, "account");
  if (key === "acs:Service" || key === "ram:ServiceName") return servicePrincipals(context);
  return [];
}
