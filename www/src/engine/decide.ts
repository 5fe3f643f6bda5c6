/** Requests decided in the worker: by the policies that take part, and by a scenario file. */
import { Authorization, Policy, Scenario, ScenarioError, type AuthorizationParts, type Catalog, type DecisionExplanation, type ScenarioProblem, type ScenarioReport } from "ramlight";
import { LOCALE, strings } from "../strings.ts";
import { asAttached, type Edited, type Member } from "./group.ts";
import { hasPrincipals, type Decided, type Question, type ScenarioRun, type ShownPolicy } from "./protocol.ts";

/** The policy in the editor, and what it is called. */
interface Named extends Edited { name: string }

/** Everything that takes part in the requests of a caller. The policies stay the worker's; an edited one counts as it is now. */
export class Decider {
  private made: { authorization: Authorization; account: string | null } | null = null;

  /** `policies`: what is known of each that takes part; none of the one in the editor alone. */
  private constructor(
    private readonly parts: AuthorizationParts, private readonly policies: ShownPolicy[],
    /** stands for the caller's own policies */
    private readonly assumed: Policy | null = null,
  ) {}

  /** By one policy alone: as what it is, a policy of a resource or one that is attached. */
  static alone({ name, policy }: Named): Decider {
    const kind = policy.kind();
    if (!hasPrincipals(kind)) return new Decider({ identity: [{ policy }] }, []);
    if (kind !== "trust") return new Decider({ resource: { policy } }, []);
    // Both must allow: what of it hangs on the trust policy is seen where the other one does.
    const assumed = new Policy(ASSUMED, { locale: LOCALE });
    return new Decider({ identity: [{ policy: assumed, name: strings.ownPolicies }], resource: { policy, name } }, [], assumed);
  }

  /** By all that is attached to a person, and by the edited policy where it is one of a resource. */
  static ofPerson(identity: readonly Member[], { key, name, policy }: Named): Decider {
    const parts = { identity: identity.map(asAttached) };
    const policies = identity.map(({ shown }) => shown);
    if (!hasPrincipals(policy.kind())) return new Decider(parts, policies);
    const shown: ShownPolicy = { key, name, system: false, through: [], resourceGroup: null, edited: true };
    return new Decider({ ...parts, resource: { policy, name } }, [...policies, shown]);
  }

  /** Decides and explains; `revision` is the text's that is decided by. */
  explain({ request, account }: Question, revision: number): Decided {
    try {
      const explanation = this.authorization(account).explain(request);
      return { revision, policies: this.policies, ...(this.assumed ? withoutAssumed(explanation) : { explanation, assumes: false }) };
    } catch (error) {
      // The person is typing an action, a resource or a principal that is none yet.
      if (error instanceof RangeError) return { refused: error.message };
      throw error;
    }
  }

  free(): void {
    this.made?.authorization.free();
    this.made = null;
    this.assumed?.free();
  }

  private authorization(account: string | null): Authorization {
    if (this.made?.account !== account) {
      this.made?.authorization.free();
      this.made = { authorization: new Authorization({ ...this.parts, ...(account === null ? {} : { account }) }), account };
    }
    return this.made.authorization;
  }
}

const ASSUMED = '{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}';

/** The explanation without the policy that is nobody's. Where it was not asked (of a service) nothing is assumed. */
function withoutAssumed(explanation: DecisionExplanation): { explanation: DecisionExplanation; assumes: boolean } {
  const { decision, resources, diagnosticMessage } = explanation;
  const isOwn = ({ stage }: { stage: string }) => stage === "AccountLevelIdentityBasedPolicy";
  const isAsked = resources.some(({ stages }) => stages.some(isOwn));
  return {
    assumes: isAsked && (decision === "Allow" || decision === "Undecided"),
    explanation: {
      ...explanation,
      resources: resources.map((resource) => ({ ...resource, stages: resource.stages.filter((stage) => !isOwn(stage)) })),
      diagnosticMessage: {
        ...diagnosticMessage,
        MatchedPolicies: diagnosticMessage.MatchedPolicies.filter(({ PolicyIdentifier }) => PolicyIdentifier !== strings.ownPolicies),
      },
    },
  };
}

/** Runs a scenario file. What is wrong with a request is told in the place of its result, and the others are run. */
export function runScenario(text: string, catalog: Catalog): ScenarioRun {
  const file = JSON.parse(text) as { requests: unknown[] };
  const faults = new Map<number, string>();
  for (;;) {
    const asked = [...file.requests.keys()].filter((index) => !faults.has(index));
    const run = runWhole(JSON.stringify({ ...file, requests: asked.map((index) => file.requests[index]) }), catalog);
    if ("report" in run) {
      const { results, passed, failed, untouched } = run.report;
      return { report: { results: file.requests.map((_, index) => results[asked.indexOf(index)] ?? { fault: faults.get(index) ?? "" }), passed, failed, untouched } };
    }
    for (const { path, message } of run.problems) {
      const [, number] = /^requests\[(\d+)\]/.exec(path) ?? [];
      const index = asked[Number(number)];
      if (index === undefined) return run;
      if (!faults.has(index)) faults.set(index, message);
    }
  }
}

function runWhole(text: string, catalog: Catalog): { report: ScenarioReport } | { problems: ScenarioProblem[] } {
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
