// `ramlight decide` and `ramlight test` of the installed package: what they print, where, and their exit codes.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { NO_EFFECT } from "./policies.mjs";
import { projectOfFile, run } from "./project.mjs";
import { FAULTY, SCENARIO } from "./scenarios.mjs";

const policy = (...Statement) => JSON.stringify({ Version: "1", Statement });
const OFFICE = `{ "Version": "1", "Statement": [
  { "Effect": "Allow", "Action": ["ecs:*", "oss:*"], "Resource": "*", "Condition": { "IpAddress": { "acs:SourceIp": "10.0.0.0/8" } } },
  { "Effect": "Deny", "Action": "ecs:Stop*", "Resource": "*" } ] }
`;
const TRUST = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs.aliyuncs.com" } }] });
const BUCKET = JSON.stringify({ Version: "1", Statement: [{ Effect: "Deny", Action: "oss:DeleteObject", Principal: ["*"], Resource: "acs:oss:*:*:b/*" }] });
const EVERYTHING = policy({ Effect: "Allow", Action: "*", Resource: "*" });
const DESCRIBE = policy({ Effect: "Allow", Action: "ecs:Describe*", Resource: "*" });

const folder = projectOfFile({
  "office.json": OFFICE,
  "everything.json": EVERYTHING,
  "describe.json": DESCRIBE,
  "trust.json": TRUST,
  "bucket.json": BUCKET,
  "no-effect.json": NO_EFFECT,
  "scenario.json": SCENARIO,
  "faulty.json": FAULTY["everything at once"].text,
  "passing.json": JSON.stringify({ format: "ramlight-scenario/1", requests: [{ name: "nobody", action: "ecs:X", resources: "*", expect: "ImplicitDeny" }] }),
});

const ramlight = (args, options) => run(folder, join(folder, "node_modules/.bin/ramlight"), args, options);
const START = ["--action", "ecs:StartInstance", "--resource", "acs:ecs:cn-hangzhou:1:instance/i-1"];

/** What `ramlight decide … --json` answers. */
function decided(...args) {
  const { status, stdout, stderr } = ramlight(["decide", ...args, "--json"]);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  return JSON.parse(stdout);
}
const decisionOf = (...args) => decided(...args).decision;

/** Fails in the way of a command that could not run. */
function cannotRun(args, message, options) {
  const { status, stdout, stderr } = ramlight(args, options);
  assert.match(stderr, message);
  assert.ok(!stderr.includes("    at "), `a stack: ${stderr}`);
  assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
}

test("decide prints the decision, why, what it hangs on, and where the statements stand", () => {
  const { status, stdout, stderr } = ramlight(["decide", "office.json", ...START, "--unknown", "acs:SourceIp"]);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines[0], "Undecided: Allow or ImplicitDeny");
  assert.ok(lines.some((line) => /^ {2}allowed if .*`acs:SourceIp`.*`10\.0\.0\.0\/8`/.test(line)), stdout);
  assert.equal(lines.at(-1), "  office.json:2:3: statement 1, Allow");
  assert.ok(!stdout.includes("\u001b"), "colour without a terminal");

  const [first, second] = ramlight(["decide", "office.json", "--action", "ecs:StopInstance", "--resource", "*", "--locale", "zh"]).stdout.split("\n");
  assert.equal(first, "ExplicitDeny");
  assert.match(second, /\p{Script=Han}/u);
});

test("decide takes keys as known, absent or unknown", () => {
  const by = (...args) => decisionOf("office.json", ...START, ...args);
  assert.deepEqual([by(), by("--context", "acs:SourceIp=10.1.2.3"), by("--context", "acs:SourceIp=1.2.3.4", "--context", "acs:SourceIp=10.1.2.3")],
    ["ImplicitDeny", "Allow", "Allow"]);
  assert.deepEqual([by("--unknown", "*"), by("--unknown", "*", "--absent", "acs:SourceIp")], ["Undecided", "ImplicitDeny"]);
  const { possible, unknownKeys, when } = decided("office.json", ...START, "--unknown", "*");
  assert.deepEqual([possible, unknownKeys, when.map(({ decision }) => decision)], [["Allow", "ImplicitDeny"], ["acs:SourceIp"], ["Allow", "ImplicitDeny"]]);
});

