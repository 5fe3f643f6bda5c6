// What `--help` and `--version` print.
import { readFileSync } from "node:fs";

export function version() {
  // all of the command line is one file beside it
  return JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).version;
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
  --catalog FILE      use this catalogue of operations: JSON, or a file of the whole cloud. Without it and --services,
                      the services that the policy names; of one that names none, API Gateway. Of that what is built
                      in, unless an action matches none of it
  --services CODES    use the catalogue of the whole cloud for these services, as ecs,oss; or all. --catalog is then a
                      file of the whole cloud
  --all               list operations that are not granted, too
  --json              print JSON (without the findings: \`ramlight check\` has them)
${FAIL_ON}
  --locale en|zh      the language of explanations and findings

${EXIT}

JSON, ramlight-grants/1, as schemas/grants.schema.json of the package describes it
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
ramlight check [PATH…|-] [options]

Says of each policy what RAM would refuse, what grants more than it seems, and what does not do what it seems:
the place, what is wrong and what to do.

PATH is a file or a folder; of a folder, every .json, .tf, .tofu, .yml and .yaml in it with a policy is checked,
node_modules, .git and .terraform left out. \`-\`, or no PATH while something is piped in, reads standard input.

  --fix               take the fixes that are certain or leave the meaning as it is, and write the files; what they
                      leave is printed
  --diff              print what --fix would change as a unified diff, and write nothing
  --changes           with --diff or --fix: the fixes that change what is granted, too; with --diff it is said what is
                      granted then
  --kind KIND         what the policies are for: identity (default; attached to a user, group or role), session,
                      control (of a Resource Directory), trust (of a role), bucket (of OSS), resource (of another
                      resource, as a KMS key); or auto: what each looks like. A session or control policy looks like
                      identity
  --stdin-name FILE   the name of what standard input brings, as main.tf or ci/template.yml: its ending tells what it is (else
                      it is told by its looks), its folder which settings count
  --settings FILE     use these settings; without it the nearest ramlight.json in a file's folder or one above
  --catalog FILE      judge by this catalogue of operations; without it by that of the services that a policy names
  --format FORMAT     human (default), json, sarif (2.1.0), github (commands of a workflow) or junit
  --all               show findings that follow from another, too; json, sarif and junit always have them
${FAIL_ON}
  --locale en|zh      the language of what is printed

${EXIT}

JSON, ramlight-findings/1, as schemas/findings.schema.json of the package describes it
  { format, files: [{ path, policies: [{ name, kind, start, end }],
      findings: [{ code, name, class, message, help, note, rule, policy, start: { line, column, offset }, end, cause,
                   fixes: [{ kind, edits: [{ start, end, insert }] }] }],
      suppressed, skipped, problems }],
    settings, unread, summary: { files, policies, findings, suppressed, fixed, classes } }
  Classes are Error, Security Warning, General Warning, Suggestion. Lines and columns count from 1, offsets from 0,
  all in UTF-16 code units.

Settings, ramlight-settings/1, as schemas/settings.schema.json describes them
  { format, severity: { CODE: error | security-warning | general-warning | suggestion | off },
    files: [{ match, kind, severity }], rules: [{ name, require | never | boundary }], suppressions }`;

const suppress = `\
ramlight suppress FILE CODE --reason TEXT [options]

Keeps the findings of a code in a file away, by a suppression in the settings. It has the statement that the finding is
in, as it stands: when the statement comes to grant more, the finding returns.

  --reason TEXT       why the finding is no fault here
  --expires DATE      the last day that the suppression counts, as 2027-01-31
  --line N            only findings that begin in this line
  --settings FILE     write these settings; without it the nearest ramlight.json, or a new one in this folder
  --kind KIND         as for \`ramlight check\`
  --catalog FILE      as for \`ramlight check\`
  --locale en|zh      the language of messages

Exit codes: 0 done, 2 could not run: no such finding, or settings that can't be used or written.`;

const compare = `\
ramlight compare A B [options]

Says whether policy B grants the same as policy A, less, more, or both; which actions are gained and lost, each with
a request that shows it. Decided exactly, for every action, resource and context there can be.

A and B are policies as JSON text; one of them can be \`-\`, standard input.

  --kind KIND         what both policies are for: identity (default), session, control, trust, bucket, resource; or
                      auto: what each looks like
  --catalog FILE      name the operations of this catalogue in place of those of the services that the policies name
  --json              print JSON (without the findings: \`ramlight check\` has them)
  --locale en|zh      the language of findings

Exit codes
  0  B grants nothing that A does not
  1  B grants something that A does not
  2  undecided: a statement with an error could touch it, or it takes too many steps; or a text is no JSON; or could
     not run: a wrong option, or a file that can't be read or used

JSON, ramlight-comparison/1, as schemas/compare.schema.json of the package describes it
  { relation,                  equal, narrower, wider, neither or undecided: B as seen from A
    gained: [{ action, witness: { action, resources, context, principal? } }],
    lost,                      as gained
    capped? }                  true where more was gained or lost than is listed
  \`action\` is an operation of the catalogue; for differences that
  none of them shows, a shortest action that does. A key that is not in \`context\` is absent.`;

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

const decide = `\
ramlight decide FILE… --action A --resource R… [options]
ramlight decide SCENARIO --request N [options]

Says what RAM answers to one request: Allow, ExplicitDeny, ImplicitDeny, or Undecided where more than one is
possible; why; and what an open answer hangs on.

${READING}
Each FILE is an identity policy of the caller (or of its groups); a scenario is told by its \`format\`.

  --action A          as ecs:StartInstance
  --resource R        \`*\` or an ARN of five fields; repeat it for all that is checked in the one call
  --context KEY=VALUE a condition key and its value; repeat it for more keys, or more values of one. A key that is
                      not given is absent
  --unknown KEY       a key of which it isn't known whether the request carries it; \`*\`: every key that is not given
  --absent KEY        with --unknown '*': a key that the request does not carry
  --principal P       who asks, as acs:ram::1234567890123456:user/alice or ecs.aliyuncs.com
  --resource-group ID the resource group that the resources are in
  --session FILE      the session policy
  --control FILE      a control policy; each is one level, from the directory's root down
  --trust FILE        the trust policy of the role that is assumed
  --resource-policy FILE  the policy of the bucket or other resource
  --request N         the request of the scenario, counted from 1, or its name
  --expect DECISION   exit with 1 unless this is the answer
  --json              print JSON (without the findings: \`ramlight check\` has them)
${FAIL_ON}
  --locale en|zh      the language of explanations and findings

Exit codes
  0  answered, whatever the answer
  1  the answer is not the one that --expect names, or a FILE that is a policy has a finding of the class that
     --fail-on names (Error by default), or of a graver one; those of a scenario \`ramlight test\` tells
  2  could not run: a wrong option or request, or a file that can't be read or used

JSON, ramlight-decision/1, as schemas/decision.schema.json of the package describes it
  { decision, possible, unknownKeys,  Undecided: the possible decisions, and the unknown keys that they hang on
    sentences, when: [{ decision, sentence }], stage, policies, resources, diagnosticMessage }
  This is DecisionExplanation of the package's index.d.ts; \`diagnosticMessage\` has the names of RAM's
  DecodeDiagnosticMessage. Statements and offsets count from 0, offsets in UTF-16 code units.`;

const test = `\
ramlight test [FILE…|-] [--json] [--locale en|zh]

Runs scenarios: decides every request of each, prints the answers that differ from what is expected and why, and
which policies RAM would refuse, and which statements and patterns no request touches. A pattern is touched where it is the first of its list to match.

FILE is a scenario, ramlight-scenario/1, as scenario.schema.json of the package describes it; \`-\`, or no FILE while
something is piped in, reads standard input.

  --json              print JSON
  --locale en|zh      the language of explanations

Exit codes
  0  every answer is as expected; an untouched statement or a policy that RAM would refuse is no failure
  1  an answer differs
  2  could not run: a wrong option, or a scenario that can't be read or used (the others are run all the same)

JSON, ramlight-test/1, as schemas/test.schema.json of the package describes it
  { files: [{ path, passed, failed,
              results: [{ name, expect, passed, result: { decision, possible, unknownKeys }, sentences }],
              refused: [{ policy, kind, line, column, message }],
              untouched: [{ policy, statement, pattern, line, column }] }],
    summary: { files, requests, passed, failed, untouched } }
  \`passed\` of a result is null where nothing is expected; \`sentences\` say why an answer differs, else null.
  Statements count from 0, lines and columns from 1; \`pattern\` is null for a whole statement.`;

const catalog = `\
ramlight catalog [NAME] [options]

Shows what is known of the cloud's services, from which source and as of when: without NAME all services; of a
service (ecs) its actions with access levels and resources, formats of ARNs and condition keys; an action
(ecs:RunInstances); or a resource type (ecs/instance) with the actions on it.

  --catalog FILE      use this catalogue in place of the package's: a file of the whole cloud, a newer one say, or JSON
  --add FILE          put this catalogue over it: what both know counts as FILE says; can be repeated
  --json              print JSON
  --locale en|zh      the language of notes

Exit codes: 0 done, 2 could not run: no such service, action or type, or a file that can't be read or used.

JSON, ramlight-catalog-report/1, as schemas/catalog.schema.json of the package describes it
  { services }, { service, operations, arnHints, conditionKeys }, { service, templates, operations } or one operation;
  and \`catalog\`: { file, added, date, whole, operations, sources, origins }. An operation is
  { action, accessLevel, accessLevelSource, resources, arnHints, conditionKeys, notes, nameOrigin, resourceOrigin };
  \`resources\` are alternatives, each the templates that are checked together; null: not published.`;

const all = `\
ramlight: what an Alibaba Cloud RAM policy grants. Nothing leaves your machine.

  ramlight grants [FILE|-]     what the policy allows of each operation
  ramlight decide FILE…        what RAM answers to one request, and why
  ramlight test [FILE…|-]      run scenarios: requests with the answers that are expected
  ramlight check [PATH…|-]     what is wrong with policies, in files and folders
  ramlight suppress FILE CODE  keep a finding away while its statement grants no more
  ramlight compare A B         what one policy grants and another does not
  ramlight catalog [NAME]      what is known of services, actions and resource types
  ramlight clean [FILE|-]      mend a policy that was pasted from a document
  ramlight format [FILE|-]     print a policy in its canonical form
  ramlight help COMMAND        the options of a command
  ramlight --version

Exit codes
  0  done, and nothing found that fails
  1  a finding that fails, or an answer that is not the one expected; the help of each command says which
  2  could not run: a wrong option, or a file that can't be read, written or used

Colours are used on a terminal only; NO_COLOR turns them off, FORCE_COLOR on.`;

export const HELP = { all, catalog, check, clean, compare, decide, format, grants, suppress, test };
