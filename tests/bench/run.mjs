// node tests/bench/run.mjs [--json FILE]: see README.md beside this file.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { differences } from "./agreement.mjs";
import { Baseline } from "./baseline.mjs";
import { FLOOR, loadFloor } from "./build-floor.mjs";
import { checkCorpus } from "./check-corpus.mjs";
import { wfull, wfullk } from "./cloud-workload.mjs";
import { contestants } from "./contestants.mjs";
import { decide, decideTable } from "./decide-contestants.mjs";
import { median, summarize, timeEach } from "./measure.mjs";
import { packageUnderTest } from "./package-under-test.mjs";
import { pageTimes } from "./page.mjs";
import { shape } from "./shape.mjs";
import { checkLine, loadingLines, pageLines, table, targetLines, targets } from "./tables.mjs";
import { API_GATEWAY, w1, w2, w2k } from "./workloads.mjs";

const W1_ROUNDS = 301;
const W1_BATCH = 10;
const W2_ROUNDS = 61;
const WFULL_ROUNDS = 31;
const KEYSTROKE_ROUNDS = 3;
const LOADINGS = 7;
const FIRST_ANSWERS = 15;
const WARM_UP = 5;

const { json } = parseArgs({ options: { json: { type: "string" } } }).values;
const Floor = await loadFloor();
const built = packageUnderTest();
const ramlight = built && (await import(pathToFileURL(built.entry)));
await ramlight?.init();
if (!built) console.log("The package is not built (pkg/ is missing): the rest runs without it.\n");

const disagreements = [];
const results = { shapes: {}, times: {}, firstAnswer: null, loading: null, page: null, decide: null, check: null, wasm: null };

function agree(label, answers, operations) {
  const [reference, ...others] = answers;
  for (const other of others) {
    for (const line of differences(reference, other, operations)) disagreements.push(`${label}: ${line}`);
  }
}

function cold(label, workload, rounds, batch, absent) {
  const field = contestants(workload, { Floor, ramlight }).filter(({ name }) => name !== absent);
  const answers = field.filter(({ answer }) => answer).map(({ name, answer }) => ({ name, matches: answer(workload.policy) }));
  agree(label, answers, operationsOf(workload));
  const timed = field.map((contestant) => contestant.cold(workload.policy));
  for (let round = 0; round < WARM_UP; round += 1) timeEach(timed, round, batch);
  results.times[label] = summarize(Array.from({ length: rounds }, (_, round) => timeEach(timed, round, batch)));
  results.shapes[label] = shape(workload, new Baseline(workload.catalog));
}

/** Per pattern the median over the rounds, over these the median; for all patterns, and for each element. */
function keystrokes(label, workload, texts, absent) {
  const field = contestants(workload, { Floor, ramlight }).filter(({ name }) => name !== absent);
  const operations = operationsOf(workload);
  const perPattern = [];
  for (let round = 0; round < KEYSTROKE_ROUNDS; round += 1) {
    for (const [i, { element, after, text }] of texts(round).entries()) {
      perPattern[i] ??= { element, rounds: [] };
      perPattern[i].rounds.push(timeEach(field.map((contestant) => contestant.keystroke(workload.policy, text)), round + i));
      // The baseline once per pattern: it alone takes longer than all the rest.
      const asked = field.filter(({ name, answer }) => answer && (round === 0 || name !== "baseline"));
      const answers = asked.map(({ name, answer, warmAnswer }) => ({ name, matches: warmAnswer ? warmAnswer(workload.policy, text) : answer(text) }));
      agree(`${label} ${after}`, answers, operations);
    }
  }
  const over = (patterns) => {
    const medians = patterns.map(({ rounds }) => summarize(rounds));
    const of = (name) => ({ median: median(medians.map((times) => times[name].median)), min: Math.min(...medians.map((times) => times[name].min)) });
    return Object.fromEntries(field.map(({ name }) => [name, of(name)]));
  };
  results.times[label] = over(perPattern);
  for (const element of ["Action", "Resource"]) results.times[`${label} ${element}`] = over(perPattern.filter((pattern) => pattern.element === element));
}

/** In the order of the answers. */
const operationsOf = ({ catalog }) => new Baseline(catalog).operations;

/** Import, init and first answer of W1, each in a process of its own. */
function firstAnswers({ policy }) {
  const folder = mkdtempSync(join(tmpdir(), "ramlight-bench-"));
  const policyFile = join(folder, "w1.json");
  writeFileSync(policyFile, policy);
  const child = fileURLToPath(new URL("./first-answer.mjs", import.meta.url));
  const modules = [["floor", FLOOR.glue, FLOOR.wasm], ...(built ? [["ours", built.entry, built.wasm]] : [])];
  const once = ([which, entry, wasm]) => Number(execFileSync(process.execPath, [child, which, entry, wasm, API_GATEWAY, policyFile], { encoding: "utf8" }));
  const rounds = Array.from({ length: FIRST_ANSWERS }, () => Object.fromEntries(modules.map((module) => [module[0], once(module)])));
  rmSync(folder, { recursive: true });
  results.firstAnswer = summarize(rounds);
}

/** Loads the catalogue of the cloud, each time in a process of its own. */
function loading(entry) {
  const child = fileURLToPath(new URL("./loading.mjs", import.meta.url));
  const once = (...codes) => JSON.parse(execFileSync(process.execPath, ["--expose-gc", child, entry, ...codes], { encoding: "utf8" }));
  const many = (...codes) => {
    const runs = Array.from({ length: LOADINGS }, () => once(...codes));
    return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))]));
  };
  return { all: many(), "ecs, ram": many("ecs", "ram") };
}

const small = w1();
if (small) {
  cold("W1", small, W1_ROUNDS, W1_BATCH);
  firstAnswers(small);
} else {
  console.log("W1 is left out: src/catalog/data/apigateway.json is missing.\n");
}
const large = w2();
cold("W2", large, W2_ROUNDS, 1);
keystrokes("W2k", large, w2k);
// The baseline would take minutes here; W2 has it.
const full = wfull();
cold("WFULL", full, WFULL_ROUNDS, 1, "baseline");
keystrokes("WFULLk", full, wfullk, "baseline");
if (built) results.loading = loading(built.entry);
results.page = await pageTimes();
results.decide = decide(ramlight);
results.check = checkCorpus(built);
if (built && results.check === null) console.log("The corpus is left out: it is not beside the repository.\n");
if (built) {
  const bytes = readFileSync(built.wasm);
  results.wasm = { bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

const { "JSON.parse": parse, floor, baseline } = results.times.W2;
results.void = [
  ...(floor.median > 12 * parse.median ? ["on W2 the floor takes more than 12 × JSON.parse"] : []),
  ...(baseline.median > 2000 * parse.median ? ["on W2 the baseline takes more than 2,000 × JSON.parse"] : []),
];
results.targets = targets(results);
results.disagreements = disagreements;

for (const [label, numbers] of Object.entries(results.shapes)) console.log(`${label}: ${JSON.stringify(numbers)}`);
console.log(`W-DECIDE: ${JSON.stringify(results.decide.shape)}`);
const parts = [table(results), decideTable(results.decide), checkLine(results.check), loadingLines(results).join("\n"), pageLines(results).join("\n"), targetLines(results).join("\n")];
console.log(`\n${parts.join("\n\n")}`);
if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
for (const [what, places] of [["Action matches", disagreements], ["Decisions", results.decide.disagreements]]) {
  if (places.length === 0) continue;
  console.error(`\n${what} differ:\n${places.slice(0, 40).join("\n")}`);
  process.exitCode = 1;
}
