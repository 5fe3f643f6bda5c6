// Decisions by the installed package: what takes part, what is open, and what a caller can get wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";

const ramlight = await ramlightIn(projectOfFile());

const policy = (...Statement) => JSON.stringify({ Version: "1", Statement });
const statement = (Effect, Action, Resource = "*", Condition = undefined) => ({ Effect, Action, Resource, Condition });
const INSTANCE = "acs:ecs:cn-hangzhou:123:instance/i-1";
const start = { action: "ecs:StartInstance", resources: INSTANCE };

/** An authorization of parts whose policies are texts; each policy `of` a kind. */
function authorization(parts) {
  const attach = (kind) => (each) => {
    const { text, ...place } = typeof each === "string" ? { text: each } : each;
    return { policy: new ramlight.Policy(text, { kind }), ...place };
  };
  const { identity, session, control, resource, resourceKind = "bucket", ...rest } = parts;
  return new ramlight.Authorization({
    ...rest,
    ...(identity && { identity: identity.map(attach("identity")) }),
    ...(session && { session: attach("session")(session) }),
    ...(control && { control: control.map((level) => level.map(attach("control"))) }),
    ...(resource && { resource: attach(resourceKind)(resource) }),
  });
}

const decisionOf = (parts, request) => authorization(parts).decide(request).decision;
const decided = (decision) => ({ decision, possible: [decision], unknownKeys: [] });

test("a policy by itself", () => {
  const { Policy } = ramlight;
  const alone = new Policy(policy(statement("Allow", "ecs:*"), statement("Deny", "ecs:Stop*"), statement("Allow", "oss:GetObject", "acs:oss:*:*:b/*")));
  assert.deepEqual(alone.decide(start), decided("Allow"));
  assert.deepEqual(alone.decide({ ...start, action: "ECS:stopInstance" }), decided("ExplicitDeny"));
  assert.deepEqual(alone.decide({ ...start, action: "rds:StopInstance" }), decided("ImplicitDeny"));
  // one call, each resource by itself
  const get = (...resources) => alone.decide({ action: "oss:GetObject", resources }).decision;
  assert.deepEqual([get("acs:oss:*:1:b/o"), get("acs:oss:*:1:b/o", "acs:oss:*:1:c/o"), get("*")], ["Allow", "ImplicitDeny", "ImplicitDeny"]);
  // a wildcard in a request is a plain character
  assert.equal(alone.decide({ ...start, action: "ecs:S*" }).decision, "Allow");
  assert.equal(alone.decide({ ...start, action: "e*:StartInstance" }).decision, "ImplicitDeny");
  assert.deepEqual(ramlight.DECISIONS, ["Allow", "ExplicitDeny", "ImplicitDeny"]);
});

test("a key is known, absent or unknown", () => {
  const { Policy } = ramlight;
  const text = policy(
    statement("Allow", "*", "*", { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } }),
    statement("Deny", "*", "*", { Bool: { "acs:MFAPresent": "false" } }),
  );
  const decide = (more) => new Policy(text).decide({ ...start, ...more });
  assert.deepEqual(decide({}), decided("ImplicitDeny"));
  assert.deepEqual(decide({ context: { "acs:SourceIp": "10.1.2.3" } }), decided("Allow"));
  assert.deepEqual(decide({ context: { "acs:SourceIp": ["192.0.2.1", "10.1.2.3"] } }), decided("Allow"));
  assert.deepEqual(decide({ context: { "acs:sourceip": "10.1.2.3" } }), decided("ImplicitDeny"));
  assert.deepEqual(decide({ context: { "acs:SourceIp": "10.1.2.3", "acs:MFAPresent": "false" } }), decided("ExplicitDeny"));
  const open = { decision: "Undecided", possible: ["Allow", "ImplicitDeny"], unknownKeys: ["acs:SourceIp"] };
  assert.deepEqual(decide({ unknown: ["acs:SourceIp"] }), open);
  assert.deepEqual(decide({ unknown: true, absent: ["acs:MFAPresent"] }), open);
  const { unknownKeys, ...either } = decide({ unknown: true });
  assert.deepEqual(either, { decision: "Undecided", possible: ["Allow", "ExplicitDeny", "ImplicitDeny"] });
  assert.deepEqual(unknownKeys.sort(), ["acs:MFAPresent", "acs:SourceIp"]);
  assert.deepEqual(decide({ unknown: true, context: { "acs:MFAPresent": "false" } }), decided("ExplicitDeny"));
});

