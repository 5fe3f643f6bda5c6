// The failures that are said again at the end of a run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cargoFailures, playwrightFailures, tapFailures } from "../failures.mjs";

test("cargo test: a line a failed test, with its panic", () => {
  const text = `running 2 tests
test a_deny_wins ... FAILED
test an_allow_grants ... ok

failures:

---- a_deny_wins stdout ----

thread 'a_deny_wins' (41) panicked at tests/decide.rs:9:5:
assertion failed: denied
note: run with \`RUST_BACKTRACE=1\`

failures:
    a_deny_wins

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out
`;
  assert.deepEqual(cargoFailures(text), ["a_deny_wins: assertion failed: denied"]);
  assert.deepEqual(cargoFailures("test names_are_lines ... FAIL\ntest marks ... ok\n"), ["names_are_lines: "]);
});

test("node --test: a line a failed test, with its error", () => {
  const text = `TAP version 13
ok 1 - the first
not ok 2 - the second
  ---
  duration_ms: 1
  failureType: 'testCodeFailure'
  error: 'no such file'
  ...
not ok 3 - the third
  ---
  duration_ms: 1
  error: |-
    Expected values to be equal:
    1 !== 2
  ...
not ok 4 - the fourth
# fail 3
`;
  assert.deepEqual(tapFailures(text), ["the second: no such file", "the third: Expected values to be equal:", "the fourth: "]);
});

test("Playwright: a line a test that failed once, with its error on one line", () => {
  const spec = (title, errors) => ({ title, file: "a.spec.ts", line: 7, tests: [{ projectName: "firefox", results: [{ errors }, { errors: [] }] }] });
  const message = `\u001b[31mTimed out\u001b[39m\n\n  waiting ${"x".repeat(500)}`;
  const text = JSON.stringify({ suites: [{ specs: [spec("passes", [])], suites: [{ specs: [spec("fails", [{ message }])] }] }] });
  const [only, ...others] = playwrightFailures(text);
  assert.deepEqual(others, []);
  assert.match(only, /^a\.spec\.ts:7 \[firefox\] fails: Timed out waiting x+…$/);
  assert.equal(only.length, 400);
  assert.deepEqual(playwrightFailures(""), []);
});
