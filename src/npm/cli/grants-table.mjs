// The table of `ramlight grants`.
import { OUTCOMES } from "ramlight";
import { bold, plain } from "./colour.mjs";
import { counted } from "./counted.mjs";
import { summaryOf } from "./grants-report.mjs";
import { statementsOn } from "./marks.mjs";
import { paintOutcome } from "./outcome.mjs";

const HEAD = ["OUTCOME", "ACCESS", "OPERATION", "STATEMENTS"];

/** More services than these are counted, not named. */
const SERVICES = 5;

export function printTable(coverage, info, source, all) {
  const marks = statementsOn(coverage);
  const outcomes = coverage.outcomes();
  const rows = info.operations
    .map(({ id, service, name, accessLevel }) => ({
      outcome: OUTCOMES[outcomes[id]],
      accessLevel,
      action: `${service}:${name}`,
      statements: marks(id).map(describeMark).join(", "),
    }))
    .filter(({ outcome, statements }) => all || outcome !== "not-granted" || statements);

  const loaded = info.services.filter(({ loaded }) => loaded);
  const names = loaded.length > SERVICES ? counted(loaded.length, "service") : loaded.map(({ name }) => name).join(", ");
  console.log(`${plain(source.path)}: ${counted(info.operations.length, "operation")} of ${plain(names)}, as of ${info.date}`);
  if (rows.length > 0) {
    const widths = ["outcome", "accessLevel", "action"].map((key, column) =>
      Math.max(HEAD[column].length, ...rows.map((row) => row[key].length)),
    );
    const line = ([outcome, ...cells]) =>
      [outcome, ...cells.map((cell, index) => cell.padEnd(widths[index + 1] ?? 0))].join("  ").trimEnd();
    console.log(`\n${bold(line([HEAD[0].padEnd(widths[0]), ...HEAD.slice(1)]))}`);
    for (const { outcome, accessLevel, action, statements } of rows) {
      console.log(line([paintOutcome(outcome, widths[0]), accessLevel, plain(action), statements]));
    }
    console.log();
  }
  const { outcomes: counts } = summaryOf(coverage);
  console.log(OUTCOMES.filter((name) => counts[name] > 0).map((name) => `${counts[name]} ${paintOutcome(name)}`).join(", "));
}

/** As `2 deny full`, `3 partial if its condition holds`, `1 contributes`, `4 undecided (its effect can't be read)`. */
function describeMark({ statement, effect, level, contributing, conditional, faulty }) {
  return [
    statement + 1,
    effect === "Deny" ? "deny" : "",
    contributing ? "contributes" : level,
    level === "undecided" ? doubt(effect, faulty) : conditional ? "if its condition holds" : "",
  ].filter((word) => word !== "").join(" ");
}

/** Why it is not told what a statement covers; nothing where the budget of steps ran out. */
function doubt(effect, faulty) {
  if (effect === null) return "(its effect can't be read)";
  return faulty ? "(it has an error)" : "";
}
