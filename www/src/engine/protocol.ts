/** What the page and the worker say to each other. Every request has an id; every id gets exactly one reply. */
import type {
  About as AboutPlace, AboutAction, AccessLevel, BindingProblem, Bindings, CatalogError, Comparison, Completions, ConditionKeyUse, Contribution,
  DecisionExplanation, Diagnostic, Explanation, FixedPolicy, KnownContext, OperationInfo, Outcome, PatternInfo, PolicyKind,
  Request as PolicyRequest, ScenarioProblem, ScenarioReport, StatementInfo, Summary, TextEdit,
} from "ramlight";
import type { Facts } from "../catalogue/facts.ts";

/** Lint marks beyond this many are counted, not drawn. */
export const DIAGNOSTICS_SHOWN = 500;
/** Patterns beyond this many get no count in the editor. */
export const PATTERNS_SHOWN = 20_000;

/** Everything that is known of one revision of the text. */
export interface Snapshot {
  /** the editor's revision that this was computed for */
  revision: number;
  /** which catalogue it is of: `serial` of what was asked for */
  catalogue: number;
  /** outcome code of each operation */
  outcomes: Uint8Array;
  /** the marks of the statements of `shown`; `marksOn` reads them */
  marks: Uint32Array;
  summary: Summary;
  /** those of the text; where its policy is among `shown`, with the same indices there */
  statements: StatementInfo[];
  patterns: PatternInfo[];
  shown: Shown;
  /** the codes of services that these policies name and of which the catalogue does not have enough, as `Policy.services` has it */
  beyond: string[];
  /** the gravest {@link DIAGNOSTICS_SHOWN}, the gravest first */
  diagnostics: Finding[];
  diagnosticsTotal: number;
  /** RAM would refuse the document */
  refused: boolean;
  cleanUp: CleanUp | null;
  /** the kind that the text is read as */
  kind: PolicyKind;
  /** the kind that a text with elements of another one looks like */
  looksLike: PolicyKind | null;
  size: { characters: number; bytes: number; limit: number; unit: "characters" | "bytes" };
  /** the keys that the conditions of what is shown mention, and those of a policy of a resource in the editor */
  conditionKeys: ConditionKeyUse[];
  /** whom the text's principals name, where its kind has any */
  principals: string[];
}

export type KindOption = PolicyKind | "auto";

/** Whether policies of the kind name principals: they are those of a role, a bucket or another resource, and attached to nobody. */
export const hasPrincipals = (kind: PolicyKind) => kind === "trust" || kind === "bucket" || kind === "resource";

/** One through whom a policy applies. */
export interface Through { entity: "RamUser" | "RamGroup" | "RamRole"; name: string }
/** A policy that is attached, in a resource group or (`null`) to the account; `text` is `null` for the one in the editor. */
export interface AttachedText {
  key: string; name: string; system: boolean; kind: KindOption; text: string | null; through: Through[]; resourceGroup: string | null;
}
/** A policy that does not count: it is gone, or of a kind that nobody can have attached. */
export interface LeftOut { name: string | null; reason: "gone" | "kind" }
/** Everything that applies to the person who is looked at. */
export interface View { name: string; policies: AttachedText[]; missing: LeftOut[] }

/** One of the policies that outcomes, marks, explanations and decisions are of; of those at account level the edited one comes first. */
export interface ShownPolicy { key: string; name: string; system: boolean; through: Through[]; resourceGroup: string | null; edited: boolean }
export interface Shown {
  /** the person; `null`: the text alone is looked at, and `policies` is empty */
  person: string | null;
  policies: ShownPolicy[];
  /** those within resource groups, which count in requests only */
  within: ShownPolicy[];
  left: LeftOut[];
  statements: StatementInfo[];
  patterns: PatternInfo[];
}

export interface CleanUp { text: string; changes: TextEdit[]; reasons: string[] }
export interface CatalogFile { file: string; text: string }
/** What was kept may be damaged. */
export const isCatalogFile = (value: unknown): value is CatalogFile =>
  typeof value === "object" && value !== null && "file" in value && typeof value.file === "string" && "text" in value && typeof value.text === "string";
/** Which catalogue is to be used. */
export interface CatalogAsk {
  /** counts the catalogues that were asked for */
  serial: number;
  /** the person's own, which goes over everything; `null`: the embedded one does */
  file: CatalogFile | null;
  /** the file of the whole cloud; `null`: it is not needed, or not here yet */
  cloud: ArrayBuffer | null;
  /** of the cloud, by code or alias */
  services: readonly string[] | "all";
}
/** Some services of the cloud, to be loaded before a catalogue of all is asked for under the same serial. */
export interface Portion { serial: number; cloud: ArrayBuffer; services: readonly string[] }
/** The catalogue in use, and the text of each template with what is bound. */
export interface CatalogTaken { serial: number; facts: Facts; templates: string[] }
/** Why none of it is used: whose file is faulty. `either`: the engine broke down over it, and what is new of it is to blame. */
export interface CatalogRefused { serial: number; of: "own" | "cloud" | "either"; errors: CatalogError[] }
/** What is known of an operation beyond the facts that the page has of all. */
export interface About extends OperationInfo { arnHints: string[] }
export type Refusal = BindingProblem;

