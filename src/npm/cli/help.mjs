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
  1  a policy has a finding of the class that --fail-on names (Error by default), or of a graver one
  2  could not run: a wrong option or binding, or a file that can't be read, written or used`;

const FAIL_ON = `\
  --fail-on CLASS     the mildest class that makes the exit code 1: error (default), security-warning,
                      general-warning, suggestion; or never`;

const grants = `\
ramlight grants [FILE|-] [options]

Shows what the policy allows of each listed operation, and which statements decide it. Operations that are
not granted and that no statement touches are counted, not listed; --all lists them.

${READING}

  --operation NAME    explain one operation in words, as CreateApi or apigateway:CreateApi
  --bind NAME=VALUE   ask about one account, region, groupId, trafficControlId, secretKeyId or blacklistId (or
                      another variable of the catalogue), as account=1234567890123456; can be repeated
  --catalog FILE      use this catalogue of operations in place of the built-in one (API Gateway)
  --all               list operations that are not granted, too
  --json              print JSON (without the findings: \`ramlight check\` has them)
${FAIL_ON}
  --locale en|zh      the language of explanations and findings

${EXIT}

JSON
  { refused,                   whether RAM would refuse the policy: it has an Error
    operations: [{
      action, access,          as apigateway:CreateApi, create
      requirements,            [[{ template, must, may, statements: [{ statement, level }] }]]: the alternatives, each
                               with the templates that are checked together, as bound; null: not published
      net: { must, may, outcome },
      statements: [{ statement, effect, level, contributes, conditional }] }],
    summary: { total, outcomes, accessLevels },
    catalog: { file, date, sources, services } }
  Statements count from 0 (in the table from 1). Levels are none, partial, full, undecided. \`contributes\`: meets a
  template without covering a call. \`effect\` is null where it can't be read.`;

const check = `\
ramlight check [FILE…|-] [options]

Prints what is wrong with each policy: file:line:column, class, code, message and what to do.

${READING}

  --kind KIND         what the policies are for: identity (default; attached to a user, group or role), session,
                      control (of a Resource Directory), trust (of a role), bucket (of OSS), resource (of another
                      resource, as a KMS key); or auto: what each looks like. A session or control policy looks like
                      identity
  --format FORMAT     human (default) or json
${FAIL_ON}
  --locale en|zh      the language of the findings

${EXIT}

JSON
  { files: [{ path, kind, findings: [{ code, class, message, help, start: { line, column, offset }, end,
                                 fixes: [{ edits: [{ start, end, insert }] }] }] }],
    summary: { files, findings, classes } }
  Classes are Error, Security Warning, General Warning, Suggestion. \`fixes\` has none or one. Lines and columns
  count from 1, offsets from 0, all in UTF-16 code units.`;

const clean = `\
ramlight clean [FILE|-] [--write] [--locale en|zh]

Prints the policy without the traces of copying it from a document: line numbers, curly quotes, no-break
blanks, comments, trailing commas. What was changed goes to standard error.

${READING}

  --write             change the file in place and print nothing of it

Exit codes: 0 done, 1 the text is too long to be analysed, 2 could not run.`;

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
  ramlight help COMMAND        the options of a command
  ramlight --version

${EXIT}

Colours are used on a terminal only; NO_COLOR turns them off.`;

export const HELP = { all, check, clean, format, grants };
