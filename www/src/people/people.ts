/** Users, groups and roles, and which policies are attached to them: plain values; every change makes a new one. */

/** One of the person's own policies by its id, or one of the catalogue's by its name. */
export type PolicyRef = `own/${string}` | `system/${string}`;
export const ownRef = (id: string): PolicyRef => `own/${id}`;
export const systemRef = (name: string): PolicyRef => `system/${name}`;
/** The id of an own policy; `null`: it is the catalogue's. */
export const ownIdOf = (ref: PolicyRef) => ref.startsWith("own/") ? ref.slice("own/".length) : null;
export const systemNameOf = (ref: PolicyRef) => ref.startsWith("system/") ? ref.slice("system/".length) : null;

export const KINDS = ["user", "group", "role"] as const;
export type Kind = (typeof KINDS)[number];

export interface Holder {
  name: string;
  /** attached at account level */
  policies: readonly PolicyRef[];
  /** of a user: the groups it is in */
  groups: readonly string[];
  /** attached within resource groups, by their id */
  resourceGroups: Readonly<Record<string, readonly PolicyRef[]>>;
  /** of a role: its trust policy, and whether control policies spare it; kept for scenario files */
  trust?: PolicyRef;
  serviceLinked?: true;
}

export type People = Readonly<Record<Kind, readonly Holder[]>>;
export const NOBODY: People = { user: [], group: [], role: [] };
export const isNobody = (people: People) => KINDS.every((kind) => people[kind].length === 0);

export interface Who { kind: Kind; name: string }
/** Of whom the catalogue shows what is granted. */
export interface Caller extends Who { kind: "user" | "role" }
export const sameWho = (one: Who | null, other: Who | null) => one?.kind === other?.kind && one?.name === other?.name;

export const find = (people: People, { kind, name }: Who) => people[kind].find((holder) => holder.name === name) ?? null;

/** RAM's rule for names of users, groups and roles. */
export const isName = (name: string) => /^[\w.-]{1,64}$/.test(name);

/** A name of the kind that nobody has yet: `user`, `user-2`, … */
export function freeName(people: People, kind: Kind, wanted: string = kind): string {
  let name = wanted;
  for (let number = 2; find(people, { kind, name }); number++) name = `${wanted}-${number}`;
  return name;
}

export function added(people: People, { kind, name }: Who): People {
  return { ...people, [kind]: [...people[kind], { name, policies: [], groups: [], resourceGroups: {} }] };
}

export function renamed(people: People, who: Who, name: string): People {
  const next = changed(people, who, (holder) => ({ ...holder, name }));
  return who.kind === "group" ? withGroups(next, (groups) => groups.map((group) => group === who.name ? name : group)) : next;
}

export function removed(people: People, who: Who): People {
  const next = { ...people, [who.kind]: people[who.kind].filter(({ name }) => name !== who.name) };
  return who.kind === "group" ? withGroups(next, (groups) => groups.filter((group) => group !== who.name)) : next;
}

/** Attached to the account (`place` is `null`), or within a resource group. */
export const attached = (people: People, who: Who, ref: PolicyRef, place: string | null) =>
  attachedAt(people, who, place, (refs) => [...refs.filter((other) => other !== ref), ref]);
export const detached = (people: People, who: Who, ref: PolicyRef, place: string | null) =>
  attachedAt(people, who, place, (refs) => refs.filter((other) => other !== ref));
export const joined = (people: People, user: string, group: string) =>
  changed(people, { kind: "user", name: user }, (holder) => ({ ...holder, groups: [...holder.groups.filter((other) => other !== group), group] }));
export const left = (people: People, user: string, group: string) =>
  changed(people, { kind: "user", name: user }, (holder) => ({ ...holder, groups: holder.groups.filter((other) => other !== group) }));

/** The names of those to whom a policy is attached, groups and roles included. */
export const holdersOf = (people: People, ref: PolicyRef) =>
  KINDS.flatMap((kind) => people[kind].filter((holder) => attachmentsOf(holder).some((one) => one.ref === ref)).map(({ name }) => name));

/** A policy and where it is attached: to the account (`place` is `null`), or within a resource group. */
export interface Attachment { ref: PolicyRef; place: string | null }

/** What is attached to one holder, that of the account first. */
export const attachmentsOf = ({ policies, resourceGroups }: Holder): Attachment[] => [
  ...policies.map((ref) => ({ ref, place: null })),
  ...Object.entries(resourceGroups).flatMap(([place, refs]) => refs.map((ref) => ({ ref, place }))),
];

/** A policy that applies to a caller, and through whom: the caller itself, its groups, or both. */
export interface Applying extends Attachment { through: Who[] }

/** Every policy that applies to a caller, each once a place: of each place its own, then those of its groups. */
export function applyingTo(people: People, caller: Caller): Applying[] {
  const holder = find(people, caller);
  const holders: Who[] = [caller, ...(holder?.groups ?? []).map((name) => ({ kind: "group" as const, name }))];
  const found: Applying[] = [];
  for (const who of holders) {
    const of = find(people, who);
    for (const { ref, place } of of ? attachmentsOf(of) : []) {
      const known = found.find((one) => one.ref === ref && one.place === place);
      if (known) known.through.push(who);
      else found.push({ ref, place, through: [who] });
    }
  }
  return found;
}

/** Every resource group in which somebody has a policy. */
export const resourceGroupsOf = (people: People) =>
  [...new Set(KINDS.flatMap((kind) => people[kind].flatMap(({ resourceGroups }) => Object.keys(resourceGroups))))];

/** The form of a resource group's id, as `rg-acfmxyz`. */
export const isResourceGroup = (id: string) => /^[\w.-]{1,64}$/.test(id);

function attachedAt(people: People, who: Who, place: string | null, change: (refs: readonly PolicyRef[]) => PolicyRef[]): People {
  return changed(people, who, (holder) => {
    if (place === null) return { ...holder, policies: change(holder.policies) };
    const groups = new Map(Object.entries(holder.resourceGroups));
    const refs = change(groups.get(place) ?? []);
    if (refs.length === 0) groups.delete(place);
    else groups.set(place, refs);
    return { ...holder, resourceGroups: Object.fromEntries(groups) };
  });
}

function changed(people: People, who: Who, change: (holder: Holder) => Holder): People {
  return { ...people, [who.kind]: people[who.kind].map((holder) => holder.name === who.name ? change(holder) : holder) };
}

const withGroups = (people: People, change: (groups: readonly string[]) => readonly string[]): People =>
  ({ ...people, user: people.user.map((user) => ({ ...user, groups: change(user.groups) })) });
