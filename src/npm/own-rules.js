// Own rules held against a policy: each allows at most what its boundary grants.
import { boundsOf, holesIn, namesOf } from "./holes.js";
import { ownDiagnostic, phrases } from "./settings-messages.js";
import { statementList } from "./statements.js";

/** The kinds that grant by themselves, and so can grant too much. */
const GRANTING = Object.freeze(["identity", "session"]);

/**
 * What `policy` grants beyond each rule, as diagnostics; `parsed` is its document, `undefined` while its JSON is broken,
 * `holes` what is not known of its text, `isOperation` tells whether the catalogue has an action.
 */
function ownRuleFindings(rules, about) {
  const { parsed, policy, holes } = about;
  if (parsed === undefined || !GRANTING.includes(policy.kind())) return [];
  return rules.flatMap((rule) => (holes.length === 0 ? findingsBeyond(rule, about) : findingsWithHoles(rule, about)));
}

function findingsBeyond(rule, about) {
  const { policy, shown = policy, text, statements, locale, compare } = about;
  const { relation, gained } = compare(rule.boundary(), policy);
  if (gained.length === 0) {
    return relation === "undecided" ? [tell(rule, ownDiagnostic("RAM901", locale, ...startOf(text), [rule.name]))] : [];
  }
  const found = statementsBeyond(rule, about);
  // together with others alone, or past the budget: where the whole goes beyond
  const places = found.length > 0 ? found : [{ ...shownBy(rule, gained, about), missing: missingIn(rule, policy, about), place: placeOf(shown, gained[0].witness, statements) }];
  return places.map(({ witness, place: { from, to }, missing }) =>
    tell(rule, ownDiagnostic("RAM900", locale, from, to, [rule.name, wordsOf(witness, missing, locale)])),
  );
}

/** What holds whatever stands in the holes; else that it can't be decided. */
function findingsWithHoles(rule, about) {
  const { text, statements, holes, locale, compare, open } = about;
  const { most, least } = boundsOf(text, about);
  if (!mayGoBeyond(rule, most.document, { compare, open })) return [];
  if (least !== undefined) {
    const policy = open(least.document);
    const list = statements.map((statement, index) => ({ ...statement, value: least.statements[index] ?? {} }));
    const certain = findingsBeyond(rule, { ...about, policy, parsed: least.document, statements: list, shown: about.policy });
    policy.free();
    if (certain.some(({ code }) => code === "RAM900")) return certain;
  }
  const denies = most.statements.filter((value) => value?.Effect === "Deny");
  const within = statements.filter((_, index) =>
    most.statements[index]?.Effect === "Allow" && mayGoBeyond(rule, { ...most.document, Statement: [most.statements[index], ...denies] }, { compare, open }));
  const own = within.flatMap((statement) => holesIn(statement, holes));
  const told = own.length > 0 ? own : holes;
  const code = (name) => `\`${name}\``;
  return [tell(rule, ownDiagnostic("RAM903", locale, told[0].from, told[0].to, [rule.name, namesOf(told, text).map(code).join(phrases(locale).and)]))];
}

function mayGoBeyond(rule, document, { compare, open }) {
  const policy = open(document);
  const { relation, gained } = compare(rule.boundary(), policy);
  policy.free();
  return gained.length > 0 || relation === "undecided";
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
function statementsBeyond(rule, about) {
  const { parsed, statements, compare, open } = about;
  const list = statementList(parsed);
  const denies = list.filter((statement) => statement?.Effect === "Deny");
  return statements.flatMap(({ from, to, value }, index) => {
    if (value.Effect !== "Allow") return [];
    const alone = open({ ...parsed, Statement: [value, ...denies] });
    const { gained } = compare(rule.boundary(), alone);
    const missing = gained.length > 0 ? missingIn(rule, alone, about) : [];
    alone.free();
    return gained.length === 0 ? [] : [{ place: { from, to }, ...shownBy(rule, gained, about, index), missing }];
  });
}

/** The conditions that a rule requires and a policy does not ask for. */
function missingIn({ parts = [] }, policy, { compare }) {
  return parts.length === 1 ? parts : parts.filter(({ boundary }) => compare(boundary(), policy).gained.length > 0);
}

/**
 * The request that shows what is gained, and the pattern by which the statement with that index, or any, grants it. It is
 * of an operation that exists or that the rule names, if there is one; else its action is shown as the pattern.
 */
function shownBy(rule, gained, { policy, shown = policy, isOperation }, index) {
  const isReal = (action) => isOperation(action) || rule.names(action);
  const { witness } = gained.find(({ action }) => isReal(action)) ?? gained[0];
  const patterns = actionPatterns(shown, witness);
  const pattern = index === undefined ? [...patterns.values()][0] : patterns.get(index);
  const action = isReal(witness.action) ? witness.action : (pattern?.text ?? witness.action);
  return { witness: { ...witness, action }, ...(pattern === undefined ? {} : { place: { from: pattern.from, to: pattern.to } }) };
}

/** The action pattern by which each statement grants a request, by the statement's index: `{ from, to, text }`. */
function actionPatterns(policy, witness) {
  const { resources: traced } = policy.explain(witness);
  const matching = traced.flatMap(({ stages }) => stages.flatMap(({ statements }) => statements)).filter(({ verdict }) => verdict === "matches");
  return new Map(matching.map(({ statement, action, from, to }) => [statement, action ?? { from, to }]));
}

/** Where the smallest statement grants a request. */
function placeOf(policy, witness, statements) {
  const places = [...actionPatterns(policy, witness)].filter(([index]) => statements[index]?.value.Effect === "Allow");
  const size = ([index]) => statements[index].to - statements[index].from;
  const [smallest] = places.sort((a, b) => size(a) - size(b));
  const { from, to } = smallest?.[1] ?? statements[0] ?? { from: 0, to: 0 };
  return { from, to };
}

/** A request in words: `ecs:DeleteInstance` on `*`, with `acs:MFAPresent` = `false`; and the conditions that are missing. */
function wordsOf({ action, resources, context = {} }, missing, locale) {
  const words = phrases(locale);
  const code = (text) => `\`${text}\``;
  const request = words.on(code(action), [resources].flat().map(code).join(words.and));
  const keys = Object.entries(context).map(([key, values]) => {
    const list = [values].flat();
    return words.is(code(key), list.length === 0 ? words.none : list.map(code).join(words.and));
  });
  const needed = missing.map(({ operator, key, values }) => words.is(`${code(operator)} ${code(key)}`, values.map(code).join(words.and)));
  return [request, keys.length === 0 ? "" : words.with(keys.join(words.and)), needed.length === 0 ? "" : words.without(needed.join(words.and))].join("");
}

/** The first character of a text. */
function startOf(text) {
  const from = text.search(/\S/);
  return [Math.max(from, 0), Math.max(from, 0) + 1];
}

export { ownRuleFindings };
