// The file of the whole catalogue, as text: written here, read here (to compare) and in `src/catalog/cloud.rs`.
//
// One fact a line. The first line is the format, its version, the checksum (FNV-1a, 64 bits) and the length in bytes of
// everything after it. Then the date; lists, each as its name and its length on one line and its items: sources, origins
// (letter, id, date, English, Chinese), keys (as in data/keys.txt), regions; and the services. A service is a line with
// code, name, aliases and the lengths of its lists, and the lists:
//   names         sorted; a character that counts the words shared with the name before (`#` is none), and the rest
//   levels        one line: a letter each, upper-case where the level is that of the verb
//   origins       one line: a letter each, or one for all
//   templates     texts
//   requirements  alternatives (indices of templates, ` ` between, `+` within), origin, operations
//   notes         English, Chinese, operations
//   keys          name, operations
//   hints         texts
// Operations are given as the differences of their indices. A service without operations has no line of levels or origins.

const FORMAT = "ramlight-cloud";
export const VERSION = 1;
const LEVELS = { create: "c", list: "l", get: "g", update: "u", delete: "d", none: "n" };
const LEVEL_OF = Object.fromEntries(Object.entries(LEVELS).map(([level, letter]) => [letter, level]));
const NONE_SHARED = "#".charCodeAt(0);
/** Between the last letter that is none of a word's beginning, and the word that begins. */
const WORDS = /(?<=[a-z0-9])(?=[A-Z])/;

/** FNV-1a of 64 bits, as 16 hexadecimal digits. */
export function checksum(bytes) {
  let [low, high] = [0x84222325, 0xcbf29ce4];
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    // times 0x100000001b3, in halves of 32 bits
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}

export function write({ date, sources, origins, keys, regions, services }) {
  const lines = [`date\t${date}`];
  const list = (name, items) => lines.push(`${name}\t${items.length}`, ...items);
  list("sources", sources);
  list("origins", origins.map(({ letter, id, date: of, en, zh }) => [letter, id, of, en, zh].join("\t")));
  list("keys", keys);
  list("regions", regions);
  lines.push(`services\t${services.length}`);
  const letters = Object.fromEntries(origins.map(({ id, letter }) => [id, letter]));
  for (const service of services) lines.push(...serviceLines(service, letters));
  if (lines.some((line) => line.includes("\n"))) throw new Error("a fact has more than one line");
  const body = Buffer.from(`${lines.join("\n")}\n`);
  return Buffer.concat([Buffer.from(`${FORMAT}\t${VERSION}\t${checksum(body)}\t${body.length}\n`), body]);
}

function serviceLines({ code, name, aliases, operations, hints }, letters) {
  const templates = [];
  const indexOf = (template) => {
    if (!templates.includes(template)) templates.push(template);
    return templates.indexOf(template);
  };
  const requirements = new Grouped();
  const notes = new Grouped();
  const keys = new Grouped();
  for (const [i, operation] of operations.entries()) {
    const alternatives = operation.requires.map((all) => all.map(indexOf).join("+")).join(" ");
    if (alternatives !== "") requirements.add(`${alternatives}\t${letters[operation.resourceOrigin]}`, i);
    for (const { en, zh } of operation.notes) notes.add(`${en}\t${zh}`, i);
    for (const key of operation.keys) keys.add(key, i);
  }
  const lists = [templates, requirements.lines(), notes.lines(), keys.lines(), hints];
  const counts = [operations.length, ...lists.map((list) => list.length)];
  const lines = [[code, name, aliases.join(" "), ...counts].join("\t")];
  if (operations.length > 0) {
    const level = (operation) => (operation.derived ? LEVELS[operation.level].toUpperCase() : LEVELS[operation.level]);
    const origins = operations.map((operation) => letters[operation.origin]).join("");
    lines.push(...frontCoded(operations.map((operation) => operation.name)));
    lines.push(operations.map(level).join(""), /^(.)\1*$/.test(origins) ? origins[0] : origins);
  }
  return lines.concat(...lists);
}

/** Facts that several operations share: each once, with the differences of the operations' indices. */
class Grouped {
  #operations = new Map();

  add(fact, operation) {
    this.#operations.set(fact, [...(this.#operations.get(fact) ?? []), operation]);
  }

  lines() {
    return [...this.#operations].map(([fact, indices]) => `${fact}\t${indices.map((at, i) => at - (indices[i - 1] ?? 0)).join(" ")}`);
  }
}

/** Each name as the number of words that it shares with the one before, and its rest. */
function frontCoded(names) {
  let before = [];
  return names.map((name) => {
    const words = name.split(WORDS);
    let shared = 0;
    while (shared < words.length && words[shared] === before[shared]) shared += 1;
    before = words;
    return String.fromCharCode(NONE_SHARED + shared) + words.slice(shared).join("");
  });
}

/** What a file says; throws where it is none of this version. */
export function read(bytes) {
  const text = bytes.toString();
  const [head, ...lines] = text.trimEnd().split("\n");
  const [format, version] = head.split("\t");
  if (format !== FORMAT || Number(version) !== VERSION) throw new Error(`no ${FORMAT} of version ${VERSION}`);
  let at = 0;
  const next = () => lines[at++];
  const take = (count) => lines.slice(at, (at += Number(count)));
  const list = () => take(next().split("\t")[1]);
  const date = next().split("\t")[1];
  const sources = list();
  const origins = list().map((line) => {
    const [letter, id, of, en, zh] = line.split("\t");
    return { letter, id, date: of, en, zh };
  });
  const [keys, regions] = [list(), list()];
  const ids = Object.fromEntries(origins.map(({ letter, id }) => [letter, id]));
  const services = Array.from({ length: Number(next().split("\t")[1]) }, () => readService(next, take, ids));
  return { date, sources, origins, keys, regions, services };
}

function readService(next, take, ids) {
  const [code, name, aliases, ...counts] = next().split("\t");
  const count = Number(counts.shift());
  const names = plain(take(count));
  const [levels, origins] = count > 0 ? [next(), next()] : ["", ""];
  const [templates, requirements, notes, keys, hints] = counts.map(take);
  const operations = names.map((each, i) => {
    const level = LEVEL_OF[levels[i].toLowerCase()];
    const derived = levels[i] !== levels[i].toLowerCase();
    return { name: each, level, derived, origin: ids[origins[i] ?? origins[0]], requires: [], resourceOrigin: "", notes: [], keys: [] };
  });
  const each = (differences, change) => {
    let index = 0;
    for (const difference of differences.split(" ")) change(operations[(index += Number(difference))]);
  };
  for (const line of requirements) {
    const [alternatives, letter, of] = line.split("\t");
    const requires = alternatives.split(" ").map((all) => all.split("+").map((index) => templates[index]));
    each(of, (operation) => Object.assign(operation, { requires, resourceOrigin: ids[letter] }));
  }
  for (const line of notes) {
    const [en, zh, of] = line.split("\t");
    each(of, (operation) => operation.notes.push({ en, zh }));
  }
  for (const line of keys) {
    const [key, of] = line.split("\t");
    each(of, (operation) => operation.keys.push(key));
  }
  return { code, name, aliases: aliases === "" ? [] : aliases.split(" "), operations, hints };
}

function plain(coded) {
  let before = [];
  return coded.map((line) => {
    const words = before.slice(0, line.charCodeAt(0) - NONE_SHARED).concat(line.slice(1));
    const name = words.join("");
    before = name.split(WORDS);
    return name;
  });
}
