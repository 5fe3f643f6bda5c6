// How far a long run is, on a terminal's standard error.

const AFTER = 500;
const EVERY = 100;

/** Tells how many of `total` are done; `done()` takes the line away. */
export function progress(total) {
  const start = Date.now();
  let told = start;
  let isShown = false;
  return {
    step(count) {
      const now = Date.now();
      if (!process.stderr.isTTY || now - start < AFTER || now - told < EVERY) return;
      told = now;
      isShown = true;
      process.stderr.write(`\r\u001b[Kchecking: ${count} of ${total} files`);
    },
    done() {
      if (isShown) process.stderr.write("\r\u001b[K");
    },
  };
}
