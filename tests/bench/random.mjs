/** A seeded generator (mulberry32): the same numbers on every machine and in every run. */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (n) => Math.floor((next() / 4294967296) * n);
  return {
    /** An integer in `[0, n)`. */
    below,
    /** One entry of the list. */
    pick: (list) => list[below(list.length)],
    /** True in `percent` of 100 cases. */
    chance: (percent) => below(1000) < percent * 10,
    /** A shuffled copy. */
    shuffled: (list) => {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i -= 1) {
        const j = below(i + 1);
        [copy[i], copy[j]] = [copy[j], copy[i]];
      }
      return copy;
    },
  };
}
