/**
 * What the engine said of the text, kept in place while the text moves on.
 *
 * A snapshot belongs to one revision of the text. If the text has changed since, its positions are carried through
 * the changes, so that marks stay on what they were about until the next snapshot comes.
 */
import { StateEffect, StateField, type ChangeDesc, type EditorState } from "@codemirror/state";
import type { PatternInfo } from "ramlight";
import type { Snapshot } from "../engine/protocol.ts";

export interface Marked {
  /** counts the changes of the document */
  revision: number;
  /** the revision that the marks were computed for */
  of: number;
  /** the same list as before where nothing of it changed, as are the patterns: what is drawn of them is left as it is */
  statements: readonly Range[];
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
        statements: next.statements.map((statement) => carried(statement, desc)),
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

/** What is marked once the snapshot is shown. */
export function taken(value: Marked, snapshot: Snapshot): Marked {
  if (snapshot.revision < value.of || snapshot.revision > value.revision) return value;
  const later = value.changes.filter((change) => change.revision > snapshot.revision);
  if (value.revision - snapshot.revision !== later.length) return value;
  return {
    revision: value.revision,
    of: snapshot.revision,
    statements: keptIfSame(value.statements, snapshot.statements.map((statement) => throughAll(statement, later)), isSamePlace),
    patterns: keptIfSame(value.patterns, snapshot.patterns.map((pattern) => ({ ...pattern, ...throughAll(pattern, later) })), isSamePattern),
    changes: later,
  };
}

function keptIfSame<T>(before: readonly T[], now: readonly T[], isSame: (a: T, b: T) => boolean): readonly T[] {
  const keeps = before.length === now.length && now.every((item, index) => isSame(before[index] as T, item));
  return keeps ? before : now;
}

const isSamePlace = (a: Range, b: Range) => a.from === b.from && a.to === b.to;
const isSamePattern = (a: PatternInfo, b: PatternInfo) =>
  isSamePlace(a, b) && a.matches === b.matches && a.element === b.element && a.statement === b.statement;

/** Whether an update changed what is marked, or where. */
export function isMarkedOtherwise({ startState, state }: { startState: EditorState; state: EditorState }): boolean {
  const [before, now] = [startState.field(marked), state.field(marked)];
  return before.statements !== now.statements || before.patterns !== now.patterns;
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
export function inDocument(state: EditorState, snapshot: Snapshot, range: Range, { of, revision, changes } = state.field(marked)): Range | null {
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
