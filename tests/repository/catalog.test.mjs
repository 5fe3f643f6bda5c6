// The generator of the catalogue of the cloud: its file against the tables, its reading and writing, its changes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { changes } from "../../src/npm/build/catalog/changes.mjs";
import { levelOf, servicesOf } from "../../src/npm/build/catalog/facts.mjs";
import { checksum, read, write } from "../../src/npm/build/catalog/format.mjs";
import { templateOf } from "../../src/npm/build/catalog/templates.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const file = `${root}src/catalog/data/cloud/cloud.txt`;
const tables = existsSync(`${root}../shared/catalog/actions.tsv`);

const generate = (env = {}) => spawnSync(process.execPath, [`${root}src/npm/build/catalog/generate.mjs`, "--check"], { encoding: "utf8", env: { ...process.env, ...env } });

test("the file is what the generator makes of the tables", { skip: !tables && "the tables are not here" }, () => {
  const { status, stdout } = generate();
  assert.match(stdout, /^Nothing changed: 319 services, 24765 actions, 22171 with a level of the metadata, 1757 with resources, 78 with keys;/);
  assert.equal(status, 0);
});

test("without the tables it says so plainly and changes nothing", () => {
  const before = readFileSync(file);
  const { status, stderr } = generate({ TABLES: "/nowhere" });
  assert.equal(status, 1);
  assert.match(stderr, /^The tables actions\.tsv and arn-formats\.tsv are not in \/nowhere: the catalogue stays as it is\.$/m);
  assert.ok(readFileSync(file).equals(before));
});

test("all of it takes at most 150 kB with brotli", (t) => {
  const size = brotliCompressSync(readFileSync(file)).length;
  t.diagnostic(`${size} bytes`);
  assert.ok(size <= 150_000);
});

test("what is written is read again, byte by byte", () => {
  const bytes = readFileSync(file);
  assert.ok(write(read(bytes)).equals(bytes));
});

test("FNV-1a of 64 bits", () => {
  // the published values of the hash
  assert.equal(checksum(Buffer.from("")), "cbf29ce484222325");
  assert.equal(checksum(Buffer.from("a")), "af63dc4c8601ec8c");
  assert.equal(checksum(Buffer.from("foobar")), "85944171f73967e8");
});

test("templates of what documents print", () => {
  const of = (text) => templateOf(text)?.template ?? null;
  assert.equal(of("*"), "*");
  assert.equal(of("acs:ecs:{#regionId}:{#accountId}:instance/{#instanceId}"), "acs:ecs:$regionid:$accountid:instance/$instanceId");
  assert.equal(of("acs:fc:{#regionId}:{uid}:functions/{functionName}/{qualifier}"), "acs:fc:$regionid:$accountid:functions/$functionName/$qualifier");
  assert.equal(of("acs:dfs:{#region-id}:{#account-id}:filesystem/{#file-system-id}"), "acs:dfs:$regionid:$accountid:filesystem/$fileSystemId");
  assert.equal(of("acs:ims::{#accountId}:*"), "acs:ims::$accountid:*");
  assert.equal(of("acs:ram:*:system:policy/{#PolicyName}"), "acs:ram:*:system:policy/$PolicyName");
  assert.equal(of("acs:ros:cn-hangzhou:{#accountId}:stack/*"), "acs:ros:$regionid:$accountid:stack/*");
  assert.equal(templateOf("acs:ros:cn-hangzhou:{#accountId}:stack/*").taken, "region");
  for (const none of ["acs:gpdb:{#regionId}:", "acs:cen:*:{#accountId}:", "acs:ram:*:{#accountId}", "acs:slb:%s:%s:certificate/%", "acs:cdn::{#accountId}:domain/", "acs:baas:*:{#accountId}:chaincode/*acs:baas:*:{#accountId}:channel/{#channelId}"]) {
    assert.equal(of(none), null, none);
  }
});

test("levels of verbs", () => {
  const levels = ["CreateApi", "DescribeDBInstances", "listUsers", "DNSQuery", "UntagResources", "PassRole", "Get"].map(levelOf);
  assert.deepEqual(levels, ["create", "get", "list", "none", "delete", "none", "get"]);
});

test("what changed: added, gone, changed", () => {
  const rows = [["svc", "svc:CreateThing", "create", "", "", "unknown", "api-name"], ["svc", "svc:DropThing", "delete", "", "", "unknown", "doc"]];
  const keys = ["ram_code", "action", "access_level", "resources", "condition_keys", "resources_source", "action_basis"];
  const made = (given) => ({
    date: "2026-01-01", sources: [], origins: [], keys: [], regions: ["cn-hangzhou"],
    services: servicesOf({ actions: given.map((row) => Object.fromEntries(row.map((field, i) => [keys[i], field]))), arns: [] }, new Map(), { services: {} }).services,
  });
  const before = made(rows);
  assert.deepEqual(changes(before, made(rows)), []);
  const after = made([["svc", "svc:CreateThing", "update", "", "", "unknown", "api-name"], ["new", "new:Get", "get", "*", "", "ramActions", "ramActions"]]);
  assert.deepEqual(changes(before, after), [
    `added    new`, `added    new:Get`, `changed  svc:CreateThing: level "create" -> "update"`, `gone     svc:DropThing`,
  ]);
});
