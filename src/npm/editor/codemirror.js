// The entry `ramlight/codemirror`: findings, completion and cards in a CodeMirror 6 of one's own. Imports nothing of CodeMirror.
import { Policy, init } from "./browser.js";
import { lookAt, tooltip } from "./card.js";
import { marks } from "./marks.js";
import { codeMirrorResult } from "./offers.js";
import { WORDS } from "./words.js";

export { codeMirrorResult as ramPolicyCompletionResult };

export function ramPolicySource({ locale = "en", kind = "identity", catalog } = {}) {
  let policy;
  return async (view) => {
    await init();
    const text = view.state.doc;
    if (policy) policy.update(text.toString());
    else policy = new Policy(text.toString(), { locale, kind });
    return marks(policy.findings(catalog), text.length, WORDS[locale], (later) => later.state.doc.eq(text));
  };
}

export function ramPolicyCompletions({ locale = "en", kind = "identity", catalog, bindings, tools } = {}) {
  let policy;
  return async ({ state, pos, explicit }) => {
    await init();
    const text = state.doc.toString();
    if (policy) policy.update(text);
    else policy = new Policy(text, { locale, kind });
    // what opens by itself stays within strings
    if (!explicit && !policy.placeAt(pos)?.quoted) return null;
    const offers = policy.completions(catalog, pos, { bindings });
    return offers && codeMirrorResult(offers, tools);
  };
}

export function ramPolicyHover({ locale = "en", kind = "identity", catalog } = {}) {
  let policy;
  return async (view, position) => {
    await init();
    const text = view.state.doc;
    if (policy) policy.update(text.toString());
    else policy = new Policy(text.toString(), { locale, kind });
    const about = lookAt(policy, catalog, position);
    return about && tooltip(about);
  };
}
