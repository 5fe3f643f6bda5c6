// `ramlight check`: the findings of policies.
import { POLICY_KINDS, Policy } from "../node.mjs";
import { counted } from "./counted.mjs";
import { CannotRun, UsageError } from "./errors.mjs";
import { FAIL_ON, failsOn } from "./failing.mjs";
import { CLASSES, findingLines, findingsOf } from "./findings.mjs";
import { STDIN, readPolicy } from "./input.mjs";
import { readOptions } from "./options.mjs";
import { needPolicy } from "./recognise.mjs";

const FORMATS = ["human", "json"];
const KINDS = [...POLICY_KINDS, "auto"];
const OPTIONS = { ...FAIL_ON, format: { type: "string", default: "human" }, kind: { type: "string", default: "identity" } };

export async function check(args) {
  const { values, files } = readOptions(args, OPTIONS);
  const fails = failsOn(values["fail-on"]);
  if (!FORMATS.includes(values.format)) throw new UsageError(`--format is ${FORMATS.join(" or ")}, not \`${values.format}\``);
  if (!KINDS.includes(values.kind)) throw new UsageError(`--kind is one of ${KINDS.join(", ")}, not \`${values.kind}\``);
  if (files.filter((file) => file === STDIN).length > 1) throw new UsageError("standard input (`-`) can be read only once");

  const policies = [];
  let unread = false;
  for (const file of files.length > 0 ? files : [undefined]) {
    try {
      const { path, text } = await readPolicy(file);
      needPolicy({ path, text });
      const policy = new Policy(text, { locale: values.locale, kind: values.kind });
      policies.push({ path, text, kind: policy.kind(), diagnostics: policy.diagnostics() });
      policy.free();
    } catch (error) {
      // the other files are checked all the same
      if (!(error instanceof CannotRun) || error instanceof UsageError) throw error;
      console.error(`ramlight: ${error.message}`);
      unread = true;
    }
  }

  if (policies.length > 0) (values.format === "json" ? printJson : printLines)(policies);
  if (unread) return 2;
  return policies.some(({ diagnostics }) => fails(diagnostics)) ? 1 : 0;
}

/** How many findings there are of each class: `[["Error", 1], …]`. */
function countsOf(policies) {
  const severities = policies.flatMap(({ diagnostics }) => diagnostics.map(({ severity }) => severity));
  return CLASSES.map(([name, title]) => [title, severities.filter((severity) => severity === name).length]);
}

function printJson(policies) {
  const files = policies.map(({ path, text, kind, diagnostics }) => ({ path, kind, findings: findingsOf(diagnostics, text) }));
  const classes = Object.fromEntries(countsOf(policies));
  const findings = files.reduce((sum, file) => sum + file.findings.length, 0);
  console.log(JSON.stringify({ files, summary: { files: files.length, findings, classes } }, null, 2));
}

function printLines(policies) {
  for (const { path, text, diagnostics } of policies) {
    for (const line of findingLines(path, diagnostics, text, process.stdout)) console.log(line);
  }
  const found = countsOf(policies)
    .filter(([, count]) => count > 0)
    .map(([title, count]) => counted(count, title.toLowerCase()));
  console.log(`${found.join(", ") || "no findings"} in ${counted(policies.length, "policy")}`);
}
