/** The page's own look as the browser remembers it; what does not fit (an older page's, a damaged one) is left out. */
import { ACCESS_LEVELS } from "ramlight";
import { GROUPINGS, NO_FILTER, OUTCOME_GROUPS } from "../catalogue/filter.ts";
import { readCaller } from "../people/kept.ts";
import { INITIAL, SUMMARIES, type State } from "./state.ts";
import type { Storage } from "./storage.ts";

type View = Pick<State, "filter" | "grouping" | "summaryBy" | "choice" | "bindings" | "bindingsOpen" | "caller" | "theme" | "wrap" | "split">;

export function readView(storage: Storage): View {
  const kept = record(storage.read<unknown>("view", {}));
  const filter = record(kept["filter"]);
  const choice = record(kept["choice"]);
  return {
    filter: {
      ...NO_FILTER,
      text: typeof filter["text"] === "string" ? filter["text"] : "",
      levels: among(filter["levels"], ACCESS_LEVELS),
      outcomes: among(filter["outcomes"], OUTCOME_GROUPS),
      services: texts(filter["services"]),
    },
    grouping: one(kept["grouping"], GROUPINGS, null),
    summaryBy: one(kept["summaryBy"], SUMMARIES, null),
    choice: { all: choice["all"] === true, picked: texts(choice["picked"]) },
    bindings: Object.fromEntries(Object.entries(record(kept["bindings"]))
      .filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    bindingsOpen: kept["bindingsOpen"] === true,
    caller: readCaller(kept["caller"]),
    theme: one(kept["theme"], ["system", "light", "dark"], INITIAL.theme),
    wrap: kept["wrap"] === true,
    split: typeof kept["split"] === "number" && kept["split"] >= 25 && kept["split"] <= 70 ? kept["split"] : INITIAL.split,
  };
}

export function writeView(storage: Storage, state: State): void {
  const { filter, grouping, summaryBy, choice, bindings, bindingsOpen, caller, theme, wrap, split } = state;
  storage.write("view", { filter, grouping, summaryBy, choice, bindings, bindingsOpen, caller, theme, wrap, split } satisfies View);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function among<T>(value: unknown, allowed: readonly T[]): T[] {
  return Array.isArray(value) ? allowed.filter((item) => value.includes(item)) : [];
}

function one<T, O>(value: unknown, allowed: readonly T[], otherwise: O): T | O {
  return allowed.includes(value as T) ? value as T : otherwise;
}
