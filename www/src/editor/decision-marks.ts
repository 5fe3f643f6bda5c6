/** The text that decides the request of the panel: its statements, and in them the patterns and conditions that matter. */
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type { Range } from "./marked.ts";

export interface DecisionRanges { statements: readonly Range[]; parts: readonly Range[] }

/** Sets what decides, as it lies in the document now. */
export const lightDecision = StateEffect.define<DecisionRanges>();

const statement = Decoration.mark({ class: "cm-decides-statement" });
const part = Decoration.mark({ class: "cm-decides-part" });

/** Carried through edits until the next answer comes. */
export const decisionMarks: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(lightDecision)) continue;
      const shown = (ranges: readonly Range[], mark: Decoration) =>
        ranges.flatMap(({ from, to }) => (from < to ? [mark.range(from, to)] : []));
      return Decoration.set([...shown(effect.value.statements, statement), ...shown(effect.value.parts, part)], true);
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
