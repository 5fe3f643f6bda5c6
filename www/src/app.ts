/**
 * The page: what a person does goes to the editor or the store, the text goes to the engine, the engine's snapshot
 * goes to the store and the editor's marks, and the store is drawn. Nothing goes the other way.
 */
import { CatalogFacts } from "./catalogue/facts.ts";
import { Services } from "./catalogue/services.ts";
import { Catalogue } from "./catalogue/view.ts";
import { NO_FILTER, type Filter, type Grouping } from "./catalogue/filter.ts";
import { Editor } from "./editor/editor.ts";
import { engineClient, type EngineClient } from "./engine/engine-client.ts";
import { isCatalogFile, type CatalogTaken, type KindOption, type ShownPolicy, type Snapshot } from "./engine/protocol.ts";
import type { Trouble } from "./engine/worker-client.ts";
import type { Range } from "./editor/marked.ts";
import { copyText } from "./files.ts";
import { Findings } from "./findings.ts";
import { afterDrawing } from "./focus.ts";
import { insertion } from "./insert.ts";
import { Lights } from "./lights.ts";
import { isHeld, type Notice } from "./panels/notices.ts";
import type { Problem } from "./problems.ts";
import { ownRef } from "./people/people.ts";
import type { Starter } from "./panels/starters.ts";
import { INITIAL, type Side, type State } from "./store/state.ts";
import { Storage } from "./store/storage.ts";
import { Store } from "./store/store.ts";
import { readView, writeView } from "./store/view.ts";
import { strings } from "./strings.ts";
import { catalogueShown, frameBegun, textChanged } from "./timing.ts";

/** A text longer than this (characters) is sent to the engine when the person pauses, not on every keystroke. */
export const LARGE = 500_000;
const LARGE_PAUSE_MS = 250;
/** What only says that something was done goes after this while, unless it is pointed at or has the focus, or the tab is not seen. */
const NOTICE_MS = 8_000;
/** "Clean up" is offered while typing only after a pause this long: half-typed JSON looks like a trace of copying. */
const OFFER_PAUSE_MS = 1_200;

export class App {
  readonly store: Store<State>;
  readonly storage: Storage;
  readonly editor: Editor;
  readonly catalogue: Catalogue;
  readonly services: Services;
  readonly engine: EngineClient;
  readonly findings: Findings;
  private readonly lights: Lights;
  private sending = 0;
  /** counts the texts that were sent */
  private sent = 0;
  private offering = 0;
  private dismissed: string | null = null;
  /** Called after every change of the text. */
  textChanged: () => void = () => {};
  /** Sets up a request of an operation. */
  request: (operation: number) => void = () => {};
  /** The kind that a policy of the person's is read as. */
  kindOf: (policy: string) => KindOption = () => "identity";
  /** What a policy of the person's is called. */
  nameOf: (policy: string) => string = () => "";
  /** Opens another policy than the edited one, by the key of a snapshot, at a place in its text. */
  goPolicy: (key: string, range: Range | null) => void = () => {};
  private toReveal: { revision: number; range: Range } | null = null;
  /** Gives the open policy as a file. */
  saveFile: () => void = () => {};

