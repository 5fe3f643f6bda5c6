// What stands at a position of a policy's text: facts of the catalogue, and the sentences that say them.
import { NAMED, wordsOf } from "./hover-words.js";
import { servicesByAlias } from "./other-codes.js";
import { matches } from "./wildcard.js";

/** How many of a statement's operations are looked at for the templates that a resource pattern meets, and how many of these are listed. */
const LOOKED_AT = 200;
const LISTED = 8;

/** The documented operators but for their negations. */
const TYPES = Object.freeze({
  StringEquals: "String", StringEqualsIgnoreCase: "String", StringLike: "String",
  NumericEquals: "Numeric", NumericLessThan: "Numeric", NumericLessThanEquals: "Numeric", NumericGreaterThan: "Numeric", NumericGreaterThanEquals: "Numeric",
  DateEquals: "Date", DateLessThan: "Date", DateLessThanEquals: "Date", DateGreaterThan: "Date", DateGreaterThanEquals: "Date",
  Bool: "Bool", IpAddress: "IP", IpAddressIncludeBorder: "IP",
});
const NEGATIONS = Object.freeze({
  StringNotEquals: "StringEquals", StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase", StringNotLike: "StringLike",
  NumericNotEquals: "NumericEquals", DateNotEquals: "DateEquals", NotIpAddress: "IpAddress",
});

/** What is asked of a catalogue again and again; a catalogue never changes. */
const FACTS = new WeakMap();
function factsOf(catalog) {
  if (!FACTS.has(catalog)) FACTS.set(catalog, { services: catalog.services(), levels: catalog.accessLevels() });
  return FACTS.get(catalog);
}

const namesOf = (catalog) => (factsOf(catalog).names ??= catalog.names().map((name) => name.toLowerCase()));

const known = (table, name) => (name !== null && Object.hasOwn(table, name) ? table[name] : undefined);

/** `policy` is the one whose text the position is in, `index` its number in the coverage. */
function aboutOf({ policy, index, coverage, catalog, position, locale }) {
  const words = wordsOf(locale);
  const patterns = coverage.patterns();
  const number = patterns.findIndex((pattern) => pattern.policy === index && pattern.from <= position && position <= pattern.to);
  if (number >= 0) {
    const pattern = patterns[number];
    const at = { from: pattern.from, to: pattern.to, text: pattern.text };
    const about = pattern.element.endsWith("Action") ? action : resource;
    return about({ at, pattern, number, coverage, catalog, words, locale });
  }
  const place = policy.placeAt(position);
  return place && aboutPlace(place, { catalog, words, locale });
}

function aboutPlace({ element, operator, key, isName, from, to, text }, { catalog, words, locale }) {
  const at = { from, to, text };
  if (isName && text === "") return null;
  if (element === "Condition" && operator === null) return isName ? operatorAt(at, words) : null;
  if (element === "Condition") return keyAt(at, { operator, name: isName ? text : key, isName }, { catalog, words, locale });
  const sentence = isName && element === null ? known(words.elements, text)
    : isName && element === "Principal" ? known(words.principals, text)
    : element === "Effect" ? known(words.effects, text)
    : undefined;
  return sentence === undefined ? null : { kind: "element", ...at, sentences: [sentence] };
}

/** An action pattern: the operations that it names, or excepts. */
function action({ at, pattern, number, coverage, catalog, words, locale }) {
  const operations = coverage.operationsOfPattern(number);
  const codes = factsOf(catalog).levels;
  const levels = new Uint32Array(words.levels.length);
  for (const id of operations) levels[codes[id] & 7]++;
  const operation = operations.length === 1 ? catalog.operation(operations[0], locale) : null;
  const about = { kind: "action", ...at, pattern: number, element: pattern.element, operations, levels, services: servicesOf(catalog, operations), operation };
  return { ...about, sentences: sentencesOfAction(about, pattern, { catalog, words, locale }) };
}

function sentencesOfAction({ text, element, operations, levels, services, operation }, { matches }, { catalog, words, locale }) {
  if (matches < 0) return [words.faulty(text)];
  const open = otherCodes(text, catalog).map(({ alias, code }) => words.otherCode(alias, [code]));
  if (operations.length === 0) {
    const [service] = text.split(":");
    const named = factsOf(catalog).services.find(({ code, aliases }) => [code, ...aliases].includes(service.toLowerCase()));
    if (open.length > 0) return open;
    return [named?.loaded === false ? words.unlistedService(text, service) : words.unlisted(text)];
  }
  const excepted = element === "NotAction" ? [words.excepts(text, operations.length)] : [];
  if (operation) return [...excepted, ...sentencesOfOperation(operation, { catalog, words, locale }), ...open];
  const counts = [...levels].flatMap((count, level) => (count > 0 ? [[words.levels[level], count]] : []));
  const first = [...operations.subarray(0, NAMED)].map((id) => actionOf(catalog.operation(id)));
  return [
    ...(excepted.length > 0 ? excepted : [words.names(text, operations.length, services)]),
    words.byLevel(counts),
    words.list(first, operations.length - first.length),
    ...open,
  ];
}

/** The services that a pattern may name by another of their codes, `{ alias, code }`: those that have, or may have, an operation that its name matches. */
function otherCodes(text, catalog) {
  const { services } = factsOf(catalog);
  const [part, name] = [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1).toLowerCase()];
  return servicesByAlias(text, services).flatMap(({ code, loaded, first, count, matched }) => {
    const isNamed = !loaded || namesOf(catalog).slice(first, first + count).some((known) => matches(name, known));
    return isNamed ? [{ alias: /[*?]/.test(part) ? matched : part, code }] : [];
  });
}

