/** Who asks, and in which resource group: fields that are there where they make a difference. */
import { html, type TemplateResult } from "lit-html";
import { hasPrincipals } from "../engine/protocol.ts";
import { resourceGroupsOf } from "../people/people.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { askedAs, callerOf, isAlone } from "./asking.ts";
import { accountOf, isId, meantBy, offeredPrincipals, shortOf, toldAccount } from "./principal.ts";

/** The policy in the editor asks who it is, or somebody is told. */
export const asksForPrincipal = ({ snapshot, draft }: State) =>
  draft.principal !== "" || snapshot !== null && hasPrincipals(snapshot.kind) || isBeingTyped("request-principal");

/** A field stays while somebody is in it, emptied or not. */
const isBeingTyped = (id: string) => document.activeElement?.id === id;

export function principalPart(state: State, set: (principal: string) => void): TemplateResult {
  const caller = callerOf(state);
  const placeholder = caller ? shortOf(caller) : state.snapshot?.kind === "trust" ? strings.principalPlaceholder : strings.anonymous;
  return html`<input type="text" id="request-principal" list="request-principals" spellcheck="false" autocomplete="off" aria-label=${strings.whoAsks}
      aria-describedby="request-principal-note" placeholder=${placeholder} .value=${state.draft.principal}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value)} />
    <datalist id="request-principals">${offeredPrincipals(state).map((principal) => html`<option value=${principal}></option>`)}</datalist>
    <p class="hint" id="request-principal-note">${note(state)}</p>`;
}

/** As whom the request is asked, where that is not what stands in the field; and whose policies count. */
function note(state: State): TemplateResult | string {
  const typed = state.draft.principal.trim();
  const caller = callerOf(state);
  const written = askedAs(state);
  if (written === null) return state.snapshot?.kind === "trust" ? "" : strings.anonymousMeans;
  if (state.decided && "refused" in state.decided && state.decided.refused.endsWith(`\`${written}\``)) return strings.howPeopleAsk;
  const meant = meantBy(written, accountOf(state));
  const isTold = state.snapshot?.kind !== "bucket" && isId(written.split(/[:/]/).at(-1) ?? "");
  const of = caller && isAlone(state) ? strings.anotherAsks(caller.name) : caller ? strings.personAsks(caller.name)
    : isTold ? strings.toldById : meant ? strings.notOfPeople : "";
  if (written === typed) return of;
  return html`${strings.askedAs} <code>${written}</code>${of === "" ? "" : html`; ${of}`}${isOfOtherAccounts(state) ? html`; ${strings.accountNotTold}` : ""}`;
}

/** Whether the account that is taken for the page's may not be meant: it is not told, and the policy names others. */
function isOfOtherAccounts(state: State): boolean {
  const named = (state.snapshot?.principals ?? []).flatMap((principal) => /::(\d+):/.exec(principal)?.[1] ?? []);
  return toldAccount(state) === null && named.length > 0 && !named.includes(accountOf(state));
}

/** Where policies are attached within resource groups, or a group is told. */
export function resourceGroupField(state: State, set: (group: string) => void): TemplateResult | "" {
  const { draft, snapshot, people } = state;
  if (draft.resourceGroup === "" && (snapshot?.shown.within.length ?? 0) === 0 && !isBeingTyped("request-group")) return "";
  return html`<div class="fields in-group"><label><span class="what">${strings.resourceGroup}</span>
    <input type="text" id="request-group" list="request-groups" spellcheck="false" autocomplete="off" placeholder=${strings.noGroup} .value=${draft.resourceGroup}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value)} /></label>
    <datalist id="request-groups">${resourceGroupsOf(people).map((group) => html`<option value=${group}></option>`)}</datalist></div>`;
}
