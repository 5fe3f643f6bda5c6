// Runs every suite and ends with one line, `N passed, N failed` (and `, N skipped`). `node tests/run.mjs NAME…` runs
// the suites of those names only.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findBrowsers } from "../src/npm/build/browsers.mjs";
import { addCounts, cargoCounts, nothing, playwrightCounts, tapCounts } from "./counts.mjs";
import { cargoFailures, playwrightFailures, tapFailures } from "./failures.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const results = `${root}tests/results/`;
const MINUTES = 60_000;
const TIME_LIMIT = 25 * MINUTES;
const WASM = ["--target", "wasm32-unknown-unknown"];
/** With the parsers of other files, which the main .wasm is built without. */
const EMBED = ["--features", "embed"];

process.env.PATH = `${root}.tools/bin:${process.env.PATH}`;
const browsers = findBrowsers();
const env = { ...process.env, ...browsers, FORCE_COLOR: "0", CARGO_TERM_COLOR: "never" };

/** A command that either passes or fails: one test. */
const single = (command, args, options) => ({ command, args, ...options, count: (_, code) => ({ ...nothing, passed: code === 0 ? 1 : 0 }), failures: () => [] });

/** Rust tests; in a browser when a driver is named. The others are taken away, because the runner takes any it sees. */
function cargoTest(args, driver) {
  const { CHROMEDRIVER, GECKODRIVER, ...others } = env;
  const drivers = { CHROMEDRIVER, GECKODRIVER };
  if (driver && !drivers[driver]) throw new Error(`${driver} names no driver, and none is on PATH; \`make test\` installs it`);
  const browser = driver && {
    [driver]: drivers[driver],
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "wasm-bindgen-test-runner",
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: webdriverFile(),
  };
  return { command: "cargo", args: ["test", ...args], env: { ...others, ...browser }, count: cargoCounts, failures: cargoFailures };
}

/** The tests of `node:test` in a folder of tests/. */
function nodeTest(name) {
  const files = readdirSync(`${root}tests/${name}`).filter((file) => file.endsWith(".test.mjs")).map((file) => `tests/${name}/${file}`);
  const tap = `${results}${name}.tap`;
  const reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap", `--test-reporter-destination=${tap}`];
  return { command: process.execPath, args: ["--test", ...reporters, ...files], count: () => tapCounts(read(tap)), failures: () => tapFailures(read(tap)) };
}

function endToEnd() {
  const report = `${results}page.json`;
  return {
    command: "npm",
    args: ["run", "--silent", "test:e2e"],
    cwd: `${root}www`,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    count: () => playwrightCounts(read(report)),
    failures: () => playwrightFailures(read(report)),
  };
}

const SUITES = {
  format: () => single("cargo", ["fmt", "--all", "--check"]),
  clippy: () => single("cargo", ["clippy", "--workspace", ...EMBED, "--all-targets", "--", "-D", "warnings"]),
  "clippy-wasm": () => single("cargo", ["clippy", ...WASM, "--lib", "--test", "web", "--", "-D", "warnings"]),
  "clippy-wasm-embed": () => single("cargo", ["clippy", ...WASM, ...EMBED, "--lib", "--", "-D", "warnings"]),
  repository: () => nodeTest("repository"),
  rust: () => cargoTest(["--workspace", ...EMBED, "--no-fail-fast"]),
  "wasm-chromium": () => cargoTest([...WASM, "--test", "web"], "CHROMEDRIVER"),
  "wasm-firefox": () => cargoTest([...WASM, "--test", "web"], "GECKODRIVER"),
  package: () => nodeTest("package"),
  "page-types": () => single("npm", ["run", "--silent", "check"], { cwd: `${root}www` }),
  page: endToEnd,
  bench: () => nodeTest("bench"),
};

/** webdriver.json with the browsers that were found. */
function webdriverFile() {
  const capabilities = JSON.parse(readFileSync(`${root}webdriver.json`, "utf8"));
  if (browsers.CHROME) capabilities["goog:chromeOptions"].binary = browsers.CHROME;
  if (browsers.FIREFOX) capabilities["moz:firefoxOptions"].binary = browsers.FIREFOX;
  const path = `${results}webdriver.json`;
  writeFileSync(path, JSON.stringify(capabilities));
  return path;
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the suite ended before it wrote its results: it counts as failed
  }
}

/**
 * Runs a suite with its output shown; gives its counts and a line for each failed test. One that failed without a failed
 * test counts as one failure.
 */
async function runSuite({ command, args, count, failures, ...options }) {
  const child = spawn(command, args, { cwd: root, env, ...options, stdio: ["ignore", "pipe", "inherit"], timeout: TIME_LIMIT });
  let text = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (chunk) => {
    text += chunk;
    process.stdout.write(chunk);
  });
  const code = await new Promise((resolve) => {
    child.on("close", (status, signal) => resolve(signal ?? status));
    child.on("error", (error) => resolve(error.message));
  });
  const counts = count(text, code);
  const ended = code === 0 && counts.passed + counts.failed + counts.skipped > 0;
  if (ended || counts.failed > 0) return { counts, failures: failures(text) };
  const reason = `the suite did not run to its end (${code === 0 ? "no test ran" : `exit ${code}`})`;
  return { counts: { ...counts, failed: 1 }, failures: [reason] };
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) {
  console.error(`No suite is called ${unknown.join(", ")}. There are: ${Object.keys(SUITES).join(", ")}.`);
  process.exit(2);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let total = nothing;
const failing = [];
for (const [name, suite] of Object.entries(SUITES)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n=== ${name}`);
  const { counts, failures } = await runSuite(suite());
  failing.push(...failures.map((failure) => `${name}: ${failure}`));
  total = addCounts(total, counts);
}
if (failing.length > 0) console.log(`\nFailed:\n${failing.join("\n")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exitCode = total.failed > 0 ? 1 : 0;
