/** A worker's side of the talk with the page: what is asked is answered in the order it comes. */
import { init } from "ramlight";
import { Mailbox } from "./mailbox.ts";
import { withoutNumbers } from "./numbers.ts";
import type { Asked, Reply, Shared } from "./protocol.ts";

/** Answers by these functions, once the engine is there. `then` is called after each answer. */
export function serve(answers: Record<string, (ask: never) => unknown>, then: () => void = () => {}): void {
  const ready = init();
  // Whatever fails from here on, the engine was there.
  ready.then(() => postMessage(null), () => {});
  let mailbox: Mailbox | null = null;
  const send = (reply: Reply, soon: boolean) => {
    // A message says that there is something for whoever does not look by himself.
    if (soon && mailbox?.put(reply)) postMessage(null);
    else postMessage(reply, { transfer: withoutNumbers(reply).numbers.map(({ array }) => array.buffer) });
  };
  addEventListener("message", ({ data }: MessageEvent<Asked | Shared>) => {
    if ("memory" in data) {
      mailbox = new Mailbox(data.memory);
      return;
    }
    const { id, kind, ask, soon } = data;
    ready.then(() => answers[kind]?.(ask as never))
      .then((answer) => send({ id, answer }, soon), (error: unknown) => send({ id, failure: String(error) }, soon))
      .then(then);
  });
}
