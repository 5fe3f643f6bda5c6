// How well what is typed fits a label: its start, its humps (`DI` for `DescribeInstances`), or anywhere.

const EXACT = 0;
const START = 1;
const HUMPS = 2;
const INSIDE = 3;
const LATER_HUMPS = 4;

const isHump = (label, at) => at === 0 || /[A-Z]/.test(label[at]) || /[^A-Za-z0-9]/.test(label[at - 1]);

/** How `typed` stands in `label`: a rank, less is better, and the ranges that match as pairs; `null` where it does not. */
export function fit(typed, label) {
  if (typed === "") return { rank: START, matched: [] };
  const low = typed.toLowerCase();
  const at = label.toLowerCase().indexOf(low);
  if (at === 0) return { rank: typed.length === label.length ? EXACT : START, matched: [0, typed.length] };
  const humps = humpsOf(low, label);
  if (humps && humps[0] === 0) return { rank: HUMPS + passed(label, humps) / label.length, matched: humps };
  if (at > 0) return { rank: INSIDE, matched: [at, at + typed.length] };
  return humps ? { rank: LATER_HUMPS, matched: humps } : null;
}

/** How many humps before the last range are in none. */
function passed(label, ranges) {
  let count = 0;
  for (let at = 0; at < ranges.at(-2); at++) if (isHump(label, at)) count++;
  return count - (ranges.length / 2 - 1);
}

/** The ranges of `label` that spell `low`, each beginning with a hump. */
function humpsOf(low, label) {
  const failed = new Set();
  const spell = (typed, at, ranges) => {
    if (typed === low.length) return ranges;
    const key = typed * 1024 + at;
    if (failed.has(key)) return null;
    // go on where the last one ended, else at a later hump
    for (let next = at; next < label.length; next++) {
      if (label[next].toLowerCase() !== low[typed] || !(isHump(label, next) || (next === at && typed > 0))) continue;
      const goesOn = typed > 0 && next === at;
      const longer = goesOn ? [...ranges.slice(0, -1), next + 1] : [...ranges, next, next + 1];
      const found = spell(typed + 1, next + 1, longer);
      if (found) return found;
    }
    failed.add(key);
    return null;
  };
  return low.length <= label.length && label.length < 1024 ? spell(0, 0, []) : null;
}

/** The candidates whose label fits, best first; of equal ones in their order. */
export function ranked(typed, candidates) {
  const found = [];
  candidates.forEach((candidate, order) => {
    const fits = fit(typed, candidate.label) ?? otherName(typed, candidate);
    if (fits) found.push({ candidate, order, ...fits, rank: fits.rank * 2 + (candidate.late ? 1 : 0) });
  });
  found.sort((a, b) => a.rank - b.rank || a.order - b.order);
  return found.map(({ candidate: { late, also, ...option }, matched }) => ({ ...option, matched }));
}

/** What it is also called, a product's name, say: only where the label itself does not fit. */
function otherName(typed, { also }) {
  return also && fit(typed, also) ? { rank: LATER_HUMPS + 1, matched: [] } : null;
}
