// The JSON of `ramlight grants --json`; `ramlight grants --help` documents its shape.
import { ACCESS_LEVELS, OUTCOMES } from "../node.mjs";
import { findingsOf, hasError } from "./findings.mjs";
import { statementsOn } from "./marks.mjs";

/** `only`: the one operation asked for, with its explanation; else all of them. */
export function grantsReport({ draft, info, policy, catalogFile, only }) {
  const statements = statementsOn(draft);
  const diagnostics = draft.diagnostics();
  return {
    refused: hasError(diagnostics),
    catalog: {
      file: catalogFile ?? null,
      date: info.date,
      sources: info.sources,
      services: info.services.map(({ code, name, count }) => ({ code, name, operations: count })),
    },
    policy: { path: policy.path, ...draft.size() },
    operations: (only ? [only] : info.operations).map((operation) => {
      const { outcome, must, may, sentences } = draft.explain(operation.id);
      return {
        service: operation.service,
        name: operation.name,
        action: `${operation.service}:${operation.name}`,
        accessLevel: operation.accessLevel,
        accessLevelSource: operation.accessLevelSource,
        outcome,
        must,
        may,
        statements: statements(operation.id),
        ...(only && { explanation: sentences }),
      };
    }),
    summary: summaryOf(draft),
    diagnostics: findingsOf(diagnostics, policy.text),
  };
}

/** Operations counted by outcome, and by access level and outcome. */
export function summaryOf(draft) {
  const { counts, total } = draft.summary();
  const rows = ACCESS_LEVELS.map((level, row) => [
    level,
    Object.fromEntries(OUTCOMES.map((outcome, column) => [outcome, counts[row * OUTCOMES.length + column]])),
  ]);
  const outcomes = OUTCOMES.map((outcome) => [outcome, rows.reduce((sum, [, row]) => sum + row[outcome], 0)]);
  return { total, outcomes: Object.fromEntries(outcomes), accessLevels: Object.fromEntries(rows) };
}
