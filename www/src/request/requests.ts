/**
 * The request of the panel: what is typed there goes to the engine at once, its answer to the store and its deciding text
 * to the editor. The context goes to the coverage too.
 */
import type { App } from "../app.ts";
import type { Range } from "../editor/marked.ts";
import { hasPrincipals, type Decided, type Question, type Snapshot } from "../engine/protocol.ts";
import { focusNext } from "../focus.ts";
import type { Caller } from "../people/people.ts";
import { shownOperation, type State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { ASSUME_ROLE, askedAs, askingOf, basisOf, callerOf, isAnswered, isAssumeRole, isSame } from "./asking.ts";
import { decidingRanges, principalIn } from "./deciding.ts";
import { readDenial, type Denial } from "./denial.ts";
import { isEmpty, knownContext, NO_DRAFT, type Draft } from "./draft.ts";
import { operationNamed } from "./operations.ts";
import { accountOf, isId, personIn, principalOfDenial } from "./principal.ts";

export class Requests {
  private asked: readonly unknown[] = [];
  /** waits for the answer to a request */
  private waiting: { of: readonly unknown[]; take: (decided: Decided) => void } | null = null;
  private assumed = "";
  private lit: Decided | null = null;
  /** where the action was last left to the person; empty: it came from elsewhere since */
  private begun = "";
  private caller: Caller | null = null;

  constructor(private readonly app: App) {
    this.caller = app.store.state.caller;
    app.store.watch((state) => this.follow(state));
  }

  /** The request as it stands; `null` while it is none. */
  get question(): Question | null {
    const asking = askingOf(this.app.store.state);
    return "question" in asking ? asking.question : null;
  }

  change(patch: Partial<Draft>): void {
    const { draft } = this.app.store.state;
    // Whoever leaves a field as it was asks for no other answer.
    if (Object.entries(patch).every(([member, value]) => draft[member as keyof Draft] === value)) return;
    this.app.store.set({ draft: { ...draft, ...patch } });
    this.assume();
  }

  /** Another one asks. What is attached to one of the page's people counts once that one is looked at. */
  askAs(principal: string): void {
    this.change({ principal });
    const state = this.app.store.state;
    const person = personIn(state.people, principal.trim(), accountOf(state));
    if (!person) return;
    this.caller = person;
    this.app.keepView({ caller: person });
  }

  /** Another action: the fields of another operation's templates, the context as it is. */
  choose(action: string, unfinished = false): void {
    const { draft, denial, catalog } = this.app.store.state;
    const kept = { ...draft, action, unfinished };
    if (operationNamed(catalog, draft.action)?.id === operationNamed(catalog, action)?.id) this.change(kept);
    else this.change({ ...kept, alternative: 0, written: null });
    if (denial && denial.action?.toLowerCase() !== action.trim().toLowerCase()) this.app.store.set({ denial: null });
  }

  /** Asks about an operation of the catalogue: the given one, or the one that is looked at. */
  ask(operation = shownOperation(this.app.store.state)): void {
    const found = operation === null ? undefined : this.app.store.state.catalog?.operation(operation);
    if (found) {
      this.begun = "";
      this.choose(`${found.service}:${found.name}`);
    }
    this.app.look({ hovered: null });
    this.app.showSide("request");
    focusNext("#request-action");
  }

  /** Takes a request from elsewhere in the place of the one in the panel. */
  open(draft: Draft, denial: Denial | null = null): void {
    this.begun = "";
    this.app.store.set({ denial, dialog: "none" });
    this.app.dismiss("context");
    this.app.showSide("request");
    this.change(draft);
    this.askAs(draft.principal);
    focusNext("#request-action");
  }

  /** Calls `take` with the answer to the request as it stands, at once if it is there; not if it becomes another one before. */
  onceAnswered(take: (decided: Decided) => void): void {
    this.waiting = { of: requestIn(this.app.store.state), take };
    this.answer(this.app.store.state);
  }

  private answer(state: State): void {
    const { waiting } = this;
    const isMeant = waiting !== null && isSame(waiting.of, requestIn(state));
    if (!waiting || (isMeant && !isAnswered(state))) return;
    this.waiting = null;
    if (isMeant && state.decided) waiting.take(state.decided);
  }

  /** Forgets what is known of the context. */
  clearContext(): void {
    const { context } = this.app.store.state.draft;
    this.change({ context: {} });
    this.app.notice({
      key: "context", tone: "info", text: strings.contextCleared,
      actions: [{ name: strings.undo, run: () => { this.app.dismiss("context"); this.change({ context: { ...context, ...this.app.store.state.draft.context } }); } }],
    });
  }

  /** The request that a pasted denial was about. */
  takeDenial(): void {
    const state = this.app.store.state;
    const { denialText, catalog } = state;
    const denial = readDenial(denialText);
    if (!denial?.action) return;
    const operation = operationNamed(catalog, denial.action);
    const principal = principalOfDenial(denial, state.snapshot?.kind ?? "identity");
    // A user who is told by an id may be the one who is looked at.
    const isOpen = callerOf(state)?.kind === "user" && denial.principalType === "SubUser" && isId(denial.displayName ?? "");
    this.open({
      ...NO_DRAFT,
      action: operation ? `${operation.service}:${operation.name}` : denial.action,
      written: denial.resource === null ? null : [denial.resource],
      fields: denial.ownerId === null ? {} : { accountid: denial.ownerId },
      context: Object.fromEntries(denial.conditions.map(({ key, values }) => [key, { known: "known" as const, values }])),
      principal: isOpen ? "" : principal,
    }, denial);
    this.app.store.set({ denialText: "" });
  }

  /** Shows a range of the text of one of the policies that decide. */
  go(range: Range, policy: number): void {
    const { snapshot, decided } = this.app.store.state;
    if (!snapshot || !decided || !("revision" in decided) || decided.revision !== snapshot.revision) return;
    this.app.goIn(decided.policies[policy], range);
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
    const { side, snapshot, caller } = state;
    if (side === "request" && snapshot && !state.awaited) this.begin(state, snapshot);
    if (caller !== this.caller) this.followCaller(state);
    const isOpen = side === "request" || this.waiting !== null;
    const decidedOf = basisOf(state);
    const inputs = [isOpen, ...decidedOf];
    if (!isSame(inputs, this.asked)) {
      this.asked = inputs;
      const question = isOpen && snapshot ? this.question : null;
      if (question) this.app.engine.ask("decide", question, (decided) => { if (this.question) this.app.store.set({ decided, decidedOf }); });
      else {
        this.waiting = null;
        if (state.decided) this.app.store.set({ decided: null });
      }
    }
    this.answer(state);
    if (snapshot && state.decided !== this.lit) this.light(snapshot, state.decided);
  }

  /** A trust policy that one comes to is asked for the one action that it is about; another policy is not left with it. */
  private begin({ policyId, draft }: State, { kind }: Snapshot): void {
    const begun = `${policyId} ${kind === "trust"}`;
    if (begun === this.begun) return;
    const before = this.begun;
    this.begun = begun;
    if (kind === "trust" && draft.action.trim() === "") this.choose(ASSUME_ROLE);
    if (kind !== "trust" && before.endsWith("true") && isAssumeRole(draft.action)) this.choose("");
  }

  /** Somebody else is looked at: who stood in the field before asks no longer. */
  private followCaller(state: State): void {
    const { caller, draft, people } = state;
    this.caller = caller;
    const person = personIn(people, draft.principal.trim(), accountOf(state));
    const isStill = caller ? person?.kind === caller.kind && person.name === caller.name : person === null;
    if (!isStill && draft.principal !== "") this.change({ principal: "" });
  }

  private light(snapshot: Snapshot, decided: Decided | null): void {
    // An answer about a later text than the marks: it is asked anew with the snapshot that is about to come.
    if (decided && "revision" in decided && decided.revision !== snapshot.revision) return;
    this.lit = decided;
    const ranges = decided && "explanation" in decided ? decidingRanges(decided.explanation, decided.policies) : { statements: [], parts: [] };
    const { text, revision } = this.app.editor;
    const asked = askedAs(this.app.store.state);
    const principals = hasPrincipals(snapshot.kind) && revision === snapshot.revision ? ranges.statements.flatMap((statement) => principalIn(text, statement, asked)) : [];
    this.app.editor.lightDecision(snapshot, { ...ranges, parts: [...ranges.parts, ...principals] });
  }
}

/** What makes a request another one: what is asked, by whom, and of which policy. */
const requestIn = ({ draft, caller, policyId }: State): readonly unknown[] => [draft, caller, policyId];
