// The marks of statements on operations, with what the statement is.
import { marksOn } from "../node.mjs";

/** A function that gives the statements with a mark on an operation: `{ statement, effect, level, contributing, conditional }`. */
export function statementsOn(draft) {
  const marks = draft.marks();
  const statements = draft.statements();
  return (operation) =>
    marksOn(marks, operation).map((mark) => {
      const { effect, conditional } = statements[mark.statement];
      return { ...mark, effect, conditional };
    });
}
