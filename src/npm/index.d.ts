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
  /**
   * The edit that mends it, where there is one. `clean-up` removes a trace of copying, `certain` mends an error in the one
   * way that can be meant, `equal` leaves the policy's meaning as it is, `change` changes it: show what before it is taken.
   * `promise` is what holds of it taken by itself, and what `applyFixes` goes by: clean-up of a placeholder is a `change`.
   */
  fix?: { kind: FixKind; promise: FixKind; edits: TextEdit[] };
  /** The finding that this one follows from: mend that, and this goes as well. */
  cause?: { code: string; from: number; to: number };
}

export type FixKind = "clean-up" | "certain" | "equal" | "change";

/** A policy's text with fixes taken. */
export interface FixedPolicy {
  text: string;
  /** what was mended, in the order in which it was */
  applied: { code: string; name: string; message: string }[];
  /** what was not, without its fix, and why; places in the new text */
  refused: RefusedFix[];
}

/**
 * A finding whose fix was not taken: it would have changed what the policy means (`changes-meaning`), or that could not be
 * told (`undecided`).
 */
export interface RefusedFix extends Diagnostic { reason: "changes-meaning" | "undecided" }

/** A kind of finding. */
export interface RuleInfo {
  code: string;
  name: string;
  severity: Diagnostic["severity"];
  /** with `{0}`, `{1}` … for what stands in the policy */
  message: string;
  help: string;
}
/** Every kind of finding, in the order of the codes. */
export function rules(locale?: Locale): RuleInfo[];

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
  /** Names of the condition keys that are published for it; none of most, which does not mean that it carries none. */
  conditionKeys: string[];
  /** Where the name comes from, `id` of one of `about().origins`; `null`: the catalogue does not tell. */
  nameOrigin: string | null;
  /** Where the requirement comes from; `null`: not published, or the catalogue does not tell. */
  resourceOrigin: string | null;
}

export interface ServiceInfo {
  /** RAM code, as `ecs` */
  code: string;
  /** what people call it: `Elastic Compute Service`; the code where no name is known */
  name: string;
  /** Other codes for it. One can be the code of another service: IMS is documented under `ims` and `ram`. */
  aliases: string[];
  /** ids of its operations: `first` to `first + count - 1` */
  first: number;
  count: number;
  /** how many operations of it are known, be they in this catalogue or not */
  known: number;
  /** whether its operations are in this catalogue; `false`: it is only named */
  loaded: boolean;
}

export interface ConditionKeyInfo {
  /** as `acs:SourceIp` */
  name: string;
  /** the name ends with `/` and is followed by the key of a tag, as in `acs:ResourceTag/team` */
  tag: boolean;
  /** the type of its values; `null`: no document says */
  type: "String" | "Numeric" | "Date" | "Bool" | "IP" | null;
  /** `observed`: only used by the vendor, in no document; `doubtful`: named by others, or its spelling is not certain */
  certainty: "documented" | "observed" | "doubtful";
  /** whether every request carries it */
  always: boolean;
  /** what it means and where it is present; empty where only the name is known */
  meaning: string;
}

