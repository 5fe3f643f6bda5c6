// Scenario files: told from policies, and opened.
import { Scenario, ScenarioError } from "ramlight";
import { CannotRun } from "./errors.mjs";

/** Whether a text is a scenario, be its JSON sound or broken. */
export function isScenario(text) {
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return /"format"\s*:\s*"ramlight-scenario\/\d+"/.test(text);
  }
  return typeof value?.format === "string" && value.format.startsWith("ramlight-scenario/");
}

/** The scenario of a file, or what is wrong with it, one fault a line. */
export function openScenario({ path, text }, locale) {
  try {
    return Scenario.fromJSON(text, { locale });
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const faults = error.message.split("\n").map((line) => `${path}:${line}`);
    throw new CannotRun(`can't use this scenario\n${faults.join("\n")}`, `无法使用此场景\n${faults.join("\n")}`);
  }
}
