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
function ours({ Catalog, Draft }, catalog, policy) {
  const listed = Catalog.fromText(catalog, "benchmark.json");
  const warm = new Draft(listed);
  warm.update(policy);
  return {
    name: "ours",
    answer: (text) => {
      const draft = new Draft(listed);
      draft.update(text);
      const matches = draft.actionMatches();
      draft.free();
      return matches;
    },
    cold: (text) => ({
      name: "ours",
      prepare: () => {
        const fresh = Catalog.fromText(catalog, "benchmark.json");
        return () => {
          const draft = new Draft(fresh);
          draft.update(text);
          draft.outcomes();
          draft.marks();
          draft.free();
          return fresh;
        };
      },
      clean: (fresh) => fresh.free(),
    }),
    keystroke: (before, after) => ({
      name: "ours",
      prepare: () => () => {
        warm.update(after);
        warm.outcomes();
        warm.marks();
      },
      clean: () => {
        warm.update(before);
        warm.outcomes();
      },
    }),
    /** Action matches of the warm draft after a keystroke. */
    warmAnswer: (before, after) => {
      warm.update(after);
      const matches = warm.actionMatches();
      warm.update(before);
      return matches;
    },
  };
}
