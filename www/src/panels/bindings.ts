/** Fields for the variables of the templates. */
import { html, type TemplateResult } from "lit-html";
import { prose } from "../prose.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";

export interface BindingEvents { bind(name: string, value: string): void; unbind(): void }

export function bindingsPanel(state: State, events: BindingEvents): TemplateResult | "" {
  if (!state.bindingsOpen || !state.catalog) return "";
  const refusalOf = (name: string) =>
    state.refused.find(({ variable }) => variable.toLowerCase() === name.toLowerCase())?.reason;
  return html`<section class="bindings" id="bindings" aria-label=${strings.bindings}>
    <p class="hint">${strings.bindingsHelp}
      <button type="button" class="quiet" ?disabled=${Object.keys(state.bindings).length === 0}
        @click=${events.unbind}>${strings.clearBindings}</button></p>
    <div class="fields">${variables(state.catalog.templates).map((name) => {
      const refusal = refusalOf(name);
      return html`<label>
        <span class="what">${strings.bindingNames[name.toLowerCase()] ?? name} <code>$${name}</code></span>
        <input type="text" spellcheck="false" autocomplete="off" name=${name} placeholder=${strings.any}
          .value=${state.bindings[name] ?? ""} aria-invalid=${refusal ? "true" : "false"}
          @input=${(event: Event) => events.bind(name, (event.target as HTMLInputElement).value.trim())} />
        <span class="reason" role="alert">${refusal ? prose(refusal) : ""}</span>
      </label>`;
    })}</div>
  </section>`;
}

/** Every variable of the templates once, region and account first. */
function variables(templates: { variables: string[] }[]): string[] {
  const found = new Map<string, string>();
  for (const name of templates.flatMap((template) => template.variables)) found.set(name.toLowerCase(), found.get(name.toLowerCase()) ?? name);
  const rank = (name: string) => ["accountid", "regionid"].indexOf(name.toLowerCase()) + 1 || 99;
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
