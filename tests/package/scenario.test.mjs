// Scenarios: what they say takes part in each request, what is wrong with a file, and the schema that ships with them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { projectOfFile, ramlightIn } from "./project.mjs";
import { FAULTY, SCENARIO, SOUND } from "./scenarios.mjs";

const folder = projectOfFile();
const installed = join(folder, "node_modules/ramlight");
const ramlight = await ramlightIn(folder);
const schema = JSON.parse(readFileSync(join(installed, "scenario.schema.json"), "utf8"));

/** What is wrong with a text, as `line:column path`. */
function problemsOf(text) {
  try {
    ramlight.Scenario.fromJSON(text).free();
  } catch (error) {
    assert.ok(error instanceof ramlight.ScenarioError, error.stack);
    assert.equal(error.name, "ScenarioError");
    const lines = error.problems.map(({ line, column, path, message }) => `${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`);
    assert.equal(error.message, lines.join("\n"));
    return error.problems;
  }
  return [];
}

/** A scenario of one request, with the policies `All`, `Oss` and `None`. */
function decisionIn(parts, request) {
  const document = (...Statement) => ({ Version: "1", Statement });
  const text = JSON.stringify({
    format: "ramlight-scenario/1",
    ...parts,
    policies: {
      All: document({ Effect: "Allow", Action: "*", Resource: "*" }),
      Oss: document({ Effect: "Allow", Action: "oss:*", Resource: "*" }),
      None: document({ Effect: "Deny", Action: "*", Resource: "*" }),
      ...parts.policies,
    },
    requests: [{ action: "ecs:StartInstance", resources: "*", ...request }],
  });
  const scenario = ramlight.Scenario.fromJSON(text);
  const { decision } = scenario.decide(0);
  assert.equal(scenario.run().results[0].result.decision, decision);
  scenario.free();
  return decision;
}

test("the sample: every request is decided as it expects, but the one that is wrong", () => {
  const scenario = ramlight.Scenario.fromJSON(SCENARIO);
  const { results, passed, failed, untouched } = scenario.run();
  assert.deepEqual(results.filter((result) => result.passed === false).map(({ name, expect, result }) => [name, expect, result.decision]),
    [["expects too little", "ImplicitDeny", "Allow"]]);
  assert.deepEqual([passed, failed], [results.length - 2, 1]);
  const open = results.find(({ passed }) => passed === null);
  assert.deepEqual([open.name, open.expect, open.result.unknownKeys], ["request 7", null, ["acs:SourceIp"]]);

  const places = SCENARIO.split("\n");
  const standsAt = ({ line, column }, text) => assert.equal(places[line - 1].slice(column - 1, column - 1 + text.length), text);
  assert.deepEqual(untouched.map(({ policy, statement, pattern }) => [policy, statement, pattern]), [
    ["ReadGroups", 0, "apigateway:DescribeApis"],
    ["ReadGroups", 1, null],
    ["AsText", 0, "apigateway:DeleteApi"],
    // the control policies deny what it excepts before it is asked
    ["MayAssume", 0, "oss:*"],
    ["Unused", 0, null],
  ]);
  standsAt(untouched[0], '"apigateway:DescribeApis"');
  standsAt(untouched[1], '{ "Effect": "Deny"');
  standsAt(untouched[2], '\\"apigateway:DeleteApi\\"');
  standsAt(untouched[3], '"oss:*"');
  standsAt(untouched[4], '{ "Effect": "Allow"');
});

test("decide, explain and authorization of one request are the same", () => {
  const scenario = ramlight.Scenario.fromJSON(SCENARIO);
  for (const [index, { request }] of scenario.requests.entries()) {
    const authorization = scenario.authorization(index);
    const result = scenario.decide(index);
    assert.deepEqual(authorization.decide(request), result);
    const { decision, possible, unknownKeys } = scenario.explain(index);
    assert.deepEqual({ decision, possible, unknownKeys }, result);
    authorization.free();
  }
  for (const index of [-1, 0.5, scenario.requests.length, undefined]) {
    const message = `there is no request ${index}: the scenario has ${scenario.requests.length}, counted from 0`;
    for (const use of ["decide", "explain", "authorization"]) assert.throws(() => scenario[use](index), { name: "RangeError", message });
  }
  const kept = scenario.authorization(0);
  scenario.free();
  scenario.free();
  assert.equal(kept.decide(scenario.requests[0].request).decision, "Allow");
  for (const use of ["decide", "explain", "authorization", "run"]) assert.throws(() => scenario[use](0), { message: "this Scenario was freed" });
});

