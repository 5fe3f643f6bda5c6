/**
 * The page's side of a worker.
 *
 * One request is under way at a time, and of each kind only the newest waits: while the engine computes, edits
 * overtake one another here instead of queueing there. Only what needs nothing of an answer is sent right behind
 * (`Service.behind`). Answers are looked for in the frame that follows, and come as messages where they are not there by
 * then (`mailbox.ts`). A worker that crashes or does not answer in time is replaced, and what it was told is told to
 * the new one.
 */
import { Mailbox } from "./mailbox.ts";
import type { Asked, Reply, Shared } from "./protocol.ts";

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

/** What can be asked of a worker: of each kind, what is asked and what it answers. */
type Kinds<R> = Record<keyof R, { ask: unknown; answer: unknown }>;

export interface Service<R extends Kinds<R>> {
  worker(): Worker;
  /** every kind, in the order in which they are served while they wait: what the others depend on comes first */
  order: readonly (keyof R & string)[];
  /** what a new worker has to be told again */
  lasting: readonly (keyof R & string)[];
  /** kinds whose answer is of use even when the next of the kind waits; the others are answered for the newest only */
  alwaysOfUse: readonly (keyof R & string)[];
  /** kinds, of no lasting effect, that do not wait for the answer of another kind, but are sent right behind it */
  behind: Partial<Record<keyof R & string, keyof R & string>>;
  /**
   * what is taken for the answer if the worker breaks down over a question of this kind, the second time if it is a lasting
   * one; `undefined`: there is no doing without
   */
  unanswered: { [K in keyof R & string]?: (ask: R[K]["ask"]) => R[K]["answer"] | undefined };
  /** kinds whose answer is to be in the next frame, if it is there by then */
  soon: readonly (keyof R & string)[];
  /** whether an answer says that what was told is not taken */
  refuses(kind: keyof R & string, answer: unknown): boolean;
}

interface Waiting<K> { kind: K; ask: unknown; take: (answer: unknown) => void }
interface UnderWay<K> extends Waiting<K> { id: number }

export class WorkerClient<R extends Kinds<R>> {
  private worker: Worker | null = null;
  private mailbox: Mailbox | null = null;
  private waiting = new Map<keyof R & string, Waiting<keyof R & string>>();
  private told = new Map<keyof R & string, Waiting<keyof R & string>>();
  /** in the order in which they are answered: one, and what is sent behind it */
  private underWay: UnderWay<keyof R & string>[] = [];
  /** answers that were found before it was their turn, by their ids */
  private early = new Map<number, Reply>();
  private timer = 0;
  private nextId = 1;
  private warm = false;
  private brokenAt = Number.NEGATIVE_INFINITY;

  /** The worker is started with the first question. */
  constructor(private readonly service: Service<R>, private readonly events: EngineEvents) {}

  /** Asks; `take` gets the answer unless a newer request of the kind overtakes this one. */
  ask<K extends keyof R & string>(kind: K, ask: R[K]["ask"], take: (answer: R[K]["answer"]) => void): void {
    this.waiting.set(kind, { kind, ask, take: take as Waiting<K>["take"] });
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
      this.worker = this.service.worker();
    } catch (error) {
      this.worker = null;
      this.events.trouble("unavailable", String(error), false);
      return;
    }
    this.mailbox = Mailbox.made();
    if (this.mailbox) this.worker.postMessage({ memory: this.mailbox.memory } satisfies Shared);
    this.worker.addEventListener("message", ({ data }: MessageEvent<Reply | null>) => {
      // The first says that the engine is there.
      if (!data) this.warm = true;
      this.look();
      if (data) this.receive(data);
    });
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.breakDown(this.warm ? "crashed" : "unavailable", event.message ?? "");
    });
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.underWay = [];
    this.early.clear();
    this.worker?.terminate();
    this.worker = null;
    this.mailbox = null;
  }

  private tellAgain(): void {
    for (const kind of this.service.lasting) {
      const said = this.told.get(kind);
      if (said && !this.waiting.has(kind)) this.waiting.set(kind, said);
    }
  }

  private next(): void {
    if (!this.worker) return;
    const last = this.underWay.at(-1);
    const kind = this.service.order.find((candidate) => this.waiting.has(candidate) && (!last || this.service.behind[candidate] === last.kind));
    const request = kind && this.waiting.get(kind);
    if (!kind || !request) return;
    this.waiting.delete(kind);
    const id = this.nextId++;
    this.underWay.push({ ...request, id });
    if (!last) this.limit(kind);
    const soon = this.service.soon.includes(kind);
    this.worker.postMessage({ id, kind, ask: request.ask, soon } satisfies Asked);
    if (soon && this.mailbox) requestAnimationFrame(() => this.look());
    this.next();
  }

  private limit(kind: keyof R & string): void {
    this.timer = window.setTimeout(() => this.breakDown("slow", kind), this.warm ? TIME_LIMIT_MS : START_LIMIT_MS);
  }

  /** Takes the answers that are there by now, without waiting for the messages that tell of them. */
  look(): void {
    for (const reply of this.mailbox?.take() ?? []) this.receive(reply);
  }

  private receive(reply: Reply): void {
    const done = this.underWay[0];
    if (!done || done.id !== reply.id) {
      // A long answer comes as a message; what was answered behind it may be found before.
      if (this.underWay.some(({ id }) => id === reply.id)) this.early.set(reply.id, reply);
      return;
    }
    if ("failure" in reply) {
      this.breakDown(this.warm ? "crashed" : "unavailable", reply.failure);
      return;
    }
    clearTimeout(this.timer);
    this.underWay.shift();
    this.warm = true;
    if (this.underWay[0]) this.limit(this.underWay[0].kind);
    const refused = this.service.refuses(done.kind, reply.answer);
    if (this.service.lasting.includes(done.kind) && !refused) this.told.set(done.kind, done);
    this.events.works();
    if (!this.waiting.has(done.kind) || this.service.alwaysOfUse.includes(done.kind)) done.take(reply.answer);
    this.next();
    const [behind] = this.underWay;
    const early = behind && this.early.get(behind.id);
    if (!early) return;
    this.early.delete(early.id);
    this.receive(early);
  }

  private breakDown(kind: Trouble, detail: string): void {
    const [failed, ...behind] = this.underWay;
    // What has been overtaken by a newer request is not tried again, so the new engine need not break down over it.
    const overtaken = failed !== undefined && this.waiting.has(failed.kind);
    const again = kind !== "unavailable" && (overtaken || performance.now() - this.brokenAt > CALM_MS);
    this.brokenAt = performance.now();
    this.stop();
    for (const request of behind) if (!this.waiting.has(request.kind)) this.waiting.set(request.kind, request);
    const left = overtaken ? undefined : failed;
    const unanswered: ((ask: never) => unknown) | undefined = left && this.service.unanswered[left.kind];
    const answer = left && unanswered?.(left.ask as never);
    const isLasting = left !== undefined && this.service.lasting.includes(left.kind);
    // Once more with the same; if that breaks too, with the next question, or when the person asks. An engine that never
    // was there did not break down over it.
    const isKept = isLasting && (again || kind === "unavailable" || answer === undefined);
    if (left && isKept) this.waiting.set(left.kind, left);
    this.tellAgain();
    // Something else may be asked for in its place, which starts the engine.
    if (left && !isKept && answer !== undefined) left.take(answer);
    this.events.trouble(kind, detail, again);
    if (again) {
      if (!this.worker) this.start();
      this.next();
    }
  }
}
