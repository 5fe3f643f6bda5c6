// The package's API over the classes that wasm-bindgen generates: says clearly what a caller did wrong (before `init`,
// after `free`), and shapes what crosses as plain numbers. Decides nothing. The build puts what it imports into one file.
import { createAuthorization } from "./authorization.js";
import { DECISIONS } from "./decisions.js";
import { isTable } from "./request.js";
import { ScenarioError } from "./scenario-source.js";
import { createScenario } from "./scenario.js";

const LEVELS = Object.freeze(["none", "partial", "full", "undecided"]);
const OUTCOMES = Object.freeze([
  "not-granted", "denied", "allowed", "partial", "conditional", "partial-conditional", "undecided", "unknown",
]);
/** The code of a mark that stands for a statement which contributes without covering a call. */
const CONTRIBUTING = 4;
const ACCESS_LEVELS = Object.freeze(["create", "list", "get", "update", "delete", "none"]);
const POLICY_KINDS = Object.freeze(["identity", "session", "control", "trust", "bucket", "resource"]);

/** A catalogue file that can't be used. */
class CatalogFileError extends Error {
  constructor(errors) {
    super(errors.map(({ file, line, column, reason }) => `${file}:${line}:${column}: ${reason}`).join("\n"));
    this.name = "CatalogFileError";
    this.errors = errors;
  }
}

function text(value, what) {
  if (typeof value !== "string") throw new TypeError(`${what} must be a string`);
  return value;
}

function kindOf(value) {
  if (value === "auto" || POLICY_KINDS.includes(value)) return value;
  throw new TypeError(`the kind of a policy is ${POLICY_KINDS.join(", ")} or auto`);
}

/** A caller's slip here would be silent: positions of the wrong kind. */
function checkOptions(options) {
  if (options === undefined) return;
  if (typeof options !== "object" || options === null) throw new TypeError("the options must be an object");
  const { positions } = options;
  if (positions !== undefined && positions !== "utf16" && positions !== "utf8") {
    throw new TypeError('`positions` must be "utf16" or "utf8"');
  }
}

/** Bindings as the engine takes them: names and values in turn. */
function pairs(values = {}) {
  if (!isTable(values)) throw new TypeError("the values to bind must be an object");
  return Object.entries(values).flatMap(([variable, value]) => [variable, text(value, `the value of \`${variable}\``)]);
}

/** Known keys as the engine takes them: each key and one of its values in turn, and the keys that are absent. */
function knownContext(known) {
  if (typeof known !== "object" || known === null) throw new TypeError("what is known of the context must be an object");
  const { values = {}, absent = [] } = known;
  if (!isTable(values)) throw new TypeError("`values` must be an object of keys and values");
  if (!Array.isArray(absent)) throw new TypeError("`absent` must be a list of keys");
  const missing = absent.map((key) => text(key, "a key of `absent`"));
  const pairs = [];
  for (const [key, given] of Object.entries(values)) {
    if (missing.includes(key)) throw new TypeError(`\`${key}\` has values and is absent: only one can be true`);
    const list = Array.isArray(given) ? given : [given];
    // to every condition a key without values is as one that is absent
    if (list.length === 0) missing.push(key);
    for (const value of list) pairs.push(key, text(value, `a value of \`${key}\``));
  }
  return [pairs, missing];
}

/** What `marks` says of one operation. It has blocks of `statement * 8 + code`, first word, count of words, and the words. */
function marksOn(marks, operation) {
  const on = [];
  for (let at = 0; at < marks.length; at += 3 + marks[at + 2]) {
    const word = (operation >>> 5) - marks[at + 1];
    if (word < 0 || word >= marks[at + 2] || ((marks[at + 3 + word] >>> (operation & 31)) & 1) === 0) continue;
    const code = marks[at] & 7;
    const contributing = code === CONTRIBUTING;
    on.push({ statement: marks[at] >>> 3, level: contributing ? "none" : LEVELS[code], contributing });
  }
  return on;
}

/** What `compare` says, with the contexts as the objects that a request takes. */
function comparison(found) {
  // `__proto__` is a key like any other
  const request = ({ context, ...witness }) => ({ ...witness, context: Object.fromEntries(context) });
  const list = (differences) => differences.map(({ action, witness }) => ({ action, witness: request(witness) }));
  return { ...found, gained: list(found.gained), lost: list(found.lost) };
}

