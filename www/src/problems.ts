/** Diagnostics and findings as one list of problems, what follows from a cause folded under it. */
import type { StatementInfo } from "ramlight";
import { DIAGNOSTICS_SHOWN, gravestFirst, SEVERITIES, type Finding, type Snapshot } from "./engine/protocol.ts";

export interface Problem extends Finding {
  /** the statement that it lies in */
  statement: number | null;
  /** tells it from the others, and stays the same while the text around it changes */
  key: string;
  /** the revision of the text that its fix is for */
  of: number;
  /** what goes as well once this is mended */
  follows: Problem[];
}

/** What was found beyond the diagnostics of a snapshot: in a text of revision `of`, with places carried to that of the snapshot. */
export interface Found { of: number; list: readonly Finding[] }

/** All problems, those that follow from others too; the gravest first. */
export function problemsOf({ revision, diagnostics, statements }: Snapshot, found: Found): Problem[] {
  const all = [...diagnostics.map((finding) => ({ ...finding, of: revision })), ...found.list.map((finding) => ({ ...finding, of: found.of }))];
  const counts = new Map<string, number>();
  const keyed = all.toSorted((a, b) => a.from - b.from).map((finding): Problem => {
    const number = (counts.get(finding.code) ?? 0) + 1;
    counts.set(finding.code, number);
    return { ...finding, key: `${finding.code}-${number}`, statement: statementAt(finding.from, statements), follows: [] };
  });
  const problems = gravestFirst(keyed).slice(0, DIAGNOSTICS_SHOWN);
  const places = new Map(problems.map((problem) => [place(problem), problem]));
  for (const problem of problems) {
    const root = rootOf(problem, places);
    if (root !== problem) root.follows.push(problem);
  }
  return problems;
}

/** Those that follow from no other. */
export const rootsOf = (problems: readonly Problem[]): Problem[] => {
  const following = new Set(problems.flatMap(({ follows }) => follows));
  return problems.filter((problem) => !following.has(problem));
};

/** Whether a fix of it can be taken with the others, unseen. */
export const isSafelyFixed = ({ fix }: Problem) => fix !== undefined && fix.kind !== "change";

const place = ({ code, from, to }: { code: string; from: number; to: number }) => `${code} ${from} ${to}`;
const gravity = ({ severity }: Finding) => SEVERITIES.indexOf(severity);

/** The first cause of a problem. Nothing is folded under what is milder. */
function rootOf(problem: Problem, places: ReadonlyMap<string, Problem>): Problem {
  const passed = new Set<Problem>();
  let root = problem;
  while (root.cause && !passed.has(root)) {
    passed.add(root);
    const cause = places.get(place(root.cause));
    if (!cause || gravity(cause) > gravity(problem)) break;
    root = cause;
  }
  return root;
}

/** The statement at a position, found by halves: statements lie in the order of the text. */
function statementAt(position: number, statements: readonly StatementInfo[]): number | null {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.to ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  const found = statements[low];
  return found && found.from <= position ? low : null;
}
