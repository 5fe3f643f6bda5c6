/** Whom the principals of a policy's text name, as somebody who asks would be written; for suggestions only. */

/** So many are offered. */
const MOST = 50;
/** A text longer than this (characters) is not read for it. */
const LONGEST = 500_000;

/** `null` while the text is no whole JSON. */
export function principalsIn(text: string): string[] | null {
  if (text.length > LONGEST) return [];
  try {
    const document = JSON.parse(text) as { Statement?: unknown } | null;
    const named = [document?.Statement].flat().flatMap((statement) => textsIn((statement as { Principal?: unknown } | null)?.Principal));
    // A pattern names nobody in particular.
    return [...new Set(named)].filter((name) => name !== "" && !/[*?]/.test(name)).slice(0, MOST);
  } catch {
    return null;
  }
}

/** The texts of `"x"`, `["x"]` and `{"RAM": "x", "Service": ["y"]}`. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
