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
 * once, `single` of 2,000 one by one. No contestant has seen a request before it is timed on it.
 *
 * @returns {{ times: Record<string, object>, disagreements: string[], shape: object }}
 */
export function decide(ramlight) {
  const { policy } = wDecide(0);
  const baseline = new DecideBaseline(policy);
  const ours = ramlight && new ramlight.Policy(policy);
  const rounds = { many: [], single: [] };
  const shape = { statements: JSON.parse(policy).Statement.length, requests: 0, Allow: 0, ExplicitDeny: 0, ImplicitDeny: 0 };
  const disagreements = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const { requests } = wDecide(2 * round);
    const single = wDecide(2 * round + 1).requests.slice(0, SINGLE);
    const many = timeEach(contestants((one) => one.decideMany(requests)), round);
    const each = timeEach(contestants((one) => single.forEach((request) => one.decide(request))), round);
    if (round < WARM_UP) continue;
    rounds.many.push(many);
    rounds.single.push(each);
    const expected = baseline.decideMany(requests);
    for (const decision of expected) shape[decision] += 1;
    shape.requests += requests.length;
    if (ours) disagreements.push(...differences(requests, expected, ours, ramlight.DECISIONS));
  }
  ours?.free();
  return { times: { many: summarize(rounds.many), single: summarize(rounds.single) }, disagreements, shape };

  function contestants(run) {
    const field = [{ name: "baseline", prepare: () => () => run(baseline) }];
    return ours ? [...field, { name: "ours", prepare: () => () => run(ours) }] : field;
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
  return found.length > SHOWN ? [...found.slice(0, SHOWN), `… ${found.length} in all`] : found;
}

/** Requests a second, thousands, by median (and best) time. */
export function decideTable({ times }) {
  const row = (label, count, by) => {
    const cell = (time) => (time ? `${(count / time.median).toFixed(0)} (${(count / time.min).toFixed(0)})` : "–");
    return `${label.padEnd(12)}${cell(by.baseline).padStart(14)}${cell(by.ours).padStart(14)}${(by.ours ? `${(by.baseline.median / by.ours.median).toPrecision(3)} ×` : "–").padStart(15)}`;
  };
  const head = `${"".padEnd(12)}${"baseline".padStart(14)}${"ours".padStart(14)}${"ours/baseline".padStart(15)}`;
  return ["Thousand requests decided a second: median (best).", head, row("decideMany", REQUESTS, times.many), row("decide", SINGLE, times.single)].join("\n");
}
