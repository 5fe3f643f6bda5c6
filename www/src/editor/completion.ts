/** What could be typed, as a list at the cursor: the engine says what, CodeMirror shows it. */
import {
  acceptCompletion, autocompletion, completionStatus, hasNextSnippetField, nextSnippetField, pickedCompletion, selectedCompletion, snippet, startCompletion, type Completion, type CompletionContext, type CompletionResult,
} from "@codemirror/autocomplete";
import { Prec, type EditorState, type Extension, type Text } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";
import type { CompletionOption } from "ramlight";
import type { Completing, Offers } from "../engine/protocol.ts";

/** Asks for what could be typed; `take` is not called where a newer question overtakes it. */
export type AskOffers = (asked: Completing, take: (offers: Offers | null) => void) => void;

interface Offered extends Completion { option: CompletionOption }

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
        activateOnCompletion: (completion) => (completion as Offered).option.more === true,
        maxRenderedOptions: SHOWN,
        icons: false,
        optionClass: (completion) => `offer-${(completion as Offered).option.kind}`,
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
    return new Promise((take) => {
      this.forget = () => take(null);
      this.ask({ text: state.doc.toString(), position: pos, asked: explicit }, (offers) => {
        this.unfinished = offers && (offers.wants || offers.unloaded) ? state.doc : null;
        this.isEmpty = offers?.options.length === 0;
        take(offers && shown(offers));
      });
    });
  }
}

/** Takes the option that is chosen; where it fills in a field and nothing is to be typed on, it goes to the next. */
function accept(view: EditorView): boolean {
  const { option } = (selectedCompletion(view.state) ?? {}) as Partial<Offered>;
  if (!acceptCompletion(view)) return false;
  if (option && !option.more && !option.fields && hasNextSnippetField(view.state)) toNextField(view);
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

function shown({ from, to, options }: Offers): CompletionResult {
  return {
    from, to,
    filter: false,
    getMatch: (completion) => (completion as Offered).option.matched,
    options: options.map((option): Offered => ({
      label: option.label,
      type: option.kind,
      option,
      apply: applied(option),
      ...(option.detail ? { detail: option.detail } : {}),
      ...(option.info ? { info: option.info } : {}),
    })),
  };
}

function applied(option: CompletionOption) {
  const { insert, fields = [] } = option;
  return fields.some(({ name }) => name !== "") ? snippet(template(option)) : placed(insert, fields.at(-1)?.from ?? insert.length);
}

/**
 * Puts in a text with the cursor in it. While other fields wait the closing quote stays, for they are given up where the
 * cursor leaves its own.
 */
const placed = (insert: string, cursor: number) => (view: EditorView, completion: Completion, from: number, to: number) => {
  const isWaiting = cursor < insert.length || hasNextSnippetField(view.state);
  const stays = isWaiting && insert.endsWith('"') && view.state.sliceDoc(to - 1, to) === '"' ? 1 : 0;
  const text = insert.slice(0, insert.length - stays);
  view.dispatch({
    changes: { from, to: to - stays, insert: text },
    selection: { anchor: from + Math.min(cursor, text.length) },
    scrollIntoView: true,
    userEvent: "input.complete",
    annotations: pickedCompletion.of(completion),
  });
};

/** The option's text as CodeMirror's snippets are written: `${1:name}` for a field, `${0}` where the cursor ends. */
function template({ insert, fields = [] }: CompletionOption): string {
  const plain = (text: string) => text.replace(/[{}]/g, "\\$&");
  const names = [...new Set(fields.map(({ name }) => name).filter((name) => name !== ""))];
  let at = 0;
  const parts = fields.map(({ from, to, name }) => {
    const before = plain(insert.slice(at, from));
    at = to;
    return before + (name === "" ? "${0}" : `\${${names.indexOf(name) + 1}:${insert.slice(from, to)}}`);
  });
  return parts.join("") + plain(insert.slice(at));
}
