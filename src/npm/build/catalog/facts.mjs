// Makes the facts of the catalogue of the tables, the product names and what is written by hand.
import { templateOf, shapeOf } from "./templates.mjs";

const LEVELS = ["create", "list", "get", "update", "delete", "none"];
/** The level that a verb stands for, where no metadata has one. */
const VERBS = {
  create: "create add allocate apply import register run upload generate submit",
  list: "list",
  get: "get describe query check search batchget count preview view export download lookup inquiry validate verify",
  update: "modify update set put enable disable attach detach bind unbind associate disassociate unassociate change reset start stop restart move renew resume suspend switch recover refresh tag grant revoke join leave",
  delete: "delete remove release destroy drop untag unregister",
};
const LEVEL_OF = new Map(Object.entries(VERBS).flatMap(([level, verbs]) => verbs.split(" ").map((verb) => [verb, level])));

export const NOTES = {
  several: {
    en: "the source lists several resources without saying which of them one call is checked against; each is taken as an alternative",
    zh: "来源列出多个资源，但未说明一次调用校验其中哪些；此处均视为可选资源之一",
  },
  region: {
    en: "the source prints the region of an example; any region is taken",
    zh: "来源印的是示例地域；此处视为任意地域",
  },
  account: {
    en: "the source prints `*` for the account; any account is taken",
    zh: "来源的账号印作 `*`；此处视为任意账号",
  },
  emphasis: {
    en: "the source prints `**` around the variables; they are left out",
    zh: "来源在变量两侧印有 `**`；此处已省略",
  },
  codes: (code, aliases) => ({
    en: `documents name this service by several codes (\`${[code, ...aliases].join("`, `")}\`); what a policy grants or denies of it under another code than \`${code}\` is not told here`,
    zh: `文档中此服务有多个代码（\`${[code, ...aliases].join("`、`")}\`）；此处不判断策略以 \`${code}\` 以外的代码授予或拒绝的内容`,
  }),
  unreadable: (text) => ({
    en: `the source prints \`${text}\`, which is no resource; the resources count as not published`,
    zh: `来源印作 \`${text}\`，并非有效资源；资源视为未公布`,
  }),
  spelling: (name) => ({ en: `the source also spells it \`${name}\``, zh: `来源中另有写法 \`${name}\`` }),
  level: (level) => ({
    en: `the metadata says \`${level}\`, which is no access level; the level is that of the verb`,
    zh: `元数据的访问级别为 \`${level}\`，并非有效级别；此处按动词推断`,
  }),
};

const ASCENDING = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The services with everything about them, sorted; and what was left out, in words. */
export function servicesOf({ actions, arns }, products, hand) {
  const services = new Map();
  const serviceOf = (code) => {
    if (!services.has(code)) services.set(code, { code, name: products.get(code) ?? code, aliases: [], operations: new Map(), hints: [] });
    return services.get(code);
  };
  for (const row of actions) addRow(serviceOf(row.ram_code).operations, row);
  for (const [code, by] of Object.entries(hand.services)) addByHand(serviceOf(code), by);
  const leftOut = addHints(services, arns);
  const sorted = [...services.values()].sort((a, b) => ASCENDING(a.code, b.code));
  for (const service of sorted) {
    service.operations = [...service.operations].sort(([a], [b]) => ASCENDING(a, b)).map(([, operation]) => operation);
  }
  return { services: sorted, leftOut };
}

/** An operation by its lower-cased name, so that two spellings are one. */
function addRow(operations, row) {
  const made = operationOf(row);
  const known = operations.get(made.name.toLowerCase());
  if (!known) {
    operations.set(made.name.toLowerCase(), made);
    return;
  }
  // the one whose resources are published is spelled as documented
  const [first, second] = made.requires.length > known.requires.length ? [made, known] : [known, made];
  if (first.derived && !second.derived) Object.assign(first, { level: second.level, derived: false });
  first.notes.push(NOTES.spelling(second.name));
  operations.set(first.name.toLowerCase(), first);
}

