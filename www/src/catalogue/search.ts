/** Which operations a typed text fits. */
import type { CatalogFacts } from "./facts.ts";

export type Where = "actions" | "actions and templates";

/** A question for each operation; every word has to stand in its action, or in one of its templates, in any order and case. */
export function searchFor(catalog: CatalogFacts, text: string, where: Where = "actions and templates"): (operation: number) => boolean {
  const tests = text.toLowerCase().split(/\s+/).filter((word) => word !== "").map((word) => wordTest(catalog, word, where));
  return (operation) => tests.every((test) => test(operation));
}

/** What hangs on the service or on the requirement alone is looked for once for each of these. */
function wordTest(catalog: CatalogFacts, word: string, where: Where): (operation: number) => boolean {
  const { lowerNames: names, serviceOf, requirements } = catalog;
  const ofServices = catalog.services.map(({ code }) => `${code.toLowerCase()}:`);
  const inService = ofServices.map((code) => code.includes(word));
  // The word may begin in the code and end in the name.
  const colon = word.indexOf(":");
  const [head, rest] = colon < 0 ? [null, ""] : [word.slice(0, colon + 1), word.slice(colon + 1)];
  const begins = ofServices.map((code) => head !== null && code.endsWith(head));
  const inTemplates = where === "actions" ? [] : texts(catalog).map((templates) => templates.includes(word));
  return (operation) => {
    const service = serviceOf[operation] ?? 0;
    const name = names[operation] ?? "";
    return inService[service] === true || name.includes(word) || (begins[service] === true && name.startsWith(rest))
      || inTemplates[requirements.of[operation] ?? -1] === true;
  };
}

/** The templates of each requirement as one text, in lower case. */
const known = new WeakMap<CatalogFacts, string[]>();

function texts(catalog: CatalogFacts): string[] {
  let made = known.get(catalog);
  if (!made) {
    made = catalog.requirements.list.map((alternatives) =>
      alternatives?.flat().map((id) => catalog.templates[id]?.text ?? "").join(" ").toLowerCase() ?? "");
    known.set(catalog, made);
  }
  return made;
}
