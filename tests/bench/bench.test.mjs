// Holds the workloads and the two implementations to each other; measures nothing.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { differences } from "./agreement.mjs";
import { Baseline } from "./baseline.mjs";
import { loadFloor } from "./build-floor.mjs";
import { wfull, wfullk } from "./cloud-workload.mjs";
import { KEYSTROKE_ROUNDS, w1, w2, w2k } from "./workloads.mjs";

const hash = (value) => createHash("sha256").update(JSON.stringify(value)).digest("hex");
const Floor = await loadFloor();

/** Holds floor and baseline to the same action matches and the same net effect. */
function same(catalog, policy) {
  const baseline = new Baseline(catalog);
  const floor = new Floor(catalog);
  const expected = baseline.run(policy);
  const matches = floor.run(policy);
  assert.deepEqual(differences({ name: "baseline", matches: expected.actionMatches }, { name: "floor", matches }, baseline.operations), []);
  const net = floor.net();
  const granted = (half) => expected.must.map((_, o) => ((net[half * (net.length / 2) + (o >>> 5)] >>> (o & 31)) & 1) === 1);
  assert.deepEqual(granted(0), expected.must);
  assert.deepEqual(granted(1), expected.may);
  return expected;
}

/** The operations, as `code:name`, that statement `s` matches. */
function matched({ operations }, { actionMatches }, s) {
  const words = Math.ceil(operations.length / 32);
  return operations.filter((_, o) => (actionMatches[s * words + (o >>> 5)] >>> (o & 31)) & 1).map(({ code, name }) => `${code}:${name}`);
}

test("the workloads are the same each time", () => {
  assert.equal(hash(w2()), hash(w2()));
  assert.equal(hash(w2k(0)), hash(w2k(0)));
  assert.equal(hash(w1()), hash(w1()));
});

test("W2 is as large as the issue says", () => {
  const { catalog, policy } = w2();
  const { services } = JSON.parse(catalog);
  assert.equal(services.length, 98);
  assert.equal(new Set(services.map(({ code }) => code)).size, 98);
  const operations = services.flatMap((service) => service.operations);
  assert.equal(operations.length, 10_000);
  assert.ok(operations.every(({ name }) => name.length >= 8 && name.length <= 40));
  for (const { templates, operations } of services) {
    const count = Object.keys(templates).length;
    assert.ok(count >= 4 && count <= 6);
    const named = operations.flatMap(({ requires }) => requires?.split(/ [|+] /) ?? []);
    assert.deepEqual(named.filter((key) => !(key in templates)), []);
    assert.equal(new Set(operations.map(({ name }) => name.toLowerCase())).size, operations.length);
  }
  const { Statement } = JSON.parse(policy);
  assert.equal(Statement.length, 60);
  assert.ok(policy.length >= 5_900 && policy.length <= 6_144, `${policy.length} characters`);
});

test("a keystroke is one more character in one pattern", () => {
  const { policy } = w2();
  const patterns = JSON.parse(policy).Statement.flatMap(({ Action, Resource }) => [Action, Resource].flat()).filter((pattern) => pattern !== "*");
  const rounds = Array.from({ length: KEYSTROKE_ROUNDS }, (_, round) => w2k(round));
  for (const texts of rounds) {
    assert.deepEqual(texts.map(({ before }) => before).sort(), [...patterns].sort());
    for (const { text } of texts) {
      assert.equal(text.length, policy.length + 1);
      const at = [...policy].findIndex((character, i) => character !== text[i]);
      assert.equal(text.slice(0, at) + text.slice(at + 1), policy);
    }
  }
  assert.equal(new Set(rounds.flat().map(({ text }) => text)).size, patterns.length * KEYSTROKE_ROUNDS);
});

test("floor and baseline agree on W1", (t) => {
  const workload = w1();
  if (!workload) return t.skip("src/catalog/data/apigateway.json is missing");
  same(workload.catalog, workload.policy);
});

test("floor and baseline agree on W2 and on three keystrokes", () => {
  const { catalog, policy } = w2();
  same(catalog, policy);
  const texts = w2k(1);
  for (const i of [0, Math.floor(texts.length / 2), texts.length - 1]) same(catalog, texts[i].text);
});

