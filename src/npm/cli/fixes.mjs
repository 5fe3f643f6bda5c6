// `--fix` and `--diff`: the fixes of a file's policies, taken at once.
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
export async function fixFile({ path, text, policies, named }, catalog) {
  let fixed = text;
  let count = 0;
  const left = [];
  // from the last to the first, so that the places of those before stay true
  for (const [index, { name, kind, document, findings, suppressed }] of [...policies.entries()].reverse()) {
    const spared = new Set(suppressed.map(({ code }) => code));
    const codes = new Set(findings.map(({ code }) => code).filter((code) => !spared.has(code)));
    if (codes.size === 0) continue;
    const answer = fixPolicy(document.text, { kind, catalog, codes: [...codes] });
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

/** The file with another text of one policy; `undefined` where it would not read back as that text. */
async function putBack(file, { path, named, index, document, text }) {
  const [start, end] = difference(document.text, text);
  const edit = document.edit({ from: start, to: document.text.length - end, insert: text.slice(start, text.length - end) });
  if (edit === null) return undefined;
  const changed = file.slice(0, edit.from) + edit.insert + file.slice(edit.to);
  const back = await documentsIn(path, changed, { named });
  return back?.policies[index]?.text === text ? changed : undefined;
}

/** How many characters two texts have in common at their start and at their end. */
function difference(a, b) {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [start, end];
}