export interface CatalogAbout {
  /** ISO date of its file */
  date: string;
  /** whether it names every service of the cloud that is known */
  whole: boolean;
  /** how many operations are loaded */
  operations: number;
  sources: string[];
  /** the kinds of sources; `date`: ISO date, `null` where sources of several dates count as one */
  origins: { id: string; date: string | null; words: string }[];
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
  services: ServiceInfo[];
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
  /** A catalogue of one's own, or a text of the format of the whole cloud; throws `CatalogFileError` naming file, line and reason. */
  static fromJSON(text: string, file?: string): Catalog;
  /**
   * The catalogue of the whole cloud (319 services) with the operations of some services, by RAM code or alias, or of all;
   * the others are only named. Codes that the cloud does not have are left out. The package's own file is read once, in a
   * browser from beside the package (same origin); one that could not be read is tried again the next time. `from` is
   * another file of that format, a newer one say: a URL or Response, in Node.js a path or `file:` URL.
   * Rejects with `CatalogFileError` where the file is cut off, damaged or of another version: nothing of it is used.
   */
  static load(services?: string[] | "all", options?: { from?: string | URL | Response }): Promise<Catalog>;
  /** A new catalogue: this one with another put over it. What both know counts as the other says. Frees neither. */
  extended(over: Catalog): Catalog;
  /** Date and sources; words in a language, English by default. */
  about(locale?: Locale): CatalogAbout;
  /** The services, sorted by code. */
  services(): ServiceInfo[];
  /** The names of all operations; the index is the id. */
  names(): string[];
  /** The access level of each operation: `ACCESS_LEVELS[code & 7]`; 8 more: derived from the verb of the name. */
  accessLevels(): Uint8Array;
  /** What operations are checked for: of each `list[of[id]]`, which is as `OperationInfo.requirement`; `null`: not published. */
  requirements(): { list: (number[][] | null)[]; of: Uint32Array };
  /** The ids of the operations with doubts about their source, `OperationInfo.notes`. */
  noted(): Uint32Array;
  /** The operations of a service, by its RAM code or alias; throws `RangeError` for a service that there is not. */
  operations(service: string, locale?: Locale): OperationInfo[];
  /** One operation by its id or action, as `ecs:RunInstances` in any case; `null`: it is not in this catalogue. */
  operation(action: number | string, locale?: Locale): OperationInfo | null;
  /** The templates; the index is the id. */
  templates(locale?: Locale): TemplateInfo[];
  /** Formats of ARNs seen in documents of a service: hints for operations whose resources are not published, no facts. */
  arnHints(service: string): string[];
  /** The keys of conditions that are known; that one is missing does not mean that it does not exist. */
  conditionKeys(locale?: Locale): ConditionKeyInfo[];
  /** The ids of known regions, sorted. */
  regions(): string[];
  /** System policies and service-linked roles. */
  readyPolicies(locale?: Locale): Pick<CatalogInfo, "systemPolicies" | "serviceLinkedRoles">;
  /** Everything at once, for a small catalogue: of thousands of operations ask for a part instead. */
  info(locale?: Locale): CatalogInfo;
  free(): void;
}
export class CatalogFileError extends Error { readonly errors: CatalogError[] }

// ------------------------------------------------------------------ policy

export interface StatementInfo {
  /** which policy of the coverage it is of; 0 where there is one */
  policy: number;
  /** whether its conditions are met by what was assumed of the context; `unknown` where that does not decide it, `true` without conditions */
  holds: "true" | "false" | "unknown";
  from: number;
  to: number;
  /** `null`: missing or not readable */
  effect: Effect | null;
  /** has conditions, whatever is assumed of the context */
  conditional: boolean;
  /** has an error: grants nothing, and as a Deny leaves what it could touch undecided */
  faulty: boolean;
  /** by itself, whatever is assumed of the context: listed operations covered: in full, in part, contributing without covering a call, undecided */
  full: number;
  partial: number;
  contributing: number;
  undecided: number;
}

export interface PatternInfo {
  /** which policy of the coverage it stands in; 0 where there is one */
  policy: number;
  statement: number;
  element: "Action" | "NotAction" | "Resource" | "NotResource";
  from: number;
  to: number;
  /** the pattern's text */
  text: string;
  /** how many listed actions (or templates) it matches; `-1`: the pattern is faulty */
  matches: number;
}

/** How one statement bears on an operation by itself, whatever is assumed of the context. */
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

/**
 * What a policy is for; each kind has its own grammar and limits: attached to a user, group or role; given when a role
 * is assumed; a control policy of a Resource Directory; the trust policy of a role; the policy of an OSS bucket; that of
 * another resource, as a KMS key.
 */
export type PolicyKind = "identity" | "session" | "control" | "trust" | "bucket" | "resource";
export const POLICY_KINDS: readonly ["identity", "session", "control", "trust", "bucket", "resource"];

