/** Puts the statements of one policy after those of another, and leaves all else in the text as it stands. */
import { jsonLanguage } from "@codemirror/lang-json";
import type { SyntaxNode } from "@lezer/common";

export interface Insertion { from: number; to: number; insert: string }

/** The edit; `null` where the document has no whole list of statements to put them into. */
export function insertion(document: string, other: string): Insertion | null {
  let statements: unknown;
  try {
    JSON.parse(document);
    statements = (JSON.parse(other) as { Statement?: unknown }).Statement;
  } catch {
    return null;
  }
  const list = statementList(document);
  if (!list || !Array.isArray(statements) || statements.length === 0) return null;
  const written = statements
    .map((statement) => JSON.stringify(statement, null, 2).replace(/^/gm, "    "))
    .join(",\n");
  const last = list.lastChild?.prevSibling;
  return last && last.name !== "["
    ? { from: last.to, to: last.to, insert: `,\n${written}` }
    : { from: list.from, to: list.to, insert: `[\n${written}\n  ]` };
}

function statementList(document: string): SyntaxNode | null {
  const root = jsonLanguage.parser.parse(document).topNode.firstChild;
  for (const property of root?.getChildren("Property") ?? []) {
    const name = property.getChild("PropertyName");
    if (name && document.slice(name.from, name.to) === '"Statement"') return property.getChild("Array");
  }
  return null;
}
