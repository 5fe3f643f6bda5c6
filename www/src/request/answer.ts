/** The engine's answer to the request: the decision, what it hangs on, and how near every statement was. */
import type { ConditionTrace, DecisionExplanation, StatementTrace } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { badgeOf } from "../catalogue/badge.ts";
import type { Range } from "../editor/marked.ts";
import type { ShownPolicy } from "../engine/protocol.ts";
import { focusNext } from "../focus.ts";
import { outcomeIcon } from "../icons.ts";
import { prose } from "../prose.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { ASSUME_ROLE, askingOf, isAnswered, type Asking } from "./asking.ts";
import { decides } from "./deciding.ts";
import type { Field } from "./fields.ts";
import type { Expected } from "./scenario.ts";
import { toldAtRest } from "./told.ts";

export interface AnswerEvents {
  /** Shows a range of one of the policies that decide. */
  go(range: Range, policy: number): void;
  copy(text: string): void;
  /** Keeps the request in the scenario, with the answer as what is expected. */
  keep(): void;
  choose(action: string, unfinished?: boolean): void;
}

/** The sign and colour of a decision: those of the outcome that is like it. */
export const signOf = {
  Allow: "allowed", ExplicitDeny: "denied", ImplicitDeny: "not-granted", Undecided: "undecided",
} as const;

export function decisionChip(decision: Expected): TemplateResult {
  return html`<span class="chip outcome-${signOf[decision]}" title=${strings.decisionMeanings[decision]}>${outcomeIcon(signOf[decision])}${strings.decisions[decision]}</span>`;
}

/** What the request itself leaves open: fields that are empty, an action that the catalogue does not list, a name where ids count. */
export interface Doubts { empty: readonly Field[]; unlisted: boolean; isKeepable: boolean; isMeantById: boolean }

export function answerBar(state: State, doubts: Doubts, events: AnswerEvents): TemplateResult {
  const { decided } = state;
  const asking = askingOf(state);
  const explanation = decided && "explanation" in decided ? decided.explanation : null;
  return html`<div class="answer" aria-label=${strings.answer} role="group">
    <div class="said" data-idle=${"missing" in asking && asking.missing === "action" ? "true" : "false"} ${ref(toldAtRest)} aria-busy=${decided && !isAnswered(state) ? "true" : "false"}>${explanation ? said(explanation, doubts, decided !== null && "assumes" in decided && decided.assumes)
      : html`<p class="hint">${decided && "refused" in decided ? prose(decided.refused) : missing(asking, events)}</p>`}</div>
    <p class="for-readers" role="status"></p>
    <button type="button" ?disabled=${!explanation || !doubts.isKeepable} title=${explanation && !doubts.isKeepable ? strings.keepNeedsPeople : strings.keepTitle}
      @click=${events.keep}>${strings.keep}</button>
  </div>`;
}

/** What is to be told before there is a request. */
function missing(asking: Asking, events: AnswerEvents): TemplateResult | string {
  if (!("missing" in asking)) return "";
  if (asking.missing === "assume") {
    return html`${strings.trustAloneOf} <button type="button" class="quiet" @click=${() => { events.choose(ASSUME_ROLE); focusNext("#request-action"); }}><code>${ASSUME_ROLE}</code></button>`;
  }
  return { action: strings.noRequest, principal: strings.noPrincipal, resource: "" }[asking.missing];
}

function said({ decision, when, sentences, unknownKeys }: DecisionExplanation, { empty, unlisted, isMeantById }: Doubts, assumes: boolean): TemplateResult {
  // The first sentence says what the chip says.
  const lines = decision === "Undecided" && when.length > 0 ? when.map(({ sentence }) => sentence) : sentences.slice(1, 3);
  return html`<p class="decision" data-decision=${decision}>${decisionChip(decision)}
      ${unknownKeys.length > 0 ? html`<span class="hangs">${strings.hangsOn} ${unknownKeys.map((key) => html`<button type="button" class="quiet" @click=${() => focusKey(key)}><code>${key}</code></button>`)}</span>` : ""}
      ${assumes ? html`<span class="hangs">${strings.assumesOwn}</span>` : ""}
      ${isMeantById ? html`<span class="hangs">${strings.meantById}</span>` : ""}
      ${unlisted ? html`<span class="hangs">${strings.unlisted}</span>` : ""}
      ${empty.length > 0 ? html`<span class="hangs">${strings.leftOpen} ${empty.map(({ id, variable }) => html`<button type="button" class="quiet" @click=${() => focusField(id)}><code>$${variable}</code></button>`)}</span>` : ""}</p>
    <ul>${lines.map((line) => html`<li>${prose(line)}</li>`)}</ul>`;
}

