/** Builds the page and draws the store's state into its places. */
import { html, render } from "lit-html";
import { App } from "./app.ts";
import { OwnPolicies } from "./own-policies.ts";
import { bindingsPanel } from "./panels/bindings.ts";
import { catalogueErrors } from "./panels/catalogue-errors.ts";
import { cleanUpBar } from "./panels/clean-up.ts";
import { detailsPanel } from "./panels/details.ts";
import { filterBar } from "./panels/filter-bar.ts";
import { fixPreview } from "./panels/fix-preview.ts";
import { header } from "./panels/header.ts";
import { legend } from "./panels/legend.ts";
import { libraryDialog } from "./panels/library.ts";
import { notices } from "./panels/notices.ts";
import { PeopleManager } from "./people/manager.ts";
import { peoplePanel } from "./people/panel.ts";
import { ownRef, type Caller } from "./people/people.ts";
import { viewerChoice, viewerStrip } from "./people/viewer.ts";
import { policiesDialog } from "./panels/policies-dialog.ts";
import { problemsPanel } from "./panels/problems.ts";
import { sideName, sideTabs } from "./panels/sides.ts";
import { splitter } from "./panels/splitter.ts";
import { summaryLine, summaryPanel } from "./panels/summary.ts";
import { systemPolicyDialog } from "./panels/system-policy.ts";
import { toolbar } from "./panels/toolbar.ts";
import { denialDialog } from "./request/denial-panel.ts";
import { isEmpty, knownContext } from "./request/draft.ts";
import { requestPanel } from "./request/panel.ts";
import { Requests } from "./request/requests.ts";
import { scenarioPanel } from "./request/scenario-panel.ts";
import { Scenarios } from "./request/scenarios.ts";
import { SIDES, type Side, type State } from "./store/state.ts";
import { strings } from "./strings.ts";
import { drawn } from "./timing.ts";

