// The command `ramlight` of the installed package: what it prints, where, and its exit codes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { DESCRIBE, DESCRIBE_COUNT, NO_EFFECT, OPERATIONS, PASTED } from "./policies.mjs";
import { project, run } from "./project.mjs";

let folder;
const cleanUps = [];
before(() => {
  folder = project({ after: (cleanUp) => cleanUps.push(cleanUp) }, {
    "describe.json": DESCRIBE,
    "no-effect.json": `\n  ${NO_EFFECT}`,
    "pasted.json": PASTED,
    "broken.json": "{",
    "catalog.json": "[]",
  });
});
after(() => cleanUps.forEach((cleanUp) => cleanUp()));

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
  for (const args of [["--help"], ["grants", "--help"], ["check", "-h"], ["clean", "--help"], ["format", "--help"]]) {
    const { status, stdout } = ramlight(args);
    assert.equal(status, 0);
    assert.match(stdout, /^ramlight/);
    assert.match(stdout, /Exit codes/);
  }
});

test("what can't run exits with 2 and a sentence", () => {
  cannotRun([], /no command given/);
  cannotRun(["frobnicate"], /unknown command `frobnicate`/);
  cannotRun(["constructor"], /unknown command `constructor`/);
  cannotRun(["grants", "--frobnicate", "describe.json"], /`--frobnicate`/);
  cannotRun(["grants", "describe.json", "pasted.json"], /one file at a time/);
  cannotRun(["grants", "absent.json"], /can't read absent\.json: there is no such file/);
  cannotRun(["grants", "."], /can't read \.: it is a folder/);
  cannotRun(["grants", "--catalog", "catalog.json", "describe.json"], /can't use this catalogue\ncatalog\.json:1:1: /);
  cannotRun(["grants", "--bind", "account", "describe.json"], /NAME=VALUE, not `account`/);
  cannotRun(["grants", "--bind", "planet=earth", "describe.json"], /unknown variable `planet`; this catalogue has accountid, /);
  cannotRun(["grants", "--bind", "account=1:2", "describe.json"], /can't bind `accountid`: /);
  cannotRun(["grants", "--bind", "account=1", "--bind", "accountid=2", "describe.json"], /`accountid` is bound twice/);
  cannotRun(["grants", "--operation", "DescribeNothing", "describe.json"], /no operation `DescribeNothing`/);
  cannotRun(["grants", "--locale", "fr", "describe.json"], /--locale is en or zh/);
  cannotRun(["check", "--fail-on", "typo", "describe.json"], /--fail-on is one of error, /);
  cannotRun(["clean", "--write"], /--write needs a file/);
  cannotRun(["format", "--write", "-"], /--write needs a file/);
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

test("grants --json", () => {
  const { status, stdout } = ramlight(["grants", "--json", "describe.json"]);
  assert.equal(status, 0);
  const report = JSON.parse(stdout);
  assert.deepEqual(Object.keys(report), ["refused", "catalog", "policy", "operations", "summary", "diagnostics"]);
  assert.equal(report.refused, false);
  assert.deepEqual(report.policy, { path: "describe.json", characters: DESCRIBE.length, bytes: DESCRIBE.length, limit: 6144 });
  assert.equal(report.operations.length, OPERATIONS);
  for (const { name, action, outcome, must, may, statements } of report.operations) {
    assert.equal(action, `apigateway:${name}`);
    const level = name.startsWith("Describe") ? "full" : "none";
    assert.deepEqual({ outcome, must, may }, { outcome: level === "full" ? "allowed" : "not-granted", must: level, may: level });
    const first = { statement: 0, effect: "Allow", level: "full", contributing: false, conditional: false };
    assert.deepEqual(statements, level === "full" ? [first] : []);
  }
  assert.equal(report.summary.total, OPERATIONS);
  assert.equal(report.summary.outcomes.allowed, DESCRIBE_COUNT);
  assert.equal(report.summary.accessLevels.create.allowed, 0);
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
  assert.equal(operations.length, 1);
  assert.ok(operations[0].explanation.length > 0);
});

test("grants with a bound region", () => {
  const policy = JSON.stringify({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "apigateway:CreateApi", Resource: "acs:apigateway:cn-hangzhou:*:apigroup/*" }],
  });
  const outcome = (...args) => JSON.parse(ramlight(["grants", "-", "--json", "--operation", "CreateApi", ...args], { input: policy }).stdout).operations[0].outcome;
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

test("check prints file:line:column, class and code, and exits with 1 for an error", () => {
  const { status, stdout, stderr } = ramlight(["check", "describe.json", "no-effect.json"]);
  assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  assert.match(stdout, /^no-effect\.json:2:\d+: error RAM\d{3}: .+\n {4}help: /m);
  assert.match(stdout, / in 2 policies\n$/);
});

test("check goes on after a file that it can't read, and exits with 2", () => {
  const { status, stdout, stderr } = ramlight(["check", "absent.json", "no-effect.json"]);
  assert.equal(status, 2);
  assert.match(stderr, /can't read absent\.json/);
  assert.match(stdout, /^no-effect\.json:2:/m);
});

test("check --json", () => {
  const { status, stdout } = ramlight(["check", "--json", "no-effect.json"]);
  assert.equal(status, 1);
  const { files, summary } = JSON.parse(stdout);
  assert.equal(files.length, 1);
  assert.equal(files[0].path, "no-effect.json");
  assert.equal(summary.files, 1);
  assert.ok(summary.error >= 1);
  for (const finding of files[0].findings) {
    assert.deepEqual(Object.keys(finding), ["code", "name", "class", "message", "help", "start", "end", "fixes"]);
    assert.ok(["Error", "Security Warning", "General Warning", "Suggestion"].includes(finding.class));
    // the text is one blank line, two blanks, and the policy in one line
    assert.equal(finding.start.line, 2);
    assert.equal(finding.start.offset, finding.start.column);
  }
});

test("columns count UTF-16 code units after Chinese text and emoji", () => {
  const lead = '{"Version":"1","Statement":[{"说明😀":1,';
  const { findings } = JSON.parse(ramlight(["check", "--json", "-"], { input: `${lead}"Effect":"allow ","Action":"*","Resource":"*"}]}` }).stdout).files[0];
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

test("format prints one canonical form, and refuses broken JSON with 1", () => {
  const { status, stdout, stderr } = ramlight(["format", "describe.json"]);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  assert.deepEqual(JSON.parse(stdout), JSON.parse(DESCRIBE));
  assert.equal(ramlight(["format", "-"], { input: stdout }).stdout, stdout);

  const broken = ramlight(["format", "broken.json"]);
  assert.deepEqual({ status: broken.status, stdout: broken.stdout }, { status: 1, stdout: "" });
  assert.match(broken.stderr, /^broken\.json:1:\d+: error RAM\d{3}: /);
});

test("colour is for terminals, and NO_COLOR turns it off; control characters are shown, not sent", async (t) => {
  const { bold, plain } = await import(pathToFileURL(join(folder, "node_modules/ramlight/cli/colour.mjs")));
  const set = (name, value) => {
    const before = process.env[name];
    t.after(() => (before === undefined ? delete process.env[name] : (process.env[name] = before)));
    process.env[name] = value;
  };
  set("TERM", "xterm");
  set("NO_COLOR", "");
  assert.equal(bold("x", { isTTY: true }), "\u001b[1mx\u001b[22m");
  assert.equal(bold("x", { isTTY: false }), "x");
  set("NO_COLOR", "1");
  assert.equal(bold("x", { isTTY: true }), "x");
  set("NO_COLOR", "");
  set("TERM", "dumb");
  assert.equal(bold("x", { isTTY: true }), "x");
  assert.equal(plain("a\u001b[31m\u009b说"), "a\\u001b[31m\\u009b说");
});
