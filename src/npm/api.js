// The package's API over the classes that wasm-bindgen generates: says clearly what a caller did wrong (before `init`,
// after `free`), and shapes what crosses as plain numbers. Decides nothing. The build puts what it imports into one file.
import { createAuthorization } from "./authorization.js";
import { complete } from "./completion/complete.js";
import { contributionOf } from "./contribution.js";
import { DECISIONS } from "./decisions.js";
import { aboutOf } from "./hover.js";
import { checkLocale } from "./locale.js";
import { servicesNamed } from "./named-services.js";
import { readOptions } from "./options.js";
import { isTable } from "./request.js";
import { createRequests } from "./requests.js";
import { ScenarioError } from "./scenario-source.js";
import { createScenario } from "./scenario.js";
import { ownRules } from "./settings-messages.js";
import { SettingsError, createSettings } from "./settings.js";

const LEVELS = Object.freeze(["none", "partial", "full", "undecided"]);
const OUTCOMES = Object.freeze([
  "not-granted", "denied", "allowed", "partial", "conditional", "partial-conditional", "undecided", "unknown",
]);
/** The code of a mark that stands for a statement which contributes without covering a call. */
const CONTRIBUTING = 4;
const ACCESS_LEVELS = Object.freeze(["create", "list", "get", "update", "delete", "none"]);
const FIX_KINDS = Object.freeze(["clean-up", "certain", "equal", "change"]);
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

function positionOf(value) {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new TypeError("the position must be a whole number from 0 on");
}

/** A date as RAM writes it has a year of four digits. */
function dateOf(value) {
  const isDate = Object.prototype.toString.call(value) === "[object Date]";
  const year = isDate ? Date.prototype.getUTCFullYear.call(value) : NaN;
  if (year >= 0 && year <= 9999) return value;
  throw new TypeError("`now` must be a valid Date of a year from 0 to 9999");
}

/** How a text is read as a policy. */
const POLICY_OPTIONS = Object.freeze(["locale", "positions", "kind"]);
const VALIDATE_OPTIONS = Object.freeze([...POLICY_OPTIONS, "catalog"]);

/** Options of a policy, with others where `known` has them. A slip here would be silent: positions of the wrong kind, another language. */
function policyOptions(options, known = POLICY_OPTIONS) {
  const read = readOptions(options, known);
  const { positions, locale } = read;
  checkLocale(locale);
  if (positions !== undefined && positions !== "utf16" && positions !== "utf8") {
    throw new TypeError('`positions` must be "utf16" or "utf8"');
  }
  return read;
}

