/**
 * What the engine said of the text, kept in place while the text moves on.
 *
 * A snapshot belongs to one revision of the text. If the text has changed since, its positions are carried through
 * the changes, so that marks stay on what they were about until the next snapshot comes.
 */
import { StateEffect, StateField, type ChangeDesc, type EditorState } from "@codemirror/state";
import type { PatternInfo, StatementInfo } from "ramlight";
import type { Snapshot } from "../engine/protocol.ts";

export interface Marked {
  /** counts the changes of the document */
  revision: number;
  /** the revision that the marks were computed for */
  of: number;
  statements: readonly StatementInfo[];
  patterns: readonly PatternInfo[];
  changes: readonly { revision: number; desc: ChangeDesc }[];
}

export const showSnapshot = StateEffect.define<Snapshot>();
/** Goes on counting from a revision: for a text that comes in place of another one. */
export const countFrom = StateEffect.define<number>();

/** While the engine is down, changes are remembered up to this many; a later snapshot is of a later revision anyway. */
const REMEMBERED = 2_000;

export const marked = StateField.define<Marked>({
  create: () => ({ revision: 1, of: 0, statements: [], patterns: [], changes: [] }),
  update(value, transaction) {
    let next = value;
    if (transaction.docChanged) {
      const desc = transaction.changes.desc;
      const revision = next.revision + 1;
      next = {
        revision,
        of: next.of,
        statements: next.statements.map((statement) => ({ ...statement, ...carried(statement, desc) })),
        patterns: next.patterns.map((pattern) => ({ ...pattern, ...carried(pattern, desc) })),
        changes: [...next.changes.slice(-REMEMBERED), { revision, desc }],
      };
    }
    for (const effect of transaction.effects) {
      if (effect.is(countFrom)) next = { ...next, revision: effect.value, of: 0, changes: [] };
      if (effect.is(showSnapshot)) next = taken(next, effect.value);
    }
    return next;
  },
});

function taken(value: Marked, snapshot: Snapshot): Marked {
  if (snapshot.revision < value.of || snapshot.revision > value.revision) return value;
  const later = value.changes.filter((change) => change.revision > snapshot.revision);
  if (value.revision - snapshot.revision !== later.length) return value;
  return {
    revision: value.revision,
    of: snapshot.revision,
    statements: snapshot.statements.map((statement) => ({ ...statement, ...throughAll(statement, later) })),
    patterns: snapshot.patterns.map((pattern) => ({ ...pattern, ...throughAll(pattern, later) })),
    changes: later,
  };
}

export interface Range { from: number; to: number }

/** A range as it lies after a change. */
export function carried(range: Range, desc: ChangeDesc): Range {
  const from = desc.mapPos(range.from, 1);
  return { from, to: Math.max(from, desc.mapPos(range.to, -1)) };
}

function throughAll(range: Range, changes: readonly { desc: ChangeDesc }[]): Range {
  return changes.reduce((carriedSoFar, { desc }) => carried(carriedSoFar, desc), { from: range.from, to: range.to });
}

/** A range of the snapshot that the marks are of, as it lies in the document now; `null` if another snapshot is shown. */
export function inDocument(state: EditorState, snapshot: Snapshot, range: Range): Range | null {
  const { of, revision, changes } = state.field(marked);
  if (snapshot.revision > revision || (snapshot.revision !== of && snapshot.revision !== revision)) return null;
  const { from, to } = throughAll(range, changes.filter((change) => change.revision > snapshot.revision));
  const length = state.doc.length;
  return { from: Math.min(from, length), to: Math.min(to, length) };
}

/** The statement and the pattern at a position. */
export function placeAt(state: EditorState, position: number): { statement: number | null; pattern: number | null } {
  const { statements, patterns } = state.field(marked);
  const holds = (range: Range) => range.from <= position && position <= range.to;
  const pattern = patterns.findIndex(holds);
  if (pattern >= 0) return { statement: patterns[pattern]?.statement ?? null, pattern };
  const statement = statements.findIndex(holds);
  return { statement: statement < 0 ? null : statement, pattern: null };
}
