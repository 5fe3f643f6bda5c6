// The command `ramlight` of the installed package: what it prints, where, and its exit codes.
import assert from "node:assert/strict";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bold, plain } from "../../src/npm/cli/colour.mjs";
import { DESCRIBE_COUNT, OPERATIONS, DESCRIBE, MISSPELT_DENY, NO_EFFECT, ONE_GROUP, OWN_CATALOG, PASTED } from "./policies.mjs";
import { project, projectOfFile, run } from "./project.mjs";

const folder = projectOfFile({
  "describe.json": DESCRIBE,
  "no-effect.json": `\n  ${NO_EFFECT}`,
  "pasted.json": PASTED,
  "broken.json": "{",
  "catalog.json": "[]",
  "scenario.json": '\ufeff{"format": "ramlight-scenario/1", "requests": []}',
  "one-group.json": ONE_GROUP,
  "misspelt.json": MISSPELT_DENY,
  "not-utf8.json": Buffer.from([0x7b, 0xef, 0xbf, 0xbd, 0xe8, 0xaf, 0xb4, 0xe8, 0xaf, 0x7d]),
  "own-catalog.json": OWN_CATALOG,
  "too-long.json": DESCRIBE + " ".repeat(61_440),
  "large.json": DESCRIBE + " ".repeat(10_000_000),
});

const ramlight = (args, options) => run(folder, join(folder, "node_modules/.bin/ramlight"), args, options);

/** Fails in the way of a command that could not run. */
function cannotRun(args, message, options) {
  const { status, stdout, stderr } = ramlight(args, options);
  assert.match(stderr, message);
  assert.ok(!stderr.includes("    at "), `a stack: ${stderr}`);
  assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
}

test("--help and --version, of the command and of each of its commands", () => {
  const { version } = JSON.parse(readFileSync(join(folder, "node_modules/ramlight/package.json"), "utf8"));
  assert.deepEqual(ramlight(["--version"]), { status: 0, stdout: `${version}\n`, stderr: "" });
  for (const args of [["--help"], ["grants", "--help"], ["check", "-h"], ["clean", "--help"], ["format", "--help"], ["decide", "--help"], ["test", "--help"], ["suppress", "--help"], ["compare", "--help"], ["catalog", "--help"]]) {
    const { status, stdout } = ramlight(args);
    assert.equal(status, 0);
    assert.match(stdout, /^ramlight/);
    assert.match(stdout, /Exit codes/);
  }
  for (const name of ["grants", "decide", "test", "check", "suppress", "clean", "format", "compare", "catalog"]) {
    const { status, stdout } = ramlight(["help", name]);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: ramlight([name, "--help"]).stdout });
    assert.ok(stdout.startsWith(`ramlight ${name} `));
  }
  assert.equal(ramlight(["help"]).stdout, ramlight(["--help"]).stdout);
});