  constructor(editorParent: HTMLElement, catalogueRoot: HTMLElement) {
    this.storage = new Storage((reason) => this.notice({ key: "not-kept", tone: "warning", text: strings.notKept(reason), actions: [{ name: strings.saveFile, run: () => this.saveFile() }] }), () => this.dismiss("not-kept"));
    const kept = this.storage.read<unknown>("catalogue", null);
    const catalogFile = isCatalogFile(kept) ? kept : null;
    this.store = new Store<State>({ ...INITIAL, ...readView(this.storage) });
    this.engine = engineClient({
      trouble: (kind, detail, again) => this.trouble(kind, detail, again),
      works: () => this.dismiss("engine"),
    });
    this.editor = new Editor(editorParent, {
      changing: (revision, text) => { if (text.length <= LARGE) this.sendText(revision, text.toString()); },
      changed: (revision, { pasted, desc }) => {
        this.findings.changed(revision, desc, pasted);
        this.changed(pasted);
      },
      placed: (place) => {
        this.lights.placed(place);
        this.findings.placed();
      },
      accept: () => this.findings.accept() || this.cleanUp(),
      dismiss: () => this.findings.keep() || this.keepTraces(),
      complete: (asked, take) => this.engine.ask("complete", asked, (offers) => {
        if (offers?.wants) this.services.browse();
        take(offers);
      }),
      fix: (problem) => this.findings.fix(problem),
      fixHere: () => this.fixHere(),
      list: () => this.goProblems(),
      cards: {
        card: (position, take) => this.engine.ask("card", position, (card) => {
          if (card === null || card.revision === this.editor.revision) take(card);
        }),
        only: (position, take) => this.findings.only(position, take),
        showAll: (position) => this.showOperations(position),
      },
    });
    this.findings = new Findings(this.store, this.editor, (notice) => this.notice(notice), () => this.services.isComing);
    this.lights = new Lights(this.store, this.engine, this.editor);
    this.catalogue = new Catalogue(catalogueRoot, {
      hover: (hovered) => this.look({ hovered }),
      focus: (focused) => this.look({ focused }),
      open: (pinned) => {
        // The row that was pointed at before may have gone from under the pointer.
        this.look({ pinned, hovered: null });
        document.getElementById("details")?.focus({ preventScroll: true });
      },
      ask: (operation) => this.request(operation),
    });
    // Before the editor asks for a frame itself: what the frame shows of an answer is measured once.
    addEventListener("keydown", () => requestAnimationFrame(() => {
      frameBegun();
      this.engine.look();
    }), { capture: true, passive: true });
    this.services = new Services(this);
    this.services.start(catalogFile);
    this.tellBindings();
  }

  // ---------------------------------------------------------------- text

  private changed(pasted: boolean): void {
    this.store.set({ revision: this.editor.revision });
    this.dismissAll(({ ofText }) => ofText === true);
    textChanged(this.editor.revision);
    clearTimeout(this.sending);
    if (this.editor.length > LARGE) this.sending = window.setTimeout(() => this.send(), LARGE_PAUSE_MS);
    clearTimeout(this.offering);
    this.offering = window.setTimeout(() => this.offer(), OFFER_PAUSE_MS);
    this.offersAtOnce = pasted;
    this.textChanged();
  }
  private offersAtOnce = false;

  /** Sends the text as it is now to the engine. */
  send(): void {
    this.sendText(this.editor.revision, this.editor.text);
  }

  private sendText(revision: number, text: string): void {
    const { policy } = this.editor;
    const sent = ++this.sent;
    this.engine.ask("text", { revision, key: ownRef(policy), name: this.nameOf(policy), kind: this.kindOf(policy), text },
      (snapshot) => this.show(snapshot, sent === this.sent));
    this.store.set({ awaited: true });
  }

  private show(snapshot: Snapshot, isLast: boolean): void {
    const isNew = this.next !== null && snapshot.catalogue === this.next.answer.serial;
    if (this.next && isNew) this.adopt(this.next.answer, this.next.file);
    // An answer by another catalogue says nothing here; one by this catalogue is on its way.
    if (snapshot.catalogue !== this.shownCatalogue) return;
    const still = snapshot.cleanUp !== null && this.store.state.cleanUpOffered;
    this.store.set({ snapshot, awaited: !isLast, cleanUpOffered: still, cleanUpShown: still && this.store.state.cleanUpShown });
    // Thousands of new rows and all else in one task would keep a key waiting.
    if (isNew) this.catalogue.update(this.store.state);
    this.findings.follow(snapshot);
    if (this.offersAtOnce && snapshot.revision === this.editor.revision) {
      this.offersAtOnce = false;
      this.offer(true);
    }
    if (this.toReveal?.revision === snapshot.revision) {
      this.editor.reveal(snapshot, this.toReveal.range);
      this.toReveal = null;
    }
    this.lights.refresh();
  }

  format(): void {
    const revision = this.editor.revision;
    this.engine.ask("format", null, (text) => {
      if (text === null) this.notice({ key: "format", tone: "info", text: strings.cannotFormat, actions: [] });
      else if (revision === this.editor.revision) this.editor.respace(text);
    });
  }

  // ---------------------------------------------------------------- clean up

  private offer(shown = false): void {
    const change = this.store.state.snapshot?.cleanUp;
    if (!change || this.dismissed === change.reasons.join()) return;
    this.store.set({ cleanUpOffered: true, cleanUpShown: shown || this.store.state.cleanUpShown });
  }

