// The formats of `ramlight check`, by golden files; and every JSON output against its schema.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import AjvDraft04 from "ajv-draft-04";
import { fold } from "../../src/npm/cli/folding.mjs";
import { DESCRIBE, MISSPELT_DENY, ONE_GROUP, OWN_CATALOG } from "./policies.mjs";
import { SCENARIO } from "./scenarios.mjs";
import { folderOf, projectOfFile, run } from "./project.mjs";

const golden = fileURLToPath(new URL("./golden/", import.meta.url));
const FORMATS = { human: "txt", json: "json", sarif: "sarif", github: "github.txt", junit: "xml" };

const folder = projectOfFile({
  "describe.json": DESCRIBE, "one-group.json": ONE_GROUP, "misspelt.json": MISSPELT_DENY, "own.json": OWN_CATALOG, "scenario.json": SCENARIO,
});
cpSync(join(golden, "policies"), join(folder, "policies"), { recursive: true });
const installed = join(folder, "node_modules/ramlight");
const version = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")).version;

const ramlight = (...args) => run(folder, join(folder, "node_modules/.bin/ramlight"), args);
const inPolicies = (...args) => run(join(folder, "policies"), join(folder, "node_modules/.bin/ramlight"), args);
const validator = (name) => new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(join(installed, `schemas/${name}.schema.json`), "utf8")));

/** Holds a value to a schema of the package; and that the schema is not one that takes anything. */
function isValid(name, value) {
  const validate = validator(name);
  assert.ok(validate(value), JSON.stringify(validate.errors, null, 2));
  assert.equal(validate({ ...value, surplus: 1 }), false);
  assert.equal(validate({ ...value, format: undefined }), false);
}

for (const [format, extension] of Object.entries(FORMATS)) {
  test(`check --format ${format} prints what the golden file has`, () => {
    const { status, stdout, stderr } = inPolicies("check", ".", "--format", format);
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
    const path = join(golden, `check.${extension}`);
    const shown = stdout.replaceAll(version, "VERSION");
    if (process.env.RAMLIGHT_WRITE) writeFileSync(path, shown);
    assert.equal(shown, readFileSync(path, "utf8"));
  });
}

test("control characters of a policy reach no log", (t) => {
  const folder = folderOf(t, { "odd.json": JSON.stringify({ Version: "1", Statement: [{ Effect: "\u001b[31mAllow\u202e", Action: "*", Resource: "*" }] }) });
  for (const format of ["human", "github"]) {
    const { stdout } = run(folder, join(installed, "cli.mjs"), ["check", "odd.json", "--format", format]);
    assert.doesNotMatch(stdout, /[\u001b\u202e]/);
    assert.match(stdout, /RAM221/);
  }
});

test("check --locale zh prints what the golden file has", () => {
  const { stdout } = inPolicies("check", ".", "--locale", "zh");
  const path = join(golden, "check.zh.txt");
  if (process.env.RAMLIGHT_WRITE) writeFileSync(path, stdout);
  assert.equal(stdout, readFileSync(path, "utf8"));
});

test("the JSON of check is of its schema: findings, suppressed ones, settings, files that can't be read", () => {
  const { stdout } = inPolicies("check", ".", "nowhere.json", "--format", "json");
  const report = JSON.parse(stdout);
  isValid("findings", report);
  assert.deepEqual(report.unread, [{ path: "nowhere.json", message: "can't read nowhere.json: there is no such file" }]);
});

test("the JSON of grants, decide and test is of its schema", () => {
  isValid("grants", JSON.parse(ramlight("grants", "--json", "one-group.json").stdout));
  isValid("grants", JSON.parse(ramlight("grants", "--json", "misspelt.json").stdout));
  isValid("grants", JSON.parse(ramlight("grants", "--json", "describe.json", "--catalog", "own.json").stdout));
  const request = ["--action", "apigateway:DescribeApi", "--resource", "acs:apigateway:cn-hangzhou:123:apigroup/g-1", "--unknown", "acs:SourceIp"];
  for (const file of ["describe.json", "misspelt.json"]) isValid("decision", JSON.parse(ramlight("decide", file, "--json", "--fail-on", "never", ...request).stdout));
  isValid("test", JSON.parse(ramlight("test", "--json", "scenario.json").stdout));
});

test("the JSON of catalog is of its schema: services, a service, a resource type, an action, a catalogue of one's own", () => {
  for (const name of [[], ["ecs"], ["ram"], ["apigateway"], ["acc"], ["nas/filesystem"], ["cloudapi/apigroup"], ["ram:AttachPolicyToUser"], ["ecs:RunInstances"], ["oss:GetObject"], ["--add", "own.json"], ["--catalog", "own.json"], ["demo", "--catalog", "own.json"]]) {
    const { status, stdout } = ramlight("catalog", ...name, "--json");
    assert.equal(status, 0, name.join(" "));
    isValid("catalog", JSON.parse(stdout));
  }
});

test("SARIF is of the schema of version 2.1.0", () => {
  const schema = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const validate = new AjvDraft04({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);
  for (const args of [["."], ["draft.json", "nowhere.json"], ["trust", "--kind", "trust"]]) {
    const log = JSON.parse(inPolicies("check", ...args, "--format", "sarif").stdout);
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
    assert.equal(validate({ ...log, runs: [{ ...log.runs[0], results: [{}] }] }), false);
  }
});

test("the fingerprint of a finding does not change when lines are put before it", () => {
  const hashes = (text) =>
    JSON.parse(run(folder, join(folder, "node_modules/.bin/ramlight"), ["check", "-", "--format", "sarif"], { input: text }).stdout)
      .runs[0].results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
  const draft = readFileSync(join(folder, "policies/draft.json"), "utf8");
  assert.equal(hashes(draft).length, new Set(hashes(draft)).size);
  assert.deepEqual(hashes(`\n\n${draft}`), hashes(draft));
});

test("findings that follow from another are folded under the first of all", () => {
  const finding = (code, from, cause) => ({ code, from, to: from + 1, ...(cause ? { cause: { code: cause, from: Number(cause.slice(3)), to: Number(cause.slice(3)) + 1 } } : {}) });
  const root = finding("RAM1", 1);
  const child = finding("RAM2", 2, "RAM1");
  const grandchild = finding("RAM3", 3, "RAM2");
  const other = finding("RAM4", 4, "RAM9");
  assert.deepEqual(fold([grandchild, root, child, other]), [
    { finding: root, following: [grandchild, child] },
    { finding: other, following: [] }, // what it follows from is not told
  ]);
  const circle = [finding("RAM5", 5, "RAM6"), finding("RAM6", 6, "RAM5")];
  assert.equal(fold(circle).flatMap(({ finding, following }) => [finding, ...following]).length, 2);
});
