// `--fail-on CLASS`: which findings make the exit code 1.
import { UsageError } from "./errors.mjs";
import { CLASSES } from "./findings.mjs";

const NAMES = CLASSES.map(([name]) => name);
const NEVER = "never";

export const FAIL_ON = { "fail-on": { type: "string", default: "error" } };

/** A function that tells whether one of these diagnostics is of the class given, or of a graver one. */
export function failsOn(value) {
  const mildest = NAMES.indexOf(value);
  if (mildest < 0 && value !== NEVER) {
    throw new UsageError(`--fail-on is one of ${[...NAMES, NEVER].join(", ")}, not \`${value}\``, `--fail-on 可以是 ${[...NAMES, NEVER].join("、")}，不能是 \`${value}\``);
  }
  return (diagnostics) => diagnostics.some(({ severity }) => NAMES.indexOf(severity) <= mildest);
}