function operationOf(row) {
  const name = row.action.slice(row.action.indexOf(":") + 1);
  const known = LEVELS.includes(row.access_level);
  const operation = {
    name,
    level: known ? row.access_level : levelOf(name),
    derived: !known,
    origin: row.action_basis,
    requires: [],
    resourceOrigin: "",
    notes: [],
    keys: row.condition_keys === "" ? [] : row.condition_keys.split("|").map(keyOf).sort(),
  };
  if (!known && row.access_level !== "") operation.notes.push(NOTES.level(row.access_level));
  // the embedded catalogue of API Gateway is made of the seed with more care, and counts more
  if (row.resources !== "" && row.resources_source !== "seed") addResources(operation, row);
  return operation;
}

/** `ecs:tag` of the table is the key that a tag's key follows. */
const keyOf = (key) => (key.endsWith(":tag") ? `${key}/` : key);

export function levelOf(name) {
  const verb = name.match(/^[A-Z]+(?![a-z])|^[A-Z]?[a-z0-9]+/)?.[0].toLowerCase();
  return LEVEL_OF.get(verb) ?? "none";
}

function addResources(operation, row) {
  const texts = row.resources.split("|");
  const templates = texts.map((text) => ({ text, ...templateOf(text) }));
  const unreadable = templates.filter(({ template }) => template === undefined);
  if (unreadable.length > 0) {
    operation.notes.push(...unreadable.map(({ text }) => NOTES.unreadable(text)));
    return;
  }
  const distinct = new Map(templates.map(({ template }) => [shapeOf(template), template]));
  operation.requires = [...distinct.values()].map((template) => [template]);
  operation.resourceOrigin = row.resources_source;
  if (distinct.size > 1) operation.notes.push(NOTES.several);
  for (const what of ["region", "account", "emphasis"]) if (templates.some(({ taken }) => taken === what)) operation.notes.push(NOTES[what]);
}

/** What is written by hand counts more than the tables. */
function addByHand(service, { aliases = [], templates = {}, notes = {}, operations = {} }) {
  service.aliases = [...aliases].sort();
  for (const [name, by] of Object.entries(operations)) {
    const key = name.toLowerCase();
    const operation = service.operations.get(key) ?? {
      name, level: levelOf(name), derived: true, origin: by.origin, requires: [], resourceOrigin: "", notes: [], keys: [],
    };
    if (operation.origin === undefined) throw new Error(`${service.code}:${name} is in no table: say its origin`);
    service.operations.set(key, operation);
    if (by.requires) {
      operation.requires = by.requires.split(" | ").map((all) => all.split(" + ").map((text) => templates[text] ?? text));
      operation.resourceOrigin = "notes";
      operation.notes = [];
    }
    if (by.note) operation.notes.push(typeof by.note === "string" ? notes[by.note] : by.note);
    if (by.keys) operation.keys = [...new Set([...operation.keys, ...by.keys])].sort();
  }
  if (aliases.length > 0) for (const operation of service.operations.values()) operation.notes.push(NOTES.codes(service.code, service.aliases));
}

/** Literals of examples and code, which no format of an ARN has. */
const EXAMPLE = /\$\{|\bdata\.|\bvar\.|alicloud_|example|test|\bdefault\b|null|%|\d{4,}|Filter|\.id\b|printEvent|role\/(aliyun|role\d)|provider1|uploads|processed|Prefix|InputBucket|OutputBucket/i;

/** The formats of ARNs seen in documents, one of each shape; returns how many were left out. */
function addHints(services, arns) {
  let leftOut = 0;
  for (const { ram_code: code, arn } of arns) {
    const made = EXAMPLE.test(arn) ? null : templateOf(arn);
    const service = services.get(code);
    if (!made || made.template === "*" || !service || made.taken === "region") {
      leftOut += 1;
      continue;
    }
    // the rows of a service are sorted, the format of most actions first: the same one of another region says no more
    const relative = (hint) => shapeOf(hint).split(":").slice(4).join(":");
    if (!service.hints.some((hint) => relative(hint) === relative(made.template))) service.hints.push(made.template);
  }
  for (const service of services.values()) service.hints.sort(ASCENDING);
  return leftOut;
}
