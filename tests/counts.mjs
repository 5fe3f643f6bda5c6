// How many tests passed, failed and were skipped, out of what each kind of suite prints.

export const nothing = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

export function addCounts(left, right) {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** The `test result:` lines of `cargo test`, of every binary. */
export function cargoCounts(text) {
  const lines = text.matchAll(/^test result: \S+ (\d+) passed; (\d+) failed; (\d+) ignored/gm);
  return Array.from(lines, ([, passed, failed, skipped]) => ({ passed: +passed, failed: +failed, skipped: +skipped })).reduce(
    addCounts,
    nothing,
  );
}

/** The summary at the end of the TAP of `node --test`; a cancelled test failed. */
export function tapCounts(text) {
  const number = (name) => Number(text.match(new RegExp(`^# ${name} (\\d+)$`, "m"))?.[1] ?? 0);
  return { passed: number("pass"), failed: number("fail") + number("cancelled"), skipped: number("skipped") + number("todo") };
}

/** The statistics in Playwright's JSON report; a flaky test failed once, so it failed. */
export function playwrightCounts(text) {
  if (text === "") return nothing;
  const { expected, unexpected, flaky, skipped } = JSON.parse(text).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}
