/** Users, groups and roles as a scenario file has them: every policy by its name. */
import { parsed, type Attachments, type ScenarioFile } from "../request/scenario.ts";
import { changedEntry } from "../request/since.ts";
import { isName, isResourceGroup, KINDS, ownRef, systemNameOf, systemRef, type Holder, type Kind, type People, type PolicyRef } from "./people.ts";

const MEMBERS = { user: "users", group: "groups", role: "roles" } as const satisfies Record<Kind, string>;

export interface NamedText { id: string; name: string; text: string }

/**
 * What the file says of the people. Of the person's own policies (`own`) those that somebody has attached are written, and those that
 * `scenario` names; two of the same name, or of a system policy's, are told apart by a number. What is gone is left out.
 */
export function writePeople(people: People, own: readonly NamedText[], editedId: string, scenario: ScenarioFile): Attachments {
  const holders = KINDS.flatMap((kind) => people[kind]);
  const used = new Set(holders.flatMap(refsOf));
  const named = namesIn(scenario);
  const taken = new Set([...used].flatMap((ref) => systemNameOf(ref) ?? []));
  const names = new Map<PolicyRef, string>();
  const policies = new Map<string, unknown>();
  for (const { id, name, text } of own) {
    const ref = ownRef(id);
    if (!used.has(ref) && !named.has(name) && id !== editedId) continue;
    let unique = name;
    for (let number = 2; taken.has(unique); number++) unique = `${name} ${number}`;
    taken.add(unique);
    names.set(ref, unique);
    if (used.has(ref) || named.has(name)) policies.set(unique, parsed(text));
  }
  const nameOf = (ref: PolicyRef) => systemNameOf(ref) ?? names.get(ref) ?? [];
  const written = (kind: Kind) => Object.fromEntries(people[kind].map((holder) => [holder.name, member(kind, holder, nameOf)]));
  return { edited: names.get(ownRef(editedId)) ?? "", policies: Object.fromEntries(policies), users: written("user"), groups: written("group"), roles: written("role") };
}

function member(kind: Kind, { policies, groups, resourceGroups, trust, serviceLinked }: Holder, nameOf: (ref: PolicyRef) => string | never[]) {
  const within = Object.entries(resourceGroups).map(([group, refs]) => [group, refs.flatMap(nameOf)]);
  const [trusted] = trust ? [nameOf(trust)].flat() : [];
  return {
    policies: policies.flatMap(nameOf),
    ...(kind === "user" && groups.length > 0 ? { groups } : {}),
    ...(within.length > 0 ? { resourceGroups: Object.fromEntries(within) as Record<string, string[]> } : {}),
    ...(trusted === undefined ? {} : { trust: trusted }),
    ...(serviceLinked ? { serviceLinked } : {}),
  };
}

const refsOf = ({ policies, resourceGroups, trust }: Holder) => [...policies, ...Object.values(resourceGroups).flat(), ...(trust ? [trust] : [])];

/** The names of policies that stand outside of people: of control policies, and of what a request brings along. */
function namesIn(scenario: ScenarioFile): Set<string> {
  const requests = scenario.requests.flatMap(({ session, resourcePolicy }) => [session, resourcePolicy]);
  return new Set([scenario["control"], requests].flat(3).filter((name) => typeof name === "string"));
}

/** The names in a file that RAM does not allow: of users, groups, roles, and of resource groups. What has one is left out. */
export function namesRefused(file: ScenarioFile): string[] {
  const holders = KINDS.flatMap((kind) => Object.entries(record(file[MEMBERS[kind]])));
  const places = holders.flatMap(([, holder]) => Object.keys(record(record(holder)["resourceGroups"])));
  return [...new Set([...holders.map(([name]) => name).filter((name) => !isName(name)), ...places.filter((place) => !isResourceGroup(place))])];
}

/** What a file brings; every policy of it was given to `own` before, which names those that it took. */
export function readPeopleOf(file: ScenarioFile, own: ReadonlyMap<string, PolicyRef>): People {
  const refOf = (name: unknown): PolicyRef[] => typeof name === "string" ? [own.get(name) ?? systemRef(name)] : [];
  const list = (value: unknown) => Array.isArray(value) ? value : [];
  const holders = (kind: Kind): Holder[] => Object.entries(record(file[MEMBERS[kind]])).filter(([name]) => isName(name)).map(([name, value]) => {
    const { policies, groups, resourceGroups, trust, serviceLinked } = record(value);
    return {
      name,
      policies: [...new Set(list(policies).flatMap(refOf))],
      groups: kind === "user" ? [...new Set(list(groups).filter((group) => typeof group === "string"))] : [],
      resourceGroups: Object.fromEntries(Object.entries(record(resourceGroups)).filter(([group]) => isResourceGroup(group)).map(([group, names]) => [group, list(names).flatMap(refOf)])),
      ...(typeof trust === "string" ? { trust: own.get(trust) ?? systemRef(trust) } : {}),
      ...(serviceLinked === true ? { serviceLinked } : {}),
    };
  });
  return { user: holders("user"), group: holders("group"), role: holders("role") };
}

/** Those of the file take the place of others of their names. Nobody is in a group that there is not. */
export function joinedWith(people: People, others: People): People {
  const merged = (kind: Kind) => [...people[kind].filter(({ name }) => !others[kind].some((other) => other.name === name)), ...others[kind]];
  const group = merged("group");
  const isThere = (wanted: string) => group.some(({ name }) => name === wanted);
  return { user: merged("user").map((user) => ({ ...user, groups: user.groups.filter(isThere) })), group, role: merged("role") };
}

/** The rest of the file, its policies called as they are now. */
export function withoutPeople(file: ScenarioFile, nameOf: (name: string) => string): ScenarioFile {
  const { policies: _policies, users: _users, groups: _groups, roles: _roles, format: _format, ...rest } = file;
  const called = (name: unknown) => typeof name === "string" ? nameOf(name) : name;
  return {
    ...rest,
    ...(Array.isArray(rest["control"]) ? { control: rest["control"].map((level) => Array.isArray(level) ? level.map(called) : level) } : {}),
    requests: file.requests.map((entry) => changedEntry(entry, {
      ...entry,
      ...("session" in entry ? { session: called(entry["session"]) } : {}),
      ...("resourcePolicy" in entry ? { resourcePolicy: called(entry["resourcePolicy"]) } : {}),
    })),
  };
}

/** The texts of a file's policies. */
export function textsIn(file: ScenarioFile): [string, string][] {
  return Object.entries(record(file.policies)).map(([name, policy]) => [name, typeof policy === "string" ? policy : `${JSON.stringify(policy, null, 2)}\n`]);
}

export const isSameText = (one: string, other: string) => one === other || JSON.stringify(parsed(one)) === JSON.stringify(parsed(other));
const record = (value: unknown) => typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
