// The services that action patterns name by their codes, and of which of them a catalogue does not have enough.
import { matches } from "./wildcard.js";

/** What is asked of a catalogue with each keystroke; a catalogue never changes. */
const FACTS = new WeakMap();
function factsOf(catalog) {
  if (!FACTS.has(catalog)) FACTS.set(catalog, { services: catalog.services(), isWhole: catalog.about().whole, names: undefined, enough: new Map() });
  return FACTS.get(catalog);
}

/**
 * The RAM codes of action patterns, each once, in lower case and sorted, those with wildcards left out. With a catalogue: those
 * that it is not enough for.
 */
function servicesNamed(patterns, catalog) {
  const codes = new Set();
  for (const pattern of patterns) {
    const [, code, name] = /^([^:]+):(.*)$/s.exec(pattern.toLowerCase()) ?? [];
    if (code === undefined || /[*?]/.test(code) || codes.has(code)) continue;
    if (catalog === undefined || !isEnough(catalog, code, name)) codes.add(code);
  }
  return [...codes].sort();
}

/**
 * Whether a catalogue is enough for a pattern of this code: it has all operations of the service, or one at least that the
 * pattern matches. If it matches none, another catalogue may have what is meant, unless it is no name of an operation at all.
 */
function isEnough(catalog, code, name) {
  const facts = factsOf(catalog);
  const asked = `${code}:${name}`;
  if (!facts.enough.has(asked)) {
    if (facts.enough.size >= KEPT) facts.enough.clear();
    facts.enough.set(asked, hasEnough(catalog, facts, code, name));
  }
  return facts.enough.get(asked);
}
const KEPT = 1_000;

function hasEnough(catalog, facts, code, name) {
  const services = facts.services.filter((service) => [service.code, ...service.aliases].some((known) => known.toLowerCase() === code));
  if (services.length === 0 || services.some(({ loaded }) => !loaded)) return false;
  const isName = /^[\w*?./-]+$/.test(name);
  if (!isName || (facts.isWhole && services.every(({ count, known }) => count >= known))) return true;
  facts.names ??= catalog.names().map((known) => known.toLowerCase());
  return services.some(({ first, count }) => facts.names.slice(first, first + count).some((known) => matches(name, known)));
}

export { servicesNamed };
