import { isIPv4, isIPv6 } from "node:net";

/**
 * The straightforward implementation of a decision: the policy parsed once, every pattern a RegExp made once, every
 * condition's values read once; a request then goes through the statements, the Denies first.
 *
 * It is what one writes who knows JavaScript and the policy language. It is measured against, and left alone.
 */
export class DecideBaseline {
  #denies;
  #allows;
  #regExps = new Map();

  /** @param {string} text an identity policy without errors */
  constructor(text) {
    const statements = JSON.parse(text).Statement.map((statement) => this.#statement(statement));
    this.#denies = statements.filter(({ effect }) => effect === "Deny");
    this.#allows = statements.filter(({ effect }) => effect === "Allow");
  }

  /**
   * @param {{ action: string, resources: string | string[], context?: Record<string, string | string[]> }} request
   * @returns {"Allow" | "ExplicitDeny" | "ImplicitDeny"}
   */
  decide({ action, resources, context = {} }) {
    const named = (statement) => statement.names(action);
    const denies = this.#denies.filter(named);
    const allows = this.#allows.filter(named);
    const list = Array.isArray(resources) ? resources : [resources];
    const covered = (statements, resource) => statements.some((statement) => statement.covers(resource) && statement.holds(context));
    if (list.some((resource) => covered(denies, resource))) return "ExplicitDeny";
    return list.every((resource) => covered(allows, resource)) ? "Allow" : "ImplicitDeny";
  }

  /** One after the other. */
  decideMany(requests) {
    return requests.map((request) => this.decide(request));
  }

  #statement({ Effect, Action, NotAction, Resource, NotResource, Condition = {} }) {
    const actions = [Action ?? NotAction].flat().map((pattern) => this.#action(pattern));
    const resources = [Resource ?? NotResource].flat().map((pattern) => this.#resource(pattern));
    const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => this.#condition(operator, key, [values].flat().map(String))),
    );
    return {
      effect: Effect,
      names: (action) => actions.some((pattern) => pattern.test(action)) === (Action !== undefined),
      covers: (resource) => resources.some((pattern) => pattern.test(resource)) === (Resource !== undefined),
      holds: (context) => conditions.every((condition) => condition(context)),
    };
  }

  /** `code:name`, the two parts matched separately, without regard to case. */
  #action(pattern) {
    if (pattern === "*") return this.#regExp("", "");
    const [code, name] = split(pattern, 2);
    return this.#regExp(`^${wildcards(code, "[^:]")}:${wildcards(name, ".")}$`, "is");
  }

  /** Five fields; none but the last matches across a colon. An empty region or account is an empty one or a lone `*`. */
  #resource(pattern) {
    if (pattern === "*") return this.#regExp("", "");
    const fields = split(pattern, 5);
    const sources = fields.map((field, i) => (field === "" && (i === 2 || i === 3) ? "\\*?" : wildcards(field, i === 4 ? "." : "[^:]")));
    return this.#regExp(`^${sources.join(":")}$`, "su");
  }

  #regExp(source, flags) {
    const key = `${flags} ${source}`;
    if (!this.#regExps.has(key)) this.#regExps.set(key, new RegExp(source, flags));
    return this.#regExps.get(key);
  }

  #condition(written, key, expected) {
    const forAll = written.startsWith("ForAllValues:");
    const { comparison, negated } = OPERATORS[written.replace(/^For(AnyValue|AllValues):/, "")];
    const { read, prepare = read, compare } = COMPARISONS[comparison];
    const prepared = expected.map(prepare);
    const met = (text) => {
      const value = read(text);
      return value !== undefined && prepared.some((wanted) => compare(value, wanted));
    };
    return (context) => {
      const actual = context[key] ?? [];
      const values = Array.isArray(actual) ? actual : [actual];
      return forAll ? values.every((value) => met(value) !== negated) : values.some(met) !== negated;
    };
  }
}

/** How a request's value is read (`undefined` if it is not of the type) and compared with one of the policy, which is prepared once. */
const same = (value, wanted) => value === wanted;
const text = (value) => value;
const COMPARISONS = {
  StringEquals: { read: text, compare: same },
  StringEqualsIgnoreCase: { read: (value) => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()), compare: same },
  StringLike: { read: text, prepare: (value) => new RegExp(`^${wildcards(value, ".")}$`, "su"), compare: (value, wanted) => wanted.test(value) },
  Bool: { read: (value) => (value === "true" ? true : value === "false" ? false : undefined), compare: same },
  IpAddress: { read: address, prepare: network, compare: (value, wanted) => wanted.every || (value.family === wanted.family && (value.bits & wanted.mask) === wanted.bits) },
};
for (const [type, read] of [["Numeric", number], ["Date", date]]) {
  COMPARISONS[`${type}Equals`] = { read, compare: same };
  COMPARISONS[`${type}LessThan`] = { read, compare: (value, wanted) => value < wanted };
  COMPARISONS[`${type}LessThanEquals`] = { read, compare: (value, wanted) => value <= wanted };
  COMPARISONS[`${type}GreaterThan`] = { read, compare: (value, wanted) => value > wanted };
  COMPARISONS[`${type}GreaterThanEquals`] = { read, compare: (value, wanted) => value >= wanted };
}

const OPERATORS = Object.fromEntries(Object.keys(COMPARISONS).map((comparison) => [comparison, { comparison, negated: false }]));
for (const comparison of ["StringEquals", "StringEqualsIgnoreCase", "StringLike", "NumericEquals", "DateEquals"]) {
  OPERATORS[comparison.replace(/^(String|Numeric|Date)/, "$1Not")] = { comparison, negated: true };
}
OPERATORS.NotIpAddress = { comparison: "IpAddress", negated: true };
OPERATORS.IpAddressIncludeBorder = OPERATORS.IpAddress;

function number(value) {
  return /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function date(value) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

/** An address: its family and its bits, of v4 as a number, of v6 as a bigint. */
function address(value) {
  if (isIPv4(value)) return { family: 4, bits: value.split(".").reduce((bits, octet) => bits * 256 + Number(octet), 0) | 0 };
  if (!isIPv6(value)) return undefined;
  const [head, tail] = value.replace(/\d+\.\d+\.\d+\.\d+$/, dotted).split("::");
  const groups = (part) => (part ? part.split(":") : []);
  const [before, after] = [groups(head), groups(tail)];
  const all = [...before, ...Array(8 - before.length - after.length).fill("0"), ...after];
  return { family: 6, bits: all.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n) };
}

function dotted(v4) {
  const [a, b, c, d] = v4.split(".").map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** The network that a policy names: `10.0.0.0/8`, one address, or `*` for every one. */
function network(value) {
  if (value === "*") return { every: true };
  const [first, length] = value.split("/");
  const { family, bits } = address(first);
  if (family === 4) {
    const mask = length === "0" ? 0 : -1 << (32 - Number(length ?? 32));
    return { family, mask, bits: bits & mask };
  }
  const mask = ((1n << 128n) - 1n) ^ ((1n << (128n - BigInt(length ?? 128))) - 1n);
  return { family, mask, bits: bits & mask };
}

/** The source of a RegExp for a pattern, `any` standing for one character. */
function wildcards(pattern, any) {
  return pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, `${any}*`).replace(/\?/g, any);
}

/** Splits at the first colons into so many parts. */
function split(text, parts) {
  const pieces = text.split(":");
  return [...pieces.slice(0, parts - 1), pieces.slice(parts - 1).join(":")];
}
