// A suppression for a finding as it stands, and settings with one more.
import { grantsOf } from "./statements.js";

const EMPTY = '{\n  "format": "ramlight-settings/1"\n}\n';

/** What keeps a finding of a text away: its code and what it is about. `undefined` while the JSON is broken. */
function suppressionOf(engine, text, finding, { file, reason, expires }) {
  const granted = grantsOf(engine, text)(finding);
  if (granted === undefined) return undefined;
  return { code: finding.code, ...(file === undefined ? {} : { file }), reason, ...(expires === undefined ? {} : { expires }), granted };
}

/** A settings text with a suppression put behind those that it has; the rest stays as it is written. */
function withSuppression(engine, text, suppression) {
  const before = text ?? EMPTY;
  const { root } = engine.readJson(before);
  const list = root.members.find(([key]) => key === "suppressions")?.[2];
  if (list?.kind === "list") return insert(before, list, list.items, indented(suppression, "    "));
  const member = `"suppressions": [\n    ${indented(suppression, "    ")}\n  ]`;
  return insert(before, root, root.members.map(([, , value]) => value), member, "");
}

/** Puts an item behind the last of a list or an object, in a line of its own. */
function insert(text, { to }, items, item, deeper = "  ") {
  const last = items.at(-1);
  const indent = `  ${deeper}`;
  if (last === undefined) return `${text.slice(0, to - 1).trimEnd()}\n${indent}${item}\n${deeper}${text.slice(to - 1)}`;
  return `${text.slice(0, last.to)},\n${indent}${item}\n${deeper}${text.slice(to - 1)}`;
}

function indented(value, indent) {
  return JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`);
}

export { suppressionOf, withSuppression };
