/**
 * Where a worker lays its answers so that the page finds them when it makes a frame. A message comes too late for that: after
 * a key a browser paints first, and takes messages then. Memory can be shared where the page is cross-origin isolated.
 *
 * Answers lie here as JSON with arrays of numbers behind it: what is one object in two places comes out as two.
 */
import { put, withoutNumbers } from "./numbers.ts";
import type { Reply } from "./protocol.ts";

/** Answers that lie here at a time: of one keystroke, those about the text, what could be typed and what is lit. */
const SLOTS = 3;
/** Bytes of an answer with its head; a longer one is sent as a message. */
const ROOM = 1 << 19;
/** Of a slot's head, as 32-bit numbers: whether an answer lies in it, and the bytes of its text. */
const FULL = 0, TEXT = 1;
const HEAD_BYTES = 8;

/** The text of an answer, and where the arrays belong whose bytes lie behind it. */
interface Letter { reply: Reply; arrays: { path: string[]; type: "Uint8Array" | "Uint32Array"; bytes: number }[] }

export class Mailbox {
  private readonly slots: { head: Int32Array; body: Uint8Array }[];

  constructor(readonly memory: SharedArrayBuffer) {
    this.slots = Array.from({ length: SLOTS }, (_, index) => ({
      head: new Int32Array(memory, index * ROOM, HEAD_BYTES / 4),
      body: new Uint8Array(memory, index * ROOM + HEAD_BYTES, ROOM - HEAD_BYTES),
    }));
  }

  /** A mailbox; `null` where memory cannot be shared. */
  static made(): Mailbox | null {
    return globalThis.crossOriginIsolated ? new Mailbox(new SharedArrayBuffer(SLOTS * ROOM)) : null;
  }

  /** Lays down a reply. Whether there was room. */
  put(reply: Reply): boolean {
    const slot = this.slots.find(({ head }) => Atomics.load(head, FULL) === 0);
    if (!slot) return false;
    const { bare, numbers } = withoutNumbers(reply);
    const arrays = numbers.map(({ array, path }) => ({ path, type: array instanceof Uint8Array ? "Uint8Array" : "Uint32Array", bytes: array.byteLength } as const));
    const text = new TextEncoder().encode(JSON.stringify({ reply: bare as Reply, arrays } satisfies Letter));
    if (text.length + arrays.reduce((sum, { bytes }) => sum + bytes, 0) > slot.body.length) return false;
    slot.body.set(text);
    let at = text.length;
    for (const { array: { buffer, byteOffset, byteLength } } of numbers) {
      slot.body.set(new Uint8Array(buffer, byteOffset, byteLength), at);
      at += byteLength;
    }
    slot.head[TEXT] = text.length;
    Atomics.store(slot.head, FULL, 1);
    return true;
  }

  /** Takes the replies that lie here, the oldest first. */
  take(): Reply[] {
    return this.slots.filter(({ head }) => Atomics.load(head, FULL) === 1).map(({ head, body }) => {
      let at = head[TEXT] ?? 0;
      // Shared bytes cannot be decoded as they lie.
      const { reply, arrays } = JSON.parse(new TextDecoder().decode(body.slice(0, at))) as Letter;
      for (const { path, type, bytes } of arrays) {
        const array = body.slice(at, at += bytes);
        put({ path, array: type === "Uint8Array" ? array : new Uint32Array(array.buffer) }, reply);
      }
      Atomics.store(head, FULL, 0);
      return reply;
    }).sort((a, b) => a.id - b.id);
  }
}
