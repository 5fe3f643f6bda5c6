/** Which operations the catalogue shows, and in which groups. */
import { ACCESS_LEVELS, OUTCOMES, type AccessLevel, type CatalogInfo, type Outcome } from "ramlight";
import { resourceTypes } from "./requirement.ts";

/** Outcomes as the summary counts them: with conditions or without is told apart, "in part under conditions" is a condition. */
export const OUTCOME_GROUPS = ["allowed", "partial", "conditional", "denied", "not-granted", "undecided", "unknown"] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];
export const groupOf = (outcome: Outcome): OutcomeGroup => outcome === "partial-conditional" ? "conditional" : outcome;

export type Grouping = "none" | "level" | "type";
export interface Filter { text: string; levels: AccessLevel[]; outcomes: OutcomeGroup[]; litOnly: boolean }
export const NO_FILTER: Filter = { text: "", levels: [], outcomes: [], litOnly: false };
export const isFiltered = (filter: Filter) =>
  filter.text !== "" || filter.levels.length > 0 || filter.outcomes.length > 0 || filter.litOnly;

export type Item = { head: string; count: number } | { operation: number };

/** The rows of the catalogue, group heads included, in the order they are shown. */
export function items(
  catalog: CatalogInfo, outcomes: Uint8Array | null, filter: Filter, grouping: Grouping, lit: Set<number> | null,
): Item[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const shown = catalog.operations.filter((operation) => {
    if (filter.levels.length > 0 && !filter.levels.includes(operation.accessLevel)) return false;
    if (filter.litOnly && lit && !lit.has(operation.id)) return false;
    const outcome = outcomes && OUTCOMES[outcomes[operation.id] ?? 0];
    if (filter.outcomes.length > 0 && (!outcome || !filter.outcomes.includes(groupOf(outcome)))) return false;
    if (words.length === 0) return true;
    const templates = operation.requirement?.flat().map((id) => catalog.templates[id]?.text).join(" ") ?? "";
    const text = `${operation.service}:${operation.name} ${templates}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (grouping === "none") return shown.map(({ id }) => ({ operation: id }));
  const groups = new Map<string, number[]>(grouping === "level" ? ACCESS_LEVELS.map((level) => [level, []]) : []);
  for (const operation of shown) {
    const key = grouping === "level" ? operation.accessLevel : resourceTypes(operation, catalog.templates).join(" + ");
    const group = groups.get(key);
    if (group) group.push(operation.id);
    else groups.set(key, [operation.id]);
  }
  return [...groups]
    .filter(([, operations]) => operations.length > 0)
    .flatMap(([head, operations]) => [
      { head, count: operations.length },
      ...operations.map((operation) => ({ operation })),
    ]);
}
