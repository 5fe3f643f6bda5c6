/** The words of the card of a place in the text: a part of `strings.ts`. */
import type { AccessLevel } from "ramlight";
import type { OnlyByPattern } from "../engine/protocol.ts";
import { formatNumber, plural } from "../wording.ts";

const operations = (count: number) => `${formatNumber(count)} ${plural(count, "operation")}`;

export const cardWords = {
  card: "What stands here",
  standsFor: (count: number, services: number) =>
    `${operations(count)}${services > 1 ? ` of ${formatNumber(services)} services` : ""}`,
  excepts: (count: number, services: number) => `excepts ${cardWords.standsFor(count, services)}`,
  levelCount: (level: AccessLevel, count: number) => `${formatNumber(count)} ${level === "none" ? "without a level" : level}`,
  operationsOf: (pattern: string) => `Operations of ${pattern}`,
  showAll: (count: number) => `Show all ${formatNumber(count)}`,
  showThem: "Show them beside the text",
  moreOperations: (count: number) => `and ${formatNumber(count)} more`,
  onlyAsked: "What hangs on this pattern alone …",
  onlyUnknown: "What hangs on this pattern alone is not told: the statement has an error, the JSON is broken, or the check broke down.",
  /** What hangs on a pattern alone; the number is what is certain. */
  only({ does, total, undecided, redundant }: OnlyByPattern): string {
    const verb = does === "grants" ? "grants" : "withholds";
    if (redundant) return `Redundant: the policy would ${does === "grants" ? "grant" : "withhold"} the same without it.`;
    if (total === 0 && undecided === 0) return `No listed operation hangs on this pattern alone.`;
    if (total === 0) return `Whether an operation hangs on this pattern alone can't be told: ${formatNumber(undecided)} ${plural(undecided, "is", "are")} open.`;
    const open = undecided === 0 ? "" : ` (${formatNumber(undecided)} more can't be told)`;
    return `Only this pattern ${verb} ${undecided === 0 ? "" : "at least "}${operations(total)}${open}`;
  },
  onlyTitle: "Of some call of these, the policy would decide otherwise without this pattern",
};
