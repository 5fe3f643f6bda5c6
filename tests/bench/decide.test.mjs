// Holds the workload of decisions and the baseline to what they say of themselves; measures nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DecideBaseline } from "./decide-baseline.mjs";
import { wDecide } from "./decide-workload.mjs";

test("the workload is the same each time, and another one in each round", () => {
  assert.deepEqual(wDecide(3), wDecide(3));
  assert.equal(wDecide(0).policy, wDecide(1).policy);
  const texts = [0, 1].flatMap((round) => wDecide(round).requests.map((request) => JSON.stringify(request)));
  assert.equal(new Set(texts).size, 20_000);
});

test("the workload is what it says", () => {
  const { policy, requests } = wDecide(0);
  const { Statement } = JSON.parse(policy);
  assert.equal(Statement.length, 60);
  assert.equal(Statement.filter(({ Condition }) => Condition).length, 30);
  assert.equal(requests.length, 10_000);
  for (const { context } of requests) assert.ok(Object.keys(context).length >= 2 && Object.keys(context).length <= 5);
  const counts = { Allow: 0, ExplicitDeny: 0, ImplicitDeny: 0 };
  for (const decision of new DecideBaseline(policy).decideMany(requests)) counts[decision] += 1;
  for (const [decision, percent] of Object.entries({ Allow: 29, ExplicitDeny: 13, ImplicitDeny: 58 })) {
    assert.ok(Math.abs(counts[decision] / 100 - percent) < 1.5, `${decision}: ${counts[decision]}`);
  }
});

const decide = (statements, request) => new DecideBaseline(JSON.stringify({ Version: "1", Statement: statements })).decide({ action: "vela:GetTable", resources: "acs:vela:cn-hangzhou:1:table/t-1", ...request });
const allow = { Effect: "Allow", Action: "*", Resource: "*" };

test("the baseline matches actions and resources as RAM does", () => {
  const allowed = (statement, request) => decide([{ ...allow, ...statement }], request) === "Allow";
  for (const Action of ["*", "*:*", "VELA:gettable", "vela:Get*", "v?la:*Tab*", ["oss:*", "vela:GetTabl?"]]) assert.ok(allowed({ Action }), `${Action}`);
  for (const Action of ["vela:Get", "ela:GetTable", "vela:GetTable?", "oss:*"]) assert.ok(!allowed({ Action }), `${Action}`);
  for (const Resource of ["*", "acs:*:*:*:*", "acs:vela:cn-*:1:table/t-?", "acs:vela:*:*:*1"]) assert.ok(allowed({ Resource }), `${Resource}`);
  for (const Resource of ["acs:vela::1:table/t-1", "acs:vela:*:*:TABLE/*", "acs:*:table/*:*:*"]) assert.ok(!allowed({ Resource }), `${Resource}`);
  // An empty region is the global one, which a request writes empty or as `*`; a star in the request is no wildcard.
  for (const resources of ["acs:vela::1:table/t-1", "acs:vela:*:1:table/t-1"]) {
    assert.ok(allowed({ Resource: "acs:vela::1:table/*" }, { resources }));
    assert.ok(allowed({ Resource: "acs:vela:*:1:table/*" }, { resources }));
    assert.ok(!allowed({ Resource: "acs:vela:cn-hangzhou:1:table/*" }, { resources }));
  }
  assert.ok(allowed({ Resource: "acs:vela:*:*:table/*" }, { resources: "acs:vela:cn-hangzhou:1:table/a:b" }));
  assert.ok(allowed({ Action: undefined, NotAction: "oss:*" }));
  assert.ok(!allowed({ Action: undefined, NotAction: "vela:*" }));
  assert.ok(!allowed({ Resource: undefined, NotResource: "acs:vela:*:*:table/*" }));
});

test("the baseline puts a Deny first, and asks every resource", () => {
  const deny = { Effect: "Deny", Action: "*", Resource: "acs:vela:*:*:disk/*" };
  const disk = "acs:vela:cn-hangzhou:1:disk/d-1";
  const table = "acs:vela:cn-hangzhou:1:table/t-1";
  assert.equal(decide([allow, deny], {}), "Allow");
  assert.equal(decide([allow, deny], { resources: [table, disk] }), "ExplicitDeny");
  assert.equal(decide([{ ...allow, Resource: table }], { resources: [table, disk] }), "ImplicitDeny");
  assert.equal(decide([{ ...allow, Resource: table }, { ...allow, Resource: disk }], { resources: [table, disk] }), "Allow");
  assert.equal(decide([{ ...allow, Resource: table }, deny], { resources: [table, disk] }), "ExplicitDeny");
});

