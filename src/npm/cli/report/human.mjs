// Findings for people: what is wrong, the line with the part marked, what to do.
import { blue, bold, cyan, dim, plain, red, yellow } from "../colour.mjs";
import { counted } from "../counted.mjs";
import { excerptOf } from "../excerpt.mjs";
import { CLASSES } from "../findings.mjs";
import { fold } from "../folding.mjs";
import { positionsIn } from "../position.mjs";

const TITLES = new Map(CLASSES.map(([name, title]) => [name, title.toLowerCase()]));
const WORDS = {
  en: { help: "help", note: "note", fix: "fix", fixed: "--fix does this", more: (count) => `+ ${count} more that ${count === 1 ? "follows" : "follow"} from this` },
  zh: { help: "建议", note: "说明", fix: "修复", fixed: "可用 --fix 自动完成", more: (count) => `另有 ${count} 项由此引起` },
};
const PAINT = { error: red, "security-warning": yellow, "general-warning": yellow, suggestion: cyan };

/** The lines of a file's findings; `all`: those that follow from another are shown, too. */
export function humanLines({ path, text, policies, skipped, problems }, { all, locale = "en" }) {
  const at = positionsIn(text);
  const several = policies.length > 1;
  const lines = [];
  for (const { from, message } of problems) lines.push(`${place(path, at, from)}: ${red("can't be read")}: ${plain(message)}`, "");
  for (const { name, findings } of policies) {
    const groups = all ? findings.map((finding) => ({ finding, following: [] })) : fold(findings);
    for (const group of groups) lines.push(...findingBlock(group, { path, text, at, words: WORDS[locale], name: several ? name : null }), "");
  }
  for (const { name, from, reason } of skipped) lines.push(dim(`${place(path, at, from)}: \`${plain(name ?? "policy")}\` is not checked: ${plain(reason)}`));
  return lines;
}

function place(path, at, offset) {
  const { line, column } = at(offset);
  return `${plain(path)}:${line}:${column}`;
}

function findingBlock({ finding, following }, { path, text, at, name, words }) {
  const { code, severity, message, help, note, fix } = finding;
  const { number, line, blanks, marks, more } = excerptOf(text, at, finding);
  const gutter = " ".repeat(String(number).length);
  const bar = blue("|");
  const paint = PAINT[severity];
  const block = [
    bold(`${paint(`${TITLES.get(severity)}[${code}]`)}: ${plain(message)}`),
    `${gutter}${blue("-->")} ${place(path, at, finding.from)}${name === null ? "" : dim(` in ${plain(name)}`)}`,
    `${gutter} ${bar}`,
    `${blue(String(number))} ${bar} ${line}`,
    `${gutter} ${bar} ${" ".repeat(blanks)}${paint("^".repeat(marks))}${more === null ? "" : dim(` to line ${more}`)}`,
  ];
  const remark = (kind, words) => block.push(`${gutter} ${blue("=")} ${bold(kind)}: ${plain(words)}`);
  if (help) remark(words.help, help);
  if (note) remark(words.note, note);
  if (fix && fix.kind !== "change") remark(words.fix, words.fixed);
  if (following.length > 0) block.push(`${gutter} ${dim(words.more(following.length))}`);
  return block;
}

/** `12 files, 14 policies: 2 errors, 1 security warning`. */
export function summaryLine({ files, policies, bySeverity, suppressed }) {
  const found = CLASSES.map(([name, title]) => [bySeverity[name], title.toLowerCase()])
    .filter(([count]) => count > 0)
    .map(([count, title]) => counted(count, title));
  const left = suppressed > 0 ? ` (${suppressed} suppressed)` : "";
  return `${counted(files, "file")}, ${counted(policies, "policy")}: ${found.join(", ") || "no findings"}${left}`;
}
