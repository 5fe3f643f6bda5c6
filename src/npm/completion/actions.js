// Service codes, the actions of a service with their levels, and the wildcards that stand for several of them.
import { asString, begun, behind } from "./edit.js";
import { mayName } from "./facts.js";
import { ranked } from "./rank.js";

const LEVELS = ["create", "list", "get", "update", "delete", "none"];
/** So many actions of all services are offered for a name without a service. */
const FOUND = 50;
/** A shorter name is looked for among services alone. */
const SEARCHED_FROM = 3;

/** A trust policy is asked for these alone (RAM296). */
const OF_TRUST = ["sts:AssumeRole", "sts:SetSourceIdentity"];

export function actions(typed, context) {
  const colon = typed.before.indexOf(":");
  if (context.kind === "trust") return ofTrust(typed, context);
  if (colon < 0 || !typed.splits) return { from: typed.from, ...services(typed, context) };
  const code = typed.before.slice(0, colon);
  if (!mayName(context.kind, code)) return [];
  const named = behind(typed, colon + 1);
  return { from: named.from, ...ofServices(named, code, context) };
}

function ofTrust(typed, context) {
  const isListed = new Set(context.place.beside.map((name) => name.toLowerCase()));
  const names = OF_TRUST.filter((name) => !isListed.has(name.toLowerCase()));
  return ranked(typed.before, names.map((name) => action(typed, name, levelOfNamed(name, context))));
}

function levelOf(id, { facts, words }) {
  const code = facts.levels[id];
  const level = words.levels[LEVELS[code & 7]];
  return code & 8 ? words.derived(level) : level;
}

function services(typed, context) {
  const { facts, words, kind, place } = context;
  const mine = facts.services.filter(({ code }) => mayName(kind, code));
  // `ecs` with `:Describe*` behind it keeps that
  const rest = typed.after.match(/^[\w*?.-]*(:.*)$/s)?.[1] ?? ":";
  const candidates = mine.flatMap(({ code, name, aliases }) => [code, ...aliases].map((label) => ({
    label, also: name, detail: name === code ? "" : name, kind: "service", late: label !== code, more: true,
    ...begun(typed, `${label}:`, rest.slice(1)),
  })));
  const all = { label: "*", detail: words.allOperations, kind: "wildcard", late: true, ...asString(typed, "*") };
  const offered = [...candidates, all].filter(({ label }) => !place.beside.includes(label));
  const found = ranked(typed.before, offered);
  return { options: [...found, ...searched(typed, context)] };
}

const action = (typed, label, detail) => ({ label, detail, kind: "action", ...asString(typed, label) });
const levelOfNamed = (name, context) => {
  const [id] = context.facts.named([name]);
  return id === undefined ? "" : levelOf(id, context);
};

/** Actions of any service whose name has what is typed. */
function searched(typed, context) {
  const { before } = typed;
  if (before.length < SEARCHED_FROM || !/^[A-Za-z0-9]+$/.test(before)) return [];
  const { facts, place } = context;
  const { text, starts } = facts.searched;
  const low = before.toLowerCase();
  const found = [];
  // those that begin with it first
  for (const [part, isStart] of [[`\n${low}`, true], [low, false]]) {
    for (let at = text.indexOf(part); at >= 0 && found.length < FOUND; at = text.indexOf(part, at + 1)) {
      const place = at + (isStart ? 1 : 0);
      const id = lastUpTo(starts, place);
      if (isStart || starts[id] !== place) found.push({ id, from: place - starts[id] });
    }
  }
  const seen = new Set(place.beside.map((name) => name.toLowerCase()));
  return found.flatMap(({ id, from }) => {
    const service = facts.serviceOf(id);
    const label = `${service?.code}:${facts.names[id]}`;
    if (!service || !mayName(context.kind, service.code) || seen.has(label.toLowerCase())) return [];
    seen.add(label.toLowerCase());
    const at = service.code.length + 1 + from;
    return [{ ...action(typed, label, levelOf(id, context)), matched: [at, at + before.length] }];
  });
}

/** The index of the last number that is at most `value`; the first is. */
function lastUpTo(numbers, value) {
  let low = 0;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}

function ofServices(typed, code, context) {
  const { facts, place } = context;
  const isListed = new Set(place.beside.map((name) => name.toLowerCase()));
  const isNew = (name) => !isListed.has(`${code}:${name}`.toLowerCase());
  const known = facts.operations(code);
  const names = isListed.size > 0 ? known.names.filter(isNew) : known.names;
  const operations = names.map((label) => ({ label, kind: "action", id: known.ids.get(label) }));
  const option = ({ id, ...found }) => ({ ...found, detail: levelOf(id, context), ...asString(typed, found.label) });
  const found = ranked(typed.before, operations).map(option);
  const wild = wildcards(typed, known, context).filter(({ label }) => isNew(label));
  const unloaded = facts.servicesCalled(code).filter(({ loaded }) => !loaded).map((service) => service.code);
  return { options: merged(typed, found, wild), ...(unloaded.length > 0 ? { unloaded } : {}) };
}

/** Wildcards come first where nothing is typed, or the very verb: else behind the best operation, so none is taken by accident. */
function merged({ before }, found, wild) {
  const low = before.toLowerCase();
  const isVerb = wild.some(({ label }) => label.toLowerCase() === `${low}*`) && found[0]?.label.toLowerCase() !== low;
  const isMeant = before === "" || before.endsWith("*") || isVerb;
  return isMeant ? [...wild, ...found] : [...found.slice(0, 1), ...wild, ...found.slice(1)];
}

function wildcards(typed, { names, verbs }, { words }) {
  if (typed.before === "*") return [wildcard(typed, "", names.length, words)];
  const stem = typed.before.replace(/\*$/, "").toLowerCase();
  const stemmed = names.filter((name) => name.toLowerCase().startsWith(stem));
  const stems = new Map();
  // what is typed, where it ends with a whole word of several names
  if (stem !== "" && stemmed.length > 1 && stemmed.every((name) => /^([A-Z]|$)/.test(name.slice(stem.length)))) {
    stems.set(stemmed[0].slice(0, stem.length), stemmed.length);
  }
  for (const [verb, count] of verbs) if (count > 1 && verb.toLowerCase().startsWith(stem)) stems.set(verb, count);
  // last, because it is the widest
  if (stem === "") stems.set("", names.length);
  return [...stems].map(([text, count]) => wildcard(typed, text, count, words));
}

function wildcard(typed, text, count, words) {
  const stem = typed.before.replace(/\*$/, "");
  return {
    label: `${text}*`, kind: "wildcard", matched: stem === "" ? [] : [0, stem.length],
    detail: count === 0 ? words.notLoaded : words.operations(count), ...asString(typed, `${text}*`),
  };
}
