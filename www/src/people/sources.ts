/** The policies that can be attached: the person's own, the catalogue's system policies, and those of service-linked roles. */
import type { CatalogFacts } from "../catalogue/facts.ts";
import type { Policy } from "../policies.ts";
import { ownIdOf, ownRef, systemNameOf, systemRef, type PolicyRef } from "./people.ts";

export interface SystemPolicy { name: string; title: string; text: string; notes: readonly string[]; source: string }

/** The catalogue's policies under a head each. */
export function systemPolicies(catalog: CatalogFacts | null): { system: SystemPolicy[]; roles: SystemPolicy[] } {
  const system = catalog?.systemPolicies.map(({ name, title, text, notes, source }) => ({ name, title, text, notes, source })) ?? [];
  const roles = catalog?.serviceLinkedRoles.map(({ policyName, role, policyText, notes, source }) => ({ name: policyName, title: role, text: policyText, notes, source })) ?? [];
  return { system, roles };
}

export function systemPolicy(catalog: CatalogFacts | null, name: string): SystemPolicy | null {
  const { system, roles } = systemPolicies(catalog);
  return [...system, ...roles].find((policy) => policy.name === name) ?? null;
}

export interface Sources { catalog: CatalogFacts | null; policies: readonly Policy[] }

/** Its name; `null`: it was deleted, or another catalogue is in use. */
export function nameOf(ref: PolicyRef, { catalog, policies }: Sources): string | null {
  const id = ownIdOf(ref);
  if (id !== null) return policies.find((policy) => policy.id === id)?.name ?? null;
  return systemPolicy(catalog, systemNameOf(ref) ?? "")?.name ?? null;
}

/** What a reference is called even where there is no such policy. */
export const calledAs = (ref: PolicyRef, sources: Sources) => nameOf(ref, sources) ?? systemNameOf(ref);

/** Everything that can be attached, by sort. */
export function attachable({ catalog, policies }: Sources): { own: [PolicyRef, string][]; system: [PolicyRef, string][]; roles: [PolicyRef, string][] } {
  const { system, roles } = systemPolicies(catalog);
  const named = (list: SystemPolicy[]) => list.map(({ name }): [PolicyRef, string] => [systemRef(name), name]);
  return {
    own: policies.filter(({ kind }) => kind === "identity" || kind === "auto").map(({ id, name }) => [ownRef(id), name]),
    system: named(system), roles: named(roles),
  };
}
