/** What the page and the worker say to each other. Every request has an id; every id gets exactly one reply. */
import type {
  BindingProblem, Bindings, CatalogError, CatalogInfo, ConditionKeyUse, DecisionExplanation, Diagnostic, Explanation,
  KnownContext, PatternInfo, Request as PolicyRequest, ScenarioProblem, ScenarioReport, StatementInfo, Summary, TextEdit,
} from "ramlight";

/** Lint marks beyond this many are counted, not drawn. */
export const DIAGNOSTICS_SHOWN = 500;
/** Patterns beyond this many get no count in the editor. */
export const PATTERNS_SHOWN = 20_000;

/** A diagnostic, and the statement that it lies in. */
export interface Problem extends Diagnostic { statement: number | null }

/** Everything that is known of one revision of the text. */
export interface Snapshot {
  /** the editor's revision that this was computed for */
  revision: number;
  /** outcome code of each operation */
  outcomes: Uint8Array;
  /** the marks of all statements; `marksOn` reads them */
  marks: Uint32Array;
  summary: Summary;
  statements: StatementInfo[];
  patterns: PatternInfo[];
  /** the gravest {@link DIAGNOSTICS_SHOWN}, the gravest first */
  diagnostics: Problem[];
  diagnosticsTotal: number;
  /** RAM would refuse the document */
  refused: boolean;
  cleanUp: CleanUp | null;
  size: { characters: number; bytes: number; limit: number };
  /** the keys that the conditions mention, in text order */
  conditionKeys: ConditionKeyUse[];
}
export interface CleanUp { text: string; changes: TextEdit[]; reasons: string[] }
export interface CatalogFile { file: string; text: string }
export type Refusal = BindingProblem;

/** What the policy says of one request; or why the engine takes it for none. */
export type Decided = { revision: number; explanation: DecisionExplanation } | { refused: string };
export type ScenarioRun = { report: ScenarioReport } | { problems: ScenarioProblem[] };

/** A part of the policy whose operations are to be lit. */
export type Light = { statement: number } | { pattern: number };

export interface Requests {
  /** Replaces the catalogue; `null` is the embedded one. A faulty file leaves the old one in place. */
  catalog: { ask: CatalogFile | null; answer: { catalog: CatalogInfo; templates: string[] } | { errors: CatalogError[] } };
  bind: { ask: Bindings; answer: { refused: Refusal[]; templates: string[] } };
  /** What is known of the context; the answers about the text honour it from then on. */
  assume: { ask: KnownContext; answer: null };
  text: { ask: { revision: number; text: string }; answer: Snapshot };
  explain: { ask: number; answer: Explanation };
  light: { ask: Light; answer: Uint32Array };
  decide: { ask: PolicyRequest; answer: Decided };
  /** Runs a scenario file of this text. */
  scenario: { ask: string; answer: ScenarioRun };
  format: { ask: null; answer: string | null };
}
export type Kind = keyof Requests;
export type Ask<K extends Kind> = Requests[K]["ask"];
export type Answer<K extends Kind> = Requests[K]["answer"];

export type Request = { [K in Kind]: { id: number; kind: K; ask: Ask<K> } }[Kind];
export type Reply = { id: number; answer: Answer<Kind> } | { id: number; failure: string };
