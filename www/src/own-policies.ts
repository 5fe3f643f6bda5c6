/** Keeps the editor's text in the browser, and opens the person's policies, files and links. */
import type { App } from "./app.ts";
import type { KindOption } from "./engine/protocol.ts";
import { chooseFile, copyText, isCatalogue, saveFile } from "./files.ts";
import type { Notice } from "./panels/notices.ts";
import { FIRST_TEXT } from "./panels/starters.ts";
import { holdersOf, ownRef } from "./people/people.ts";
import { BLANK, Policies, textKey, type Policy } from "./policies.ts";
import { readScenario } from "./request/scenario.ts";
import { linkTo, policyOfFragment } from "./share.ts";
import { strings } from "./strings.ts";
import { Tabs } from "./tabs.ts";

const KEEP_PAUSE_MS = 300;
/** Addresses longer than this are cut by some programs. */
const LONGEST_LINK = 30_000;

const OPEN_ELSEWHERE: Notice = { key: "other-tab", tone: "warning", text: strings.otherTab, actions: [] };

export class OwnPolicies {
  private readonly policies: Policies;
  private readonly tabs: Tabs;
  private keeping = 0;
  /** what the browser keeps of the open policy, as far as this tab knows */
  private known = "";
  /** Called when a policy got another name. */
  renamed: (from: string, to: string) => void = () => {};
  /** Takes a scenario file that was opened or dropped. */
  takeScenario: (file: File) => void = () => {};

  constructor(private readonly app: App) {
    this.policies = new Policies(app.storage, FIRST_TEXT, strings.untitled);
    app.kindOf = (id) => this.policies.all().find((policy) => policy.id === id)?.kind ?? "identity";
    app.nameOf = (id) => this.policies.all().find((policy) => policy.id === id)?.name ?? "";
    this.tabs = new Tabs(() => app.notice(OPEN_ELSEWHERE), () => app.dismiss("other-tab", OPEN_ELSEWHERE));
    this.show(this.policies.current);
    app.textChanged = () => {
      clearTimeout(this.keeping);
      this.keeping = window.setTimeout(() => this.keep(), KEEP_PAUSE_MS);
    };
    app.saveFile = () => this.save();
    addEventListener("beforeunload", (event) => {
      this.keep();
      // The browser asks before it lets go of what it would not keep.
      if (!this.policies.allKept) event.preventDefault();
    });
    addEventListener("pagehide", () => this.keep());
    addEventListener("visibilitychange", () => this.keep());
    addEventListener("storage", (event) => {
      if (event.key?.endsWith(textKey(this.policies.current)) && event.newValue !== null) this.changedElsewhere();
    });
    app.storage.watch("policies", () => {
      this.policies.refresh();
      this.list();
    });
    addEventListener("hashchange", () => void this.openLink());
    // A link's policy takes the place of the one that was open last.
    void this.openLink().then(() => this.tabs.opened(this.policies.current));
  }

  open(id: string): void {
    this.app.store.set({ dialog: "none" });
    this.goTo(id);
  }

  private goTo(id: string): void {
    this.keep();
    this.policies.open(id);
    this.show(id);
    this.tabs.opened(id);
    this.app.dismiss("other-tab");
  }

  create(name = strings.untitled, text = BLANK, kind: KindOption = "identity"): void {
    this.open(this.policies.create(name, text, kind));
  }

  /** A policy of its own beside the others, which is not opened. */
  add(name: string, text: string): string {
    const id = this.policies.create(name, text);
    this.list();
    return id;
  }

  /** Takes back a policy that was added with this text, unless it is open or says something else by now; gives what puts it back. */
  withdraw(id: string, text: string): () => void {
    const policy = this.policies.all().find((one) => one.id === id);
    if (!policy || id === this.policies.current || this.policies.latest(id) !== text) return () => {};
    const at = this.policies.all().indexOf(policy);
    this.policies.remove(id);
    this.list();
    return () => {
      this.policies.restore(policy, text, at);
      this.list();
    };
  }

  /** The text of any of the policies as it is now. */
  textOf(id: string): string {
    return id === this.policies.current ? this.app.editor.text : this.policies.latest(id);
  }

  /** Reads the open policy as another kind from now on. */
  setKind(kind: KindOption): void {
    this.policies.setKind(this.policies.current, kind);
    this.list();
    this.app.send();
  }

