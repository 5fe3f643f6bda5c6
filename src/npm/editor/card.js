// What stands at a place of a policy's text, for editors. Nothing of them is imported, so every adapter can use it.
import { Catalog } from "./browser.js";
import { prose } from "./marks.js";

let builtin;

/** What is to be said of a position of a policy; `null`: nothing. */
export function lookAt(policy, catalog, position) {
  const coverage = policy.coverage(catalog ?? (builtin ??= Catalog.builtin()));
  try {
    return coverage.about(position);
  } finally {
    coverage.free();
  }
}

/** The sentences, as a tooltip of CodeMirror. */
export function tooltip({ from, to, sentences }) {
  const create = () => {
    const dom = document.createElement("div");
    dom.className = "ram-policy-card";
    for (const sentence of sentences) prose(dom.appendChild(document.createElement("div")), sentence);
    return { dom };
  };
  return { pos: from, end: Math.max(from, to), above: true, create };
}
