/** What could be typed, as a list at the cursor: the engine says what, CodeMirror shows it. */
import {
  acceptCompletion, autocompletion, completionStatus, hasNextSnippetField, nextSnippetField, pickedCompletion, selectedCompletion, snippet, startCompletion, type Completion, type CompletionContext, type CompletionResult,
} from "@codemirror/autocomplete";
import { Prec, type EditorState, type Extension, type Text } from "@codemirror/state";
import { keymap, ViewPlugin, type EditorView } from "@codemirror/view";
import { ramPolicyCompletionResult } from "ramlight/codemirror";
import type { Completing, Offers } from "../engine/protocol.ts";
import { listAsked } from "../timing.ts";

/** Asks for what could be typed; `take` is not called where a newer question overtakes it. */
export type AskOffers = (asked: Completing, take: (offers: Offers | null) => void) => void;

interface Offered extends Completion { more: boolean }

/** A longer text (characters) is not analysed. */
const LONGEST = 61_440;

/** So many options are drawn at a time: 200 would take as long as all else from the key to the list. Typing on narrows it, arrow keys go further. */
const SHOWN = 50;

/** A question, and the text and place that it is about. */
interface Question {
  doc: Text;
  position: number;
  answer: Promise<Offers | null>;
  forget: () => void;
  /** `ahead`: CodeMirror has not asked yet; `awaited`: it waits for the answer */
  is: "ahead" | "awaited" | "answered";
}

export class Offering {
  readonly extension: Extension;
  /** The question that was asked last. */
  private question: Question | null = null;
  /** The text for which more will be known soon. */
  private unfinished: Text | null = null;
  private isEmpty = false;
  /** Has CodeMirror ask at once. */
  private hurry = () => {};

  constructor(private readonly ask: AskOffers) {
    const list = autocompletion({
      override: [(context) => this.offer(context)],
      activateOnTypingDelay: 0,
      activateOnCompletion: (completion) => (completion as Offered).more,
      maxRenderedOptions: SHOWN,
      icons: false,
      optionClass: ({ type }) => `offer-${type}`,
    });
    this.extension = [
      list,
      ViewPlugin.define((view) => {
        this.hurry = () => askNow(view, list);
        return {};
      }),
      Prec.highest(keymap.of([{ key: "Tab", run: (view) => accept(view) || toNextField(view) }])),
    ];
  }

  /**
   * The text is about to be another one. CodeMirror asks what it could be by a timer, which the browser holds back until the
   * text is drawn; by then there may be an answer.
   */
  changing(state: EditorState): void {
    // While CodeMirror waits for an answer about an earlier text, it takes that and asks of this one only where it does not fit.
    if (completionStatus(state) === "pending" && this.question?.is !== "awaited") this.put(state, state.selection.main.head, false);
  }

  /** More is known now: a list that was not complete is filled. */
  again(view: EditorView): void {
    if (view.state.doc !== this.question?.doc || !view.hasFocus) return;
    // A list that was closed stays so; where there was none yet there may be one now.
    if (this.isEmpty && this.unfinished === view.state.doc || completionStatus(view.state) === "active") startCompletion(view);
  }

  private offer({ state, pos, explicit, view }: CompletionContext): Promise<CompletionResult | null> | null {
    const before = this.question;
    const isAsked = before?.is === "ahead" && before.doc === state.doc && before.position === pos && !explicit;
    const question = isAsked ? before : this.put(state, pos, explicit);
    if (!question) return null;
    question.is = "awaited";
    const listed = listAsked();
    return question.answer.then((offers) => {
      question.is = "answered";
      this.unfinished = offers && (offers.wants || offers.unloaded) ? state.doc : null;
      this.isEmpty = offers?.options.length === 0;
      if (!explicit && offers && !this.isEmpty) listed();
      // Whoever has gone on elsewhere is not shown a list.
      return !offers || !view?.hasFocus ? null : ramPolicyCompletionResult(offers, { hasNextSnippetField, pickedCompletion, snippet });
    });
  }

  /** Asks what could be typed at a place, if anything could. */
  private put(state: EditorState, position: number, explicit: boolean): Question | null {
    // A question that is overtaken gets no answer.
    this.question?.forget();
    this.question = null;
    if (state.doc.length > LONGEST || state.readOnly || (!explicit && !isInString(state, position))) return null;
    let forget = () => {};
    const answer = new Promise<Offers | null>((take) => {
      forget = () => take(null);
      this.ask({ text: state.doc.toString(), position, asked: explicit }, (offers) => {
        take(offers);
        if (question.is === "ahead" && offers && offers.options.length > 0) this.hurry();
      });
    });
    const question: Question = { doc: state.doc, position, answer, forget, is: "ahead" };
    this.question = question;
    return question;
  }
}

/**
 * CodeMirror asks what could be typed by a timer, which browsers hold back until the key's frame is painted. What it does then
 * is a method of its plugin, without a promise that it stays: should it be gone, the list comes a frame later.
 */
function askNow(view: EditorView, list: Extension): void {
  const plugin = [list].flat().find((one) => one instanceof ViewPlugin) as ViewPlugin<{ startUpdate?(): void }> | undefined;
  if (plugin) view.plugin(plugin)?.startUpdate?.();
}

/** Takes the option that is chosen; where it fills in a field and nothing is to be typed on, it goes to the next. */
function accept(view: EditorView): boolean {
  const chosen = selectedCompletion(view.state) as Offered | null;
  if (!acceptCompletion(view)) return false;
  // an option with fields of its own selects the first of them
  if (chosen && !chosen.more && view.state.selection.main.empty && hasNextSnippetField(view.state)) toNextField(view);
  return true;
}

/** Goes to the next field of what was inserted; in an empty one it shows what could stand there. */
function toNextField(view: EditorView): boolean {
  if (!nextSnippetField(view)) return false;
  if (view.state.selection.main.empty && isInString(view.state, view.state.selection.main.head)) startCompletion(view);
  return true;
}

/** Whether a quote is open on the line. */
function isInString(state: EditorState, position: number): boolean {
  const line = state.doc.lineAt(position);
  const before = line.text.slice(0, position - line.from).replace(/\\./g, "");
  return before.split('"').length % 2 === 0;
}
