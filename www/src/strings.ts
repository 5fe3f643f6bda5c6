/** Every word that the page says, in one place, so that another language can follow. The engine words its own messages. */
import type { AccessLevel, Effect, Level, Locale } from "ramlight";
import type { OutcomeGroup } from "./catalogue/filter.ts";

/** The language of these words, and of the engine's. */
export const LOCALE: Locale = "en";

const plural = (count: number, one: string, many = `${one}s`) => (count === 1 ? one : many);
const number = new Intl.NumberFormat("en-US");
export const formatNumber = (value: number) => number.format(value);

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
  tabs: { policy: "Policy", catalogue: "What it grants" },
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
  fix: "Fix",
  sizeOf: (characters: number, limit: number) => `${formatNumber(characters)} of ${formatNumber(limit)} characters`,
  bytes: (bytes: number) => `${formatNumber(bytes)} ${plural(bytes, "byte")}`,
  sizeTitle: "RAM accepts a policy of at most 6,144 characters, white space included",
  statement: (first: number, last: number) =>
    first === last ? `statement ${first + 1}` : `statements ${first + 1} to ${last + 1}`,
  actions: (count: number) => plural(count, "action"),
  templates: (count: number) => plural(count, "template"),
  countsTitle: "How many listed actions, or resource templates, the pattern matches",
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
  groupings: { none: "nothing", level: "access level", type: "resource type" },
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
  mark: (statement: number, effect: Effect | null, level: Level, contributes: boolean, conditional: boolean) => {
    const how = contributes ? "matches only a part of what is checked" : level === "undecided" ? "undecided" : `covers it ${levels[level]}`;
    return `Statement ${statement + 1}, ${effect ?? "effect not readable"}: ${how}${conditional ? ", under conditions" : ""}`;
  },
  legend: {
    full: "in full", partial: "in part", contributes: "contributes: meets a part",
    deny: "Deny", conditional: "under conditions", undecided: "undecided",
  },
  legendLabel: "Signs of the statements",

  // details
  details: "Why",
  detailsHint: "Point at an operation, or press / and then the arrow keys, to see why it is granted or not.",
  closeDetails: "Close",
  required: "Checked in one call",
  requiredAny: "Checked in one call, any one of these lines",
  unpublishedRequirement: "The document does not publish which resources it is checked against.",
  noteOnSource: "Doubt about the source",
  matchedBy: "Matched by",
  missing: "Not matched",
  coverage: levels,
  contributes: "contributes",
  underConditions: "under conditions",
  faulty: "has an error",
  goTo: "Go to the pattern in the text",

  // problems
  problems: "Problems",
  noProblems: "No problems found.",
  severities,
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
  catalogueFile: "Load catalogue",
  catalogueFileTitle: "Use a catalogue file of your own",
  catalogueDefault: "Back to the built-in catalogue",
  catalogueOf: (name: string, date: string) => `${name}, as of ${date}`,
  builtIn: "API Gateway",
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
  fromLinkName: "From a link",
  fileUnreadable: (file: string) => `${file} could not be read as text.`,
  clipboardRefused: "The clipboard is not available. Select the text and copy it by hand.",
  otherTab: "This policy is open in another tab too. What is typed last is what is kept.",
  otherTabChanged: "Another tab has changed this policy.",
  takeOther: "Take that text",
  keepMine: "Keep mine",
};
