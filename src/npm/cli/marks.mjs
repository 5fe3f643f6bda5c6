// The marks of statements on operations, with what the statement is.
import { marksOn } from "ramlight";

/** A function that gives the statements with a mark on an operation: `{ statement, effect, level, contributing, conditional, faulty }`. */
export function statementsOn(coverage) {
  const marks = coverage.marks();
  const statements = coverage.statements();
  return (operation) =>
    marksOn(marks, operation).map((mark) => {
      const { effect, conditional, faulty } = statements[mark.statement];
      return { ...mark, effect, conditional, faulty };
    });
}
