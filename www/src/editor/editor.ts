/** The editor of one policy at a time. It knows the engine's answers only as marks to show. */
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, isolateHistory, undo } from "@codemirror/commands";
import {
  bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxTreeAvailable, type MatchResult,
} from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { diff } from "@codemirror/merge";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type ChangeDesc, type Extension, type Text } from "@codemirror/state";
import {
  Decoration, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap,
  lineNumbers,
} from "@codemirror/view";
import type { TextEdit } from "ramlight";
import { STYLE_NONCE } from "../../csp.ts";
import type { Snapshot } from "../engine/protocol.ts";
import type { Problem } from "../problems.ts";
import { strings } from "../strings.ts";
import { caret } from "./caret.ts";
import { Offering, type AskOffers } from "./completion.ts";
import { decisionMarks, lightDecision, type DecisionRanges } from "./decision-marks.ts";
import { cards, type HoverEvents } from "./hover.ts";
import { language } from "./language.ts";
import { lintMarks } from "./lint-marks.ts";
import { countFrom, inDocument, isMarkedOtherwise, marked, placeAt, showSnapshot, type Range } from "./marked.ts";
import { isLit, lightPatterns, patternMarks } from "./pattern-marks.ts";
import { statementGutter } from "./statement-gutter.ts";
import { typing } from "./typing.ts";

const MATCHED = Decoration.mark({ class: "cm-matchingBracket" });
const UNMATCHED = Decoration.mark({ class: "cm-nonmatchingBracket" });

/** While the text is not parsed to its end, a bracket without its other one says nothing. */
function matchedBrackets({ matched, start, end }: MatchResult, state: EditorState) {
  if (!matched && !syntaxTreeAvailable(state)) return [];
  const mark = matched ? MATCHED : UNMATCHED;
  return [start, ...(end ? [end] : [])].map(({ from, to }) => mark.range(from, to));
}

/** A step of the history by itself: what is typed right behind it is another one. */
const ONE_STEP = isolateHistory.of("full");

/** Two texts together longer than this (characters) are not compared: it would take too long. */
const COMPARED = 400_000;
/** Where two texts differ in many places one change stands for all; each by itself could take half a minute to find. */
const COMPARISON = { scanLimit: 500 };

/** The place in `text` behind as many characters as `before` has; blanks do not count. */
function behind(text: string, before: string): number {
  let left = before.replace(/\s/g, "").length;
  let at = 0;
  for (; left > 0 && at < text.length; at++) if (/\S/.test(text.charAt(at))) left--;
  return at;
}

export interface EditorEvents {
  /** The text is about to be another one: before it is drawn. */
  changing(revision: number, text: Text): void;
  /** The text is another one now; `desc` is `null` where it came in place of another policy's. */
  changed(revision: number, how: { pasted: boolean; desc: ChangeDesc | null }): void;
  /** The cursor moved, or the statements around it did. */
  placed(place: { statement: number | null; pattern: number | null }): void;
  /** Ctrl-Enter or Escape. Whether it was of use. */
  accept(): boolean;
  dismiss(): boolean;
  /** Something is typed: what could it be? */
  complete: AskOffers;
  /** Takes the fix of a problem. */
  fix(problem: Problem): void;
  /** Takes the fix of the problem that the cursor is in. Whether there was one. */
  fixHere(): boolean;
  /** Goes to the list of problems. */
  list(): void;
  /** What is to be said of a place in the text. */
  cards: HoverEvents;
}

export class Editor {
  readonly view: EditorView;
  private readonly wrapping = new Compartment();
  private readonly extensions: Extension;
  private readonly offering: Offering;
  private readonly sessions = new Map<string, EditorState>();
  private session = "";

