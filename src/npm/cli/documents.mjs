// The policies that a file holds: the file is one itself, or they stand inside it.
import { HOLDERS, formatByLooks, policiesIn } from "./embedded.mjs";

/** A policy that is a file of its own: its places are those of the file. */
const itself = (text) => ({
  name: null,
  text,
  kind: null,
  holes: [],
  toOuter: (from, to) => ({ from, to, exact: true }),
  edit: (edit) => edit,
});
/** Files of ours that are no policies. */
const OURS = /^ramlight-(scenario|settings|catalog|findings|grants|decision|test|comparison)\/\d+$/;

/**
 * The policies of a text: `{ policies, skipped, problems }`, as `policiesIn` has them; `null` where it holds none.
 * A file that is named is taken for a policy as long as it may be one that is being written.
 */
export async function documentsIn(path, text, { named, locale }) {
  if (HOLDERS.test(path)) return someOf(await policiesIn(path, text, { locale }));
  // the name of standard input tells nothing, nor does `policy.txt`
  const format = /\.json$/i.test(path) ? null : formatByLooks(text);
  if (format !== null) return someOf(await policiesIn(path, text, { locale, format }));
  const looks = looksOf(text);
  if (looks === "policy" || (looks === "open" && named)) return { policies: [itself(text)], skipped: [], problems: [] };
  return looks === "other" || looks === "open" ? someOf(await policiesIn(path, text, { locale })) : null;
}

function someOf(found) {
  return found.policies.length + found.skipped.length + found.problems.length > 0 ? found : null;
}

/** What a JSON text is by its looks: a `policy`, `open` (may be one that is begun, or broken), a file of `ours`, or `other`. */
function looksOf(text) {
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // broken, or pasted with curly quotes and line numbers
    return /["“”]?Statement["“”]?\s*[:：]/.test(text) && /Effect/.test(text) ? "policy" : "open";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "other";
  if (OURS.test(value.format)) return "ours";
  const keys = Object.keys(value).map((key) => key.trim().toLowerCase());
  // a statement alone is one that was copied
  if (keys.includes("statement") || (keys.includes("effect") && keys.some((key) => key.endsWith("action")))) return "policy";
  return keys.length === 0 || keys.every((key) => key === "version") ? "open" : "other";
}
