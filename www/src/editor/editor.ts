/** The editor of one policy at a time. It knows the engine's answers only as marks to show. */
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, undo } from "@codemirror/commands";
import {
  bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxTreeAvailable, type MatchResult,
} from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Transaction, type Extension } from "@codemirror/state";
import {
  Decoration, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Diagnostic } from "ramlight";
import { STYLE_NONCE } from "../../csp.ts";
import type { Snapshot } from "../engine/protocol.ts";
import { strings } from "../strings.ts";
import { decisionMarks, lightDecision, type DecisionRanges } from "./decision-marks.ts";
import { language } from "./language.ts";
import { applyFix, lintMarks } from "./lint-marks.ts";
import { countFrom, inDocument, marked, placeAt, showSnapshot, type Range } from "./marked.ts";
import { lightPatterns, patternMarks } from "./pattern-marks.ts";
import { statementGutter } from "./statement-gutter.ts";

const MATCHED = Decoration.mark({ class: "cm-matchingBracket" });
const UNMATCHED = Decoration.mark({ class: "cm-nonmatchingBracket" });

/** While the text is not parsed to its end, a bracket without its other one says nothing. */
function matchedBrackets({ matched, start, end }: MatchResult, state: EditorState) {
  if (!matched && !syntaxTreeAvailable(state)) return [];
  const mark = matched ? MATCHED : UNMATCHED;
  return [start, ...(end ? [end] : [])].map(({ from, to }) => mark.range(from, to));
}

export interface EditorEvents {
  /** The text is another one now. */
  changed(revision: number, how: { pasted: boolean }): void;
  /** The cursor moved, or the statements around it did. */
  placed(place: { statement: number | null; pattern: number | null }): void;
  /** Ctrl-Enter or Escape. Whether it was of use. */
  accept(): boolean;
  dismiss(): boolean;
}

export class Editor {
  readonly view: EditorView;
  private readonly wrapping = new Compartment();
  private readonly extensions: Extension;
  private readonly sessions = new Map<string, EditorState>();
  private session = "";

  constructor(parent: HTMLElement, private readonly events: EditorEvents) {
    this.extensions = [
      lineNumbers(), statementGutter, foldGutter(), lintGutter(),
      highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(), drawSelection(),
      history(), indentOnInput(), indentUnit.of("  "), bracketMatching({ renderMatch: matchedBrackets }), closeBrackets(),
      search({ top: true }), highlightSelectionMatches(),
      language, marked, decisionMarks, patternMarks,
      this.wrapping.of([]),
      EditorState.tabSize.of(2),
      EditorView.cspNonce.of(STYLE_NONCE),
      EditorView.contentAttributes.of({ "aria-label": strings.policyText, spellcheck: "false", tabindex: "0" }),
      keymap.of([
        { key: "Mod-Enter", run: () => events.accept() },
        { key: "Escape", run: () => events.dismiss() },
        ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          const pasted = update.transactions.some((transaction) =>
            ["input.paste", "input.drop", "input.replace"].some((event) => transaction.isUserEvent(event)));
          events.changed(this.revision, { pasted });
        }
        const moved = update.startState.field(marked) !== update.state.field(marked);
        if (update.selectionSet || moved) events.placed(placeAt(update.state, update.state.selection.main.head));
      }),
    ];
    this.view = new EditorView({ parent, state: EditorState.create({ extensions: this.extensions }) });
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
    this.events.changed(this.revision, { pasted: true });
  }

  /** Another text in place of this one: one step of the history. */
  replace(text: string, userEvent = "input.replace"): void {
    if (text === this.text) return;
    this.view.dispatch({
      changes: { from: 0, to: this.length, insert: text },
      selection: { anchor: 0 },
      userEvent,
      annotations: Transaction.addToHistory.of(true),
      scrollIntoView: true,
    });
  }

  undo(): void {
    undo(this.view);
    this.view.focus();
  }

  /** Shows what the engine said of a revision. */
  show(snapshot: Snapshot): void {
    this.view.dispatch({ effects: showSnapshot.of(snapshot) });
    this.view.dispatch(lintMarks(this.view, snapshot));
  }

  light(patterns: ReadonlySet<number>): void {
    this.view.dispatch({ effects: lightPatterns.of(patterns) });
  }

  /** Lights what decides a request, given as ranges of the snapshot's text. */
  lightDecision(snapshot: Snapshot, { statements, parts }: DecisionRanges): void {
    const here = (ranges: readonly Range[]) => ranges.flatMap((range) => inDocument(this.view.state, snapshot, range) ?? []);
    this.view.dispatch({ effects: lightDecision.of({ statements: here(statements), parts: here(parts) }) });
  }

  fix(snapshot: Snapshot, diagnostic: Diagnostic): boolean {
    const done = applyFix(this.view, snapshot, diagnostic);
    this.view.focus();
    return done;
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

  wrap(on: boolean): void {
    this.view.dispatch({ effects: this.wrapping.reconfigure(on ? EditorView.lineWrapping : []) });
  }

  find(): void {
    openSearchPanel(this.view);
  }
}
