// Own rules held against a policy: each allows at most what its boundary grants.
import { ownDiagnostic, phrases } from "./settings-messages.js";
import { statementList } from "./statements.js";

/** The kinds that grant by themselves, and so can grant too much. */
const GRANTING = Object.freeze(["identity", "session"]);

/** What `policy` grants beyond each rule, as diagnostics; `parsed` is its document, `undefined` while its JSON is broken. */
function ownRuleFindings(rules, { policy, text, parsed, statements, locale, compare, open }) {
  if (parsed === undefined || !GRANTING.includes(policy.kind())) return [];
  return rules.flatMap((rule) => {
    const { relation, gained } = compare(rule.boundary(), policy);
    if (gained.length === 0) {
      return relation === "undecided" ? [tell(rule, ownDiagnostic("RAM901", locale, ...startOf(text), [rule.name]))] : [];
    }
    const found = statementsBeyond(rule, { parsed, statements, compare, open, policy });
    // together with others alone, or past the budget: where the whole goes beyond
    const places = found.length > 0 ? found : [{ witness: gained[0].witness, ...placeOf(policy, gained[0].witness, statements) }];
    return places.map(({ witness, from, to }) =>
      tell(rule, ownDiagnostic("RAM900", locale, from, to, [rule.name, wordsOf(witness, locale)])),
    );
  });
}

/** A rule's own words come first. */
function tell(rule, diagnostic) {
  return {
    ...diagnostic,
    rule: rule.name,
    message: rule.message === undefined ? diagnostic.message : `${rule.message}: ${diagnostic.message}`,
  };
}

/** Every statement that goes beyond a rule by itself, the Denies of the policy standing: no one of them hides another. */
function statementsBeyond(rule, { parsed, statements, compare, open, policy }) {
  const list = statementList(parsed);
  const denies = list.filter((statement) => statement?.Effect === "Deny");
  return statements.flatMap(({ from, to, value }, index) => {
    if (value.Effect !== "Allow") return [];
    const alone = open({ ...parsed, Statement: [value, ...denies] });
    const { gained } = compare(rule.boundary(), alone);
    alone.free();
    if (gained.length === 0) return [];
    const [{ witness }] = gained;
    return [{ witness, ...(actionPlaces(policy, witness).get(index) ?? { from, to }) }];
  });
}

/** Where the action pattern stands by which each statement grants a request, by the statement's index. */
function actionPlaces(policy, witness) {
  const { resources: traced } = policy.explain(witness);
  const matching = traced.flatMap(({ stages }) => stages.flatMap(({ statements }) => statements)).filter(({ verdict }) => verdict === "matches");
  return new Map(matching.map(({ statement, action, from, to }) => [statement, action === null ? { from, to } : { from: action.from, to: action.to }]));
}

/** Where the smallest statement grants a request. */
function placeOf(policy, witness, statements) {
  const places = [...actionPlaces(policy, witness)].filter(([index]) => statements[index]?.value.Effect === "Allow");
  const size = ([index]) => statements[index].to - statements[index].from;
  const [smallest] = places.sort((a, b) => size(a) - size(b));
  return smallest?.[1] ?? { from: statements[0]?.from ?? 0, to: statements[0]?.to ?? 0 };
}

/** A request in words: `ecs:DeleteInstance` on `*`, with `acs:MFAPresent` = `false`. */
function wordsOf({ action, resources, context = {} }, locale) {
  const words = phrases(locale);
  const code = (text) => `\`${text}\``;
  const request = words.on(code(action), [resources].flat().map(code).join(words.and));
  const keys = Object.entries(context).map(([key, values]) => {
    const list = [values].flat();
    return words.is(code(key), list.length === 0 ? words.none : list.map(code).join(words.and));
  });
  return keys.length === 0 ? request : `${request}${words.with(keys.join(words.and))}`;
}

/** The first character of a text. */
function startOf(text) {
  const from = text.search(/\S/);
  return [Math.max(from, 0), Math.max(from, 0) + 1];
}

export { ownRuleFindings };
