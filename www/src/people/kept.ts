/** Users, groups and roles as the browser keeps them; what does not fit (an older page's, a damaged one) is left out. */
import { KINDS, type Caller, type Holder, type Kind, type People, type PolicyRef } from "./people.ts";

export function readPeople(kept: unknown): People {
  const value = record(kept);
  const groups = holders(value["group"], "group");
  const names = new Set(groups.map(({ name }) => name));
  return {
    user: holders(value["user"], "user").map((user) => ({ ...user, groups: user.groups.filter((group) => names.has(group)) })),
    group: groups,
    role: holders(value["role"], "role"),
  };
}

export function readCaller(kept: unknown): Caller | null {
  const { kind, name } = record(kept);
  return (kind === "user" || kind === "role") && typeof name === "string" ? { kind, name } : null;
}

function holders(kept: unknown, kind: Kind): Holder[] {
  const found = new Map<string, Holder>();
  for (const one of Array.isArray(kept) && KINDS.includes(kind) ? kept : []) {
    const { name, policies, groups, resourceGroups, trust, serviceLinked } = record(one);
    if (typeof name !== "string" || name === "") continue;
    found.set(name, {
      name,
      policies: refs(policies),
      groups: kind === "user" ? texts(groups) : [],
      resourceGroups: Object.fromEntries(Object.entries(record(resourceGroups)).map(([group, list]) => [group, refs(list)])),
      ...(isRef(trust) ? { trust } : {}),
      ...(serviceLinked === true ? { serviceLinked } : {}),
    });
  }
  return [...found.values()];
}

const record = (value: unknown) => typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
const texts = (value: unknown) => Array.isArray(value) ? [...new Set(value.filter((item) => typeof item === "string"))] : [];
const isRef = (value: unknown): value is PolicyRef => typeof value === "string" && /^(?:own|system)\/./s.test(value);
const refs = (value: unknown) => texts(value).filter(isRef);