test("decide takes all that has a say", () => {
  assert.equal(decisionOf("everything.json", "describe.json", ...START), "Allow");
  assert.equal(decisionOf("everything.json", "office.json", "--action", "ecs:StopInstance", "--resource", "*"), "ExplicitDeny");
  assert.equal(decisionOf("everything.json", "--session", "describe.json", ...START), "ImplicitDeny");
  assert.equal(decisionOf("everything.json", "--control", "everything.json", "--control", "describe.json", ...START), "ImplicitDeny");
  const remove = ["--action", "oss:DeleteObject", "--resource", "acs:oss:*:1:a/o", "--resource", "acs:oss:*:1:b/o"];
  assert.equal(decisionOf("everything.json", ...remove), "Allow");
  assert.equal(decisionOf("everything.json", "--resource-policy", "bucket.json", ...remove), "ExplicitDeny");
  // a caller without identity policies
  const assume = ["--trust", "trust.json", "--action", "sts:AssumeRole", "--resource", "acs:ram:*:1:role/r"];
  assert.equal(decisionOf(...assume, "--principal", "ecs.aliyuncs.com"), "Allow");
  assert.equal(decisionOf(...assume, "--principal", "fc.aliyuncs.com"), "ImplicitDeny");
  const { policies } = decided("everything.json", "--control", "describe.json", "--session", "office.json", ...START);
  assert.deepEqual(policies.map(({ name, stage }) => [name, stage]),
    [["describe.json", "ControlPolicy"], ["office.json", "SessionPolicy"], ["everything.json", "AccountLevelIdentityBasedPolicy"]]);
});

test("decide reads standard input when asked", () => {
  const { status, stdout } = ramlight(["decide", "-", ...START], { input: EVERYTHING });
  assert.deepEqual([status, stdout.split("\n")[0]], [0, "Allow"]);
  assert.equal(ramlight(["decide", ...START], { input: DESCRIBE }).stdout.split("\n")[0], "ImplicitDeny");
});

test("decide exits with 1 where the answer is not the one expected, or a policy is refused", () => {
  const { status, stderr } = ramlight(["decide", "office.json", ...START, "--expect", "Allow"]);
  assert.deepEqual({ status, stderr }, { status: 1, stderr: "ramlight: expected Allow, and it is ImplicitDeny\n" });
  assert.equal(ramlight(["decide", "office.json", ...START, "--expect", "ImplicitDeny"]).status, 0);
  const refused = ramlight(["decide", "everything.json", "no-effect.json", ...START]);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^no-effect\.json:1:\d+: error RAM\d{3}: /m);
  assert.equal(ramlight(["decide", "everything.json", "no-effect.json", ...START, "--fail-on", "never"]).status, 0);
});

test("decide takes a request of a scenario by its number or name", () => {
  assert.equal(decisionOf("scenario.json", "--request", "1"), "Allow");
  assert.equal(decisionOf("scenario.json", "--request", "expects too little"), "Allow");
  assert.equal(decisionOf("scenario.json", "--request", "request 5"), "ExplicitDeny");
  assert.equal(ramlight(["decide", "scenario.json", "--request", "1", "--expect", "Undecided"]).status, 1);
});

