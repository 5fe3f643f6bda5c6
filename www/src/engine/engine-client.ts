/** The page's side of the engine, and of the checker beside it. */
import type { Checks, Requests } from "./protocol.ts";
import { strings } from "../strings.ts";
import { WorkerClient, type EngineEvents, type Service } from "./worker-client.ts";

const ENGINE: Service<Requests> = {
  worker: () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "ramlight engine" }),
  order: ["catalog", "bind", "assume", "view", "text", "complete", "decide", "light", "card", "explain", "scenario", "format", "portion"],
  lasting: ["catalog", "bind", "assume", "view", "text", "portion"],
  // What a catalogue was taken for has to be known: operations are numbers, which mean nothing in another one.
  alwaysOfUse: ["catalog", "text"],
  behind: { complete: "text", light: "complete" },
  soon: ["text", "complete", "light"],
  unanswered: {
    // The list of what could be typed is waited for.
    complete: () => null,
    // Without it the page goes on, but for the one that it comes with.
    catalog: ({ serial, file, cloud }) => file || cloud ? { serial, of: "either", errors: [{ file: file?.file ?? "", line: 1, column: 1, reason: strings.catalogueBroke }] } : undefined,
    // Then all are loaded at once.
    portion: () => false,
  },
  refuses: (kind, answer) => kind === "catalog" && "errors" in (answer as object),
};

const CHECKER: Service<Checks> = {
  worker: () => new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module", name: "ramlight checker" }),
  order: ["catalog", "effect", "fixAll", "only", "findings"],
  lasting: ["catalog"],
  alwaysOfUse: ["findings"],
  behind: {},
  soon: [],
  // A card that is open waits for it.
  unanswered: { only: () => null },
  refuses: () => false,
};

export type EngineClient = WorkerClient<Requests>;
export const engineClient = (events: EngineEvents): EngineClient => new WorkerClient(ENGINE, events);
export const checkerClient = (events: EngineEvents) => new WorkerClient(CHECKER, events);
