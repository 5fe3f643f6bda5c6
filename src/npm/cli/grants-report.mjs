// The JSON of `ramlight grants --json`; `ramlight grants --help` documents its shape.
import { ACCESS_LEVELS, LEVELS, OUTCOMES } from "ramlight";
import { statementsOn } from "./marks.mjs";

/** What `policy` grants of `operations`, which are the catalogue's or some of them. */
export function grantsReport({ policy, coverage, info, operations, catalogFile }) {
  const statements = statementsOn(coverage);
  const templates = coverage.templates();
  const [must, may, outcomes] = [coverage.must(), coverage.may(), coverage.outcomes()];
  return {
    format: "ramlight-grants/1",
    refused: policy.refused(),
    operations: operations.map(({ id, service, name, accessLevel }) => ({
      action: `${service}:${name}`,
      access: accessLevel,
      requirements: requirementsOf(coverage.requirement(id), templates),
      net: { must: LEVELS[must[id]], may: LEVELS[may[id]], outcome: OUTCOMES[outcomes[id]] },
      statements: statements(id).map(({ statement, effect, level, contributing, conditional }) => ({
        statement,
        effect,
        level,
        contributes: contributing,
        conditional,
      })),
    })),
    summary: summaryOf(coverage),
    catalog: {
      file: catalogFile ?? null,
      date: info.date,
      sources: info.sources,
      services: info.services.filter(({ loaded }) => loaded).map(({ code, name, count }) => ({ code, name, operations: count })),
    },
  };
}

/** `null` stays: the requirement is not published. */
function requirementsOf(alternatives, templates) {
  return (
    alternatives?.map((together) =>
      together.map(({ template, must, may, statements }) => ({ template: templates[template], must, may, statements })),
    ) ?? null
  );
}

/** Operations counted by outcome, and by access level and outcome. */
export function summaryOf(coverage) {
  const { counts, total } = coverage.summary();
  const rows = ACCESS_LEVELS.map((level, row) => [
    level,
    Object.fromEntries(OUTCOMES.map((outcome, column) => [outcome, counts[row * OUTCOMES.length + column]])),
  ]);
  const outcomes = OUTCOMES.map((outcome) => [outcome, rows.reduce((sum, [, row]) => sum + row[outcome], 0)]);
  return { total, outcomes: Object.fromEntries(outcomes), accessLevels: Object.fromEntries(rows) };
}
