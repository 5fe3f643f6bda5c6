// `ramlight suppress`: keeps a finding away as long as its statement grants no more than it does now.
import { POLICY_KINDS, Settings, rules, suppressionFor } from "ramlight";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isDay, localDay } from "../day.js";
import { checkFile } from "./checked.mjs";
import { plain } from "./colour.mjs";
import { CannotRun, UsageError } from "./errors.mjs";
import { STDIN, readSource, readText } from "./input.mjs";
import { catalogFinder } from "./named-services.mjs";
import { readOptions } from "./options.mjs";
import { positionsIn } from "./position.mjs";
import { SETTINGS, nameIn, nearestSettings, openSettings } from "./settings-file.mjs";
import { wordsIn } from "./words.mjs";
import { replaceFile } from "./write.mjs";

const text = { type: "string" };
const OPTIONS = { catalog: text, expires: text, kind: text, line: text, reason: text, settings: text };

export async function suppress(args) {
  const { values, files } = readOptions(args, OPTIONS);
  const { path, code, line } = wanted(values, files);
  const settingsPath = values.settings ?? nearestSettings(path) ?? SETTINGS;
  const isNew = !existsSync(settingsPath);
  const settings = isNew ? undefined : openSettings(settingsPath);

  const source = { ...(await readSource(path)), named: true };
  const record = await checkFile(source, { kind: values.kind, locale: values.locale, catalogOf: catalogFinder(values.catalog), settings });
  const at = positionsIn(source.text);
  const found = (record?.policies ?? []).flatMap(({ document, findings }) =>
    findings.filter((finding) => finding.code === code && (line === undefined || at(finding.from).line === line)).map((finding) => ({ document, finding })),
  );
  if (found.length === 0) throw new CannotRun(`${path} has no finding ${code}${line === undefined ? "" : ` in line ${line}`} that is not suppressed`, `${path}${line === undefined ? "" : ` 第 ${line} 行`}没有未被抑制的 ${code}`);

  const name = nameIn({ folder: dirname(resolve(settingsPath)) }, path);
  // a name without a folder would be that of a file in any folder
  const about = { file: name.includes("/") ? name : `./${name}`, reason: values.reason, expires: values.expires };
  const suppressions = found.map(({ document, finding }) => suppressionFor(document.text, { ...finding, ...finding.inner }, about));
  if (suppressions.includes(null)) throw new CannotRun(`${path} has broken JSON: what it grants can't be kept`, `${path} 的 JSON 不完整：无法记录它授予的权限`);
  // one statement can have a finding several times
  const distinct = [...new Map(suppressions.map((each) => [JSON.stringify(each), each])).values()];
  const before = isNew ? null : readText(settingsPath);
  const after = distinct.reduce((content, each) => Settings.withSuppression(content, each), before);
  replaceFile(settingsPath, after, before ?? undefined);
  console.log(wordsIn(values.locale).keptAway(plain(settingsPath), found.length, code, plain(path)));
  return 0;
}

/** The file, the code and the line, or a UsageError. */
function wanted({ reason, expires, line, kind }, [path, name, ...more]) {
  if (path === undefined || name === undefined || more.length > 0) throw new UsageError("a file and a code are needed: `ramlight suppress FILE CODE --reason TEXT`", "需要一个文件和一个代码：`ramlight suppress FILE CODE --reason TEXT`");
  if (path === STDIN) throw new UsageError("a suppression is of a file, not of standard input", "抑制只能针对文件，不能针对标准输入");
  if (!reason?.trim()) throw new UsageError("--reason is missing: say why the finding is no fault here", "缺少 --reason：请说明为何此处不是问题");
  if (expires !== undefined && !isDay(expires)) throw new UsageError(`--expires is a day, as 2027-01-31, not \`${expires}\``, `--expires 应为日期，例如 2027-01-31，而不是 \`${expires}\``);
  if (expires !== undefined && expires < localDay()) throw new UsageError(`--expires ${expires} is over: the finding would stay`, `--expires ${expires} 已过：该检查结果仍会出现`);
  if (line !== undefined && !/^[1-9]\d*$/.test(line)) throw new UsageError(`--line is a number, counted from 1, not \`${line}\``, `--line 应为从 1 开始的行号，而不是 \`${line}\``);
  if (kind !== undefined && ![...POLICY_KINDS, "auto"].includes(kind)) throw new UsageError(`--kind is one of ${POLICY_KINDS.join(", ")}, auto, not \`${kind}\``, `--kind 可以是 ${POLICY_KINDS.join("、")}、auto，不能是 \`${kind}\``);
  const rule = rules().find((each) => each.code === name || each.name === name);
  if (rule === undefined) throw new UsageError(`there is no finding \`${name}\``, `没有名为 \`${name}\` 的检查项`);
  return { path, code: rule.code, line: line === undefined ? undefined : Number(line) };
}