function sentencesOfOperation(operation, { catalog, words, locale }) {
  const { service, accessLevel, accessLevelSource, requirement, conditionKeys, notes } = operation;
  const product = factsOf(catalog).services.find(({ code }) => code === service)?.name;
  const level = accessLevel === "none" ? null : words.levels[LEVEL_NAMES.indexOf(accessLevel)];
  return [
    words.operation(actionOf(operation), product === service ? undefined : product, level, accessLevelSource === "derived"),
    requirement === null ? words.unpublished : resourcesOf(requirement, catalog.templates(locale), words),
    ...(conditionKeys.length > 0 ? [words.keys(conditionKeys)] : []),
    ...notes,
  ];
}
const LEVEL_NAMES = Object.freeze(["create", "list", "get", "update", "delete", "none"]);

function resourcesOf(requirement, templates, words) {
  const texts = requirement.map((ids) => ids.map((id) => templates[id].text));
  return texts.flat().every((text) => text === "*") ? words.anyResource : words.resources(texts);
}

const actionOf = ({ service, name }) => `${service}:${name}`;

/** Of how many services operations are. */
function servicesOf(catalog, operations) {
  let count = 0;
  let at = 0;
  for (const { first, count: own } of factsOf(catalog).services) {
    while (at < operations.length && operations[at] < first) at++;
    if (operations[at] < first + own) count++;
  }
  return count;
}

/** A resource pattern: its fields, and the templates of the statement's operations that it meets. */
function resource({ at, pattern, number, coverage, catalog, words, locale }) {
  const parts = at.text.split(":");
  const [, service, region, account] = parts;
  const fields = parts.length < 5 ? null : { service, region, account, relativeId: parts.slice(4).join(":") };
  const about = { kind: "resource", ...at, pattern: number, element: pattern.element, fields };
  if (pattern.matches < 0) return { ...about, templates: [], capped: false, sentences: [words.faulty(at.text)] };
  if (at.text === "*") return { ...about, templates: [], capped: false, sentences: [words.everyResource] };
  const { templates, capped } = templatesMet({ pattern, number, coverage, catalog, locale });
  const texts = templates.slice(0, LISTED).map(({ text }) => text);
  const met = texts.length > 0 ? words.meets(texts, templates.length > LISTED || capped ? 1 : 0) : words.meetsNone;
  return { ...about, templates, capped, sentences: [words.fields(fields), met] };
}

function templatesMet({ pattern, number, coverage, catalog, locale }) {
  const operations = coverage.operationsOfPattern(number);
  const met = new Set();
  for (const id of operations.subarray(0, LOOKED_AT)) {
    for (const { template, patterns } of coverage.evidence(pattern.statement, id)?.resources ?? []) if (patterns.includes(number)) met.add(template);
  }
  const all = catalog.templates(locale);
  return { templates: [...met].sort((a, b) => a - b).map((id) => all[id]), capped: operations.length > LOOKED_AT };
}

/** A name of an operator in its parts; `positive` is the operator that it negates, or itself. */
function operatorNamed(text) {
  const [, prefix = null, name] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/s.exec(text);
  const positive = known(NEGATIONS, name) ?? name;
  return { prefix, positive, negated: positive !== name, type: known(TYPES, positive) ?? null };
}

function operatorAt(at, words) {
  const { prefix, positive, negated, type } = operatorNamed(at.text);
  const refused = positive === "Null" || positive.endsWith("IfExists");
  return {
    kind: "operator", ...at, prefix, type, negated, known: type !== null,
    sentences: type === null
      ? [refused ? words.refused(at.text) : words.noOperator(at.text)]
      : [
        metBy({ prefix, positive, negated }, words),
        ...(negated || prefix === "ForAllValues" || positive === "Bool" ? [] : [words.several]),
        ...(prefix !== null && negated ? [words.sameNegated(prefix)] : prefix === "ForAnyValue" ? [words.forAny] : []),
        ...(prefix === null ? [] : [words.notDocumented]),
      ],
  };
}

/** What meets an operator; before a negated one a prefix changes nothing. */
function metBy({ prefix, positive, negated }, words) {
  return negated ? words.negated(positive) : prefix === "ForAllValues" ? words.forAll(positive) : words.operators[positive];
}

function keyAt(at, { operator, name, isName }, { catalog, words, locale }) {
  if (name === null) return null;
  const { prefix, negated, type } = operatorNamed(operator);
  const info = keyNamed(catalog.conditionKeys(locale), name);
  const said = info === undefined ? [words.unknownKey(name)] : [
    ...(info.meaning ? [info.meaning] : []),
    ...(info.type === null ? [] : [words.keyType(words.types[info.type])]),
    info.always ? words.always
      : type === null ? words.notAlways
      : negated ? words.absentMeets(operator)
      : prefix === "ForAllValues" ? words.absentMeetsAll(operator)
      : words.absentFails(operator),
    ...(info.certainty === "documented" ? [] : [words.certainty[info.certainty]]),
  ];
  const [met] = operatorAt({ text: operator }, words).sentences;
  return {
    kind: isName ? "key" : "value", ...at, operator, name, key: info ?? null,
    sentences: isName ? said : [met, words.ofKey(name), ...said],
  };
}

/** A known key by its name, which of a tag ends with the tag's own. */
function keyNamed(keys, name) {
  return keys.find((key) => (key.tag ? name.startsWith(key.name) : key.name === name));
}

export { aboutOf };
