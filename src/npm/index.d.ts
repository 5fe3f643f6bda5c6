/**
 * ramlight: what an Alibaba Cloud RAM policy grants.
 *
 * All positions are UTF-16 code units into the text given, half-open: `[from, to)`.
 * Numbers come as typed arrays, details as objects, on demand.
 */

/** Loads the engine. Needed once in a browser (or bundler) before anything else; in Node.js it does nothing. */
export function init(source?: string | URL | Request | Response | BufferSource | WebAssembly.Module): Promise<void>;

export type Locale = "en" | "zh";
export type Effect = "Allow" | "Deny";
export type AccessLevel = "create" | "list" | "get" | "update" | "delete" | "none";

/** How many of an operation's calls something covers. */
export type Level = "none" | "partial" | "full" | "undecided";
/** Index = the code used in typed arrays. */
export const LEVELS: readonly ["none", "partial", "full", "undecided"];

/** What the whole policy allows of an operation. */
export type Outcome =
  | "not-granted" | "denied" | "allowed" | "partial" | "conditional" | "partial-conditional"
  /** the step budget ran out, or an unfinished Deny may touch it */
  | "undecided"
  /** its resources are not published, and the policy names narrower ones than `*` */
  | "unknown";
/** Index = the code used in typed arrays. */
export const OUTCOMES: readonly ["not-granted", "denied", "allowed", "partial", "conditional", "partial-conditional", "undecided", "unknown"];

export interface TextEdit { from: number; to: number; insert: string }

export interface Diagnostic {
  /** `RAM` and three digits; stable */
  code: string;
  /** kebab case; stable */
  name: string;
  severity: "error" | "security-warning" | "general-warning" | "suggestion";
  from: number;
  to: number;
  message: string;
  /** what to do */
  help: string;
  fix?: { kind: "clean-up" | "certain"; edits: TextEdit[] };
}

// ------------------------------------------------------------------ catalogue

export interface OperationInfo {
  /** its index in every typed array */
  id: number;
  /** RAM code, as `apigateway` */
  service: string;
  /** as `CreateApi` */
  name: string;
  accessLevel: AccessLevel;
  /** `derived`: from the verb of the name, because no metadata has it */
  accessLevelSource: "metadata" | "derived";
  /** Alternatives, each a list of template ids that are checked together; `null`: not published. */
  requirement: number[][] | null;
  /** Doubts about the source, in words. */
  notes: string[];
}

export interface TemplateInfo {
  id: number;
  /** as `acs:apigateway:$regionid:$accountid:apigroup/$groupId`; `Coverage.templates` has it with what is bound */
  text: string;
  /** the resource type, as `apigroup` */
  type: string;
  /** names of the variables, without `$` */
  variables: string[];
  /** what people call this kind of resource: `API group`, `API groups`; `null`: the catalogue does not say */
  title: { one: string; many: string } | null;
}

export interface ReadyPolicy {
  name: string;
  title: string;
  /** as `v3`; `null`: not published */
  version: string | null;
  /** ISO date of the version; `null`: not published */
  date: string | null;
  /** what it misses, and doubts */
  notes: string[];
  source: string;
  text: string;
}
export interface ServiceLinkedRole {
  purpose: string;
  role: string;
  serviceName: string;
  policyName: string;
  /** what the role may do, one sentence */
  permissions: string;
  creation: string;
  /** what must be gone before it can be deleted */
  deletion: string;
  notes: string[];
  source: string;
  /** the role's system policy as far as it is published */
  policyText: string;
  /** the policy that lets a RAM user create the role */
  createText: string;
  /** the policy that lets a RAM user delete the role */
  deleteText: string;
}

export interface CatalogInfo {
  /** ISO date of the facts */
  date: string;
  sources: string[];
  services: { code: string; name: string; aliases: string[]; first: number; count: number }[];
  operations: OperationInfo[];
  templates: TemplateInfo[];
  systemPolicies: ReadyPolicy[];
  serviceLinkedRoles: ServiceLinkedRole[];
}

export interface CatalogError { file: string; line: number; column: number; reason: string }

/** A list of operations. Free it when done. */
export class Catalog {
  /** The embedded default: API Gateway. */
  static builtin(): Catalog;
  /** A catalogue of one's own; throws `CatalogFileError` naming file, line and reason. */
  static fromJSON(text: string, file?: string): Catalog;
  /** Its facts; titles and notes in a language, English by default. */
  info(locale?: Locale): CatalogInfo;
  free(): void;
}
export class CatalogFileError extends Error { readonly errors: CatalogError[] }

// ------------------------------------------------------------------ policy

export interface StatementInfo {
  from: number;
  to: number;
  /** `null`: missing or not readable */
  effect: Effect | null;
  conditional: boolean;
  /** has an error: grants nothing, and as a Deny leaves what it could touch undecided */
  faulty: boolean;
  /** listed operations covered: in full, in part, contributing without covering a call, undecided */
  full: number;
  partial: number;
  contributing: number;
  undecided: number;
}

