import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { read } from "../../src/npm/build/catalog/format.mjs";
import { keystrokes } from "./keystrokes.mjs";
import { madeUpPolicy } from "./made-up-policy.mjs";

const FILE = fileURLToPath(new URL("../../src/catalog/data/cloud/cloud.txt", import.meta.url));
const ONE = /^acs:[a-z0-9-]+:[^:]*:[^:]*:([a-z]+)\/\$\w+$/;

/** The whole cloud as a catalogue file in JSON, which every contestant reads. */
function cloudCatalog() {
  const { date, services } = read(readFileSync(FILE));
  return { format: "ramlight-catalog/1", date, sources: ["the catalogue of the whole cloud"], services: services.map(service) };
}

/** A service; a template is named by its resource type where it is one of that type, else by its number. */
function service({ code, name, operations }) {
  const names = new Map([["*", "*"]]);
  const nameOf = (text) => {
    const type = text.startsWith(`acs:${code}:`) ? text.match(ONE)?.[1] : undefined;
    const free = type !== undefined && ![...names.values()].includes(type);
    if (!names.has(text)) names.set(text, free ? type : `t-${names.size}`);
    return names.get(text);
  };
  const made = operations.map(({ name: action, level, derived, requires }) => ({
    name: action,
    [derived ? "derived" : "level"]: level,
    ...(requires.length > 0 && { requires: requires.map((all) => all.map(nameOf).join(" + ")).join(" | ") }),
  }));
  const templates = Object.fromEntries([...names].filter(([text]) => text !== "*").map(([text, key]) => [key, text]));
  return { code, name, aliases: [], templates, operations: made };
}

/**
 * The services of which `madeUpPolicy` can make statements: those with a published resource type; as it needs two, a
 * second one stands beside a lone one.
 */
function forPolicy({ services }) {
  const fit = services.map(({ code, templates, operations }) => {
    const types = Object.keys(templates).filter((key) => !key.startsWith("t-") && operations.some(({ requires }) => requires?.startsWith(key)));
    const region = (type) => (templates[type].includes("$regionid") ? "$regionid" : "*");
    const own = types.map((type) => [type, `acs:${code}:${region(type)}:$accountid:${type}/$${type}Id`]);
    const lone = types.length === 1 ? [[`${types[0]}s`, own[0][1]]] : [];
    const again = lone.flatMap(([type]) => operations.filter(({ requires }) => requires?.startsWith(types[0])).map((operation) => ({ ...operation, requires: type })));
    return { code, templates: Object.fromEntries([...own, ...lone]), operations: [...operations, ...again] };
  });
  return { services: fit.filter(({ templates }) => Object.keys(templates).length > 1) };
}

/** WFULL: every operation of the cloud and a policy of 60 statements, made as that of W2 is. */
export function wfull() {
  const catalog = cloudCatalog();
  return { catalog: JSON.stringify(catalog, null, 1), policy: madeUpPolicy(forPolicy(catalog)) };
}

/** The texts of WFULL after one more keystroke, see {@link keystrokes}. */
export function wfullk(round) {
  const catalog = cloudCatalog();
  return keystrokes(catalog, madeUpPolicy(forPolicy(catalog)), round);
}
