/** Above the catalogue: filter, grouping, variables, which catalogue; and what the cursor lights. */
import { html, type TemplateResult } from "lit-html";
import { NO_FILTER, isFiltered, type Filter, type Grouping } from "../catalogue/filter.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { menu } from "./menu.ts";

export interface FilterEvents {
  filter(patch: Partial<Filter>): void;
  group(grouping: Grouping): void;
  toggleBindings(): void;
  loadCatalogue(): void;
  defaultCatalogue(): void;
  intoRows(): void;
}

const GROUPINGS: Grouping[] = ["none", "level", "type"];

export function filterBar(state: State, shown: number, events: FilterEvents): TemplateResult {
  const { filter, catalog } = state;
  const total = catalog?.operations.length ?? 0;
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
      <select .value=${state.grouping} @change=${(event: Event) => events.group((event.target as HTMLSelectElement).value as Grouping)}>
        ${GROUPINGS.map((grouping) => html`<option value=${grouping} ?selected=${grouping === state.grouping}>${strings.groupings[grouping]}</option>`)}
      </select></label>
    <button type="button" aria-expanded=${state.bindingsOpen} aria-controls="bindings" @click=${events.toggleBindings}>${strings.bindingsSet(Object.keys(state.bindings).length)}</button>
    ${menu("catalogue-menu", state.catalogFile ?? strings.builtIn, [{
      name: catalog ? strings.catalogueOf(state.catalogFile ?? strings.builtIn, catalog.date) : null,
      choices: [
        { name: strings.catalogueFileTitle, run: events.loadCatalogue },
        ...(state.catalogFile ? [{ name: strings.catalogueDefault, run: events.defaultCatalogue }] : []),
      ],
    }])}
  </div>
  <div class="status-line">
    <span class="shown" role="status">${strings.shown(shown, total)}</span>
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