test("the baseline holds conditions as RAM does", () => {
  // Operator, values of the policy, values that meet them, values that do not; `null`: the key is absent.
  const rows = [
    ["StringEquals", ["a", "b*"], ["a", "b*", ["x", "a"]], ["A", "bc", null]],
    ["StringNotEquals", ["a", "b"], ["c", "A", null], ["a", "b", ["c", "b"]]],
    ["StringEqualsIgnoreCase", "Ab", ["aB"], ["a", null]],
    ["StringNotEqualsIgnoreCase", "Ab", ["a", null], ["AB"]],
    ["StringLike", "a*c?", ["abcd", "ac."], ["ac", "Abcd", null]],
    ["StringNotLike", ["vpc-*", "x"], ["y", null], ["vpc-", "x"]],
    ["NumericEquals", "5", ["5", "5.0"], ["6", "five", null]],
    ["NumericNotEquals", "5", ["6", "five", null], ["5.0"]],
    ["NumericLessThan", "10", ["9", "-1"], ["10", "11", null]],
    ["NumericLessThanEquals", "10", ["10", "9.5"], ["10.1", null]],
    ["NumericGreaterThan", "10", ["10.5"], ["10", "9", null]],
    ["NumericGreaterThanEquals", "10", ["10"], ["9", null]],
    ["DateEquals", "2026-01-01T00:00:00Z", ["2026-01-01T08:00:00+08:00"], ["2026-01-01T00:00:01Z", "2026-01-01", null]],
    ["DateNotEquals", "2026-01-01T00:00:00Z", ["2026-01-01T00:00:00+08:00", null], ["2026-01-01T00:00:00Z"]],
    ["DateLessThan", "2026-01-01T00:00:00Z", ["2025-12-31T23:59:59Z"], ["2026-01-01T00:00:00Z", null]],
    ["DateLessThanEquals", "2026-01-01T00:00:00Z", ["2026-01-01T00:00:00Z"], ["2026-01-01T00:00:01Z", null]],
    ["DateGreaterThan", "2026-01-01T00:00:00Z", ["2026-01-01T00:00:01Z"], ["2026-01-01T00:00:00Z", null]],
    ["DateGreaterThanEquals", "2026-01-01T00:00:00Z", ["2026-01-01T00:00:00Z"], ["2025-01-01T00:00:00Z", null]],
    ["Bool", "true", ["true"], ["false", "True", null]],
    ["IpAddress", ["10.1.2.3/8", "200.0.0.1"], ["10.9.9.9", "200.0.0.1"], ["11.0.0.1", "200.0.0.2", "2001:db8::1", "10.0.0", null]],
    ["IpAddress", "2001:db8::/32", ["2001:db8:ffff::1"], ["2001:db9::1", "32.1.13.184", null]],
    ["IpAddress", "*", ["10.0.0.1", "::1"], [null]],
    ["NotIpAddress", ["10.0.0.0/8", "192.0.2.0/24"], ["11.0.0.1", "2001:db8::1", null], ["10.0.0.1", "192.0.2.255"]],
    ["ForAnyValue:StringEquals", ["a", "b"], [["a", "c"]], [["c"], null]],
    ["ForAllValues:StringEquals", ["a", "b"], [["a", "b"], "a", null], [["a", "c"]]],
  ];
  for (const [operator, values, met, unmet] of rows) {
    const holds = (value) => decide([{ ...allow, Condition: { [operator]: { "acs:k": values } } }], value === null ? {} : { context: { "acs:k": value } }) === "Allow";
    for (const value of met) assert.ok(holds(value), `${operator} ${values}: ${value}`);
    for (const value of unmet) assert.ok(!holds(value), `${operator} ${values}: not ${value}`);
  }
  const both = { StringEquals: { "acs:a": "1", "acs:b": "2" }, Bool: { "acs:c": "true" } };
  assert.equal(decide([{ ...allow, Condition: both }], { context: { "acs:a": "1", "acs:b": "2", "acs:c": "true" } }), "Allow");
  for (const context of [{ "acs:a": "1", "acs:c": "true" }, { "acs:a": "1", "acs:b": "2" }]) assert.equal(decide([{ ...allow, Condition: both }], { context }), "ImplicitDeny");
});
