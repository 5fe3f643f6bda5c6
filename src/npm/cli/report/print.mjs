// Prints what a check found, in the format asked for.
import { green } from "../colour.mjs";
import { wordsIn } from "../words.mjs";
import { githubLines } from "./github.mjs";
import { humanLines, summaryLine } from "./human.mjs";
import { jsonReport } from "./json.mjs";
import { junitLines } from "./junit.mjs";
import { sarifReport } from "./sarif.mjs";

/** `settings`: findings in settings files; `options`: those of the command, what fails, what could not be read, what was fixed. */
export function printReport(files, settings, options) {
  const { format } = options;
  const lines = PRINTERS[format](files, settings, options);
  process.stdout.write(lines.length === 0 ? "" : `${lines.join("\n")}\n`);
}

/** A settings file as one with findings. */
function asFile({ path, text, findings }) {
  return { path, text, policies: [{ name: null, findings, suppressed: [] }], skipped: [], problems: [] };
}

function countOf(changes) {
  return changes.reduce((sum, { count }) => sum + count, 0);
}

const json = (value) => [JSON.stringify(value, null, 2)];

const PRINTERS = {
  human(files, settings, { all, locale, changes, summary }) {
    const lines = [...files, ...settings.map(asFile)].flatMap((file) => humanLines(file, { all, locale }));
    const count = countOf(changes);
    if (count > 0) lines.push(green(wordsIn(locale).mended(count, changes.length)));
    return [...lines, summaryLine(summary, locale)];
  },
  json: (files, settings, { summary, unread, changes }) => json(jsonReport(files, settings, { summary, unread, fixed: countOf(changes) })),
  sarif: (files, settings, { locale, unread }) => json(sarifReport(files, settings, { locale, unread: unread.map(({ message }) => message) })),
  github: (files, settings, { all, locale }) => [...files, ...settings.map(asFile)].flatMap((file) => githubLines(file, { all, locale })),
  junit: (files, settings, { fails, locale, unread }) => junitLines([...files, ...settings.map(asFile)], { fails, locale, unread }),
};
