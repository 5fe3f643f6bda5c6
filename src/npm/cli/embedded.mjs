// Policies inside other files.

/** Files that can hold policies, by their endings. */
export const HOLDERS = /\.(tf|tofu|ya?ml|(tf|tofu)\.json)$/i;
/** What a template in JSON has. */
const TEMPLATE = /"(ROSTemplateFormatVersion|ALIYUN::[^"]*)"/;

/** The policies in the text of a file that is none itself, `{ policies, skipped, problems }` as `ramlight/embed` has them. */
export async function policiesIn(path, text, locale) {
  if (!HOLDERS.test(path) && !TEMPLATE.test(text)) return { policies: [], skipped: [], problems: [] };
  // parsers that no other file needs
  const { findPolicies } = await import("ramlight/embed");
  return findPolicies(text, HOLDERS.test(path) ? { file: path, locale } : { format: "json", locale });
}