const PLACES = ["top", "tabs", "toolbar", "editor", "clean-up", "problems", "splitter", "sides", "view-as", "viewing", "people", "summary", "filter", "catalogue", "legend", "details", "request", "scenario", "notices", "dialogs"] as const;

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
    <section class="pane grants" aria-label="${strings.sidesLabel}">
      <div class="sides-line"><div id="place-sides"></div><div id="place-view-as"></div></div>
      <div id="place-viewing"></div>
      <div id="view-catalogue" class="view" role="tabpanel" aria-label="${strings.sides.catalogue}">
        <div id="place-summary"></div>
        <div id="place-filter"></div>
        <div id="place-catalogue" role="grid" tabindex="0" aria-label="${strings.catalogue}"></div>
        <div id="place-legend"></div>
        <div id="place-details"></div>
      </div>
      <div id="view-people" class="view" role="tabpanel" aria-label="${strings.sides.people}"><div id="place-people"></div></div>
      <div id="view-request" class="view" role="tabpanel" aria-label="${strings.sides.request}"><div id="place-request"></div></div>
      <div id="view-scenario" class="view" role="tabpanel" aria-label="${strings.sides.scenario}"><div id="place-scenario"></div></div>
    </section>
  </main>
  <div id="place-notices"></div>
  <div id="place-dialogs"></div>`;
const places = Object.fromEntries(PLACES.map((name) => [name, document.getElementById(`place-${name}`)])) as Record<(typeof PLACES)[number], HTMLElement>;

const app = new App(places.editor, places.catalogue);
const own = new OwnPolicies(app);
const requests = new Requests(app);
const people = new PeopleManager(app, own);
const scenarios = new Scenarios(app, requests, people, (name, text) => own.create(name, text));
own.renamed = (from, to) => scenarios.renamePolicy(from, to);
own.takeScenario = (file) => {
  app.store.set({ dialog: "none" });
  app.showSide("scenario");
  void scenarios.take(file);
};
app.request = (operation) => requests.ask(operation);
app.store.watch(draw);

let shown: State | null = null;

/** Between a key and its answer nothing else changes than that an answer is on its way. */
function isAwaiting(before: State, state: State): boolean {
  const isShown = state.side === "catalogue" || state.side === "people";
  return isShown && (Object.keys(state) as (keyof State)[]).every((key) => key === "revision" || key === "awaited" || before[key] === state[key]);
}

function draw(state: State): void {
  page?.querySelector(".pane.grants")?.setAttribute("aria-busy", String(state.awaited || state.snapshot?.revision !== state.revision));
  const before = shown;
  shown = state;
  if (before && isAwaiting(before, state)) return;
  if (state.snapshot) drawn(state.snapshot.revision);
  if (before?.theme !== state.theme) document.documentElement.dataset.theme = state.theme;
  if (before?.tab !== state.tab) document.documentElement.dataset.tab = state.tab;
  if (before?.split !== state.split) document.documentElement.style.setProperty("--split", `${state.split}`);
  if (before?.side !== state.side) for (const side of SIDES) page?.querySelector(`#view-${side}`)?.toggleAttribute("hidden", side !== state.side);
  // First, so that it is told if the rest cannot be drawn.
  render(notices(state.notices, (key) => app.dismiss(key)), places.notices);
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
    kind: (kind) => own.setKind(kind),
  }), places.toolbar);
  render(state.preview ? fixPreview(state.preview, {
    accept: () => app.findings.accept(),
    dismiss: () => app.findings.keep(),
  }) : cleanUpBar(state, {
    text: () => app.editor.text,
    show: () => app.showCleanUp(),
    accept: () => app.cleanUp(),
    dismiss: () => app.keepTraces(),
  }), places["clean-up"]);
  render(problemsPanel(state, {
    go: (problem) => app.goProblem(problem),
    fix: (problem) => app.findings.fix(problem),
    fixAll: () => app.findings.fixAll(),
    show: (severities) => app.store.set({ severities }),
    unfold: (unfolded) => app.store.set({ unfolded }),
    kind: (kind) => own.setKind(kind),
  }), places.problems);
  render(splitter(state.split, (split) => app.keepView({ split })), places.splitter);
  render(sideTabs(state.side, state.scenario.requests.length, show), places.sides);
  const viewer = {
    look: (caller: Caller | null) => people.look(caller),
    attachEdited: (caller: Caller) => people.attach(caller, ownRef(state.policyId), null),
    goPolicy: (policy: number) => app.goPlace(policy, null),
  };
  render(viewerChoice(state, viewer), places["view-as"]);
  render(viewerStrip(state, viewer), places.viewing);
  if (state.side === "people") render(peoplePanel(state, {
    add: (kind) => people.add(kind),
    rename: (who, name) => people.rename(who, name),
    remove: (who) => people.remove(who),
    attach: (who, ref, place) => people.attach(who, ref, place),
    detach: (who, ref, place) => people.detach(who, ref, place),
    join: (user, group) => people.join(user, group),
    leave: (user, group) => people.leave(user, group),
    undo: () => people.undo(),
    redo: () => people.redo(),
    look: (caller) => people.look(caller),
    open: (ref) => people.openPolicy(ref, null),
    import: () => scenarios.importPeople(),
    export: () => scenarios.exportPeople(),
  }), places.people);
  render(summaryPanel(state, { filter: (patch) => app.filter(patch), summaryBy: (summaryBy) => app.keepView({ summaryBy, summaryFrom: 0 }),
    summaryFrom: (summaryFrom) => { if (summaryFrom !== app.store.state.summaryFrom) app.store.set({ summaryFrom }); }, assumeNothing: () => requests.clearContext() }), places.summary);
  render(html`${filterBar(state, app.catalogue.shown, {
    filter: (patch) => app.filter(patch),
    group: (grouping) => app.group(grouping),
    toggleBindings: () => app.keepView({ bindingsOpen: !state.bindingsOpen }),
    browse: (browsing) => {
      app.store.set({ browsing });
      if (browsing !== null) app.services.browse();
    },
    pick: (code, picked) => app.services.pick(code, picked),
    all: (all) => app.services.all(all),
    onlyNamed: () => app.services.onlyNamed(),
    tryAgain: () => app.services.tryAgain(),
    loadCatalogue: () => own.openCatalogue(),
    defaultCatalogue: () => app.services.useFile(null),
    intoRows: () => app.catalogue.focus(),
  })}${bindingsPanel(state, { bind: (name, value) => app.bind(name, value), unbind: () => app.unbind() })}${catalogueErrors(state.catalogErrors, () => app.store.set({ catalogErrors: [] }))}`, places.filter);
  const assumed = !isEmpty(knownContext(state.draft));
  render(legend(assumed), places.legend);
  render(detailsPanel(state, {
    goPattern: (pattern) => app.goPattern(pattern),
    goPolicy: (policy) => app.goPlace(policy, null),
    close: () => app.closeDetails(),
    ask: () => requests.ask(),
  }), places.details);
  if (state.side === "request") render(requestPanel(state, {
    choose: (action, unfinished) => requests.choose(action, unfinished),
    change: (edit) => requests.change(edit(app.store.state.draft)),
    askAs: (principal) => requests.askAs(principal),
    pasteDenial: (text) => app.store.set({ dialog: "denial", ...(text === undefined ? {} : { denialText: text }) }),
    dismissDenial: () => app.store.set({ denial: null }),
    clearContext: () => requests.clearContext(),
    go: (range, policy) => requests.go(range, policy),
    copy: (text) => void app.copy(text, strings.copied),
    keep: () => scenarios.keep(),
  }), places.request);
  if (state.side === "scenario") render(scenarioPanel(state, {
    run: () => scenarios.run(),
    import: () => scenarios.import(),
    export: () => scenarios.export(),
    clear: () => scenarios.clear(),
    open: (index) => scenarios.open(index),
    rename: (index, name) => scenarios.edit(index, { name }),
    expect: (index, expected) => scenarios.edit(index, { expect: expected ?? undefined }),
    remove: (index) => scenarios.remove(index),
  }), places.scenario);
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
  })}${systemPolicyDialog(state, {
    copy: (text) => void app.copy(text, strings.copied),
    close,
  })}${denialDialog(state, {
    write: (denialText) => app.store.set({ denialText }),
    take: () => requests.takeDenial(),
    copy: (text) => void app.copy(text, strings.copied),
    close,
  })}`, places.dialogs);
  // What lies behind a modal dialog can be neither pressed nor heard.
  const front = document.querySelector("dialog[open]") ?? page;
  if (places.notices.parentElement !== front) front?.append(places.notices);
}

/** Shows one of what stands beside the editor. An empty request begins with the operation that was opened. */
function show(side: Side): void {
  const { pinned, draft } = app.store.state;
  app.showSide(side);
  if (side === "request" && draft.action === "" && pinned !== null) requests.ask(pinned);
}

function tabs(state: State) {
  return html`<div class="tabs">
    <button type="button" aria-pressed=${state.tab === "policy"} @click=${() => app.store.set({ tab: "policy" })}>${strings.tabs.policy}</button>
    ${SIDES.map((side) => html`
      <button type="button" aria-pressed=${state.tab === "side" && state.side === side} @click=${() => show(side)}>${sideName(side, state.scenario.requests.length)}</button>`)}
    <p>${state.snapshot?.refused ? html`<strong class="refused" title=${strings.refused}>${strings.refusedShort}</strong> · ` : ""}${state.snapshot?.shown.person ? `${state.snapshot.shown.person} · ` : ""}${isEmpty(knownContext(state.draft)) ? "" : `${strings.underAssumption} `}${summaryLine(state.snapshot?.summary ?? null)}</p>
  </div>`;
}

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if (target.isContentEditable || target.matches("input, textarea, select") || target.closest("dialog")) return;
  event.preventDefault();
  show("catalogue");
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
  const text = `${strings.pageError} (${detail})`;
  // What fails while the page is drawn fails again when the notice is.
  if (app.store.state.notices.some((notice) => notice.key === "page" && notice.text === text)) return;
  app.notice({
    key: "page", tone: "error", text,
    actions: [{ name: strings.saveFile, run: () => own.save() }, { name: strings.reload, run: () => location.reload() }],
  });
}
addEventListener("error", (event) => failed(event.message));
addEventListener("unhandledrejection", (event) => failed(String(event.reason)));
