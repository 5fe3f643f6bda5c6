/**
 * The request of the panel: what is typed there goes to the engine at once, its answer to the store and its deciding text
 * to the editor. The context goes to the coverage too.
 */
import type { Request } from "ramlight";
import type { App } from "../app.ts";
import type { Range } from "../editor/marked.ts";
import type { Decided, Snapshot } from "../engine/protocol.ts";
import { boundValues, shownOperation, type State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { decidingRanges } from "./deciding.ts";
import { readDenial, type Denial } from "./denial.ts";
import { isEmpty, knownContext, NO_DRAFT, requestOf, type Draft } from "./draft.ts";
import { operationNamed } from "./operations.ts";

export class Requests {
  private asked: unknown[] = [];
  private assumed = "";
  private lit: Decided | null = null;

  constructor(private readonly app: App) {
    app.store.watch((state) => this.follow(state));
  }

  /** The request as it stands; `null` while it is none. */
  get request(): Request | null {
    const state = this.app.store.state;
    return requestOf(state.draft, state.catalog, boundValues(state));
  }

  change(patch: Partial<Draft>): void {
    this.app.store.set({ draft: { ...this.app.store.state.draft, ...patch } });
    this.assume();
  }

  /** Another action: the fields of another operation's templates, the context as it is. */
  choose(action: string): void {
    const { draft, denial, catalog } = this.app.store.state;
    const kept = { ...draft, action };
    if (operationNamed(catalog, draft.action)?.id === operationNamed(catalog, action)?.id) this.change(kept);
    else this.change({ ...kept, alternative: 0, written: null });
    if (denial && denial.action?.toLowerCase() !== action.trim().toLowerCase()) this.app.store.set({ denial: null });
  }

  /** Asks about an operation of the catalogue: the given one, or the one that is looked at. */
  ask(operation = shownOperation(this.app.store.state)): void {
    const found = operation === null ? undefined : this.app.store.state.catalog?.operations[operation];
    if (found) this.choose(`${found.service}:${found.name}`);
    this.app.look({ hovered: null });
    this.app.showSide("request");
    this.app.afterDrawing(() => document.getElementById("request-action")?.focus());
  }

  /** Takes a request from elsewhere in the place of the one in the panel. */
  open(draft: Draft, denial: Denial | null = null): void {
    this.app.store.set({ denial, dialog: "none" });
    this.app.showSide("request");
    this.change(draft);
    this.app.afterDrawing(() => document.getElementById("request-action")?.focus());
  }

  /** Forgets what is known of the context. */
  clearContext(): void {
    const { context } = this.app.store.state.draft;
    this.change({ context: {} });
    this.app.notice({
      key: "context", tone: "info", text: strings.contextCleared,
      actions: [{ name: strings.undo, run: () => { this.app.dismiss("context"); this.change({ context }); } }],
    });
  }

  /** The request that a pasted denial was about. */
  takeDenial(): void {
    const { denialText, catalog } = this.app.store.state;
    const denial = readDenial(denialText);
    if (!denial?.action) return;
    const operation = operationNamed(catalog, denial.action);
    this.open({
      ...NO_DRAFT,
      action: operation ? `${operation.service}:${operation.name}` : denial.action,
      written: denial.resource === null ? null : [denial.resource],
      fields: denial.ownerId === null ? {} : { accountid: denial.ownerId },
      context: Object.fromEntries(denial.conditions.map(({ key, values }) => [key, { known: "known" as const, values }])),
    }, denial);
    this.app.store.set({ denialText: "" });
  }

  /** Shows a range of the text of one of the policies that decide. */
  go(range: Range, policy: number): void {
    const { snapshot, decided } = this.app.store.state;
    if (!snapshot || !decided || !("revision" in decided) || decided.revision !== snapshot.revision) return;
    this.app.goPlace(policy, range);
  }

  /** Tells the coverage what is known of the context, if that is news. */
  private assume(): void {
    const known = knownContext(this.app.store.state.draft);
    const said = JSON.stringify(known);
    if (said === (this.assumed || JSON.stringify(knownContext(NO_DRAFT)))) return;
    this.assumed = said;
    this.app.engine.ask("assume", isEmpty(known) ? {} : known, () => {});
    this.app.send();
  }

  /** Asks anew when the text, the request or what is bound has changed, and lights what decides. */
  private follow(state: State): void {
    const { side, snapshot, draft, catalog, bindings, refused } = state;
    const inputs = [side === "request", snapshot, draft, catalog, bindings, refused];
    if (inputs.some((input, index) => input !== this.asked[index])) {
      this.asked = inputs;
      const request = side === "request" && snapshot ? requestOf(draft, catalog, boundValues(state)) : null;
      if (request) this.app.engine.ask("decide", request, (decided) => this.app.store.set({ decided }));
      else if (state.decided) this.app.store.set({ decided: null });
    }
    if (snapshot && state.decided !== this.lit) this.light(snapshot, state.decided);
  }

  private light(snapshot: Snapshot, decided: Decided | null): void {
    // An answer about a later text than the marks: it is asked anew with the snapshot that is about to come.
    if (decided && "revision" in decided && decided.revision !== snapshot.revision) return;
    this.lit = decided;
    this.app.editor.lightDecision(snapshot, decided && "explanation" in decided ? decidingRanges(decided.explanation, decided.policies) : { statements: [], parts: [] });
  }
}
