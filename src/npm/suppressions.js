// Suppressions: a finding is left out while its statement grants no more than it did when it was suppressed.
import { phrases } from "./settings-messages.js";
import { comparable, documentOf, isEqual, statementsIn } from "./statements.js";

/**
 * Parts findings into those that stay and those that are suppressed. Of one that returns its `note` says why.
 * `used` has the index of each suppression that is still for something.
 */
function suppress(findings, suppressions, { text, today, locale, engine, compare, open }) {
  const standing = [];
  const suppressed = [];
  const used = new Set();
  if (suppressions.length === 0) return { findings, suppressed, used };

  const statements = statementsIn(engine, text);
  const document = documentOf(text);
  const states = new Map();
  /** What is left of a suppression for a finding's statement, or for the document where it is in none. */
  const stateOf = (suppression, finding) => {
    const of = statements.find(({ from, to }) => from <= finding.from && finding.to <= to)?.value ?? document;
    const key = states.get(suppression) ?? new Map();
    states.set(suppression, key);
    if (!key.has(of)) key.set(of, stateFor(suppression, of));
    return key.get(of);
  };
  const stateFor = ({ granted }, now) => {
    if (now === undefined) return "unread";
    if (isEqual(now, granted)) return "covers";
    if (Object.hasOwn(now, "Statement") !== Object.hasOwn(granted, "Statement")) return "outgrown";
    const [before, after] = comparable(granted, now).map(open);
    const { relation } = compare(before, after);
    for (const policy of [before, after]) policy.free();
    if (relation === "undecided") return "undecided";
    return relation === "equal" || relation === "narrower" ? "covers" : "outgrown";
  };

  const words = phrases(locale);
  const open_ = [];
  for (const finding of findings) {
    const candidates = suppressions.filter(({ code }) => code === finding.code);
    const covering = candidates.filter((each) => stateOf(each, finding) === "covers");
    const valid = covering.find(({ expires }) => expires === undefined || today <= expires);
    for (const each of covering) used.add(each.index);
    if (valid !== undefined) suppressed.push({ ...finding, suppression: { reason: valid.reason, expires: valid.expires ?? null } });
    else if (covering.length > 0) standing.push({ ...finding, note: words.expired(covering[0].expires, covering[0].reason) });
    else {
      standing.push(finding);
      if (candidates.length > 0) open_.push([standing.length - 1, candidates]);
    }
  }
  // a suppression that is for no other statement was for this one, as it was
  for (const [index, candidates] of open_) {
    const was = candidates.find((each) => !used.has(each.index));
    if (was === undefined) continue;
    used.add(was.index);
    standing[index] = { ...standing[index], note: words[stateOf(was, standing[index])](was.reason) };
  }
  return { findings: standing, suppressed, used };
}

export { suppress };
