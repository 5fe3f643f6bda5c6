/**
 * The page's side of the worker.
 *
 * One request is under way at a time, and of each kind only the newest waits: while the engine computes, edits
 * overtake one another here instead of queueing there. A worker that crashes or does not answer in time is
 * replaced, and what it was told (catalogue, bindings, context, person, text) is told to the new one.
 */
import type { Answer, Ask, Kind, Reply, Request } from "./protocol.ts";

/** An answer later than this means that the engine hangs. */
const TIME_LIMIT_MS = 5_000;
/** The first answer waits for the engine to be fetched and compiled. */
const START_LIMIT_MS = 30_000;
/** Two breakdowns within this time are one too many to try again unasked. */
const CALM_MS = 10_000;

export type Trouble = "slow" | "crashed" | "unavailable";

export interface EngineEvents {
  /** The engine broke down; `again`: a new one is being started. */
  trouble(kind: Trouble, detail: string, again: boolean): void;
  /** An answer came: the engine works. */
  works(): void;
}

interface Waiting { kind: Kind; ask: Ask<Kind>; take: (answer: Answer<Kind>) => void }
interface UnderWay extends Waiting { id: number; timer: number }

/** The order in which waiting kinds are served: what the others depend on comes first. */
const ORDER: readonly Kind[] = ["catalog", "bind", "assume", "view", "text", "decide", "light", "explain", "scenario", "format"];
/** What a new worker has to be told again. */
const LASTING: readonly Kind[] = ["catalog", "bind", "assume", "view", "text"];

export class EngineClient {
  private worker: Worker | null = null;
  private waiting = new Map<Kind, Waiting>();
  private told = new Map<Kind, Waiting>();
  private underWay: UnderWay | null = null;
  private nextId = 1;
  private warm = false;
  private brokenAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly events: EngineEvents) {
    this.start();
  }

  /** Asks; `take` gets the answer unless a newer request of the kind overtakes this one. */
  ask<K extends Kind>(kind: K, ask: Ask<K>, take: (answer: Answer<K>) => void): void {
    this.waiting.set(kind, { kind, ask, take: take as Waiting["take"] });
    if (!this.worker) this.start();
    this.next();
  }

  /** Gives up what is under way and starts anew with all that was told. */
  restart(): void {
    this.stop();
    this.tellAgain();
    this.start();
    this.next();
  }

  private start(): void {
    this.warm = false;
    try {
      this.worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "ramlight engine" });
    } catch (error) {
      this.worker = null;
      this.events.trouble("unavailable", String(error), false);
      return;
    }
    this.worker.addEventListener("message", (event: MessageEvent<Reply>) => this.receive(event.data));
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.breakDown(this.warm ? "crashed" : "unavailable", event.message ?? "");
    });
  }

  private stop(): void {
    if (this.underWay) clearTimeout(this.underWay.timer);
    this.underWay = null;
    this.worker?.terminate();
    this.worker = null;
  }

  private tellAgain(): void {
    for (const kind of LASTING) {
      const said = this.told.get(kind);
      if (said && !this.waiting.has(kind)) this.waiting.set(kind, said);
    }
  }

  private next(): void {
    if (this.underWay || !this.worker) return;
    const kind = ORDER.find((candidate) => this.waiting.has(candidate));
    const request = kind && this.waiting.get(kind);
    if (!kind || !request) return;
    this.waiting.delete(kind);
    const id = this.nextId++;
    const limit = this.warm ? TIME_LIMIT_MS : START_LIMIT_MS;
    const timer = window.setTimeout(() => this.breakDown("slow", kind), limit);
    this.underWay = { ...request, id, timer };
    this.worker.postMessage({ id, kind, ask: request.ask } as Request);
  }

  private receive(reply: Reply): void {
    const done = this.underWay;
    if (!done || done.id !== reply.id) return;
    if ("failure" in reply) {
      this.breakDown(this.warm ? "crashed" : "unavailable", reply.failure);
      return;
    }
    clearTimeout(done.timer);
    this.underWay = null;
    this.warm = true;
    const refused = done.kind === "catalog" && "errors" in (reply.answer as Answer<"catalog">);
    if (LASTING.includes(done.kind) && !refused) this.told.set(done.kind, done);
    this.events.works();
    // A text's answer is of use even when the next text waits; the others are answered for the newest only.
    if (!this.waiting.has(done.kind) || done.kind === "text") done.take(reply.answer);
    this.next();
  }

  private breakDown(kind: Trouble, detail: string): void {
    const failed = this.underWay;
    // What has been overtaken by a newer request is not tried again, so the new engine need not break down over it.
    const overtaken = failed !== null && this.waiting.has(failed.kind);
    const again = kind !== "unavailable" && (overtaken || performance.now() - this.brokenAt > CALM_MS);
    this.brokenAt = performance.now();
    this.stop();
    // Once more with the same; if that breaks too, it waits for the next edit or for the person to ask.
    if (again && failed && LASTING.includes(failed.kind) && !overtaken) {
      this.waiting.set(failed.kind, failed);
    }
    this.tellAgain();
    this.events.trouble(kind, detail, again);
    if (again) {
      this.start();
      this.next();
    }
  }
}
