/** How many operations have which outcome, by access level and by service. It counts what the engine decided. */
import { ACCESS_LEVELS, OUTCOMES, type AccessLevel } from "ramlight";
import type { Snapshot } from "../engine/protocol.ts";
import type { CatalogFacts } from "./facts.ts";
import { OUTCOME_GROUPS, groupOf, type OutcomeGroup } from "./filter.ts";

export type Counts = Record<OutcomeGroup, number>;

const GROUP_OF_CODE = OUTCOMES.map((outcome) => OUTCOME_GROUPS.indexOf(groupOf(outcome)));
const LEVELS = ACCESS_LEVELS.length;
const GROUPS = OUTCOME_GROUPS.length;
const NOT_GRANTED = OUTCOME_GROUPS.indexOf("not-granted");

interface Counted {
  of: CatalogFacts;
  /** by service, access level and outcome */
  cells: Uint32Array;
  borneOn: Borne[] | null;
}
/** Each snapshot is counted once; it is drawn more often. */
const known = new WeakMap<Snapshot, Counted>();

function counted(catalog: CatalogFacts, snapshot: Snapshot): Counted {
  const before = known.get(snapshot);
  if (before?.of === catalog) return before;
  const cells = new Uint32Array(catalog.services.length * LEVELS * GROUPS);
  const { serviceOf, levels } = catalog;
  const { outcomes } = snapshot;
  // 25,000 calls of a function would take three times as long.
  for (let id = 0; id < outcomes.length; id++) {
    const at = ((serviceOf[id] ?? 0) * LEVELS + ((levels[id] ?? 0) & 7)) * GROUPS + (GROUP_OF_CODE[outcomes[id] ?? 0] ?? 0);
    cells[at] = (cells[at] ?? 0) + 1;
  }
  const made = { of: catalog, cells, borneOn: null };
  known.set(snapshot, made);
  return made;
}

/** Of some services (by index) and one access level, or all. */
export function countsIn(catalog: CatalogFacts, snapshot: Snapshot, services: readonly number[], level: AccessLevel | null): Counts {
  const { cells } = counted(catalog, snapshot);
  const levels = level === null ? ACCESS_LEVELS.keys() : [ACCESS_LEVELS.indexOf(level)];
  const sums = new Array<number>(GROUPS).fill(0);
  for (const at of levels) {
    for (const service of services) {
      const start = (service * LEVELS + at) * GROUPS;
      for (let group = 0; group < GROUPS; group++) sums[group] = (sums[group] ?? 0) + (cells[start + group] ?? 0);
    }
  }
  return Object.fromEntries(OUTCOME_GROUPS.map((group, index) => [group, sums[index] ?? 0])) as Counts;
}

export const sum = (counts: Counts) => Object.values(counts).reduce((total, count) => total + count, 0);

export interface Borne { code: string; name: string; counts: Counts }

/** The services that a policy bears on: it grants, denies or leaves open at least one operation of each. */
export function servicesBorneOn(catalog: CatalogFacts, snapshot: Snapshot): readonly Borne[] {
  const snapshotCounts = counted(catalog, snapshot);
  snapshotCounts.borneOn ??= catalog.services.flatMap(({ code, name, loaded }, index) =>
    loaded && isBorneOn(snapshotCounts.cells, index) ? [{ code, name, counts: countsIn(catalog, snapshot, [index], null) }] : []);
  return snapshotCounts.borneOn;
}

function isBorneOn(cells: Uint32Array, service: number): boolean {
  for (let at = service * LEVELS * GROUPS; at < (service + 1) * LEVELS * GROUPS; at++) {
    if (at % GROUPS !== NOT_GRANTED && cells[at] !== 0) return true;
  }
  return false;
}

/** What is granted in full counts most, then what is granted in part, then what is under conditions. */
export function mostGrantedFirst<S extends { counts: Counts }>(services: readonly S[]): S[] {
  const order: OutcomeGroup[] = ["allowed", "partial", "conditional"];
  return services.toSorted((a, b) => order.map((group) => b.counts[group] - a.counts[group]).find((difference) => difference !== 0) ?? 0);
}
