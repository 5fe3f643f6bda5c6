/** The kept requests: what is expected, what is answered, and whether the two differ. */
import type { Request } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import type { RequestRun } from "../engine/protocol.ts";
import { focusNext } from "../focus.ts";
import { outcomeIcon } from "../icons.ts";
import { prose } from "../prose.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { decisionChip } from "./answer.ts";
import { EXPECTED, type Expected, type ScenarioEntry } from "./scenario.ts";

export interface ScenarioEvents {
  run(): void;
  import(): void;
  export(): void;
  clear(): void;
  open(index: number): void;
  rename(index: number, name: string): void;
  expect(index: number, expected: Expected | null): void;
  remove(index: number): void;
}

export function scenarioPanel(state: State, events: ScenarioEvents): TemplateResult {
  const { scenario, run } = state;
  const count = scenario.requests.length;
  const report = run && run.of === scenario && "report" in run.result ? run.result.report : null;
  const problems = run && run.of === scenario && "problems" in run.result ? run.result.problems : [];
  return html`<section class="scenario" aria-label=${strings.sides.scenario} aria-busy=${String(report !== null && (run?.revision !== state.revision || run.people !== state.people))}>
    <header>
      <button type="button" class="main" ?disabled=${count === 0} @click=${events.run}>${strings.runAll}</button>
      <button type="button" id="import-scenario" @click=${events.import}>${strings.importScenario}</button>
      <button type="button" ?disabled=${count === 0} @click=${events.export}>${strings.exportScenario}</button>
      <button type="button" class="quiet" ?disabled=${count === 0} @click=${() => { events.clear(); focusNext("#import-scenario"); }}>${strings.clearScenario}</button>
      <p role="status">${report ? html`<strong class=${report.failed > 0 ? "differs" : ""}>${strings.runResult(report.passed, report.failed, report.results.filter((result) => "fault" in result).length, count)}</strong>` : ""}</p>
    </header>
    <div class="scroll" tabindex="0" role="group" aria-label=${strings.kept}>
      ${problems.length > 0 ? html`<ul class="faults" role="alert">${problems.map(({ path, message }) => html`<li><code>${path}</code> ${prose(message)}</li>`)}</ul>` : ""}
      ${count === 0 ? html`<p class="hint">${strings.noScenario}</p>` : ""}
      <ul class="kept">${scenario.requests.map((entry, index) => keptRequest(entry, index, report?.results[index] ?? null, events))}</ul>
      ${report && report.untouched.length > 0 ? html`<details class="untouched"><summary>${strings.untouched(report.untouched.length)}</summary>
        <ul>${report.untouched.map(({ policy, statement, pattern }) => html`<li>${policy}, ${strings.statement(statement, statement)}${pattern === null ? "" : html`: <code>${pattern}</code>`}</li>`)}</ul></details>` : ""}
    </div>
  </section>`;
}

function keptRequest(entry: ScenarioEntry, index: number, run: RequestRun | null, events: ScenarioEvents): TemplateResult {
  const resources = [entry.resources].flat().join(" + ");
  const result = run && "result" in run ? run : null;
  const passed = result?.passed ?? null;
  return html`<li data-passed=${String(passed)}>
    <span class="passed">${passed === null ? "" : html`<span class="chip outcome-${passed ? "allowed" : "denied"}">${outcomeIcon(passed ? "allowed" : "denied")}${passed ? strings.passed : strings.differs}</span>`}</span>
    <input type="text" class="name" spellcheck="false" aria-label=${strings.requestName(index)} .value=${entry.name}
      @change=${(event: Event) => events.rename(index, (event.target as HTMLInputElement).value)} />
    <label class="expect"><span>${strings.expectation}</span>
      <select @change=${(event: Event) => events.expect(index, EXPECTED.find((one) => one === (event.target as HTMLSelectElement).value) ?? null)}>
        ${EXPECTED.map((one) => html`<option value=${one} ?selected=${one === entry.expect}>${strings.decisions[one]}</option>`)}
        <option value="" ?selected=${entry.expect === undefined}>${strings.nothingExpected}</option>
      </select></label>
    <span class="answered">${result ? html`<span class="label">${strings.answered}</span> ${decisionChip(result.result.decision)}` : ""}</span>
    <span class="buttons">
      <button type="button" class="quiet" aria-label=${strings.openRequest(entry.name)} @click=${() => events.open(index)}>${strings.open}</button>
      <button type="button" class="quiet delete" aria-label=${strings.removeRequest(entry.name)} @click=${() => {
        events.remove(index);
        focusNext(`.kept li:nth-child(${index + 1}) .delete`, ".kept li:last-child .delete", "#import-scenario");
      }}>${strings.remove}</button>
    </span>
    <small class="asked" title=${`${entry.action}\n${resources}`}><code>${entry.action}</code> ${strings.on} <code>${resources}</code>${circumstances(entry)}</small>
    ${run && "fault" in run ? html`<p class="fault">${strings.cannotBeAsked} ${prose(run.fault)}</p>` : ""}
  </li>`;
}

/** Who asks, where, and what the request says of its context, in a few words. */
function circumstances(entry: ScenarioEntry): string {
  const { context, absent, principal, resourceGroup } = entry as Partial<Request> & { context?: Record<string, string | string[]>; absent?: string[] };
  const words = [
    ...(principal === undefined ? [] : [strings.askedBy(principal)]),
    ...(resourceGroup === undefined ? [] : [strings.within(resourceGroup)]),
    ...Object.entries(context ?? {}).map(([key, value]) => `${key} ${[value].flat().join(", ")}`),
    ...(absent ?? []).map(strings.keyAbsent),
  ];
  return words.length === 0 ? "" : `; ${words.join("; ")}`;
}
