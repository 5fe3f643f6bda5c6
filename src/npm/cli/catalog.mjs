// `ramlight catalog`: what is known of services, actions and resource types, and where it comes from.
import { actionLines, actionReport } from "./catalog-action.mjs";
import { listLines, serviceLines, typeLines } from "./catalog-lists.mjs";
import { UsageError } from "./errors.mjs";
import { openCatalog, openCloud } from "./open-catalog.mjs";
import { readOptions } from "./options.mjs";
import { wordsIn } from "./words.mjs";

const OPTIONS = {
  add: { type: "string", multiple: true, default: [] },
  catalog: { type: "string" },
  json: { type: "boolean" },
};

export async function catalog(args) {
  const { values, files: names } = readOptions(args, OPTIONS);
  if (names.length > 1) throw new UsageError(`one service, action or resource type at a time, not ${names.length}`, `一次只能有一个服务、操作或资源类型，而不是 ${names.length} 个`);
  const opened = await open(values);
  const { report, lines } = show(opened, names[0], values.locale);
  const file = values.catalog ?? null;
  if (values.json) console.log(JSON.stringify({ format: "ramlight-catalog-report/1", ...report, catalog: { file, added: values.add, ...opened.about(values.locale) } }, null, 2));
  else for (const line of [...lines, "", ...about(opened, values, names.length === 0)]) console.log(line);
  return 0;
}

/** The catalogue of the whole cloud, or of a file; and other files over it. */
async function open({ catalog: file, add }) {
  let opened = file === undefined ? await openCloud("all") : openCatalog(file);
  for (const path of add) opened = opened.extended(openCatalog(path));
  return opened;
}

/** The list of services; or a service, `code`; an action, `code:Name`; or a resource type, `code/type`. */
function show(opened, name, locale) {
  if (name === undefined) {
    const services = opened.services();
    return { report: { services }, lines: listLines(services, locale) };
  }
  if (name.includes(":")) {
    const operation = opened.operation(name, locale);
    if (!operation) throw new UsageError(`the catalogue has no action \`${name}\``, `目录中没有操作 \`${name}\``);
    const report = actionReport(opened, operation, locale);
    return { report, lines: actionLines(report, opened.about(locale), locale) };
  }
  const [code, type] = name.split("/");
  const service = serviceOf(opened, code);
  const operations = opened.operations(service.code, locale).map((operation) => actionReport(opened, operation, locale));
  const report = { service, operations };
  if (type === undefined) {
    Object.assign(report, { arnHints: opened.arnHints(service.code), conditionKeys: keysOf(opened, service, locale) });
    return { report, lines: serviceLines(report, locale) };
  }
  const templates = opened.templates(locale).filter((template) => template.text.startsWith(`acs:${service.code}:`) && template.type === type);
  if (templates.length === 0) throw new UsageError(`the catalogue has no resource type \`${name}\``, `目录中没有资源类型 \`${name}\``);
  const texts = templates.map(({ text }) => text);
  const needing = operations.filter(({ resources }) => resources?.some((all) => all.some((text) => texts.includes(text))));
  return { report: { service, templates, operations: needing }, lines: typeLines(name, templates, needing, locale) };
}

function serviceOf(opened, code) {
  const wanted = code.toLowerCase();
  const services = opened.services();
  const found = services.find((service) => service.code === wanted) ?? services.find(({ aliases }) => aliases.includes(wanted));
  if (!found) throw new UsageError(`the catalogue has no service \`${code}\`: \`ramlight catalog\` lists them`, `目录中没有服务 \`${code}\`：\`ramlight catalog\` 会列出所有服务`);
  return found;
}

/** The keys of a service: those with its code or an alias before the colon. */
function keysOf(opened, { code, aliases }, locale) {
  return opened.conditionKeys(locale).filter(({ name }) => [code, ...aliases].includes(name.split(":")[0]));
}

/** Where it comes from and as of when; with the list of services, every source. */
function about(opened, { catalog: file, add, locale }, inFull) {
  const words = wordsIn(locale);
  const { date, sources } = opened.about(locale);
  const over = add.length > 0 ? words.over(add.join(", ")) : "";
  const line = `${words.asOf(file ?? words.wholeCloud, date)}${over}`;
  return inFull ? [line, ...sources.map((source) => `  ${source}`)] : [line];
}