/** The codes of findings, or a RangeError for one that there is not. */
function codesOf(codes, known) {
  if (!Array.isArray(codes)) throw new TypeError("`codes` must be a list of the codes of findings");
  for (const code of codes) {
    if (!known.some((rule) => rule.code === code)) {
      const named = known.find(({ name }) => name === code);
      throw new RangeError(`there is no finding with the code \`${code}\`${named ? `; \`${code}\` is ${named.code}` : ": `rules()` lists them"}`);
    }
  }
  return codes;
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

/**
 * The API over one engine (the generated module); `ready` is called once its .wasm is loaded. `readCloud` gives the bytes
 * of the file of the whole cloud: the package's own, or of a place.
 */
function createApi(engine, readCloud) {
  let loaded = false;
  let engineOf;
  let policyOf;
  let localeOf;
  let rawOf;

  function needEngine() {
    if (!loaded) throw new Error("the engine is not loaded yet: call `await init()` first");
  }

  let shared;
  /** A caller's catalogue, or the built-in one for those who give none. */
  function catalogOf(catalog) {
    return catalog ?? (shared ??= Catalog.builtin());
  }

  function factsOf(catalog) {
    return engineOf(catalogOf(catalog));
  }

  class Catalog {
    #raw;

    /** @hidden */
    constructor(raw) {
      if (!(raw instanceof engine.Catalog)) {
        throw new TypeError("a Catalog comes from `Catalog.builtin()`, `Catalog.load(services)` or `Catalog.fromJSON(text, file)`");
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

    /** Makes a catalogue; the engine throws the list of what is wrong with the file. */
    static #made(make) {
      try {
        return new Catalog(make());
      } catch (thrown) {
        throw Array.isArray(thrown) ? new CatalogFileError(thrown) : thrown;
      }
    }

    static fromJSON(content, file = "catalog.json") {
      needEngine();
      text(content, "the catalogue's text");
      return Catalog.#made(() => engine.Catalog.fromJSON(content, text(file, "the file's name")));
    }

    static async load(services = "all", options) {
      needEngine();
      const { from } = readOptions(options, ["from"]);
      const all = services === "all";
      if (!all && !Array.isArray(services)) throw new TypeError('the services are a list of RAM codes or "all"');
      const codes = all ? undefined : services.map((code) => text(code, "a RAM code"));
      const { bytes, name } = await cloudFile(from);
      return Catalog.#made(() => engine.Catalog.fromCloud(bytes, name, codes));
    }

    extended(over) {
      return new Catalog(this.#open().extended(engineOf(over)));
    }

    #open() {
      if (!this.#raw) throw new Error("this Catalog was freed");
      return this.#raw;
    }

    info(locale) {
      checkLocale(locale);
      const raw = this.#open();
      const { date, sources, operations } = raw.about(locale);
      return {
        date, sources, services: raw.services(), operations: raw.operations(0, operations, locale), templates: raw.templates(locale),
        ...raw.readyPolicies(locale),
      };
    }

    readyPolicies(locale) {
      checkLocale(locale);
      return this.#open().readyPolicies(locale);
    }

    about(locale) {
      return this.#open().about(locale);
    }

    services() {
      return this.#open().services();
    }

    names() {
      return this.#open().names().split("\n").slice(0, -1);
    }

    accessLevels() {
      return this.#open().levels();
    }

    requirements() {
      const raw = this.#open();
      return { list: raw.requirements(), of: raw.requirementIds() };
    }

    noted() {
      return this.#open().noted();
    }

    operations(service, locale) {
      const raw = this.#open();
      const { first, count } = this.services()[this.#service(service)];
      return raw.operations(first, first + count, locale);
    }

    operation(action, locale) {
      const raw = this.#open();
      const id = Number.isInteger(action) ? action : raw.operation(text(action, "the action"));
      return (id === undefined ? undefined : raw.operations(id, id + 1, locale)[0]) ?? null;
    }

    templates(locale) {
      return this.#open().templates(locale);
    }

    arnHints(service) {
      return this.#open().hints(this.#service(service));
    }

    conditionKeys(locale) {
      return this.#open().conditionKeys(locale);
    }

    regions() {
      return this.#open().regions();
    }

    /** The index of a service by its RAM code or alias. */
    #service(code) {
      const [index] = this.#open().servicesCalled(text(code, "the RAM code"));
      if (index === undefined) throw new RangeError(`there is no service \`${code}\` in this catalogue`);
      return index;
    }

    free() {
      this.#raw?.free();
      this.#raw = undefined;
    }
  }

  /** The package's own file of the whole cloud is read once; one that can't be read is tried again the next time. */
  let ownFile;

  async function cloudFile(from) {
    if (from !== undefined) return { bytes: await readCloud(from), name: String(from?.url ?? from) };
    ownFile ??= readCloud().catch((error) => {
      ownFile = undefined;
      throw error;
    });
    return { bytes: await ownFile, name: "catalog/cloud.txt" };
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
    #locale;
    #text;
    /** The policy alone as an authorization; made when it is asked to decide. */
    #alone;

    constructor(content, options) {
      needEngine();
      const { locale, positions, kind = "identity" } = policyOptions(options);
      this.#locale = locale ?? "en";
      this.#text = text(content, "the policy");
      this.#raw = new engine.Policy(content, locale, positions, kindOf(kind));
    }

    static {
      localeOf = (policy) => policy.#locale;
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
      this.#text = content;
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
      return this.#open().findings(factsOf(catalog), pairs(bindings));
    }

    applyFixes(options) {
      const { catalog, kinds = ["clean-up", "certain", "equal"], codes = [], bindings } = readOptions(options, ["catalog", "kinds", "codes", "bindings"]);
      if (!Array.isArray(kinds)) throw new TypeError("`kinds` must be a list of kinds of fixes");
      const unknown = kinds.find((kind) => !FIX_KINDS.includes(kind));
      if (unknown !== undefined) throw new TypeError(`a kind of fix is ${FIX_KINDS.join(", ")}; not \`${unknown}\``);
      const known = codesOf(codes, codes.length === 0 ? [] : rules());
      return this.#open().applyFixes(factsOf(catalog), [...kinds], [...known], pairs(bindings));
    }

    coverage(catalog, bindings) {
      return bound(new Coverage(this.#open().coverage(engineOf(catalog)), { policies: [this], catalog }), bindings);
    }

    contribution(catalog, position) {
      const raw = this.#open();
      engineOf(catalog);
      positionOf(position);
      const kind = raw.kind();
      const open = (content, as) => new Policy(content, { kind: as });
      return contributionOf({
        text: this.#text, kind, position, policy: this, catalog, open,
        compare: (a, b, as) => compare(a, b, { kind: as, catalog }),
        // the relation alone: no operation need be listed
        relation: (a, b) => compare(a, b).relation,
      });
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

    placeAt(position) {
      return this.#open().placeAt(positionOf(position)) ?? null;
    }

    completions(catalog, position, { bindings, now = new Date() } = {}) {
      const facts = catalogOf(catalog);
      engineOf(facts);
      pairs(bindings);
      const place = this.placeAt(position);
      const of = { text: this.#text, catalog: facts, kind: this.kind(), locale: this.#locale, bindings, now: dateOf(now) };
      return place && complete(place, position, of);
    }

    refused() {
      return this.#open().refused();
    }

    #ask(ask, of) {
      this.#open();
      this.#alone ??= new Authorization({ identity: [{ policy: this }] });
      try {
        return this.#alone[ask](of);
      } catch (error) {
        // a getter of a request can free the policy
        this.#open();
        throw error;
      }
    }

    decide(request) {
      return this.#ask("decide", request);
    }

    decideMany(requests) {
      return this.#ask("decideMany", requests);
    }

    explain(request) {
      return this.#ask("explain", request);
    }

    conditionKeys() {
      return this.#open().conditionKeys();
    }

    services(catalog) {
      const patterns = this.#open().actions().split("\n");
      if (catalog !== undefined) engineOf(catalog);
      return servicesNamed(patterns, catalog);
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
    #of;

    /** @hidden */
    constructor(raw, of) {
      if (!(raw instanceof engine.Coverage)) throw new TypeError("a Coverage comes from `policy.coverage(catalog)`");
      this.#raw = raw;
      this.#of = of;
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
      const named = policies.map((each) => {
        const { policy, name } = each instanceof Policy ? { policy: each } : { policy: each?.policy, name: each?.name };
        return { policy, name: name === undefined ? undefined : text(name, "the name of a policy") };
      });
      // only now: a getter of one could free another
      const followed = named.map(({ policy, name }) => [policyOf(policy), name]);
      const raw = engine.Coverage.over(engineOf(catalog));
      for (const [policy, name] of followed) raw.add(policy, name);
      return bound(new Coverage(raw, { policies: named.map(({ policy }) => policy), catalog }), bindings);
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

    about(position, index = 0) {
      this.#open();
      const { policies, catalog } = this.#of;
      const policy = policies[index];
      if (!policy) throw new RangeError(`there is no policy ${index}: the coverage has ${policies.length}, counted from 0`);
      return aboutOf({ policy, index, coverage: this, catalog, position, locale: localeOf(policy) });
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

  const { Requests, keptOf } = createRequests(engine, needEngine);
  const { Authorization, touchedBy } = createAuthorization(engine, needEngine, rawOf, keptOf);
  const Scenario = createScenario({ engine, needEngine, Authorization, touchedBy, Catalog, Policy });

  const { Settings, check, suppressionFor } = createSettings({ engine, needEngine, Policy, compare, isOperation, kinds: POLICY_KINDS });

  function isOperation(catalog, action) {
    return factsOf(catalog).operation(action) !== undefined;
  }

  function validate(content, options) {
    return check(content, options).findings;
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
    const { catalog: facts, ...reading } = policyOptions(options, VALIDATE_OPTIONS);
    const catalog = factsOf(facts);
    const one = opened(a, reading);
    try {
      const other = opened(b, reading);
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
    return [...engine.rules(locale), ...ownRules(locale)];
  }

  return {
    Catalog,
    Policy,
    Coverage,
    CatalogFileError,
    Authorization,
    Requests,
    Scenario,
    ScenarioError,
    Settings,
    SettingsError,
    DECISIONS,
    check,
    suppressionFor,
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
