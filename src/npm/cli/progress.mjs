// How far a long run is, on a terminal's standard error.
import { wordsIn } from "./words.mjs";

const AFTER = 500;
const EVERY = 100;

/** Tells how many of `total` are done; `done()` takes the line away. `now` is the time in milliseconds. */
export function progress(total, { locale, stream = process.stderr, now = Date.now } = {}) {
  const start = now();
  let told = start;
  let isShown = false;
  return {
    step(count) {
      const time = now();
      if (!stream.isTTY || time - start < AFTER || time - told < EVERY) return;
      told = time;
      isShown = true;
      stream.write(`\r\u001b[K${wordsIn(locale).checking(count, total)}`);
    },
    done() {
      if (isShown) stream.write("\r\u001b[K");
    },
  };
}