  showCleanUp(): void {
    this.store.set({ cleanUpShown: true });
  }

  /** Makes the change that is shown. Whether there was one. */
  cleanUp(): boolean {
    const { snapshot, cleanUpOffered, cleanUpShown } = this.store.state;
    if (!snapshot?.cleanUp || !cleanUpOffered || !cleanUpShown || snapshot.revision !== this.editor.revision) return false;
    this.editor.replace(snapshot.cleanUp.text, "input.clean");
    this.store.set({ cleanUpOffered: false, cleanUpShown: false });
    this.editor.view.focus();
    return true;
  }

  keepTraces(): boolean {
    const { snapshot, cleanUpOffered } = this.store.state;
    if (!cleanUpOffered) return false;
    this.dismissed = snapshot?.cleanUp?.reasons.join() ?? null;
    this.store.set({ cleanUpOffered: false, cleanUpShown: false });
    this.editor.view.focus();
    return true;
  }

  // ---------------------------------------------------------------- looking

  look(patch: Partial<Pick<State, "hovered" | "focused" | "pinned">>): void {
    const state = this.store.state;
    if (Object.entries(patch).every(([key, value]) => state[key as keyof State] === value)) return;
    this.store.set(patch);
    this.lights.refresh();
  }

  /** Shows the operations of the pattern at a position, and no others. */
  private showOperations(position: number): void {
    this.editor.goTo(position);
    this.filter({ ...NO_FILTER, litOnly: true });
    this.showSide("catalogue");
    // once it is drawn: the button that was pressed goes with its card
    requestAnimationFrame(() => this.catalogue.focus());
  }

  /** Shows one of what stands beside the editor; it has its own light in the text. */
  showSide(side: Side): void {
    this.store.set({ tab: "side", side });
    this.lights.refresh();
  }

  /** Closes the details and goes back to the rows. */
  closeDetails(): void {
    this.look({ pinned: null, hovered: null });
    this.catalogue.focus();
  }

  /** Shows a pattern of the explanation in its text, unless that has moved on. */
  goPattern(pattern: number): void {
    const { snapshot, explained } = this.store.state;
    const range = snapshot === explained ? snapshot?.shown.patterns[pattern] : undefined;
    if (range) this.goPlace(range.policy, range);
  }

  /** Shows a place in the text of one of the policies that are shown. */
  goPlace(policy: number, range: Range | null): void {
    this.goIn(this.store.state.snapshot?.shown.policies[policy], range);
  }

  /** Shows a place in the text of one of several policies; `undefined`: of the one in the editor. */
  goIn(shown: ShownPolicy | undefined, range: Range | null): void {
    const snapshot = this.store.state.snapshot;
    if (!snapshot) return;
    if (shown && !shown.edited) {
      this.goPolicy(shown.key, range);
      return;
    }
    this.store.set({ tab: "policy" });
    afterDrawing(() => {
      if (range) this.editor.reveal(snapshot, range);
      else this.editor.view.focus();
    });
  }

  /** Shows a place in the text that was opened just now, once the engine has read it. */
  revealOpened(range: Range): void {
    this.toReveal = { revision: this.editor.revision, range };
  }

  goProblem(problem: Problem): void {
    const snapshot = this.store.state.snapshot;
    if (snapshot) this.editor.reveal(snapshot, problem);
  }

  /** Goes to the problem that the cursor is in, or to the first. */
  private goProblems(): void {
    const places = [".problems .lit .problem", ".problems .problem", ".problems .scroll"];
    places.map((place) => document.querySelector<HTMLElement>(place)).find((element) => element !== null)?.focus();
  }

  private fixHere(): boolean {
    const { problems, finding } = this.store.state;
    const problem = problems.find(({ key }) => key === finding);
    if (!problem?.fix) return false;
    this.findings.fix(problem);
    return true;
  }

  filter(patch: Partial<Filter>): void {
    this.keepView({ filter: { ...this.store.state.filter, ...patch } });
  }

  group(grouping: Grouping): void {
    this.keepView({ grouping });
  }

  /** Sets a variable of the templates; without a text it is free again. */
  bind(name: string, value: string): void {
    const { [name]: _, ...others } = this.store.state.bindings;
    this.setBindings(value === "" ? others : { ...others, [name]: value });
  }

