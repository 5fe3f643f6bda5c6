// `ramlight check`: the findings of policies, in files, folders and standard input.
import { relative } from "node:path";
import { POLICY_KINDS } from "ramlight";
import { printChanges, tellLeft } from "./changes.mjs";
import { checkFile } from "./checked.mjs";
import { CannotRun, UsageError } from "./errors.mjs";
import { FAIL_ON, failsOn } from "./failing.mjs";
import { findFiles } from "./files.mjs";
import { CLASSES } from "./findings.mjs";
import { changesIn, fixAll } from "./fixes.mjs";
import { STDIN, hasInput, needOneInput, readSource, tooLarge } from "./input.mjs";
import { catalogFinder } from "./named-services.mjs";
import { readOptions } from "./options.mjs";
import { progress } from "./progress.mjs";
import { needPolicy } from "./recognise.mjs";
import { printReport } from "./report/print.mjs";
import { nameIn, settingsFinder } from "./settings-file.mjs";
import { wordsIn } from "./words.mjs";
import { replaceFile } from "./write.mjs";

const FORMATS = ["human", "json", "sarif", "github", "junit"];
const KINDS = [...POLICY_KINDS, "auto"];
const flag = { type: "boolean", default: false };
const OPTIONS = {
  ...FAIL_ON,
  all: flag,
  catalog: { type: "string" },
  changes: flag,
  diff: flag,
  fix: flag,
  format: { type: "string", default: "human" },
  kind: { type: "string" },
  settings: { type: "string" },
  "stdin-name": { type: "string" },
};

export async function check(args) {
  const { values, files: paths } = readOptions(args, OPTIONS);
  const fails = failsOn(values["fail-on"]);
  const given = pathsOf(values, paths);
  const catalogOf = catalogFinder(values.catalog);
  const settingsOf = settingsFinder(values.settings);

  const unread = [];
  const fail = (path, { message }) => {
    unread.push({ path, message });
    console.error(`ramlight: ${message}`);
  };
  const { files, folders } = findFiles(given, fail);
  // settings that can't be used end the run before anything is said or written
  for (const file of files) {
    file.shown = file.path === STDIN ? values["stdin-name"] : undefined;
    file.settings = settingsOf(file.shown ?? file.path);
  }

  const checked = [];
  const changes = [];
  const shown = progress(files.length, { locale: values.locale });
  for (const [index, file] of files.entries()) {
    shown.step(index);
    try {
      const record = await checkOne(file, { ...values, catalogOf, changed: changes });
      if (record !== null) checked.push(record);
    } catch (error) {
      // the other files are checked all the same
      if (!(error instanceof CannotRun)) throw error;
      fail(file.path, error);
    }
  }
  shown.done();
  for (const folder of folders.filter((each) => !holdsPolicy(each, [...checked, ...unread]))) {
    fail(folder, new CannotRun(`no policy in ${folder}: it has no file with one (.json, .tf, .tofu, .yml, .yaml)`, `${folder} 中没有策略：其中没有含策略的文件（.json、.tf、.tofu、.yml、.yaml）`));
  }

  const unused = unusedSuppressions(checked, { folders, locale: values.locale });
  if (values.diff) await printChanges(changes, { ...values, catalogOf });
  else if (checked.length > 0 || values.format !== "human") {
    printReport(checked, unused, { ...values, fails: (finding) => fails([finding]), unread, changes, summary: summaryOf(checked, unused) });
  }
  if (!values.changes) tellChanging(checked, values.locale);
  if (unread.length > 0 || checked.some(({ problems }) => problems.length > 0)) return 2;
  const findings = [...checked.flatMap(({ policies }) => policies), ...unused].flatMap((each) => each.findings);
  return fails(findings) ? 1 : 0;
}

