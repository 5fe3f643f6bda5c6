// Own rules: what each allows at most, decided on meaning; where it is told, and in which words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";
import { numbers, seedOf } from "./random.mjs";

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

test("require: the conditions that are missing are named, the others are not", () => {
  const condition = { Bool: { "acs:MFAPresent": "true" }, IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"], "acs:VpcSourceIp": "10.1.0.0/16" } };
  const missing = (...statements) => told([{ name: "r", require: { actions: "ram:*", condition } }], document(...statements)).map(({ message }) => message.match(/, without the condition (.*)$/)[1]);
  const [mfa1, address, vpc] = ["`Bool` `acs:MFAPresent` = `true`", "`IpAddress` `acs:SourceIp` = `10.0.0.0/8`, `192.0.2.0/24`", "`IpAddress` `acs:VpcSourceIp` = `10.1.0.0/16`"];
  assert.deepEqual(missing(allow("ram:GetUser")), [[mfa1, address, vpc].join(", ")]);
  assert.deepEqual(missing(allow("ram:GetUser", "*", mfa("true"))), [[address, vpc].join(", ")]);
  const two = { Condition: { Bool: { "acs:MFAPresent": "true" }, IpAddress: { "acs:SourceIp": "10.2.0.0/16" } } };
  assert.deepEqual(missing(allow("ram:GetUser", "*", two), allow("ram:ListUsers", "*", mfa("true"))), [vpc, [address, vpc].join(", ")]);
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

test("the request that is named is of an operation that there is; else the pattern is named", async () => {
  const rules = [{ name: "r", boundary: { Version: "1", Statement: [allow("oss:*")] } }];
  const catalog = (await ramlight.Catalog.load(["ecs"])).extended(ramlight.Catalog.builtin());
  const named = (text, options) => told(rules, text, options).map(({ message }) => message.match(/does not allow `(\S+)` on/)[1]);
  const [action, ...more] = named(document(allow("ecs:Del*")), { catalog });
  assert.deepEqual(more, []);
  assert.match(action, /^ecs:Del/);
  assert.equal(catalog.operation(action)?.service, "ecs");
  // the built-in catalogue has no such service, and this one no such operation
  assert.deepEqual(named(document(allow("ecs:Del*"))), ["ecs:Del*"]);
  assert.deepEqual(named(document(allow(["oss:Get*", "ecs:Frobnicate?*"])), { catalog }), ["ecs:Frobnicate?*"]);
});

/** A policy's text with holes as Terraform writes them, and where they are. */
const withHoles = (text) => ({ text, holes: Array.from(text.matchAll(/\$\{.*?\}/g), ({ 0: hole, index }) => ({ from: index, to: index + hole.length })) });

test("what a template leaves open: told where it matters, decided where it does not", () => {
  const logs = "acs:oss:*:*:logs/*";
  const rule = { name: "r", never: { actions: "oss:DeleteObject", resources: logs } };
  const codes = (...statements) => {
    const { text, holes } = withHoles(document(...statements));
    return told([rule], text, { holes }).map(({ code }) => code);
  };
  for (const [expected, ...statements] of [
    // some values go beyond the rule
    ["RAM903", allow("oss:DeleteObject", "acs:oss:*:*:${var.b}/*")],
    ["RAM903", allow("oss:DeleteObject", "${var.arn}")],
    ["RAM903", allow("oss:${var.verb}Object", logs)],
    ["RAM903", allow("${var.actions}")],
    ["RAM903", { ...allow("oss:*"), Effect: "${var.effect}" }],
    ["RAM903", { Effect: "Allow", NotAction: "${var.others}", Resource: "*" }],
    ["RAM903", { Effect: "Allow", Action: "oss:*", NotResource: ["acs:oss:*:*:${var.kept}/*"] }],
    ["RAM903", allow("oss:*", "*", { Condition: { StringEquals: { "acs:SourceVpc": "${var.vpc}" } } })],
    ["RAM903", allow("oss:*"), deny("oss:*", "acs:oss:*:*:${var.b}/*")],
    ["RAM903", allow("oss:GetObject"), "${var.more}"],
    ["RAM903", { ...allow("oss:*"), "${var.key}": { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } }],
    ["RAM903", { ...allow("oss:*"), Effect: undefined, "${var.key}": "Allow" }],
    ["RAM903", { Effect: "Allow", "${var.key}": "ecs:*", Resource: "*" }],
    ["RAM903", allow("oss:*"), { ...deny("oss:*"), "${var.key}": { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } }],
    // each value does
    ["RAM900", allow("oss:*", [logs, "acs:oss:*:*:${var.b}/*"])],
    ["RAM900", allow(["${var.action}", "oss:Delete*"])],
    ["RAM900", allow("oss:*"), deny("oss:Put${var.what}")],
    ["RAM900", allow("oss:*"), allow("ecs:*", "${var.arn}")],
    ["RAM900", { ...allow("oss:*"), Sid: "${var.name}" }],
    // none does
    [undefined, allow("oss:GetObject", "acs:oss:*:*:${var.b}/*")],
    [undefined, allow("oss:Get${var.what}")],
    [undefined, allow("oss:*"), { ...deny("oss:*"), Sid: "${var.name}" }],
    [undefined, { ...allow("oss:GetObject"), "${var.key}": "x" }],
    [undefined, allow("oss:DeleteObject", "acs:oss:*:*:cache-${var.b}/*")],
    [undefined, allow("oss:*"), deny(["oss:Delete*", "${var.more}"])],
    [undefined, { ...deny("*"), Resource: "${var.r}" }],
  ]) {
    assert.deepEqual(codes(...statements), expected === undefined ? [] : [expected], JSON.stringify(statements));
  }
});

test("a hole can be a string with its quotes, or anything else", () => {
  const rule = { name: "r", never: { actions: "oss:DeleteObject" } };
  const codes = (text, written) => {
    const from = text.indexOf(written);
    return told([rule], text, { holes: [{ from, to: from + written.length }] }).map(({ code, message }) => `${code} ${message.match(/leaves (.*) open/)?.[1]}`);
  };
  assert.deepEqual(codes(document(allow("!Ref Action")), '"!Ref Action"'), ["RAM903 `!Ref Action`"]);
  assert.deepEqual(codes(document(allow("oss:GetObject", "!Ref Arn")), '"!Ref Arn"'), []);
  assert.deepEqual(codes(document(allow("oss:GetObject", ["a"])), '["a"]'), ["RAM903 `[\"a\"]`"]);
});

test("what a template leaves open is named, at its place", () => {
  const { text, holes } = withHoles(document(allow("ecs:Run*", "${var.ecs}"), allow("oss:*", "acs:oss:*:*:${var.b}-${var.c}/*")));
  const [{ message, severity, from, to }, ...more] = told([{ name: "r", never: { actions: "oss:*", resources: "acs:oss:*:*:logs*" } }], text, { holes });
  assert.deepEqual([more, severity, text.slice(from, to)], [[], "security-warning", "${var.b}"]);
  assert.match(message, /because the template leaves `\$\{var\.b\}`, `\$\{var\.c\}` open$/);
});

test("holes that are none are a mistake of the caller", () => {
  for (const holes of [{}, [{}], [{ from: 3, to: 2 }], [{ from: 0, to: 99 }], [{ from: -1, to: 1 }], ["a"]]) assert.throws(() => ramlight.check("{}", { holes }), TypeError);
  assert.throws(() => ramlight.check("{}", { holes: [{ from: 0, to: 1 }], positions: "utf8" }), TypeError);
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

const ACTIONS = ["oss:*", "oss:GetObject", "oss:Delete*", "ecs:*", "*", "oss:${a}", "${a}", "oss:DeleteObject", "${s}:DeleteObject"];
const TARGETS = ["*", "acs:oss:*:*:logs/*", "acs:oss:*:*:b/*", "acs:oss:*:*:${r}/*", "${r}"];
const CONDITIONS = [{ IpAddress: { "acs:SourceIp": ["10.0.0.0/8"] } }, { IpAddress: { "acs:SourceIp": ["${i}"] } }, { Bool: { "acs:MFAPresent": "true" } }, { Bool: { "acs:MFAPresent": "${m}" } },
  { StringEquals: { "${k}": "x" } }, { "${o}": { "acs:SourceVpc": "vpc-1" } }];
const UNKNOWN_MEMBERS = [{ IpAddress: { "acs:SourceIp": ["10.0.0.0/8"] } }, "x", "oss:*", "Allow"];
const FILLINGS = ["*", "", "Get*", "oss", "oss:*", "DeleteObject", "logs", "acs:oss:*:*:logs/*", "true", "false", "10.0.0.0/8", "0.0.0.0/0", "Sid", "Condition", "Action", "Resource", "NotAction", "Effect", "Allow",
  "Deny", "acs:SourceIp", "StringEquals"];
const RULES = [
  { never: { actions: "oss:Delete*" } },
  { never: { actions: "oss:DeleteObject", resources: "acs:oss:*:*:logs/*" } },
  { boundary: { Version: "1", Statement: [allow(["oss:Get*", "ecs:*"])] } },
  { require: { actions: "oss:*", condition: { Bool: { "acs:MFAPresent": "true" } } } },
];

test("what is said of a rule and a random policy with holes is so in every filling", () => {
  const seed = seedOf(7);
  const next = numbers(seed);
  const of = (list) => list[next(list.length)];
  const some = (list) => Array.from({ length: 1 + next(3) }, () => of(list));
  const statement = () => ({
    ...(next(20) > 0 ? { Effect: of(["Allow", "Allow", "Deny", next(4) === 0 ? "${e}" : "Deny"]) } : {}),
    ...(next(20) > 0 ? { [of(["Action", "Action", "NotAction"])]: some(ACTIONS) } : {}),
    [next(8) > 0 ? "Resource" : "NotResource"]: some(TARGETS),
    ...(next(3) === 0 ? { Condition: of(CONDITIONS) } : {}),
    ...(next(8) === 0 ? { Sid: "${n}" } : {}),
    ...(next(10) === 0 ? { "${k}": of(UNKNOWN_MEMBERS) } : {}),
  });
  const count = { RAM900: 0, none: 0, open: 0 };
  for (let round = 0; round < 600; round++) {
    const rule = { name: "r", ...of(RULES) };
    const { text, holes } = withHoles(document(...Array.from({ length: 1 + next(3) }, statement), ...(next(25) === 0 ? ["${more}"] : [])));
    const said = told([rule], text, { holes });
    if (said.some(({ code }) => code !== "RAM900")) {
      count.open++;
      continue;
    }
    for (let filling = 0; holes.length > 0 && filling < 6; filling++) {
      const filled = holes.reduceRight((whole, { from, to }) => whole.slice(0, from) + of(FILLINGS) + whole.slice(to), text);
      // one that RAM refuses grants nothing
      if (ramlight.check(filled).findings.some(({ severity, code }) => severity === "error" || code === "RAM210")) continue;
      const then = told([rule], filled);
      assert.equal(then.length > 0, said.length > 0, `${text}\nas ${filled}, seed ${seed}`);
      count[said.length > 0 ? "RAM900" : "none"]++;
    }
  }
  assert.ok(count.RAM900 > 40 && count.none > 100 && count.open < 400, JSON.stringify(count));
});
