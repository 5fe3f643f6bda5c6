// Own rules: what each allows at most, decided on meaning; where it is told, and in which words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";

const ramlight = await ramlightIn(projectOfFile());

const document = (...Statement) => JSON.stringify({ Version: "1", Statement });
const allow = (Action, Resource = "*", more) => ({ Effect: "Allow", Action, Resource, ...more });
const deny = (Action, Resource = "*", more) => ({ Effect: "Deny", Action, Resource, ...more });
const mfa = (value) => ({ Condition: { Bool: { "acs:MFAPresent": value } } });

/** The findings of own rules in a text, all others turned off. */
function told(rules, text, options) {
  const settings = ramlight.Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", rules }));
  const { findings } = ramlight.check(text, { settings, ...options });
  settings.free();
  return findings.filter(({ rule }) => rule !== undefined);
}

/** Whether a text breaks a rule. */
function breaks(rule, ...statements) {
  const findings = told([{ name: "r", ...rule }], document(...statements));
  for (const finding of findings) assert.equal(finding.code, "RAM900", finding.message);
  return findings.length > 0;
}

test("never: these actions are granted on nothing, however they are written", () => {
  const rule = { never: { actions: ["ram:CreateAccessKey", "ram:Delete*"] } };
  for (const action of ["ram:CreateAccessKey", "RAM:createaccesskey", "ram:*", "*", "*:*", "ram:Create?ccessKey", "ram:DeleteUser"]) {
    assert.equal(breaks(rule, allow(action)), true, action);
  }
  assert.equal(breaks(rule, { Effect: "Allow", NotAction: "oss:*", Resource: "*" }), true);
  assert.equal(breaks(rule, allow("ram:*"), deny("ram:Delete*")), true);
  assert.equal(breaks(rule, allow("ram:Get*")), false);
  assert.equal(breaks(rule, allow("ram:*"), deny(["ram:Delete*", "ram:CreateAccessKey"])), false);
  assert.equal(breaks(rule, { Effect: "Allow", NotAction: ["ram:*"], Resource: "*" }), false);
  assert.equal(breaks(rule, deny("*")), false);
});

test("never, on some resources", () => {
  const rule = { never: { actions: "oss:Put*", resources: ["acs:oss:*:*:logs", "acs:oss:*:*:logs/*"] } };
  assert.equal(breaks(rule, allow("oss:PutObject", "acs:oss:*:*:logs/a")), true);
  assert.equal(breaks(rule, allow("oss:PutObject", "acs:oss:*:*:l*")), true);
  assert.equal(breaks(rule, allow("oss:PutObject", "acs:oss:*:*:data/*")), false);
  assert.equal(breaks(rule, allow("oss:GetObject")), false);
});

test("require: these actions need the condition", () => {
  const rule = { require: { actions: "ram:*", condition: { Bool: { "acs:MFAPresent": "true" } } } };
  assert.equal(breaks(rule, allow("ram:GetUser")), true);
  assert.equal(breaks(rule, allow("*")), true);
  assert.equal(breaks(rule, allow("ram:GetUser", "*", mfa("false"))), true);
  assert.equal(breaks(rule, allow("ram:GetUser", "*", mfa("true"))), false);
  assert.equal(breaks(rule, allow("oss:*")), false);
  // more conditions are fine, and a Deny of everything else does as well
  const both = { Condition: { Bool: { "acs:MFAPresent": "true" }, IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } };
  assert.equal(breaks(rule, allow("ram:*", "*", both)), false);
  // without a key the Deny does not stop a call
  assert.equal(breaks(rule, allow("ram:*"), deny("ram:*", "*", mfa("false"))), true);
});

test("require, on some resources", () => {
  const rule = { require: { actions: "ecs:Delete*", condition: { Bool: { "acs:MFAPresent": "true" } }, resources: "acs:ecs:*:*:instance/i-prod-*" } };
  assert.equal(breaks(rule, allow("ecs:DeleteInstance", "acs:ecs:*:*:instance/i-prod-1")), true);
  assert.equal(breaks(rule, allow("ecs:DeleteInstance", "acs:ecs:*:*:instance/i-test-1")), false);
  assert.equal(breaks(rule, allow("ecs:DeleteInstance", "acs:ecs:*:*:instance/i-prod-1", mfa("true"))), false);
});