  unbind(): void {
    this.setBindings({});
  }

  private setBindings(bindings: Record<string, string>): void {
    this.keepView({ bindings });
    this.tellBindings();
    this.send();
  }

  private tellBindings(): void {
    this.engine.ask("bind", this.store.state.bindings, ({ refused, catalogue, templates }) => {
      if (this.next?.answer.serial === catalogue) this.next.answer.templates = templates;
      else this.store.set({ templates });
      this.store.set({ refused });
    });
  }

  /** Changes what the page remembers of its own look. */
  keepView(patch: Partial<State>): void {
    this.store.set(patch);
    writeView(this.storage, this.store.state);
  }

  // ---------------------------------------------------------------- starting, inserting

  start(starter: Starter): void {
    const replaced = this.editor.replace(starter.text);
    this.editor.view.focus();
    this.notice({
      key: "replaced", tone: "info", text: strings.replaced(starter.name),
      actions: replaced ? [{ name: strings.undo, run: () => this.editor.undo() }] : [], ofText: true,
    });
  }

  insert(text: string): void {
    const edit = insertion(this.editor.text, text);
    this.store.set({ dialog: "none" });
    if (!edit) {
      void this.copy(text, strings.cannotInsert);
      return;
    }
    this.editor.insert(edit);
    this.notice({ key: "inserted", tone: "info", text: strings.inserted, actions: [{ name: strings.undo, run: () => this.editor.undo() }], ofText: true });
  }

  async copy(text: string, told: string): Promise<void> {
    const done = await copyText(text);
    this.notice({ key: "copied", tone: done ? "info" : "warning", text: done ? told : strings.clipboardRefused, actions: [] });
  }

  // ---------------------------------------------------------------- catalogue

  /** The catalogue that the engine uses by now, which is shown with the first answer that is of it. */
  private next: { answer: CatalogTaken; file: string | null } | null = null;
  /** the one that is shown */
  private shownCatalogue = 0;

  takeCatalogue(answer: CatalogTaken, file: string | null): void {
    this.next = { answer, file };
    if (!this.store.state.catalog) this.adopt(answer, file);
    this.send();
    this.editor.completeAgain();
  }

  /** Operations have other numbers in another catalogue; what was looked at is looked at still, where it has the operation. */
  private adopt({ serial, facts, templates }: CatalogTaken, catalogFile: string | null): void {
    this.next = null;
    this.shownCatalogue = serial;
    catalogueShown();
    const { catalog: before, hovered, focused, pinned } = this.store.state;
    const catalog = new CatalogFacts(facts);
    const now = (operation: number | null) => operation === null ? null : catalog.named(before?.action(operation) ?? "")?.id ?? null;
    this.store.set({
      catalog, templates, catalogFile, lit: null, hovered: now(hovered), focused: now(focused), pinned: now(pinned), explanation: null, explained: null, about: null,
    });
  }

  // ---------------------------------------------------------------- telling

  notice(notice: Notice): void {
    this.store.set({ notices: [...this.store.state.notices.filter(({ key }) => key !== notice.key), notice] });
    if (notice.tone === "info") this.expire(notice);
  }

  private expire(notice: Notice): void {
    setTimeout(() => {
      if (document.hidden || isHeld(notice.key)) this.expire(notice);
      else this.dismiss(notice.key, notice);
    }, NOTICE_MS);
  }

  dismiss(key: string, only?: Notice): void {
    this.dismissAll((notice) => notice.key === key && (!only || notice === only));
  }

  private dismissAll(which: (notice: Notice) => boolean): void {
    const notices = this.store.state.notices;
    const rest = notices.filter((notice) => !which(notice));
    if (rest.length !== notices.length) this.store.set({ notices: rest });
  }

  private trouble(kind: Trouble, detail: string, again: boolean): void {
    const text = kind === "unavailable" ? strings.unavailable : kind === "slow" ? strings.slow(again) : strings.crashed(again);
    this.notice({
      key: "engine", tone: "error", text: detail && kind !== "slow" ? `${text} (${detail})` : text,
      actions: kind === "unavailable"
        ? [{ name: strings.reload, run: () => location.reload() }]
        : again ? [] : [{ name: strings.tryAgain, run: () => { this.dismiss("engine"); this.engine.restart(); this.send(); } }],
    });
  }
}