/** What is to be checked, or a UsageError for options that can't stand together. */
function pathsOf({ format, kind, fix, diff, changes, "stdin-name": name }, paths) {
  if (!FORMATS.includes(format)) throw new UsageError(`--format is ${FORMATS.slice(0, -1).join(", ")} or ${FORMATS.at(-1)}, not \`${format}\``, `--format 可以是 ${FORMATS.join("、")}，不能是 \`${format}\``);
  if (kind !== undefined && !KINDS.includes(kind)) throw new UsageError(`--kind is one of ${KINDS.join(", ")}, not \`${kind}\``, `--kind 可以是 ${KINDS.join("、")}，不能是 \`${kind}\``);
  if (fix && diff) throw new UsageError("--diff shows what --fix would write: one of them", "--diff 显示 --fix 将写入的内容：只能使用其一");
  if (changes && !fix && !diff) throw new UsageError("--changes takes fixes that change what is granted: it goes with --fix, or with --diff to see them", "--changes 执行会改变授予的权限的修复：须与 --fix 同用，或与 --diff 同用以查看");
  if (diff && format !== "human") throw new UsageError(`--diff prints a diff, not \`${format}\``, `--diff 输出差异，而不是 \`${format}\``);
  needOneInput(paths);
  if (paths.length === 0 && !hasInput()) throw new UsageError("no file given; `ramlight check .` checks this folder", "未指定文件；`ramlight check .` 检查当前文件夹");
  const given = paths.length > 0 ? paths : [STDIN];
  if (name !== undefined && !given.includes(STDIN)) throw new UsageError("--stdin-name is the name of what is read from standard input, and nothing is", "--stdin-name 是标准输入内容的名称，但没有读取标准输入");
  if (fix && given.includes(STDIN)) throw new UsageError("--fix needs a file; for standard input --diff shows what it would change", "--fix 需要文件；对标准输入可用 --diff 查看会改动的内容");
  return given;
}

/** What to say of standard input in which no policy is found. */
const HINTS = [
  "; `--stdin-name main.tf` says that it is Terraform, `--stdin-name template.yml` YAML",
  "；`--stdin-name main.tf` 表示它是 Terraform，`--stdin-name template.yml` 表示 YAML",
];

/** One file, checked, and its fixes taken; `null` where it holds no policy and was not named. */
async function checkOne(file, options) {
  const { path, named } = file;
  if (!named && tooLarge(path)) return null;
  const read = await readSource(path);
  const source = { ...read, path: file.shown ?? read.path, named };
  const about = { ...options, settings: file.settings };
  const found = await checkFile(source, about);
  const record = found && { ...found, isInput: path === STDIN };
  if (record === null) {
    if (!named) return null;
    needPolicy(source);
    const isUnnamed = path === STDIN && file.shown === undefined;
    const [hint, zh] = isUnnamed ? HINTS : ["", ""];
    throw new CannotRun(
      `no policy in ${source.path}: a policy is an object with \`Version\` and \`Statement\`${hint}`,
      `${source.path} 中没有策略：策略是含有 \`Version\` 和 \`Statement\` 的对象${zh}`,
    );
  }
  if (!options.fix && !options.diff) return record;
  const then = await fixAll({ ...record, named }, (text) => checkFile({ ...source, text }, about), options);
  const { text, count, fixed } = then;
  if (count > 0 && !options.diff) replaceFile(path, text, source.text);
  // only what is written now counts as fixed
  if (count > 0) options.changed.push({ path: source.path, isInput: record.isInput, before: source.text, after: text, count, fixed });
  // places are those of the file as it stands
  const now = options.diff ? record : then.record;
  tellLeft(now, then.left, options.locale);
  return { ...now, isInput: record.isInput, changing: changesIn(then.record) };
}

/** Says how many fixes are left because they change what is granted. */
function tellChanging(checked, locale) {
  const words = wordsIn(locale);
  for (const [isInput, say] of [[false, words.changesLeft], [true, words.changesOfInput]]) {
    const left = checked.filter((record) => record.isInput === isInput).reduce((sum, { changing = 0 }) => sum + changing, 0);
    if (left > 0) console.error(say(left));
  }
}

/** Whether a folder has one of these files: with a policy, or not readable, which was said. */
function holdsPolicy(folder, files) {
  return files.some(({ path }) => !relative(folder, path).startsWith(".."));
}

/** What the settings have that nothing needs, as findings in their files. */
function unusedSuppressions(checked, { folders, locale }) {
  const bySettings = new Map();
  for (const { settings, path, used } of checked) {
    if (settings === undefined) continue;
    const of = bySettings.get(settings) ?? { files: [], used: new Set() };
    bySettings.set(settings, of);
    of.files.push(nameIn(settings, path));
    for (const index of used) of.used.add(index);
  }
  return [...bySettings].flatMap(([{ path, text, folder, settings }, { files, used }]) => {
    const whole = folders.some((each) => !relative(each, folder).startsWith(".."));
    const findings = settings.unused(files, used, { locale, whole });
    return findings.length > 0 ? [{ path, text, findings }] : [];
  });
}

function summaryOf(checked, settings) {
  const policies = checked.flatMap((file) => file.policies);
  const found = [...policies, ...settings].flatMap(({ findings }) => findings);
  return {
    files: checked.length,
    policies: policies.length,
    findings: found.length,
    suppressed: policies.reduce((sum, { suppressed }) => sum + suppressed.length, 0),
    bySeverity: Object.fromEntries(CLASSES.map(([name]) => [name, found.filter(({ severity }) => severity === name).length])),
  };
}
