// `--fix` and `--diff`: the fixes of a file's policies, taken at once where the file takes them so, else one by one.
import { diffChars } from "diff";
import { Policy, check, compare } from "ramlight";
import { documentsIn } from "./documents.mjs";

/** What is taken without asking: what changes a policy's meaning is not. */
const TAKEN = Object.freeze(["clean-up", "certain", "equal"]);
const CHANGE = "change";
/** A fix can bring another to light; what goes on for longer goes round in a circle. */
const ROUNDS = 10;
/** How many fixes of one policy are looked at one by one. */
const MOST = 1000;
/** Whether taking a finding's fix changes what is granted. */
export const isChange = ({ fix }) => fix?.promise === CHANGE;

/** How many findings of a checked file have a fix that changes what is granted. */
export function changesIn({ policies }) {
  return policies.flatMap(({ findings }) => findings).filter(isChange).length;
}

/**
 * A checked file with its fixes taken, those that change what is granted only if `changes` says so, and those that come to
 * light by that: `{ text, count, fixed, left, record }`. `fixed` has what became of each changed policy,
 * `{ name, kind, services, before, after }`; `left` the fixes that were not taken, `{ index, code, message, reason }`, of the
 * policy with that index, the reason a key of the words; `record` the file checked as it is then, by `recheck`.
 */
export async function fixAll(file, recheck, options) {
  let record = file;
  let left = [];
  let count = 0;
  const fixed = new Map();
  for (let round = 0; round < ROUNDS; round += 1) {
    const taken = await fixFile({ ...record, named: file.named }, options);
    left = taken.left;
    if (taken.count === 0) break;
    count += taken.count;
    for (const { index, ...policy } of taken.fixed) fixed.set(index, { ...policy, before: fixed.get(index)?.before ?? policy.before });
    record = await recheck(taken.text);
  }
  return { text: record.text, count, fixed: [...fixed.values()], left, record };
}

/** The fixes of the findings that a file has now, taken: `{ text, count, fixed, left }`. */
async function fixFile({ path, text, policies, named }, { catalogOf, changes, locale }) {
  const kinds = changes ? [...TAKEN, CHANGE] : TAKEN;
  const result = { text, count: 0, fixed: [], left: [] };
  // from the last to the first, so that the places of those before stay true
  for (const [index, { name, kind, document, services, findings, suppressed }] of [...policies.entries()].reverse()) {
    const spared = new Set(suppressed.map(({ code }) => code));
    const codes = new Set(findings.map(({ code }) => code).filter((code) => !spared.has(code)));
    if (codes.size === 0) continue;
    const about = { path, named, index, document, kind, kinds, codes, locale, catalog: await catalogOf(services) };
    const { file, after, count, left } = (await fixAtOnce(result.text, about)) ?? (await fixOneByOne(result.text, about));
    result.left.push(...left.map(({ code, message, reason }) => ({ index, code, message, reason })));
    if (count === 0) continue;
    result.fixed.push({ index, name: name ?? path, kind, services, before: document.text, after });
    result.text = file;
    result.count += count;
  }
  return result;
}

/** All fixes of a policy taken; `undefined` where the file does not take them so, or where one could be of what is not known. */
async function fixAtOnce(file, about) {
  const { document, kind, kinds, codes, locale, catalog } = about;
  if (document.holes.length > 0) return undefined;
  const policy = new Policy(document.text, { kind, locale });
  const { text: after, applied, refused } = policy.applyFixes({ catalog, kinds, codes: [...codes] });
  policy.free();
  const count = applied.length;
  const left = refused.map(({ code, message }) => ({ code, message, reason: "meaningLost" }));
  if (count === 0) return { file, after, count, left };
  const put = await putBack(file, after, [], about);
  return put.file === undefined ? undefined : { file: put.file, after, count, left };
}

/** Each fix of a policy taken by itself, where it can be. */
async function fixOneByOne(file, about) {
  const { kind, kinds, codes, locale, catalog } = about;
  let { document } = about;
  const state = { file, after: document.text, count: 0, left: [] };
  while (state.count + state.left.length < MOST) {
    const { findings } = check(state.after, { kind, locale, catalog, holes: document.holes });
    const isLeft = ({ code, message, from }) => state.left.some((each) => each.code === code && each.message === message && each.from === from);
    const next = findings.find((finding) => finding.fix && kinds.includes(finding.fix.promise) && codes.has(finding.code) && !isLeft(finding));
    if (next === undefined) break;
    const { code, message, from, fix } = next;
    const after = withEdits(state.after, fix.edits);
    const isMeant = fix.kind !== "equal" || compare(state.after, after, { kind, catalog }).relation === "equal";
    const put = isMeant ? await putBack(state.file, after, fix.edits, { ...about, document }) : { reason: "meaningLost" };
    if (put.file === undefined) {
      state.left.push({ code, message, from, reason: put.reason });
      continue;
    }
    for (const each of state.left) each.from = moved(each.from, fix.edits);
    document = put.document;
    Object.assign(state, { file: put.file, after, count: state.count + 1 });
  }
  return state;
}

/**
 * The file with another text of one policy, change by change, so that what is not known of it (an interpolation, say) stays
 * as it is written: `{ file, document }`, or the `reason` why it would not read back as that text with the same unknown parts.
 */
async function putBack(file, text, edits, { path, named, index, document }) {
  let reason = "notOneText";
  for (const way of [edits, editsBetween(document.text, text)]) {
    const outer = way.map((edit) => document.edit(edit));
    if (way.length === 0 || outer.includes(null)) continue;
    const changed = withEdits(file, outer);
    const back = (await documentsIn(path, changed, { named }))?.policies[index];
    if (back?.text === text && unknownOf(back) === unknownOf(document)) return { file: changed, document: back };
    reason = "unknownParts";
  }
  return { reason };
}

function unknownOf({ text, holes }) {
  return JSON.stringify(holes.map(({ from, to }) => text.slice(from, to)));
}

/** A text with edits made, which are in its order. */
function withEdits(text, edits) {
  return edits.reduceRight((whole, { from, to, insert }) => whole.slice(0, from) + insert + whole.slice(to), text);
}

/** Where an offset stands after edits. */
function moved(offset, edits) {
  return edits.reduce((sum, { from, to, insert }) => (to <= offset ? sum + insert.length - (to - from) : sum), offset);
}

/** The edits that make one text of another, in their order. */
function editsBetween(before, after) {
  const edits = [];
  let at = 0;
  for (const { value, added, removed } of diffChars(before, after)) {
    const last = edits.at(-1);
    const edit = last?.to === at ? last : { from: at, to: at, insert: "" };
    if ((added || removed) && edit !== last) edits.push(edit);
    if (added) edit.insert += value;
    else at += value.length;
    if (removed) edit.to = at;
  }
  return edits;
}
