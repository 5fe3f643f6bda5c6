// The table of `ramlight grants`.
import { OUTCOMES } from "../node.mjs";
import { bold, plain } from "./colour.mjs";
import { summaryOf } from "./grants-report.mjs";
import { statementsOn } from "./marks.mjs";
import { paintOutcome } from "./outcome.mjs";

const HEAD = ["OUTCOME", "ACCESS", "OPERATION", "STATEMENTS"];

export function printTable(draft, info, policy, all) {
  const marks = statementsOn(draft);
  const outcomes = draft.outcomes();
  const rows = info.operations
    .map(({ id, service, name, accessLevel }) => ({
      outcome: OUTCOMES[outcomes[id]],
      accessLevel,
      action: `${service}:${name}`,
      statements: marks(id).map(describeMark).join(", "),
    }))
    .filter(({ outcome, statements }) => all || outcome !== "not-granted" || statements);

  const names = info.services.map(({ name }) => name).join(", ");
  console.log(`${plain(policy.path)}: ${info.operations.length} operations of ${plain(names)}, as of ${info.date}`);
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
  const { outcomes: counts } = summaryOf(draft);
  console.log(OUTCOMES.filter((name) => counts[name] > 0).map((name) => `${counts[name]} ${paintOutcome(name)}`).join(", "));
}

/** As `2 deny full`, `3 partial if its condition holds`, `1 contributes`. */
function describeMark({ statement, effect, level, contributing, conditional }) {
  return [
    statement + 1,
    effect === "Allow" ? "" : (effect ?? "unreadable effect").toLowerCase(),
    level === "none" ? (contributing ? "contributes" : "") : level,
    conditional ? "if its condition holds" : "",
  ].filter((word) => word !== "").join(" ");
}
