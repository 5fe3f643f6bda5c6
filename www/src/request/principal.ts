/** Who asks: as a person writes it, as the engine takes it, and whom of the page's people it means. */
import type { PolicyKind } from "ramlight";
import { find, type Caller, type People, type Who } from "../people/people.ts";
import type { State } from "../store/state.ts";
import type { Denial } from "./denial.ts";
import { ACCOUNT } from "./scenario.ts";

/** `root`, `user/NAME` and `role/NAME` of the page's account, as scenario files have them. */
const SHORT = /^(?:root$|(?:user|role)\/.)/s;
const OWN = /^acs:ram::([^:]*):(user|role)\/(.+)$/s;
const SESSION = /^(arn:sts::([^:]*):assumed-role\/)([^/]+)(\/.+)$/s;
/** Those that are trusted most; the catalogue adds its own. */
const SERVICES = ["ecs.aliyuncs.com", "fc.aliyuncs.com", "apigateway.aliyuncs.com", "log.aliyuncs.com", "oss.aliyuncs.com", "ros.aliyuncs.com"];

/** The account that the page's people are of, as far as it is told; `null`: it is not. */
export function toldAccount(state: Pick<State, "scenario" | "bindings">): string | null {
  const bound = Object.entries(state.bindings).find(([name]) => name.toLowerCase() === "accountid")?.[1];
  return [state.scenario["account"], bound].find((account): account is string => typeof account === "string" && /^\d+$/.test(account)) ?? null;
}

export const accountOf = (state: Pick<State, "scenario" | "bindings">) => toldAccount(state) ?? ACCOUNT;

/** As the engine takes it. */
export const writtenOut = (principal: string, account: string) => SHORT.test(principal) ? `acs:ram::${account}:${principal}` : principal;

/** Which user or role of the account it is, if it is one; a session of a role is the role. */
export function meantBy(principal: string, account: string): Caller | null {
  const written = writtenOut(principal, account);
  const [, of, kind, name] = OWN.exec(written) ?? [];
  if (of === account && name !== undefined) return { kind: kind === "role" ? "role" : "user", name };
  const [, , sessionOf, role] = SESSION.exec(written) ?? [];
  return sessionOf === account && role !== undefined ? { kind: "role", name: role } : null;
}

/** The one of the page's people that it means. */
export function personIn(people: People, principal: string, account: string): Caller | null {
  const meant = meantBy(principal, account);
  return meant && find(people, meant) ? meant : null;
}

export const shortOf = ({ kind, name }: Who) => `${kind}/${name}`;

/** The principal after a user or role of the account got another name. */
export function renamedIn(principal: string, who: Who, name: string, account: string): string {
  const meant = meantBy(principal, account);
  if (meant?.kind !== who.kind || meant.name !== who.name) return principal;
  const session = SESSION.exec(principal);
  if (session) return `${session[1]}${name}${session[4]}`;
  return principal.slice(0, principal.length - who.name.length) + name;
}

/** What is offered in the field: whom the policy names, the page's people, services where a policy may trust one. */
export function offeredPrincipals({ snapshot, people, catalog }: State): string[] {
  const named = snapshot?.principals ?? [];
  const own = [...people.user.map(({ name }) => shortOf({ kind: "user", name })), ...people.role.map(({ name }) => shortOf({ kind: "role", name }))];
  const services = snapshot?.kind === "trust" ? [...SERVICES, ...(catalog?.serviceLinkedRoles.map(({ serviceName }) => serviceName) ?? [])] : [];
  return [...new Set([...named, ...own, ...services])];
}

/** Who was denied, as far as it is said; a bucket policy names users by their ids. */
export function principalOfDenial({ principalType, ownerId, displayName }: Denial, kind: PolicyKind): string {
  if (ownerId === null || displayName === null) return "";
  if (principalType === "SubUser") return kind === "bucket" && isId(displayName) ? displayName : `acs:ram::${ownerId}:user/${displayName}`;
  if (principalType !== "AssumedRoleUser") return "";
  return displayName.includes(":") ? `arn:sts::${ownerId}:assumed-role/${displayName.replace(":", "/")}` : `acs:ram::${ownerId}:role/${displayName}`;
}

/** Whether a user is told by an id, as services do it, and not by the name that policies use. */
export const isId = (name: string) => /^\d{10,}$/.test(name);
