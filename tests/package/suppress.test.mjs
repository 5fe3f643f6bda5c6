// Suppressions: kept beside the policy, valid while its statement grants no more; and the command that writes them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { project, projectOfFile, ramlightIn, run, write } from "./project.mjs";

const folder = projectOfFile();
const command = join(folder, "node_modules/.bin/ramlight");
const ramlight = await ramlightIn(folder);

const document = (...Statement) => JSON.stringify({ Version: "1", Statement });
const NEW = { Effect: "Allow", Action: ["apigateway:ForecastDemand", "apigateway:Describe*"], Resource: "acs:apigateway:*:*:apigroup/g-1*" };
const suppression = (granted, more) => ({ code: "RAM700", reason: "it is newer", granted, ...more });

/** The notes of what is found of RAM700 (`null`: none), and what is suppressed. */
function checked(suppressions, text, options) {
  const settings = ramlight.Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", suppressions }));
  const { findings, suppressed, used } = ramlight.check(text, { settings, ...options });
  settings.free();
  const of = findings.filter(({ code }) => code === "RAM700");
  return { notes: of.map(({ note }) => note ?? null), suppressed: suppressed.map(({ suppression: { reason } }) => reason), used };
}

test("as it was, in any order of its members: suppressed", () => {
  const turned = { Resource: NEW.Resource, Action: NEW.Action, Effect: "Allow" };
  assert.deepEqual(checked([suppression(turned)], document(NEW)), { notes: [], suppressed: ["it is newer"], used: [0] });
});

test("a statement that grants less: suppressed; one that grants more: the finding returns, and says why", () => {
  const states = (now) => {
    const { notes, suppressed } = checked([suppression(NEW)], document(now));
    assert.equal(notes.length + suppressed.length, 1);
    return notes.length === 0 ? "suppressed" : notes[0];
  };
  const outgrown = "it was suppressed for a statement that granted less: it is newer";
  assert.equal(states({ ...NEW, Resource: "acs:apigateway:*:*:apigroup/g-12" }), "suppressed");
  assert.equal(states({ ...NEW, Action: ["apigateway:ForecastDemand", "apigateway:DescribeApi", "apigateway:DescribeApis"] }), "suppressed");
  assert.equal(states({ ...NEW, Condition: { Bool: { "acs:MFAPresent": "true" } } }), "suppressed");
  assert.equal(states({ ...NEW, Resource: "acs:apigateway:*:*:apigroup/g-*" }), outgrown);
  assert.equal(states({ ...NEW, Action: [...NEW.Action, "apigateway:DeleteApi"] }), outgrown);
  // less in one way, more in another
  assert.equal(states({ ...NEW, Action: ["apigateway:ForecastDemand"], Resource: "acs:apigateway:*:*:apigroup/h" }), outgrown);
});

test("what a statement grants in the end: it returns where a Deny beside it shrinks", () => {
  const all = { Effect: "Allow", Action: "oss:*", Resource: "*" };
  const denied = (Resource) => ({ Effect: "Deny", Action: "oss:*", Resource });
  const before = document(all, denied("acs:oss:*:*:secret/*"));
  const finding = ramlight.validate(before).find(({ code }) => code === "RAM416");
  const kept = ramlight.suppressionFor(before, finding, { reason: "backup" });
  const settings = ramlight.Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", suppressions: [kept] }));
  const stands = (...statements) => ramlight.check(document(...statements), { settings }).findings.some(({ code }) => code === "RAM416");
  assert.deepEqual([
    stands(all, denied("acs:oss:*:*:secret/*")), stands(all, denied(["acs:oss:*:*:secret/*", "acs:oss:*:*:more"])),
    stands(all, denied("acs:oss:*:*:secret/a")), stands(all),
  ], [false, false, true, true]);
  settings.free();
});

test("a Deny: to deny less is to grant more", () => {
  const denied = (Resource) => ({ Effect: "Deny", Action: "apigateway:ForecastDemand", Resource });
  const state = (now) => checked([suppression(denied("acs:apigateway:*:*:apigroup/g-1*"))], document(denied(now))).suppressed.length;
  assert.deepEqual(["acs:apigateway:*:*:apigroup/g-*", "acs:apigateway:*:*:apigroup/g-12"].map(state), [1, 0]);
});

test("it expires after its last day", () => {
  const on = (today) => checked([suppression(NEW, { expires: "2027-01-31" })], document(NEW), { today });
  assert.deepEqual(on("2027-01-31").suppressed, ["it is newer"]);
  assert.deepEqual(on("2027-02-01"), { notes: ["it was suppressed until 2027-01-31: it is newer"], suppressed: [], used: [0] });
});

