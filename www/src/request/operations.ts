/** The catalogue's operations by what a person types. */
import type { CatalogFacts, Operation } from "../catalogue/facts.ts";
import { searchFor } from "../catalogue/search.ts";

/** The operation that an action names, without regard to case; its name alone will do where no other has it. */
export const operationNamed = (catalog: CatalogFacts | null, action: string): Operation | null => catalog?.named(action) ?? null;

/** At most so many names that hold what is typed. */
export function namesWith(catalog: CatalogFacts | null, typed: string, most: number): string[] {
  const found: string[] = [];
  if (!catalog) return found;
  const fits = searchFor(catalog, typed, "actions");
  for (let id = 0; id < catalog.size && found.length < most; id++) if (fits(id)) found.push(catalog.action(id));
  return found;
}
