// `--fix` and `--diff`: the fixes of a file's policies, taken at once.
import { diffChars } from "diff";
import { Policy } from "ramlight";
import { documentsIn } from "./documents.mjs";

/** What is taken without asking: what changes a policy's meaning is not. */
const TAKEN = Object.freeze(["clean-up", "certain", "equal"]);
/** A fix can bring another to light; what goes on for longer goes round in a circle. */
const ROUNDS = 10;

/**
 * The text of a checked file with its fixes taken, and how many: `{ text, count, left }`. `left` are the policies whose
 * fixes can't be put into this file, by name.
 */
export async function fixFile({ path, text, policies, named }, catalogOf) {
  let fixed = text;
  let count = 0;
  const left = [];
  // from the last to the first, so that the places of those before stay true
  for (const [index, { name, kind, document, services, findings, suppressed }] of [...policies.entries()].reverse()) {
    const spared = new Set(suppressed.map(({ code }) => code));
    const codes = new Set(findings.map(({ code }) => code).filter((code) => !spared.has(code)));
    if (codes.size === 0) continue;
    const answer = fixPolicy(document.text, { kind, catalog: await catalogOf(services), codes: [...codes] });
    if (answer.text === document.text) continue;
    const put = await putBack(fixed, { path, named, index, document, text: answer.text });
    if (put === undefined) left.push(name);
    else {
      fixed = put;
      count += answer.count;
    }
  }
  return { text: fixed, count, left };
}

function fixPolicy(text, { kind, catalog, codes }) {
  const policy = new Policy(text, { kind });
  let fixed = text;
  let count = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const answer = policy.applyFixes({ catalog, kinds: TAKEN, codes });
    if (answer.applied.length === 0 || answer.text === fixed) break;
    fixed = answer.text;
    count += answer.applied.length;
    policy.update(fixed);
  }
  policy.free();
  return { text: fixed, count };
}

/**
 * The file with another text of one policy, change by change, so that what is not known of it (an interpolation, say) stays
 * as it is written; `undefined` where it would not read back as that text with the same unknown parts.
 */
async function putBack(file, { path, named, index, document, text }) {
  const edits = editsBetween(document.text, text).map((edit) => document.edit(edit));
  if (edits.includes(null)) return undefined;
  const changed = edits.reduceRight((whole, { from, to, insert }) => whole.slice(0, from) + insert + whole.slice(to), file);
  const back = (await documentsIn(path, changed, { named }))?.policies[index];
  return back?.text === text && unknownOf(back) === unknownOf(document) ? changed : undefined;
}

function unknownOf({ text, holes }) {
  return JSON.stringify(holes.map(({ from, to }) => text.slice(from, to)));
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
