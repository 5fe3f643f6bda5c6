// Holds that the engine decides everything of the workloads (no step budget runs out), and says it in one way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { packageUnderTest } from "./package-under-test.mjs";
import { w1, w2, w2k } from "./workloads.mjs";

const built = packageUnderTest();
assert.ok(built, "pkg/ is missing: run `make pkg`");
const { Catalog, LEVELS, OUTCOMES, Policy, marksOn } = await import(pathToFileURL(built.entry));
const UNDECIDED = LEVELS.indexOf("undecided");

/** Holds that nothing is undecided; resources that are not published are another matter. */
function decided(coverage, operations, label) {
  const [outcomes, must, may, marks] = [coverage.outcomes(), coverage.must(), coverage.may(), coverage.marks()];
  let touched = 0;
  for (const { id, service, name, requirement } of operations) {
    const which = `${label}: ${service}:${name}`;
    assert.notEqual(OUTCOMES[outcomes[id]], "undecided", which);
    const on = marksOn(marks, id);
    touched += on.length;
    if (requirement === null) continue;
    assert.notEqual(OUTCOMES[outcomes[id]], "unknown", which);
    for (const level of [must[id], may[id]]) assert.notEqual(level, UNDECIDED, which);
    for (const { level } of on) assert.notEqual(level, "undecided", which);
  }
  assert.ok(touched > 0, `${label}: no statement touches anything`);
}

for (const [name, workload, keystrokes] of [["W1", w1(), []], ["W2", w2(), w2k(0)]]) {
  test(`nothing of ${name} is undecided`, (t) => {
    if (!workload) return t.skip("src/catalog/data/apigateway.json is missing");
    const catalog = Catalog.fromJSON(workload.catalog, "workload.json");
    const { operations } = catalog.info();
    const policy = new Policy(workload.policy);
    assert.equal(policy.refused(), false);
    const coverage = policy.coverage(catalog);
    decided(coverage, operations, name);
    for (const { after, text } of keystrokes) {
      policy.update(text);
      decided(coverage, operations, `after the keystroke to ${after}`);
    }
    for (const handle of [coverage, policy, catalog]) handle.free();
  });
}

test("the marks of W2 are on the operations of each statement", () => {
  const { catalog, policy } = w2();
  const coverage = new Policy(policy).coverage(Catalog.fromJSON(catalog, "workload.json"));
  const marks = coverage.marks();
  const statements = coverage.statements();
  const marked = statements.map(() => []);
  const counts = statements.map(() => ({ full: 0, partial: 0, none: 0, undecided: 0 }));
  for (let operation = 0; operation < coverage.outcomes().length; operation += 1) {
    for (const { statement, level, contributing } of marksOn(marks, operation)) {
      assert.equal(contributing, level === "none");
      marked[statement].push(operation);
      counts[statement][level] += 1;
    }
  }
  assert.deepEqual(marked, statements.map((_, s) => [...coverage.operationsOfStatement(s)]));
  assert.deepEqual(counts, statements.map(({ full, partial, contributing, undecided }) => ({ full, partial, none: contributing, undecided })));
});
