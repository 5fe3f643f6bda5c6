/** The request panel: which action, on which resources, in which context; then the answer and why. */
import { html, type TemplateResult } from "lit-html";
import type { Operation } from "../catalogue/facts.ts";
import { focusNext } from "../focus.ts";
import { boundValues, type State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { answerBar, why, type AnswerEvents } from "./answer.ts";
import { ASSUME_ROLE, isAssumeRole, keptOf, mayBeMeantById } from "./asking.ts";
import { asksForPrincipal, principalPart, resourceGroupField } from "./caller.ts";
import { contextPart } from "./context.ts";
import { readDenial } from "./denial.ts";
import { denialPart } from "./denial-panel.ts";
import { resourcesOf, type Draft } from "./draft.ts";
import { fieldsOf, valueOf, type Field } from "./fields.ts";
import { namesWith, operationNamed } from "./operations.ts";

export interface RequestEvents extends AnswerEvents {
  /** Changes the draft as it is by then: of two changes within a frame the second is made before the first is drawn. */
  change(edit: (draft: Draft) => Partial<Draft>): void;
  askAs(principal: string): void;
  /** Opens the dialog for a denial, with a text that was pasted elsewhere. */
  pasteDenial(text?: string): void;
  dismissDenial(): void;
  clearContext(): void;
}

/** So many operations are offered for what is typed. */
const OFFERED = 50;

export function requestPanel(state: State, events: RequestEvents): TemplateResult {
  const operation = operationNamed(state.catalog, state.draft.action);
  const doubts = {
    empty: state.draft.written === null ? emptyFields(operation, state) : [],
    unlisted: state.catalog !== null && operation === null && !isAssumeRole(state.draft.action),
    isKeepable: keptOf(state, "") !== null,
    isMeantById: mayBeMeantById(state),
  };
  // Who leaves the field, or confirms, has typed all of it.
  const finish = () => events.change(() => ({ unfinished: false }));
  const offered = namesWith(state.catalog, state.draft.action, OFFERED);
  return html`<section class="request" aria-label=${strings.sides.request}>
    <header class="ask">
      <label for="request-action">${strings.action}</label>
      <input type="text" id="request-action" list="request-actions" spellcheck="false" autocomplete="off"
        placeholder=${strings.actionPlaceholder} .value=${state.draft.action}
        @input=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          events.choose(value, isUnfinished(state, value));
        }}
        @blur=${finish} @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter") finish(); }}
        @paste=${(event: ClipboardEvent) => {
          const text = event.clipboardData?.getData("text/plain") ?? "";
          if (!readDenial(text)) return;
          event.preventDefault();
          events.pasteDenial(text);
        }} />
      <datalist id="request-actions">${[...(state.snapshot?.kind === "trust" ? [ASSUME_ROLE] : []), ...offered].map((action) => html`<option value=${action}></option>`)}</datalist>
      <button type="button" aria-haspopup="dialog" @click=${() => events.pasteDenial()}>${strings.pasteDenial}</button>
    </header>
    ${answerBar(state, doubts, events)}
    <div class="scroll" tabindex="0" role="group" aria-label=${strings.requestParts}>
      ${denialPart(state, () => { events.dismissDenial(); focusNext("#request-action"); })}
      ${asksForPrincipal(state) ? part("principal", strings.principal, principalPart(state, events.askAs)) : ""}
      ${part("resource", strings.resource, html`${resourcePart(operation, state, events)}${resourceGroupField(state, (resourceGroup) => events.change(() => ({ resourceGroup })))}`)}
      ${part("context", strings.context, contextPart(state, (edit) => events.change(({ context }) => ({ context: edit(context) })), events.clearContext))}
      ${part("why", strings.details, why(state, events))}
    </div>
  </section>`;
}

/** Whether what is typed may become an action: it has no service yet, or is a part of one that is offered. */
function isUnfinished({ catalog, snapshot }: State, typed: string): boolean {
  if (operationNamed(catalog, typed) || isAssumeRole(typed)) return false;
  const isOfAssume = snapshot?.kind === "trust" && ASSUME_ROLE.toLowerCase().includes(typed.trim().toLowerCase());
  return !typed.includes(":") || isOfAssume || namesWith(catalog, typed, 1).length > 0;
}

function part(name: string, title: string, content: TemplateResult): TemplateResult {
  return html`<section class="part ${name}" aria-label=${title}><h3>${title}</h3><div class="body">${content}</div></section>`;
}

/** The fields that nothing stands in: their variables go into the request as they are written. */
function emptyFields(operation: Operation | null, state: State): Field[] {
  const { draft, catalog } = state;
  return operation?.requirement
    ? fieldsOf(operation.requirement, draft.alternative, catalog?.templates ?? []).filter((field) => valueOf(field, draft.fields, boundValues(state)).trim() === "")
    : [];
}

function resourcePart(operation: Operation | null, state: State, events: RequestEvents): TemplateResult {
  const { draft, catalog } = state;
  const bound = boundValues(state);
  const requirement = operation?.requirement ?? null;
  const resources = resourcesOf(draft, catalog, bound);
  if (draft.written !== null || !requirement) return writtenResources(draft.written ?? resources, requirement !== null, events);
  const [left] = emptyFields(operation, state);
  const fields = fieldsOf(requirement, draft.alternative, catalog?.templates ?? []);
  return html`
    ${requirement.length > 1 ? alternatives(requirement, state, events) : ""}
    <div class="fields">${fields.map((field) => html`<label>
      <span class="what">${strings.bindingNames[field.variable.toLowerCase()] ?? field.variable} <code>$${field.variable}</code></span>
      <input type="text" spellcheck="false" autocomplete="off" name=${field.id} .value=${valueOf(field, draft.fields, bound)}
        @input=${(event: Event) => events.change((now) => ({ fields: { ...now.fields, [field.id]: (event.target as HTMLInputElement).value } }))} />
    </label>`)}</div>
    <ul class="resources">${resources.map((resource) => html`<li><code>${resource}</code></li>`)}</ul>
    <p class="hint">${left ? strings.emptyField(left.variable) : resources.length > 1 ? strings.together : ""}
      <button type="button" class="quiet" @click=${() => {
        events.change(() => ({ written: resources }));
        focusNext(".written input");
      }}>${strings.writeResources}</button></p>`;
}

/** Which of the calls that the operation is checked by. */
function alternatives(requirement: number[][], { catalog, templates, draft }: State, events: RequestEvents): TemplateResult {
  const kind = (id: number) => catalog?.templates[id]?.title?.one ?? templates[id] ?? "";
  return html`<fieldset class="alternatives"><legend>${strings.alternative}</legend>${requirement.map((together, index) => html`<label>
    <input type="radio" name="request-alternative" .checked=${index === draft.alternative} @change=${() => events.change(() => ({ alternative: index }))} />
    ${together.map(kind).join(" + ")}</label>`)}</fieldset>`;
}

function writtenResources(written: string[], fromTemplates: boolean, events: RequestEvents): TemplateResult {
  const edit = (change: (written: string[]) => string[]) => events.change((draft) => ({ written: change(draft.written ?? written) }));
  return html`<ul class="written">${written.map((resource, index) => html`<li>
      <input type="text" spellcheck="false" autocomplete="off" aria-label=${strings.resourceNumber(index)} placeholder="acs:service:region:account:resource"
        .value=${resource} @input=${(event: Event) => edit((now) => now.map((old, at) => at === index ? (event.target as HTMLInputElement).value : old))} />
      <button type="button" class="quiet" ?disabled=${written.length === 1} aria-label=${strings.removeResource(index)}
        @click=${() => {
          edit((now) => now.filter((_, at) => at !== index));
          focusNext(...[index + 1, index].map((place) => `.written li:nth-child(${place}) input`));
        }}>×</button>
    </li>`)}</ul>
    <p class="hint">${written.length > 1 ? strings.together : ""}
      <button type="button" class="quiet" @click=${() => {
        edit((now) => [...now, ""]);
        focusNext(".written li:last-child input");
      }}>${strings.addResource}</button>
      ${fromTemplates ? html`<button type="button" class="quiet" @click=${() => {
        events.change(() => ({ written: null }));
        focusNext(".part.resource .fields input");
      }}>${strings.fromTemplates}</button>` : ""}</p>`;
}
