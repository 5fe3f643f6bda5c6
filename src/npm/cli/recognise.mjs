// Files given to the wrong command, recognised by their looks.
import { CannotRun } from "./errors.mjs";
import { isScenario } from "./scenario-file.mjs";

/** Refuses a scenario where a policy is wanted. */
export function needPolicy({ path, text }) {
  if (isScenario(text)) throw new CannotRun(`${path} is a scenario, not a policy: run it with \`ramlight test\``, `${path} 是场景，不是策略：请用 \`ramlight test\` 运行`);
}

/** Refuses a policy where a scenario is wanted. */
export function needScenario({ path, text }) {
  if (!isScenario(text) && isPolicy(text)) throw new CannotRun(`${path} is a policy, not a scenario: check it with \`ramlight check\``, `${path} 是策略，不是场景：请用 \`ramlight check\` 检查`);
}

function isPolicy(text) {
  try {
    const value = JSON.parse(text.replace(/^\ufeff/, ""));
    return typeof value?.Version === "string" && typeof value.Statement === "object" && value.requests === undefined;
  } catch {
    return false;
  }
}
