// Lists of the catalogue: services, the actions of one, those of a resource type.
import { bold, plain } from "./colour.mjs";
import { padTo, widthOf } from "./width.mjs";
import { wordsIn } from "./words.mjs";

/** Rows of texts as lines, the columns under each other. */
function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]))));
  return rows.map((row) => row.map((text, column) => padTo(plain(text), widths[column])).join("  ").trimEnd());
}

export function listLines(services, locale) {
  const words = wordsIn(locale);
  const rows = services.map(({ code, name, aliases, count, loaded }) =>
    [code, loaded ? String(count) : "–", name === code ? "" : name, aliases.length > 0 ? words.also(aliases.join(", ")) : ""]);
  const [head, ...lines] = columns([words.servicesHead, ...rows]);
  const actions = services.reduce((sum, { count }) => sum + count, 0);
  return [bold(head), ...lines, "", `${words.count(services.length, "service")}${words.and}${words.count(actions, "action")}`];
}

function actionRows(operations, words) {
  return columns(operations.map(({ action, accessLevel, accessLevelSource, resources }) => {
    const level = words.accessLevels[accessLevel];
    return [action, accessLevelSource === "derived" ? `(${level})` : level, resources?.map((all) => all.join(" + ")).join(" | ") ?? words.notPublished];
  }));
}

export function serviceLines({ service, operations, arnHints, conditionKeys }, locale) {
  const words = wordsIn(locale);
  const also = service.aliases.length > 0 ? `${words.and}${words.also(service.aliases.join(", "))}` : "";
  const lines = [words.list(`${bold(plain(service.code))}  ${plain(service.name)}${plain(also)}`, words.actionsOf(operations.length))];
  if (operations.length > 0) lines.push("", ...actionRows(operations, words));
  if (arnHints.length > 0) lines.push("", words.formatsSeen, ...arnHints.map((hint) => `  ${plain(hint)}`));
  if (conditionKeys.length > 0) {
    lines.push("", words.conditionKeys);
    lines.push(...columns(conditionKeys.map(({ name, type, meaning }) => [`  ${name}${name.endsWith("/") ? "<key>" : ""}`, type ?? "", meaning])));
  }
  return lines;
}

export function typeLines(name, templates, operations, locale) {
  const words = wordsIn(locale);
  const title = templates.find((template) => template.title)?.title.one;
  return [
    `${bold(plain(name))}${title ? `  ${plain(title)}` : ""}`,
    ...templates.map(({ text }) => `  ${plain(text)}`),
    "",
    words.actionsOn(operations.length),
    ...(operations.length > 0 ? actionRows(operations, words) : []),
  ];
}
