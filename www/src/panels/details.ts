/** Why one operation has its outcome: in words, then the patterns that decide it, then what is checked. */
import { OUTCOMES, type Explanation } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import type { Operation } from "../catalogue/facts.ts";
import { groupOf } from "../catalogue/filter.ts";
import { fullRequirement } from "../catalogue/requirement.ts";
import { badgeOf, placeOf } from "../catalogue/badge.ts";
import type { About } from "../engine/protocol.ts";
import { markIcon, outcomeIcon } from "../icons.ts";
import { prose } from "../prose.ts";
import type { State } from "../store/state.ts";
import { shownOperation } from "../store/state.ts";
import { strings } from "../strings.ts";

export interface DetailsEvents {
  goPattern(pattern: number): void;
  /** Opens one of the policies that are shown. */
  goPolicy(policy: number): void;
  close(): void;
  /** Sets up a request of the operation. */
  ask(): void;
}

export function detailsPanel(state: State, events: DetailsEvents): TemplateResult {
  const id = shownOperation(state);
  const operation = id === null ? undefined : state.catalog?.operation(id);
  return html`<section class="details" id="details" aria-label=${strings.details} tabindex="-1"
      aria-busy=${String(operation !== undefined && state.explained !== state.snapshot)}
      @keydown=${(event: KeyboardEvent) => { if (event.key === "Escape") events.close(); }}>
    ${operation ? filled(operation, state, events) : html`<p class="hint">${strings.detailsHint}</p>`}
  </section>`;
}

function filled(operation: Operation, state: State, events: DetailsEvents): TemplateResult {
  const code = state.snapshot?.outcomes[operation.id];
  const outcome = code === undefined ? undefined : OUTCOMES[code];
  const explanation = state.explanation?.operation === operation.id ? state.explanation : null;
  const about = state.about?.id === operation.id ? state.about : null;
  const requirement = fullRequirement(operation.requirement, state.templates);
  return html`
    <header>
      <h2><code>${operation.service}:${operation.name}</code></h2>
      ${outcome ? html`<span class="chip outcome-${groupOf(outcome)}">${outcomeIcon(groupOf(outcome))}${strings.outcomes[groupOf(outcome)]}</span>` : ""}
      <span class="level">${strings.levels[operation.accessLevel]}${operation.isDerived ? html` <small class="derived">(${strings.derived})</small>` : ""}</span>
      ${state.pinned === operation.id ? html`<button type="button" class="quiet" @click=${events.close}>${strings.closeDetails}</button>` : ""}
    </header>
    <div class="scroll" tabindex="0" role="group" aria-label=${strings.details}>
      <ul class="sentences">${explanation?.sentences.map((sentence) => html`<li>${prose(sentence)}</li>`)}</ul>
      ${explanation ? evidence(explanation, state, events) : ""}
      <dl>
        <dt>${requirement && requirement.length > 1 ? strings.requiredAny : strings.required}</dt>
        <dd>${requirement ? requirement.map((line) => html`<code class="line">${line}</code>`) : strings.unpublishedRequirement}</dd>
        ${!requirement && about && about.arnHints.length > 0 ? hints(about) : ""}
        ${about && about.notes.length > 0 ? html`<dt>${strings.noteOnSource}</dt><dd>${about.notes.map((note) => html`<p>${prose(note)}</p>`)}</dd>` : ""}
      </dl>
    </div>
    <button type="button" class="ask-about" title=${strings.askAboutTitle} @click=${events.ask}>${strings.askAbout}</button>`;
}

/** What ARNs of the service look like, which does not say what this operation is checked for. */
function hints({ service, arnHints }: About): TemplateResult {
  return html`<dt>${strings.arnHints}</dt>
    <dd class="arn-hints"><p>${strings.arnHintsMean(service)}</p>${arnHints.map((hint) => html`<code class="line">${hint}</code>`)}</dd>`;
}

function evidence(explanation: Explanation, state: State, events: DetailsEvents): TemplateResult {
  const shown = state.explained?.shown;
  const link = (index: number) => {
    const pattern = shown?.patterns[index];
    return pattern && html`<button type="button" class="pattern-link" title=${strings.goTo}
      @click=${() => events.goPattern(index)}><code>${pattern.text}</code></button>`;
  };
  return html`<ul class="evidence">${explanation.statements.map((item) => {
    const patterns = [...new Set([...item.actionPatterns, ...item.resources.flatMap((resource) => resource.patterns)])];
    const info = shown?.statements[item.statement];
    const { policy, number } = shown ? placeOf(shown, item.statement) : { policy: 0, number: item.statement };
    const of = shown?.policies[policy];
    const conditions = info ? strings.conditions(info) : "";
    const contributes = item.level === "none" && item.resources.length > 0;
    return html`<li>
      ${badgeOf(shown?.policies ?? [], policy, number)}
      <span class="how">${markIcon(item.effect, item.level, contributes, info?.holds ?? "unknown")}
        ${item.effect ?? ""} ${contributes ? strings.contributes : strings.coverage[item.level]}${conditions === "" ? "" : `, ${conditions}`}${item.faulty ? `, ${strings.faulty}` : ""}</span>
      <span class="links">${of ? html`<button type="button" class="quiet of-policy" title=${strings.openPolicyTitle(of)} @click=${() => events.goPolicy(policy)}>${of.name}</button>` : ""}${patterns.map(link)}</span>
      ${item.missing.length > 0 ? html`<span class="missing">${strings.missing}: ${item.missing.map((id) => html`<code>${state.templates[id] ?? ""}</code> `)}</span>` : ""}
    </li>`;
  })}</ul>`;
}