test("it is for its code, its file and its statement", () => {
  const other = { Effect: "Allow", Action: "apigateway:ForecastSupply", Resource: "acs:apigateway:*:*:apigroup/x" };
  assert.deepEqual(checked([suppression(NEW)], document(NEW, other)), { notes: [null], suppressed: ["it is newer"], used: [0] });
  // one that grants less was not there then: the suppression is for the statement as it was
  const less = { ...NEW, Resource: "acs:apigateway:*:*:apigroup/g-12" };
  assert.deepEqual(checked([suppression(NEW)], document(less, NEW)), { notes: [null], suppressed: ["it is newer"], used: [0] });
  assert.deepEqual(checked([suppression(NEW)], document(less, { ...less, Resource: "acs:apigateway:*:*:apigroup/g-13" })), { notes: [null], suppressed: ["it is newer"], used: [0] });
  assert.deepEqual(checked([suppression(NEW, { file: "a/*.json" })], document(NEW), { file: "b/a.json" }), { notes: [null], suppressed: [], used: [] });
  assert.deepEqual(checked([suppression(NEW, { file: "a/*.json" })], document(NEW), { file: "a/a.json" }).suppressed, ["it is newer"]);
  assert.deepEqual(checked([suppression(NEW, { code: "RAM221" })], document(NEW)).notes, [null]);
});

test("a finding of no statement is kept away by the whole policy", () => {
  const text = '{ "Version": "2", "Statement": [{ "Effect": "Allow", "Action": "apigateway:DescribeApi", "Resource": "acs:apigateway:*:*:apigroup/g-1" }] }';
  const [finding, ...more] = ramlight.validate(text);
  assert.deepEqual(more, []);
  const kept = ramlight.suppressionFor(text, finding, { file: "a.json", reason: "r" });
  assert.deepEqual(kept, { code: finding.code, file: "a.json", reason: "r", granted: JSON.parse(text) });
  const settings = ramlight.Settings.fromJSON(ramlight.Settings.withSuppression(null, kept));
  assert.equal(ramlight.check(text, { settings, file: "a.json" }).suppressed.length, 1);
  assert.equal(ramlight.check(text.replace("g-1", "*"), { settings, file: "a.json" }).suppressed.length, 0);
});

test("in a template: suppressed as it was written; else it can't be decided what it grants now", () => {
  const at = (Resource, more = {}) => ({ Effect: "Allow", Action: ["apigateway:ForecastDemand"], Resource, ...more });
  const state = (text) => {
    const holes = Array.from(text.matchAll(/\$\{.*?\}/g), ({ 0: hole, index }) => ({ from: index, to: index + hole.length }));
    return checked([suppression(at("acs:apigateway:*:*:apigroup/${var.g}"))], text, { holes });
  };
  assert.deepEqual(state(document(at("acs:apigateway:*:*:apigroup/${var.g}"))).suppressed, ["it is newer"]);
  assert.deepEqual(state(document(at(["acs:apigateway:*:*:apigroup/${var.g}"]))).notes,
    ["it was suppressed, but it can't be decided whether the statement grants more now, because the template leaves `${var.g}` open: it is newer"]);
  // what was excepted then, or denied, can have been anything
  const excepted = (granted, now) => checked([suppression(granted)], document(now)).suppressed.length;
  const except = (NotResource) => ({ Effect: "Allow", Action: ["apigateway:ForecastDemand"], NotResource });
  const open = except(["acs:apigateway:*:*:apigroup/${var.secret}"]);
  assert.deepEqual([open, at("acs:apigateway:*:*:apigroup/prod")].map((now) => excepted(open, now)), [1, 0]);
  assert.equal(excepted(except(["acs:apigateway:*:*:apigroup/x", "acs:apigateway:*:*:secretkey/x"]), except(["acs:apigateway:*:*:*/x"])), 1);
  assert.equal(excepted(at(["acs:apigateway:*:*:apigroup/${var.g}", "acs:apigateway:*:*:apigroup/a*"]), at("acs:apigateway:*:*:apigroup/ab")), 1);
  // a hole in another statement does not matter
  assert.deepEqual(state(document(at("acs:apigateway:*:*:apigroup/${var.g}"), { Effect: "Allow", Action: "oss:*", Resource: "acs:oss:*:*:${var.b}" })).suppressed, ["it is newer"]);
});

test("what nothing needs is told, for the files that were checked", () => {
  const settings = ramlight.Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", suppressions: [suppression(NEW, { file: "./a.json" }), suppression(NEW, { file: "./b.json" })] }));
  const { used } = ramlight.check(document(NEW), { settings, file: "a.json" });
  const unused = (files, options) => settings.unused(files, new Set(used), options).map(({ code, message }) => `${code} ${message}`);
  const told = ["RAM902 no finding `RAM700` is left that this suppression is for"];
  assert.deepEqual([unused(["a.json"]), unused(["a.json", "b.json"]), unused(["a.json"], { whole: true })], [[], told, told]);
  // one for many files may be needed by those that were not checked
  const many = ramlight.Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", suppressions: [suppression(NEW, { file: "*.json" }), suppression(NEW)] }));
  assert.deepEqual([many.unused(["b.json"], new Set()).length, many.unused(["b.json"], new Set(), { whole: true }).length], [0, 2]);
});

