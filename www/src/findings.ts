/**
 * What is to be said of the text beyond its grammar, and its fixes.
 *
 * A worker of its own looks for findings once the person pauses, so that no keystroke waits for them. Until it answers,
 * the findings of before stay where they are in the text.
 */
import type { ChangeDesc } from "@codemirror/state";
import type { Bindings, Comparison, TextEdit } from "ramlight";
import type { Editor } from "./editor/editor.ts";
import { carried } from "./editor/marked.ts";
import { checkerClient } from "./engine/engine-client.ts";
import type { CatalogAsk, Checked, Finding, OnlyByPattern, Snapshot } from "./engine/protocol.ts";
import type { Notice } from "./panels/notices.ts";
import { problemsOf, type Found, type Problem } from "./problems.ts";
import { boundValues, type State } from "./store/state.ts";
import type { Store } from "./store/store.ts";
import { strings } from "./strings.ts";

/** A name that is half typed is no finding: one is looked for after a pause this long. */
const PAUSE_MS = 300;
/** A text whose check took longer than that is checked after as long a pause, up to this. */
const LONGEST_PAUSE_MS = 1_500;

/** A catalogue that is coming is waited for so long, looking again after such a while; then all is told but what is not known. */
const CATALOGUE_WAIT_MS = 1_500;
const CATALOGUE_LOOK_MS = 50;
/** That a name is not known: the catalogue that is coming may have it. */
const NOT_KNOWN: ReadonlySet<string> = new Set(["RAM700", "RAM701", "RAM702", "RAM703", "RAM704", "RAM716"]);

/** A fix that is shown before it is taken, because it changes what the policy grants, or may. */
export interface Preview {
  problem: Problem;
  original: string;
  text: string;
  edits: readonly TextEdit[];
  comparison: Comparison;
}

/** What a check is of. */
interface Wanted { revision: number; of: string; catalog: CatalogAsk | null }

const NOTHING: Found = { of: 0, list: [] };

export class Findings {
  private readonly checker = checkerClient({
    trouble: () => this.store.set({ checking: "late" }),
    works: () => {},
  });
  private found = NOTHING;
  /** the changes of the text since the one that is being checked, or the one that `found` was carried to last */
  private changes: { revision: number; desc: ChangeDesc }[] = [];
  private carriedTo = 0;
  private waiting = 0;
  /** what is checked next, or is being checked, or was last */
  private wanted: Wanted | null = null;
  private asked: Wanted | null = null;
  private took = 0;
  private isNew = true;
  /** the first revision of the policy that is open */
  private since = 0;
  private catalog: CatalogAsk | null = null;
  private told: CatalogAsk | null = null;

  constructor(
    private readonly store: Store<State>,
    private readonly editor: Editor,
    private readonly notice: (notice: Notice) => void,
    /** whether another catalogue is asked for */
    private readonly isCatalogueComing: () => boolean,
  ) {}

  /** The text changed; `null`: it is that of another policy. */
  changed(revision: number, desc: ChangeDesc | null, pasted: boolean): void {
    if (desc) this.changes.push({ revision, desc });
    else {
      this.found = NOTHING;
      this.changes = [];
      this.since = revision;
      this.store.set({ unfolded: [], severities: [] });
    }
    if (pasted) {
      this.isNew = true;
      this.store.set({ checked: 0 });
    }
    if (this.store.state.preview) this.keep();
  }

  /** Findings rest on what a catalogue knows. */
  useCatalogue(catalog: CatalogAsk): void {
    this.catalog = catalog;
  }

  /** Takes what the engine says of the text, and has the rest looked for. */
  follow(snapshot: Snapshot): void {
    this.carry(snapshot.revision);
    this.show(snapshot);
    const wanted = { revision: snapshot.revision, of: JSON.stringify([snapshot.kind, boundValues(this.store.state)]), catalog: this.catalog };
    if (wanted.revision === this.wanted?.revision && wanted.of === this.wanted.of && wanted.catalog === this.wanted.catalog) return;
    clearTimeout(this.waiting);
    this.wanted = wanted;
    this.store.set({ checking: "now" });
    const pause = this.isNew ? 0 : Math.max(PAUSE_MS, Math.min(this.took, LONGEST_PAUSE_MS));
    // Once the snapshot is drawn it is known whether it needs another catalogue.
    this.waiting = window.setTimeout(() => requestAnimationFrame(() => this.ask(wanted, snapshot)), pause);
  }

  private ask(wanted: Wanted, of: Snapshot, waited = 0): void {
    // The text may have moved on; then its next snapshot is on the way.
    if (wanted !== this.wanted || wanted.revision !== this.editor.revision) return;
    const isEarly = this.isCatalogueComing();
    if (isEarly) this.waiting = window.setTimeout(() => this.ask(wanted, of, waited + CATALOGUE_LOOK_MS), CATALOGUE_LOOK_MS);
    if (isEarly && waited !== CATALOGUE_WAIT_MS) return;
    this.asked = wanted;
    this.isNew = false;
    this.tellCatalogue();
    const begun = performance.now();
    this.checker.ask("findings", this.checked(of), ({ revision, findings }) => {
      this.took = performance.now() - begun;
      const { snapshot } = this.store.state;
      if (!snapshot || revision < this.found.of || revision < this.since) return;
      this.found = { of: revision, list: isEarly ? findings.filter(({ code }) => !NOT_KNOWN.has(code)) : findings };
      this.carriedTo = revision;
      this.carry(snapshot.revision);
      this.store.set({ checked: isEarly ? 0 : revision, ...(this.wanted === wanted && !isEarly ? { checking: "done" as const } : {}) });
      this.show(snapshot);
    });
  }

