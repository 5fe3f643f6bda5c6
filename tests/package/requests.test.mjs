// Requests that are kept, by the installed package: decided as plain objects are, whatever the policies are made of since.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";

const ramlight = await ramlightIn(projectOfFile());

const policy = (...Statement) => JSON.stringify({ Version: "1", Statement });
const statement = (Effect, Action, Resource = "*", Condition = undefined) => ({ Effect, Action, Resource, Condition });
const INSTANCE = "acs:ecs:cn-hangzhou:123:instance/i-1";
const start = { action: "ecs:StartInstance", resources: INSTANCE };
const asks = (key, value = "1") => policy(statement("Allow", "*", "*", { StringEquals: { [key]: value } }));

/** Every combination of these, some with more: 630 requests. */
function everyRequest() {
  const actions = ["ecs:StartInstance", "ecs:StopInstance", "oss:GetObject", "OSS:GETOBJECTACL", "sts:AssumeRole"];
  const resources = ["*", INSTANCE, "acs:oss:*:1:桶/图😀.png", "acs:oss:*:1:b1/o", ["acs:oss:*:1:b1/o", "acs:oss:*:1:b/o"], "acs:ram:*:123:role/ops"];
  const contexts = [undefined, {}, { "acs:SourceIp": "10.9.8.7" }, { "acs:SourceIp": ["192.0.2.1", "2001:db8::7"], "acs:MFAPresent": "false" },
    { "acs:UserAgent": "a robot" }, { "acs:UserAgent": "机器人", "acs:MFAPresent": "true" }, { "acs:UserAgent": [] }];
  const more = [{}, { unknown: true, absent: ["acs:Other"] }, { unknown: ["acs:Other", "acs:CurrentTime"], principal: "acs:ram::123:user/alice", resourceGroup: "rg-1" }];
  return actions.flatMap((action) => resources.flatMap((resources) => contexts.flatMap((context) =>
    more.map((members) => ({ action, resources, ...(context && { context }), ...members })))));
}

const TEXTS = [
  policy(
    statement("Allow", "ecs:*", "acs:ecs:*:123:instance/*", { IpAddress: { "acs:SourceIp": ["10.0.0.0/9", "2001:db8::/32"] } }),
    statement("Allow", "oss:Get*", ["acs:oss:*:*:桶/*", "acs:oss:*:*:b?/*"]),
    statement("Deny", "*", "*", { StringLike: { "acs:UserAgent": "*bot*" } }),
    statement("Deny", "ecs:Stop*", "*", { Bool: { "acs:MFAPresent": "false" } }),
  ),
  // the same keys by other numbers, and others
  policy(
    statement("Deny", "ecs:Stop*", "*", { StringEquals: { "acs:Other": "1" }, Bool: { "acs:MFAPresent": "true" } }),
    statement("Allow", "*", "*", { StringNotLike: { "acs:UserAgent": "a*" } }),
    statement("Deny", "oss:*", "*", { DateLessThan: { "acs:CurrentTime": "2026-01-01T00:00:00Z" } }),
  ),
  policy(statement("Allow", "sts:*"), statement("Deny", "OSS:getobject")),
  "{",
];

test("kept requests are decided as plain objects are, after each update", () => {
  const { Policy, Requests } = ramlight;
  const requests = everyRequest();
  const kept = new Requests(requests);
  assert.equal(kept.length, requests.length);
  const one = new Policy(TEXTS[0]);
  const seen = new Set();
  for (const text of [...TEXTS, ...TEXTS]) {
    one.update(text);
    const bits = one.decideMany(kept);
    assert.ok(bits instanceof Uint8Array);
    assert.deepEqual(bits, one.decideMany(requests), text);
    assert.deepEqual(one.decideMany(kept), bits, "asked again");
    for (const code of bits) seen.add(code);
  }
  for (const code of [1, 2, 4, 5, 6, 7]) assert.ok(seen.has(code), `no request gives ${code}`);
  one.free();
  kept.free();
});

