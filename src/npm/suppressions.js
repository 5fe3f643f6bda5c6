// Suppressions: a finding is left out while its statement grants no more than it did when it was suppressed.
import { phrases } from "./settings-messages.js";
import { comparable, grantsOf, isEqual } from "./statements.js";

/**
 * Parts findings into those that stay and those that are suppressed. Of one that returns its `note` says why.
 * `used` has the index of each suppression that is still for something.
 */
function suppress(findings, suppressions, { text, today, locale, engine, compare, open }) {
  const standing = [];
  const suppressed = [];
  const used = new Set();
  if (suppressions.length === 0) return { findings, suppressed, used };

  const grantOf = grantsOf(engine, text);
  const words = phrases(locale);
  const held = new Map();
  for (const each of suppressions) {
    const grantsNow = new Set(findings.filter(({ code }) => code === each.code).map(grantOf));
    held.set(each, holdAgainst(each.granted, [...grantsNow], { compare, open }));
  }
  const returned = [];
  for (const finding of findings) {
    const candidates = suppressions.filter(({ code }) => code === finding.code);
    const covering = candidates.filter((each) => held.get(each).get(grantOf(finding)) === "covers");
    const valid = covering.find(({ expires }) => expires === undefined || today <= expires);
    for (const each of covering) used.add(each.index);
    if (valid !== undefined) suppressed.push({ ...finding, suppression: { reason: valid.reason, expires: valid.expires ?? null } });
    else if (covering.length > 0) standing.push({ ...finding, note: words.expired(covering[0].expires, covering[0].reason) });
    else {
      standing.push(finding);
      if (candidates.length > 0) returned.push([standing.length - 1, candidates]);
    }
  }
  // a suppression that is for no other statement was for this one, as it was
  for (const [index, candidates] of returned) {
    const was = candidates.find((each) => !used.has(each.index));
    if (was === undefined) continue;
    used.add(was.index);
    standing[index] = { ...standing[index], note: words[held.get(was).get(grantOf(standing[index]))](was.reason) };
  }
  return { findings: standing, suppressed, used };
}

/**
 * How what was granted stands to each of what is now: `covers`, or why it does not. It is for the one that is equal, or
 * else for the first that grants no more, not for whatever else is written since.
 */
function holdAgainst(granted, grantsNow, { compare, open }) {
  const equal = grantsNow.filter((now) => now !== undefined && isEqual(now, granted));
  const held = new Map(equal.map((now) => [now, "covers"]));
  let isTaken = equal.length > 0;
  for (const now of grantsNow) {
    if (held.has(now)) continue;
    const relation = now === undefined ? "unread" : relationOf(granted, now, { compare, open });
    held.set(now, relation !== "covers" ? relation : isTaken ? "outgrown" : "covers");
    isTaken ||= relation === "covers";
  }
  return held;
}

function relationOf(granted, now, { compare, open }) {
  if (Object.hasOwn(now, "Statement") !== Object.hasOwn(granted, "Statement")) return "outgrown";
  const [before, after] = comparable(granted, now).map(open);
  const { relation } = compare(before, after);
  for (const policy of [before, after]) policy.free();
  if (relation === "undecided") return "undecided";
  return relation === "equal" || relation === "narrower" ? "covers" : "outgrown";
}

export { suppress };
