/** What could be typed, as a list at the cursor: the engine says what, CodeMirror shows it. */
import {
  acceptCompletion, autocompletion, completionStatus, hasNextSnippetField, nextSnippetField, pickedCompletion, selectedCompletion, snippet, startCompletion, type Completion, type CompletionContext, type CompletionResult,
} from "@codemirror/autocomplete";
import { Prec, type EditorState, type Extension, type Text } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";
import { ramPolicyCompletionResult } from "ramlight/codemirror";
import type { Completing, Offers } from "../engine/protocol.ts";
import { listAsked } from "../timing.ts";

/** Asks for what could be typed; `take` is not called where a newer question overtakes it. */
export type AskOffers = (asked: Completing, take: (offers: Offers | null) => void) => void;

interface Offered extends Completion { more: boolean }

/** A longer text (characters) is not analysed. */
const LONGEST = 61_440;

/** Of this many options the list shows the first; typing on narrows it. */
const SHOWN = 200;

export class Offering {
  readonly extension: Extension;
  /** The text for which more will be known soon. */
  private unfinished: Text | null = null;
  private isEmpty = false;
  private forget: () => void = () => {};

  constructor(private readonly ask: AskOffers) {
    this.extension = [
      autocompletion({
        override: [(context) => this.offer(context)],
        activateOnTypingDelay: 0,
        activateOnCompletion: (completion) => (completion as Offered).more,
        maxRenderedOptions: SHOWN,
        icons: false,
        optionClass: ({ type }) => `offer-${type}`,
      }),
      Prec.highest(keymap.of([{ key: "Tab", run: (view) => accept(view) || toNextField(view) }])),
    ];
  }

  /** More is known now: a list that was not complete is filled. */
  again(view: EditorView): void {
    if (view.state.doc !== this.unfinished || !view.hasFocus) return;
    // A list that was closed stays so; where there was none yet there may be one now.
    if (this.isEmpty || completionStatus(view.state) === "active") startCompletion(view);
  }

  private offer({ state, pos, explicit }: CompletionContext): Promise<CompletionResult | null> | null {
    // A question that is overtaken gets no answer.
    this.forget();
    if (state.doc.length > LONGEST || state.readOnly || (!explicit && !isInString(state, pos))) return null;
    const listed = listAsked();
    return new Promise((take) => {
      this.forget = () => take(null);
      this.ask({ text: state.doc.toString(), position: pos, asked: explicit }, (offers) => {
        this.unfinished = offers && (offers.wants || offers.unloaded) ? state.doc : null;
        this.isEmpty = offers?.options.length === 0;
        if (!explicit && offers && !this.isEmpty) listed();
        take(offers && ramPolicyCompletionResult(offers, { hasNextSnippetField, pickedCompletion, snippet }));
      });
    });
  }
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
