// Which statements and patterns of a scenario's policies no request touches.
import { positionsIn } from "./cli/position.mjs";

/** What the engine says where it is a statement that is touched, and not a pattern of it. */
const STATEMENT = 0xffffffff;

/** Gathers what the engine says that requests touch. */
class Touched {
  /** For each policy by name: the statements that are touched, and where their patterns stand that are. */
  #policies = new Map();

  /** Adds what one request touches: `names` are those of the policies, `touched` is of the engine. */
  add(names, touched) {
    for (let at = 0; at < touched.length; at += 3) {
      const name = names[touched[at]];
      let of = this.#policies.get(name);
      if (of === undefined) this.#policies.set(name, (of = { statements: new Set(), patterns: new Set() }));
      if (touched[at + 2] === STATEMENT) of.statements.add(touched[at + 1]);
      else of.patterns.add(touched[at + 2]);
    }
  }

  /** What is left of a policy: its statements that no request touches, and of the others the patterns. */
  leftOf(name, { statements, patterns }) {
    const of = this.#policies.get(name);
    return statements.flatMap(({ from }, statement) => {
      if (!of?.statements.has(statement)) return [{ statement, pattern: null, from }];
      return patterns
        .filter((pattern) => pattern.statement === statement && !of.patterns.has(pattern.from))
        .map(({ text, from }) => ({ statement, pattern: text, from }));
    });
  }
}

/** What nothing `touched`: `listed` are the policies as `{ name, place, statements, patterns }`. */
function untouchedIn(text, listed, touched) {
  const at = positionsIn(text);
  return listed.flatMap(({ name, place, ...parts }) =>
    touched.leftOf(name, parts).map(({ statement, pattern, from }) => {
      const { line, column } = at(place(from));
      return { policy: name, statement, pattern, line, column };
    }),
  );
}

export { Touched, untouchedIn };
