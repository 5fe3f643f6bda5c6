// Which statements and patterns of a scenario's policies no request touches.
import { positionsIn } from "./cli/position.mjs";

/** Gathers what the explanations of requests say they touch. */
class Touched {
  /** For each policy by name: the statements that match or could, and where their patterns stand that do. */
  #policies = new Map();

  add({ policies, resources }) {
    for (const trace of resources.flatMap(({ stages }) => stages.flatMap(({ statements }) => statements))) {
      const { name } = policies[trace.policy];
      const of = this.#policies.get(name) ?? { statements: new Set(), patterns: new Set() };
      this.#policies.set(name, of);
      const { statement, verdict, failed, action, resource } = trace;
      if (verdict !== "fails") of.statements.add(statement);
      // what excepts a request makes its statement fail; other patterns count where the statement does not
      for (const [pattern, element] of [[action, "Action"], [resource, "Resource"]]) {
        if (pattern !== null && (verdict !== "fails" || failed === element)) of.patterns.add(`${verdict === "fails"} ${pattern.from}`);
      }
    }
  }

  /** What is left of a policy: its statements that no request touches, and of the others the patterns. */
  leftOf(name, { statements, patterns }) {
    const of = this.#policies.get(name);
    return statements.flatMap(({ from }, statement) => {
      if (!of?.statements.has(statement)) return [{ statement, pattern: null, from }];
      return patterns
        .filter((pattern) => pattern.statement === statement && !of.patterns.has(`${pattern.element.startsWith("Not")} ${pattern.from}`))
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
