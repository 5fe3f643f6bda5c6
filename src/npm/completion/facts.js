// What completion asks of a catalogue, each thing once: a catalogue never changes.
import { matches } from "../wildcard.js";

/** Whether a policy of a kind can be about a service: that of a bucket is asked about its own requests alone (RAM809). */
export const mayName = (kind, code) => kind !== "bucket" || code.toLowerCase().startsWith("oss");

/** Names of operations that are told for a template. */
const TOLD = 2;
/** So many operations are asked for their keys, which few have: one with more is not what is typed. */
const ASKED = 60;

/** So many patterns' operations are remembered: those of a text, which stay while one types elsewhere. */
const REMEMBERED = 200;

const VERB = /^[A-Z]+[a-z0-9]*/;

const kept = new WeakMap();

/** The facts of a catalogue, in a language where there are words. */
export function factsOf(catalog, locale) {
  let facts = kept.get(catalog);
  if (!facts) kept.set(catalog, (facts = {}));
  return (facts[locale] ??= new Facts(catalog, locale));
}

class Facts {
  #catalog;
  #locale;
  #known = {};
  #operations = new Map();
  #ids = new Map();

  constructor(catalog, locale) {
    this.#catalog = catalog;
    this.#locale = locale;
  }

  #once(what, ask) {
    return (this.#known[what] ??= ask());
  }

  get services() {
    return this.#once("services", () => this.#catalog.services());
  }

  get names() {
    return this.#once("names", () => this.#catalog.names());
  }

  get levels() {
    return this.#once("levels", () => this.#catalog.accessLevels());
  }

  get regions() {
    return this.#once("regions", () => this.#catalog.regions());
  }

  get keys() {
    return this.#once("keys", () => this.#catalog.conditionKeys(this.#locale));
  }

  get templates() {
    return this.#once("templates", () => this.#catalog.templates(this.#locale));
  }

  /** All names in small letters, for a search through all of them: `\n` before each and at the end. */
  get searched() {
    return this.#once("searched", () => {
      const text = `\n${this.names.join("\n").toLowerCase()}\n`;
      const starts = new Uint32Array(this.names.length);
      let at = 1;
      this.names.forEach((name, id) => {
        starts[id] = at;
        at += name.length + 1;
      });
      return { text, starts };
    });
  }

  /** The services that go by a code in any case, that whose own code it is first. */
  servicesCalled(code) {
    const low = code.toLowerCase();
    const own = this.services.filter((service) => service.code.toLowerCase() === low);
    const others = this.services.filter(({ aliases }) => aliases.some((alias) => alias.toLowerCase() === low));
    return [...new Set([...own, ...others])];
  }

  /** The operations of the services that go by a code: names with their ids, and how many begin with each verb. */
  operations(code) {
    return this.#once(`operations ${code.toLowerCase()}`, () => {
      const ids = new Map();
      const verbs = new Map();
      for (const { first, count } of this.servicesCalled(code)) {
        for (let id = first; id < first + count; id++) if (!ids.has(this.names[id])) ids.set(this.names[id], id);
      }
      for (const name of ids.keys()) {
        const [verb] = VERB.exec(name) ?? [""];
        if (verb !== "" && verb !== name) verbs.set(verb, (verbs.get(verb) ?? 0) + 1);
      }
      return { ids, names: [...ids.keys()], verbs };
    });
  }

  /** The service of an operation. */
  serviceOf(id) {
    return this.services.find(({ first, count }) => id >= first && id < first + count);
  }

  /** The ids of the operations that some patterns name, of services that are loaded. */
  named(patterns) {
    const lists = patterns.map((pattern) => this.#namedBy(pattern));
    return lists.length === 1 ? lists[0] : [...new Set(lists.flat())];
  }

  #namedBy(pattern) {
    if (this.#ids.size > REMEMBERED) this.#ids.clear();
    if (!this.#ids.has(pattern)) this.#ids.set(pattern, this.#find(pattern));
    return this.#ids.get(pattern);
  }

  #find(pattern) {
    const colon = pattern.indexOf(":");
    if (pattern === "*") return this.names.map((_, id) => id);
    if (colon < 0) return [];
    const [code, name] = [pattern.slice(0, colon), pattern.slice(colon + 1).toLowerCase()];
    const ids = [];
    for (const { first, count } of this.#servicesLike(code)) {
      for (let id = first; id < first + count; id++) if (matches(name, this.names[id].toLowerCase())) ids.push(id);
    }
    return ids;
  }

  /** The services that some patterns name. */
  servicesNamed(patterns) {
    return [...new Set(patterns.flatMap((pattern) => this.#servicesLike(pattern.slice(0, Math.max(pattern.indexOf(":"), 0)))))];
  }

  #servicesLike(code) {
    const low = code.toLowerCase();
    return /[*?]/.test(code) ? this.services.filter((service) => matches(low, service.code.toLowerCase())) : this.servicesCalled(code);
  }

  #operation(id) {
    if (!this.#operations.has(id)) this.#operations.set(id, this.#catalog.operation(id, this.#locale));
    return this.#operations.get(id);
  }

  /** What is published of operations: each template with how many it is of and the first of them, and whether any has none. */
  templatesOf(ids) {
    const { list, of } = this.#once("requirements", () => this.#catalog.requirements());
    const named = new Map();
    let isOpen = false;
    for (const id of ids) {
      const alternatives = list[of[id]];
      isOpen ||= alternatives === null;
      // a template of several alternatives counts once
      for (const template of alternatives?.length === 1 ? alternatives[0] : new Set(alternatives?.flat() ?? [])) {
        const of = named.get(template) ?? { count: 0, names: [] };
        named.set(template, of);
        of.count++;
        if (of.names.length < TOLD) of.names.push(this.names[id]);
      }
    }
    return { templates: [...named].map(([id, of]) => ({ text: this.templates[id].text, ...of })), isOpen };
  }

  /** Formats of ARNs seen in documents of some services. */
  hints(services) {
    return services.flatMap(({ code }) => this.#once(`hints ${code}`, () => this.#catalog.arnHints(code)));
  }

  /** The names of the condition keys that are published for operations. */
  keysOf(ids) {
    return new Set(ids.slice(0, ASKED).flatMap((id) => this.#operation(id).conditionKeys));
  }
}