test("floor and baseline read patterns as RAM does", () => {
  const operations = [
    { name: "GetTable", level: "get", requires: "table" },
    { name: "ListTables", level: "list", requires: "tables" },
    { name: "MoveTable", level: "update", requires: "table + disk" },
    { name: "CopyTable", level: "update", requires: "table | disk" },
    { name: "GetQuota", level: "get", requires: "*" },
    { name: "GetSecret", level: "get" },
  ];
  const templates = { table: "acs:vela:$regionid:$accountid:table/$tableId", tables: "acs:vela:$regionid:$accountid:table/*", disk: "acs:vela::$accountid:disk/$diskId" };
  const catalog = JSON.stringify({ format: "ramlight-catalog/1", date: "2026-01-01", sources: [], services: [{ code: "vela", templates, operations }, { code: "avela", templates: {}, operations: [{ name: "GetTables" }] }] });
  const allow = (Action, Resource = "*") => ({ Effect: "Allow", Action, Resource });
  const policy = {
    Version: "1",
    Statement: [
      allow("vela:get?able"),
      allow("*vela:*Table*"),
      allow("vela:g*"),
      allow("vela:*e*e*"),
      allow(["vela:GetTable", "VELA:listtables"]),
      allow("vela:GetTabl"),
      allow("*:*"),
      allow("*"),
      allow("vela:?etTable*"),
    ],
  };
  const expected = [
    ["vela:GetTable"],
    ["avela:GetTables", "vela:CopyTable", "vela:GetTable", "vela:ListTables", "vela:MoveTable"],
    ["vela:GetQuota", "vela:GetSecret", "vela:GetTable"],
    ["vela:GetSecret", "vela:GetTable", "vela:MoveTable"],
    ["vela:GetTable", "vela:ListTables"],
    [],
    ["avela:GetTables", "vela:CopyTable", "vela:GetQuota", "vela:GetSecret", "vela:GetTable", "vela:ListTables", "vela:MoveTable"],
    ["avela:GetTables", "vela:CopyTable", "vela:GetQuota", "vela:GetSecret", "vela:GetTable", "vela:ListTables", "vela:MoveTable"],
    ["vela:GetTable"],
  ];
  const answer = same(catalog, JSON.stringify(policy));
  const baseline = new Baseline(catalog);
  expected.forEach((list, s) => assert.deepEqual(matched(baseline, answer, s), list, policy.Statement[s].Action.toString()));

  // In order: avela:GetTables, vela:CopyTable, GetQuota, GetSecret, GetTable, ListTables, MoveTable.
  const granted = (...statements) => same(catalog, JSON.stringify({ Version: "1", Statement: statements })).may.map(Number).join("");
  assert.equal(granted(allow("*", "acs:vela:*:*:table/*")), "0100110");
  assert.equal(granted(allow("*", "acs:vela:*:*:table/t-1")), "0000000");
  assert.equal(granted(allow("*", "acs:vela::*:disk/*")), "0100000");
  assert.equal(granted(allow("*", ["acs:vela:*:*:table/*", "acs:vela::*:disk/*"])), "0100111");
  assert.equal(granted(allow("*"), { ...allow("*", "acs:*:*:*:disk/*"), Effect: "Deny" }), "1011110");
});

test("WFULL is the whole cloud and a policy of 60 statements, each of which matches something", () => {
  const { catalog, policy } = wfull();
  const { services } = JSON.parse(catalog);
  assert.equal(services.length, 319);
  assert.equal(services.flatMap(({ operations }) => operations).length, 24_765);
  const { Statement } = JSON.parse(policy);
  assert.equal(Statement.length, 60);
  assert.ok(policy.length >= 5_900 && policy.length <= 6_144, `${policy.length} characters`);
  const baseline = new Baseline(catalog);
  const answer = same(catalog, policy);
  const silent = Statement.filter((_, s) => matched(baseline, answer, s).length === 0);
  assert.deepEqual(silent, []);
  assert.equal(hash(wfullk(0)), hash(wfullk(0)));
});