/** `kind`: `identity` by default; `auto` takes what the document looks like (see `Policy.kind`). */
export interface PolicyOptions { locale?: Locale; positions?: "utf16" | "utf8"; kind?: PolicyKind | "auto" }

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
  /** What the grammar has to say of the text. `bindings`: what the fix of a placeholder writes. */
  diagnostics(bindings?: Bindings): Diagnostic[];
  /** Everything there is to say of the text with what a catalogue knows, the built-in one by default; `diagnostics` among it. */
  findings(catalog?: Catalog, bindings?: Bindings): Diagnostic[];
  /**
   * The text with fixes taken, one after another until there is none left; the policy itself stays as it is. A fix of kind
   * `equal` is taken only if the policy then means the same. A placeholder (RAM262) counts as `change` here: `*` grants more.
   * `kinds`: all but `change` by default; `codes`: every code. Throws `RangeError` for a code that no finding has.
   */
  applyFixes(options?: { catalog?: Catalog; kinds?: readonly FixKind[]; codes?: readonly string[]; bindings?: Bindings }): FixedPolicy;
  /**
   * What the policy grants of a catalogue's operations, in one with principals to those it names; follows `update`.
   * Throws where a binding cannot stand (see `Coverage.bind`).
   */
  coverage(catalog: Catalog, bindings?: Bindings): Coverage;
  /**
   * What the pattern at a position contributes: the operations of which the policy grants something, or withholds it, by this
   * pattern alone, decided by holding the policy against itself without the pattern. The last pattern of a list takes its
   * statement with it; where the list names what is excepted, nothing is excepted any more.
   * `null` where no pattern stands there, its statement has an error, or the document's JSON is broken.
   */
  contribution(catalog: Catalog, position: number): Contribution | null;
  /** What "clean up" would do; `null` where there is nothing to clean. */
  cleanUp(bindings?: Bindings): { text: string; changes: TextEdit[]; reasons: string[] } | null;
  /** The document in one canonical form; `null` while its JSON is broken. */
  format(): string | null;
  /** The kind it is read as. */
  kind(): PolicyKind;
  /** Reads it as another kind from now on; every coverage and authorization follows. */
  setKind(kind: PolicyKind | "auto"): void;
  /** The condition keys that its statements mention, each with the operators and values held against it, in text order. */
  conditionKeys(): ConditionKeyUse[];
  /**
   * The services that its action patterns name, as `["ecs", "oss"]`: what stands before the colon, in lower case and
   * sorted, wildcards left out. It is what `Catalog.load` takes, so that findings are judged by these services:
   * `policy.findings((await Catalog.load(policy.services())).extended(Catalog.builtin()))`.
   *
   * With a catalogue: those that it is not enough for. It is where it has all operations of the service, or where each
   * pattern of the service matches one that it has: `policy.services(Catalog.builtin())` is without `apigateway` unless an
   * action is named that came after 2017, or that there is not.
   */
  services(catalog?: Catalog): string[];
  /** Decides a request as if this were the only policy: an identity policy attached to the account. See `Authorization`. */
  decide(request: Request): DecisionResult;
  decideMany(requests: readonly Request[] | Requests): Uint8Array;
  explain(request: Request): DecisionExplanation;
  /** The length, and the limit of the kind in its unit; of a kind without a known limit, what is analysed at most. */
  size(): { characters: number; bytes: number; limit: number; unit: "characters" | "bytes" };
  /**
   * What stands, or could be typed, at a position of the text, whole or half-typed; `null` where only punctuation could,
   * and in a text that is too long to be analysed.
   */
  placeAt(position: number): Place | null;
  /**
   * What could be typed at a position, by what a catalogue knows, the built-in one by default; best first, and only what
   * fits what stands before the cursor. `null` where nothing is known. The first call for a catalogue reads its names.
   */
  completions(catalog: Catalog | undefined, position: number, options?: CompletionOptions): Completions | null;
  /** Whether RAM would refuse the document: it has an Error. */
  refused(): boolean;
  free(): void;
}

/** What stands at a position of a policy's text. */
export interface Place {
  /** index of the statement; `null` outside of the list of statements */
  statement: number | null;
  /** the member of the statement, or else of the document, that the position lies in: `Action`, `Condition`, as it is written */
  element: string | null;
  /** below `Condition` the operator; below `Principal` the form, as `Service` */
  operator: string | null;
  /** below an operator the condition key */
  key: string | null;
  /** Whether it is the name of a member, which then is none of the three above; otherwise it is a value. */
  isName: boolean;
  /** what stands between the quotes; empty where there is nothing yet */
  from: number;
  to: number;
  /** what that means, escapes resolved */
  text: string;
  /** whether it stands in quotes */
  quoted: boolean;
  /** where it ends with its closing quote; `to` while there is none */
  end: number;
  /** whether it stands in a list, or is alone */
  listed: boolean;
  /** the other names of the same object, or the other texts of the same list */
  beside: string[];
  /** the patterns of the statement's `Action` */
  actions: string[];
  /** the character that follows, past the closing quote and blanks; `null` at the end */
  next: string | null;
}

