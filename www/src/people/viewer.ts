/** Of whom is shown what is granted; and of a person, which policies that are. */
import type { PolicyKind } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import { letterOf, statementBadge } from "../catalogue/badge.ts";
import { hasPrincipals, type Shown } from "../engine/protocol.ts";
import { summaryLine } from "../panels/summary.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { find, isNobody, ownRef, type Caller } from "./people.ts";

export interface ViewerEvents {
  look(caller: Caller | null): void;
  /** Attaches the policy in the editor to the caller that is looked at. */
  attachEdited(caller: Caller): void;
  goPolicy(policy: number): void;
}

const CALLERS = ["user", "role"] as const;

/** The choice: this policy alone, or a person. */
export function viewerChoice({ people, caller }: State, events: ViewerEvents): TemplateResult {
  const of = (kind: Caller["kind"], name: string) => `${kind}/${name}`;
  return html`<label class="viewer ${isNobody(people) ? "nobody" : ""}"><span>${strings.viewAs}</span>
    <select id="view-as" aria-label=${strings.viewAs} @change=${(event: Event) => {
      const [kind, ...name] = (event.target as HTMLSelectElement).value.split("/");
      events.look(kind === "user" || kind === "role" ? { kind, name: name.join("/") } : null);
    }}>
      <option value="" .selected=${caller === null}>${strings.policyAlone}</option>
      ${CALLERS.map((kind) => people[kind].length === 0 ? "" : html`<optgroup label=${strings.kindsOfPeople[kind]}>
        ${people[kind].map(({ name }) => html`<option value=${of(kind, name)} .selected=${caller?.kind === kind && caller.name === name}>${name}</option>`)}
      </optgroup>`)}
    </select></label>`;
}

/** Under the choice of a person: the policies that apply, which letters they have, and whether the one in the editor is among them. */
export function viewerStrip(state: State, events: ViewerEvents): TemplateResult | "" {
  const { snapshot, caller, people, policies, policyId, side } = state;
  const shown = snapshot?.shown;
  const holder = caller && find(people, caller);
  if (!caller || !holder || !shown || shown.person === null) return "";
  const edited = policies.find(({ id }) => id === policyId);
  const isAttached = shown.policies.some((policy) => policy.edited);
  const isLeft = edited && !isAttached && holder.policies.includes(ownRef(edited.id));
  const within = shown.within.find((policy) => policy.edited);
  // Where it is asked it counts.
  const isAsked = (side === "request" || side === "scenario") && (hasPrincipals(snapshot.kind) || within !== undefined);
  const places = [...new Set(shown.within.flatMap(({ resourceGroup }) => resourceGroup ?? []))];
  return html`<section class="viewing" aria-label=${strings.appliesTo(shown.person)}>
    ${edited && !isAttached && !isLeft && !isAsked ? html`<p class="not-attached" role="status">${notAttached(edited.name, shown.person, snapshot.kind, within?.resourceGroup ?? null)}
      ${snapshot.kind === "identity" ? html`<button type="button" ?disabled=${shown.person !== caller.name} @click=${() => events.attachEdited(caller)}>${strings.attachEdited}</button>`
        : hasPrincipals(snapshot.kind) ? "" : html`<span>${strings.cannotAttach(strings.kinds[snapshot.kind])}</span>`}</p>` : ""}
    <div class="applying-head"><p><span>${strings.policiesApply(shown.policies.length, shown.person)}</span>
      ${shown.left.map(({ name, reason }) => html`<span class="left-out">${strings.leftOut(name ?? strings.deletedPolicy, reason)}</span>`)}
      ${places.map((place) => html`<span class="only-within" title=${strings.withinTitle}>${strings.onlyWithin(place, shown.within.filter(({ resourceGroup }) => resourceGroup === place).map(({ name }) => name))}</span>`)}</p>
      ${side === "catalogue" ? "" : html`<span class="effect" title=${summaryLine(snapshot.summary)}>${summaryLine(snapshot.summary)}</span>`}</div>
    <div class="applying">
      ${shown.policies.map((policy, index) => html`<button type="button" class="quiet applies" data-policy=${policy.name} title=${summaryOf(shown, index)} @click=${() => events.goPolicy(index)}>
        ${policy.edited ? html`${statementBadge(0)}…` : html`<span class="badge elsewhere">${letterOf(shown.policies, index)}</span>`}
        <span class="policy">${policy.name}</span>${policy.edited ? html` <small>${strings.inEditor}</small>` : ""}${throughWords(shown, index)}</button>`)}
    </div>
  </section>`;
}

/** What a change of the policy in the editor means for the person, to whom it is not attached (but within `place`, if anywhere). */
function notAttached(policy: string, person: string, kind: PolicyKind, place: string | null): TemplateResult {
  const [said, means] = place !== null ? [strings.attachedWithin(policy, person, place), strings.attachedWithinMeans]
    : hasPrincipals(kind) ? [strings.partOfRequests(policy, strings.kinds[kind]), strings.partOfRequestsMeans]
    : [strings.notAttached(policy, person), strings.notAttachedMeans];
  return html`<span><strong>${said}</strong> ${means}</span>`;
}

function throughWords(shown: Shown, index: number): TemplateResult | "" {
  const groups = (shown.policies[index]?.through ?? []).filter(({ entity }) => entity === "RamGroup").map(({ name }) => name);
  return groups.length === 0 ? "" : html` <small>${strings.through(groups)}</small>`;
}

/** What each statement of a policy covers. */
function summaryOf(shown: Shown, policy: number): string {
  const of = shown.policies[policy];
  const statements = shown.statements.filter((statement) => statement.policy === policy);
  return [...(of ? [strings.openPolicyTitle(of)] : []), ...statements.map((statement, number) => strings.statementCovers(number, statement))].join("\n");
}
