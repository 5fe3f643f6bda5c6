/** One of the catalogue's policies, to be read: a place in it is marked. */
import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import type { Range } from "../editor/marked.ts";
import { systemPolicy } from "../people/sources.ts";
import { prose } from "../prose.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { dialog } from "./dialog.ts";

export interface SystemPolicyEvents {
  copy(text: string): void;
  close(): void;
}

export function systemPolicyDialog({ catalog, reading, dialog: open }: State, events: SystemPolicyEvents): TemplateResult {
  const policy = reading && systemPolicy(catalog, reading.name);
  return dialog("system-policy", policy?.name ?? strings.systemPolicies, open === "system-policy", events.close, () => policy ? html`
    <p>${policy.title}</p>
    <p class="hint">${strings.readOnly}</p>
    ${policy.notes.map((note) => html`<p class="hint">${prose(note)}</p>`)}
    <figure class="ready"><figcaption>${policy.name}<button type="button" @click=${() => events.copy(policy.text)}>${strings.copy}</button></figcaption>
      <pre tabindex="0" aria-label=${policy.name}>${marked(policy.text, reading.range)}</pre></figure>` : html``);
}

function marked(text: string, range: Range | null): TemplateResult {
  if (!range) return html`${text.trimEnd()}`;
  return html`${text.slice(0, range.from)}<mark ${ref((element) => element?.scrollIntoView({ block: "nearest" }))}>${text.slice(range.from, range.to)}</mark>${text.slice(range.to).trimEnd()}`;
}
