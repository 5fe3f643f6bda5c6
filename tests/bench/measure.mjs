/** The middle one of the numbers. */
export function median(numbers) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[sorted.length >>> 1];
}

/**
 * Times every contestant once, beginning with another one each round, so that what disturbs the machine
 * (the slowest of them above all) disturbs all alike.
 *
 * A contestant is `{ name, prepare, clean? }`: `prepare()` gives the function that is timed, `clean` takes what that
 * returned; neither is timed. With `batch`, so many functions are prepared first and then timed together.
 *
 * @returns {Record<string, number>} milliseconds by name
 */
export function timeEach(contestants, round, batch = 1) {
  const times = {};
  for (let i = 0; i < contestants.length; i += 1) {
    const { name, prepare, clean } = contestants[(i + round) % contestants.length];
    const tasks = Array.from({ length: batch }, () => prepare());
    const before = performance.now();
    const answers = tasks.map((task) => task());
    times[name] = (performance.now() - before) / batch;
    if (clean) answers.forEach(clean);
  }
  return times;
}

/** Medians and minima, by name, of what {@link timeEach} gave in each round. */
export function summarize(rounds) {
  const of = (name) => rounds.map((times) => times[name]);
  return Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, { median: median(of(name)), min: Math.min(...of(name)) }]));
}
