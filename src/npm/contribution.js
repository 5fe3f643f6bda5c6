// What one pattern contributes to its policy: the operations of which the policy grants something, or withholds it, by this
// pattern alone.
//
// The policy with the pattern and the one without are two policies, of which one grants more. What it grants beyond the other
// is asked of coverages, as a third policy: what the changed statement matches, and nothing else of the two. That one knows
// calls with several resources and resources that are not published. Where its answer hangs on conditions of other
// statements, `compare` has it.
import { servicesByAlias } from "./other-codes.js";
import { documentOf, statementList } from "./statements.js";

/** Codes of `LEVELS`. */
const NONE = 0;
const FULL = 2;
const UNDECIDED = 3;
/** Whether the pattern contributes to an operation; open: that can't be told. */
const NO = 0;
const YES = 1;
const OPEN = 2;
/** Of how many operations `compare` is asked at once, less than it lists, and how often. */
const ASKED = 500;
const TIMES = 3;
const ACTIONS = Object.freeze(["Action", "NotAction"]);
const RESOURCES = Object.freeze(["Resource", "NotResource"]);
/** Statements of these kinds name principals, which a coverage does not tell apart. */
const WITH_PRINCIPALS = Object.freeze(["trust", "bucket", "resource"]);

const listOf = (value) => (Array.isArray(value) ? value : [value]);
const omit = (object, name) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
/** The statement for requests that meet its conditions. */
const bare = (statement) => omit(statement, "Condition");
const denying = (statement) => ({ ...statement, Effect: "Deny" });

/** A statement without one pattern of a list; `null` where nothing is left of it. */
function without(statement, element, at) {
  const rest = listOf(statement[element]).filter((_, index) => index !== at);
  if (rest.length > 0) return { ...statement, [element]: rest };
  // what excepts nothing is about everything
  return element.startsWith("Not") ? { ...omit(statement, element), [element.slice(3)]: "*" } : null;
}

/** Denies of all that a statement does not match. */
function denyOthers(statement) {
  return [[ACTIONS, { Resource: "*" }], [RESOURCES, { Action: "*" }]].flatMap(([[plain, not], rest]) => {
    if (statement[plain] !== undefined) return [{ Effect: "Deny", ...rest, [not]: statement[plain] }];
    return statement[not] === undefined ? [] : [{ Effect: "Deny", ...rest, [plain]: statement[not] }];
  });
}

/** The two statements, as they stand in the policy that grants more and in the other one; `null`: it is gone. */
function difference({ wider, narrower }, others) {
  const of = (effect) => others.filter(({ value }) => value?.Effect === effect).map(({ value }) => value);
  const unreadable = others.map(({ value }) => value).filter((value) => value?.Effect !== "Allow" && value?.Effect !== "Deny");
  // A request that the condition of the changed statement keeps away is decided alike by both.
  if ((wider ?? narrower).Effect === "Allow") {
    // one with an error grants nothing
    const allows = others.filter(({ value, faulty }) => value?.Effect === "Allow" && !faulty).map(({ value }) => value);
    const known = [...allows, ...(narrower ? [bare(narrower)] : [])];
    return [bare(wider), ...known.map(denying), ...of("Deny"), ...unreadable];
  }
  return [...of("Allow"), ...of("Deny"), ...unreadable, ...(wider ? [bare(wider)] : []), ...denyOthers(bare(narrower))];
}

/** The pattern of a policy at a position, where it can be told what it contributes. */
function patternAt(text, coverage, position) {
  const patterns = coverage.patterns();
  const index = patterns.findIndex(({ from, to }) => from <= position && position <= to);
  const document = index < 0 ? undefined : documentOf(text);
  if (document === undefined) return null;
  const pattern = patterns[index];
  const statements = coverage.statements();
  if (statements[pattern.statement].faulty) return null;
  const values = statementList(document);
  const list = patterns.filter(({ statement, element }) => statement === pattern.statement && element === pattern.element);
  return {
    pattern, number: list.indexOf(pattern), document, value: values[pattern.statement],
    others: values.map((value, at) => ({ value, faulty: statements[at]?.faulty !== false })).toSpliced(pattern.statement, 1),
    candidates: ACTIONS.includes(pattern.element) ? coverage.operationsOfPattern(index) : namedBy(coverage, pattern.statement),
  };
}

