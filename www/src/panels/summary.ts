/** How many operations the policy allows, in full, in part, under conditions or not; by access level or service. Its heads are filters. */
import { ACCESS_LEVELS, OUTCOMES, type AccessLevel, type KnownContext, type Summary } from "ramlight";
import { html, nothing, type TemplateResult } from "lit-html";
import { countsIn, mostGrantedFirst, servicesBorneOn, sum, type Counts } from "../catalogue/counts.ts";
import type { CatalogFacts } from "../catalogue/facts.ts";
import { OUTCOME_GROUPS, filteredServices, groupOf, type Filter, type OutcomeGroup } from "../catalogue/filter.ts";
import type { Snapshot } from "../engine/protocol.ts";
import { outcomeIcon } from "../icons.ts";
import { knownContext } from "../request/draft.ts";
import { hasSeveral, SUMMARIES, type State, type SummaryBy } from "../store/state.ts";
import { formatNumber, strings } from "../strings.ts";

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

export interface SummaryEvents {
  filter(patch: Partial<Filter>): void;
  summaryBy(rows: SummaryBy): void;
  /** The first of the services that are drawn. */
  summaryFrom(index: number): void;
  /** Forgets what is assumed of the context. */
  assumeNothing(): void;
}

export function summaryPanel(state: State, events: SummaryEvents): TemplateResult {
  const { snapshot, filter, draft, catalog } = state;
  if (!snapshot || !catalog) return html`<section class="summary waiting" aria-label=${strings.summary}><p class="hint">${strings.starting}</p></section>`;
  const { summary } = snapshot;
  const by = summaryOf(state);
  const all = countsOf(summary, null);
  const columns = OUTCOME_GROUPS.filter((group) => group !== SELDOM || all[group] > 0);
  return html`
    <section class="summary ${hasSeveral(state) ? "several" : ""} ${by === "level" ? "" : "by-service"}" aria-label=${by === "level" ? strings.summary : strings.summaryByService}>
      ${assumption(knownContext(draft), events.assumeNothing)}
      <div class="summary-rows" tabindex=${by === "level" ? nothing : 0} @scroll=${(event: Event) => events.summaryFrom(firstDrawn(event.target as HTMLElement))}><table>
        <thead>
          <tr>
            <td>${hasSeveral(state) ? rowsChoice(by, events) : ""}</td>
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
          <tr class="all"><th scope="row">${strings.all}</th>${cells(all, columns)}</tr>
          ${by === "level" ? levelRows(state, snapshot, catalog, columns, events) : serviceRows(state, snapshot, catalog, by, columns, events)}${by === "level" ? "" : otherServices(snapshot, catalog, columns)}
        </tbody>
      </table></div>
      <div class="bar" aria-hidden="true">
        ${OUTCOME_GROUPS.map((group) => html`<i class="bar-${group}" .style=${`flex-grow:${all[group]}`}></i>`)}
      </div>
    </section>`;
}

const summaryOf = (state: State): SummaryBy => hasSeveral(state) ? state.summaryBy ?? "service" : "level";

function rowsChoice(by: SummaryBy, events: SummaryEvents): TemplateResult {
  return html`<select class="rows-choice" aria-label=${strings.summaryRows} title=${strings.summaryRowsTitle} @change=${(event: Event) => events.summaryBy((event.target as HTMLSelectElement).value as SummaryBy)}>
    ${SUMMARIES.map((one) => html`<option value=${one} .selected=${one === by}>${strings.summaryBy[one]}</option>`)}</select>`;
}

const cells = (counts: Counts, columns: readonly OutcomeGroup[]) => html`${columns.map((group) =>
  html`<td class="number ${counts[group] === 0 ? "zero" : ""}" data-outcome=${group}>${formatNumber(counts[group])}</td>`)}
  <td class="number total">${formatNumber(sum(counts))}</td>`;

/** Of all services, or of those that are shown alone. */
function levelRows({ filter }: State, snapshot: Snapshot, catalog: CatalogFacts, columns: readonly OutcomeGroup[], events: SummaryEvents): TemplateResult {
  const chosen = filteredServices(catalog, filter);
  const services = catalog.services.flatMap(({ code }, index) => chosen.includes(code) ? [index] : []);
  const levels = ACCESS_LEVELS
    .map((level) => ({ level, counts: chosen.length > 0 ? countsIn(catalog, snapshot, services, level) : countsOf(snapshot.summary, level) }))
    .filter(({ counts }) => sum(counts) > 0);
  return html`${chosen.length > 0 ? html`<tr class="of-services"><th scope="row"><code title=${chosen.join(", ")}>${chosen.join(", ")}</code></th>${cells(countsIn(catalog, snapshot, services, null), columns)}</tr>` : ""}
    ${levels.map(({ level, counts }) => html`<tr data-level=${level}>
      <th scope="row"><button type="button" class="head" title=${strings.filterBy(strings.levels[level])}
        aria-pressed=${filter.levels.includes(level)}
        @click=${() => events.filter({ levels: toggled(filter.levels, level) })}>${strings.levels[level]}</button></th>
      ${cells(counts, columns)}</tr>`)}`;
}

/** So many rows are drawn; the others keep their room. It is more than are in sight. */
const DRAWN = 24;
const ROW_HEIGHT = 20;
/** Rows are drawn anew when one has scrolled by so many. */
const STEP = 8;
const firstDrawn = ({ scrollTop }: HTMLElement) => Math.max(0, Math.floor(scrollTop / ROW_HEIGHT / STEP) * STEP - STEP / 2);

function serviceRows({ filter, summaryFrom }: State, snapshot: Snapshot, catalog: CatalogFacts, by: SummaryBy, columns: readonly OutcomeGroup[], events: SummaryEvents): TemplateResult {
  const found = servicesBorneOn(catalog, snapshot);
  const services = by === "granted" ? mostGrantedFirst(found) : found;
  if (services.length === 0) return html`<tr><td class="hint none" colspan=${columns.length + 2}>${strings.bearsOnNone}</td></tr>`;
  const from = Math.min(summaryFrom, Math.max(0, services.length - DRAWN));
  const room = (rows: number) => html`<tr aria-hidden="true" .style=${`height:${rows * ROW_HEIGHT}px`} ?hidden=${rows === 0}></tr>`;
  return html`${room(from)}${services.slice(from, from + DRAWN).map(({ code, name, counts }) => html`<tr data-service=${code}>
    <th scope="row"><button type="button" class="head" title=${strings.toService(code, name)} aria-pressed=${filter.services.includes(code)}
      @click=${() => events.filter({ services: filter.services.includes(code) ? [] : [code] })}><code>${code}</code></button></th>
    ${cells(counts, columns)}</tr>`)}${room(Math.max(0, services.length - from - DRAWN))}`;
}

/** The services without a row of their own, so that the rows add up to all. */
function otherServices(snapshot: Snapshot, catalog: CatalogFacts, columns: readonly OutcomeGroup[]): TemplateResult | "" {
  const found = servicesBorneOn(catalog, snapshot);
  const count = catalog.loaded.length - found.length;
  if (found.length === 0 || count === 0) return "";
  const all = countsOf(snapshot.summary, null);
  const counts = Object.fromEntries(OUTCOME_GROUPS.map((group) => [group, found.reduce((left, service) => left - service.counts[group], all[group])])) as Counts;
  return html`<tr class="others"><th scope="row" title=${strings.otherServicesTitle(count)}>${strings.otherServices(count)}</th>${cells(counts, columns)}</tr>`;
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
