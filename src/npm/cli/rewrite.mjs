// `ramlight clean` and `ramlight format`: a policy's text, changed.
import { writeFileSync } from "node:fs";
import { Catalog, Draft } from "../node.mjs";
import { plain } from "./colour.mjs";
import { CannotRun, UsageError } from "./errors.mjs";
import { findingLines } from "./findings.mjs";
import { readPolicy, reasonOf } from "./input.mjs";
import { oneFile, readOptions } from "./options.mjs";

const OPTIONS = { write: { type: "boolean" } };

export function clean(args) {
  return rewrite(args, (draft, { path, text }) => {
    const cleaned = draft.cleanUp();
    for (const reason of cleaned?.reasons ?? []) console.error(`${plain(path)}: ${plain(reason)}`);
    return cleaned?.text ?? text;
  });
}

export function format(args) {
  return rewrite(args, (draft, { path, text }) => {
    const formatted = draft.format();
    if (formatted === null) {
      for (const line of findingLines(path, draft.diagnostics(), text, process.stderr)) console.error(line);
    }
    return formatted;
  });
}

/** Prints or writes what `change` makes of the policy; `null` is a policy that can't be changed so. */
async function rewrite(args, change) {
  const { values, files } = readOptions(args, OPTIONS);
  const file = oneFile(files);
  if (values.write && (file === undefined || file === "-")) throw new UsageError("--write needs a file");

  const policy = await readPolicy(file);
  const draft = new Draft(Catalog.apiGateway(), { locale: values.locale });
  draft.update(policy.text);
  const changed = change(draft, policy);
  if (changed === null) return 1;
  if (!values.write) process.stdout.write(changed);
  else if (changed !== policy.text) write(file, changed);
  return 0;
}

function write(path, text) {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CannotRun(`can't write ${path}: ${reasonOf(error)}`);
  }
}
