/** Which services are shown: a list to search and to tick, under the button that says what is shown now. */
import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import type { ServiceInfo } from "ramlight";
import type { CatalogFacts } from "../catalogue/facts.ts";
import { codesOf, servicesNamed } from "../catalogue/services.ts";
import { hasSeveral, type State } from "../store/state.ts";
import { formatNumber, strings } from "../strings.ts";
import { closeWhenLeft, placeUnderButton } from "./menu.ts";

export interface ServicesEvents {
  /** The panel was opened; `null`: closed. */
  browse(text: string | null): void;
  pick(code: string, picked: boolean): void;
  all(all: boolean): void;
  onlyNamed(): void;
  tryAgain(): void;
  loadCatalogue(): void;
  defaultCatalogue(): void;
}

const ID = "services-panel";

export function servicesButton(state: State, events: ServicesEvents): TemplateResult {
  return html`<div class="services" @focusout=${closeWhenLeft}>
    <button type="button" class="services-button" aria-haspopup="dialog" aria-controls=${ID} popovertarget=${ID} title=${strings.servicesTitle}>${label(state)}<span class="caret" aria-hidden="true"></span></button>
    <div popover id=${ID} role="dialog" aria-label=${strings.servicesTitle} ${ref((element) => listen(element, events))}>
      <input type="search" class="find-service" autofocus aria-label=${strings.findService} placeholder=${strings.findService} spellcheck="false" .value=${state.browsing ?? ""}
        @input=${(event: Event) => events.browse((event.target as HTMLInputElement).value)} @keydown=${intoList} />
      ${state.browsing === null || !state.catalog ? "" : content(state, state.catalog, state.browsing, events)}
    </div>
  </div>`;
}

function label(state: State): string {
  const { catalog, catalogFile, choice } = state;
  const count = catalog?.loaded.length ?? 0;
  if (catalogFile !== null) return strings.fileAndServices(catalogFile, catalog?.loaded.filter(({ code }) => !catalog.own.has(code)).length ?? 0);
  if (!hasSeveral(state)) return catalog?.loaded[0]?.name ?? strings.builtIn;
  return strings.servicesShown(count, choice.all && count === catalog?.services.length);
}

function content(state: State, catalog: CatalogFacts, text: string, events: ServicesEvents): TemplateResult {
  const { choice, cloud, snapshot } = state;
  const named = new Set(servicesNamed(catalog, snapshot ? codesOf(snapshot) : []));
  const along = new Set(servicesNamed(catalog, choice.picked));
  const found = matching(catalog.services, text);
  const isNamedOnly = !choice.all && catalog.loaded.every(({ code }) => catalog.own.has(code) ? !choice.picked.includes(code) : named.has(code));
  return html`
    <div class="wholesale">
      <button type="button" aria-pressed=${choice.all} @click=${() => events.all(!choice.all)}>${strings.allServices}
        <small>${strings.allServicesCount(catalog.about.whole ? catalog.services.reduce((sum, { known }) => sum + known, 0) : 0)}</small></button>
      <button type="button" ?disabled=${isNamedOnly} @click=${events.onlyNamed}>${strings.onlyNamed}</button>
    </div>
    ${cloud.is === "failed"
      ? html`<p class="cloud-failed" role="alert">${strings.cloudFailed(cloud.why, catalog.loaded.map(({ name }) => name), [])}
          <button type="button" @click=${events.tryAgain}>${strings.tryAgain}</button></p>`
      : cloud.is === "coming" ? html`<p class="hint" role="status">${strings.cloudComing}</p>` : ""}
    <ul class="service-list" aria-label=${strings.services} @keydown=${moveInList}>
      ${found.map((service, index) => row(service, index, state, catalog, { named, along }, events))}
      ${found.length === 0 && cloud.is !== "coming" ? html`<li class="hint">${strings.noService}</li>` : ""}
    </ul>
    <footer>
      <details><summary>${strings.catalogueDate(catalog.about.date)}</summary><ul>${catalog.about.sources.map((source) => html`<li>${source}</li>`)}</ul></details>
      <button type="button" class="quiet" popovertarget=${ID} popovertargetaction="hide" @click=${events.loadCatalogue}>${strings.catalogueFileTitle}</button>
      ${state.catalogFile === null ? "" : html`<button type="button" class="quiet" popovertarget=${ID} popovertargetaction="hide" @click=${events.defaultCatalogue}>${strings.catalogueDefault}</button>`}
    </footer>`;
}

function row(service: ServiceInfo, index: number, { choice }: State, catalog: CatalogFacts, { named, along }: Record<"named" | "along", Set<string>>, events: ServicesEvents): TemplateResult {
  const { code, name, known, count, loaded } = service;
  const isPicked = choice.picked.includes(code);
  const isOwn = catalog.own.has(code);
  const why = choice.all ? "all" : isOwn ? "own" : named.has(code) ? "named" : isPicked ? "picked" : along.has(code) ? "along" : loaded ? "before" : "none";
  // What is embedded is less than the cloud has: the rest can be picked.
  const isPart = loaded && count < known;
  const isFixed = why === "all" || why === "named" || why === "along" || (why === "own" && !isPart && !isPicked);
  return html`<li><label title=${[name, ...service.aliases].join(", ")}>
    <input type="checkbox" data-service=${code} tabindex=${index === 0 ? 0 : -1} .checked=${live(loaded || isPicked || choice.all)} .indeterminate=${live(isPart && !isPicked && !choice.all)} ?disabled=${isFixed}
      @change=${(event: Event) => events.pick(code, isPart || (event.target as HTMLInputElement).checked)} />
    <code>${code}</code><span class="product">${name === code ? "" : name}</span>
    <small class="why">${isPart && !isPicked && why === "own" ? strings.restOf(known - count) : strings.whyShown[why]}</small>
    <span class="number">${isPart ? strings.partOf(count, known) : formatNumber(known)}</span>
  </label></li>`;
}

/** The services that have every word in their code, an alias or their name; those whose code begins with the text come first. */
export function matching(services: readonly ServiceInfo[], text: string): ServiceInfo[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const whole = words.join(" ");
  const rank = ({ code }: ServiceInfo) => code.toLowerCase() === whole ? 0 : code.toLowerCase().startsWith(whole) ? 1 : 2;
  return services
    .filter(({ code, name, aliases }) => {
      const all = [code, name, ...aliases].join(" ").toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

const listening = new WeakSet<Element>();

function listen(element: Element | undefined, events: ServicesEvents): void {
  if (!(element instanceof HTMLElement) || listening.has(element)) return;
  listening.add(element);
  element.addEventListener("beforetoggle", (event) => {
    if ((event as ToggleEvent).newState === "open") events.browse("");
  });
  element.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState !== "open") {
      events.browse(null);
      return;
    }
    placeUnderButton(element);
  });
}

const boxesOf = (within: Element | null) => [...within?.querySelectorAll<HTMLInputElement>(".service-list input:not(:disabled)") ?? []];

function intoList(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  boxesOf((event.target as Element).closest("[popover]"))[0]?.focus();
}

function moveInList(event: KeyboardEvent): void {
  const panel = (event.target as Element).closest("[popover]");
  const boxes = boxesOf(panel);
  const at = boxes.indexOf(event.target as HTMLInputElement);
  if (event.key === "ArrowUp" && at === 0) {
    event.preventDefault();
    panel?.querySelector<HTMLElement>(".find-service")?.focus();
    return;
  }
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  boxes[Math.min(to, boxes.length - 1)]?.focus();
}
