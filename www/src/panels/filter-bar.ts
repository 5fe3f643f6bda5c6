/** Above the catalogue: filter, grouping, variables, which services; and what the cursor lights. */
import { html, type TemplateResult } from "lit-html";
import { codesMissing } from "../catalogue/services.ts";
import { filteredServices, GROUPINGS, NO_FILTER, isFiltered, type Filter, type Grouping } from "../catalogue/filter.ts";
import { groupingOf, type State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { servicesButton, type ServicesEvents } from "./services.ts";

export interface FilterEvents extends ServicesEvents {
  filter(patch: Partial<Filter>): void;
  group(grouping: Grouping): void;
  toggleBindings(): void;
  intoRows(): void;
}

export function filterBar(state: State, shown: number, events: FilterEvents): TemplateResult {
  const { filter, catalog } = state;
  const by = groupingOf(state);
  const missing = codesMissing(state);
  const total = catalog?.size ?? 0;
  return html`<div class="filter-bar">
    <input type="search" id="filter" placeholder=${strings.filterPlaceholder} aria-label=${strings.filterLabel} spellcheck="false"
      .value=${filter.text}
      @input=${(event: Event) => events.filter({ text: (event.target as HTMLInputElement).value })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== "ArrowDown" && event.key !== "Enter") return;
        event.preventDefault();
        events.intoRows();
      }} />
    <label class="grouping"><span>${strings.groupBy}</span>
      <select .value=${by} @change=${(event: Event) => events.group((event.target as HTMLSelectElement).value as Grouping)}>
        ${GROUPINGS.map((grouping) => html`<option value=${grouping} ?selected=${grouping === by}>${strings.groupings[grouping]}</option>`)}
      </select></label>
    <button type="button" aria-expanded=${state.bindingsOpen} aria-controls="bindings" @click=${events.toggleBindings}>${strings.bindingsSet(Object.keys(state.bindings).length)}</button>
    ${servicesButton(state, events)}
  </div>
  <div class="status-line">
    <span class="shown" role="status">${strings.shown(shown, total)}</span>
    ${missing.length === 0 ? "" : html`<span class="not-loaded" role="status">${strings.notLoaded(missing, state.cloud.is !== "failed")}</span>
      ${state.cloud.is === "failed" ? html`<button type="button" class="quiet" @click=${events.tryAgain}>${strings.tryAgain}</button>` : ""}`}
    ${filteredServices(catalog, filter).map((code) => html`<button type="button" class="service-chip" title=${strings.onlyService(code)} aria-label=${strings.onlyService(code)}
      @click=${() => events.filter({ services: filter.services.filter((other) => other !== code) })}><code>${code}</code> <span aria-hidden="true">×</span></button>`)}
    <button type="button" class="quiet" ?hidden=${!isFiltered(filter)} @click=${() => events.filter(NO_FILTER)}>${strings.clearFilter}</button>
    <span class="lit-by">${litBy(state)}</span>
    <button type="button" class="quiet" aria-pressed=${filter.litOnly} ?hidden=${!state.lit && !filter.litOnly}
      @click=${() => events.filter({ litOnly: !filter.litOnly })}>${strings.litOnly}</button>
  </div>`;
}

function litBy({ place, lit }: State): string {
  if (!lit || place.statement === null) return "";
  const what = place.pattern === null ? strings.cursorStatement(place.statement) : strings.cursorPattern(place.statement);
  return strings.litBy(what, lit.size);
}
