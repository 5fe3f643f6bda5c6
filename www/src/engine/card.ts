/** What a card says of a place in the text. Its lists are cut: the page shows no more at once. */
import { OUTCOMES, type Catalog, type Contribution, type Coverage } from "ramlight";
import type { Card, CardRow, OnlyByPattern } from "./protocol.ts";

/** How many operations a card lists. */
const LISTED = 100;

/** `coverage` is the one in which the text's policy comes first, `outcomes` what the page shows of each operation. */
export function cardAt(position: number, { coverage, outcomes, catalog, revision }: {
  coverage: Coverage; outcomes: Uint8Array; catalog: Catalog; revision: number;
}): Card | null {
  const found = coverage.about(position);
  if (!found) return null;
  if (found.kind !== "action") return { revision, about: found, rows: [], total: 0 };
  const { operations, ...about } = found;
  const rows = rowsOf(operations, catalog).map((row) => ({ ...row, outcome: OUTCOMES[outcomes[row.operation] ?? 0] ?? "undecided" }));
  return { revision, about, rows, total: operations.length };
}

export function onlyBy({ does, redundant, operations, undecided }: Contribution, catalog: Catalog): OnlyByPattern {
  return { does, redundant, rows: rowsOf(operations, catalog), total: operations.length, undecided: undecided.length };
}

function rowsOf(operations: Uint32Array, catalog: Catalog): CardRow[] {
  return [...operations.subarray(0, LISTED)].flatMap((id) => {
    const operation = catalog.operation(id);
    return operation ? [{ operation: id, action: `${operation.service}:${operation.name}`, level: operation.accessLevel }] : [];
  });
}
