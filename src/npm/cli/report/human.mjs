// Findings for people: what is wrong, the line with the part marked, what to do.
import { blue, bold, cyan, dim, plain, red, yellow } from "../colour.mjs";
import { excerptOf } from "../excerpt.mjs";
import { CLASSES } from "../findings.mjs";
import { fold } from "../folding.mjs";
import { isChange } from "../fixes.mjs";
import { positionsIn } from "../position.mjs";
import { wordsIn } from "../words.mjs";

const PAINT = { error: red, "security-warning": yellow, "general-warning": yellow, suggestion: cyan };

/** The lines of a file's findings; `all`: those that follow from another are shown, too. */
export function humanLines({ path, text, policies, skipped, problems, isInput }, { all, locale }) {
  const words = wordsIn(locale);
  const at = positionsIn(text);
  const several = policies.length > 1;
  const lines = [];
  for (const { from, message } of problems) lines.push(words.list(`${place(path, at, from)}: ${red(words.unreadable)}`, plain(message)), "");
  for (const { name, findings } of policies) {
    const groups = all ? findings.map((finding) => ({ finding, following: [] })) : fold(findings);
    for (const group of groups) lines.push(...findingBlock(group, { path, text, at, words, isInput, name: several ? name : null }), "");
  }
  for (const { name, from, message } of skipped) lines.push(dim(words.list(`${place(path, at, from)}: ${words.notChecked(plain(name ?? words.aPolicy))}`, plain(message))));
  return lines;
}

function place(path, at, offset) {
  const { line, column } = at(offset);
  return `${plain(path)}:${line}:${column}`;
}

function findingBlock({ finding, following }, { path, text, at, name, words, isInput }) {
  const { code, severity, message, help, note, fix } = finding;
  const { number, line, blanks, marks, more } = excerptOf(text, at, finding);
  const gutter = " ".repeat(String(number).length);
  const bar = blue("|");
  const paint = PAINT[severity];
  const block = [
    bold(`${paint(`${words.classes[severity]}[${code}]`)}: ${plain(message)}`),
    `${gutter}${blue("-->")} ${place(path, at, finding.from)}${name === null ? "" : dim(words.inPolicy(plain(name)))}`,
    `${gutter} ${bar}`,
    `${blue(String(number))} ${bar} ${line}`,
    `${gutter} ${bar} ${" ".repeat(blanks)}${paint("^".repeat(marks))}${more === null ? "" : dim(words.toLine(more))}`,
  ];
  const remark = (kind, remarked) => block.push(`${gutter} ${blue("=")} ${bold(kind)}: ${plain(remarked)}`);
  if (help) remark(words.help, help);
  if (note) remark(words.note, note);
  if (fix) remark(words.fix, wordOf(finding, isInput, words));
  if (following.length > 0) block.push(`${gutter} ${dim(words.more(following.length, classesOf(following, words)))}`);
  return block;
}

/** What takes a fix, or shows it. */
function wordOf(finding, isInput, words) {
  if (isInput) return isChange(finding) ? words.changeShown : words.fixShown;
  return isChange(finding) ? words.changed : words.fixed;
}

/** How many findings of each class there are, in words. */
export function classesOf(findings, words) {
  const counts = CLASSES.map(([name]) => [name, findings.filter(({ severity }) => severity === name).length]);
  return counts.filter(([, count]) => count > 0).map(([name, count]) => words.ofClass(count, name)).join(words.and);
}

/** `12 files, 14 policies: 2 errors, 1 security warning`. */
export function summaryLine({ files, policies, bySeverity, suppressed }, locale) {
  const words = wordsIn(locale);
  const found = CLASSES.filter(([name]) => bySeverity[name] > 0).map(([name]) => words.ofClass(bySeverity[name], name));
  const left = suppressed > 0 ? words.suppressed(suppressed) : "";
  const checked = [words.count(files, "file"), words.count(policies, "policy")].join(words.and);
  return `${words.list(checked, found.join(words.and) || words.noFindings)}${left}`;
}