test("keys and names of JavaScript's own objects are data", () => {
  const { Policy } = ramlight;
  const one = new Policy(`{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*",
    "Condition": {"StringEquals": {"__proto__": "x", "constructor": "y"}}}]}`);
  const context = JSON.parse('{"__proto__": "x", "constructor": "y"}');
  assert.equal(one.decide({ ...start, context }).decision, "Allow");
  assert.equal(one.decide({ ...start, context: { constructor: "y" } }).decision, "ImplicitDeny");
  assert.equal(one.decide(start).decision, "ImplicitDeny");
  assert.deepEqual(one.conditionKeys().map(({ key }) => key), ["__proto__", "constructor"]);
});

test("each stage has its say", () => {
  const all = policy(statement("Allow", "*"));
  const none = policy(statement("Deny", "ecs:*"));
  const other = policy(statement("Allow", "oss:*"));
  assert.equal(decisionOf({ identity: [all] }, start), "Allow");
  assert.equal(decisionOf({ identity: [all, none] }, start), "ExplicitDeny");
  assert.equal(decisionOf({}, start), "ImplicitDeny");
  assert.equal(decisionOf({ identity: [all], session: other }, start), "ImplicitDeny");
  assert.equal(decisionOf({ identity: [all], session: all }, start), "Allow");
  // every level of control policies must allow; those of one level are merged
  assert.equal(decisionOf({ identity: [all], control: [[all], [other]] }, start), "ImplicitDeny");
  assert.equal(decisionOf({ identity: [all], control: [[all], [other, all]] }, start), "Allow");
  assert.equal(decisionOf({ identity: [all], control: [[all, none], [all]] }, start), "ExplicitDeny");
  assert.equal(decisionOf({ identity: [all], control: [[]] }, start), "ImplicitDeny");
  assert.equal(decisionOf({ identity: [all], control: [] }, start), "Allow");
});

test("policies in a resource group come after those of the account", () => {
  const parts = {
    identity: [
      policy(statement("Allow", "ecs:Describe*")),
      { text: policy(statement("Allow", "ecs:Start*"), statement("Deny", "ecs:Describe*")), resourceGroup: "rg-1" },
    ],
  };
  const decide = (action, resourceGroup) => decisionOf(parts, { ...start, action, ...(resourceGroup && { resourceGroup }) });
  assert.deepEqual([decide("ecs:StartInstance"), decide("ecs:StartInstance", "rg-2"), decide("ecs:StartInstance", "rg-1")],
    ["ImplicitDeny", "ImplicitDeny", "Allow"]);
  // what the account allows, a resource group does not take away
  assert.equal(decide("ecs:DescribeInstances", "rg-1"), "Allow");
});

