#!/usr/bin/env node
// The command `ramlight`: chooses the command and turns what goes wrong into a sentence and an exit code.
import { catalog } from "./cli/catalog.mjs";
import { check } from "./cli/check.mjs";
import { compare } from "./cli/compare.mjs";
import { decide } from "./cli/decide.mjs";
import { UsageError, said } from "./cli/errors.mjs";
import { grants } from "./cli/grants.mjs";
import { HELP, version } from "./cli/help.mjs";
import { reasonOf } from "./cli/input.mjs";
import { clean, format } from "./cli/rewrite.mjs";
import { suppress } from "./cli/suppress.mjs";
import { test } from "./cli/test.mjs";

const COMMANDS = { catalog, check, clean, compare, decide, format, grants, suppress, test };

async function main([name, ...rest]) {
  if (name === "--version" || name === "-V") {
    console.log(version());
    return 0;
  }
  if (name === "--help" || name === "-h" || name === "help") return help(rest[0]);
  const command = commandOf(name);
  if (rest.includes("--help") || rest.includes("-h")) return help(name);
  return command(rest);
}

function commandOf(name) {
  if (name === undefined) throw new UsageError("no command given", "未指定命令");
  if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(`unknown command \`${name}\``, `未知命令 \`${name}\``);
  return COMMANDS[name];
}

/** The help of one command, or of all. */
function help(name) {
  if (name !== undefined) commandOf(name);
  console.log(HELP[name ?? "all"]);
  return 0;
}

// `ramlight … | head` closes the pipe early, which is no failure
process.stdout.on("error", (error) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  console.error(`ramlight: ${said("can't write to standard output: ", "无法写入标准输出：")}${reasonOf(error)}`);
  process.exit(2);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const hint = error instanceof UsageError ? said("\nSee `ramlight --help`.", "\n参见 `ramlight --help`。") : "";
  console.error(`ramlight: ${error.expected ? error.message : error.stack}${hint}`);
  process.exitCode = 2;
}
