/** Builds the page and draws the store's state into its places. */
import { html, render } from "lit-html";
import { App } from "./app.ts";
import { OwnPolicies } from "./own-policies.ts";
import { bindingsPanel } from "./panels/bindings.ts";
import { catalogueErrors } from "./panels/catalogue-errors.ts";
import { cleanUpBar } from "./panels/clean-up.ts";
import { detailsPanel } from "./panels/details.ts";
import { filterBar } from "./panels/filter-bar.ts";
import { header } from "./panels/header.ts";
import { legend } from "./panels/legend.ts";
import { libraryDialog } from "./panels/library.ts";
import { notices } from "./panels/notices.ts";
import { policiesDialog } from "./panels/policies-dialog.ts";
import { problemsPanel } from "./panels/problems.ts";
import { splitter } from "./panels/splitter.ts";
import { summaryLine, summaryPanel } from "./panels/summary.ts";
import { toolbar } from "./panels/toolbar.ts";
import type { State, Tab } from "./store/state.ts";
import { strings } from "./strings.ts";

const PLACES = ["top", "tabs", "toolbar", "editor", "clean-up", "problems", "splitter", "summary", "filter", "catalogue", "legend", "details", "notices", "dialogs"] as const;

const page = document.getElementById("page");
if (!page) throw new Error("the page has no place to draw in");
page.innerHTML = `
  <div id="place-top"></div>
  <div id="place-tabs"></div>
  <main>
    <section class="pane policy" aria-label="${strings.tabs.policy}">
      <div id="place-toolbar"></div>
      <div class="editor-frame"><div id="place-editor"></div><div id="place-clean-up"></div></div>
      <div id="place-problems"></div>
    </section>
    <div id="place-splitter"></div>
    <section class="pane grants" aria-label="${strings.tabs.catalogue}">
      <div id="place-summary"></div>
      <div id="place-filter"></div>
      <div id="place-catalogue" role="grid" tabindex="0" aria-label="${strings.catalogue}"></div>
      <div id="place-legend"></div>
      <div id="place-details"></div>
    </section>
  </main>
  <div id="place-notices"></div>
  <div id="place-dialogs"></div>`;
const places = Object.fromEntries(PLACES.map((name) => [name, document.getElementById(`place-${name}`)])) as Record<(typeof PLACES)[number], HTMLElement>;

render(legend(), places.legend);
const app = new App(places.editor, places.catalogue);
const own = new OwnPolicies(app);
app.store.watch(draw);

function draw(state: State): void {
  document.documentElement.dataset.theme = state.theme;
  document.documentElement.dataset.tab = state.tab;
  document.documentElement.style.setProperty("--split", `${state.split}`);
  places.summary.parentElement?.setAttribute("aria-busy", String(state.snapshot?.revision !== state.revision));
  app.catalogue.update(state);
  render(header(state, {
    openPolicies: () => app.store.set({ dialog: "policies" }),
    openLibrary: () => app.store.set({ dialog: "library" }),
    start: (starter) => app.start(starter),
    openFile: () => own.openFile(),
    saveFile: () => own.save(),
    copyLink: () => void own.copyLink(),
    theme: (theme) => app.keepView({ theme }),
  }), places.top);
  render(tabs(state), places.tabs);
  render(toolbar(state, {
    format: () => app.format(),
    copy: () => void app.copy(app.editor.text, strings.copied),
    find: () => app.editor.find(),
    wrap: (wrap) => {
      app.keepView({ wrap });
      app.editor.wrap(wrap);
    },
  }), places.toolbar);
  render(cleanUpBar(state, {
    text: () => app.editor.text,
    show: () => app.showCleanUp(),
    accept: () => app.cleanUp(),
    dismiss: () => app.keepTraces(),
  }), places["clean-up"]);
  render(problemsPanel(state.snapshot, {
    go: (diagnostic) => app.goProblem(diagnostic),
    fix: (diagnostic) => app.fixProblem(diagnostic),
  }), places.problems);
  render(splitter(state.split, (split) => app.keepView({ split })), places.splitter);
  render(summaryPanel(state.snapshot?.summary ?? null, state.filter, { filter: (patch) => app.filter(patch) }), places.summary);
  render(html`${filterBar(state, app.catalogue.shown, {
    filter: (patch) => app.filter(patch),
    group: (grouping) => app.group(grouping),
    toggleBindings: () => app.keepView({ bindingsOpen: !state.bindingsOpen }),
    loadCatalogue: () => own.openCatalogue(),
    defaultCatalogue: () => app.useCatalogue(null),
    intoRows: () => app.catalogue.focus(),
  })}${bindingsPanel(state, { bind: (values) => app.bind(values) })}${catalogueErrors(state.catalogErrors, () => app.store.set({ catalogErrors: [] }))}`, places.filter);
  render(detailsPanel(state, {
    goPattern: (pattern) => app.goPattern(pattern),
    close: () => app.closeDetails(),
  }), places.details);
  render(notices(state.notices, (key) => app.dismiss(key)), places.notices);
  const close = () => app.store.set({ dialog: "none" });
  render(html`${policiesDialog(state, {
    create: () => own.create(),
    open: (id) => own.open(id),
    rename: (id, name) => own.rename(id, name),
    remove: (policy) => own.remove(policy),
    save: (id) => own.save(id),
    openFile: () => own.openFile(),
    close,
  })}${libraryDialog(state, {
    copy: (text) => void app.copy(text, strings.copied),
    insert: (text) => app.insert(text),
    close,
  })}`, places.dialogs);
}

function tabs(state: State) {
  const choose = (tab: Tab) => app.store.set({ tab });
  return html`<div class="tabs">
    ${(["policy", "catalogue"] as const).map((tab) => html`
      <button type="button" aria-pressed=${state.tab === tab} @click=${() => choose(tab)}>${strings.tabs[tab]}</button>`)}
    <p>${state.snapshot?.refused ? html`<strong class="refused" title=${strings.refused}>${strings.refusedShort}</strong> · ` : ""}${summaryLine(state.snapshot?.summary ?? null)}</p>
  </div>`;
}

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if (target.isContentEditable || target.matches("input, textarea, select") || target.closest("dialog")) return;
  event.preventDefault();
  app.store.set({ tab: "catalogue" });
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById("filter")?.focus()));
});

addEventListener("dragover", (event) => {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
});
// Before the editor sees it: it would put the file's text into the policy.
addEventListener("drop", (event) => {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  event.stopPropagation();
  void own.take(file);
}, { capture: true });

function failed(detail: string): void {
  app.notice({
    key: "page", tone: "error", text: `${strings.pageError} (${detail})`,
    actions: [{ name: strings.saveFile, run: () => own.save() }, { name: strings.reload, run: () => location.reload() }],
  });
}
addEventListener("error", (event) => failed(event.message));
addEventListener("unhandledrejection", (event) => failed(String(event.reason)));