/** The operations that the actions of a statement name. */
function namedBy(coverage, statement) {
  const count = coverage.outcomes().length;
  const matches = coverage.actionMatches();
  const first = statement * Math.ceil(count / 32);
  return [...Array(count).keys()].filter((id) => (matches[first + (id >> 5)] >>> (id & 31)) & 1);
}

/** `open` makes a policy of a text of a kind; `compare` and `relation` hold two texts against each other. */
function contributionOf({ text, kind, position, policy, catalog, open, compare, relation }) {
  const held = new Set();
  const coverageOf = (statements, as) => {
    const made = open(JSON.stringify({ Version: "1", Statement: statements }), as);
    const coverage = made.coverage(catalog);
    held.add(coverage).add(made);
    return coverage;
  };
  try {
    const own = policy.coverage(catalog);
    held.add(own);
    const found = patternAt(text, own, position);
    if (!found) return null;
    const asked = { kind, catalog, coverageOf, compare, relation };
    const answer = new Contribution({ ...found, ...asked }).answer();
    const readings = readingsOf(found, catalog);
    if (readings.length === 0) return answer;
    const others = readings.flatMap((value) => operationsRead({ ...found, value }, asked));
    const sure = new Set(answer.operations);
    const undecided = [...new Set([...answer.undecided, ...others])].filter((id) => !sure.has(id)).sort((a, b) => a - b);
    return { ...answer, undecided: Uint32Array.from(undecided), redundant: answer.redundant === true ? null : answer.redundant };
  } finally {
    for (const handle of held) handle.free();
  }
}

/** The statement with an action pattern under the other code of a service: whether it matches that one's calls is not documented. */
function readingsOf({ pattern, number, value }, catalog) {
  if (!ACTIONS.includes(pattern.element)) return [];
  const name = pattern.text.slice(pattern.text.indexOf(":"));
  return servicesByAlias(pattern.text, catalog.services())
    .map(({ code }) => ({ ...value, [pattern.element]: listOf(value[pattern.element]).with(number, code + name) }));
}

/** What hangs, or may hang, on a pattern that is read under the other code. */
function operationsRead(found, asked) {
  const coverage = asked.coverageOf([found.value], asked.kind);
  const index = coverage.patterns().findIndex(({ element }) => element === found.pattern.element) + found.number;
  const { operations, undecided } = new Contribution({ ...found, ...asked, candidates: coverage.operationsOfPattern(index) }).answer();
  return [...operations, ...undecided];
}

class Contribution {
  constructor({ pattern, number, document, value, others, candidates, kind, catalog, coverageOf, compare, relation }) {
    const rest = without(value, pattern.element, number);
    Object.assign(this, { pattern, value, others, candidates, document, kind, catalog, coverageOf, compare, relation });
    this.withholds = (value.Effect === "Deny") !== pattern.element.startsWith("Not");
    const [wider, narrower] = this.withholds ? [rest, value] : [value, rest];
    this.changed = { wider, narrower };
    const list = (statement) => others.map((other) => other.value).toSpliced(pattern.statement, 0, ...(statement ? [statement] : []));
    this.lists = { wider: list(wider), narrower: list(narrower) };
  }

  answer() {
    const found = WITH_PRINCIPALS.includes(this.kind) ? this.byComparing() : this.byCoverage();
    const operations = idsOf(found, YES);
    return {
      ...this.pattern,
      does: this.withholds ? "withholds" : "grants",
      operations,
      undecided: idsOf(found, OPEN),
      redundant: operations.length > 0 ? false : this.isRedundant(),
    };
  }

  /** What the policy that grants more grants beyond the other one, with some statements added to both. */
  beyond(added = []) {
    const textOf = (statements) => JSON.stringify({ ...this.document, Statement: [...statements, ...added] });
    return this.compare(textOf(this.lists.narrower), textOf(this.lists.wider), this.kind);
  }

