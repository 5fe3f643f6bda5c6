/**
 * Light in both directions: from the cursor's place to the operations it is about, and from the operation that is
 * looked at to the patterns that decide it. Both are asked of the engine anew with every snapshot.
 */
import type { Editor } from "./editor/editor.ts";
import type { EngineClient } from "./engine/engine-client.ts";
import type { Snapshot } from "./engine/protocol.ts";
import { shownOperation, type Place, type State } from "./store/state.ts";
import type { Store } from "./store/store.ts";

const NOTHING: ReadonlySet<number> = new Set();

export class Lights {
  private litFor = "";
  private explainedFor = "";
  private snapshot: Snapshot | null = null;
  /** counts the snapshots: a revision has a second one when the bindings change */
  private serial = 0;

  constructor(
    private readonly store: Store<State>,
    private readonly engine: EngineClient,
    private readonly editor: Editor,
  ) {}

  /** The cursor stands elsewhere, or the statements around it changed. */
  placed(place: Place): void {
    const before = this.store.state.place;
    if (before.statement !== place.statement || before.pattern !== place.pattern) this.store.set({ place });
    this.refresh();
  }

  /** Asks for what the state needs and does not have yet. */
  refresh(): void {
    if (this.snapshot !== this.store.state.snapshot) this.serial++;
    this.snapshot = this.store.state.snapshot;
    this.lightOperations();
    this.explain();
  }

  private lightOperations(): void {
    const { place, snapshot } = this.store.state;
    const wanted = `${this.serial} ${place.statement} ${place.pattern}`;
    if (wanted === this.litFor) return;
    this.litFor = wanted;
    const known = place.pattern !== null ? snapshot?.patterns[place.pattern] : place.statement !== null && snapshot?.statements[place.statement];
    if (!known || place.statement === null) {
      if (this.store.state.lit) this.store.set({ lit: null });
      return;
    }
    const of = place.pattern !== null ? { pattern: place.pattern } : { statement: place.statement };
    this.engine.ask("light", of, (operations) => {
      if (this.litFor === wanted) this.store.set({ lit: new Set(operations) });
    });
  }

  private explain(): void {
    const state = this.store.state;
    // Beside a request it is the request that lights the text.
    const operation = state.side === "catalogue" ? shownOperation(state) : null;
    const wanted = `${this.serial} ${operation}`;
    if (wanted === this.explainedFor) return;
    this.explainedFor = wanted;
    if (operation === null || !state.snapshot) {
      this.editor.light(NOTHING);
      return;
    }
    this.engine.ask("explain", { operation, catalogue: state.snapshot.catalogue }, (answer) => {
      if (this.explainedFor !== wanted || !answer) return;
      const { explanation, about } = answer;
      const { snapshot } = this.store.state;
      this.store.set({ explanation, explained: snapshot, about });
      const { shown } = snapshot ?? {};
      const isInText = (pattern: number) => !shown || shown.person === null || shown.policies[shown.patterns[pattern]?.policy ?? -1]?.edited === true;
      this.editor.light(new Set(explanation.statements.flatMap((item) =>
        [...item.actionPatterns, ...item.resources.flatMap((resource) => resource.patterns)]).filter(isInText)));
    });
  }
}