test("what can't be decided exits with 2 and a sentence", () => {
  cannotRun(["decide", "office.json", "--resource", "*"], /--action is missing/);
  cannotRun(["decide", "office.json", "--action", "ecs:X"], /--resource is missing/);
  cannotRun(["decide", "office.json", "--action", "ecs", "--resource", "*"], /an action is written as/);
  cannotRun(["decide", "office.json", "--action", "ecs:X", "--resource", "i-1"], /a resource is `\*` or an ARN/);
  cannotRun(["decide", "office.json", ...START, "--principal", "alice"], /a principal is written as/);
  cannotRun(["decide", "office.json", ...START, "--context", "acs:SourceIp"], /--context takes KEY=VALUE, not `acs:SourceIp`/);
  cannotRun(["decide", "office.json", ...START, "--context", "a=1", "--unknown", "a"], /`a` can't have a value in `context` and stand in `unknown`/);
  cannotRun(["decide", "office.json", ...START, "--unknown", "*", "--unknown", "a"], /no other --unknown beside it/);
  cannotRun(["decide", "office.json", ...START, "--expect", "allow"], /--expect is Allow, ExplicitDeny, ImplicitDeny, Undecided, not `allow`/);
  cannotRun(["decide", "office.json", ...START, "--frobnicate"], /`--frobnicate`/);
  cannotRun(["decide", "absent.json", ...START], /can't read absent\.json: there is no such file/);
  cannotRun(["decide", "office.json", "--session", "absent.json", ...START], /can't read absent\.json/);
  cannotRun(["decide", "-", "--session", "-", ...START], /read only once/);
  cannotRun(["decide", "office.json", ...START, "--trust", "trust.json", "--resource-policy", "bucket.json"], /one of them/);
  cannotRun(["decide", "office.json", "--request", "1", ...START], /--request is for a scenario, a file with "format": "ramlight-scenario\/1"/);
  cannotRun(["decide", "scenario.json"], /needs --request N: it has 13, counted from 1/);
  cannotRun(["decide", "scenario.json", "--request", "14"], /there is no request 14/);
  cannotRun(["decide", "scenario.json", "--request", "0"], /there is no request 0/);
  cannotRun(["decide", "scenario.json", "--request", "alice"], /no request `alice`/);
  cannotRun(["decide", "scenario.json", "--request", "1", ...START], /--action is not for a scenario/);
  cannotRun(["decide", "scenario.json", "office.json", "--request", "1"], /a scenario is decided alone/);
  cannotRun(["decide", "faulty.json", "--request", "1"], /can't use this scenario\nfaulty\.json:3:3: acount: /);
});

test("test says what differs and why, and what no request touches", () => {
  const { status, stdout, stderr } = ramlight(["test", "scenario.json"]);
  assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines[0], "differs scenario.json: expects too little: expected ImplicitDeny, and it is Allow");
  assert.match(lines[1], /^ {4}.*`ReadGroups`.*`apigateway:DescribeApi`/);
  assert.ok(lines.includes("scenario.json:6:65: no request touches `apigateway:DescribeApis` in statement 1 of ReadGroups"), stdout);
  assert.ok(lines.includes("scenario.json:7:7: no request touches statement 2 of ReadGroups"), stdout);
  assert.equal(lines.at(-1), "13 requests in 1 scenario, 11 as expected, 1 not as expected, 1 without expectation");
  assert.deepEqual(ramlight(["test", "passing.json"]), { status: 0, stdout: "1 request in 1 scenario, 1 as expected\n", stderr: "" });
  assert.deepEqual(ramlight(["test", "-"], { input: JSON.stringify({ format: "ramlight-scenario/1", requests: [] }) }),
    { status: 0, stdout: "0 requests in 1 scenario\n", stderr: "" });
});

test("test says which policies RAM would refuse", () => {
  const user = { policies: { Bad: { Version: "2", Statement: [] }, Unused: "" }, users: { a: { policies: ["Bad"] } } };
  const input = JSON.stringify({ format: "ramlight-scenario/1", ...user, requests: [{ principal: "user/a", action: "ecs:X", resources: "*", expect: "ImplicitDeny" }] });
  const { status, stdout } = ramlight(["test", "-"], { input });
  assert.equal(status, 0);
  const column = input.indexOf('"2"') + 1;
  assert.equal(stdout.split("\n")[0], `<stdin>:1:${column}: RAM would refuse Bad as a policy of kind identity: the version must be the string \`"1"\`, not \`"2"\``);
});

test("test runs the other scenarios where one can't be used", () => {
  const { status, stdout, stderr } = ramlight(["test", "faulty.json", "passing.json", "absent.json"]);
  assert.equal(status, 2);
  assert.equal(stdout, "1 request in 1 scenario, 1 as expected\n");
  assert.match(stderr, /^faulty\.json:14:5: requests\[3\]: an object is needed here$/m);
  assert.match(stderr, /can't read absent\.json/);
  cannotRun(["test", "office.json"], /office\.json is a policy, not a scenario: check it with `ramlight check`/);
  cannotRun(["test", "-", "-"], /read only once/);
  cannotRun(["test", "--frobnicate", "passing.json"], /`--frobnicate`/);
});

test("test --json has the documented shape", () => {
  const { status, stdout } = ramlight(["test", "--json", "passing.json", "scenario.json"]);
  assert.equal(status, 1);
  const { format, files, summary, ...rest } = JSON.parse(stdout);
  assert.deepEqual({ format, rest }, { format: "ramlight-test/1", rest: {} });
  assert.deepEqual(summary, { files: 2, requests: 14, passed: 12, failed: 1, untouched: 5 });
  const [passing, scenario] = files;
  assert.deepEqual(passing, {
    path: "passing.json",
    results: [{ name: "nobody", expect: "ImplicitDeny", result: { decision: "ImplicitDeny", possible: ["ImplicitDeny"], unknownKeys: [] }, passed: true, sentences: null }],
    passed: 1,
    failed: 0,
    refused: [],
    untouched: [],
  });
  const failed = scenario.results.filter(({ sentences }) => sentences !== null);
  assert.deepEqual(failed.map(({ name, passed }) => [name, passed]), [["expects too little", false]]);
  assert.ok(failed[0].sentences.length > 1);
  assert.deepEqual(scenario.untouched[0], { policy: "ReadGroups", statement: 0, pattern: "apigateway:DescribeApis", line: 6, column: 65 });
});

test("text of a file can't steer the terminal", () => {
  const name = "\u001b[31m";
  const input = JSON.stringify({ format: "ramlight-scenario/1", requests: [{ name, action: "ecs:X", resources: "*", expect: "Allow" }] });
  const { status, stdout } = ramlight(["test", "-"], { input });
  assert.equal(status, 1);
  assert.ok(!stdout.includes("\u001b") && stdout.includes("\\u001b[31m"), stdout);
});
