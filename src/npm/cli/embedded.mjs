// Policies inside other files.

/** The policies in the text of a file that is none itself. */
export function policiesIn() {
  return { policies: [], skipped: [], problems: [] };
}