export interface PatternInfo {
  statement: number;
  element: "Action" | "NotAction" | "Resource" | "NotResource";
  from: number;
  to: number;
  /** the pattern's text */
  text: string;
  /** how many listed actions (or templates) it matches; `-1`: the pattern is faulty */
  matches: number;
}

/** How one statement bears on an operation. */
export interface StatementEvidence {
  statement: number;
  effect: Effect | null;
  level: Level;
  conditional: boolean;
  faulty: boolean;
  /** patterns (indices of `patterns()`) of the action that match */
  actionPatterns: number[];
  /** for each template of the requirement that it meets: how, and by which patterns */
  resources: { template: number; level: Level; patterns: number[] }[];
  /** templates that it does not meet although they are checked in the same call */
  missing: number[];
}

export interface Explanation {
  operation: number;
  outcome: Outcome;
  must: Level;
  may: Level;
  /** in words, most important first; plain text with `backticks` around policy text */
  sentences: string[];
  /** the statements that name the operation or stand in its way */
  statements: StatementEvidence[];
}

export interface Summary {
  /** operations by access level (rows, order of `ACCESS_LEVELS`) and outcome (columns, order of `OUTCOMES`) */
  counts: Uint32Array;
  total: number;
}
export const ACCESS_LEVELS: readonly ["create", "list", "get", "update", "delete", "none"];

export interface PolicyOptions { locale?: Locale; positions?: "utf16" | "utf8" }

/** Values for variables of templates: `{ account: "123", region: "cn-hangzhou", groupId: "g-1" }`, names without regard to case. */
export type Bindings = Record<string, string>;
/** A value that cannot stand for its variable. */
export interface BindingProblem { variable: string; reason: string }

/** One policy text, read once and asked often. Free it when done. */
export class Policy {
  /** Reads the text. Never throws for what stands in it. */
  constructor(text: string, options?: PolicyOptions);
  /** Takes the text as it is now, for this policy and every coverage made of it. Only what changed is computed anew. */
  update(text: string): void;
  /** Everything there is to say of the text. `bindings`: what the fix of a placeholder writes. */
  diagnostics(bindings?: Bindings): Diagnostic[];
  /** What the policy grants of a catalogue's operations; follows `update`. Throws where a binding cannot stand (see `Coverage.bind`). */
  coverage(catalog: Catalog, bindings?: Bindings): Coverage;
  /** What "clean up" would do; `null` where there is nothing to clean. */
  cleanUp(bindings?: Bindings): { text: string; changes: TextEdit[]; reasons: string[] } | null;
  /** The document in one canonical form; `null` while its JSON is broken. */
  format(): string | null;
  /** Length as RAM counts it and the limit. */
  size(): { characters: number; bytes: number; limit: number };
  /** Whether RAM would refuse the document: it has an Error. */
  refused(): boolean;
  free(): void;
}

/** One template of a requirement by itself, and what the statements do there. */
export interface TemplateLevels {
  template: number;
  must: Level;
  may: Level;
  /** the statements that name the operation and meet the template */
  statements: { statement: number; level: Level }[];
}

/** What one policy grants of a catalogue's operations. Made by `Policy.coverage`; free it when done. */
export class Coverage {
  private constructor();
  /** Binds variables anew; a value that cannot stand there is returned with the reason, and left unbound. */
  bind(values: Bindings): BindingProblem[];
  /** Outcome code of each operation (see `OUTCOMES`). */
  outcomes(): Uint8Array;
  /** Level code of each operation: what is allowed at least, and at most (see `LEVELS`). */
  must(): Uint8Array;
  may(): Uint8Array;
  /** The marks of all statements, in a form that is quick to hand over: `marksOn` reads it. */
  marks(): Uint32Array;
  /** Whether statement s's action names operation o, whatever its resources: bit `o % 32` of word `s * ceil(operations / 32) + (o >> 5)`. */
  actionMatches(): Uint32Array;
  summary(): Summary;
  statements(): StatementInfo[];
  patterns(): PatternInfo[];
  /** Why operation `id` has its outcome. Throws `RangeError` for an id that is not listed. */
  explain(id: number): Explanation;
  /** How one statement bears on one operation; `null` where it neither names nor blocks it. */
  evidence(statement: number, operation: number): StatementEvidence | null;
  /** The text of each template (its id is the index), with the variables bound as they are now. */
  templates(): string[];
  /** The levels on each template of an operation's requirement, by alternative; `null`: not published. */
  requirement(operation: number): TemplateLevels[][] | null;
  /** Operations that a statement covers, contributes to, or leaves undecided. */
  operationsOfStatement(statement: number): Uint32Array;
  /** Operations for which a pattern counts: its action matches, or its resource meets a template of an operation the statement names. */
  operationsOfPattern(pattern: number): Uint32Array;
  free(): void;
}

export interface Mark { statement: number; level: Level; contributing: boolean }

/** The statements with a mark on an operation, in their order, out of what `Coverage.marks()` gave. */
export function marksOn(marks: Uint32Array, operation: number): Mark[];

/** Checks one policy: `new Policy`, `diagnostics`, `free`. */
export function validate(text: string, options?: PolicyOptions): Diagnostic[];