test("who asks: users with their groups, roles and their sessions, the owner, others", () => {
  const account = "123";
  const parts = {
    account,
    users: { alice: { policies: ["Oss"], groups: ["ops"] }, bob: {} },
    groups: { ops: { policies: ["All"] } },
    roles: { deployer: { policies: ["All"] } },
  };
  const by = (principal) => decisionIn(parts, { principal });
  assert.deepEqual(["user/alice", "acs:ram::123:user/alice", "user/bob", "role/deployer", "arn:sts::123:assumed-role/deployer/s", "root"].map(by),
    ["Allow", "Allow", "ImplicitDeny", "Allow", "Allow", "Allow"]);
  // others have no policies here
  assert.deepEqual(["acs:ram::456:user/alice", "acs:ram::456:role/deployer", "arn:sts::456:assumed-role/deployer/s", "ecs.aliyuncs.com", "acs:ram::456:root"].map(by),
    Array(5).fill("ImplicitDeny"));
  assert.equal(decisionIn(parts, {}), "ImplicitDeny");
  const { account: _, ...nowhere } = parts;
  assert.equal(decisionIn(nowhere, { principal: "user/alice" }), "Allow");
});

test("control policies: every level, but not for the owner, service-linked roles and the management account", () => {
  const parts = { account: "123", users: { alice: { policies: ["All"] } }, roles: { linked: { policies: ["All"], serviceLinked: true }, own: { policies: ["All"] } } };
  const by = (principal, control, more) => decisionIn({ ...parts, control, ...more }, { principal });
  assert.equal(by("user/alice", [["All"], ["Oss", "All"]]), "Allow");
  assert.equal(by("user/alice", [["All"], ["Oss"]]), "ImplicitDeny");
  assert.deepEqual(["user/alice", "role/own", "role/linked", "root"].map((who) => by(who, [["None"]])), ["ExplicitDeny", "ExplicitDeny", "Allow", "Allow"]);
  assert.equal(by("user/alice", [["None"]], { managementAccount: true }), "Allow");
});

test("session policies, resource groups and policies of resources", () => {
  const parts = {
    account: "123",
    users: { alice: { policies: [], resourceGroups: { "rg-1": ["All"] } } },
    roles: { own: { policies: ["All"] } },
    policies: {
      Bucket: { Version: "1", Statement: [{ Effect: "Allow", Action: "oss:GetObject", Principal: ["*"], Resource: "acs:oss:*:*:b/*" }] },
      Key: { Version: "1", Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Principal: { RAM: "acs:ram::123:user/alice" }, Resource: "*" }] },
    },
  };
  assert.equal(decisionIn(parts, { principal: "role/own", session: "Oss" }), "ImplicitDeny");
  assert.equal(decisionIn(parts, { principal: "role/own", session: "Oss", action: "oss:GetObject" }), "Allow");
  assert.equal(decisionIn(parts, { principal: "user/alice", resourceGroup: "rg-1" }), "Allow");
  assert.equal(decisionIn(parts, { principal: "user/alice", resourceGroup: "rg-2" }), "ImplicitDeny");
  const get = { action: "oss:GetObject", resources: ["acs:oss:*:123:b/o"] };
  assert.equal(decisionIn(parts, { ...get, resourcePolicy: "Bucket" }), "Allow");
  assert.equal(decisionIn(parts, get), "ImplicitDeny");
  const decrypt = { action: "kms:Decrypt", resources: "acs:kms:cn-hangzhou:123:key/k", resourcePolicy: "Key" };
  assert.deepEqual(["user/alice", "role/own"].map((principal) => decisionIn({ ...parts, roles: { own: {} } }, { ...decrypt, principal })), ["Allow", "ImplicitDeny"]);
});

