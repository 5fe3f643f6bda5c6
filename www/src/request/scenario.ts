/** The kept requests: what is expected of each, and the scenario file that they make with the policy in the editor. */
import type { Decision, Request } from "ramlight";

export type Expected = Decision | "Undecided";
export const EXPECTED: readonly Expected[] = ["Allow", "ExplicitDeny", "ImplicitDeny", "Undecided"];
export const FORMAT = "ramlight-scenario/1";

/** A member of the file that the page shows; whatever else it has goes through as it came. */
export interface ScenarioEntry extends Record<string, unknown> { name: string; action: string; resources: string | string[]; expect?: Expected }

export interface ScenarioFile extends Record<string, unknown> {
  /** the policies of a file that was imported; the page's own has the one in the editor only */
  policies?: Record<string, unknown>;
  requests: ScenarioEntry[];
}

export const NO_SCENARIO: ScenarioFile = { requests: [] };

/** The caller that the page's own requests come from, and where its policy is attached. */
const CALLER = "me";
export const ACCOUNT = "1234567890123456";

/** What a file says of who has which policies; `edited` is the name of the one in the editor. */
export interface Attachments {
  edited: string;
  policies: Record<string, unknown>;
  users: Record<string, unknown>;
  groups: Record<string, unknown>;
  roles: Record<string, unknown>;
}

/** Whether the file says itself who has which policies. */
export const bringsPolicies = (file: ScenarioFile) => ["users", "roles", "policies"].some((member) => file[member] !== undefined);

/** Whether it is asked of the policy in the editor alone. Of the policy of a resource somebody who is not named can ask, too. */
export const isOfPolicyAlone = (entry: ScenarioEntry) => entry["principal"] === undefined && entry["resourcePolicy"] === undefined;

/** A text as a scenario file; `null` if it is none. What is wrong inside of one the engine says. */
export function readScenario(text: string): ScenarioFile | null {
  try {
    const value = JSON.parse(text) as Partial<ScenarioFile> | null;
    if (value?.["format"] !== FORMAT || !Array.isArray(value.requests)) return null;
    const requests = value.requests.filter((entry) => typeof entry === "object" && entry !== null).map((entry, index) => ({
      ...entry, name: typeof entry.name === "string" ? entry.name : `request ${index + 1}`,
    }));
    return { ...value, requests };
  } catch {
    return null;
  }
}

/**
 * The whole file: with the text in the editor in the place of the policy of its name, the page's people, and a caller who
 * has that one policy. A file that has people of its own keeps them.
 */
export function wholeFile(file: ScenarioFile, name: string, text: string, people: Attachments, account: string): string {
  const policy = parsed(text);
  const whole: Record<string, unknown> = { format: FORMAT, ...file };
  if (!bringsPolicies(file)) {
    const { edited, policies, users, groups, roles } = people;
    let caller = CALLER;
    while (Object.hasOwn(users, caller)) caller += "-2";
    whole["account"] = file["account"] ?? account;
    const hasPeople = [users, groups, roles].some((members) => Object.keys(members).length > 0);
    const isNeeded = file.requests.some(isOfPolicyAlone) || !hasPeople && file.requests.length === 0;
    whole["policies"] = isNeeded ? { ...policies, [edited]: policy } : policies;
    whole["users"] = isNeeded ? { ...users, [caller]: { policies: [edited] } } : users;
    if (Object.keys(groups).length > 0) whole["groups"] = groups;
    if (Object.keys(roles).length > 0) whole["roles"] = roles;
    whole["requests"] = file.requests.map((entry) => isOfPolicyAlone(entry) ? { principal: `user/${caller}`, ...entry } : entry);
  } else if (file.policies && Object.hasOwn(file.policies, name)) {
    whole["policies"] = { ...file.policies, [name]: policy };
  }
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** As JSON, so that the file reads well; a text that is not whole yet as it stands. */
export function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : text;
  } catch {
    return text;
  }
}

/** Who of a file has the policy of this name: the caller of what is kept in it. */
function callerWith(file: ScenarioFile, policy: string): string | null {
  for (const [kind, list] of [["user", file["users"]], ["role", file["roles"]]] as const) {
    for (const [name, one] of Object.entries((list ?? {}) as Record<string, { policies?: unknown } | null>)) {
      if (Array.isArray(one?.policies) && one.policies.includes(policy)) return `${kind}/${name}`;
    }
  }
  return null;
}

/** A request of the panel to be kept: who asks, and the policy of a resource that it was asked of, by their names. */
export interface Kept { request: Request; principal: string | null; resourcePolicy: string | null }

/** A request of the panel as an entry of the file; `policy` is the name of the one in the editor. */
export function entryOf({ request, principal, resourcePolicy }: Kept, expect: Expected, file: ScenarioFile, policy: string): ScenarioEntry {
  const taken = file.requests.map((entry) => entry.name);
  const caller = principal ?? (resourcePolicy === null ? callerWith(file, policy) : null);
  const action = request.action.split(":").slice(1).join(":") || request.action;
  let name = action;
  for (let number = 2; taken.includes(name); number++) name = `${action} ${number}`;
  const { context, absent, resourceGroup } = request;
  return {
    name,
    ...(caller === null ? {} : { principal: caller }),
    action: request.action,
    resources: typeof request.resources === "string" ? request.resources : [...request.resources],
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
    ...(resourcePolicy === null ? {} : { resourcePolicy }),
    ...(context && Object.keys(context).length > 0 ? { context } : {}),
    unknown: true,
    ...(absent && absent.length > 0 ? { absent } : {}),
    expect,
  };
}

/** An entry as a request of the panel. Of the policy's keys (`mentioned`) those that it does not list are absent, unless it says that they are unknown. */
export function requestOfEntry(entry: ScenarioEntry, mentioned: readonly string[]): Request {
  const { action, resources, context, unknown, absent, principal, resourceGroup } = entry as ScenarioEntry & Omit<Request, "action" | "resources">;
  const left = unknown === true ? [] : mentioned.filter((key) => context?.[key] === undefined && !unknown?.includes(key));
  return {
    action, resources, ...(context ? { context } : {}), unknown: true, absent: [...(absent ?? []), ...left],
    ...(principal === undefined ? {} : { principal }), ...(resourceGroup === undefined ? {} : { resourceGroup }),
  };
}
