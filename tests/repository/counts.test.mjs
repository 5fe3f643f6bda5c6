// The counts behind `N passed, N failed`, out of what each kind of suite prints.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cargoCounts, playwrightCounts, tapCounts } from "../counts.mjs";

test("cargo test: the sum of every binary's line", () => {
  const text = `running 3 tests
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.00s

test result: FAILED. 1 passed; 2 failed; 4 ignored; 0 measured; 0 filtered out
`;
  assert.deepEqual(cargoCounts(text), { passed: 4, failed: 2, skipped: 4 });
  assert.deepEqual(cargoCounts("error: could not compile"), { passed: 0, failed: 0, skipped: 0 });
});

test("node --test: cancelled tests failed", () => {
  const text = "# tests 9\n# suites 0\n# pass 4\n# fail 2\n# cancelled 1\n# skipped 1\n# todo 1\n";
  assert.deepEqual(tapCounts(text), { passed: 4, failed: 3, skipped: 2 });
  assert.deepEqual(tapCounts(""), { passed: 0, failed: 0, skipped: 0 });
});

test("Playwright: a flaky test failed", () => {
  const text = JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 } });
  assert.deepEqual(playwrightCounts(text), { passed: 5, failed: 3, skipped: 3 });
  assert.deepEqual(playwrightCounts(""), { passed: 0, failed: 0, skipped: 0 });
});