/** The API over one engine (the generated module); `ready` is called once its .wasm is loaded. */
function createApi(engine) {
  let loaded = false;
  let engineOf;
  let policyOf;
  let rawOf;

  function needEngine() {
    if (!loaded) throw new Error("the engine is not loaded yet: call `await init()` first");
  }

  let shared;
  /** The built-in catalogue, for callers who give none. */
  function builtin() {
    shared ??= engine.Catalog.builtin();
    return shared;
  }

  class Catalog {
    #raw;

    /** @hidden */
    constructor(raw) {
      if (!(raw instanceof engine.Catalog)) {
        throw new TypeError("a Catalog comes from `Catalog.builtin()` or `Catalog.fromJSON(text, file)`");
      }
      this.#raw = raw;
    }

    static {
      engineOf = (catalog) => {
        if (!(catalog instanceof Catalog)) throw new TypeError("the catalog must be a Catalog: `Catalog.builtin()`, say");
        return catalog.#open();
      };
    }

    static builtin() {
      needEngine();
      return new Catalog(engine.Catalog.builtin());
    }

    static fromJSON(content, file = "catalog.json") {
      needEngine();
      try {
        return new Catalog(engine.Catalog.fromJSON(text(content, "the catalogue's text"), text(file, "the file's name")));
      } catch (thrown) {
        // the engine throws the list of what is wrong with the file
        throw Array.isArray(thrown) ? new CatalogFileError(thrown) : thrown;
      }
    }

    #open() {
      if (!this.#raw) throw new Error("this Catalog was freed");
      return this.#raw;
    }

    info(locale) {
      return this.#open().info(locale);
    }

    free() {
      this.#raw?.free();
      this.#raw = undefined;
    }
  }

  /** A new coverage with its variables bound; throws where a value cannot stand. */
  function bound(coverage, bindings) {
    const refused = bindings === undefined ? [] : coverage.bind(bindings);
    if (refused.length > 0) {
      coverage.free();
      throw new RangeError(refused.map(({ variable, reason }) => `\`${variable}\`: ${reason}`).join("; "));
    }
    return coverage;
  }

  class Policy {
    #raw;
    /** The policy alone as an authorization; made when it is asked to decide. */
    #alone;

    constructor(content, options) {
      needEngine();
      checkOptions(options);
      const kind = kindOf(options?.kind ?? "identity");
      this.#raw = new engine.Policy(text(content, "the policy"), options?.locale, options?.positions, kind);
    }

    static {
      rawOf = (policy) => (policy instanceof Policy ? policy.#open() : undefined);
      policyOf = (policy) => {
        if (!(policy instanceof Policy)) throw new TypeError("the policies must be a list of Policy objects");
        return policy.#open();
      };
    }

    #open() {
      if (!this.#raw) throw new Error("this Policy was freed");
      return this.#raw;
    }

    update(content) {
      this.#open().update(text(content, "the policy"));
    }

    kind() {
      return this.#open().kind();
    }

    setKind(kind) {
      this.#open().setKind(kindOf(kind));
    }

    diagnostics(bindings) {
      return this.#open().diagnostics(pairs(bindings));
    }

    findings(catalog, bindings) {
      return this.#open().findings(catalog === undefined ? builtin() : engineOf(catalog), pairs(bindings));
    }

    coverage(catalog, bindings) {
      return bound(new Coverage(this.#open().coverage(engineOf(catalog))), bindings);
    }

    cleanUp(bindings) {
      return this.#open().cleanUp(pairs(bindings)) ?? null;
    }

    format() {
      return this.#open().format() ?? null;
    }

    size() {
      return this.#open().size();
    }

    refused() {
      return this.#open().refused();
    }

    #authorization() {
      this.#open();
      this.#alone ??= new Authorization({ identity: [{ policy: this }] });
      return this.#alone;
    }

    decide(request) {
      return this.#authorization().decide(request);
    }

    decideMany(requests) {
      return this.#authorization().decideMany(requests);
    }

    explain(request) {
      return this.#authorization().explain(request);
    }

    conditionKeys() {
      return this.#open().conditionKeys();
    }

    free() {
      this.#alone?.free();
      this.#raw?.free();
      this.#raw = undefined;
    }
  }

  class Coverage {
    #raw;
    #operations;

    /** @hidden */
    constructor(raw) {
      if (!(raw instanceof engine.Coverage)) throw new TypeError("a Coverage comes from `policy.coverage(catalog)`");
      this.#raw = raw;
    }

    #open() {
      if (!this.#raw) throw new Error("this Coverage was freed");
      return this.#raw;
    }

    #operation(id) {
      this.#operations ??= this.#open().outcomes().length;
      if (!Number.isInteger(id) || id < 0 || id >= this.#operations) {
        throw new RangeError(`there is no operation ${id}: the catalogue has ${this.#operations}, counted from 0`);
      }
      return id;
    }

    static of(policies, catalog, bindings) {
      needEngine();
      if (!Array.isArray(policies)) throw new TypeError("the policies must be a list of Policy objects");
      const followed = policies.map((each) => {
        if (each instanceof Policy) return { policy: policyOf(each) };
        return { policy: policyOf(each?.policy), name: each.name === undefined ? undefined : text(each.name, "the name of a policy") };
      });
      const raw = engine.Coverage.over(engineOf(catalog));
      for (const { policy, name } of followed) raw.add(policy, name);
      return bound(new Coverage(raw), bindings);
    }

    assume(known) {
      this.#open().assume(...knownContext(known));
    }

    bind(values) {
      return this.#open().bind(pairs(values));
    }

    outcomes() {
      return this.#open().outcomes();
    }

    must() {
      return this.#open().must();
    }

    may() {
      return this.#open().may();
    }

    marks() {
      return this.#open().marks();
    }

    actionMatches() {
      return this.#open().actionMatches();
    }

    summary() {
      const counts = this.#open().summary();
      return { counts, total: counts.reduce((sum, count) => sum + count, 0) };
    }

    statements() {
      return this.#open().statements();
    }

    patterns() {
      return this.#open().patterns();
    }

    explain(id) {
      return this.#open().explain(this.#operation(id));
    }

    evidence(statement, operation) {
      return this.#open().evidence(statement, this.#operation(operation));
    }

    templates() {
      return this.#open().templates();
    }

    requirement(operation) {
      return this.#open().requirement(this.#operation(operation));
    }

    operationsOfStatement(statement) {
      return this.#open().operationsOfStatement(statement);
    }

    operationsOfPattern(pattern) {
      return this.#open().operationsOfPattern(pattern);
    }

    free() {
      this.#raw?.free();
      this.#raw = undefined;
    }
  }

  const Authorization = createAuthorization(engine, needEngine, rawOf);
  const Scenario = createScenario({ engine, needEngine, Authorization, Catalog, Policy });

  function validate(content, options) {
    const policy = new Policy(content, options);
    try {
      return policy.findings(options?.catalog);
    } finally {
      policy.free();
    }
  }

  /** The policy of a handle, or of a text; `close` frees what was made here. */
  function opened(policy, options) {
    if (policy instanceof Policy) return { raw: policyOf(policy), close() {} };
    if (typeof policy !== "string") throw new TypeError("a policy to compare is a Policy or its text");
    const made = new Policy(policy, options);
    return { raw: policyOf(made), close: () => made.free() };
  }

  function compare(a, b, options) {
    needEngine();
    checkOptions(options);
    const catalog = options?.catalog === undefined ? builtin() : engineOf(options.catalog);
    const one = opened(a, options);
    try {
      const other = opened(b, options);
      try {
        return comparison(engine.compare(one.raw, other.raw, catalog));
      } finally {
        other.close();
      }
    } finally {
      one.close();
    }
  }

  function rules(locale) {
    needEngine();
    return engine.rules(locale);
  }

  return {
    Catalog,
    Policy,
    Coverage,
    CatalogFileError,
    Authorization,
    Scenario,
    ScenarioError,
    DECISIONS,
    validate,
    compare,
    rules,
    marksOn,
    LEVELS,
    OUTCOMES,
    ACCESS_LEVELS,
    POLICY_KINDS,
    ready() {
      loaded = true;
    },
  };
}

export { createApi };