export interface CompletionOptions {
  /** values for variables of ARNs, as `{ account: "123", region: "cn-hangzhou" }`: they stand instead of fields. A value that `Coverage.bind` would return is left out */
  bindings?: Bindings;
  /** the date that is offered; the present by default. Throws `TypeError` for one that is not valid, or not of a year from 0 to 9999 */
  now?: Date;
}

/** What could stand in place of `[from, to)`, the closing quote included. */
export interface Completions {
  from: number;
  to: number;
  options: CompletionOption[];
  /** services whose operations would be offered too if they were loaded */
  unloaded?: string[];
}

export interface CompletionOption {
  /** as a list shows it: `RunInstances`, `acs:ecs:*:*:instance/$instanceId` */
  label: string;
  /** what comes in place of `[from, to)`; quotes, and for a name the beginning of its value included */
  insert: string;
  /** Places of `insert` to fill in, one after the other; equal names mean the same. The last is where the cursor ends, with an empty name; without fields that is the end. */
  fields?: { from: number; to: number; name: string }[];
  /** in a few words: the access level, a product's name; can be empty */
  detail: string;
  /** in a sentence */
  info?: string;
  /** `hint`: an example, or a format that is not published for these actions */
  kind: "element" | "value" | "service" | "action" | "wildcard" | "arn" | "hint" | "operator" | "key" | "region" | "account" | "date" | "principal";
  /** where it goes on: offer again once this is inserted */
  more?: boolean;
  /** where the label has what is typed, as pairs of from and to */
  matched: number[];
}

/** What one pattern contributes to its policy. */
export interface Contribution extends PatternInfo {
  /** `grants`: without it the policy would grant less; `withholds`: it would grant more, as without a pattern of a Deny */
  does: "grants" | "withholds";
  /** ids of the operations of which some call is granted, or withheld, by this pattern alone, in some context */
  operations: Uint32Array;
  /** ids of those for which that can't be told: where there are any, say "at least"; with those that it would name under another code of a service */
  undecided: Uint32Array;
  /** whether the policy means the same without it, for every action there can be; `null`: that can't be told, as under another code of a service */
  redundant: boolean | null;
}

/** Something that stands in a policy's text, and what is known of it. */
interface AboutText {
  from: number;
  to: number;
  /** what stands there */
  text: string;
  /** what is to be said of it, most important first; plain text with `backticks` around policy text */
  sentences: string[];
}
/** A pattern of `Action` or `NotAction`. */
export interface AboutAction extends AboutText {
  kind: "action";
  /** its index in `patterns()` */
  pattern: number;
  element: "Action" | "NotAction";
  /** ids of the operations that it names, or excepts */
  operations: Uint32Array;
  /** how many of them there are of each access level (order of `ACCESS_LEVELS`) */
  levels: Uint32Array;
  /** of how many services they are */
  services: number;
  /** the one that it names, if it is one alone */
  operation: OperationInfo | null;
}
/** A pattern of `Resource` or `NotResource`. */
export interface AboutResource extends AboutText {
  kind: "resource";
  pattern: number;
  element: "Resource" | "NotResource";
  /** `null`: a lone `*`, or no ARN of five fields */
  fields: { service: string; region: string; account: string; relativeId: string } | null;
  /** the templates that it meets, of those that the statement's operations are checked for; none are listed for a lone `*` */
  templates: TemplateInfo[];
  /** there may be more templates than listed */
  capped: boolean;
}
/** A condition operator. */
export interface AboutOperator extends AboutText {
  kind: "operator";
  prefix: "ForAllValues" | "ForAnyValue" | null;
  /** whether RAM knows it */
  known: boolean;
  /** the type of the values that it compares; `null`: RAM knows no such operator */
  type: ConditionKeyInfo["type"];
  negated: boolean;
}
/** A condition key (`key`), or a value that it is held against (`value`). */
export interface AboutKey extends AboutText {
  kind: "key" | "value";
  operator: string;
  /** the key as it is written */
  name: string;
  /** `null`: it is not among the known ones */
  key: ConditionKeyInfo | null;
}
/** The name of an element, or the value of `Effect`. */
export interface AboutElement extends AboutText { kind: "element" }
export type About = AboutAction | AboutResource | AboutOperator | AboutKey | AboutElement;

/** One template of a requirement by itself, and what the statements do there. */
export interface TemplateLevels {
  template: number;
  must: Level;
  may: Level;
  /** the statements that name the operation and meet the template */
  statements: { statement: number; level: Level }[];
}

