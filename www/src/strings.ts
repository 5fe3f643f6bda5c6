/** Every word that the page says, in one place, so that another language can follow. The engine words its own messages. */
import type { AccessLevel, Comparison, ConditionKeyUse, Decision, Effect, FixKind, Level, Locale, PolicyKind, PolicyStage, StatementInfo, StatementTrace } from "ramlight";
import type { OutcomeGroup } from "./catalogue/filter.ts";
import { cardWords } from "./editor/words.ts";
import type { KindOption, Through } from "./engine/protocol.ts";
import { serviceWords } from "./catalogue/words.ts";
import { peopleWords } from "./people/words.ts";
import type { Side } from "./store/state.ts";
import { article, formatNumber, list, plural } from "./wording.ts";

export { formatNumber };

/** The language of these words, and of the engine's. */
export const LOCALE: Locale = "en";

const outcomes: Record<OutcomeGroup, string> = {
  "allowed": "Allowed",
  "partial": "Some resources",
  "conditional": "Under conditions",
  "denied": "Denied",
  "not-granted": "Not granted",
  "undecided": "Undecided",
  "unknown": "Unknown",
};
const outcomeMeanings: Record<OutcomeGroup, string> = {
  "allowed": "every call is granted",
  "partial": "granted for some resources, not for all",
  "conditional": "granted, at least in part, only where conditions hold",
  "denied": "a Deny takes away what could be granted, or covers every call",
  "not-granted": "no Allow covers any call",
  "undecided": "not decided: an unfinished Deny may touch it, or it takes too many steps",
  "unknown": "its resources are not published, and the policy names narrower ones than *",
};
const severities = {
  "error": "Error", "security-warning": "Security warning", "general-warning": "Warning", "suggestion": "Suggestion",
} as const;
const classNames = {
  "error": (count: number) => plural(count, "error"), "security-warning": (count: number) => plural(count, "security warning"),
  "general-warning": (count: number) => plural(count, "warning"), "suggestion": (count: number) => plural(count, "suggestion"),
} as const;
const levels: Record<Level, string> = { none: "none", partial: "in part", full: "in full", undecided: "undecided" };

const traces: Record<string, string> = {
  "line-number": "line numbers",
  "bullet": "list bullets",
  "odd-blank": "no-break or full-width blanks",
  "invisible-character": "invisible characters",
  "odd-quotes": "curly or single quotes",
  "full-width-punctuation": "full-width punctuation",
  "odd-comma": "commas of another script",
  "comment": "comments",
  "trailing-comma": "commas at the end of a list",
  "markdown-backslash": "backslashes of Markdown",
  "html": "HTML tags",
  "code-fence": "fences of a code block",
  "unquoted-key": "keys without quotes",
  "missing-wrapper": "a statement without its document",
  "blank-in-element": "blanks in the names of elements",
  "placeholder": "placeholders left in",
};

const kinds: Record<PolicyKind, string> = {
  identity: "identity policy", session: "session policy", control: "control policy", trust: "trust policy",
  bucket: "bucket policy", resource: "resource policy",
};
const kindOptions: Record<KindOption, string> = {
  identity: "Identity", session: "Session", control: "Control", trust: "Trust", bucket: "Bucket", resource: "Resource", auto: "Recognise",
};