/** The command line knows every service; of this one the documents list the actions. */
const KEY = { Effect: "Allow", Action: ["kms:ForecastDemand", "kms:Describe*"], Resource: "acs:kms:*:*:key/key-1*" };

/** A new folder with these files, and the command in it. */
function inFolder(t, files) {
  const folder = project(t, {});
  write(folder, files);
  return { folder, ramlight: (...args) => run(folder, command, args), settings: (path = "ramlight.json") => JSON.parse(readFileSync(join(folder, path), "utf8")) };
}

test("ramlight suppress writes the nearest settings, or new ones, and check keeps the finding away until more is granted", (t) => {
  const { folder, ramlight, settings } = inFolder(t, { "p/a.json": document(KEY) });
  const suppress = ramlight("suppress", "p/a.json", "unknown-action", "--reason", "it is newer", "--expires", "2999-01-31");
  assert.deepEqual(suppress, { status: 0, stdout: "ramlight.json: 1 finding RAM700 of p/a.json suppressed\n", stderr: "" });
  assert.deepEqual(settings(), {
    format: "ramlight-settings/1",
    suppressions: [{ code: "RAM700", file: "p/a.json", reason: "it is newer", expires: "2999-01-31", granted: KEY }],
  });
  assert.equal(ramlight("check", "p", "--fail-on", "suggestion").stdout, "1 file, 1 policy: no findings (1 suppressed)\n");
  write(folder, { "p/a.json": document({ ...KEY, Action: KEY.Action[0] }) });
  assert.equal(ramlight("check", "p").stdout, "1 file, 1 policy: no findings (1 suppressed)\n");
  write(folder, { "p/a.json": document({ ...KEY, Resource: "acs:kms:*:*:key/*" }) });
  const { stdout } = ramlight("check", "p");
  assert.match(stdout, /^ {2}= note: it was suppressed for a statement that granted less: it is newer$/m);
  assert.match(stdout, /^1 file, 1 policy: 1 suggestion$/m);
});

test("ramlight suppress keeps the rest of the settings as it is written", (t) => {
  const text = '{"format": "ramlight-settings/1",\n\t"severity": { "RAM700" : "error" }}\n';
  const { folder, ramlight, settings } = inFolder(t, { "ramlight.json": text, "p/a.json": document(KEY), "p/b.json": document(KEY) });
  for (const file of ["p/a.json", "p/b.json"]) assert.equal(ramlight("suppress", file, "RAM700", "--reason", "r").status, 0);
  assert.ok(readFileSync(join(folder, "ramlight.json"), "utf8").startsWith(text.slice(0, -2)));
  assert.deepEqual(settings().suppressions.map(({ file }) => file), ["p/a.json", "p/b.json"]);
  assert.equal(ramlight("check", ".").status, 0);
});

test("ramlight suppress says what it can't do, exits with 2, and writes nothing", (t) => {
  const { ramlight, settings } = inFolder(t, { "a.json": document(KEY), "broken.json": "{", "bad/ramlight.json": "{}", "bad/a.json": document(KEY) });
  const cannot = (args, message) => {
    const { status, stdout, stderr } = ramlight("suppress", ...args);
    assert.match(stderr, message);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
  };
  cannot(["a.json"], /a file and a code are needed/);
  cannot(["a.json", "RAM700"], /--reason is missing/);
  cannot(["a.json", "RAM700", "--reason", " "], /--reason is missing/);
  cannot(["a.json", "RAM799", "--reason", "r"], /there is no finding `RAM799`/);
  cannot(["a.json", "RAM221", "--reason", "r"], /a\.json has no finding RAM221 that is not suppressed/);
  cannot(["a.json", "RAM700", "--reason", "r", "--line", "9"], /no finding RAM700 in line 9/);
  cannot(["a.json", "RAM700", "--reason", "r", "--expires", "31.1.2027"], /--expires is a day, as 2027-01-31/);
  cannot(["nowhere.json", "RAM700", "--reason", "r"], /can't read nowhere\.json/);
  cannot(["bad/a.json", "RAM700", "--reason", "r"], /can't use these settings\nbad\/ramlight\.json:1:1: `format` is missing/);
  const [{ code }] = JSON.parse(ramlight("check", "broken.json", "--format", "json").stdout).files[0].findings;
  cannot(["broken.json", code, "--reason", "r"], /broken JSON: what it grants can't be kept/);
  assert.throws(settings);
});
