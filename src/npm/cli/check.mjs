// `ramlight check`: the findings of policies.
import { validate } from "../node.mjs";
import { CannotRun, UsageError } from "./errors.mjs";
import { CLASSES, countByClass, findingLines, findingsOf } from "./findings.mjs";
import { readPolicy } from "./input.mjs";
import { readOptions } from "./options.mjs";

const OPTIONS = { json: { type: "boolean" }, "fail-on": { type: "string", default: "error" } };
const NAMES = CLASSES.map(([name]) => name);

export async function check(args) {
  const { values, files } = readOptions(args, OPTIONS);
  const failing = NAMES.indexOf(values["fail-on"].toLowerCase().replaceAll(" ", "-"));
  if (failing < 0) throw new UsageError(`--fail-on is one of ${NAMES.join(", ")}, not \`${values["fail-on"]}\``);

  const policies = [];
  let unread = false;
  for (const file of files.length > 0 ? files : [undefined]) {
    try {
      const { path, text } = await readPolicy(file);
      policies.push({ path, text, diagnostics: validate(text, { locale: values.locale }) });
    } catch (error) {
      // the other files are checked all the same
      if (!(error instanceof CannotRun) || error instanceof UsageError) throw error;
      console.error(`ramlight: ${error.message}`);
      unread = true;
    }
  }

  const diagnostics = policies.flatMap((policy) => policy.diagnostics);
  const counts = countByClass(diagnostics);
  if (values.json) printJson(policies, counts);
  else if (policies.length > 0) printLines(policies, counts);
  if (unread) return 2;
  return diagnostics.some(({ severity }) => NAMES.indexOf(severity) <= failing) ? 1 : 0;
}

function printJson(policies, counts) {
  const files = policies.map(({ path, text, diagnostics }) => ({ path, findings: findingsOf(diagnostics, text) }));
  console.log(JSON.stringify({ files, summary: { files: files.length, ...counts } }, null, 2));
}

function printLines(policies, counts) {
  for (const { path, text, diagnostics } of policies) {
    for (const line of findingLines(path, diagnostics, text, process.stdout)) console.log(line);
  }
  const found = CLASSES.filter(([name]) => counts[name] > 0).map(([name, title]) =>
    counted(counts[name], title.toLowerCase()),
  );
  console.log(`${found.join(", ") || "no findings"} in ${counted(policies.length, "policy")}`);
}

function counted(count, noun) {
  return `${count} ${count === 1 ? noun : noun.replace(/y$/, "ie") + "s"}`;
}
