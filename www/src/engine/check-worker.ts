/** The checker's home: what is to be said of a text beyond its grammar, and what fixes would do. It may take its time. */
import { compare, Policy, type Catalog, type Diagnostic } from "ramlight";
import { LOCALE } from "../strings.ts";
import { onlyBy } from "./card.ts";
import { catalogueOf } from "./catalogue.ts";
import { withEffect } from "./fix-effect.ts";
import { DIAGNOSTICS_SHOWN, gravestFirst, type Checked, type Checks } from "./protocol.ts";
import { serve } from "./serve.ts";

type Kind = keyof Checks;
type Answers = { [K in Kind]: (ask: Checks[K]["ask"]) => Checks[K]["answer"] | Promise<Checks[K]["answer"]> };

let catalog: Catalog | null = null;
let policy: Policy | null = null;

const answers: Answers = {
  async catalog(asked) {
    const made = await catalogueOf(asked);
    catalog?.free();
    catalog = made.catalog;
    return null;
  },
  findings(checked) {
    const read = reading(checked);
    const place = ({ code, from, to }: Diagnostic) => `${code} ${from} ${to}`;
    const known = new Set(read.diagnostics(checked.bindings).map(place));
    const findings = read.findings(current(), checked.bindings).filter((finding) => !known.has(place(finding)));
    return {
      revision: checked.revision,
      findings: gravestFirst(findings).slice(0, DIAGNOSTICS_SHOWN).map((finding) => withEffect(finding, checked.text)),
    };
  },
  effect({ edits, kind, text }) {
    const changed = edits.toSorted((a, b) => b.from - a.from)
      .reduce((sofar, { from, to, insert }) => sofar.slice(0, from) + insert + sofar.slice(to), text);
    return { text: changed, comparison: compare(text, changed, { kind, locale: LOCALE, catalog: current() }) };
  },
  only({ position, ...checked }) {
    const found = reading(checked).contribution(current(), position);
    return found && onlyBy(found, current());
  },
  fixAll: (checked) => reading(checked).applyFixes({ catalog: current(), bindings: checked.bindings }),
};

function current(): Catalog {
  if (!catalog) throw new Error("a check came before the catalogue");
  return catalog;
}

/** The text as a policy; what did not change since the last one is not read anew. */
function reading({ kind, text }: Checked): Policy {
  policy ??= new Policy("", { locale: LOCALE, kind });
  if (policy.kind() !== kind) policy.setKind(kind);
  policy.update(text);
  return policy;
}

serve(answers);
