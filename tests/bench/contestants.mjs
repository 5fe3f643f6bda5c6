import { Baseline } from "./baseline.mjs";

/**
 * The contestants for one workload: `answer(text)` gives the action matches (untimed), `cold(text)` and
 * `keystroke(before, after)` are contestants for `timeEach`.
 *
 * Cold means that nothing of an earlier round can help: floor and package get a catalogue that has seen no policy,
 * its loading untimed. The baseline keeps its RegExps, as its author meant it to.
 */
export function contestants({ catalog, policy }, { Floor, ramlight }) {
  return [parse(), baseline(catalog), floor(Floor, catalog), ...(ramlight ? [ours(ramlight, catalog, policy)] : [])];
}

function parse() {
  const run = (text) => ({ name: "JSON.parse", prepare: () => () => JSON.parse(text) });
  return { name: "JSON.parse", cold: run, keystroke: (_, after) => run(after) };
}

function baseline(catalog) {
  const instance = new Baseline(catalog);
  const run = (text) => ({ name: "baseline", prepare: () => () => instance.run(text) });
  return { name: "baseline", operations: instance.operations, answer: (text) => instance.run(text).actionMatches, cold: run, keystroke: (_, after) => run(after) };
}

function floor(Floor, catalog) {
  const instance = new Floor(catalog);
  return {
    name: "floor",
    answer: (text) => instance.run(text),
    cold: (text) => ({
      name: "floor",
      prepare: () => {
        const fresh = new Floor(catalog);
        return () => {
          fresh.run(text);
          return fresh;
        };
      },
      clean: (fresh) => fresh.free(),
    }),
    keystroke: (_, after) => ({ name: "floor", prepare: () => () => instance.run(after) }),
  };
}

/** The package; an answer is what the page fetches on each keystroke: outcomes and marks. */
function ours({ Catalog, Policy }, catalog, policy) {
  const listed = Catalog.fromJSON(catalog, "benchmark.json");
  const warm = new Policy(policy);
  const covered = warm.coverage(listed);
  return {
    name: "ours",
    answer: (text) => {
      const read = new Policy(text);
      const coverage = read.coverage(listed);
      const matches = coverage.actionMatches();
      coverage.free();
      read.free();
      return matches;
    },
    cold: (text) => ({
      name: "ours",
      prepare: () => {
        const fresh = Catalog.fromJSON(catalog, "benchmark.json");
        return () => {
          const read = new Policy(text);
          const coverage = read.coverage(fresh);
          coverage.outcomes();
          coverage.marks();
          coverage.free();
          read.free();
          return fresh;
        };
      },
      clean: (fresh) => fresh.free(),
    }),
    keystroke: (before, after) => ({
      name: "ours",
      prepare: () => () => {
        warm.update(after);
        covered.outcomes();
        covered.marks();
      },
      clean: () => {
        warm.update(before);
        covered.outcomes();
      },
    }),
    /** Action matches of the warm policy after a keystroke. */
    warmAnswer: (before, after) => {
      warm.update(after);
      const matches = covered.actionMatches();
      warm.update(before);
      return matches;
    },
  };
}
