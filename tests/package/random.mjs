// Random numbers with a seed that can be given, as in tests/judge/random.rs: `RAMLIGHT_SEED=7 node --test FILE`. Without one
// every run draws the same, so that a run on another machine can be repeated; a search goes over many seeds.

/** From `RAMLIGHT_SEED`, else `byDefault`; printed. */
export function seedOf(byDefault) {
  const seed = Number(process.env.RAMLIGHT_SEED ?? byDefault);
  console.log(`RAMLIGHT_SEED=${seed}`);
  return seed;
}

/** A generator of whole numbers below a bound (mulberry32). */
export function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