  isRedundant() {
    const { relation } = this.beyond();
    return relation === "undecided" ? null : relation === "equal";
  }

  /** The answer for each operation. */
  byCoverage() {
    const { coverageOf, lists, kind } = this;
    const between = coverageOf(difference(this.changed, this.others), "identity");
    const [least, most] = [between.must(), between.may()];
    const [wider, narrower] = [coverageOf(lists.wider, kind), coverageOf(lists.narrower, kind)];
    const [widerMust, widerMay, narrowerMust, narrowerMay] = [wider.must(), wider.may(), narrower.must(), narrower.may()];
    const found = new Uint8Array(least.length);
    const open = [];
    const met = widerMay.some((level) => level !== NONE) ? isMet(this.value, this.relation) : NO;
    for (const id of this.candidates) {
      if (met === NO || widerMay[id] === NONE || narrowerMust[id] === FULL) continue;
      if (isSome(least[id])) found[id] = met;
      // of calls with several resources, another pattern can stand for one of them
      else if (most[id] === NONE && !this.isOfSeveral(id)) continue;
      else if ([widerMust, widerMay, narrowerMust, narrowerMay].some((levels) => levels[id] === UNDECIDED)) found[id] = OPEN;
      else if (widerMust[id] > narrowerMay[id]) found[id] = YES;
      else open.push(id);
    }
    for (let first = 0; first < open.length; first += ASKED) {
      const some = open.slice(first, first + ASKED);
      const only = { Effect: "Deny", NotAction: some.map((id) => this.actionOf(id)), Resource: "*" };
      const answer = first < ASKED * TIMES ? this.comparedOn(this.beyond([only])) : () => OPEN;
      for (const id of some) found[id] = answer(id);
    }
    return found;
  }

  byComparing() {
    const answer = this.comparedOn(this.beyond());
    const found = new Uint8Array(this.catalog.accessLevels().length);
    for (const id of this.candidates) found[id] = answer(id);
    return found;
  }

  /** What a comparison says of an operation. It asks for one resource at a time. */
  comparedOn({ relation, gained, capped }) {
    const witnesses = new Map(gained.map(({ action, witness }) => [this.catalog.operation(action)?.id, witness]));
    return (id) => {
      const witness = witnesses.get(id);
      if (witness === undefined) return relation === "undecided" || capped ? OPEN : NO;
      return !this.isOfSeveral(id) && this.isResourceOf(id, witness.resources[0]) ? YES : OPEN;
    };
  }

  actionOf(id) {
    const { service, name } = this.catalog.operation(id);
    return `${service}:${name}`;
  }

  isOfSeveral(id) {
    return (this.catalog.operation(id).requirement ?? []).some((templates) => templates.length > 1);
  }

  /** Whether an operation can be checked for a resource; one whose resources are not published, for any. */
  isResourceOf(id, resource) {
    this.forms ??= this.catalog.templates().map(({ text }) => formOf(text));
    const { requirement } = this.catalog.operation(id);
    return requirement === null || requirement.flat().some((template) => this.forms[template].test(resource));
  }
}

const idsOf = (found, answer) => Uint32Array.from([...found.keys()].filter((id) => found[id] === answer));
const isSome = (level) => level !== NONE && level !== UNDECIDED;

/** Whether the conditions of a statement are ever met. */
function isMet({ Condition }, relation) {
  if (Condition === undefined) return YES;
  const everything = { Effect: "Allow", Action: "*", Resource: "*", Condition };
  const found = relation(JSON.stringify({ Version: "1", Statement: [] }), JSON.stringify({ Version: "1", Statement: [everything] }));
  return found === "undecided" ? OPEN : found === "wider" ? YES : NO;
}

/** A template as an expression: `$name` and `{#name}` stand for a part without `/`, `{name*}` for one with it. */
function formOf(template) {
  const parts = template.split(/(\{#?[^}]+\}|\$\w+)/);
  const form = (part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return part.endsWith("*}") ? "[^:]+" : "[^:/]+";
  };
  return new RegExp(`^${parts.map(form).join("")}$`, "s");
}

export { contributionOf };
