// Policies inside other files.

/** Files that can hold policies, by their endings. */
export const HOLDERS = /\.(tf|tofu|ya?ml|(tf|tofu)\.json)$/i;
/** What a template in JSON has. */
const TEMPLATE = /"(ROSTemplateFormatVersion|ALIYUN::[^"]*)"/;

/** What a text begins with that is JSON, be it broken or pasted with line numbers. */
const JSON_LIKE = /^[\ufeff\s\d.:|]*[{["“”]/;
/** A block of Terraform. */
const BLOCK = /^[ \t]*(resource|data)[ \t]+"[\w-]+"[ \t]+"[\w-]+"[ \t]*\{|^[ \t]*(locals|terraform|provider|module|variable|output)\b[^\n{]*\{/m;
/** A key at the start of a line. */
const KEY = /^(---[ \t]*\r?$|[A-Za-z_][\w-]*:([ \t]|\r?$))/m;

/** The format of a text whose file name does not tell it, by its looks: `terraform`, `yaml`, or `null`. */
export function formatByLooks(text) {
  if (JSON_LIKE.test(text)) return null;
  if (BLOCK.test(text)) return "terraform";
  return KEY.test(text) ? "yaml" : null;
}

/** The policies in the text of a file that is none itself, `{ policies, skipped, problems }` as `ramlight/embed` has them. */
export async function policiesIn(path, text, { locale, format }) {
  if (!HOLDERS.test(path) && !TEMPLATE.test(text) && !format) return { policies: [], skipped: [], problems: [] };
  // parsers that no other file needs
  const { findPolicies } = await import("ramlight/embed");
  return findPolicies(text, HOLDERS.test(path) ? { file: path, locale } : { format: format ?? "json", locale });
}
