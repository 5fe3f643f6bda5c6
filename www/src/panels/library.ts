/** Service-linked roles and system policies: the facts, and the ready statements. */
import type { ReadyPolicy, ServiceLinkedRole } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import { prose } from "../prose.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { dialog } from "./dialog.ts";

export interface LibraryEvents {
  copy(text: string): void;
  insert(text: string): void;
  close(): void;
}

export function libraryDialog(state: State, events: LibraryEvents): TemplateResult {
  return dialog("library", strings.libraryTitle, state.dialog === "library", events.close, () => html`
    <h3>${strings.serviceLinkedRoles}</h3>
    ${state.catalog?.serviceLinkedRoles.map((role) => roleEntry(role, events))}
    <h3>${strings.systemPolicies}</h3>
    ${state.catalog?.systemPolicies.map((policy) => systemEntry(policy, events))}`);
}

function roleEntry(role: ServiceLinkedRole, events: LibraryEvents): TemplateResult {
  const facts = strings.facts;
  return html`<details class="entry" name="library">
    <summary><strong>${role.purpose}</strong> <code>${role.role}</code></summary>
    <dl>
      <dt>${facts.serviceName}</dt><dd><code>${role.serviceName}</code></dd>
      <dt>${facts.policyName}</dt><dd><code>${role.policyName}</code></dd>
      <dt>${facts.permissions}</dt><dd>${prose(role.permissions)}</dd>
      <dt>${facts.creation}</dt><dd>${prose(role.creation)}</dd>
      <dt>${facts.deletion}</dt><dd>${prose(role.deletion)}</dd>
      ${notes(role.notes)}
      <dt>${facts.source}</dt><dd>${source(role.source)}</dd>
    </dl>
    ${ready(strings.createStatement, role.createText, events)}
    ${ready(strings.deleteStatement, role.deleteText, events)}
    ${ready(strings.rolePolicy, role.policyText, events)}
  </details>`;
}

function systemEntry(policy: ReadyPolicy, events: LibraryEvents): TemplateResult {
  const facts = strings.facts;
  return html`<details class="entry" name="library">
    <summary><strong>${policy.name}</strong> ${policy.title}</summary>
    <dl>
      ${policy.version ? html`<dt>${facts.version}</dt><dd>${policy.version}${policy.date ? `, ${policy.date}` : ""}</dd>` : ""}
      ${notes(policy.notes)}
      <dt>${facts.source}</dt><dd>${source(policy.source)}</dd>
    </dl>
    ${ready(policy.name, policy.text, events)}
  </details>`;
}

function notes(list: readonly string[]): TemplateResult | "" {
  if (list.length === 0) return "";
  return html`<dt>${strings.facts.notes}</dt><dd>${list.map((note) => html`<p>${prose(note)}</p>`)}</dd>`;
}

/** The page that the facts are from, as a link where it has an address. It is the person who goes there, not this page. */
function source(text: string): TemplateResult {
  return /^https:\/\/\S+$/.test(text)
    ? html`<a href=${text} target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`${text}`;
}

function ready(title: string, text: string, events: LibraryEvents): TemplateResult {
  return html`<figure class="ready">
    <figcaption>${title}
      <span class="buttons">
        <button type="button" @click=${() => events.copy(text)}>${strings.copy}</button>
        <button type="button" @click=${() => events.insert(text)}>${strings.insert}</button>
      </span></figcaption>
    <pre tabindex="0" aria-label=${title}>${text.trimEnd()}</pre>
  </figure>`;
}