  /** Gives the name that it got: that of another gets a number. */
  rename(id: string, name: string): string {
    const before = this.app.nameOf(id);
    this.policies.rename(id, name);
    this.list();
    if (id === this.policies.current) this.app.send();
    const after = this.app.nameOf(id);
    this.renamed(before, after);
    return after;
  }

  remove(policy: Policy): void {
    this.keep();
    const text = this.policies.text(policy.id);
    const at = this.policies.all().findIndex(({ id }) => id === policy.id);
    const key = `removed ${policy.id}`;
    this.policies.remove(policy.id);
    if (policy.id === this.policies.current) {
      this.goTo(this.policies.all()[0]?.id ?? this.policies.create(strings.untitled, BLANK));
    }
    this.list();
    this.app.notice({
      key, tone: "info", text: strings.removedPolicy(policy.name, holdersOf(this.app.store.state.people, ownRef(policy.id))),
      actions: [{ name: strings.undo, run: () => {
        this.app.dismiss(key);
        this.policies.restore(policy, text, at);
        this.goTo(policy.id);
      } }],
    });
  }

  save(id = this.policies.current): void {
    this.keep();
    const name = this.policies.all().find((policy) => policy.id === id)?.name ?? strings.untitled;
    saveFile(name, this.policies.text(id));
  }

  openFile(): void {
    chooseFile(".json,.txt,application/json,text/plain", (file) => void this.take(file));
  }

  openCatalogue(): void {
    chooseFile(".json,application/json", (file) => void this.take(file, true));
  }

  /** A file that was chosen or dropped: a catalogue, a scenario, or a policy that is opened beside the others. */
  async take(file: File, asCatalogue = false): Promise<void> {
    let text: string;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      this.app.notice({ key: "file", tone: "error", text: strings.fileUnreadable(file.name), actions: [] });
      return;
    }
    if (asCatalogue || isCatalogue(text)) this.app.services.useFile({ file: file.name, text });
    else if (readScenario(text)) this.takeScenario(file);
    else this.create(file.name.replace(/\.\w+$/, ""), text);
  }

  async copyLink(): Promise<void> {
    const link = await linkTo(this.app.editor.text, this.app.kindOf(this.policies.current));
    if (link.length > LONGEST_LINK) {
      this.app.notice({ key: "link", tone: "warning", text: strings.linkLong, actions: [] });
      return;
    }
    if (await copyText(link)) this.app.notice({ key: "link", tone: "info", text: strings.linkCopied, actions: [] });
    else this.app.notice({ key: "link", tone: "warning", text: strings.linkShown, field: { name: strings.link, value: link }, actions: [] });
  }

  private async openLink(): Promise<void> {
    const fragment = location.hash;
    try {
      const linked = await policyOfFragment(fragment);
      if (!linked) return;
      const { text, kind } = linked;
      const known = this.policies.all().find((policy) => policy.kind === kind && this.textOf(policy.id) === text);
      if (known) this.open(known.id);
      else this.create(strings.fromLinkName, text, kind);
      this.app.store.set({ tab: "policy" });
      this.app.notice({ key: "link", tone: "info", text: known ? strings.linkKnown(known.name) : strings.fromLink, actions: [] });
    } catch {
      this.app.notice({ key: "link", tone: "error", text: strings.linkBroken, actions: [] });
    }
    // Once opened it is a policy of one's own; a reload must not open it again.
    history.replaceState(null, "", location.pathname + location.search);
  }

  private show(id: string): void {
    const text = this.policies.text(id);
    this.known = text;
    this.app.editor.open(id, text);
    this.app.editor.wrap(this.app.store.state.wrap);
    this.list();
  }

  private list(): void {
    this.app.store.set({ policies: this.policies.all(), policyId: this.policies.current });
  }

  private keep(): void {
    clearTimeout(this.keeping);
    const text = this.app.editor.text;
    if (text === this.known) return;
    this.known = text;
    this.policies.change(this.policies.current, text);
    this.list();
  }

  private changedElsewhere(): void {
    const id = this.policies.current;
    if (this.policies.kept(id) === this.app.editor.text) return;
    this.app.notice({
      key: "other-tab", tone: "warning", text: strings.otherTabChanged,
      actions: [
        { name: strings.takeOther, run: () => {
          this.app.editor.replace(this.policies.reload(id));
          this.app.dismiss("other-tab");
        } },
        { name: strings.keepMine, run: () => {
          this.policies.change(id, this.app.editor.text);
          this.app.dismiss("other-tab");
        } },
      ],
    });
  }
}
