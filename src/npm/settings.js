// Settings: which findings count and how, own rules, and what is suppressed; and a policy's text checked with them.
import { certainFindings } from "./certain.js";
import { isDay, localDay } from "./day.js";
import { checkedHoles } from "./holes.js";
import { problemLines } from "./json-source.js";
import { readOptions } from "./options.js";
import { ownRuleFindings } from "./own-rules.js";
import { ownDiagnostic, ownRules } from "./settings-messages.js";
import { suppressionOf, withSuppression } from "./settings-edit.js";
import { openSettings } from "./settings-reader.js";
import { documentOf, statementsIn } from "./statements.js";
import { suppress } from "./suppressions.js";

const CHECK_OPTIONS = Object.freeze(["locale", "positions", "kind", "catalog", "settings", "file", "holes", "today"]);

/** Settings that can't be used. */
class SettingsError extends Error {
  constructor(problems) {
    super(problemLines(problems));
    this.name = "SettingsError";
    this.problems = problems;
  }
}

/** The class `Settings` and the function `check` over one engine and its API. */
function createSettings({ engine, needEngine, Policy, compare, isOperation, kinds }) {
  let readOf;

  /** The codes of all findings by code and by name. */
  function findingNames() {
    return new Map([...engine.rules(), ...ownRules()].flatMap(({ code, name }) => [[code, code], [name, code]]));
  }

  /** The errors of a text as an identity policy. */
  function faultsOf(text) {
    const policy = new Policy(text);
    const faults = policy.diagnostics().filter(({ severity }) => severity === "error");
    policy.free();
    return faults;
  }

  class Settings {
    #read;
    #boundaries = new Map();

    /** @hidden */
    constructor(read) {
      if (read === undefined) throw new TypeError("Settings come from `Settings.fromJSON(text)`");
      const { rules, suppressions } = read;
      this.#read = {
        ...read,
        rules: rules.map((rule) => this.#opened(rule)),
        suppressions: suppressions.map((each, index) => ({ ...each, index })),
      };
    }

    static {
      readOf = (settings) => {
        if (!(settings instanceof Settings)) throw new TypeError("the settings must be a Settings: `Settings.fromJSON(text)`");
        return settings.#read;
      };
    }

    static fromJSON(content) {
      needEngine();
      if (typeof content !== "string") throw new TypeError("the settings must be a string");
      // what some editors put before a text counts as a part of it, so that places are those of the file
      const { settings, problems } = openSettings(content, engine.readJson(content.replace(/^\ufeff/, " ")), { names: findingNames(), kinds: [...kinds, "auto"], faultsOf });
      if (problems.length > 0) throw new SettingsError(problems);
      return new Settings(settings);
    }

    static withSuppression(content, suppression) {
      // what can't be used is told as `fromJSON` tells it
      if (content !== null) Settings.fromJSON(content).free();
      const text = withSuppression(engine, content, suppression);
      Settings.fromJSON(text).free();
      return text;
    }

    /** A rule whose boundaries are policies, made when they are asked for. */
    #opened({ boundary, parts = [], ...rule }) {
      const written = boundary.toLowerCase();
      const names = (action) => written.includes(`"${action.toLowerCase()}"`);
      return { ...rule, names, boundary: () => this.#boundary(boundary), parts: parts.map((part) => ({ ...part, boundary: () => this.#boundary(part.boundary) })) };
    }

    /** A boundary as a policy, made once. */
    #boundary(text) {
      let policy = this.#boundaries.get(text);
      if (policy === undefined) this.#boundaries.set(text, (policy = new Policy(text)));
      return policy;
    }

    kindOf(file) {
      return this.#read.files.findLast(({ kind, matches }) => kind !== undefined && matches(file))?.kind;
    }

    services(catalog) {
      return [...new Set(this.#read.rules.flatMap(({ boundary }) => boundary().services(catalog)))].sort();
    }

    unused(files, used, options) {
      const { locale, whole = false } = readOptions(options, ["locale", "whole"]);
      return this.#read.suppressions
        .filter(({ index, matches }) => !used.has(index) && (whole || (matches.areFiles && files.some(matches))))
        .map(({ from, to, code }) => ownDiagnostic("RAM902", locale, from, to, [code]))
        .map((finding) => ({ ...finding, severity: severityIn(this.#read, "", finding) }))
        .filter(({ severity }) => severity !== "off");
    }

    free() {
      for (const policy of this.#boundaries.values()) policy.free();
      this.#boundaries.clear();
    }
  }

  /** The severity of a finding in a file, or `off`: what is said last counts. */
  function severityIn({ severity, files }, file, { code, severity: own }) {
    const said = [severity, ...files.filter(({ matches }) => matches(file)).map((each) => each.severity)];
    return said.findLast((severities) => severities.has(code))?.get(code) ?? own;
  }

  function check(content, options) {
    const given = readOptions(options, CHECK_OPTIONS);
    const { settings, file = "", locale, catalog, positions, today } = given;
    if (today !== undefined && !(typeof today === "string" && isDay(today))) throw new RangeError(`\`today\` must be a day, as 2027-01-31, not \`${today}\``);
    if (typeof file !== "string") throw new TypeError("the `file` of the options must be a string");
    if (settings !== undefined && positions === "utf8") throw new TypeError("with `settings`, positions are in UTF-16");
    const read = settings === undefined ? undefined : readOf(settings);
    const holes = checkedHoles(given.holes ?? [], content);
    if (holes.length > 0 && positions === "utf8") throw new TypeError("with `holes`, positions are in UTF-16");
    const kind = given.kind ?? settings?.kindOf(file) ?? "identity";
    const policy = new Policy(content, { locale, positions, kind });
    try {
      const reread = (other) => {
        const read = new Policy(other, { locale, kind: policy.kind() });
        const found = read.findings(catalog);
        read.free();
        return found;
      };
      const findings = certainFindings(policy.findings(catalog), { text: content, holes, statements: statementsIn(engine, content), reread });
      const answer = { kind: policy.kind(), findings, suppressed: [], used: [] };
      return read === undefined ? answer : { ...answer, ...withSettings(policy, content, findings, read, { ...given, holes }) };
    } finally {
      policy.free();
    }
  }

  /** Findings as the settings would have them. */
  function withSettings(policy, text, found, read, { file = "", locale, catalog, holes, today = localDay() }) {
    const open = (document) => new Policy(JSON.stringify(document), { kind: policy.kind() });
    const rules = read.rules.filter(({ severity, matches }) => severity !== "off" && matches(file));
    const own = rules.length === 0 ? [] : ownRuleFindings(rules, {
      policy, text, holes, locale, open, parsed: documentOf(text), statements: statementsIn(engine, text),
      compare: (a, b) => compare(a, b, { catalog }), isOperation: (action) => isOperation(catalog, action),
    });
    const findings = [...found, ...own]
      .map((finding) => ({ ...finding, severity: rules.find(({ name }) => name === finding.rule)?.severity ?? severityIn(read, file, finding) }))
      .filter(({ severity }) => severity !== "off")
      .sort((a, b) => a.from - b.from);
    const suppressions = read.suppressions.filter(({ matches }) => matches(file));
    const { used, ...parted } = suppress(findings, suppressions, { text, holes, today, locale, engine, compare, open });
    return { ...parted, used: [...used] };
  }

  function suppressionFor(content, finding, about) {
    needEngine();
    const { expires } = readOptions(about, ["file", "reason", "expires"]);
    if (expires !== undefined && !isDay(expires)) throw new RangeError(`\`expires\` must be a day, as 2027-01-31, not \`${expires}\``);
    return suppressionOf(engine, content, finding, about) ?? null;
  }

  return { Settings, check, suppressionFor };
}

export { SettingsError, createSettings };
