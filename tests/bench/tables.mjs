const NAMES = ["JSON.parse", "floor", "baseline", "ours"];

/** Medians and minima in milliseconds, and ratios of the medians. */
export function table({ times, firstAnswer }) {
  const rows = [["", ...NAMES, "floor/parse", "baseline/parse", "ours/floor", "baseline/ours"]];
  for (const [label, by] of Object.entries(times)) rows.push([label, ...NAMES.map((name) => cell(by[name])), ...ratios(by)]);
  if (firstAnswer) rows.push(["first answer", ...NAMES.map((name) => cell(firstAnswer[name])), ...ratios(firstAnswer)]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((text, column) => (column ? text.padStart(widths[column]) : text.padEnd(widths[column]))).join("  "));
  return ["Milliseconds: median (minimum).", ...lines].join("\n");
}

/** The check of the corpus: how long it takes, and how often as long as reading and parsing. */
export function checkLine(check) {
  if (check === null) return "W-CHECK: not measured";
  const { times: { ours, "JSON.parse": parse }, documents, checked } = check;
  return `W-CHECK: ${checked} of ${documents} documents in ${(ours.median / 1000).toFixed(2)} s (${(ours.min / 1000).toFixed(2)} s), ` +
    `reading and parsing them ${(parse.median / 1000).toFixed(2)} s: ${digits(ours.median / parse.median)} ×`;
}

const cell = (time) => (time ? `${digits(time.median)} (${digits(time.min)})` : "–");
const digits = (number) => (number >= 100 ? number.toFixed(0) : number.toPrecision(3));

function ratios(by) {
  const pairs = [["floor", "JSON.parse"], ["baseline", "JSON.parse"], ["ours", "floor"], ["baseline", "ours"]];
  return pairs.map(([a, b]) => (by[a] && by[b] ? `${digits(by[a].median / by[b].median)} ×` : "–"));
}

/** What is to be reached, beside what was measured. */
export function targets({ times, firstAnswer, decide, check, wasm }) {
  const of = (label, name) => times[label]?.[name]?.median;
  const ratio = (a, b) => (a === undefined || b === undefined ? null : a / b);
  const floor = of("W2", "floor");
  return [
    { name: "W1: at most 4 × the floor", value: ratio(of("W1", "ours"), of("W1", "floor")), most: 4 },
    { name: "W2: at most 3 × the floor", value: ratio(of("W2", "ours"), floor), most: 3 },
    { name: "W2: at least 50 × faster than the baseline", value: ratio(of("W2", "baseline"), of("W2", "ours")), least: 50 },
    { name: "W2k: at most 0.3 × the floor of W2 (every pattern)", value: ratio(of("W2k", "ours"), floor), most: 0.3 },
    { name: "W2k: the same, action patterns alone", value: ratio(of("W2k Action", "ours"), floor), most: 0.3 },
    { name: "WFULL: at most 4 × the floor", value: ratio(of("WFULL", "ours"), of("WFULL", "floor")), most: 4 },
    { name: "WFULLk: at most 0.3 × the floor of WFULL (every pattern)", value: ratio(of("WFULLk", "ours"), of("WFULL", "floor")), most: 0.3 },
    { name: "import, init, first W1 answer: at most 2.5 × the floor's", value: ratio(firstAnswer?.ours?.median, firstAnswer?.floor?.median), most: 2.5 },
    { name: "W-DECIDE: decideMany at least 20 × the baseline's requests a second", value: ratio(decide?.times.many.baseline.median, decide?.times.many.ours?.median), least: 20 },
    { name: "W-DECIDE: the same of kept requests after an edit of the policy", value: ratio(decide?.times.many.baseline.median, decide?.times.many.edited?.median), least: 20 },
    { name: "W-DECIDE: a single decide at least as many as the baseline", value: ratio(decide?.times.single.baseline.median, decide?.times.single.ours?.median), least: 1 },
    { name: "W-CHECK: the documents of the corpus from a cold start in at most 5 s", value: check ? check.times.ours.median / 1000 : null, most: 5 },
    { name: "the .wasm: at most 340 kB gzipped", value: wasm ? wasm.gzip / 1000 : null, most: 340, size: true },
  ];
}

/** One line per target; a void run judges no time. */
export function targetLines(results) {
  const reasons = results.void.map((reason) => `VOID: ${reason}`);
  const lines = targets(results).map(({ name, value, most, least, size }) => {
    if (value === null) return `not measured  ${name}`;
    const reached = most === undefined ? value >= least : value <= most;
    const verdict = results.void.length > 0 && !size ? "void" : reached ? "reached" : "NOT REACHED";
    return `${verdict.padEnd(12)}  ${name}: ${digits(value)}`;
  });
  return [...reasons, ...lines];
}

/** What the page takes with all services shown; nothing of it is judged. */
export function pageLines({ page }) {
  if (!page) return ["The page: not measured (it is not built, or there is no Chromium)"];
  const { loading, keys, floor, list, rows } = page;
  const longest = (task) => (task === 0 ? "no task of 50 ms" : `the longest task ${digits(task)} ms`);
  const memory = loading.megabytes === null ? "" : `, ${digits(loading.megabytes)} MB more memory`;
  const of = ({ median, p95, max, longestTask }) =>
    `median ${digits(median)} ms, 95th percentile ${digits(p95)} ms, at most ${digits(max)} ms${longestTask === undefined ? "" : `; ${longest(longestTask)}`}`;
  return [
    `The page, all services: shown after ${digits(loading.shown)} ms, ${longest(loading.longestTask)}${memory}`,
    ...Object.entries(keys).map(([place, times]) => `The page, from key to paint, ${place}: ${of(times)}`),
    `The same keys in a bare editor, an action: ${of(floor)}`,
    `The page, from key to the list of completions: ${of(list)}; ${list.withTheirKeys} of ${list.count} lists were painted in the frame of their key`,
    `The page, finding rows while one types: ${of(rows)}`,
  ];
}

/** What loading the catalogue of the cloud takes, in Node.js. */
export function loadingLines({ loading }) {
  if (!loading) return ["Loading the catalogue of the cloud: not measured"];
  return Object.entries(loading).map(([services, { load, answer, kilobytes, operations }]) =>
    `Loading the catalogue of the cloud, ${services}: ${operations} operations in ${digits(load)} ms, the first answer ${digits(answer)} ms after, ${digits(kilobytes)} kB more memory`);
}
