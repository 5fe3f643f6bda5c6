// `ramlight test`: scenarios, run.
import { bold, dim, green, plain, red, yellow } from "./colour.mjs";
import { explanationLines, paintDecision } from "./decision.mjs";
import { CannotRun, UsageError } from "./errors.mjs";
import { needOneInput, readDocument } from "./input.mjs";
import { readOptions } from "./options.mjs";
import { needScenario } from "./recognise.mjs";
import { openScenario } from "./scenario-file.mjs";
import { wordsIn } from "./words.mjs";

const OPTIONS = { json: { type: "boolean" } };
/** How many lines say why an answer is not the one expected. */
const SENTENCES = 3;

export async function test(args) {
  const { values, files } = readOptions(args, OPTIONS);
  needOneInput(files);

  const runs = [];
  let unread = false;
  for (const file of files.length > 0 ? files : [undefined]) {
    try {
      const source = await readDocument(file);
      needScenario(source);
      runs.push(runScenario(source, values.locale));
    } catch (error) {
      // the other files are tested all the same
      if (!(error instanceof CannotRun) || error instanceof UsageError) throw error;
      console.error(`ramlight: ${error.message}`);
      unread = true;
    }
  }
  if (runs.length > 0) (values.json ? printJson : printLines)(runs, wordsIn(values.locale));
  if (unread) return 2;
  return runs.some(({ report }) => report.failed > 0) ? 1 : 0;
}

/** A scenario's report, its failures with their explanation. */
function runScenario(source, locale) {
  const scenario = openScenario(source, locale);
  const report = scenario.run();
  const why = new Map();
  for (const [index, { passed }] of report.results.entries()) {
    if (passed === false) why.set(index, scenario.explain(index));
  }
  scenario.free();
  return { path: source.path, report, why, locale };
}

function summaryOf(runs) {
  const sum = (count) => runs.reduce((all, { report }) => all + count(report), 0);
  return {
    files: runs.length,
    requests: sum(({ results }) => results.length),
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    untouched: sum(({ untouched }) => untouched.length),
  };
}

function printJson(runs) {
  const files = runs.map(({ path, report, why }) => ({
    path,
    ...report,
    results: report.results.map((result, index) => ({ ...result, sentences: why.get(index)?.sentences ?? null })),
  }));
  console.log(JSON.stringify({ format: "ramlight-test/1", files, summary: summaryOf(runs) }, null, 2));
}

function printLines(runs, words) {
  for (const { path, report, why, locale } of runs) {
    for (const [index, { name, expect }] of report.results.entries()) {
      if (!why.has(index)) continue;
      // the second line is the decision in words
      const [decision, , ...reasons] = explanationLines(why.get(index), undefined, locale);
      console.log(`${red(words.differs)} ${bold(`${plain(path)}: ${plain(name)}`)}: ${words.expected(paintDecision(expect), decision)}`);
      for (const reason of reasons.slice(0, SENTENCES)) console.log(`  ${reason}`);
    }
    for (const { policy, kind, line, column, message } of report.refused) {
      console.log(`${bold(`${plain(path)}:${line}:${column}:`)} ${yellow(words.wouldRefuse(plain(policy), kind, plain(message)))}`);
    }
    for (const { policy, statement, pattern, line, column } of report.untouched) {
      const what = pattern === null ? words.statement(statement + 1) : words.patternIn(plain(pattern), statement + 1);
      console.log(`${bold(`${plain(path)}:${line}:${column}:`)} ${dim(words.untouched(what, plain(policy)))}`);
    }
  }
  const { files, requests, passed, failed } = summaryOf(runs);
  const open = requests - passed - failed;
  const counts = [
    words.requestsIn(requests, files),
    passed > 0 ? green(words.asExpected(passed)) : "",
    failed > 0 ? red(words.notAsExpected(failed)) : "",
    open > 0 ? words.withoutExpectation(open) : "",
  ];
  console.log(counts.filter((count) => count !== "").join(words.and));
}
