import { DecideBaseline } from "./decide-baseline.mjs";
import { REQUESTS, wDecide } from "./decide-workload.mjs";
import { summarize, timeEach } from "./measure.mjs";

const ROUNDS = 15;
const WARM_UP = 3;
/** So many requests are decided one by one, other ones than those together. */
const SINGLE = 2_000;
const SHOWN = 5;

/**
 * Times W-DECIDE, the policy read beforehand, in milliseconds for all requests of a round together: `many` of 10,000 at
 * once, `single` of 2,000 one by one. No contestant has seen a request before it is timed on it, but for the package's
 * `kept` and `edited`: they decide `Requests` that were made and decided once beforehand; before `edited` the policy is
 * updated, which is timed with it.
 *
 * @returns {{ times: Record<string, object>, disagreements: string[], shape: object }}
 */
export function decide(ramlight) {
  const { policy } = wDecide(0);
  const baseline = new DecideBaseline(policy);
  const ours = ramlight && new ramlight.Policy(policy);
  const keeping = ramlight && new ramlight.Policy(policy);
  const rounds = { many: [], single: [] };
  const shape = { statements: JSON.parse(policy).Statement.length, requests: 0, Allow: 0, ExplicitDeny: 0, ImplicitDeny: 0 };
  const disagreements = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const { requests } = wDecide(2 * round);
    const single = wDecide(2 * round + 1).requests.slice(0, SINGLE);
    const edited = withEdit(policy, round);
    const together = contestants((one) => one.decideMany(requests));
    const many = timeEach(ours ? [...together, ...again(requests, edited)] : together, round);
    const each = timeEach(contestants((one) => single.forEach((request) => one.decide(request))), round);
    if (round < WARM_UP) continue;
    rounds.many.push(many);
    rounds.single.push(each);
    const expected = baseline.decideMany(requests);
    for (const decision of expected) shape[decision] += 1;
    shape.requests += requests.length;
    if (ours) disagreements.push(...differences(requests, expected, ours, ramlight.DECISIONS));
    if (ours) disagreements.push(...differencesKept(requests, expected, new DecideBaseline(edited).decideMany(requests), edited));
  }
  ours?.free();
  keeping?.free();
  return { times: { many: summarize(rounds.many), single: summarize(rounds.single) }, disagreements, shape };

  function contestants(run) {
    const field = [{ name: "baseline", prepare: () => () => run(baseline) }];
    return ours ? [...field, { name: "ours", prepare: () => () => run(ours) }] : field;
  }

  /** The package on requests that it has decided once. */
  function again(requests, edited) {
    return [["kept", policy], ["edited", edited]].map(([name, text]) => {
      let kept;
      const prepare = () => {
        keeping.update(policy);
        kept = new ramlight.Requests(requests);
        keeping.decideMany(kept);
        return () => {
          if (text !== policy) keeping.update(text);
          return keeping.decideMany(kept);
        };
      };
      return { name, prepare, clean: () => kept.free() };
    });
  }

  /** Where kept requests are decided otherwise, before the policy is edited and after it. */
  function differencesKept(requests, before, after, edited) {
    const kept = new ramlight.Requests(requests);
    const found = [[policy, before], [edited, after]].flatMap(([text, expected]) => {
      keeping.update(text);
      const bits = keeping.decideMany(kept);
      const differ = requests.filter((_, i) => bits[i] !== 1 << ramlight.DECISIONS.indexOf(expected[i]));
      return differ.map((request) => `${JSON.stringify(request)}: kept, not ${text === policy ? "as the baseline has it" : "as the baseline has it after the edit"}`);
    });
    kept.free();
    return shown(found);
  }
}

/** Where the package answers otherwise, by `decideMany` or by `decide`. */
function differences(requests, expected, policy, names) {
  const bits = policy.decideMany(requests);
  const found = requests.flatMap((request, i) => {
    const many = names.filter((_, bit) => (bits[i] >> bit) & 1).join(" or ");
    const { decision } = policy.decide(request);
    return many === expected[i] && decision === expected[i] ? [] : [`${JSON.stringify(request)}: baseline ${expected[i]}, decideMany ${many}, decide ${decision}`];
  });
  return shown(found);
}

function shown(found) {
  return found.length > SHOWN ? [...found.slice(0, SHOWN), `… ${found.length} in all`] : found;
}

/** The policy of which one statement, another one each round, denies what it allowed, or the other way round. */
function withEdit(policy, round) {
  const document = JSON.parse(policy);
  const statement = document.Statement[round % document.Statement.length];
  statement.Effect = statement.Effect === "Allow" ? "Deny" : "Allow";
  return JSON.stringify(document);
}

/** Requests a second, thousands, by median (and best) time. */
export function decideTable({ times }) {
  const row = (label, count, { baseline }, ours) => {
    const cell = (time) => (time ? `${(count / time.median).toFixed(0)} (${(count / time.min).toFixed(0)})` : "–");
    return `${label.padEnd(26)}${cell(baseline).padStart(14)}${cell(ours).padStart(14)}${(ours ? `${(baseline.median / ours.median).toPrecision(3)} ×` : "–").padStart(15)}`;
  };
  const { many, single } = times;
  return [
    "Thousand requests decided a second: median (best).",
    `${"".padEnd(26)}${"baseline".padStart(14)}${"ours".padStart(14)}${"ours/baseline".padStart(15)}`,
    row("decideMany", REQUESTS, many, many.ours),
    row("decideMany, kept", REQUESTS, many, many.kept),
    row("decideMany, kept, edited", REQUESTS, many, many.edited),
    row("decide", SINGLE, single, single.ours),
  ].join("\n");
}