test("boundary: nothing beyond a policy", () => {
  const rule = { boundary: { Version: "1", Statement: [allow("oss:*"), deny("oss:DeleteBucket")] } };
  assert.equal(breaks(rule, allow("oss:Get*")), false);
  assert.equal(breaks(rule, allow(["oss:Get*", "ecs:StartInstance"])), true);
  assert.equal(breaks(rule, allow("oss:*")), true);
  assert.equal(breaks(rule, allow("oss:*"), deny("oss:DeleteB*")), false);
});

test("each statement that goes beyond a rule is told, at the pattern of its action, with a request that shows it", () => {
  const text = document(allow(["oss:GetObject", "ram:CreateAccessKey"]), allow("ecs:*"), allow("ram:Create*"), deny("oss:*"));
  const findings = told([{ name: "keys", message: "keys are ours", severity: "security-warning", never: { actions: "ram:CreateAccessKey" } }], text);
  const marked = findings.map(({ from, to }) => text.slice(from, to));
  assert.deepEqual(marked, ['"ram:CreateAccessKey"', '"ram:Create*"']);
  for (const { code, name, rule, severity, message, help } of findings) {
    assert.deepEqual({ code, name, rule, severity }, { code: "RAM900", name: "own-rule", rule: "keys", severity: "security-warning" });
    assert.match(message, /^keys are ours: the rule `keys` does not allow `ram:CreateAccessKey` on `\S+`/);
    assert.ok(help.length > 0);
  }
});

test("the request that is named is one that the policy allows, with the context that it needs", () => {
  const text = document(allow("ram:GetUser", "acs:ram:*:*:user/a", { Condition: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } }));
  const [{ message }] = told([{ name: "none", never: { actions: "ram:*" } }], text);
  const [, action, resource, address] = message.match(/`(ram:GetUser)` on `(\S+)`, with `acs:SourceIp` = `(\S+)`$/);
  const policy = new ramlight.Policy(text);
  assert.equal(policy.decide({ action, resources: resource, context: { "acs:SourceIp": address } }).decision, "Allow");
  policy.free();
});

test("an error elsewhere hides nothing that breaks a rule", () => {
  const rules = [{ name: "keep", never: { actions: "oss:DeleteBucket" } }];
  const settings = ramlight.Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", rules }));
  const text = (...more) => JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:*", Resource: "*" }, ...more] });
  const codes = (policy) => ramlight.check(policy, { settings }).findings.map(({ code }) => code).filter((code) => /^RAM90/.test(code));
  assert.deepEqual(codes(text({ Effect: "Allow", Action: "vpc:X", Resource: "a" })), ["RAM900"]);
  assert.deepEqual(codes(text().replace('"1"', "1")), ["RAM900"]);
  // a Deny with an error may deny it or not
  assert.deepEqual(codes(text({ Effect: "Deny", Action: "oss:*", Resource: "a" })), ["RAM901"]);
  settings.free();
});

test("in Chinese", () => {
  const [{ message, help }] = told([{ name: "r", never: { actions: "ram:*" } }], document(allow("ram:GetUser")), { locale: "zh" });
  assert.match(message, /^规则 `r` 不允许对 `\S+` 执行 `ram:GetUser`/);
  assert.match(help, /\p{Script=Han}/u);
});

test("a rule counts for the files it matches, unless it is off, and for policies that grant by themselves", () => {
  const never = { never: { actions: "*" } };
  const text = document(allow("ram:GetUser"));
  const count = (rule, options) => told([{ name: "r", ...never, ...rule }], text, options).length;
  assert.deepEqual([count({}), count({ severity: "off" }), count({ match: "a/*" }, { file: "b/x.json" }), count({ match: "a/*" }, { file: "a/x.json" })], [1, 0, 0, 1]);
  assert.deepEqual(["identity", "session", "control"].map((kind) => count({}, { kind })), [1, 1, 0]);
  // errors are mended first
  assert.deepEqual([told([{ name: "r", ...never }], "{"), told([{ name: "r", ...never }], document({ Effect: "allow", Action: "*", Resource: "*" }))], [[], []]);
});
