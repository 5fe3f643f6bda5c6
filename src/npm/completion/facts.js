// What completion asks of a catalogue, each thing once: a catalogue never changes.

/** So many operations are asked for their keys, which few have: one with more is not what is typed. */
const ASKED = 60;

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

  /** The service of an operation. */
  serviceOf(id) {
    return this.services.find(({ first, count }) => id >= first && id < first + count);
  }

  /** The ids of the operations that a pattern names, of services that are loaded. */
  named(pattern) {
    const colon = pattern.indexOf(":");
    if (pattern === "*") return this.names.map((_, id) => id);
    if (colon < 0) return [];
    const [code, name] = [pattern.slice(0, colon), pattern.slice(colon + 1)];
    const ids = [];
    for (const { first, count } of this.#servicesLike(code)) {
      for (let id = first; id < first + count; id++) if (matches(name, this.names[id])) ids.push(id);
    }
    return ids;
  }

  /** The services that some patterns name. */
  servicesNamed(patterns) {
    return [...new Set(patterns.flatMap((pattern) => this.#servicesLike(pattern.slice(0, Math.max(pattern.indexOf(":"), 0)))))];
  }

  #servicesLike(code) {
    return /[*?]/.test(code) ? this.services.filter((service) => matches(code, service.code)) : this.servicesCalled(code);
  }

  #operation(id) {
    if (!this.#operations.has(id)) this.#operations.set(id, this.#catalog.operation(id, this.#locale));
    return this.#operations.get(id);
  }

  /** What is published of operations: each template with the names of those it is of, and whether any has none. */
  templatesOf(ids) {
    const { list, of } = this.#once("requirements", () => this.#catalog.requirements());
    const named = new Map();
    let isOpen = false;
    for (const id of ids) {
      const alternatives = list[of[id]];
      isOpen ||= alternatives === null;
      for (const template of new Set(alternatives?.flat())) {
        if (!named.has(template)) named.set(template, []);
        named.get(template).push(this.names[id]);
      }
    }
    return { templates: [...named].map(([id, names]) => ({ ...this.templates[id], names })), isOpen };
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

/** Whether a text matches a pattern of `*` and `?`, in any case; what stands between two `*` is taken where it comes first. */
function matches(pattern, text) {
  const [low, of] = [text.toLowerCase(), pattern.toLowerCase()];
  let [at, next, star, tried] = [0, 0, -1, 0];
  while (at < low.length) {
    if (of[next] === "*") [star, tried] = [next++, at];
    else if (of[next] === "?" || (next < of.length && of[next] === low[at])) [at, next] = [at + 1, next + 1];
    else if (star >= 0) [at, next] = [++tried, star + 1];
    else return false;
  }
  while (of[next] === "*") next++;
  return next === of.length;
}