export const strings = {
  name: "ramlight",
  tagline: "What an Alibaba Cloud RAM policy grants, as you write it. Nothing you type leaves this computer.",

  // header
  policies: "Policies",
  startFrom: "Start from",
  library: "Roles and system policies",
  openFile: "Open file",
  saveFile: "Save file",
  copyLink: "Copy link",
  theme: { system: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" },
  tabs: { policy: "Policy" },
  sides: { catalogue: "What it grants", people: "People", request: "Request", scenario: "Scenario" } satisfies Record<Side, string>,
  sidesLabel: "What the policy decides",
  splitter: "Width of the editor",

  // editor
  policyText: "Policy text",
  format: "Format",
  formatTitle: "Rewrite the document in one canonical form",
  copy: "Copy",
  copied: "Copied",
  find: "Find",
  wrap: "Wrap",
  wrapTitle: "Break long lines at the edge",
  fixNames: { "clean-up": "Fix", "certain": "Fix", "equal": "Fix", "change": "Show the change" } satisfies Record<FixKind, string>,
  sizeOf: (used: number, limit: number, unit: "characters" | "bytes") => `${formatNumber(used)} of ${formatNumber(limit)} ${unit}`,
  bytes: (bytes: number) => `${formatNumber(bytes)} ${plural(bytes, "byte")}`,
  sizeLeft: (characters: number) => `${formatNumber(characters)} left`,
  sizeTitle: (kind: PolicyKind, limit: number, unit: "characters" | "bytes") =>
    `Of ${article(kinds[kind])} at most ${formatNumber(limit)} ${unit} are accepted, white space included`,
  kind: "Kind of policy",
  kindTitle: "Which kind of policy the text is read as; each has its own grammar and limits",
  kinds,
  kindOptions,
  recognisedAs: (kind: PolicyKind) => `Recognised: ${kindOptions[kind].toLowerCase()}`,
  checkAs: (kind: PolicyKind) => `Check as ${kinds[kind]}`,
  statement: (first: number, last: number) =>
    first === last ? `statement ${first + 1}` : `statements ${first + 1} to ${last + 1}`,
  actions: (count: number) => plural(count, "action"),
  templates: (count: number) => plural(count, "template"),
  countsTitle: "How many listed actions, or resource templates, the pattern matches. Point at it, or press F1 in it, to see which.",
  cardOf: cardWords,
  cannotFormat: "The document is not whole JSON yet, so it cannot be formatted. See the problems below.",

  // clean up
  tracesFound: "Traces of copying from a document",
  /** Of a trace by its name, as `line-number`. */
  trace: (name: string) => traces[name] ?? name.replaceAll("-", " "),
  showChange: "Show the change",
  cleanUp: "Clean up",
  keepAsIs: "Keep as it is",
  cleanUpKeys: "Ctrl-Enter cleans up, Escape keeps the text",
  cleanUpPreview: "The text after cleaning up",

  // engine
  starting: "The engine is starting…",
  computing: "Computing…",
  slow: (again: boolean) => again
    ? "The engine took longer than 5 seconds and was started anew. Your text is safe; what is lit may be out of date."
    : "The engine took longer than 5 seconds on this text, twice. It rests until your next edit; your text is safe.",
  crashed: (again: boolean) => again
    ? "The engine stopped and was started anew. Your text is safe."
    : "The engine stopped again on this text. It rests until your next edit; your text is safe.",
  unavailable: "The engine could not be started, so nothing is lit. Your text is safe: save it to a file, then reload the page.",
  pageError: "Something went wrong on the page. Your text is safe: save it to a file, then reload the page.",
  tryAgain: "Try again",
  reload: "Reload",
  dismiss: "Dismiss",

  // summary
  summary: "What the policy grants, by access level",
  outcomes,
  outcomeMeanings,
  all: "All",
  total: "Total",
  filterBy: (what: string) => `Show only: ${what}`,

  // catalogue
  catalogue: "Operations",
  filterPlaceholder: "Filter by name or resource   /",
  filterLabel: "Filter the operations by text",
  clearFilter: "Show all",
  groupBy: "Group by",
  groupings: { none: "nothing", level: "access level", type: "resource type", service: "service" },
  shown: (shown: number, total: number) => shown === total
    ? `${formatNumber(total)} ${plural(total, "operation")}`
    : `${formatNumber(shown)} of ${formatNumber(total)} operations`,
  litBy: (what: string, count: number) => `${what}: ${formatNumber(count)} lit`,
  litOnly: "Only lit",
  cursorStatement: (statement: number) => `Cursor in statement ${statement + 1}`,
  cursorPattern: (statement: number) => `Cursor in a pattern of statement ${statement + 1}`,
  columns: {
    outcome: "Outcome", level: "Access", name: "Operation", requirement: "Resource", statements: "Statements", note: "Note",
  },
  levels: {
    create: "create", list: "list", get: "get", update: "update", delete: "delete", none: "none",
  } satisfies Record<AccessLevel, string>,
  derived: "from the verb of the name; the metadata has no level for it",
  notPublished: "not published",
  nothingShown: "No operation fits the filter.",
  lit: "lit by the cursor",
  statementNumber: (number: number) => `Statement ${number + 1}`,
  statementOf: (number: number, policy: string) => `statement ${number + 1} of ${policy}`,
  statementThrough: (number: number, policy: string, through: readonly Through[]) =>
    `Statement ${number + 1} of ${policy} (attached to ${list(through.map(({ entity, name }) => entity === "RamGroup" ? `the group ${name}` : name))})`,
  statementCovers: (number: number, { effect, full, partial }: StatementInfo) =>
    `Statement ${number + 1}, ${effect ?? "effect not readable"}: ${formatNumber(full)} ${plural(full, "operation")} in full, ${formatNumber(partial)} in part`,
  mark: (statement: string, effect: Effect | null, level: Level, contributes: boolean, conditions: string) => {
    const how = contributes ? "matches only a part of what is checked" : level === "undecided" ? "undecided" : `covers it ${levels[level]}`;
    return `${statement}, ${effect ?? "effect not readable"}: ${how}${conditions === "" ? "" : `, ${conditions}`}`;
  },
  /** How a statement's conditions stand, with what is assumed of the context. */
  conditions: ({ conditional, holds }: Pick<StatementInfo, "conditional" | "holds">) =>
    !conditional ? "" : { true: "conditions met", false: "conditions not met", unknown: "under conditions" }[holds],
  legend: {
    full: "in full", partial: "in part", contributes: "contributes: meets a part",
    deny: "Deny", conditional: "under conditions", unmet: "not met", undecided: "undecided",
  },
  legendLabel: "Signs of the statements",

  // details
  details: "Why",
  detailsHint: "Point at an operation, or press / and then the arrow keys, to see why it is granted or not; R on a row sets up a request of it.",
  closeDetails: "Close",
  required: "Checked in one call",
  requiredAny: "Checked in one call, any one of these lines",
  unpublishedRequirement: "Resources not published: no document says what it is checked against.",
  noteOnSource: "Doubt about the source",
  matchedBy: "Matched by",
  missing: "Not matched",
  coverage: levels,
  contributes: "contributes",
  faulty: "has an error",
  goTo: "Go to the pattern in the text",

  // problems
  problems: "Problems",
  noProblems: "No problems found.",
  problemsShown: "Show only this class of problems",
  checkLate: "The check of this text takes too long or broke down: only what its grammar says is told.",
  openPage: (code: string) => `What ${code} means (opens in a new tab)`,
  follows: (count: number) => `+ ${formatNumber(count)} that ${plural(count, "follows", "follow")} from this`,
  fixAll: "Fix all",
  fixAllTitle: "Takes every fix that leaves what the policy means, and those that come to light by them, in one step of the history",
  /** What a fix does, by what it takes away and what it writes. */
  fixDoes: (from: string, to: string, edits: number) =>
    edits > 1 ? `The fix makes ${formatNumber(edits)} edits`
    : from === "" ? to === "" ? "The fix takes away blanks" : `The fix adds \`${to}\``
    : to === "" ? `The fix removes \`${from}\`` : `The fix writes \`${to}\` in place of \`${from}\``,
  fixMeans: {
    "clean-up": "", "certain": "", "equal": "; the policy means the same", "change": "; what that changes is shown before",
  } satisfies Record<FixKind, string>,
  times: (what: string, count: number) => `${what} (${formatNumber(count)} times)`,
  fixed: (done: number, refused: number) => {
    const rest = `${formatNumber(refused)} ${plural(refused, "was", "were")} not: the fix would have changed what the policy means, or that could not be told in time.`;
    return done === 0 ? refused === 0 ? "There was nothing to fix." : `Nothing was fixed. ${rest}` : `${formatNumber(done)} fixed.${refused > 0 ? ` ${rest}` : ""}`;
  },
  refusedFix: (line: string) => `Not fixed: ${line}`,

  // the change of a fix
  change: "The change of a fix",
  changePreview: "The text with the fix",
  takeChange: "Take the change",
  changeKeys: "Ctrl-Enter takes the change, Escape keeps the text",
  changes: {
    equal: "The policy then grants what it grants now.",
    wider: "The policy then grants more.",
    narrower: "The policy then grants less.",
    neither: "The policy then grants some things more and others no longer.",
    undecided: "What the policy then grants could not be decided: something in it has an error, or it takes too many steps.",
  } satisfies Record<Comparison["relation"], string>,
  gained: "More, for example:",
  lost: "No longer, for example:",
  onResources: "on",
  moreDifferences: (count: number, capped: boolean) => `and ${formatNumber(count)}${capped ? " or more" : ""} others`,
  severities,
  classNames,
  moreProblems: (more: number) => `${formatNumber(more)} more not shown. Mend these first.`,
  textMoved: "The text has changed since; try again.",
  refused: "RAM would refuse the document.",
  refusedShort: "Refused by RAM",
  stillLit: "The whole statements stay lit.",

  // bindings
  bindings: "Variables",
  bindingsSet: (count: number) => (count === 0 ? "Variables" : `Variables (${count} set)`),
  bindingsHelp: "Narrow the resources to your own. An empty field stands for any value.",
  any: "any",
  bindingNames: {
    accountid: "Account", regionid: "Region", groupid: "API group", trafficcontrolid: "Throttling policy",
    secretkeyid: "Secret key", blacklistid: "Blacklist",
  } as Record<string, string>,
  clearBindings: "Clear",

  // starters
  starters: {
    example: "Example: view everything",
    system: "System policies",
    roles: "Policies of service-linked roles",
    blank: "Blank",
  },
  roleStarters: (role: string) => ({
    policy: `${role}: what the role may do`, create: `${role}: let a user create the role`, remove: `${role}: let a user delete the role`,
  }),
  replaced: (by: string) => `The text was replaced by “${by}”.`,
  undo: "Undo",

  // library
  libraryTitle: "Service-linked roles and system policies",
  systemPolicies: "System policies",
  serviceLinkedRoles: "Service-linked roles",
  facts: {
    purpose: "Purpose", role: "Role", serviceName: "Service name", policyName: "System policy",
    permissions: "What it may do", creation: "How it is created", deletion: "Before it can be deleted",
    notes: "Notes", source: "Source", version: "Version",
  },
  rolePolicy: "The role's own policy",
  createStatement: "Lets a RAM user create this role",
  deleteStatement: "Lets a RAM user delete this role",
  insert: "Insert into my policy",
  inserted: "Inserted as another statement.",
  cannotInsert: "Your document is not whole JSON, so the statement cannot be put in its place. It was copied instead.",
  close: "Close",

  // request
  action: "Action",
  actionPlaceholder: "Type a part of its name",
  askAbout: "Ask a request",
  askAboutTitle: "Set up a request of this operation (R on a row)",
  requestParts: "The request and why it is answered so",
  resource: "Resource",
  resourceNumber: (index: number) => `Resource ${index + 1}`,
  removeResource: (index: number) => `Remove resource ${index + 1}`,
  addResource: "Another resource in the call",
  together: "Checked together: each must be allowed.",
  alternative: "The call is about",
  writeResources: "Write it myself",
  fromTemplates: "Back to the fields",
  emptyField: (variable: string) => `An empty field stands as $${variable}: a value that no pattern names.`,
  unlisted: "no operation of the catalogue has this name",
  leftOpen: "fields left empty:",
  context: "Context",
  noKeys: "The policy's conditions mention no key. What is added here is assumed all the same.",
  keyStates: { unknown: "unknown", absent: "absent", known: "is", true: "is true", false: "is false" },
  stateOf: (key: string) => `What is known of ${key}`,
  valueOf: (key: string, index: number) => index === 0 ? `Value of ${key}` : `Value ${index + 1} of ${key}`,
  valuePlaceholders: {
    string: "a text", number: "a number", date: "2026-01-31T12:00:00Z", bool: "true or false", ip: "an address, as 192.0.2.7", mixed: "a text",
  } satisfies Record<ConditionKeyUse["type"], string>,
  anotherValue: (key: string) => `Another value of ${key}`,
  removeValue: (key: string, index: number) => `Remove value ${index + 1} of ${key}`,
  comparedWith: (values: readonly string[]) => `policy: ${values.join(", ")}`,
  notMentioned: "not in the policy",
  keyName: "Name of a context key",
  keyPlaceholder: "Another key, as acs:SourceIp",
  addKey: "Add key",
  removeKey: (key: string) => `Remove ${key}`,
  clearContext: "All unknown",
  contextCleared: "Nothing is assumed of the context any more.",
  principal: "Principal",
  whoAsks: "Who asks",
  principalPlaceholder: "who assumes the role: user/NAME, acs:ram::ACCOUNT:role/NAME, ecs.aliyuncs.com",
  anonymous: "nobody in particular: user/NAME, acs:ram::ACCOUNT:user/NAME, an id",
  anonymousMeans: "nobody is named: only a statement for everybody matches",
  noPrincipal: "Say who assumes the role: a user, a role, a service. Those whom the policy names are offered under Principal.",
  howPeopleAsk: "one of your people is written as user/NAME or role/NAME",
  askedAs: "asked as",
  accountNotTold: "your account is told under Variables",
  anotherAsks: (person: string) => `${person}'s policies do not count: somebody else asks`,
  personAsks: (person: string) => `${person}'s policies count, too`,
  notOfPeople: "not under People",
  toldById: "this is an id, and policies name users by their names",
  askedBy: (principal: string) => `by ${principal}`,
  resourceGroup: "Resource group",
  noGroup: "none is told",
  /** beside an answer by the trust policy of a role alone */
  assumesOwn: "if the caller's own policies allow it, too; they are not known here",
  /** beside an answer by a bucket policy */
  meantById: "unless an id in the policy is the caller's: that is not known here",
  /** how the engine's sentences call what stands for them */
  ownPolicies: "the caller's own policies",
  trustAloneOf: "The trust policy of a role has a say in one action only:",
  keepNeedsPeople: "A scenario counts the caller's own policies: make the caller under People and look at it under “View as”, then keep the request",
  answer: "Answer",
  noRequest: "Pick an operation: type a part of its name above, or press R on a row of “What it grants”.",
  whyHint: "The reasons stand here once there is a request.",
  decisions: {
    Allow: "Allow", ExplicitDeny: "Explicit Deny", ImplicitDeny: "Implicit Deny", Undecided: "Undecided",
  } satisfies Record<Decision | "Undecided", string>,
  decisionMeanings: {
    Allow: "every resource is allowed, and no Deny matches",
    ExplicitDeny: "a Deny statement matches",
    ImplicitDeny: "no Allow statement matches",
    Undecided: "more than one answer is possible with what is known",
  } satisfies Record<Decision | "Undecided", string>,
  copyMessage: "Copy as a diagnostic message",
  hangsOn: "hangs on",
  keep: "Keep",
  keepTitle: "Keep the request in the scenario, with this answer as what is expected",
  verdicts: { matches: "matches", unknown: "may match", fails: "does not match", faulty: "has an error" } satisfies Record<StatementTrace["verdict"], string>,
  failed: {
    Principal: "another principal", Service: "another service", Action: "another action", Resource: "another resource", Condition: "a condition is not met",
  } satisfies Record<NonNullable<StatementTrace["failed"]>, string>,
  failedField: (field: NonNullable<StatementTrace["field"]>) => ({
    service: "the resource's service differs", region: "the region differs", account: "the account differs", "relative-id": "the resource's name differs",
  })[field],
  noEffect: "Effect not readable,",
  goToStatement: "Go to the statement in the text",
  met: { true: "met", false: "not met", unknown: "not told" },
  expected: "policy:",
  requestHas: "request:",
  actual: { absent: "absent", unknown: "not known" },
  assumed: "Assumed:",
  underAssumption: "Context assumed ·",
  keyIs: (key: string, values: readonly string[]) => `${key} is ${values.map((value) => value === "" ? "empty" : value).join(" and ")}`,
  keyAbsent: (key: string) => `${key} absent`,
  forgetAssumed: "Assume nothing",

  // denial
  pasteDenial: "Paste a denial",
  denialTitle: "Paste a denial",
  denialHelp: "The body of a 403 with its AccessDeniedDetail, the text of an SDK's error, or a decoded diagnostic message. It is read here and sent nowhere.",
  denialText: "Text of the denial",
  denialUnread: "No AuthAction and no encoded message is found in it.",
  denialTake: "Make it a request",
  encodedOnly: "An encoded message can only be read with the account's help: call DecodeDiagnosticMessage of RAM (the caller needs ram:DecodeDiagnosticMessage), and paste what it answers here.",
  decodeCommand: "With the command line of Alibaba Cloud",
  denial: "Denial",
  denialKind: "Kind",
  denialStage: "Decided by",
  denialCaller: "Caller",
  denialMatched: "Policies",
  principalTypes: { SubUser: "RAM user", AssumedRoleUser: "role session", Federated: "federated identity" } as Record<string, string>,
  ofAccount: (account: string) => `of account ${account}`,
  stages: {
    ControlPolicy: "a control policy", SessionPolicy: "the session policy", AccountLevelIdentityBasedPolicy: "identity policies at account level",
    ResourceGroupLevelIdentityBasedPolicy: "identity policies at resource-group level", AssumeRolePolicy: "the trust policy of the role",
    ResourceBasedPolicy: "the policy of the resource",
  } satisfies Record<PolicyStage, string> as Record<string, string>,
  /** How the answer of the policy in the editor stands beside what the service said (`explicit`; `null`: it did not say). */
  denialBeside: (explicit: boolean | null, decision: Decision | "Undecided", person: string | null) => {
    if (person !== null) {
      if (decision === "Allow") return `What is attached to ${person} allows it, so what denied it stands elsewhere: in another policy, or these texts are not what is attached.`;
      if (decision === "Undecided") return `What is attached to ${person} may allow it. Tell more of the context: the answer says what it hangs on.`;
      if (decision === "ExplicitDeny") return explicit === false
        ? `What is attached to ${person} denies it explicitly, but the service found no Deny: these texts are not what is attached.`
        : `What is attached to ${person} denies it. The statement stands under Why.`;
      return explicit === true
        ? `What is attached to ${person} does not allow it, but the Deny that stopped it stands elsewhere.`
        : `What is attached to ${person} does not allow it either. What is missing stands under Why.`;
    }
    if (decision === "Allow") return "The policy in the editor allows it, so what denied it stands elsewhere: in another policy, or this text is not what is attached.";
    if (decision === "Undecided") return "The policy in the editor may allow it. Tell more of the context: the answer says what it hangs on.";
    if (decision === "ExplicitDeny") return explicit === false
      ? "The policy in the editor denies it explicitly, but the service found no Deny: this text is not what is attached."
      : "The policy in the editor denies it. The statement is lit.";
    return explicit === true
      ? "The policy in the editor does not allow it, but the Deny that stopped it stands elsewhere."
      : "The policy in the editor does not allow it either. What is missing stands under Why.";
  },
  denialWithoutResource: (encoded: boolean) => encoded
    ? "Resource and context stand only in the encoded message: decode it with DecodeDiagnosticMessage of RAM, and paste the answer."
    : "It does not say which resource was meant: fill the fields.",

  // scenario
  runAll: "Run all",
  importScenario: "Import…",
  exportScenario: "Export",
  clearScenario: "Clear",
  kept: "Kept requests",
  noScenario: "Nothing is kept yet. Set up a request and keep it: its answer becomes what is expected, and a later edit that changes it is told here.",
  runResult: (passed: number, failed: number, faulty: number, count: number) => `${failed > 0
    ? `${formatNumber(failed)} of ${formatNumber(count)} ${plural(failed, "differs", "differ")}`
    : `${formatNumber(passed)} of ${formatNumber(count)} as expected`}${faulty > 0 ? `, ${formatNumber(faulty)} cannot be asked` : ""}`,
  cannotBeAsked: "Cannot be asked:",
  passed: "as expected",
  differs: "differs",
  expectation: "expects",
  nothingExpected: "nothing",
  answered: "answer",
  on: "on",
  requestName: (index: number) => `Name of request ${index + 1}`,
  openRequest: (name: string) => `Open ${name}`,
  removeRequest: (name: string) => `Delete ${name}`,
  keptAs: (name: string, expected: string) => `Kept as “${name}”, which expects ${expected}.`,
  scenarioCleared: "The scenario was cleared.",
  scenarioNotKept: (reason: string) =>
    `The scenario is not kept: this browser refuses to store it (${reason}). Nothing is lost while the page is open: export it before you leave.`,
  noScenarioFile: (file: string) => `${file} is no scenario file: JSON with "format": "ramlight-scenario/1" and "requests".`,
  imported: (count: number) => `${formatNumber(count)} ${plural(count, "request")} imported in place of those before.`,
  openNamed: (name: string) => `Open “${name}”`,
  untouched: (count: number) => `${formatNumber(count)} ${plural(count, "statement or pattern", "statements and patterns")} that no request touched`,

  ...serviceWords,

  ...peopleWords,

  // own policies
  policiesTitle: "Your policies",
  policiesHelp: "Kept in this browser only. Save a file to have a copy elsewhere.",
  newPolicy: "New policy",
  open: "Open",
  rename: "Rename",
  remove: "Delete",
  export: "Save file",
  import: "Open file…",
  current: "open now",
  untitled: "My policy",
  removed: (name: string) => `“${name}” was deleted.`,
  nameLabel: "Name of the policy",
  changedAt: (iso: string) => Number.isNaN(Date.parse(iso)) ? "" : `changed ${new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`,

  // catalogue file
  catalogueFileTitle: "Use a catalogue file of your own",
  catalogueDefault: "Back to the built-in catalogue",
  builtIn: "API Gateway",
  catalogueBroke: "the engine broke down over it, twice",
  catalogueFaulty: "This catalogue cannot be used; the one before stays.",
  cataloguePlace: (file: string, line: number, column: number) => `${file}, line ${line}, column ${column}`,
  catalogueDrop: "Drop a policy or catalogue file",

  // keeping
  notKept: (reason: string) =>
    `Not kept: this browser refuses to store the page's data (${reason}). Nothing is lost while the page is open: save the policy as a file before you leave.`,
  linkCopied: "The link is on the clipboard. It carries the policy itself; nothing was uploaded.",
  linkShown: "The clipboard is not available. The link stands here; it carries the policy itself.",
  link: "Link",
  linkLong: "The policy is too long for a link. Save a file instead.",
  linkBroken: "The link's policy could not be read. It may have been cut when it was copied.",
  fromLink: "Opened from a link as a policy of its own; yours are untouched.",
  linkKnown: (name: string) => `The link's policy is among yours, as “${name}”, which is open now.`,
  fromLinkName: "From a link",
  fileUnreadable: (file: string) => `${file} could not be read as text.`,
  clipboardRefused: "The clipboard is not available. Select the text and copy it by hand.",
  otherTab: "This policy is open in another tab too. What is typed last is what is kept.",
  otherTabChanged: "Another tab has changed this policy.",
  takeOther: "Take that text",
  keepMine: "Keep mine",
};