  constructor(parent: HTMLElement, private readonly events: EditorEvents) {
    this.offering = new Offering(events.complete);
    this.extensions = [
      lineNumbers(), statementGutter, foldGutter(), lintGutter(),
      highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(), caret,
      history(), indentOnInput(), indentUnit.of("  "), bracketMatching({ renderMatch: matchedBrackets }), closeBrackets(),
      search({ top: true }), highlightSelectionMatches(),
      typing, language, marked, decisionMarks, patternMarks, cards(events.cards), this.offering.extension,
      this.wrapping.of([]),
      EditorState.tabSize.of(2),
      EditorView.cspNonce.of(STYLE_NONCE),
      EditorView.contentAttributes.of({ "aria-label": strings.policyText, spellcheck: "false", tabindex: "0" }),
      keymap.of([
        { key: "Mod-Enter", run: () => events.accept() },
        { key: "Escape", run: () => events.dismiss() },
        { key: "Mod-.", run: () => events.fixHere() },
        { key: "Mod-Shift-m", run: () => { events.list(); return true; } },
        ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          const pasted = update.transactions.some((transaction) =>
            ["input.paste", "input.drop", "input.replace"].some((event) => transaction.isUserEvent(event)));
          events.changed(this.revision, { pasted, desc: update.changes.desc });
        }
        if (update.selectionSet || isMarkedOtherwise(update)) events.placed(placeAt(update.state, update.state.selection.main.head));
      }),
    ];
    this.view = new EditorView({
      parent,
      state: EditorState.create({ extensions: this.extensions }),
      dispatchTransactions: (transactions, view) => {
        const changes = transactions.filter(({ docChanged }) => docChanged);
        const last = changes.at(-1);
        if (last) {
          events.changing(this.revision + changes.length, last.newDoc);
          this.offering.changing(last.state);
        }
        view.update(transactions);
      },
    });
  }

  get revision(): number {
    return this.view.state.field(marked).revision;
  }

  /** The id of the policy that is open. */
  get policy(): string {
    return this.session;
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  get length(): number {
    return this.view.state.doc.length;
  }

  /** Opens a policy: with the history of this session where it was open before. */
  open(session: string, text: string): void {
    if (this.session) this.sessions.set(this.session, this.view.state);
    this.session = session;
    const kept = this.sessions.get(session);
    const revision = this.revision;
    this.view.setState(kept?.doc.toString() === text ? kept : EditorState.create({ doc: text, extensions: this.extensions }));
    // Revisions are told apart across policies, so that an answer about the last one is not taken for this one.
    this.view.dispatch({ effects: countFrom.of(revision + 1) });
    this.events.changing(this.revision, this.view.state.doc);
    this.events.changed(this.revision, { pasted: true, desc: null });
  }

  /** Another text in place of this one, and the cursor at a place of it: one step of the history. Whether it is another one. */
  replace(text: string, userEvent = "input.replace", anchor = 0): boolean {
    if (text === this.text) return false;
    this.view.dispatch({
      changes: { from: 0, to: this.length, insert: text },
      selection: { anchor },
      userEvent,
      annotations: ONE_STEP,
      scrollIntoView: true,
    });
    return true;
  }

  /** The same text with other blanks: the cursor stays behind the character that it is behind. */
  respace(text: string): void {
    this.replace(text, "input.format", behind(text, this.view.state.sliceDoc(0, this.view.state.selection.main.head)));
  }

  /** Puts a text in at a place, and the cursor behind it: one step of the history. */
  insert(edit: { from: number; to: number; insert: string }): void {
    this.view.dispatch({
      changes: edit, selection: { anchor: edit.from + edit.insert.length }, userEvent: "input.insert", annotations: ONE_STEP, scrollIntoView: true,
    });
  }

  undo(): void {
    undo(this.view);
    this.view.focus();
  }

  /** Another text in place of this one where they differ, so that the cursor stays: one step of the history. */
  become(text: string): void {
    const before = this.text;
    if (text === before) return;
    const changes = before.length + text.length > COMPARED
      ? [{ from: 0, to: before.length, insert: text }]
      : diff(before, text, COMPARISON).map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, insert: text.slice(fromB, toB) }));
    this.view.dispatch({ changes, userEvent: "input.fix", annotations: ONE_STEP });
    this.view.focus();
  }

  /** Makes the edits of a fix, in one step of the history. */
  edit(edits: readonly TextEdit[]): void {
    this.view.dispatch({ changes: edits, userEvent: "input.fix", annotations: ONE_STEP, scrollIntoView: true });
    this.view.focus();
  }

  /** Shows what the engine said of a revision, and the problems of it. */
  show(snapshot: Snapshot, problems: readonly Problem[]): void {
    const marks = lintMarks(this.view.state, snapshot, problems, (problem) => this.events.fix(problem));
    this.view.dispatch({ effects: showSnapshot.of(snapshot) }, ...marks);
  }

  /** Of ranges of the snapshot's text that the cursor is in, the smallest. */
  smallestAtCursor<R extends Range>(snapshot: Snapshot, ranges: readonly R[]): R | null {
    const { head } = this.view.state.selection.main;
    let found: { range: R; length: number } | null = null;
    for (const range of ranges) {
      const place = inDocument(this.view.state, snapshot, range);
      if (!place || head < place.from || head > place.to) continue;
      const length = place.to - place.from;
      if (!found || length < found.length) found = { range, length };
    }
    return found?.range ?? null;
  }

  light(patterns: ReadonlySet<number>): void {
    // A change of marks takes its time, so it is spared where there are none before and after.
    if (patterns.size > 0 || isLit(this.view.state)) this.view.dispatch({ effects: lightPatterns.of(patterns) });
  }

  /** Lights what decides a request, given as ranges of the snapshot's text. */
  lightDecision(snapshot: Snapshot, { statements, parts }: DecisionRanges): void {
    const here = (ranges: readonly Range[]) => ranges.flatMap((range) => inDocument(this.view.state, snapshot, range) ?? []);
    this.view.dispatch({ effects: lightDecision.of({ statements: here(statements), parts: here(parts) }) });
  }

  /** Selects a range of the snapshot's text and brings it into view. */
  reveal(snapshot: Snapshot, range: Range): void {
    const place = inDocument(this.view.state, snapshot, range);
    if (!place) return;
    this.view.dispatch({
      selection: { anchor: place.from, head: place.to },
      effects: EditorView.scrollIntoView(place.from, { y: "center" }),
    });
    this.view.focus();
  }

  /** Puts the cursor to a position of the text as it is now. */
  goTo(position: number): void {
    this.view.dispatch({ selection: { anchor: position }, scrollIntoView: true });
  }

  /** The catalogue knows more than before. */
  completeAgain(): void {
    this.offering.again(this.view);
  }

  wrap(on: boolean): void {
    this.view.dispatch({ effects: this.wrapping.reconfigure(on ? EditorView.lineWrapping : []) });
  }

  find(): void {
    openSearchPanel(this.view);
  }
}
