/**
 * What a service said of a denial, read from whatever it was copied with: the JSON of the response, a line of a log, the
 * text of an SDK's error, XML, a decoded diagnostic message. Nothing here throws; what is not found is `null`.
 */

export interface MatchedPolicy { effect: string; name: string; type: string; entity: string; scope: string }

export interface Denial {
  action: string | null;
  /** only a decoded message has it */
  resource: string | null;
  conditions: { key: string; values: string[] }[];
  principalType: string | null;
  ownerId: string | null;
  displayName: string | null;
  explicit: boolean | null;
  /** the stage that denied, as `AccountLevelIdentityBasedPolicy` */
  policyType: string | null;
  matched: MatchedPolicy[];
  /** the message that only the account can decode */
  encoded: string | null;
}

/** A text longer than this is not a denial, and is not searched. */
const LONGEST = 200_000;
/** Objects inside of texts inside of objects are followed so deep. */
const DEPTH = 4;
/** So many places where an object may begin are tried; beyond them the fields are found by their names. */
const PLACES = 200;

const POLICY_TYPE = /\b(?:AccountLevelIdentityBasedPolicy|ResourceGroupLevelIdentityBasedPolicy|ControlPolicy|SessionPolicy|AssumeRolePolicy|ResourceBasedPolicy)\b/;
const ACTION = /^[\w-]+:[\w*?-]+$/;

/** What the text says of a denial; `null` if it says nothing. */
export function readDenial(text: string): Denial | null {
  if (text.length > LONGEST) return null;
  const plain = text.replace(/&quot;|&#34;|[“”]/g, '"');
  const denial: Denial = {
    action: null, resource: null, conditions: [], principalType: null, ownerId: null, displayName: null, explicit: null,
    policyType: null, matched: [], encoded: null,
  };
  search(plain, denial, DEPTH);
  scan(plain, denial);
  return denial.action ?? denial.encoded ?? denial.policyType ? denial : null;
}

/** Searches a text for objects, in the spellings that logs give them. */
function search(text: string, into: Denial, depth: number): void {
  if (depth === 0 || !/AuthAction|AccessDeniedDetail|NoPermission|DiagnosticMessage/i.test(text)) return;
  const spellings = [text, text.replaceAll('\\"', '"').replaceAll("\\\\", "\\"), pythonAsJson(text)];
  for (const spelling of spellings) {
    const objects = objectsIn(spelling);
    for (const object of objects) take(object, into, depth);
    if (into.action ?? into.encoded) return;
  }
}

const pythonAsJson = (text: string) =>
  text.replaceAll("'", '"').replace(/\bTrue\b/g, "true").replace(/\bFalse\b/g, "false").replace(/\bNone\b/g, "null");

/** The outermost objects of a text that can be read as JSON. */
function objectsIn(text: string): unknown[] {
  const objects: unknown[] = [];
  let tried = 0;
  for (let at = text.indexOf("{"); at >= 0 && tried < PLACES; tried++) {
    const end = endOfObject(text, at);
    const object = end < 0 ? undefined : parsed(text.slice(at, end));
    if (object !== undefined) objects.push(object);
    at = text.indexOf("{", object === undefined ? at + 1 : end);
  }
  return objects;
}

function parsed(text: string): unknown {
  for (const candidate of [text, text.replace(/,\s*([}\]])/g, "$1")]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next spelling, or the next place, may be better.
    }
  }
  return undefined;
}

/** Where the object that begins at `from` ends; -1 if it does not. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === "\\") at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return -1;
}

/** Takes what a value says, and what the objects in it say; the first that says something counts. */
function take(value: unknown, into: Denial, depth: number): void {
  if (typeof value === "string") {
    search(value, into, depth - 1);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) take(item, into, depth);
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    const lower = name.toLowerCase();
    if (lower === "matchedpolicies") {
      if (into.matched.length === 0) into.matched = listOf(item).map(matchedPolicy);
    } else if (lower === "authconditions") {
      if (into.conditions.length === 0) into.conditions = listOf(item).map(condition).filter(({ key }) => key !== "");
    } else if (!takeField(lower, item, into)) take(item, into, depth);
  }
}

/** Takes one field by its lower-case name. Whether it is one. */
function takeField(name: string, item: unknown, into: Denial): boolean {
  if (typeof item === "object" && item !== null) return false;
  const text = typeof item === "string" ? item.trim() : String(item ?? "");
  if (text === "") return true;
  switch (name) {
    case "authaction": if (ACTION.test(text)) into.action ??= text; return true;
    case "authresource": into.resource ??= text; return true;
    case "authprincipaltype": into.principalType ??= text; return true;
    case "authprincipalownerid": into.ownerId ??= text; return true;
    case "authprincipaldisplayname": into.displayName ??= text; return true;
    case "nopermissiontype": into.explicit ??= /^explicit/i.test(text); return true;
    case "explicitdeny": into.explicit ??= /^true$/i.test(text); return true;
    case "policytype":
    case "nopermissionpolicytype": into.policyType ??= POLICY_TYPE.exec(text)?.[0] ?? null; return true;
    case "encodeddiagnosticmessage": into.encoded ??= text; return true;
    default: return false;
  }
}

/** A list, also where XML made an object of one member of it. */
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap((item) => Array.isArray(item) ? item : [item]);
  return value === undefined || value === null ? [] : [value];
}

const textOf = (object: unknown, name: string) => {
  const value = typeof object === "object" && object !== null ? (object as Record<string, unknown>)[name] : undefined;
  return typeof value === "string" ? value : "";
};

const matchedPolicy = (item: unknown): MatchedPolicy => ({
  effect: textOf(item, "Effect"), name: textOf(item, "PolicyIdentifier"), type: textOf(item, "PolicyType"),
  entity: textOf(item, "AttachedEntityType"), scope: textOf(item, "AttachedScope"),
});

const condition = (item: unknown) => ({
  key: textOf(item, "ConditionKey"),
  values: listOf((item as Record<string, unknown> | null)?.["ConditionValues"]).map(String),
});

const FIELDS = [
  "AuthAction", "AuthResource", "AuthPrincipalType", "AuthPrincipalOwnerId", "AuthPrincipalDisplayName", "NoPermissionType",
  "ExplicitDeny", "NoPermissionPolicyType", "PolicyType", "EncodedDiagnosticMessage",
];

/** Where no object could be read: the fields by their names, as `Name: value`, `Name=value` or `<Name>value</Name>`. */
function scan(text: string, into: Denial): void {
  for (const field of FIELDS) {
    const found = new RegExp(`(?<!\\w)${field}\\\\?["']?\\s*(?::|=>?|>)\\s*\\\\?["']?([^"',;<>\\\\\\]})\\s]+)`, "i").exec(text)?.[1];
    if (found) takeField(field.toLowerCase(), found, into);
  }
  // The message of some services names both.
  const action = /\bAction:\s*([\w-]+:\w+)/.exec(text)?.[1];
  const resource = /\bResource:\s*(acs:[^\s"',;]+|\*)/.exec(text)?.[1];
  into.action ??= action ?? null;
  into.resource ??= resource ?? null;
}