test("assuming a role: its trust policy takes part, whatever the case of its name", () => {
  const trust = { Version: "1", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: "acs:ram::123:user/alice", Service: "ecs.aliyuncs.com" } }] };
  const parts = { account: "123", users: { alice: { policies: ["All"] }, bob: { policies: ["All"] } }, roles: { Deployer: { trust: "Trust" }, other: {} }, policies: { Trust: trust } };
  const assume = (principal, role, account = "123") =>
    decisionIn(parts, { principal, action: "sts:assumerole", resources: `acs:ram:*:${account}:role/${role}` });
  assert.deepEqual([assume("user/alice", "Deployer"), assume("user/bob", "Deployer"), assume("user/bob", "deployer")], ["Allow", "ImplicitDeny", "ImplicitDeny"]);
  // no trust policy at hand: the identity policies alone
  assert.deepEqual([assume("user/bob", "other"), assume("user/bob", "Deployer", "456")], ["Allow", "Allow"]);
  assert.deepEqual([assume("ecs.aliyuncs.com", "Deployer"), assume("fc.aliyuncs.com", "Deployer")], ["Allow", "ImplicitDeny"]);
});

test("system policies and those of service-linked roles are found in the catalogue", () => {
  const of = (name, action) => decisionIn({ users: { a: { policies: [name] } } }, { principal: "user/a", action });
  assert.equal(of("AliyunApiGatewayReadOnlyAccess", "apigateway:DescribeApi"), "Allow");
  assert.equal(of("AliyunApiGatewayReadOnlyAccess", "apigateway:CreateApi"), "ImplicitDeny");
  assert.equal(of("AliyunServiceRolePolicyForApiGateway", "fc:InvokeFunction"), "Allow");
  // one of the file's own comes first
  const own = { policies: { AliyunApiGatewayReadOnlyAccess: { Version: "1", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] } } };
  assert.equal(decisionIn({ ...own, users: { a: { policies: ["AliyunApiGatewayReadOnlyAccess"] } } }, { principal: "user/a" }), "ExplicitDeny");
});

test("sound files: the reader and the schema take them", () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  for (const [name, text] of Object.entries({ SCENARIO, ...SOUND })) {
    assert.deepEqual(problemsOf(text), [], name);
    assert.ok(validate(JSON.parse(text)), `${name}: ${JSON.stringify(validate.errors)}`);
  }
});

test("faulty files: everything that is wrong is told with its place, and the schema refuses what is a matter of form", () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  for (const [name, { text, problems, isForm = true }] of Object.entries(FAULTY)) {
    const told = problemsOf(text).map(({ line, column, path }) => `${line}:${column} ${path}`.trimEnd());
    assert.deepEqual(told, problems, name);
    if (isForm) assert.ok(!validate(JSON.parse(text)), `the schema takes ${name}`);
  }
});

test("roles whose names differ in case alone are one role, and that is told", () => {
  const text = JSON.stringify({ format: "ramlight-scenario/1", roles: { Ops: {}, other: {}, ops: {} }, users: { Ann: {}, ann: {} }, requests: [] });
  assert.deepEqual(problemsOf(text).map(({ path, message }) => [path, message]), [
    ["roles.ops", "`ops` and `Ops` are one role: the names of roles are compared without case"],
  ]);
});

test("a key that is nearly right is told what it should be", () => {
  const [{ message }] = problemsOf('{"format": "ramlight-scenario/1", "requests": [], "polices": {}}');
  assert.equal(message, "`polices` is no key of this object; did you mean `policies`?");
});

test("mistakes of the caller", () => {
  const { Scenario } = ramlight;
  assert.throws(() => Scenario.fromJSON({}), { name: "TypeError", message: "the scenario must be a string" });
  assert.throws(() => Scenario.fromJSON("{}", null), { name: "TypeError", message: "the options must be an object" });
  assert.throws(() => Scenario.fromJSON("{}", { catalog: {} }), { name: "TypeError", message: "the `catalog` of the options must be a Catalog" });
  assert.throws(() => new Scenario("{}"), { name: "TypeError", message: "a Scenario comes from `Scenario.fromJSON(text)`" });
});