test("who asks counts for the policy of a resource, and for the account's owner", () => {
  const bucket = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:GetObject", Principal: ["123"], Resource: "acs:oss:*:*:b/*" }] });
  const get = { action: "oss:GetObject", resources: "acs:oss:oss-cn-hangzhou:123:b/o" };
  const by = (principal, parts = { resource: bucket }) => decisionOf(parts, { ...get, ...(principal && { principal }) });
  assert.deepEqual([by(), by("acs:ram::123:user/alice"), by("123")], ["ImplicitDeny", "ImplicitDeny", "Allow"]);
  assert.deepEqual([by("acs:ram::123:root", {}), by("acs:ram::123:user/alice", {})], ["Allow", "ImplicitDeny"]);
  assert.deepEqual([by("acs:ram::123:root", { account: "123" }), by("acs:ram::456:root", { account: "123" })], ["Allow", "ImplicitDeny"]);

  const trust = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: "acs:ram::123:root", Service: "ecs.aliyuncs.com" } }] });
  const assume = { action: "sts:AssumeRole", resources: "acs:ram:*:123:role/deployer" };
  const assumed = (principal, identity = []) => decisionOf({ identity, resource: trust, resourceKind: "trust" }, { ...assume, principal });
  // of the account's users both policies must allow; a service has no other
  assert.deepEqual([assumed("acs:ram::123:user/a"), assumed("acs:ram::123:user/a", [policy(statement("Allow", "sts:*"))])], ["ImplicitDeny", "Allow"]);
  assert.deepEqual([assumed("ecs.aliyuncs.com"), assumed("fc.aliyuncs.com")], ["Allow", "ImplicitDeny"]);
});

test("an authorization follows its policies, and outlives their handles", () => {
  const { Authorization, Policy } = ramlight;
  const one = new Policy("");
  const authorization = new Authorization({ identity: [{ policy: one }] });
  assert.equal(authorization.decide(start).decision, "ImplicitDeny");
  one.update(policy(statement("Allow", "ecs:*")));
  assert.equal(authorization.decide(start).decision, "Allow");
  assert.deepEqual([...authorization.decideMany([start])], [1]);
  one.update(policy(statement("Deny", "ecs:*")));
  assert.equal(one.decide(start).decision, "ExplicitDeny");
  one.setKind("trust");
  assert.notEqual(authorization.decide(start).decision, "Allow");
  one.setKind("identity");
  one.free();
  assert.equal(authorization.decide(start).decision, "ExplicitDeny");
  assert.throws(() => new Authorization({ identity: [{ policy: one }] }), { message: "this Policy was freed" });
  for (const use of ["decide", "decideMany", "explain", "conditionKeys"]) {
    assert.throws(() => one[use]([start]), { message: "this Policy was freed" });
  }
  authorization.free();
  authorization.free();
  for (const use of ["decide", "decideMany", "explain"]) assert.throws(() => authorization[use](start), { message: "this Authorization was freed" });
});

test("many requests are decided as each alone", () => {
  const { Policy, DECISIONS } = ramlight;
  const many = new Policy(policy(
    statement("Allow", "ecs:*", "acs:ecs:*:123:instance/*", { IpAddress: { "acs:SourceIp": ["10.0.0.0/9", "2001:db8::/32"] } }),
    statement("Allow", "oss:Get*", ["acs:oss:*:*:桶/*", "acs:oss:*:*:b?/*"]),
    statement("Deny", "*", "*", { StringLike: { "acs:UserAgent": "*bot*" } }),
    statement("Deny", "ecs:Stop*", "*", { Bool: { "acs:MFAPresent": "false" } }),
  ));
  const actions = ["ecs:StartInstance", "ecs:StopInstance", "oss:GetObject", "OSS:GETOBJECTACL", "ram:GetUser"];
  const resources = ["*", INSTANCE, "acs:oss:*:1:桶/图😀.png", "acs:oss:*:1:b1/o", ["acs:oss:*:1:b1/o", "acs:oss:*:1:b/o"], "acs:oss:*:1:b\ud83d/\udc00"];
  const contexts = [undefined, {}, { "acs:SourceIp": "10.9.8.7" }, { "acs:SourceIp": ["192.0.2.1", "2001:db8::7"], "acs:MFAPresent": "false" },
    { "acs:UserAgent": "a robot" }, { "acs:UserAgent": "机器人", "acs:MFAPresent": "true" }, { "acs:UserAgent": [] }];
  const requests = Array.from({ length: 10_000 }, (_, at) => {
    const context = contexts[at % contexts.length];
    return {
      action: actions[at % actions.length],
      resources: resources[at % resources.length],
      ...(context && { context: { ...context, "acs:Number": `${at}` } }),
      ...(at % 11 === 0 && { unknown: true, absent: ["acs:UserAgent"].filter((key) => !(key in (context ?? {}))) }),
    };
  });
  const bits = many.decideMany(requests);
  assert.ok(bits instanceof Uint8Array);
  assert.equal(bits.length, requests.length);
  const seen = new Set(bits);
  // each alone, 2,310 of them: 5 × 6 × 7 × 11 is where the pattern begins again
  for (const [at, request] of requests.slice(0, 2_310).entries()) {
    const { possible } = many.decide(request);
    assert.equal(bits[at], possible.reduce((sum, decision) => sum + (1 << DECISIONS.indexOf(decision)), 0), `request ${at}`);
    assert.equal(bits[at], bits[at + 2_310]);
  }
  for (const code of [1, 2, 4, 5, 6]) assert.ok(seen.has(code), `no request gives ${code}`);
  assert.deepEqual([...many.decideMany([])], []);
});

test("texts that are joined on their way to the engine do not run into each other", () => {
  const { Policy } = ramlight;
  const one = new Policy(policy(statement("Allow", "a:b", "acs:a:*:*:\ufffd"), statement("Allow", "a:c", "acs:a:*:*:x", { StringEquals: { k: "\u0000" } })));
  const halves = [{ action: "a:b", resources: "acs:a:::\ud83d" }, { action: "a:b", resources: "acs:a:::\udc00" }];
  // half a character is the replacement character, and never a whole one with the next text's beginning
  assert.deepEqual([...one.decideMany(halves)], [1, 1]);
  assert.deepEqual([...one.decideMany([{ action: "a:b", resources: ["acs:a:::\ud83d", "acs:a:::\udc00"] }])], [1]);
  const nul = (k) => one.decide({ action: "a:c", resources: "acs:a:::x", context: { k } }).decision;
  assert.deepEqual([nul("\u0000"), nul(""), nul(["", "\u0000"])], ["Allow", "ImplicitDeny", "Allow"]);
});

test("what a request says is read by the keys that the policy mentions now", () => {
  const { Policy } = ramlight;
  const of = (key) => policy(statement("Allow", "*", "*", { StringEquals: { [key]: "1" } }));
  const one = new Policy(of("a"));
  const context = (...keys) => ({ ...start, context: Object.fromEntries(keys.map((key) => [key, "1"])) });
  const requests = [context("a"), context("b"), context("b", "a"), context("c"), context("__proto__", "constructor"), start];
  assert.deepEqual([...one.decideMany(requests)], [1, 4, 1, 4, 4, 4]);
  one.update(of("b"));
  assert.deepEqual([...one.decideMany(requests)], [4, 1, 1, 4, 4, 4]);
  one.update(of("__proto__"));
  assert.deepEqual([...one.decideMany(requests)], [4, 4, 4, 4, 1, 4]);
  one.update(of("toString"));
  assert.deepEqual([...one.decideMany(requests)], [4, 4, 4, 4, 4, 4]);
  // half a character in a key is the replacement character
  one.update(of("\ufffd"));
  assert.deepEqual([...one.decideMany([context("\ud83d"), context("\ufffd")])], [1, 1]);
  // a request that updates the policy while it is read is decided by what the policy says then
  const updating = (request) => {
    one.update(of("a"));
    assert.equal(one.decide(context("a")).decision, "Allow");
    return { ...start, get context() { one.update(of("b")); return request.context; } };
  };
  assert.deepEqual([...one.decideMany([updating(context("a")), context("b")])], [4, 1]);
  assert.equal(one.decide(updating(context("a"))).decision, "ImplicitDeny");
  assert.equal(one.decide(updating(context("b"))).decision, "Allow");
  assert.equal(one.explain(updating(context("b"))).decision, "Allow");
});

test("of many requests the first wrong one is named, wherever it stands", () => {
  const { Policy } = ramlight;
  const one = new Policy(policy(statement("Allow", "*")));
  const wrong = { "`action` must be": { ...start, action: 7 }, "an action is": { ...start, action: "x" }, "a resource is": { ...start, resources: "x" }, "a principal is": { ...start, principal: "x" } };
  for (const at of [0, 255, 256, 300]) {
    for (const [message, request] of Object.entries(wrong)) {
      const requests = Array.from({ length: 600 }, (_, index) => (index === at ? request : index > at && index % 7 === 0 ? undefined : start));
      assert.throws(() => one.decideMany(requests), { message: new RegExp(`^requests\\[${at}\\]: ${message}`) });
    }
  }
  // more words than are set aside for so many
  const long = { ...start, resources: Array(20_000).fill("*"), context: { k: Array(20_000).fill("中") } };
  assert.deepEqual([...one.decideMany([start, long, start])], [1, 1, 1]);
  assert.equal(one.decide(long).decision, "Allow");
});

test("mistakes in a request are errors that say what to do", () => {
  const { Policy } = ramlight;
  const one = new Policy(policy(statement("Allow", "*")));
  const wrong = [
    [undefined, TypeError, /^a request must be an object$/],
    [{ ...start, action: undefined }, TypeError, /^`action` must be a string$/],
    [{ action: "ecs:X" }, TypeError, /^`resources` must be a string, or a list of at least one string$/],
    [{ ...start, resources: [] }, TypeError, /^`resources` must be/],
    [{ ...start, resources: ["*", 7] }, TypeError, /^`resources` must be/],
    [{ ...start, resource: "*" }, TypeError, /^a request has no member `resource`$/],
    [{ ...start, context: "x" }, TypeError, /^`context` must be an object/],
    [{ ...start, context: ["x"] }, TypeError, /^`context` must be an object/],
    [{ ...start, context: new Map([["acs:MFAPresent", "true"]]) }, TypeError, /^`context` must be an object/],
    [{ ...start, resources: [, "*"] }, TypeError, /^`resources` must be/],
    [{ ...start, context: { a: [, "x"] } }, TypeError, /^the value of `a` must be/],
    [{ ...start, unknown: [, "a"] }, TypeError, /^`unknown` must be/],
    [{ ...start, context: { "acs:MFAPresent": true } }, TypeError, /^the value of `acs:MFAPresent` must be a string or a list of strings$/],
    [{ ...start, context: { a: ["x", null] } }, TypeError, /^the value of `a` must be/],
    [{ ...start, unknown: "acs:SourceIp" }, TypeError, /^`unknown` must be `true` or a list of keys$/],
    [{ ...start, unknown: false }, TypeError, /^`unknown` must be/],
    [{ ...start, absent: true }, TypeError, /^`absent` must be a list of keys$/],
    [{ ...start, context: { a: "x" }, unknown: ["a"] }, TypeError, /^`a` can't have a value in `context` and stand in `unknown`$/],
    [{ ...start, context: { a: "x" }, unknown: true, absent: ["a"] }, TypeError, /^`a` can't have a value in `context` and stand in `absent`$/],
    [{ ...start, unknown: ["a"], absent: ["a"] }, TypeError, /^`a` can't stand in `unknown` and in `absent`$/],
    [{ ...start, principal: 7 }, TypeError, /^`principal` must be a string$/],
    [{ ...start, resourceGroup: 7 }, TypeError, /^`resourceGroup` must be a string$/],
    [{ ...start, action: "StartInstance" }, RangeError, /^an action is written as `service:name`.*not `StartInstance`$/],
    [{ ...start, action: "ecs: StartInstance" }, RangeError, /^an action is written as/],
    [{ ...start, action: "ecs:Start:Instance" }, RangeError, /^an action is written as/],
    [{ ...start, resources: "i-1" }, RangeError, /^a resource is `\*` or an ARN of five fields.*not `i-1`$/],
    [{ ...start, resources: ["*", "acs:ecs:cn-hangzhou:123"] }, RangeError, /^a resource is .*not `acs:ecs:cn-hangzhou:123`$/],
    [{ ...start, principal: "user/alice" }, RangeError, /^a principal is written as `acs:ram::ACCOUNT:user\/NAME`.*not `user\/alice`$/],
    [{ ...start, principal: "alice" }, RangeError, /^a principal is written as/],
  ];
  for (const [request, type, message] of wrong) {
    const expected = { name: type.name, message };
    assert.throws(() => one.decide(request), expected);
    assert.throws(() => one.explain(request), expected);
    const within = { name: type.name, message: new RegExp(`^requests\\[1\\]: ${message.source.replace(/^\^/, "")}`) };
    assert.throws(() => one.decideMany([start, request]), within);
  }
  assert.throws(() => one.decideMany(start), { name: "TypeError", message: "the requests must be a list" });
  // nothing is left over of a request that failed
  assert.equal(one.decide({ ...start, context: undefined, principal: undefined }).decision, "Allow");
});

test("mistakes in the parts of an authorization are errors that say what to do", () => {
  const { Authorization, Policy } = ramlight;
  const one = new Policy("{}");
  const wrong = [
    [undefined, /^the parts of an authorization must be an object$/],
    [{ controls: [] }, /^the parts of an authorization can have no member `controls`: there are identity, session, control, resource, account, locale$/],
    [{ identity: one }, /^`identity` must be a list$/],
    [{ identity: [one] }, /^`identity\[0\]` can have no member|^the `policy` of `identity\[0\]` must be a Policy$/],
    [{ identity: [{ policy: "{}" }] }, /^the `policy` of `identity\[0\]` must be a Policy$/],
    [{ identity: [{ policy: one, name: 7 }] }, /^the `name` of `identity\[0\]` must be a string$/],
    [{ identity: [{ policy: one, type: "Own" }] }, /^the `type` of `identity\[0\]` must be "Custom" or "System"$/],
    [{ identity: [{ policy: one, entity: "User" }] }, /^the `entity` of `identity\[0\]` must be "RamUser" or/],
    [{ control: [{ policy: one }] }, /^`control\[0\]` must be a list$/],
    [{ control: [[], [{}]] }, /^the `policy` of `control\[1\]\[0\]` must be a Policy$/],
    [{ session: { policy: one, resourceGroup: "rg-1" } }, /^`session` can't have a `resourceGroup`: only identity policies are attached in one$/],
    [{ resource: null }, /^`resource` must be an object$/],
    [{ account: 123 }, /^`account` must be a string$/],
    [{ locale: "fr" }, /^`locale` must be "en" or "zh"$/],
  ];
  for (const [parts, message] of wrong) assert.throws(() => new Authorization(parts), { name: "TypeError", message });
  for (const account of ["x y", "", "12a"]) {
    assert.throws(() => new Authorization({ account }), { name: "RangeError", message: `\`account\` is an account's id, a number written as a string, not \`${account}\`` });
  }
});

test("a language that there is not is refused wherever one is given", () => {
  const { Authorization, Catalog, Policy, Scenario, validate } = ramlight;
  const scenario = '{"format": "ramlight-scenario/1", "requests": []}';
  for (const locale of ["fr", "EN", "", null, 7]) {
    const uses = [() => new Policy("{}", { locale }), () => validate("{}", { locale }), () => new Authorization({ locale }), () => Catalog.builtin().info(locale), () => Scenario.fromJSON(scenario, { locale })];
    for (const use of uses) assert.throws(use, { name: "TypeError", message: '`locale` must be "en" or "zh"' });
  }
  Scenario.fromJSON(scenario, { locale: "zh" }).free();
});

test("an explanation names the stage of the kind that a policy has by then", () => {
  const { Authorization, Policy } = ramlight;
  const trust = new Policy(JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["ecs.aliyuncs.com"] } }] }), { kind: "bucket" });
  const authorization = new Authorization({ resource: { policy: trust } });
  const request = { action: "sts:AssumeRole", resources: "acs:ram:*:1:role/ops", principal: "ecs.aliyuncs.com" };
  const stages = () => authorization.explain(request).policies.map(({ stage }) => stage);
  assert.deepEqual(stages(), ["ResourceBasedPolicy"]);
  trust.setKind("trust");
  assert.deepEqual(stages(), ["AssumeRolePolicy"]);
  assert.equal(authorization.decide(request).decision, "Allow");
});

test("condition keys, with what they are compared with and where they stand first", () => {
  const { Policy } = ramlight;
  const text = policy(
    statement("Allow", "说:*", "*", { IpAddress: { "acs:SourceIp": ["10.0.0.0/8"] }, Bool: { "acs:MFAPresent": "true" } }),
    statement("Deny", "*", "*", { NotIpAddress: { "acs:SourceIp": ["10.0.0.0/8", "192.0.2.7"] }, DateLessThan: { "acs:CurrentTime": "2027-01-01T00:00:00Z" },
      NumericLessThan: { "x:n": "7" }, StringLike: { "x:n": "7*" } }),
  );
  const keys = new Policy(text).conditionKeys();
  const told = keys.map(({ key, type, values, from, to }) => {
    assert.equal(from, text.indexOf(`"${key}"`));
    assert.equal(text.slice(from, to), `"${key}"`);
    return [key, type, values];
  });
  assert.deepEqual(told, [
    ["acs:SourceIp", "ip", ["10.0.0.0/8", "192.0.2.7"]],
    ["acs:MFAPresent", "bool", ["true"]],
    ["acs:CurrentTime", "date", ["2027-01-01T00:00:00Z"]],
    ["x:n", "mixed", ["7", "7*"]],
  ]);
  assert.deepEqual(new Policy("{").conditionKeys(), []);
});

test("a request that has another one decided while it is read", () => {
  const one = new ramlight.Policy(policy(statement("Allow", "oss:*"), statement("Deny", "oss:*", "acs:oss:*:*:bucket/secret")));
  const other = { action: "oss:Get", resources: "acs:oss:*:*:bucket/s" };
  const get = (more = {}) => Object.assign(more, { action: "oss:Get", resources: "acs:oss:*:*:bucket/secret" });
  const asking = () => get({ get context() { return { "acs:Service": one.decide(other).decision }; } });
  assert.equal(one.decide(asking()).decision, "ExplicitDeny");
  assert.deepEqual([...one.decideMany([asking(), get(), asking()])], [2, 2, 2]);
  const thrown = Object.freeze(new Error("not now"));
  assert.throws(() => one.decideMany([get(), get({ get context() { throw thrown; } })]), (error) => error === thrown);
  assert.equal(one.decide(get()).decision, "ExplicitDeny");
});

test("a key that is listed twice as unknown is unknown, also to explain", () => {
  const policy = new ramlight.Policy('{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": {"StringEquals": {"k:a": "x"}}}]}');
  const request = { action: "ecs:StartInstance", resources: "*", unknown: ["k:a", "k:a"] };
  assert.deepEqual(policy.decide(request).possible, ["Allow", "ImplicitDeny"]);
  assert.deepEqual(policy.explain(request).possible, ["Allow", "ImplicitDeny"]);
  policy.free();
});

test("what is freed while a request is read is said to be freed", () => {
  const { Authorization, Coverage, Catalog, Policy } = ramlight;
  const text = policy(statement("Allow", "*"));
  for (const use of ["decide", "decideMany", "explain"]) {
    const of = (freed) => {
      const request = { ...start, get context() { freed.free(); return {}; } };
      return use === "decideMany" ? [start, request] : request;
    };
    const alone = new Policy(text);
    assert.throws(() => alone[use](of(alone)), { message: "this Policy was freed" });
    const attached = new Policy(text);
    const authorization = new Authorization({ identity: [{ policy: attached }] });
    assert.throws(() => authorization[use](of(authorization)), { message: "this Authorization was freed" });
    // the policy alone may go
    const other = new Authorization({ identity: [{ policy: attached }] });
    assert.doesNotThrow(() => other[use](of(attached)));
  }
  const [one, other] = [new Policy(text), new Policy(text)];
  assert.throws(() => Coverage.of([one, { policy: other, get name() { one.free(); return "x"; } }], Catalog.builtin()), { message: "this Policy was freed" });
});