/** A request of the page. */
export interface Question {
  request: PolicyRequest;
  /** whose policies these are; `null`: that is not told */
  account: string | null;
  /** by the policy in the editor alone, whoever is looked at */
  alone: boolean;
}
/**
 * What the policies say of one request; or why the engine takes it for none. `assumes`: it is not denied as far as the trust
 * policy goes, and the caller's own policies, which must allow it too, are not known.
 */
export type Decided = { revision: number; explanation: DecisionExplanation; policies: ShownPolicy[]; assumes: boolean } | { refused: string };
/** The results by request; `fault`: why one cannot be asked. `problems`: what is wrong beside the requests, so that none is run. */
export type ScenarioRun = { report: Pick<ScenarioReport, "passed" | "failed" | "untouched"> & { results: RequestRun[] } } | { problems: ScenarioProblem[] };
export type RequestRun = ScenarioReport["results"][number] | { fault: string };

/** Where something is typed. `asked`: the person wants to see what could be. */
export interface Completing { text: string; position: number; asked: boolean }
/** `wants`: a service is typed, and not all of the cloud are known. */
export interface Offers extends Completions { wants: boolean }

/** A part of the policy whose operations are to be lit. */
export type Light = { statement: number } | { pattern: number };

/** An operation in the list of a card. */
export interface CardRow { operation: number; action: string; level: AccessLevel }
/** What stands at a place of the text, and the first of the operations that it is about. */
export interface Card {
  revision: number;
  about: Omit<AboutAction, "operations"> | Exclude<AboutPlace, AboutAction>;
  rows: (CardRow & { outcome: Outcome })[];
  /** how many operations there are */
  total: number;
}
/** What hangs on one pattern alone. */
export interface OnlyByPattern extends Pick<Contribution, "does" | "redundant"> { rows: CardRow[]; total: number; undecided: number }

export interface Requests {
  /** Replaces the catalogue. A faulty file leaves the old one in place. */
  catalog: { ask: CatalogAsk; answer: CatalogTaken | CatalogRefused };
  bind: { ask: Bindings; answer: { refused: Refusal[]; catalogue: number; templates: string[] } };
  /** What is known of the context; the answers about the text honour it from then on. */
  assume: { ask: KnownContext; answer: null };
  /** Who is looked at, with all that is attached; `null`: the text alone. */
  view: { ask: View | null; answer: null };
  /** `key`: which policy the text is, `name`: what it is called. */
  text: { ask: { revision: number; key: string; name: string; kind: KindOption; text: string }; answer: Snapshot };
  /** Why an operation of a catalogue has its outcome, and what else is known of it; `null`: another catalogue is in use by now. */
  explain: { ask: { operation: number; catalogue: number }; answer: { explanation: Explanation; about: About } | null };
  light: { ask: Light; answer: Uint32Array };
  /** What stands at a place of the text. */
  card: { ask: number; answer: Card | null };
  /** What could be typed at a place. */
  complete: { ask: Completing; answer: Offers | null };
  decide: { ask: Question; answer: Decided };
  /** Whether the portion was loaded; what is wrong with the file is told when the catalogue is asked for. */
  portion: { ask: Portion; answer: boolean };
  /** Runs a scenario file of this text. */
  scenario: { ask: string; answer: ScenarioRun };
  format: { ask: null; answer: string | null };
}

/** A text and all that findings in it depend on, but for the catalogue. */
export interface Checked { revision: number; kind: PolicyKind; text: string; bindings: Bindings }
/** What a fix does to the text: `to` is empty where it only takes away, `from` where it only adds. */
export interface Effect { from: string; to: string; edits: number }
export interface Finding extends Diagnostic { does: Effect | null }

/** The classes, the gravest first. */
export const SEVERITIES = ["error", "security-warning", "general-warning", "suggestion"] as const satisfies readonly Diagnostic["severity"][];
/** The gravest first, those of a class in the order of the text. */
export const gravestFirst = <D extends Diagnostic>(list: readonly D[]): D[] =>
  list.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.from - b.from);

/** What is asked of the checker, a worker beside the engine's, so that no keystroke waits for it. */
export interface Checks {
  /** a catalogue that the engine could use */
  catalog: { ask: CatalogAsk; answer: null };
  /** what is to be said of a text beyond its diagnostics */
  findings: { ask: Checked; answer: { revision: number; findings: Finding[] } };
  /** what the policy grants with an edit, as seen from what it grants without */
  effect: { ask: Checked & { edits: readonly TextEdit[] }; answer: { text: string; comparison: Comparison } };
  fixAll: { ask: Checked; answer: FixedPolicy };
  /** what the text grants or withholds by the pattern at a position alone */
  only: { ask: Checked & { position: number }; answer: OnlyByPattern | null };
}

export type Kind = keyof Requests;
export type Ask<K extends Kind> = Requests[K]["ask"];
export type Answer<K extends Kind> = Requests[K]["answer"];

/** Where answers may be laid down, said once before any question. */
export interface Shared { memory: SharedArrayBuffer }
/** `soon`: the page looks for the answer when it makes its next frame. */
export interface Asked { id: number; kind: string; ask: unknown; soon: boolean }
export type Reply = { id: number; answer: unknown } | { id: number; failure: string };
