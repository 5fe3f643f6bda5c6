// The policies of a file: the file itself, or those that stand in a Terraform file, a template or YAML.
import { createRequire } from "node:module";

/** Files that hold policies, and are none themselves as JSON. */
const HOLDERS = /\.(tf|tofu|ya?ml|(tf|tofu)\.json)$/i;

/**
 * `{ policies, skipped, problems }` as `ramlight/embed` has them. A file that is a policy is one without a name, whose
 * places are those of the file.
 */
export function policiesIn(path, text, locale) {
  const holder = HOLDERS.test(path);
  if (!holder && isPolicy(text)) return { policies: [itself(text)], skipped: [], problems: [] };
  // loaded here, because it has parsers that no other file needs
  const { findPolicies } = createRequire(import.meta.url)("ramlight/embed");
  return findPolicies(text, holder ? { file: path, locale } : { format: "json", locale });
}

/** Whether a JSON text is a policy, or one that is being written. */
function isPolicy(text) {
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return text.includes("Statement") && !text.includes("ALIYUN::");
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.keys(value).some((key) => key.trim().toLowerCase() === "statement");
}

function itself(text) {
  return {
    name: "",
    kind: null,
    text,
    holes: [],
    from: 0,
    to: text.length,
    toOuter: (from, to) => ({ from, to, exact: true }),
    edit: (edit) => edit,
  };
}
