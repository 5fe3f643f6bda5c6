// Which tests failed and the first line of why, out of what each kind of suite prints: said again at the end of a run,
// where a log that shows only its end shows them too.

/** The tests that `cargo test` says failed, in browsers (`FAIL`) too. */
export function cargoFailures(text) {
  const panicked = text.matchAll(/^thread '(.+?)'.* panicked at .*\n(.*)/gm);
  const reasons = new Map(Array.from(panicked, ([, name, reason]) => [name, reason]));
  const failed = text.matchAll(/^test (\S+) .*\.\.\. FAIL(?:ED)?$/gm);
  return Array.from(failed, ([, name]) => line(name, reasons.get(name)));
}

/** The failed tests in the TAP of `node --test`. */
export function tapFailures(text) {
  const failed = text.matchAll(/^ *not ok \d+ - (.+)\n(?: +---\n(?:.*\n)*? +error: (?:'(.*)'|\|-\n +(.*)|(.*))\n)?/gm);
  return Array.from(failed, ([, name, quoted, folded, plain]) => line(name, quoted ?? folded ?? plain));
}

/** The tests in Playwright's JSON report that failed at least once. */
export function playwrightFailures(text) {
  if (text === "") return [];
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const tests = JSON.parse(text).suites.flatMap(specs).flatMap((spec) => spec.tests.map((test) => ({ spec, test })));
  return tests.flatMap(({ spec, test }) => {
    const errors = test.results.flatMap((result) => result.errors ?? []);
    return errors.length === 0 ? [] : [line(`${spec.file}:${spec.line} [${test.projectName}] ${spec.title}`, errors[0].message)];
  });
}

/** One line of at most 400 characters, without the escapes of colours. */
function line(name, reason = "") {
  const whole = `${name}: ${reason}`.replaceAll(/\u001b\[[\d;]*m/g, "").replaceAll(/\s+/g, " ");
  return whole.length > 400 ? `${whole.slice(0, 399)}…` : whole;
}
