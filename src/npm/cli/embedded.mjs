// The policies of a file: the file itself, or those that stand in a Terraform file, a template or YAML.

/** Files that hold policies, by their endings. */
const HOLDERS = /\.(tf|tofu|ya?ml|(tf|tofu)\.json)$/i;
/** What a template in JSON has and no policy. */
const TEMPLATE = /"(ROSTemplateFormatVersion|ALIYUN::[^"]*)"/;

/**
 * `{ policies, skipped, problems }` as `ramlight/embed` has them. A file that is a policy is one without a name, whose
 * places are those of the file.
 */
export async function policiesIn(path, text, locale) {
  const template = /\.json$/i.test(path) && TEMPLATE.test(text);
  if (!HOLDERS.test(path) && !template) return { policies: [itself(text)], skipped: [], problems: [] };
  // parsers that no other file needs
  const { findPolicies } = await import("../embed-node.mjs");
  return findPolicies(text, { file: path, locale });
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