test("any number of authorizations decide the same kept requests in turn", () => {
  const { Authorization, Policy, Requests } = ramlight;
  const requests = everyRequest();
  const kept = new Requests(requests);
  const [first, second, trust] = [new Policy(TEXTS[0]), new Policy(TEXTS[1]), new Policy(JSON.stringify({
    Version: "1", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: ["acs:ram::123:user/alice"] } }] }), { kind: "trust" })];
  const authorizations = [
    new Authorization({ identity: [{ policy: first }, { policy: second, resourceGroup: "rg-1" }] }),
    new Authorization({ account: "123", identity: [{ policy: second }], resource: { policy: trust }, control: [[{ policy: first }]] }),
  ];
  const all = [...authorizations, second];
  const expected = () => all.map((one) => one.decideMany(requests));
  for (const text of [TEXTS[1], TEXTS[2]]) {
    for (let turn = 0; turn < 2; turn += 1) assert.deepEqual(all.map((one) => one.decideMany(kept)), expected());
    second.update(text);
  }
  assert.notDeepEqual(expected()[0], expected()[1]);
  for (const handle of [...all, first, trust, kept]) handle.free();
});

test("what is kept is what the requests said when they were read", () => {
  const { Policy, Requests } = ramlight;
  const one = new Policy(asks("k"));
  const request = { ...start, context: { k: "1" } };
  const kept = new Requests([request]);
  request.context.k = "2";
  assert.deepEqual([[...one.decideMany(kept)], [...one.decideMany([request])]], [[1], [4]]);
  // half a character is the replacement character, and never a whole one with the next text's beginning
  const halves = new Requests([{ ...start, context: { "k\ud83d": "\ud83d" } }, { ...start, context: { "\udc00k": "\udc00", "k\ufffd": "x" } }]);
  const decided = (key, value) => (one.update(asks(key, value)), [...one.decideMany(halves)]);
  assert.deepEqual(decided("k\ufffd", "\ufffd"), [1, 4]);
  assert.deepEqual(decided("\ufffdk", "\ufffd"), [4, 1]);
  assert.deepEqual(decided("k\ufffd", "x"), [4, 1]);
  // keys that every object of JavaScript has
  const own = new Requests([{ ...start, context: { constructor: "1" } }, start, { ...start, context: JSON.parse('{ "__proto__": "1" }') }]);
  assert.deepEqual((one.update(asks("constructor")), [...one.decideMany(own)]), [1, 4, 4]);
  assert.deepEqual((one.update(asks("__proto__")), [...one.decideMany(own)]), [4, 4, 1]);
  assert.deepEqual((one.update(asks("toString")), [...one.decideMany(own)]), [4, 4, 4]);
  // each request has keys of its own
  const many = new Requests(Array.from({ length: 2_000 }, (_, at) => ({ ...start, context: { [`k${at}`]: "1" } })));
  one.update(asks("k1999"));
  assert.deepEqual(one.decideMany(many).lastIndexOf(1), 1999);
  assert.equal(one.decideMany(many).indexOf(1), 1999);
  assert.deepEqual([...one.decideMany(new Requests([]))], []);
});

test("mistakes in requests that are to be kept are errors that say what to do", () => {
  const { Policy, Requests } = ramlight;
  for (const value of [undefined, start, { length: 1 }]) assert.throws(() => new Requests(value), { name: "TypeError", message: "the requests must be a list" });
  const wrong = { "`action` must be": { ...start, action: 7 }, "an action is": { ...start, action: "x" }, "a resource is": { ...start, resources: ["*", "x"] }, "a principal is": { ...start, principal: "x" } };
  for (const at of [0, 255, 256, 300]) {
    for (const [message, request] of Object.entries(wrong)) {
      const requests = Array.from({ length: 600 }, (_, index) => (index === at ? request : index > at && index % 7 === 0 ? undefined : start));
      assert.throws(() => new Requests(requests), { message: new RegExp(`^requests\\[${at}\\]: ${message}`) });
    }
  }
  const thrown = Object.freeze(new Error("not now"));
  assert.throws(() => new Requests([start, { ...start, get context() { throw thrown; } }]), (error) => error === thrown);
  const one = new Policy(policy(statement("Allow", "*")));
  const kept = new Requests([start]);
  // they are for `decideMany` alone
  for (const use of ["decide", "explain"]) assert.throws(() => one[use](kept), { name: "TypeError", message: "`action` must be a string" });
  kept.free();
  kept.free();
  assert.throws(() => one.decideMany(kept), { message: "these Requests were freed" });
  const others = new Requests([start]);
  one.free();
  assert.throws(() => one.decideMany(others), { message: "this Policy was freed" });
  others.free();
});
