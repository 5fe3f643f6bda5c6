/** Patterns in the text: how many listed actions or templates each matches, which match nothing, which decide the operation that is looked at. */
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import type { PatternInfo } from "ramlight";
import { isMarkedOtherwise, marked } from "./marked.ts";
import { strings } from "../strings.ts";

/** Sets the patterns that decide the operation that is looked at. */
export const lightPatterns = StateEffect.define<ReadonlySet<number>>();

const NONE: ReadonlySet<number> = new Set();

const litPatterns = StateField.define<ReadonlySet<number>>({
  create: () => NONE,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(lightPatterns)) return effect.value;
    return value;
  },
});

/** Whether any pattern is lit. */
export const isLit = (state: EditorState): boolean => state.field(litPatterns).size > 0;

/** The counts of a line's patterns, after its end: there they push no text aside. */
class Counts extends WidgetType {
  constructor(private readonly text: string, private readonly nothing: boolean) {
    super();
  }

  override eq(other: Counts): boolean {
    return this.text === other.text && this.nothing === other.nothing;
  }

  override toDOM(): HTMLElement {
    const counts = document.createElement("span");
    counts.className = this.nothing ? "cm-counts nothing" : "cm-counts";
    counts.textContent = this.text;
    counts.title = strings.countsTitle;
    return counts;
  }
}

/** A line of a minified policy holds everything; more counts than this tell nothing. */
const COUNTS_A_LINE = 6;

const plain = Decoration.mark({ class: "cm-pattern" });
const nothing = Decoration.mark({ class: "cm-pattern cm-pattern-nothing" });
const decides = Decoration.mark({ class: "cm-pattern cm-pattern-decides" });

function decorate(view: EditorView): DecorationSet {
  const { patterns } = view.state.field(marked);
  const lit = view.state.field(litPatterns);
  const doc = view.state.doc;
  const ranges = [];
  for (const { from, to } of view.visibleRanges) {
    let line = doc.lineAt(from);
    let counts: PatternInfo[] = [];
    const finish = () => {
      if (counts.length > 0) ranges.push(Decoration.widget({ widget: widgetOf(counts), side: 1 }).range(line.to));
      counts = [];
    };
    for (let index = firstReaching(patterns, from); index < patterns.length; index++) {
      const pattern = patterns[index];
      if (!pattern || pattern.from > to) break;
      if (pattern.from > line.to) {
        finish();
        line = doc.lineAt(pattern.from);
      }
      counts.push(pattern);
      if (pattern.to > pattern.from) {
        const mark = lit.has(index) ? decides : pattern.matches === 0 ? nothing : plain;
        ranges.push(mark.range(pattern.from, pattern.to));
      }
    }
    finish();
  }
  return Decoration.set(ranges, true);
}

function widgetOf(patterns: PatternInfo[]): Counts {
  const isAction = (pattern: PatternInfo) => pattern.element.endsWith("Action");
  const texts = [];
  for (const [group, name] of [
    [patterns.filter(isAction), strings.actions],
    [patterns.filter((pattern) => !isAction(pattern)), strings.templates],
  ] as const) {
    if (group.length === 0) continue;
    const numbers = group.slice(0, COUNTS_A_LINE).map(({ matches }) => matches < 0 ? "–" : String(matches));
    if (group.length > COUNTS_A_LINE) numbers.push("…");
    const only = group.length === 1 ? group[0]?.matches ?? 0 : 2;
    texts.push(`${numbers.join(", ")} ${name(only)}`);
  }
  return new Counts(texts.join(" · "), patterns.some((pattern) => pattern.matches === 0));
}

function firstReaching(patterns: readonly PatternInfo[], position: number): number {
  let low = 0;
  let high = patterns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((patterns[middle]?.to ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      const changed = isMarkedOtherwise(update)
        || update.startState.field(litPatterns) !== update.state.field(litPatterns);
      if (changed || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

export const patternMarks: Extension = [litPatterns, plugin];
