/** Requests decided in the worker: by the policies that are attached, and by a scenario file. */
import { Authorization, Scenario, ScenarioError, type AttachedPolicy, type Catalog, type Request } from "ramlight";
import { LOCALE } from "../strings.ts";
import type { Decided, ScenarioRun, ShownPolicy } from "./protocol.ts";

/** The caller whose requests are decided. The policies stay the worker's; an edited one counts as it is now. */
export class Decider {
  private readonly authorization: Authorization;

  /** `policies`: what is known of each of `identity`; none of the one in the editor alone. */
  constructor(identity: readonly AttachedPolicy[], private readonly policies: ShownPolicy[]) {
    this.authorization = new Authorization({ identity });
  }

  /** Decides and explains; `revision` is the text's that is decided by. */
  explain(request: Request, revision: number): Decided {
    try {
      return { revision, explanation: this.authorization.explain(request), policies: this.policies };
    } catch (error) {
      // The person is typing an action or a resource that is none yet.
      if (error instanceof RangeError) return { refused: error.message };
      throw error;
    }
  }

  free(): void {
    this.authorization.free();
  }
}

export function runScenario(text: string, catalog: Catalog): ScenarioRun {
  let scenario: Scenario;
  try {
    scenario = Scenario.fromJSON(text, { catalog, locale: LOCALE });
  } catch (error) {
    if (error instanceof ScenarioError) return { problems: [...error.problems] };
    throw error;
  }
  try {
    return { report: scenario.run() };
  } finally {
    scenario.free();
  }
}
