/** The person's own policies: open, rename, delete, save as a file. */
import { html, type TemplateResult } from "lit-html";
import { focusNext } from "../focus.ts";
import { holdersOf, ownRef } from "../people/people.ts";
import type { Policy } from "../policies.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { dialog } from "./dialog.ts";

export interface PoliciesEvents {
  create(): void;
  open(id: string): void;
  /** Gives the name that it got. */
  rename(id: string, name: string): string;
  remove(policy: Policy): void;
  save(id: string): void;
  openFile(): void;
  close(): void;
}

export function policiesDialog(state: State, events: PoliciesEvents): TemplateResult {
  return dialog("policies", strings.policiesTitle, state.dialog === "policies", events.close, () => html`
    <p class="hint">${strings.policiesHelp}</p>
    <p class="buttons">
      <button type="button" class="main" @click=${events.create}>${strings.newPolicy}</button>
      <button type="button" @click=${events.openFile}>${strings.import}</button>
    </p>
    <ul class="own">${state.policies.map((policy, index) => html`<li data-policy=${policy.id}>
      <input type="text" aria-label=${strings.nameLabel} .value=${policy.name} spellcheck="false" dir="auto" maxlength="128"
        @change=${(event: Event) => rename(event.target as HTMLInputElement, policy, events)} />
      <small>${[policy.id === state.policyId ? strings.current : strings.changedAt(policy.changed), strings.isAttachedTo(holdersOf(state.people, ownRef(policy.id)))].filter(Boolean).join(", ")}</small>
      <span class="buttons">
        <button type="button" ?disabled=${policy.id === state.policyId} @click=${() => events.open(policy.id)}>${strings.open}</button>
        <button type="button" @click=${() => events.save(policy.id)}>${strings.export}</button>
        <button type="button" class="remove" @click=${() => {
          events.remove(policy);
          focusNext(`#policies li:nth-child(${index + 1}) .remove`, "#policies li:last-child .remove");
        }}>${strings.remove}</button>
      </span>
    </li>`)}</ul>`);
}

/** Without a name it keeps the one that it has. */
function rename(field: HTMLInputElement, { id, name }: Policy, events: PoliciesEvents): void {
  field.value = events.rename(id, field.value.trim() || name);
}
