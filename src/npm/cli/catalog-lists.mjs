// Lists of the catalogue: services, the actions of one, those of a resource type.
import { bold, plain } from "./colour.mjs";
import { counted } from "./counted.mjs";

/** Rows of texts as lines, the columns under each other. */
function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((text, column) => plain(text).padEnd(widths[column])).join("  ").trimEnd());
}

export function listLines(services) {
  const rows = services.map(({ code, name, aliases, count, loaded }) =>
    [code, loaded ? String(count) : "–", name === code ? "" : name, aliases.length > 0 ? `also ${aliases.join(", ")}` : ""]);
  const [head, ...lines] = columns([["SERVICE", "ACTIONS", "NAME", ""], ...rows]);
  const actions = services.reduce((sum, { count }) => sum + count, 0);
  return [bold(head), ...lines, "", `${counted(services.length, "service")}, ${counted(actions, "action")}`];
}

function actionRows(operations) {
  return columns(operations.map(({ action, accessLevel, accessLevelSource, resources }) =>
    [action, accessLevelSource === "derived" ? `(${accessLevel})` : accessLevel, resources?.map((all) => all.join(" + ")).join(" | ") ?? "not published"]));
}

export function serviceLines({ service, operations, arnHints, conditionKeys }) {
  const also = service.aliases.length > 0 ? `, also ${service.aliases.join(", ")}` : "";
  const lines = [`${bold(plain(service.code))}  ${plain(service.name)}${plain(also)}: ${counted(operations.length, "action")}; a level in parentheses is that of the verb`];
  if (operations.length > 0) lines.push("", ...actionRows(operations));
  if (arnHints.length > 0) lines.push("", "Formats of ARNs seen in its documents (hints, not facts):", ...arnHints.map((hint) => `  ${plain(hint)}`));
  if (conditionKeys.length > 0) {
    lines.push("", "Condition keys:");
    lines.push(...columns(conditionKeys.map(({ name, type, meaning }) => [`  ${name}${name.endsWith("/") ? "<key>" : ""}`, type ?? "", meaning])));
  }
  return lines;
}

export function typeLines(name, templates, operations) {
  const title = templates.find((template) => template.title)?.title.one;
  return [
    `${bold(plain(name))}${title ? `  ${plain(title)}` : ""}`,
    ...templates.map(({ text }) => `  ${plain(text)}`),
    "",
    `${counted(operations.length, "action")} on it:`,
    ...(operations.length > 0 ? actionRows(operations) : []),
  ];
}
