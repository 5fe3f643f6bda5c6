// Reads the options of a command.
import { parseArgs } from "node:util";
import { UsageError } from "./errors.mjs";

const LOCALES = ["en", "zh"];

/** The options and files of a command, or a UsageError that names what is wrong. */
export function readOptions(args, options) {
  let parsed;
  try {
    parsed = parseArgs({ args, options: { ...options, locale: { type: "string" } }, allowPositionals: true });
  } catch (error) {
    if (!error.code?.startsWith("ERR_PARSE_ARGS")) throw error;
    throw new UsageError(error.message.split(". ")[0].replaceAll("'", "`"));
  }
  const { values, positionals } = parsed;
  if (values.locale !== undefined && !LOCALES.includes(values.locale)) {
    throw new UsageError(`--locale is ${LOCALES.join(" or ")}, not \`${values.locale}\``);
  }
  return { values, files: positionals };
}

/** The one file of a command that takes one; `-` where none is given. */
export function oneFile(files) {
  if (files.length > 1) throw new UsageError(`one file at a time, not ${files.length}`);
  return files[0];
}
