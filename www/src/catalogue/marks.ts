/** The marks of the statements on one operation: a column each, or a list of those that matter where there are many. */
import { LEVELS, type StatementInfo } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import { markIcon } from "../icons.ts";
import { strings } from "../strings.ts";
import { statementBadge } from "./badge.ts";

/** More statements than this get no column each. */
export const COLUMNS = 12;
/** So many fit in a list; the tooltip and the details have them all. */
const LISTED = 4;

interface MarkTable { marks: Uint8Array; operations: number; statements: readonly StatementInfo[] }

function markOf({ marks, operations }: MarkTable, statement: number, operation: number) {
  const mark = marks[statement * operations + operation] ?? 0;
  return { level: LEVELS[mark & 3] ?? "none", contributes: (mark & 4) !== 0 };
}

/** One cell of the row. */
export function marksCell(table: MarkTable, operation: number): TemplateResult {
  const cells = table.statements.map((info, statement) => {
    const { level, contributes } = markOf(table, statement, operation);
    return { info, statement, level, contributes: contributes && level === "none", matters: level !== "none" || contributes };
  });
  const mattering = cells.filter(({ matters }) => matters);
  const words = mattering.map(({ info, statement, level, contributes }) =>
    strings.mark(statement, info.effect, level, contributes, info.conditional));
  const spoken = html`<span class="for-readers">${words.join("; ")}</span>`;
  if (table.statements.length > COLUMNS) {
    return html`<span class="marks listed" title=${words.join("\n")}>${
      mattering.slice(0, LISTED).map(({ info, statement, level, contributes }) =>
        html`<span class="listed-mark">${markIcon(info.effect, level, contributes, info.conditional)}${statementBadge(statement)}</span>`)
    }${mattering.length > LISTED ? html`<span class="more">+${mattering.length - LISTED}</span>` : ""}${spoken}</span>`;
  }
  return html`<span class="marks" title=${words.join("\n")}>${cells.map(({ info, level, contributes, statement }) =>
    html`<i class="column" data-statement=${statement}>${markIcon(info.effect, level, contributes, info.conditional)}</i>`)}${spoken}</span>`;
}

/** The heads of the columns. */
export function marksHead(statements: readonly StatementInfo[]): TemplateResult {
  if (statements.length > COLUMNS || statements.length === 0) return html`<span class="marks-word">${strings.columns.statements}</span>`;
  return html`<span class="marks">${statements.map((_, statement) => html`<i class="column">${statementBadge(statement)}</i>`)}</span>`;
}
