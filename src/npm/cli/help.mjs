// What `--help` and `--version` print.
import { readFileSync } from "node:fs";

export function version() {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}

const READING = `\
FILE is a policy as JSON text; \`-\`, or no FILE while something is piped in, reads standard input.`;

const EXIT = `\
Exit codes
  0  done, and nothing found that fails
  1  a policy has a finding of severity error (or of the class that --fail-on names, or a graver one)
  2  could not run: a wrong option, or a file that can't be read, written or used`;

const grants = `\
ramlight grants [FILE|-] [options]

Shows what the policy allows of each listed operation, and which statements decide it. Operations that are
not granted and that no statement touches are counted, not listed; --all lists them.

${READING}

  --operation NAME    explain one operation in words, as CreateApi or apigateway:CreateApi
  --bind NAME=VALUE   bind a variable of the resources, as account=1234567890123456; can be repeated
  --catalog FILE      use this catalogue of operations in place of the built-in one (API Gateway)
  --all               list operations that are not granted, too
  --json              print JSON
  --locale en|zh      the language of explanations and findings

${EXIT}

JSON: { refused, catalog, policy, operations: [{ service, name, action, accessLevel, accessLevelSource, outcome,
must, may, statements: [{ statement, effect, level, contributing, conditional }] }], summary, diagnostics }.
Statements count from 0; levels are none, partial, full, undecided; positions are those of \`ramlight check\`.`;

const check = `\
ramlight check [FILE…|-] [options]

Prints what is wrong with each policy: file:line:column, class, code, message and what to do.

${READING}

  --fail-on CLASS     the mildest class that makes the exit code 1: error (default), security-warning,
                      general-warning, suggestion
  --json              print JSON
  --locale en|zh      the language of the findings

${EXIT}

JSON: { files: [{ path, findings: [{ code, name, class, message, help, start: { line, column, offset }, end,
fixes: [{ kind, edits: [{ start, end, insert }] }] }] }], summary }.
Lines and columns count from 1, offsets from 0, all in UTF-16 code units.`;

const clean = `\
ramlight clean [FILE|-] [--write] [--locale en|zh]

Prints the policy without the traces of copying it from a document: line numbers, curly quotes, no-break
blanks, comments, trailing commas. What was changed goes to standard error.

${READING}

  --write             change the file in place and print nothing of it

Exit codes: 0 done, 2 could not run.`;

const format = `\
ramlight format [FILE|-] [--write] [--locale en|zh]

Prints the policy in one canonical form.

${READING}

  --write             change the file in place and print nothing of it

Exit codes: 0 done, 1 its JSON is broken (the findings go to standard error), 2 could not run.`;

const all = `\
ramlight: what an Alibaba Cloud RAM policy grants. Nothing leaves your machine.

  ramlight grants [FILE|-]     what the policy allows of each operation
  ramlight check [FILE…|-]     what is wrong with policies
  ramlight clean [FILE|-]      mend a policy that was pasted from a document
  ramlight format [FILE|-]     print a policy in its canonical form
  ramlight COMMAND --help      the options of a command
  ramlight --version

${EXIT}

Colours are used on a terminal only; NO_COLOR turns them off.`;

export const HELP = { all, check, clean, format, grants };
