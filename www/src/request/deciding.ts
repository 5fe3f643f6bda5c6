/** Which statements of an explanation decide, and which text in them. The engine says what each did; here it is gathered. */
import type { DecisionExplanation, StatementTrace } from "ramlight";
import type { DecisionRanges } from "../editor/decision-marks.ts";
import type { Range } from "../editor/marked.ts";
import type { ShownPolicy } from "../engine/protocol.ts";

/** Whether a statement has part in the decision: it matches with the effect decided for, or leaves an undecided one open. */
export function decides({ decision }: DecisionExplanation, { verdict, effect }: StatementTrace): boolean {
  switch (decision) {
    case "Allow": return verdict === "matches" && effect === "Allow";
    case "ExplicitDeny": return verdict === "matches" && effect === "Deny";
    case "Undecided": return verdict === "unknown" || verdict === "faulty";
    case "ImplicitDeny": return false;
  }
}

/** `policies`: those that decide, by the numbers of the explanation; none where the one in the editor does alone. */
export function decidingRanges(explanation: DecisionExplanation, policies: readonly ShownPolicy[]): DecisionRanges {
  const traces = explanation.resources
    .flatMap(({ stages }) => stages.flatMap(({ statements }) => statements))
    .filter((trace) => (policies[trace.policy]?.edited ?? true) && decides(explanation, trace));
  return {
    statements: unique(traces),
    parts: unique(traces.flatMap((trace) => [
      ...[trace.action, trace.resource].flatMap((pattern) => pattern ?? []),
      ...trace.conditions.filter(({ met }) => explanation.decision !== "Undecided" || met === "unknown"),
    ])),
  };
}

/** Who is asked for in a statement that names principals: the one who asks where that stands there, else the element's name. */
export function principalIn(text: string, { from, to }: Range, asked: string | null): Range[] {
  const statement = text.slice(from, to);
  const element = /"Principal"(?=\s*:)/.exec(statement);
  if (!element) return [];
  const literal = JSON.stringify(asked ?? "");
  const named = asked === null ? -1 : statement.indexOf(literal, element.index);
  const at = from + (named < 0 ? element.index : named);
  return [{ from: at, to: at + (named < 0 ? element[0] : literal).length }];
}

function unique(ranges: readonly Range[]): Range[] {
  return [...new Map(ranges.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()];
}
