// Reads the tables that the catalogue is made of.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The rows of a table with a heading, as objects. */
function rowsOf(path) {
  const [heading, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
  return lines.map((fields) => Object.fromEntries(heading.map((name, i) => [name, fields[i] ?? ""])));
}

/** The two tables of a folder; `null` where one is missing. */
export function readTables(folder) {
  const [actions, arns] = ["actions.tsv", "arn-formats.tsv"].map((name) => join(folder, name));
  if (!existsSync(actions) || !existsSync(arns)) return null;
  return { actions: rowsOf(actions), arns: rowsOf(arns) };
}