/** A policy and what explanations call it; an `AttachedPolicy` is one. */
export interface NamedPolicy { policy: Policy; name?: string }

/** What one policy, or several together, grant of a catalogue's operations. Made by `Policy.coverage` or `Coverage.of`; free it when done. */
export class Coverage {
  private constructor();
  /**
   * What several identity policies grant together, as those of a user and its groups are merged. Statements are numbered
   * through all of them; `statements()` and `patterns()` say which policy each is of, explanations by its name where it is
   * given with one. Follows `update` of each.
   */
  static of(policies: readonly (Policy | NamedPolicy)[], catalog: Catalog, bindings?: Bindings): Coverage;
  /**
   * Takes what is known of a request's context. A condition that is met by it no longer makes a grant conditional, one
   * that is not met takes its statement out of the net effect (outcomes, `must`, `may`, explanations); what a statement
   * covers by itself, and so its marks, stays as it is. A key that is not listed stays unknown. `{}` forgets it all.
   */
  assume(known: KnownContext): void;
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
  /**
   * What stands at a position of the text (of one of the policies, the first by default): for a card beside it. `null` where
   * there is nothing to say. The catalogue must not be freed yet. Throws `RangeError` for a policy that there is not.
   */
  about(position: number, policy?: number): About | null;
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

// ------------------------------------------------------------------ decision

export type Decision = "Allow" | "ExplicitDeny" | "ImplicitDeny";
/** Index = the bit in what `decideMany` gives: 1 `Allow`, 2 `ExplicitDeny`, 4 `ImplicitDeny`. */
export const DECISIONS: readonly ["Allow", "ExplicitDeny", "ImplicitDeny"];

/** Condition keys (case-sensitive) and their values, as `{ "acs:SourceIp": "192.0.2.7", "acs:MFAPresent": "true" }`. */
export type ContextValues = Record<string, string | readonly string[]>;

/** What is known of a context while the rest of it is open. */
export interface KnownContext {
  values?: ContextValues;
  /** keys that the request does not carry */
  absent?: readonly string[];
}

/** One call of one action, with all resources that are checked in it. */
export interface Request {
  /** as `apigateway:CreateApi`; wildcards are plain characters here */
  action: string;
  /** ARNs as the service presents them, or `*`; each must be allowed */
  resources: string | readonly string[];
  /** The context. A key that is not listed is absent. */
  context?: ContextValues;
  /** Keys of which it isn't known whether the request carries them; `true`: every key that neither `context` nor `absent` lists. */
  unknown?: readonly string[] | true;
  /** Only with `unknown: true`: keys that the request does not carry. */
  absent?: readonly string[];
  /**
   * Who asks, where a resource-based policy takes part, or the account's owner does: `acs:ram::123:user/alice`,
   * `acs:ram::123:role/deployer`, `acs:ram::123:root`, `ecs.aliyuncs.com`, `acs:ram::123:saml-provider/corp`,
   * `arn:sts::123:assumed-role/deployer/session`.
   */
  principal?: string;
  /** The resource group that the resources are in; policies attached in another one do not take part. */
  resourceGroup?: string;
}

/** The stage of an authorization that a decision came from; names as `DecodeDiagnosticMessage` has them, and one more. */
export type PolicyStage =
  | "ControlPolicy" | "SessionPolicy" | "AccountLevelIdentityBasedPolicy" | "ResourceGroupLevelIdentityBasedPolicy"
  | "AssumeRolePolicy" | "ResourceBasedPolicy";

export interface DecisionResult {
  /** `Undecided`: more than one is possible */
  decision: Decision | "Undecided";
  /**
   * the decisions still possible, in the order of `DECISIONS`; one alone unless undecided. Where a request hangs on more than
   * 12 questions (conditions on unknown keys, statements with an error), one may stand here that no answers lead to.
   */
  possible: Decision[];
  /** the unknown keys that an undecided answer hangs on */
  unknownKeys: string[];
}

/** A policy and where it is attached. The handle stays the caller's: `update` it, and the authorization follows. */
export interface AttachedPolicy {
  policy: Policy;
  /** its name, as explanations call it */
  name?: string;
  /** `Custom` by default */
  type?: "Custom" | "System";
  /** what it is attached to; `RamUser` by default, `ResourceDirectoryTarget` for a control policy */
  entity?: "RamUser" | "RamGroup" | "RamRole" | "ResourceDirectoryTarget";
  /** that one's name */
  entityName?: string;
  /** the resource group it is attached in; without one: the account */
  resourceGroup?: string;
}

export interface AuthorizationParts {
  /** identity policies: the user's own and its groups', or the role's */
  identity?: readonly AttachedPolicy[];
  /** the session policy of a role session */
  session?: AttachedPolicy;
  /** control policies by level, from the directory's root down to the member; leave out where none apply */
  control?: readonly (readonly AttachedPolicy[])[];
  /** the policy of the resource: of the bucket, the key, or for `sts:AssumeRole` the trust policy of the role */
  resource?: AttachedPolicy;
  /** the id of the account whose policies these are, in digits: its owner is not limited by them. Without it: the one that the resource names, if it names one */
  account?: string;
  /** the language of explanations; that of the first policy by default */
  locale?: Locale;
}

/** A condition of a statement held against a request. */
export interface ConditionTrace {
  operator: string;
  key: string;
  /** the values of the policy */
  expected: string[];
  /** the values of the request; `null`: the key is absent, or unknown */
  actual: string[] | null;
  known: "known" | "absent" | "unknown";
  met: "true" | "false" | "unknown";
  /** where the key stands in its policy's text */
  from: number;
  to: number;
}

/** How one statement bears on one resource of a request. */
export interface StatementTrace {
  /** index of the policy in `policies` */
  policy: number;
  statement: number;
  from: number;
  to: number;
  effect: Effect | null;
  /** `faulty`: it has an error; a Deny with one leaves the request undecided where it could touch it */
  verdict: "matches" | "unknown" | "fails" | "faulty";
  /** the first thing that fails, from the outside in; `null` unless the verdict is `fails` */
  failed: "Principal" | "Service" | "Action" | "Resource" | "Condition" | null;
  /** `Resource` failed: the first field of the nearest pattern that differs */
  field: "service" | "region" | "account" | "relative-id" | null;
  /** the patterns that matched, or the nearest ones that did not */
  action: { from: number; to: number; text: string } | null;
  resource: { from: number; to: number; text: string } | null;
  conditions: ConditionTrace[];
}

/** One stage, for one resource, in the order in which they were looked at. */
export interface StageTrace {
  stage: PolicyStage;
  /** control policies: the level, from 0 at the root */
  level: number | null;
  possible: Decision[];
  statements: StatementTrace[];
}

/** The body that `DecodeDiagnosticMessage` gives, for this request. */
export interface DiagnosticMessage {
  ExplicitDeny: boolean;
  NoPermissionPolicyType: PolicyStage | null;
  AuthAction: string;
  AuthResource: string;
  AuthPrincipal: { AuthPrincipalType: "SubUser" | "AssumedRoleUser" | "Federated"; AuthPrincipalOwnerId: string; AuthPrincipalDisplayName: string } | null;
  AuthConditions: { ConditionKey: string; ConditionValues: string[] }[];
  MatchedPolicies: {
    Effect: Effect;
    /** its name; empty where none is given */
    PolicyIdentifier: string;
    PolicyType: "Custom" | "System";
    /** not known here */
    PolicyVersion: null;
    /** `null` for the policy of a resource, which is attached to none of these */
    AttachedEntityType: "RamUser" | "RamRole" | "RamGroup" | "ResourceDirectoryTarget" | null;
    AttachedScope: "Account" | "Folder" | "ResourceGroup";
  }[];
}

export interface DecisionExplanation extends DecisionResult {
  /** in words, most important first; plain text with `backticks` around policy text */
  sentences: string[];
  /** undecided: what each possible decision hangs on, in words, as "allowed if `acs:SourceIp` is in 10.0.0.0/8" */
  when: { decision: Decision; sentence: string }[];
  /** the stage that decided; `null` where nothing did, or it is undecided */
  stage: PolicyStage | null;
  /** the policies that took part, in the order of `StatementTrace.policy` */
  policies: { name: string | null; stage: PolicyStage; entity: string | null; entityName: string | null; resourceGroup: string | null }[];
  resources: { resource: string; possible: Decision[]; stages: StageTrace[] }[];
  diagnosticMessage: DiagnosticMessage;
}

/**
 * Requests that are decided again and again, as those of a test suite at each change of a policy: they are read once, and
 * deciding them by `decideMany` is several times as quick as deciding plain objects. Any `Authorization` and `Policy` can
 * decide them, in turn, too. What is changed in the objects afterwards does not count. Free it when done.
 */
export class Requests {
  /** Throws as `decide` does, with the index of the request before the message. */
  constructor(requests: readonly Request[]);
  /** how many they are */
  readonly length: number;
  free(): void;
}

/** Everything that takes part in deciding requests of one caller on one resource. Free it when done. */
export class Authorization {
  /** Throws `TypeError` where a part is not of the form above, `RangeError` for an `account` that is no id. Policies should be of the kind that fits their place. */
  constructor(parts: AuthorizationParts);
  /** Throws `TypeError` where the request is not of the form above, `RangeError` for an action that is not `code:name`, a resource that is neither `*` nor an ARN of five fields, or a principal of no known form. */
  decide(request: Request): DecisionResult;
  /** The possible decisions of each request, as bits (see `DECISIONS`). */
  decideMany(requests: readonly Request[] | Requests): Uint8Array;
  explain(request: Request): DecisionExplanation;
  free(): void;
}

/** A condition key that a policy mentions. */
export interface ConditionKeyUse {
  key: string;
  /** what kind of value its operators compare; `mixed` where they differ */
  type: "string" | "number" | "date" | "bool" | "ip" | "mixed";
  /** the values that the policy compares it with, each once */
  values: string[];
  /** where the key stands first */
  from: number;
  to: number;
}

// ------------------------------------------------------------------ scenario

/** Something wrong with a scenario's text; `path` as `requests[2].action`, empty where it is of no member. */
export interface ScenarioProblem { line: number; column: number; path: string; message: string }
/** A scenario that can't be used. */
export class ScenarioError extends Error { readonly problems: ScenarioProblem[] }

export interface ScenarioRequest {
  /** its name, or `request 3` */
  name: string;
  request: Request;
  expect: Decision | "Undecided" | null;
}

export interface ScenarioReport {
  results: { name: string; expect: Decision | "Undecided" | null; result: DecisionResult; passed: boolean | null }[];
  passed: number;
  failed: number;
  /** the file's policies that RAM would refuse, as the kind that they take part as, and the place and message of their first Error */
  refused: { policy: string; kind: PolicyKind; line: number; column: number; message: string }[];
  /**
   * Statements and patterns that no request touched, by policy. A statement is touched where it matches or could match; a
   * pattern where it is the first of its list that does. `pattern` is `null` for a whole statement.
   */
  untouched: { policy: string; statement: number; pattern: string | null; line: number; column: number }[];
}

/** Who has which policies, and requests with the decision that is expected; `scenario.schema.json` is the form. Free it when done. */
export class Scenario {
  private constructor();
  /** Reads a scenario; throws `ScenarioError` naming line, column and reason of everything that is wrong with it. `catalog`: where names of system policies are looked up, the built-in one by default. */
  static fromJSON(text: string, options?: { catalog?: Catalog; locale?: Locale }): Scenario;
  readonly requests: readonly ScenarioRequest[];
  /** The policies that take part in a request; free it when done. */
  authorization(request: number): Authorization;
  decide(request: number): DecisionResult;
  explain(request: number): DecisionExplanation;
  /** Decides every request, and says what differs from what is expected. */
  run(): ScenarioReport;
  free(): void;
}

// ------------------------------------------------------------------ settings

/** Something wrong with settings; `path` as `rules[0].require`, empty where it is of no member. */
export interface SettingsProblem { line: number; column: number; path: string; message: string }
/** Settings that can't be used. */
export class SettingsError extends Error { readonly problems: SettingsProblem[] }

/** What keeps a finding away; a member of `suppressions` in settings. */
export interface Suppression {
  /** of the finding */
  code: string;
  /** patterns of paths below the settings' folder; without it: every file */
  file?: string | readonly string[];
  reason: string;
  /** the last day that it counts, as `2027-01-31` */
  expires?: string;
  /** the statement that the finding is in, or else the whole policy, as it was then */
  granted: object;
}

/**
 * Which findings count and how, own rules, and what is suppressed: a text of the form `schemas/settings.schema.json`,
 * `ramlight.json` beside the policies. Free it when done.
 */
export class Settings {
  private constructor();
  /** Reads settings; throws `SettingsError` naming line, column and reason of everything that is wrong with them. */
  static fromJSON(text: string): Settings;
  /** The text of settings with one more suppression, the rest as it is written; new settings where there are none yet. Throws as `fromJSON` does. */
  static withSuppression(text: string | null, suppression: Suppression): string;
  /** The kind that a file's policies are read as, where the settings say it; `file` is its path below their folder, with `/`. */
  kindOf(file: string): PolicyKind | "auto" | undefined;
  /** The services that the own rules name, as `Policy.services` has them: with these loaded, a finding names operations of theirs. */
  services(catalog?: Catalog): string[];
  /**
   * Suppressions that are not among the `used` of the checks of these files, as findings in the text of the settings: those
   * that name one of the files, and with `whole`, for when everything was checked that the settings are for, all others.
   */
  unused(files: readonly string[], used: ReadonlySet<number>, options?: { locale?: Locale; whole?: boolean }): SettledFinding[];
  free(): void;
}

/** A finding as the settings have it. */
export interface SettledFinding extends Diagnostic {
  /** the own rule that it is of */
  rule?: string;
  /** why a suppression does not keep it away any more */
  note?: string;
}

export interface CheckOptions extends PolicyOptions {
  /** whose facts the findings rest on; the built-in one by default */
  catalog?: Catalog;
  settings?: Settings;
  /** the path below the settings' folder, with `/`, by which they know the policy */
  file?: string;
  /**
   * Stretches of the text that are not known, none empty, as `findPolicies` of `ramlight/embed` gives them: interpolations of
   * a template. Findings that hang on what stands there are left out, and so is a fix that would write over it; an own rule
   * and a suppression hold only if they do whatever stands there.
   */
  holes?: readonly { from: number; to: number }[];
  /** the day by which suppressions expire, as `2027-01-31`; today by default */
  today?: string;
}

export interface Checked {
  kind: PolicyKind;
  findings: SettledFinding[];
  /** what the settings keep away, and why */
  suppressed: (SettledFinding & { suppression: { reason: string; expires: string | null } })[];
  /** the suppressions that are still for something in this text, by their index */
  used: number[];
}

/** Checks one policy, with settings where they are given; positions are then in UTF-16. Throws `TypeError` for an option that there is not, `RangeError` for a `today` that is no day. */
export function check(text: string, options?: CheckOptions): Checked;
/** The findings of `check` alone. */
export function validate(text: string, options?: CheckOptions): SettledFinding[];
/** What would keep a finding of a text away from now on; `null` while the text's JSON is broken. */
export function suppressionFor(text: string, finding: { code: string; from: number; to: number }, about: { file?: string; reason: string; expires?: string }): Suppression | null;

/** A request that one policy grants and another does not. `decide` confirms it. */
export interface Witness {
  /** `code:Name` */
  action: string;
  /** an ARN, or `*` */
  resources: string[];
  /** the condition keys and their values; a key that is not listed is absent */
  context: Record<string, string[]>;
  /** who asks, where that matters */
  principal?: string;
}

/** An action of which one policy grants something that another does not. */
export interface Difference {
  /** an operation of the catalogue; for a difference that none of them shows, a shortest action that does */
  action: string;
  /** a request that shows it */
  witness: Witness;
}

/** What policy B grants as seen from policy A. `ramlight/schemas/compare.schema.json` is the form of what the command prints. */
export interface Comparison {
  /**
   * `equal`: both grant the same; `narrower`: B grants less; `wider`: B grants more; `neither`: some more and some less;
   * `undecided`: a statement with an error could touch it, it takes too many steps, or it hangs on whether codes of one
   * service (`ims` and `ram`) mean the same, which is not documented. `equal` holds if they do and if they do not; what is
   * `narrower` or `wider` by the codes as written may be equal if they do.
   */
  relation: "equal" | "narrower" | "wider" | "neither" | "undecided";
  /** what B grants and A does not, sorted by action */
  gained: Difference[];
  /** what A grants and B does not, sorted by action */
  lost: Difference[];
  /** there is more than what is listed */
  capped?: true;
}

/**
 * What policy `b` grants as seen from policy `a`, decided exactly: for every action, resource, caller and context there
 * can be, not only those of the catalogue. A policy is a `Policy` or its text, which is read with the options.
 *
 * What is compared is what each grants by itself: a request that some Allow of it matches and no Deny. What the owner of
 * an account asks of his own account no policy decides, so that is left out.
 */
export function compare(a: Policy | string, b: Policy | string, options?: PolicyOptions & { catalog?: Catalog }): Comparison;
