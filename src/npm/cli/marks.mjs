// The marks of statements on operations, out of the draft's typed array.
import { LEVELS } from "../node.mjs";

const LEVEL = 0b011;
const CONTRIBUTES = 0b100;

/** A function that gives the statements with a mark on an operation: `{ statement, effect, level, contributes, conditional }`. */
export function statementsOn(draft, operations) {
  const marks = draft.marks();
  const statements = draft.statements();
  return (operation) =>
    statements.flatMap(({ effect, conditional }, statement) => {
      const mark = marks[statement * operations + operation];
      if (mark === 0) return [];
      return [{ statement, effect, level: LEVELS[mark & LEVEL], contributes: (mark & CONTRIBUTES) !== 0, conditional }];
    });
}
