// The table of `ramlight grants`.
import { OUTCOMES } from "ramlight";
import { servicesByAlias } from "../other-codes.js";
import { bold, plain } from "./colour.mjs";
import { summaryOf } from "./grants-report.mjs";
import { statementsOn } from "./marks.mjs";
import { paintOutcome } from "./outcome.mjs";
import { padTo, widthOf } from "./width.mjs";
import { wordsIn } from "./words.mjs";

/** More services than these are counted, not named. */
const SERVICES = 5;

export function printTable(coverage, info, source, { all, locale, rest }) {
  const words = wordsIn(locale);
  const marks = statementsOn(coverage);
  const outcomes = coverage.outcomes();
  const rows = info.operations
    .map(({ id, service, name, accessLevel }) => ({
      outcome: OUTCOMES[outcomes[id]],
      cells: [words.outcomes[OUTCOMES[outcomes[id]]], words.accessLevels[accessLevel], `${service}:${name}`],
      statements: marks(id).map((mark) => describeMark(mark, words)).join(words.and),
    }))
    .filter(({ outcome, statements }) => all || outcome !== "not-granted" || statements);

  const loaded = info.services.filter(({ loaded }) => loaded);
  const names = loaded.length > SERVICES ? words.count(loaded.length, "service") : loaded.map(({ name }) => name).join(", ");
  console.log(words.list(plain(source.path), words.operationsOf(info.operations.length, plain(names), info.date)));
  for (const { name, more } of rest) console.log(words.moreOperations(more, plain(name), loaded.map(({ code }) => code).join(",")));
  const actions = coverage.patterns().filter(({ element }) => element === "Action" || element === "NotAction").map(({ text }) => text);
  for (const text of new Set(actions)) {
    for (const { name, matched, code } of servicesByAlias(text, loaded)) console.log(words.otherCode(plain(text), plain(name), plain(matched), plain(code)));
  }
  if (rows.length > 0) {
    const head = words.grantsHead;
    const widths = [0, 1, 2].map((column) => Math.max(widthOf(head[column]), ...rows.map(({ cells }) => widthOf(cells[column]))));
    const line = (...cells) => cells.map((cell, index) => padTo(cell, widths[index] ?? 0)).join("  ").trimEnd();
    console.log(`\n${bold(line(...head))}`);
    for (const { outcome, cells: [, accessLevel, action], statements } of rows) {
      console.log([paintOutcome(outcome, locale, widths[0]), padTo(accessLevel, widths[1]), padTo(plain(action), widths[2]), statements].join("  ").trimEnd());
    }
    console.log();
  }
  const { outcomes: counts } = summaryOf(coverage);
  console.log(OUTCOMES.filter((name) => counts[name] > 0).map((name) => `${counts[name]} ${paintOutcome(name, locale)}`).join(words.and));
}

/** As `2 deny full`, `3 partial if its condition holds`, `1 contributes`, `4 undecided (its effect can't be read)`. */
function describeMark({ statement, effect, level, contributing, conditional, faulty }, words) {
  return [
    statement + 1,
    effect === "Deny" ? words.deny : "",
    contributing ? words.contributes : words.levels[level],
    level === "undecided" ? doubt(effect, faulty, words) : conditional ? words.ifItHolds : "",
  ].filter((word) => word !== "").join(" ");
}

/** Why it is not told what a statement covers; nothing where the budget of steps ran out. */
function doubt(effect, faulty, words) {
  if (effect === null) return words.effectUnread;
  return faulty ? words.hasError : "";
}
