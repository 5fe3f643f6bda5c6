/** Which operations the catalogue shows, and in which groups. */
import { ACCESS_LEVELS, OUTCOMES, type AccessLevel, type Outcome } from "ramlight";
import type { CatalogFacts } from "./facts.ts";
import { resourceTypes } from "./requirement.ts";
import { searchFor } from "./search.ts";

/** Outcomes as the summary counts them: with conditions or without is told apart, "in part under conditions" is a condition. */
export const OUTCOME_GROUPS = ["allowed", "partial", "conditional", "denied", "not-granted", "undecided", "unknown"] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];
export const groupOf = (outcome: Outcome): OutcomeGroup => outcome === "partial-conditional" ? "conditional" : outcome;

export const GROUPINGS = ["none", "level", "type", "service"] as const;
export type Grouping = (typeof GROUPINGS)[number];
export interface Filter { text: string; levels: AccessLevel[]; outcomes: OutcomeGroup[]; services: string[]; litOnly: boolean }
export const NO_FILTER: Filter = { text: "", levels: [], outcomes: [], services: [], litOnly: false };
export const isFiltered = (filter: Filter) =>
  filter.text !== "" || filter.levels.length > 0 || filter.outcomes.length > 0 || filter.services.length > 0 || filter.litOnly;

export type Item = { head: string; count: number } | { operation: number };

/** The services of the filter that are shown; one that is not loaded leaves nothing out. */
export function filteredServices(catalog: CatalogFacts | null, { services }: Filter): string[] {
  return services.filter((code) => catalog?.loaded.some((service) => service.code === code));
}

/** The rows of the catalogue, group heads included, in the order they are shown. */
export function items(
  catalog: CatalogFacts, outcomes: Uint8Array | null, filter: Filter, grouping: Grouping, lit: Set<number> | null,
): Item[] {
  const shown = fitting(catalog, outcomes, filter, lit);
  if (grouping === "none") return shown.map((operation) => ({ operation }));
  const groups = new Map<string, number[]>(grouping === "level" ? ACCESS_LEVELS.map((level) => [level, []]) : []);
  const keyOf = keys(catalog, grouping);
  for (const operation of shown) {
    const key = keyOf(operation);
    const group = groups.get(key);
    if (group) group.push(operation);
    else groups.set(key, [operation]);
  }
  const rows: Item[] = [];
  for (const [head, operations] of groups) {
    if (operations.length === 0) continue;
    rows.push({ head, count: operations.length });
    for (const operation of operations) rows.push({ operation });
  }
  return rows;
}

function fitting(catalog: CatalogFacts, outcomes: Uint8Array | null, filter: Filter, lit: Set<number> | null): number[] {
  const levels = ACCESS_LEVELS.map((level) => filter.levels.length === 0 || filter.levels.includes(level));
  const ofOutcomes = OUTCOMES.map((outcome) => filter.outcomes.includes(groupOf(outcome)));
  const chosen = filteredServices(catalog, filter);
  const services = catalog.services.map(({ code }) => chosen.length === 0 || chosen.includes(code));
  const search = filter.text.trim() === "" ? null : searchFor(catalog, filter.text);
  const only = filter.litOnly ? lit : null;
  const found: number[] = [];
  for (let id = 0; id < catalog.size; id++) {
    if (!levels[(catalog.levels[id] ?? 0) & 7] || !services[catalog.serviceOf[id] ?? 0]) continue;
    if (only && !only.has(id)) continue;
    if (filter.outcomes.length > 0 && !(outcomes && ofOutcomes[outcomes[id] ?? 0])) continue;
    if (!search || search(id)) found.push(id);
  }
  return found;
}

/** What an operation is grouped by. */
function keys(catalog: CatalogFacts, grouping: Exclude<Grouping, "none">): (operation: number) => string {
  if (grouping === "level") return (id) => ACCESS_LEVELS[(catalog.levels[id] ?? 0) & 7] ?? "none";
  if (grouping === "service") return (id) => catalog.services[catalog.serviceOf[id] ?? 0]?.code ?? "";
  const types = catalog.requirements.list.map((requirement) => resourceTypes(requirement, catalog.templates).join(" + "));
  return (id) => types[catalog.requirements.of[id] ?? -1] ?? "";
}