  private tellCatalogue(): void {
    if (this.told === this.catalog || !this.catalog) return;
    this.told = this.catalog;
    this.checker.ask("catalog", this.catalog, () => {});
  }

  private checked({ revision, kind }: Snapshot): Checked {
    return { revision, kind, text: this.editor.text, bindings: boundValues(this.store.state) as Bindings };
  }

  /** Carries what was found to the text of a later revision; what was deleted is gone. */
  private carry(revision: number): void {
    const passed = this.changes.filter((change) => change.revision > this.carriedTo && change.revision <= revision);
    if (revision > this.carriedTo) this.carriedTo = revision;
    if (passed.length === 0) return;
    const through = <R extends { from: number; to: number }>(range: R): R =>
      passed.reduce((so, { desc }) => ({ ...so, ...carried(so, desc) }), range);
    const list = this.found.list.flatMap((finding): Finding[] => {
      const moved = through(finding);
      if (moved.from === moved.to && finding.from < finding.to) return [];
      return [finding.cause ? { ...moved, cause: through(finding.cause) } : moved];
    });
    this.found = { ...this.found, list };
    // An answer may still come of the text that was asked about last.
    const kept = Math.min(this.carriedTo, this.asked?.revision ?? 0);
    this.changes = this.changes.filter((change) => change.revision > kept);
  }

  private show(snapshot: Snapshot): void {
    const problems = problemsOf(snapshot, this.found);
    this.store.set({ problems });
    this.editor.show(snapshot, problems);
    this.placed();
  }

  /** Lights the problem that the cursor is in: the one with the smallest place. */
  placed(): void {
    const { snapshot, problems, finding } = this.store.state;
    const lit = snapshot ? this.editor.smallestAtCursor(snapshot, problems)?.key ?? null : null;
    if (lit !== finding) this.store.set({ finding: lit });
  }

  // ---------------------------------------------------------------- fixes

  /** Takes a fix; one that changes what the policy grants is shown first. */
  fix({ key }: Problem): void {
    // The problem may have been shown with an earlier answer.
    const { problems, snapshot } = this.store.state;
    const problem = problems.find((other) => other.key === key);
    if (!problem?.fix || !snapshot || problem.of !== this.editor.revision) return this.moved();
    const { kind, edits } = problem.fix;
    if (kind === "certain" || kind === "clean-up") return this.editor.edit(edits);
    const checked = this.checked(snapshot);
    this.tellCatalogue();
    this.checker.ask("effect", { ...checked, edits }, ({ text, comparison }) => {
      if (checked.revision !== this.editor.revision) return this.moved();
      if (kind === "equal" && comparison.relation === "equal") return this.editor.edit(edits);
      this.store.set({ preview: { problem, original: checked.text, text, edits, comparison }, tab: "policy" });
    });
  }

  /** Takes the fix that is shown. Whether there was one. */
  accept(): boolean {
    const { preview } = this.store.state;
    if (!preview) return false;
    this.store.set({ preview: null });
    this.editor.edit(preview.edits);
    return true;
  }

  /** Leaves the text as it is. Whether a fix was shown. */
  keep(): boolean {
    if (!this.store.state.preview) return false;
    this.store.set({ preview: null });
    this.editor.view.focus();
    return true;
  }

  /** Takes every fix that leaves what the policy means, in one step of the history, and says what was done and what was not. */
  fixAll(): void {
    const { snapshot } = this.store.state;
    if (!snapshot || snapshot.revision !== this.editor.revision) return this.moved();
    const checked = this.checked(snapshot);
    this.tellCatalogue();
    this.checker.ask("fixAll", checked, ({ text, applied, refused }) => {
      if (checked.revision !== this.editor.revision) return this.moved();
      this.editor.become(text);
      const lines = [...told(applied), ...told(refused).map(strings.refusedFix)];
      this.notice({
        key: "fixed", tone: refused.length > 0 ? "warning" : "info", text: strings.fixed(applied.length, refused.length), lines,
        actions: applied.length > 0 ? [{ name: strings.undo, run: () => this.editor.undo() }] : [], ofText: true,
      });
    });
  }

  /** What hangs on the pattern at a position of the text alone. */
  only(position: number, take: (only: OnlyByPattern | null) => void): void {
    const { snapshot } = this.store.state;
    if (!snapshot || snapshot.revision !== this.editor.revision) return;
    this.tellCatalogue();
    this.checker.ask("only", { ...this.checked(snapshot), position }, (only) => {
      if (snapshot.revision === this.editor.revision) take(only);
    });
  }

  private moved(): void {
    this.notice({ key: "moved", tone: "info", text: strings.textMoved, actions: [] });
  }
}

/** Each message once, with how often. */
function told(list: readonly { code: string; message: string }[]): string[] {
  const counts = new Map<string, number>();
  for (const { code, message } of list) {
    const line = `${code} ${message}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => count === 1 ? line : strings.times(line, count));
}
