// ARNs: templates of the statement's actions with their variables as fields, and single fields while one is typed.
import { asString, behind, field, written } from "./edit.js";
import { mayName } from "./facts.js";
import { ranked } from "./rank.js";

export function resources(typed, context) {
  const { before } = typed;
  const fields = before.split(":");
  if (fields[0] === "acs" && fields.length > 1 && typed.splits) return ofField(typed, fields, context);
  return { from: typed.from, options: ranked(before, [...wholes(typed, context), anything(typed, context)].filter(isNew(context))) };
}

const isNew = ({ place }) => ({ insert }) => !place.beside.includes(insert.replace(/^"|",?$/g, ""));
const anything = (typed, { words }) => ({ label: "*", detail: words.anyResource, kind: "value", late: true, ...asString(typed, "*") });

/** The ARNs that could stand here, as `{ label, parts, detail, kind }`. */
function arns({ facts, place, words, values, kind }) {
  const ids = facts.named(place.actions);
  const { templates, isOpen } = facts.templatesOf(ids);
  const published = templates.filter(({ text }) => text !== "*").map((template) => ({
    text: template.text, kind: "arn", of: template.count, detail: words.of(template.names, template.count - template.names.length),
  }));
  published.sort((a, b) => b.of - a.of);
  const known = new Set(published.map(({ text }) => text));
  const hints = isOpen || ids.length === 0 ? facts.hints(facts.servicesNamed(place.actions)).filter((text) => !known.has(text)) : [];
  return [...published, ...hints.map((text) => ({ text, kind: "hint", detail: words.hint, late: true }))]
    .filter(({ text }) => mayName(kind, text.split(":")[1]))
    .map(({ text, of, ...rest }) => ({ ...rest, parts: partsOf(text, values) }));
}

const VARIABLE = /\$[A-Za-z0-9_.-]*[A-Za-z0-9_]/g;
/** Of a region or account that is not bound every one is meant until another is typed. */
const ANY = new Set(["regionid", "accountid"]);

/** A template as texts and fields: what is bound stands as text, other variables as their names. */
function partsOf(template, values) {
  const parts = [];
  let at = 0;
  for (const { 0: variable, index } of template.matchAll(VARIABLE)) {
    if (index > at) parts.push(template.slice(at, index));
    const name = variable.slice(1);
    const bound = values.get(normal(name));
    parts.push(bound ?? field(name, ANY.has(normal(name)) ? "*" : variable));
    at = index + variable.length;
  }
  if (at < template.length) parts.push(template.slice(at));
  return parts;
}

/** Variables go by their names without regard to case and what parts words. */
export const normal = (name) => {
  const low = name.toLowerCase().replace(/[-_.]/g, "");
  return low === "region" || low === "account" ? `${low}id` : low;
};

/** What no value has, as `Coverage.bind` tells: other fields, patterns, placeholders, blanks and control characters. */
const FAULT = /[:*?${}<>\s\p{Cc}]/u;

/** The values by the normal names of their variables, those left out that cannot stand in a template. */
export function bound(bindings) {
  const values = new Map();
  for (const [name, given] of Object.entries(bindings)) {
    const value = given.trim();
    // of spellings of one variable the last holds
    values.delete(normal(name));
    if (value !== "" && !FAULT.test(value) && !value.includes("/")) values.set(normal(name), value);
  }
  return values;
}

const textOf = (parts) => parts.map((part) => part.text ?? part).join("");

function wholes(typed, context) {
  return arns(context).map(({ parts, ...rest }) => ({ ...rest, label: textOf(parts), ...asString(typed, ...parts) }));
}

/** Services of whose ARNs the documents write `*` for the region. */
const WITHOUT_REGION = new Set(["oss", "ram"]);

/** What a single field of the ARN could be; of the last one all that the fields before it leave. */
function ofField(typed, fields, context) {
  const at = Math.min(fields.length - 1, 4);
  const part = behind(typed, fields.slice(0, at).join(":").length + 1);
  if (at === 4) return { from: part.from, options: ranked(part.before, tails(part, fields, context)) };
  const [own, rest] = part.after.match(/^([^:]*)(.*)$/s).slice(1);
  // what stands behind the field stays: it can have fields of its own that are being filled in
  const option = (label, detail, kind) =>
    ({ label, detail, kind, more: rest === "", ...written(rest === "" ? [`${label}:`] : [label]) });
  const { facts, values, words, place, kind } = context;
  let options;
  if (at === 1) {
    const codes = facts.servicesNamed(place.actions);
    const services = [...new Set([...codes, ...facts.services])].filter(({ code }) => mayName(kind, code));
    options = services.map(({ code, name }) => ({ ...option(code, name === code ? "" : name, "service"), also: name }));
  } else if (at === 2) {
    const named = regions(context).map((region) => option(region, words.region, "region"));
    const any = option("*", words.anyRegion, "region");
    options = WITHOUT_REGION.has(fields[1].toLowerCase()) ? [any, ...named] : [...named, any];
  } else {
    const account = values.get("accountid");
    const others = otherAccounts(context).filter((other) => other !== account);
    options = [
      ...(account ? [option(account, words.account, "account")] : []),
      ...others.map((other) => option(other, words.accountHere, "account")), option("*", words.anyAccount, "account"),
    ];
  }
  return { from: part.from, to: part.from + part.before.length + own.length, options: ranked(part.before, options) };
}

const ACCOUNT = /\bacs:[^:"\s]*:[^:"\s]*:(\d+):/g;

/** The account ids of the policy's ARNs, as they come, but for that of the ARN at the place. */
function otherAccounts({ text, place }) {
  const found = [...text.matchAll(ACCOUNT)].map(([, account]) => account);
  const own = found.lastIndexOf([...place.text.matchAll(ACCOUNT)][0]?.[1]);
  return [...new Set(own < 0 ? found : found.toSpliced(own, 1))];
}

/** The regions, that of the person first. */
export function regions({ facts, values }) {
  const own = values.get("regionid");
  return own ? [own, ...facts.regions.filter((region) => region !== own)] : facts.regions;
}

/** The relative-ids of the templates of the service that is typed. */
function tails(part, fields, context) {
  const seen = new Set();
  const found = arns(context).flatMap(({ parts, ...rest }) => {
    const tail = tailOf(parts);
    const label = textOf(tail);
    const isOf = fields[1] === serviceOf(parts) || /[*?]/.test(fields[1]);
    if (!isOf || seen.has(label)) return [];
    seen.add(label);
    return [{ ...rest, label, ...asString(part, ...tail) }];
  });
  return [...found, { label: "*", detail: context.words.anyResource, kind: "value", late: true, ...asString(part, "*") }];
}

const serviceOf = ([first]) => (first.text ?? first).split(":")[1];

/** The parts behind the fourth colon. */
function tailOf(parts) {
  const tail = [];
  let colons = 0;
  for (const part of parts) {
    if (colons === 4) tail.push(part);
    else if (part.text === undefined) {
      const pieces = part.split(":");
      const rest = pieces.slice(4 - colons).join(":");
      colons = Math.min(colons + pieces.length - 1, 4);
      if (colons === 4 && rest !== "") tail.push(rest);
    }
  }
  return tail;
}
