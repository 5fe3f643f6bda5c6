/** The marks of the statements on one operation: a column each, or a list of those that matter where there are many. */
import { marksOn } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import type { Shown, Snapshot } from "../engine/protocol.ts";
import { markIcon } from "../icons.ts";
import { strings } from "../strings.ts";
import { badgeOf, placeOf, statementWords } from "./badge.ts";

/** More statements than this get no column each. */
export const COLUMNS = 12;
/** So many fit in a list, and in one on a narrow screen (catalogue.css); the tooltip and the details have them all. */
const LISTED = 3;
const LISTED_NARROW = 1;

/** One cell of the row. */
export function marksCell({ marks, shown }: Pick<Snapshot, "marks" | "shown">, operation: number): TemplateResult {
  const { statements } = shown;
  const mattering = marksOn(marks, operation).flatMap(({ statement, level, contributing }) => {
    const info = statements[statement];
    return info ? [{ info, statement, level, contributes: contributing }] : [];
  });
  const words = mattering.map(({ info, statement, level, contributes }) =>
    strings.mark(statementWords(shown, statement), info.effect, level, contributes, strings.conditions(info)));
  const spoken = html`<span class="for-readers">${words.join("; ")}</span>`;
  if (statements.length > COLUMNS) {
    return html`<span class="marks listed" title=${words.join("\n")}>${
      mattering.slice(0, LISTED).map(({ info, statement, level, contributes }) =>
        html`<span class="listed-mark">${markIcon(info.effect, level, contributes, info.holds)}${badge(shown, statement)}</span>`)
    }${more(mattering.length - LISTED, "")}${more(mattering.length - LISTED_NARROW, "narrow")}${spoken}</span>`;
  }
  return html`<span class="marks" title=${words.join("\n")}>${statements.map((info, statement) => {
    const mark = mattering.find((found) => found.statement === statement);
    return html`<i class="column">${markIcon(info.effect, mark?.level ?? "none", mark?.contributes ?? false, info.holds)}</i>`;
  })}${spoken}</span>`;
}

const more = (count: number, where: string) => count > 0 ? html`<span class="more ${where}">+${count}</span>` : "";

function badge(shown: Shown, statement: number): TemplateResult {
  const { policy, number } = placeOf(shown, statement);
  return badgeOf(shown.policies, policy, number);
}

/** The heads of the columns. */
export function marksHead(shown: Shown | null): TemplateResult {
  const statements = shown?.statements ?? [];
  if (!shown || statements.length > COLUMNS || statements.length === 0) return html`<span class="marks-word">${strings.columns.statements}</span>`;
  return html`<span class="marks">${statements.map((_, statement) => html`<i class="column">${badge(shown, statement)}</i>`)}</span>`;
}