test("what can't run exits with 2 and a sentence", () => {
  cannotRun([], /no command given/);
  cannotRun(["frobnicate"], /unknown command `frobnicate`/);
  cannotRun(["help", "frobnicate"], /unknown command `frobnicate`/);
  cannotRun(["constructor"], /unknown command `constructor`/);
  cannotRun(["check", "scenario.json"], /^ramlight: scenario\.json is a scenario, not a policy: run it with `ramlight test`$/m);
  cannotRun(["test", "describe.json"], /^ramlight: describe\.json is a policy, not a scenario: check it with `ramlight check`$/m);
  cannotRun(["grants", "--frobnicate", "describe.json"], /`--frobnicate`/);
  cannotRun(["grants", "describe.json", "pasted.json"], /one file at a time/);
  cannotRun(["grants", "absent.json"], /can't read absent\.json: there is no such file/);
  cannotRun(["grants", "."], /can't read \.: it is a folder/);
  cannotRun(["grants", "--catalog", "catalog.json", "describe.json"], /can't use this catalogue\ncatalog\.json:1:1: /);
  cannotRun(["grants", "--bind", "account", "describe.json"], /NAME=VALUE, not `account`/);
  cannotRun(["grants", "--bind", "planet=earth", "describe.json"], /unknown variable `planet`; this catalogue has account, blacklistId, groupId, region, /);
  cannotRun(["grants", "--bind", "account=1:2", "describe.json"], /can't bind `account`: /);
  cannotRun(["grants", "--bind", "account=1", "--bind", "accountid=2", "describe.json"], /`account` is bound twice/);
  cannotRun(["grants", "--operation", "DescribeNothing", "describe.json"], /no operation `DescribeNothing`/);
  cannotRun(["grants", "--locale", "fr", "describe.json"], /--locale is en or zh/);
  cannotRun(["grants", "not-utf8.json"], /can't read not-utf8\.json: it is not UTF-8; the first invalid byte is 0xE8 at offset 7$/m);
  cannotRun(["check", "--fail-on", "typo", "describe.json"], /--fail-on is one of error, .*, never, not `typo`/);
  cannotRun(["grants", "--fail-on", "typo", "describe.json"], /--fail-on is one of error, /);
  cannotRun(["check", "-", "-"], /read only once/);
  cannotRun(["check", "-"], /can't read standard input: it is not UTF-8; .* 0xFF at offset 0$/m, { input: Buffer.from([0xff, 0xfe]) });
  cannotRun(["clean", "--write"], /--write needs a file/);
  cannotRun(["format", "--write", "-"], /--write needs a file/);
});

test("a file that is far too large for a policy is read by no command", () => {
  const wanted = /^ramlight: can't read large\.json: it has more than 4 MB; RAM takes no policy above 61,440 characters$/m;
  const request = ["--action", "ecs:StartInstance", "--resource", "*"];
  for (const command of ["grants", "check", "clean", "format"]) cannotRun([command, "large.json"], wanted);
  cannotRun(["compare", "describe.json", "large.json"], wanted);
  cannotRun(["decide", "large.json", ...request], wanted);
  cannotRun(["decide", "describe.json", "--session", "large.json", ...request], wanted);
  const large = openSync(join(folder, "large.json"), "r");
  cannotRun(["grants", "-"], /can't read standard input: it has more than 4 MB/, { stdio: [large, "pipe", "pipe"] });
  closeSync(large);
});

test("grants lists what the policy allows", () => {
  const { status, stdout, stderr } = ramlight(["grants", "describe.json"]);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  const rows = stdout.split("\n").filter((line) => / {2}apigateway:/.test(line));
  assert.equal(rows.length, DESCRIBE_COUNT);
  for (const row of rows) assert.match(row, /^allowed +(get|list) +apigateway:Describe\w+ +1 full$/);
  assert.match(stdout, new RegExp(`^${OPERATIONS - DESCRIBE_COUNT} not-granted, ${DESCRIBE_COUNT} allowed$`, "m"));
  assert.ok(!stdout.includes("\u001b"), "colour without a terminal");

  const all = ramlight(["grants", "--all", "describe.json"]).stdout;
  assert.equal(all.match(/ {2}apigateway:/g).length, OPERATIONS);
});

test("grants --json has the documented shape, and nothing else", () => {
  const { status, stdout, stderr } = ramlight(["grants", "--json", "describe.json"]);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  const { format, refused, operations, summary, catalog, ...rest } = JSON.parse(stdout);
  assert.deepEqual({ format, refused, rest }, { format: "ramlight-grants/1", refused: false, rest: {} });
  assert.equal(operations.length, OPERATIONS);
  for (const { action, access, requirements, net, statements, ...more } of operations) {
    assert.deepEqual(more, {});
    const level = action.startsWith("apigateway:Describe") ? "full" : "none";
    assert.deepEqual(net, { must: level, may: level, outcome: level === "full" ? "allowed" : "not-granted" });
    const first = { statement: 0, effect: "Allow", level: "full", contributes: false, conditional: false };
    assert.deepEqual(statements, level === "full" ? [first] : []);
    assert.match(access, /^(create|list|get|update|delete|none)$/);
    for (const { template, ...levels } of (requirements ?? []).flat()) {
      assert.match(template, /^(\*|acs:apigateway:.+)$/);
      assert.deepEqual(levels, { must: level, may: level, statements: level === "full" ? [{ statement: 0, level }] : [] });
    }
  }
  assert.equal(summary.total, OPERATIONS);
  assert.equal(summary.outcomes.allowed, DESCRIBE_COUNT);
  assert.equal(summary.accessLevels.create.allowed, 0);
  assert.equal(catalog.services[0].operations, OPERATIONS);
});

test("grants --json tells the alternatives of a requirement, and what contributes to them", () => {
  const operation = (name, ...args) =>
    JSON.parse(ramlight(["grants", "--json", "--operation", name, ...args, "one-group.json"]).stdout).operations[0];
  const group = "acs:apigateway:$regionid:$accountid:apigroup/$groupId";
  const levels = (level) => ({ must: level, may: level, statements: level === "none" ? [] : [{ statement: 0, level }] });
  const statement = { statement: 0, effect: "Allow", conditional: false };

  assert.deepEqual(operation("CreateApi"), {
    action: "apigateway:CreateApi",
    access: "create",
    requirements: [[{ template: group, ...levels("partial") }]],
    net: { must: "partial", may: "partial", outcome: "partial" },
    statements: [{ ...statement, level: "partial", contributes: false }],
  });
  // the group and one of two others: the policy names the group alone
  const setApiRule = operation("SetApiRule");
  assert.deepEqual(setApiRule.net, { must: "none", may: "none", outcome: "not-granted" });
  assert.deepEqual(setApiRule.statements, [{ ...statement, level: "none", contributes: true }]);
  assert.deepEqual(setApiRule.requirements.map((together) => together.length), [2, 2]);
  for (const [first, second] of setApiRule.requirements) {
    assert.deepEqual(first, { template: group, ...levels("partial") });
    assert.match(second.template, /:(secretkey|trafficcontrol)\//);
    assert.deepEqual(second, { template: second.template, ...levels("none") });
  }
  assert.deepEqual(operation("CreateApi", "--bind", "region=cn-hangzhou", "--bind", "groupID= g-1 ").requirements, [
    [{ template: "acs:apigateway:cn-hangzhou:$accountid:apigroup/g-1", ...levels("full") }],
  ]);
});

test("grants with a catalogue of one's own: a path is bound, and `null` is a requirement that is not published", () => {
  const policy = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "demo:*", Resource: "*" }] });
  const args = ["grants", "-", "--json", "--catalog", "own-catalog.json", "--bind", "photopath=a/b.png"];
  const { operations, catalog } = JSON.parse(ramlight(args, { input: policy }).stdout);
  assert.equal(operations[0].requirements[0][0].template, "acs:demo:$regionid:$accountid:photo/a/b.png");
  assert.equal(operations[1].requirements, null);
  assert.equal(catalog.file, "own-catalog.json");
  assert.match(ramlight(["grants", "-", "--catalog", "own-catalog.json"], { input: policy }).stdout, /^<stdin>: 2 operations of Demo/);
});

test("every name that the issue lists can be bound", () => {
  for (const name of ["region", "account", "groupId", "trafficControlId", "secretKeyId", "blacklistId"]) {
    const { operations } = JSON.parse(ramlight(["grants", "--json", "--bind", `${name}=bound-1`, "describe.json"]).stdout);
    assert.ok(operations.some(({ requirements }) => requirements?.flat().some(({ template }) => template.includes("bound-1"))), name);
  }
});

test("grants exits with 1 where RAM would refuse the policy, unless --fail-on says never", () => {
  const grants = (...args) => {
    const { status, stdout } = ramlight(["grants", "--json", "misspelt.json", ...args]);
    return { status, ...JSON.parse(stdout) };
  };
  const { status, refused, operations } = grants();
  assert.deepEqual({ status, refused }, { status: 1, refused: true });
  for (const { net, statements } of operations) {
    assert.equal(net.outcome, "undecided");
    assert.deepEqual(statements[1], { statement: 1, effect: null, level: "undecided", contributes: false, conditional: true });
  }
  assert.equal(grants("--fail-on", "never").status, 0);
});

test("grants says of a statement whose effect can't be read that it is undecided, and why", () => {
  const { status, stdout, stderr } = ramlight(["grants", "misspelt.json"]);
  assert.equal(status, 1);
  const rows = stdout.split("\n").filter((line) => / {2}apigateway:/.test(line));
  assert.equal(rows.length, OPERATIONS);
  for (const row of rows) assert.match(row, / {2}1 full, 2 undecided \(its effect can't be read\)$/);
  assert.match(stderr, /^misspelt\.json:1:\d+: error RAM\d{3}: /);
});

test("grants --operation explains one operation, in either language", () => {
  for (const name of ["CreateApi", "apigateway:createapi"]) {
    const { status, stdout } = ramlight(["grants", "--operation", name, "describe.json"]);
    assert.equal(status, 0);
    assert.match(stdout, /^apigateway:CreateApi {2}create {2}not-granted\n {2}\S/);
  }
  const { stdout } = ramlight(["grants", "--operation", "DescribeApis", "--locale", "zh", "describe.json"]);
  assert.match(stdout, /\p{Script=Han}/u);
  assert.match(stdout, /语句 1: describe\.json:1:\d+/);

  const { operations } = JSON.parse(ramlight(["grants", "--json", "--operation", "CreateApi", "describe.json"]).stdout);
  assert.deepEqual(operations.map(({ action }) => action), ["apigateway:CreateApi"]);
});

test("grants with a bound region", () => {
  const bind = ["--bind", "groupId=g-1"];
  const outcome = (...args) =>
    JSON.parse(ramlight(["grants", "-", "--json", "--operation", "CreateApi", ...bind, ...args], { input: ONE_GROUP }).stdout).operations[0].net.outcome;
  assert.equal(outcome(), "partial");
  assert.equal(outcome("--bind", "region=cn-hangzhou"), "allowed");
  assert.equal(outcome("--bind", "REGIONID=cn-beijing"), "not-granted");
});

test("a policy is read from standard input, for `-` and for no file", () => {
  const expected = ramlight(["grants", "describe.json"]).stdout.replace("describe.json", "<stdin>");
  assert.match(expected, /^<stdin>: 54 operations/);
  assert.equal(ramlight(["grants", "-"], { input: DESCRIBE }).stdout, expected);
  assert.equal(ramlight(["grants"], { input: DESCRIBE }).stdout, expected);
});

test("standard input that is a folder, or not open for reading, can't be read", () => {
  const file = (flags, path) => {
    const descriptor = openSync(path, flags);
    const result = ramlight(["check", "-"], { stdio: [descriptor, "pipe", "pipe"] });
    closeSync(descriptor);
    return result;
  };
  assert.deepEqual(file("r", folder), { status: 2, stdout: "", stderr: "ramlight: can't read standard input: it is a folder\n" });
  const writeOnly = { status: 2, stdout: "", stderr: "ramlight: can't read standard input: it is not open for reading\n" };
  assert.deepEqual(file("w", join(folder, "output")), writeOnly);
});

test("an answer that can't be written is no answer", { skip: !existsSync("/dev/full") && "there is no /dev/full" }, () => {
  const descriptor = openSync("/dev/full", "w");
  const { status, stderr } = ramlight(["grants", "describe.json"], { stdio: ["ignore", descriptor, "pipe"] });
  closeSync(descriptor);
  assert.deepEqual({ status, stderr }, { status: 2, stderr: "ramlight: can't write to standard output: no space is left\n" });
});

test("a named file is read whatever standard input is", () => {
  const descriptor = openSync(folder, "r");
  assert.equal(ramlight(["check", "describe.json"], { stdio: [descriptor, "pipe", "pipe"] }).status, 0);
  closeSync(descriptor);
});

test("check prints class, code, file:line:column and help, and exits with 1 for an error", () => {
  const { status, stdout, stderr } = ramlight(["check", "describe.json", "no-effect.json"]);
  assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  assert.match(stdout, /^error\[RAM\d{3}\]: .+\n --> no-effect\.json:2:\d+\n/m);
  assert.match(stdout, /^ {2}= help: \S/m);
  assert.match(stdout, /^2 files, 2 policies: 1 error\n$/m);
  assert.deepEqual(ramlight(["check", "describe.json"]), { status: 0, stdout: "1 file, 1 policy: no findings\n", stderr: "" });
});

test("check --fail-on: the mildest class that fails", () => {
  // equal keys are a Security Warning
  const twice = `{ "Version": "1", "Version": "1", ${DESCRIBE.slice(1 + '"Version":"1",'.length)}`;
  const status = (input, ...args) => ramlight(["check", "-", ...args], { input }).status;
  assert.equal(status(twice), 0);
  assert.equal(status(twice, "--fail-on", "error"), 0);
  for (const name of ["security-warning", "general-warning", "suggestion"]) assert.equal(status(twice, "--fail-on", name), 1, name);
  assert.equal(status(NO_EFFECT, "--fail-on", "suggestion"), 1);
  assert.equal(status(NO_EFFECT, "--fail-on", "never"), 0);
  assert.equal(ramlight(["grants", "-", "--fail-on", "security-warning"], { input: twice }).status, 1);
});

test("check goes on after a file that it can't read, and exits with 2", () => {
  const { status, stdout, stderr } = ramlight(["check", "absent.json", "not-utf8.json", "no-effect.json", "--fail-on", "never"]);
  assert.equal(status, 2);
  assert.match(stderr, /can't read absent\.json.*\n.*can't read not-utf8\.json/);
  assert.match(stdout, /^ --> no-effect\.json:2:/m);
});

test("check --format json has the documented shape, and nothing else", () => {
  const { status, stdout, stderr } = ramlight(["check", "--format", "json", "no-effect.json", "pasted.json"]);
  assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  const { format, files, settings, unread, summary, ...rest } = JSON.parse(stdout);
  assert.deepEqual({ format, settings, unread, rest }, { format: "ramlight-findings/1", settings: [], unread: [], rest: {} });
  assert.deepEqual(files.map(({ path }) => path), ["no-effect.json", "pasted.json"]);
  const findings = files.flatMap((file) => file.findings);
  assert.deepEqual([summary.files, summary.policies, summary.findings], [2, 2, findings.length]);
  assert.deepEqual(Object.keys(summary.classes), ["Error", "Security Warning", "General Warning", "Suggestion"]);
  for (const [name, count] of Object.entries(summary.classes)) {
    assert.equal(findings.filter((finding) => finding.class === name).length, count, name);
  }

  // the text is a line end, two blanks, and the policy in one line: the statement lacks its effect
  assert.equal(files[0].findings.length, 1);
  const [{ start, end, ...lacking }] = files[0].findings;
  assert.equal(lacking.class, "Error");
  assert.equal(start.line, 2);
  assert.equal(start.offset, start.column);
  assert.ok(start.offset >= 3 + NO_EFFECT.indexOf('{"Action"') && end.offset <= 3 + NO_EFFECT.length);

  // the trailing comma of the third line: its fix takes it out
  const comma = PASTED.indexOf(",]");
  const [trailing] = files[1].findings.filter((finding) => finding.start.offset === comma);
  const from = { line: 3, column: comma - PASTED.lastIndexOf("\n", comma), offset: comma };
  const to = { line: 3, column: from.column + 1, offset: comma + 1 };
  assert.deepEqual(trailing.fixes, [{ kind: "clean-up", edits: [{ start: from, end: to, insert: "" }] }]);
});

test("columns count UTF-16 code units after Chinese text and emoji", () => {
  const lead = '{"Version":"1","Statement":[{"说明😀":1,';
  const { findings } = JSON.parse(ramlight(["check", "--format", "json", "-"], { input: `${lead}"Effect":"allow ","Action":"*","Resource":"*"}]}` }).stdout).files[0];
  const effect = findings.find(({ start }) => start.offset >= lead.length);
  const inside = start(effect.start.offset - lead.length);
  assert.ok(inside, JSON.stringify(effect));
  assert.equal(effect.start.column, effect.start.offset + 1);

  /** The value of Effect starts after `"Effect":`; its span may take the quotes or not. */
  function start(offset) {
    return offset === '"Effect":'.length || offset === '"Effect":"'.length;
  }
});

test("clean prints the cleaned text, and --write changes the file", (t) => {
  const { status, stdout, stderr } = ramlight(["clean", "pasted.json"]);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout), JSON.parse(DESCRIBE));
  assert.match(stderr, /^pasted\.json: \S/);
  assert.equal(readFileSync(join(folder, "pasted.json"), "utf8"), PASTED);

  const own = project(t, { "pasted.json": PASTED });
  const written = run(own, join(own, "node_modules/.bin/ramlight"), ["clean", "--write", "pasted.json"]);
  assert.deepEqual({ status: written.status, stdout: written.stdout }, { status: 0, stdout: "" });
  assert.equal(readFileSync(join(own, "pasted.json"), "utf8"), stdout);
  assert.equal(ramlight(["clean", "-"], { input: stdout }).stdout, stdout);
});

test("clean says of a text that is too long that it is not analysed, and exits with 1", () => {
  const { status, stdout, stderr } = ramlight(["clean", "too-long.json"]);
  assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
  assert.match(stderr, /^too-long\.json:1:1: error RAM\d{3}: the text is too long to be analysed/);
});

test("format prints one canonical form, and refuses broken JSON with 1", () => {
  const { status, stdout, stderr } = ramlight(["format", "describe.json"]);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  assert.deepEqual(JSON.parse(stdout), JSON.parse(DESCRIBE));
  assert.equal(ramlight(["format", "-"], { input: stdout }).stdout, stdout);

  const broken = ramlight(["format", "broken.json"]);
  assert.deepEqual({ status: broken.status, stdout: broken.stdout }, { status: 1, stdout: "" });
  assert.match(broken.stderr, /^broken\.json:1:\d+: error RAM\d{3}: /);
});

test("colour is for terminals; NO_COLOR turns it off, FORCE_COLOR on; control characters are shown, not sent", (t) => {
  const set = (name, value) => {
    const before = process.env[name];
    t.after(() => (before === undefined ? delete process.env[name] : (process.env[name] = before)));
    process.env[name] = value;
  };
  set("TERM", "xterm");
  set("FORCE_COLOR", "");
  set("NO_COLOR", "");
  assert.equal(bold("x", { isTTY: true }), "\u001b[1mx\u001b[22m");
  assert.equal(bold("x", { isTTY: false }), "x");
  set("NO_COLOR", "1");
  assert.equal(bold("x", { isTTY: true }), "x");
  set("NO_COLOR", "");
  set("TERM", "dumb");
  assert.equal(bold("x", { isTTY: true }), "x");
  set("FORCE_COLOR", "1");
  assert.equal(bold("x", { isTTY: false }), "\u001b[1mx\u001b[22m");
  set("FORCE_COLOR", "0");
  set("TERM", "xterm");
  assert.equal(bold("x", { isTTY: true }), "x");
  assert.equal(plain("a\u001b[31m\u009b说"), "a\\u001b[31m\\u009b说");
  assert.equal(plain("a\u202egpj.exe\u2028b\u2069"), "a\\u202egpj.exe\\u2028b\\u2069");
});
