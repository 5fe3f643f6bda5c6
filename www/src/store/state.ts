import type { CatalogError, Diagnostic, Explanation } from "ramlight";
import type { Range } from "../editor/marked.ts";
import type { About, Decided, Refusal, ScenarioRun, Snapshot } from "../engine/protocol.ts";
import type { CatalogFacts } from "../catalogue/facts.ts";
import { NO_FILTER, type Filter, type Grouping } from "../catalogue/filter.ts";
import { NO_CHOICE, type Choice, type Cloud } from "../catalogue/services.ts";
import type { Preview } from "../findings.ts";
import type { Policy } from "../policies.ts";
import type { Notice } from "../panels/notices.ts";
import type { Problem } from "../problems.ts";
import { NOBODY, type Caller, type People } from "../people/people.ts";
import type { Denial } from "../request/denial.ts";
import { NO_DRAFT, type Draft } from "../request/draft.ts";
import { NO_SCENARIO, type ScenarioFile } from "../request/scenario.ts";

/** Where the editor's cursor stands: indices of the snapshot. */
export interface Place { statement: number | null; pattern: number | null }
/** What a narrow screen shows: the editor, or what stands beside it on a wide one. */
export type Tab = "policy" | "side";
/** What stands beside the editor. */
export const SIDES = ["catalogue", "people", "request", "scenario"] as const;
export type Side = (typeof SIDES)[number];
export type Dialog = "none" | "policies" | "library" | "denial" | "system-policy";
export type Theme = "system" | "light" | "dark";

/** `granted`: each service, those that are granted most first. */
export const SUMMARIES = ["level", "service", "granted"] as const;
export type SummaryBy = (typeof SUMMARIES)[number];

/** Everything the page draws from. The text itself lives in the editor. */
export interface State {
  catalog: CatalogFacts | null;
  /** the text of each template, with what is bound */
  templates: string[];
  /** the file the catalogue came from; `null`: the embedded one */
  catalogFile: string | null;
  catalogErrors: CatalogError[];
  /** the services that the person wants to see */
  choice: Choice;
  /** the file of the whole cloud */
  cloud: Cloud;
  /** the services are being looked through, by this text; `null`: they are not */
  browsing: string | null;
  /** the editor's revision; a snapshot of an earlier one is about to be overtaken */
  revision: number;
  snapshot: Snapshot | null;
  /** another snapshot is asked for: of the text, or of what else it hangs on */
  awaited: boolean;
  /** what is wrong with the text, the gravest first: what its grammar says, and the findings as they were told last */
  problems: Problem[];
  /** the revision that the findings are of; 0: of what was opened or pasted last not all were told yet */
  checked: number;
  /** whether findings are looked for; `late`: that took too long, or broke down */
  checking: "done" | "now" | "late";
  /** the problem that the cursor is in, by its key */
  finding: string | null;
  /** the classes of problems that are shown; none: all */
  severities: Diagnostic["severity"][];
  /** the problems of which is shown what follows from them, by key */
  unfolded: string[];
  /** the fix that is shown before it is taken */
  preview: Preview | null;
  place: Place;
  /** operations that the cursor's place is about; `null`: the cursor is nowhere special */
  lit: Set<number> | null;
  /** the operation under the pointer */
  hovered: number | null;
  /** the operation that the catalogue's cursor is on, while the catalogue has the focus */
  focused: number | null;
  /** the operation whose details were opened */
  pinned: number | null;
  explanation: Explanation | null;
  /** the snapshot that it is of, by whose numbers it calls statements and patterns */
  explained: Snapshot | null;
  /** what else is known of the operation that is explained */
  about: About | null;
  filter: Filter;
  /** `null`: as it suits what is shown */
  grouping: Grouping | null;
  /** what the summary has a row for; `null`: as it suits what is shown */
  summaryBy: SummaryBy | null;
  /** the first service that is drawn there */
  summaryFrom: number;
  bindings: Record<string, string>;
  refused: Refusal[];
  bindingsOpen: boolean;
  policies: Policy[];
  policyId: string;
  people: People;
  /** of whom is shown what is granted; `null`: of the policy in the editor alone */
  caller: Caller | null;
  /** how many changes of the people can be undone, and done again */
  undoable: { undo: number; redo: number };
  /** the system policy that is read, and the place in it */
  reading: { name: string; range: Range | null } | null;
  /** the request of the panel, whose context is assumed for the catalogue too */
  draft: Draft;
  /** the engine's answer to it; `null`: nothing is asked yet */
  decided: Decided | null;
  /** what the answer rests on, as `basisOf` has it */
  decidedOf: readonly unknown[];
  /** what the request was read from */
  denial: Denial | null;
  /** the text pasted as a denial, while its dialog is open */
  denialText: string;
  scenario: ScenarioFile;
  /** the last run, with the requests that were run */
  run: { of: ScenarioFile; people: People; revision: number; result: ScenarioRun } | null;
  notices: Notice[];
  dialog: Dialog;
  /** the change that "clean up" would make is shown */
  cleanUpShown: boolean;
  /** a trace of copying was found and the person has paused, or pasted just now */
  cleanUpOffered: boolean;
  tab: Tab;
  side: Side;
  theme: Theme;
  wrap: boolean;
  /** share of the width that the editor takes, in percent */
  split: number;
}

export const INITIAL: State = {
  catalog: null, templates: [], catalogFile: null, catalogErrors: [],
  choice: NO_CHOICE, cloud: { is: "away" }, browsing: null,
  revision: 0, snapshot: null, awaited: true,
  problems: [], checked: 0, checking: "now", finding: null, severities: [], unfolded: [], preview: null,
  place: { statement: null, pattern: null }, lit: null,
  hovered: null, focused: null, pinned: null, explanation: null, explained: null, about: null,
  filter: NO_FILTER, grouping: null, summaryBy: null, summaryFrom: 0,
  bindings: {}, refused: [], bindingsOpen: false,
  policies: [], policyId: "",
  people: NOBODY, caller: null, undoable: { undo: 0, redo: 0 }, reading: null,
  draft: NO_DRAFT, decided: null, decidedOf: [], denial: null, denialText: "", scenario: NO_SCENARIO, run: null,
  notices: [], dialog: "none",
  cleanUpShown: false, cleanUpOffered: false,
  tab: "policy", side: "catalogue", theme: "system", wrap: false, split: 46,
};

/** The values that variables are bound to, by lower-case name; a value that the engine refused binds nothing. */
export function boundValues({ bindings, refused }: State): Record<string, string> {
  const without = new Set(refused.map(({ variable }) => variable.toLowerCase()));
  return Object.fromEntries(Object.entries(bindings).flatMap(([name, value]) => without.has(name.toLowerCase()) ? [] : [[name.toLowerCase(), value]]));
}

/** Whether operations of several services are shown. */
export const hasSeveral = ({ catalog }: Pick<State, "catalog">) => (catalog?.loaded.length ?? 0) > 1;

/** How the operations are grouped: as the person chose, else by what tells them apart. */
export const groupingOf = (state: State): Grouping => state.grouping ?? (hasSeveral(state) ? "service" : "none");

/** The operation whose evidence is shown: what is pointed at, else where the keyboard is, else what was opened. */
export function shownOperation(state: State): number | null {
  return state.hovered ?? state.focused ?? state.pinned;
}
