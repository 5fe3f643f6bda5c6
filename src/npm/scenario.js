// Scenarios: who has which policies, and requests with the decision that is expected.
import { linkScenario } from "./scenario-links.js";
import { openScenario } from "./scenario-reader.js";
import { positionsIn } from "./cli/position.mjs";
import { checkLocale } from "./locale.js";
import { readOptions } from "./options.js";
import { Touched, untouchedIn } from "./scenario-touched.js";

/** The class `Scenario` over one engine and the classes of its API. */
function createScenario({ engine, needEngine, Authorization, touchedBy, Catalog, Policy }) {
  /** The policies of a catalogue by name, service-linked roles' among them. */
  function readyPolicies(catalog) {
    const { systemPolicies, serviceLinkedRoles } = catalog.readyPolicies();
    return new Map([
      ...systemPolicies.map(({ name, text }) => [name, text]),
      ...serviceLinkedRoles.map(({ policyName, policyText }) => [policyName, policyText]),
    ]);
  }

  return class Scenario {
    #text;
    #policies;
    #ready;
    #locale;
    /** What takes part in each request. */
    #parts;
    /** The handles made so far: policies by kind and name, authorizations by what they are made of. */
    #made = new Map();
    #authorizations = new Map();
    #freed = false;

    /** @hidden */
    constructor(text, linked, scenario, ready, locale) {
      if (linked === undefined) throw new TypeError("a Scenario comes from `Scenario.fromJSON(text)`");
      this.#text = text;
      this.#policies = scenario.policies;
      this.#ready = ready;
      this.#locale = locale;
      this.#parts = linked.map(({ parts }) => parts);
      this.requests = Object.freeze(linked.map(publicRequest));
    }

    static fromJSON(content, options) {
      needEngine();
      if (typeof content !== "string") throw new TypeError("the scenario must be a string");
      // what some editors put before a text is no part of it
      const text = content.replace(/^\ufeff/, "");
      const { catalog, locale } = readOptions(options, ["catalog", "locale"]);
      checkLocale(locale);
      if (catalog !== undefined && !(catalog instanceof Catalog)) throw new TypeError("the `catalog` of the options must be a Catalog");

      let ready;
      const readyPolicy = (name) => {
        ready ??= withCatalog(catalog, readyPolicies);
        return ready.get(name);
      };
      const { source, scenario } = openScenario(text, engine.readJson(text));
      const linked = linkScenario(source, scenario, readyPolicy);
      source.check();
      return new Scenario(text, linked, scenario, readyPolicy, locale);
    }

    #request(index) {
      if (this.#freed) throw new Error("this Scenario was freed");
      const { length } = this.requests;
      if (Number.isInteger(index) && index >= 0 && index < length) return this.requests[index].request;
      throw new RangeError(`there is no request ${index}: the scenario has ${length}, counted from 0`);
    }

    /** The policy of a name, read as one of a kind. */
    #policy(name, kind) {
      const key = `${kind} ${name}`;
      let policy = this.#made.get(key);
      if (policy === undefined) {
        const text = this.#policies.get(name)?.text ?? this.#ready(name);
        policy = new Policy(text, { kind, locale: this.#locale });
        this.#made.set(key, policy);
      }
      return policy;
    }

    #attached({ name, ...place }, kind) {
      const type = this.#policies.has(name) ? "Custom" : "System";
      return { policy: this.#policy(name, kind), name, type, ...place };
    }

    authorization(index) {
      this.#request(index);
      const { account, identity, session, control, resource } = this.#parts[index];
      return new Authorization({
        account,
        locale: this.#locale,
        identity: identity.map((each) => this.#attached(each, "identity")),
        session: session === undefined ? undefined : this.#attached({ name: session }, "session"),
        control: control?.map((level) => level.map((name) => this.#attached({ name }, "control"))),
        resource: resource === undefined ? undefined : this.#attached({ name: resource.name }, resource.kind),
      });
    }

    /** The one authorization of all requests in which the same takes part. */
    #shared(index) {
      const key = JSON.stringify(this.#parts[index]);
      let authorization = this.#authorizations.get(key);
      if (authorization === undefined) this.#authorizations.set(key, (authorization = this.authorization(index)));
      return authorization;
    }

    decide(index) {
      const request = this.#request(index);
      return this.#shared(index).decide(request);
    }

    explain(index) {
      const request = this.#request(index);
      return this.#shared(index).explain(request);
    }

    /** The scenario's own policies with their statements and patterns. */
    #listed() {
      return withCatalog(undefined, (catalog) =>
        Array.from(this.#policies, ([name, { text, place }]) => {
          const policy = new Policy(text);
          const coverage = policy.coverage(catalog);
          const listed = { name, place, statements: coverage.statements(), patterns: coverage.patterns() };
          for (const handle of [coverage, policy]) handle.free();
          return listed;
        }),
      );
    }

    /** The scenario's own policies that take part and have an Error, and the first of these. */
    #refused() {
      const at = positionsIn(this.#text);
      return [...this.#made].flatMap(([key, policy]) => {
        const [kind, name] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
        const error = this.#policies.has(name) ? policy.diagnostics().find(({ severity }) => severity === "error") : undefined;
        if (error === undefined) return [];
        const { line, column } = at(this.#policies.get(name).place(error.from));
        return [{ policy: name, kind, line, column, message: error.message }];
      });
    }

    run() {
      const touched = new Touched();
      const results = this.requests.map(({ name, expect }, index) => {
        const result = this.decide(index);
        touched.add(namesOf(this.#parts[index]), touchedBy(this.#shared(index), this.requests[index].request));
        return { name, expect, result, passed: expect === null ? null : result.decision === expect };
      });
      return {
        results,
        passed: results.filter(({ passed }) => passed === true).length,
        failed: results.filter(({ passed }) => passed === false).length,
        refused: this.#refused(),
        untouched: untouchedIn(this.#text, this.#listed(), touched),
      };
    }

    free() {
      this.#freed = true;
      for (const handle of [...this.#authorizations.values(), ...this.#made.values()]) handle.free();
      this.#authorizations.clear();
      this.#made.clear();
    }
  };

  function withCatalog(catalog, use) {
    if (catalog !== undefined) return use(catalog);
    const builtin = Catalog.builtin();
    try {
      return use(builtin);
    } finally {
      builtin.free();
    }
  }
}

/** The names of the policies that take part, in the order in which an authorization numbers them. */
function namesOf({ control = [], session, identity, resource }) {
  return [...control.flat(), ...(session === undefined ? [] : [session]), ...identity.map(({ name }) => name), ...(resource === undefined ? [] : [resource.name])];
}

/** A request as `Authorization` takes it. */
function publicRequest({ request, principal }, index) {
  const { name, action, resources, context, unknown, absent, resourceGroup, expect } = request;
  const optional = Object.entries({ context, unknown, absent, principal, resourceGroup }).filter(([, value]) => value !== undefined);
  return { name: name ?? `request ${index + 1}`, request: { action, resources, ...Object.fromEntries(optional) }, expect };
}

export { createScenario };
