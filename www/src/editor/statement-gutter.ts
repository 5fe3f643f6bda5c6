/** A coloured, patterned bar along each statement, with the statement's number where it begins. */
import { type Extension, RangeSet } from "@codemirror/state";
import { gutter, GutterMarker, type BlockInfo, type EditorView } from "@codemirror/view";
import { marked } from "./marked.ts";
import { strings } from "../strings.ts";
import { toneOf } from "../catalogue/tone.ts";

class StatementMarker extends GutterMarker {
  constructor(
    private readonly first: number,
    private readonly last: number,
    private readonly starts: boolean,
    private readonly place: "inside" | "end",
  ) {
    super();
  }

  override eq(other: StatementMarker): boolean {
    return this.first === other.first && this.last === other.last && this.starts === other.starts && this.place === other.place;
  }

  override toDOM(): Node {
    const bar = document.createElement("div");
    bar.className = `statement-bar tone-${toneOf(this.first)}${this.starts ? " starts" : ""}${this.place === "end" ? " ends" : ""}`;
    if (this.starts) {
      const badge = bar.appendChild(document.createElement("span"));
      badge.className = "statement-number";
      badge.textContent = this.first === this.last ? String(this.first + 1) : `${this.first + 1}+`;
      badge.title = strings.statement(this.first, this.last);
    }
    return bar;
  }
}

function lineMarker(view: EditorView, line: BlockInfo): GutterMarker | null {
  const { statements } = view.state.field(marked);
  let first = -1;
  let last = -1;
  let starts = false;
  let place: "inside" | "end" = "inside";
  // Statements lie in the order of the text, so the first that reaches this line is found by halves.
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.to ?? 0) <= line.from) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < statements.length; index++) {
    const statement = statements[index];
    if (!statement || statement.from > line.to) break;
    if (statement.from === statement.to) continue;
    if (statement.from >= line.from && !starts) {
      starts = true;
      first = index;
    }
    if (first < 0) first = index;
    last = index;
    if (statement.to <= line.to) place = "end";
  }
  return first < 0 ? null : new StatementMarker(first, starts ? last : first, starts, place);
}

export const statementGutter: Extension = gutter({
  class: "cm-statements",
  lineMarker,
  lineMarkerChange: (update) => update.startState.field(marked).statements !== update.state.field(marked).statements,
  markers: () => RangeSet.empty,
});
