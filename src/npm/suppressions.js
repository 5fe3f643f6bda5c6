// Suppressions: a finding is left out while its statement grants no more than it did when it was suppressed.
import { phrases } from "./settings-messages.js";
import { HOLE, holesIn, isOpen, leastOf, namesOf } from "./holes.js";
import { comparable, documentOf, grantsOf, isEqual, statementList, statementsIn } from "./statements.js";

/**
 * Parts findings into those that stay and those that are suppressed. Of one that returns its `note` says why.
 * `used` has the index of each suppression that is still for something.
 */
function suppress(findings, suppressions, { text, holes, today, locale, engine, compare, open }) {
  const standing = [];
  const suppressed = [];
  const used = new Set();
  if (suppressions.length === 0) return { findings, suppressed, used };

  const grantOf = grantsOf(engine, text);
  const holesOf = holesOfGrants(engine, text, holes);
  const words = phrases(locale);
  const held = new Map();
  for (const each of suppressions) {
    const grantsNow = new Set(findings.filter(({ code }) => code === each.code).map(grantOf));
    held.set(each, holdAgainst(each.granted, [...grantsNow], { compare, open, holesOf }));
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
    const grant = grantOf(standing[index]);
    standing[index] = { ...standing[index], note: words[held.get(was).get(grant)](was.reason, holesOf(grant).map((name) => `\`${name}\``).join(words.and)) };
  }
  return { findings: standing, suppressed, used };
}

/**
 * A function that gives the holes of what a finding is about, by their names: a statement as it is written (with the Denies
 * beside it), or the document. As it was written then it is what was suppressed; anything else can't be told from that.
 */
function holesOfGrants(engine, text, holes) {
  if (holes.length === 0) return () => [];
  const document = documentOf(text);
  const statements = statementsIn(engine, text);
  return (grant) => {
    if (grant === undefined) return [];
    if (isEqual(grant, document)) return namesOf(holes, text);
    const list = Object.hasOwn(grant, "Statement") ? statementList(grant) : [grant];
    const about = statements.filter(({ value }) => list.some((each) => isEqual(each, value)));
    return namesOf(about.flatMap((statement) => holesIn(statement, holes)), text);
  };
}

/**
 * How what was granted stands to each of what is now: `covers`, or why it does not. It is for the one that is equal, or
 * else for the first that grants no more, not for whatever else is written since.
 */
function holdAgainst(granted, grantsNow, { compare, open, holesOf }) {
  const equal = grantsNow.filter((now) => now !== undefined && isEqual(now, granted));
  const held = new Map(equal.map((now) => [now, "covers"]));
  let isTaken = equal.length > 0;
  for (const now of grantsNow) {
    if (held.has(now)) continue;
    const relation = now === undefined ? "unread" : holesOf(now).length > 0 ? "open" : relationOf(granted, now, { compare, open });
    held.set(now, relation !== "covers" ? relation : isTaken ? "outgrown" : "covers");
    isTaken ||= relation === "covers";
  }
  return held;
}

function relationOf(granted, now, { compare, open }) {
  if (Object.hasOwn(now, "Statement") !== Object.hasOwn(granted, "Statement")) return "outgrown";
  const least = leastGranted(granted);
  if (least === undefined) return "outgrown";
  const [before, after] = comparable(least, now).map(open);
  const { relation } = compare(before, after);
  for (const policy of [before, after]) policy.free();
  if (relation === "undecided") return "undecided";
  return relation === "equal" || relation === "narrower" ? "covers" : "outgrown";
}

/**
 * What a suppression of a template's policy kept in any case; `undefined` where that is nothing. It does not say where there
 * were holes, so what is written like one is taken for one.
 */
function leastGranted(granted) {
  const written = JSON.stringify(granted, (_, value) => (typeof value === "string" ? value.replace(LIKE_A_HOLE, HOLE) : value));
  const marked = JSON.parse(written);
  if (!isOpen(marked)) return granted;
  if (!Object.hasOwn(marked, "Statement")) return leastOf(marked);
  const statements = statementList(marked).filter((statement) => typeof statement === "object" && statement !== null);
  return { ...marked, Statement: statements.map((statement) => leastOf(statement)).filter((statement) => statement !== undefined) };
}
const LIKE_A_HOLE = /\$\{.*?\}|^\{.*\}$|^!.*$/gs;

export { suppress };