const focusKey = (key: string) => document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] select`)?.focus();

const focusField = (id: string) => document.querySelector<HTMLElement>(`.part.resource input[name="${CSS.escape(id)}"]`)?.focus();

/** The sentences, and each statement's part, resource by resource. */
export function why({ decided }: State, events: AnswerEvents): TemplateResult {
  const explanation = decided && "explanation" in decided ? decided.explanation : null;
  if (!explanation) return html`<p class="hint">${strings.whyHint}</p>`;
  const policies = decided && "policies" in decided ? decided.policies : [];
  const many = explanation.resources.length > 1;
  return html`<ul class="sentences">${explanation.sentences.map((sentence) => html`<li>${prose(sentence)}</li>`)}</ul>
    ${explanation.resources.map(({ resource, stages }) => html`
      ${many ? html`<h4><code>${resource}</code></h4>` : ""}
      <ul class="traces">${stages.flatMap(({ statements }) => statements).map((trace) => statement(trace, explanation, policies, events))}</ul>`)}
    <p><button type="button" class="quiet" @click=${() => events.copy(JSON.stringify(explanation.diagnosticMessage, null, 2))}>${strings.copyMessage}</button></p>`;
}

const VERDICT_SIGNS = { matches: "allowed", fails: "not-granted", unknown: "conditional", faulty: "undecided" } as const;

function statement(trace: StatementTrace, explanation: DecisionExplanation, policies: readonly ShownPolicy[], events: AnswerEvents): TemplateResult {
  const of = policies[trace.policy];
  const { verdict, effect, failed, field } = trace;
  const link = (pattern: (Range & { text: string }) | null) => pattern && html`<button type="button" class="pattern-link" title=${strings.goTo}
    @click=${() => events.go(pattern, trace.policy)}><code>${pattern.text}</code></button>`;
  const failing = failed === null ? "" : field !== null ? strings.failedField(field) : strings.failed[failed];
  return html`<li class=${decides(explanation, trace) ? "decides" : ""} data-verdict=${verdict}>
    <button type="button" class="to-statement" title=${strings.goToStatement} @click=${() => events.go(trace, trace.policy)}>${badgeOf(policies, trace.policy, trace.statement)}</button>
    <span class="verdict outcome-${VERDICT_SIGNS[verdict]}">${outcomeIcon(VERDICT_SIGNS[verdict])}<span>${effect ?? strings.noEffect} ${strings.verdicts[verdict]}${failing === "" ? "" : `: ${failing}`}</span></span>
    <span class="links">${of ? html`<button type="button" class="quiet of-policy" title=${strings.openPolicyTitle(of)} @click=${() => events.go(trace, trace.policy)}>${of.name}</button>` : ""}${link(trace.action)}${link(trace.resource)}</span>
    ${trace.conditions.length > 0 ? html`<ul class="conditions">${trace.conditions.map((one) => condition(one, trace.policy, events))}</ul>` : ""}
  </li>`;
}

const MET_SIGNS = { true: "allowed", false: "denied", unknown: "unknown" } as const;

function condition(trace: ConditionTrace, policy: number, events: AnswerEvents): TemplateResult {
  const { operator, key, expected, actual, known, met } = trace;
  return html`<li data-met=${met}>
    <span class="met outcome-${MET_SIGNS[met]}">${outcomeIcon(MET_SIGNS[met])}${strings.met[met]}</span>
    <button type="button" class="pattern-link" title=${strings.goTo} @click=${() => events.go(trace, policy)}><code>${operator} ${key}</code></button>
    <span class="compared">${strings.expected} ${codes(expected)}; ${strings.requestHas} ${known === "known" ? codes(actual ?? []) : strings.actual[known]}</span>
  </li>`;
}

const codes = (list: readonly string[]) => list.length === 0 ? "–" : list.map((value, index) => html`${index > 0 ? ", " : ""}<code>${value === "" ? "\"\"" : value}</code>`);
