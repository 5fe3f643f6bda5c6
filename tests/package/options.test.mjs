// Options that are wrong: said, where they would be silent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESCRIBE } from "./policies.mjs";
import { projectOfFile, ramlightIn } from "./project.mjs";

const folder = projectOfFile();
const { Catalog, Policy, Scenario, Settings, check, compare, suppressionFor, validate } = await ramlightIn(folder);
const { findPolicies } = await import(new URL("node_modules/ramlight/embed-node.mjs", `file://${folder}/`).href);

const policy = new Policy(DESCRIBE);
const settings = Settings.fromJSON('{"format":"ramlight-settings/1"}');
const finding = { code: "RAM700", from: 0, to: 1 };

test("a name that is none, with what may be meant", async () => {
  for (const [call, message] of [
    [() => check(DESCRIBE, { local: "zh" }), "there is no option `local`; did you mean `locale`?"],
    [() => validate(DESCRIBE, { catalogue: Catalog.builtin() }), "there is no option `catalogue`; did you mean `catalog`?"],
    [() => check(DESCRIBE, { verbose: true }), "there is no option `verbose`; the options are locale, positions, kind, catalog, settings, file, holes, today"],
    [() => new Policy(DESCRIBE, { Kind: "trust" }), "there is no option `Kind`; did you mean `kind`?"],
    [() => policy.applyFixes({ code: ["RAM221"] }), "there is no option `code`; did you mean `codes`?"],
    [() => compare(DESCRIBE, DESCRIBE, { kinds: "trust" }), "there is no option `kinds`; did you mean `kind`?"],
    [() => Scenario.fromJSON("{}", { settings }), "there is no option `settings`; the options are catalog, locale"],
    [() => settings.unused([], new Set(), { all: true }), "there is no option `all`; the options are locale, whole"],
    [() => suppressionFor(DESCRIBE, finding, { reasons: "r" }), "there is no option `reasons`; did you mean `reason`?"],
    [() => findPolicies("", { files: "main.tf" }), "there is no option `files`; did you mean `file`?"],
  ]) {
    assert.throws(call, { name: "TypeError", message });
  }
  await assert.rejects(Catalog.load(["ecs"], { form: "x" }), { name: "TypeError", message: "there is no option `form`; the options are from" });
});

test("a value that is none", () => {
  for (const [call, name, message] of [
    [() => check(DESCRIBE, { settings, today: "x" }), "RangeError", "`today` must be a day, as 2027-01-31, not `x`"],
    [() => check(DESCRIBE, { today: "2027-02-30" }), "RangeError", "`today` must be a day, as 2027-01-31, not `2027-02-30`"],
    [() => check(DESCRIBE, { today: new Date(0) }), "RangeError", /^`today` must be a day, as 2027-01-31, not /],
    [() => suppressionFor(DESCRIBE, finding, { reason: "r", expires: "soon" }), "RangeError", "`expires` must be a day, as 2027-01-31, not `soon`"],
    [() => policy.applyFixes({ codes: ["nope"] }), "RangeError", "there is no finding with the code `nope`: `rules()` lists them"],
    [() => policy.applyFixes({ codes: ["RAM221", "invalid-effect"] }), "RangeError", "there is no finding with the code `invalid-effect`; `invalid-effect` is RAM221"],
    [() => policy.applyFixes({ codes: "RAM221" }), "TypeError", "`codes` must be a list of the codes of findings"],
    [() => policy.applyFixes({ kinds: "certain" }), "TypeError", "`kinds` must be a list of kinds of fixes"],
    [() => policy.applyFixes({ kinds: ["sure"] }), "TypeError", "a kind of fix is clean-up, certain, equal, change; not `sure`"],
    [() => check(DESCRIBE, "zh"), "TypeError", "the options must be an object"],
    [() => check(DESCRIBE, null), "TypeError", "the options must be an object"],
    [() => compare(DESCRIBE, DESCRIBE, []), "TypeError", "the options must be an object"],
    [() => findPolicies("", { file: "main.tf", locale: "fr" }), "TypeError", '`locale` must be "en" or "zh"'],
  ]) {
    assert.throws(call, { name, message });
  }
});

test("what is right is taken, an `undefined` among it", () => {
  assert.deepEqual(check(DESCRIBE, { locale: undefined, settings: undefined, today: undefined, catalog: undefined }), check(DESCRIBE));
  assert.deepEqual(policy.applyFixes({ codes: ["RAM221", "RAM900"], kinds: undefined }).applied, []);
  assert.equal(compare(DESCRIBE, policy, { catalog: Catalog.builtin(), kind: "identity" }).relation, "equal");
});
