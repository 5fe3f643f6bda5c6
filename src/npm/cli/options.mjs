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
    const english = error.message.split(". ")[0].replaceAll("'", "`");
    throw new UsageError(english, chineseOf(error.code, english));
  }
  const { values, positionals } = parsed;
  if (values.locale !== undefined && !LOCALES.includes(values.locale)) {
    throw new UsageError(`--locale is ${LOCALES.join(" or ")}, not \`${values.locale}\``, `--locale 可以是 ${LOCALES.join(" 或 ")}，不能是 \`${values.locale}\``);
  }
  return { values, files: positionals };
}

/** What is wrong with an option, in Chinese; what is in backticks are the words of the call. */
function chineseOf(code, english) {
  const [named = ""] = english.match(/`[^`]*`/) ?? [];
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `未知选项 ${named}`;
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return /does not take/.test(english) ? `选项 ${named} 不带值` : `选项 ${named} 缺少值`;
  return `无法识别的参数 ${named}`;
}

/** The one file of a command that takes one; `-` where none is given. */
export function oneFile(files) {
  if (files.length > 1) throw new UsageError(`one file at a time, not ${files.length}`, `一次只能有一个文件，而不是 ${files.length} 个`);
  return files[0];
}
