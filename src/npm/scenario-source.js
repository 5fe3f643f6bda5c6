// A scenario file that is being read.
import { JsonSource, problemLines } from "./json-source.js";

/** A scenario that can't be used. */
class ScenarioError extends Error {
  constructor(problems) {
    super(problemLines(problems));
    this.name = "ScenarioError";
    this.problems = problems;
  }
}

class ScenarioSource extends JsonSource {
  /** Throws what was found. */
  check() {
    const problems = this.problems();
    if (problems.length > 0) throw new ScenarioError(problems);
  }
}

export { ScenarioError, ScenarioSource };
