/** The kept requests after a change is taken back, with all that was done since. */
import type { ScenarioEntry, ScenarioFile } from "./scenario.ts";

/** What each changed entry was at first. */
const origins = new WeakMap<ScenarioEntry, ScenarioEntry>();
const originOf = (entry: ScenarioEntry) => origins.get(entry) ?? entry;
const inList = (list: readonly ScenarioEntry[], entry: ScenarioEntry) => list.find((other) => originOf(other) === originOf(entry));

/** `next`, which is the same request still. */
export function changedEntry(entry: ScenarioEntry, next: ScenarioEntry): ScenarioEntry {
  origins.set(next, originOf(entry));
  return next;
}

/**
 * `now`, where `before` was made `after` and that is taken back: what came then goes, what went then comes back to its place;
 * what was changed, kept or deleted since stays so.
 */
export function takenBack(now: ScenarioFile, after: ScenarioFile, before: ScenarioFile): ScenarioFile {
  const requests = now.requests.flatMap((entry) => {
    const old = inList(before.requests, entry);
    if (!old) return inList(after.requests, entry) ? [] : [entry];
    return [after.requests.includes(entry) ? old : entry];
  });
  before.requests.forEach((entry, index) => {
    if (inList(after.requests, entry)) return;
    const previous = before.requests.slice(0, index).findLast((other) => inList(requests, other));
    const place = previous ? requests.findIndex((other) => originOf(other) === originOf(previous)) + 1 : 0;
    requests.splice(place, 0, entry);
  });
  return { ...(membersOf(now) === membersOf(after) ? before : now), requests };
}

/** All but the requests. */
const membersOf = ({ requests: _, ...members }: ScenarioFile) => JSON.stringify(members);
