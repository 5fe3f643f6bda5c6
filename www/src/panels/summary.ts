/** How many operations the policy allows, in full, in part, under conditions or not; by access level. Its heads are filters. */
import { ACCESS_LEVELS, OUTCOMES, type AccessLevel, type KnownContext, type Summary } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import { OUTCOME_GROUPS, groupOf, type Filter, type OutcomeGroup } from "../catalogue/filter.ts";
import { outcomeIcon } from "../icons.ts";
import { knownContext } from "../request/draft.ts";
import type { State } from "../store/state.ts";
import { formatNumber, strings } from "../strings.ts";

export type Counts = Record<OutcomeGroup, number>;

/** Has its column only where a catalogue leaves resources unpublished; the others keep theirs, so that none moves while one types. */
const SELDOM: OutcomeGroup = "unknown";

export function countsOf(summary: Summary, level: AccessLevel | null): Counts {
  const counts = Object.fromEntries(OUTCOME_GROUPS.map((group) => [group, 0])) as Counts;
  ACCESS_LEVELS.forEach((row, index) => {
    if (level !== null && row !== level) return;
    OUTCOMES.forEach((outcome, column) => {
      counts[groupOf(outcome)] += summary.counts[index * OUTCOMES.length + column] ?? 0;
    });
  });
  return counts;
}

const sum = (counts: Counts) => Object.values(counts).reduce((total, count) => total + count, 0);

export interface SummaryEvents {
  filter(patch: Partial<Filter>): void;
  /** Forgets what is assumed of the context. */
  assumeNothing(): void;
}

export function summaryPanel({ snapshot, filter, draft }: State, events: SummaryEvents): TemplateResult {
  const summary = snapshot?.summary;
  if (!summary) return html`<section class="summary waiting" aria-label=${strings.summary}><p class="hint">${strings.starting}</p></section>`;
  const all = countsOf(summary, null);
  const columns = OUTCOME_GROUPS.filter((group) => group !== SELDOM || all[group] > 0);
  const levels = ACCESS_LEVELS
    .map((level) => ({ level, counts: countsOf(summary, level) }))
    .filter(({ counts }) => sum(counts) > 0);
  const cells = (counts: Counts) => html`${columns.map((group) =>
    html`<td class="number ${counts[group] === 0 ? "zero" : ""}" data-outcome=${group}>${formatNumber(counts[group])}</td>`)}
    <td class="number total">${formatNumber(sum(counts))}</td>`;
  return html`
    <section class="summary" aria-label=${strings.summary}>
      ${assumption(knownContext(draft), events.assumeNothing)}
      <table>
        <thead>
          <tr>
            <td></td>
            ${columns.map((group) => html`<th scope="col">
              <button type="button" class="head outcome-${group}" title=${`${strings.filterBy(strings.outcomes[group])} (${strings.outcomeMeanings[group]})`}
                aria-pressed=${filter.outcomes.includes(group)}
                @click=${() => events.filter({ outcomes: toggled(filter.outcomes, group) })}>
                ${outcomeIcon(group)}<span>${strings.outcomes[group]}</span>
              </button></th>`)}
            <th scope="col" class="total"><span class="head">${strings.total}</span></th>
          </tr>
        </thead>
        <tbody>
          <tr class="all"><th scope="row">${strings.all}</th>${cells(all)}</tr>
          ${levels.map(({ level, counts }) => html`<tr data-level=${level}>
            <th scope="row"><button type="button" class="head" title=${strings.filterBy(strings.levels[level])}
              aria-pressed=${filter.levels.includes(level)}
              @click=${() => events.filter({ levels: toggled(filter.levels, level) })}>${strings.levels[level]}</button></th>
            ${cells(counts)}</tr>`)}
        </tbody>
      </table>
      <div class="bar" aria-hidden="true">
        ${OUTCOME_GROUPS.map((group) => html`<i class="bar-${group}" .style=${`flex-grow:${all[group]}`}></i>`)}
      </div>
    </section>`;
}

/** The context that the counts and the catalogue assume. */
function assumption({ values, absent }: Required<KnownContext>, clear: () => void): TemplateResult | "" {
  const words = [
    ...Object.entries(values).map(([key, value]) => strings.keyIs(key, [value].flat())),
    ...absent.map(strings.keyAbsent),
  ];
  if (words.length === 0) return "";
  return html`<p class="assumed" role="status"><strong>${strings.assumed}</strong> <span title=${words.join("\n")}>${words.join("; ")}</span>
    <button type="button" class="quiet" @click=${clear}>${strings.forgetAssumed}</button></p>`;
}

function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}

/** The same in one line, for a narrow screen. */
export function summaryLine(summary: Summary | null): string {
  if (!summary) return strings.starting;
  const counts = countsOf(summary, null);
  return OUTCOME_GROUPS.filter((group) => counts[group] > 0)
    .map((group) => `${formatNumber(counts[group])} ${strings.outcomes[group].toLowerCase()}`).join(" · ");
}
