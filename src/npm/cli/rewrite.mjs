// `ramlight clean` and `ramlight format`: a policy's text, changed.
import { Policy } from "ramlight";
import { plain } from "./colour.mjs";
import { UsageError } from "./errors.mjs";
import { findingLines } from "./findings.mjs";
import { STDIN, readPolicy } from "./input.mjs";
import { oneFile, readOptions } from "./options.mjs";
import { replaceFile } from "./write.mjs";

const OPTIONS = { write: { type: "boolean" } };

/** The finding that a text is too long to be read at all. */
const NOT_ANALYSED = "not-analysed";

export function clean(args) {
  return rewrite(args, (policy, source, locale) => {
    const unread = policy.diagnostics().filter(({ name }) => name === NOT_ANALYSED);
    if (unread.length > 0) return refuse(source, unread, locale);
    const cleaned = policy.cleanUp();
    for (const reason of cleaned?.reasons ?? []) console.error(`${plain(source.path)}: ${plain(reason)}`);
    return cleaned?.text ?? source.text;
  });
}

export function format(args) {
  return rewrite(args, (policy, source, locale) => policy.format() ?? refuse(source, policy.diagnostics(), locale));
}

/** Says why there is no changed text. */
function refuse({ path, text }, diagnostics, locale) {
  for (const line of findingLines(path, diagnostics, text, { locale, stream: process.stderr })) console.error(line);
  return null;
}

/** Prints or writes what `change` makes of the policy; `null` is a policy that can't be changed so. */
async function rewrite(args, change) {
  const { values, files } = readOptions(args, OPTIONS);
  const file = oneFile(files);
  if (values.write && (file === undefined || file === STDIN)) throw new UsageError("--write needs a file", "--write 需要一个文件");

  const source = await readPolicy(file);
  const changed = change(new Policy(source.text, { locale: values.locale }), source, values.locale);
  if (changed === null) return 1;
  if (!values.write) process.stdout.write(changed);
  else if (changed !== source.text) replaceFile(file, changed, source.text);
  return 0;
}
