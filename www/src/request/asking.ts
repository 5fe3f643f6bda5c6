/** What the panel asks the engine: the request as it stands, of whom, and by which policies it is decided. */
import type { Request } from "ramlight";
import { hasPrincipals, type Question } from "../engine/protocol.ts";
import { ownRef, type Caller } from "../people/people.ts";
import { boundValues, type State } from "../store/state.ts";
import { requestOf } from "./draft.ts";
import { accountOf, meantBy, shortOf, toldAccount, writtenOut } from "./principal.ts";
import type { Kept } from "./scenario.ts";

export const ASSUME_ROLE = "sts:AssumeRole";
export const isAssumeRole = (action: string) => action.trim().toLowerCase() === ASSUME_ROLE.toLowerCase();

/** The question; or what is missing for one. `action`: none is given, `assume`: a trust policy has a say in no other. */
export type Asking = { question: Question } | { missing: "action" | "resource" | "principal" | "assume" };

/** Who is looked at, as far as the engine has followed. */
export const callerOf = ({ snapshot, caller }: State): Caller | null => snapshot?.shown.person != null ? caller : null;

/** Who asks, as the engine takes it: who stands in the field, else who is looked at. */
export function askedAs(state: State): string | null {
  const typed = state.draft.principal.trim();
  const caller = callerOf(state);
  return typed !== "" || caller ? writtenOut(typed || (caller ? shortOf(caller) : ""), accountOf(state)) : null;
}

/** Whether what is attached to the person who is looked at does not count: nobody is, or somebody else asks. */
export function isAlone(state: State): boolean {
  const caller = callerOf(state);
  const principal = askedAs(state);
  if (!caller || principal === null) return true;
  const meant = meantBy(principal, accountOf(state));
  return meant?.kind !== caller.kind || meant.name !== caller.name;
}

/** What an answer rests on. */
export const basisOf = ({ snapshot, draft, catalog, bindings, refused, scenario, caller, people }: State): readonly unknown[] =>
  [snapshot, draft, catalog, bindings, refused, scenario["account"], caller, people];

/** Whether the answer is that to the request as it stands, by the policies as they are. */
export const isAnswered = (state: State): boolean =>
  !state.awaited && state.revision === state.snapshot?.revision && isSame(basisOf(state), state.decidedOf);

export const isSame = (a: readonly unknown[], b: readonly unknown[]) => a.length === b.length && a.every((item, index) => item === b[index]);

/** Whether the policy may mean the one who asks without its being seen: bucket policies name users by ids, and a name is told. */
export function mayBeMeantById(state: State): boolean {
  const { snapshot } = state;
  return snapshot?.kind === "bucket" && snapshot.principals.some((principal) => /^\d+$/.test(principal))
    && /^acs:ram::[^:]*:(?:user|role)\//.test(askedAs(state) ?? "");
}

export function askingOf(state: State): Asking {
  const { draft, catalog, snapshot } = state;
  const principal = askedAs(state);
  const alone = isAlone(state);
  const isTrust = snapshot?.kind === "trust";
  if (draft.action.trim() === "" || draft.unfinished) return { missing: "action" };
  if (isTrust && alone && !isAssumeRole(draft.action)) return { missing: "assume" };
  if (isTrust && principal === null) return { missing: "principal" };
  const asked = requestOf(draft, catalog, boundValues(state));
  if (!asked) return { missing: "resource" };
  const request: Request = { ...asked, ...(principal === null ? {} : { principal }) };
  return { question: { request, account: toldAccount(state), alone } };
}

/**
 * The question as a scenario can hold it; `null` where a scenario would decide otherwise: it always counts what is attached to
 * a user or a role of the account, and of nobody's policies takes anything for granted. `policy` is the name of the one in the editor.
 */
export function keptOf(state: State, policy: string): Kept | null {
  const { draft, snapshot, decided, people, policyId } = state;
  const asking = askingOf(state);
  if (!("question" in asking) || !snapshot || decided && "assumes" in decided && decided.assumes) return null;
  const { request, alone } = asking.question;
  const typed = draft.principal.trim();
  const caller = callerOf(state);
  const isOfResource = hasPrincipals(snapshot.kind) && (snapshot.kind !== "trust" || isAssumeRole(request.action));
  if (alone && isOfResource && meantBy(typed, accountOf(state))) return null;
  // Whoever is asked for by an identity policy alone is somebody who has that one policy, but for the owner, whom none limits.
  const principal = alone ? isOfResource || OWNER.test(typed) ? typed : "" : typed || (caller ? shortOf(caller) : "");
  const trusting = people.role.filter(({ trust }) => trust === ownRef(policyId)).map(({ name }) => `:${accountOf(state)}:role/${name}`.toLowerCase());
  const isKnown = [request.resources].flat().some((resource) => trusting.some((role) => resource.toLowerCase().endsWith(role)));
  return { request, principal: principal === "" ? null : principal, resourcePolicy: isOfResource && !isKnown ? policy : null };
}

const OWNER = /^(?:acs:ram::[^:]*:)?root$/;
