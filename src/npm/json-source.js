// A JSON file of ours that is being read: typed access to it, gathering everything wrong with it. A function that finds
// a fault notes it and gives `undefined`; the caller goes on, so that all faults come to light at once.
import { positionsIn } from "./cli/position.mjs";

/** The path of a member: `users.alice`, `policies["Read only"]`. */
function memberPath(path, key) {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** How many letters must be changed, put in or left out to make `b` of `a`, without regard to case. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1].toLowerCase() === b[j - 1].toLowerCase();
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

/** `; did you mean …?` where one of the names is near. */
function meant(name, names) {
  if (name.length > 64) return "";
  let best;
  for (const known of names) {
    if (Math.abs(known.length - name.length) > 2) continue;
    const far = distance(name, known);
    if (far <= Math.min(2, known.length / 3) && (best === undefined || far < best.far)) best = { known, far };
  }
  return best === undefined ? "" : `; did you mean \`${best.known}\`?`;
}

class JsonSource {
  #problems;
  #broken;

  constructor(text, read) {
    this.text = text;
    this.root = read.root;
    this.#broken = read.problems.length > 0;
    this.#problems = read.problems.map(({ from, message }) => ({ from, path: "", message }));
  }

  /** Notes a fault at a node or an offset. */
  fail(place, path, message) {
    this.#problems.push({ from: typeof place === "number" ? place : place.from, path, message });
  }

  /** Notes that something is missing; what broken JSON lacks may be there once it is mended, so it is not told yet. */
  lack(place, path, message) {
    if (!this.#broken) this.fail(place, path, message);
  }

  /** What was found, in the order of the text: `{ line, column, path, message }`. */
  problems() {
    const at = positionsIn(this.text);
    const problems = this.#problems.sort((a, b) => a.from - b.from);
    return problems.map(({ from, path, message }) => {
      const { line, column } = at(from);
      return { line, column, path, message };
    });
  }

  #expect(node, path, kind, words) {
    if (node.kind === kind) return true;
    // junk was told by the reader of JSON
    if (node.kind !== "junk") this.fail(node, path, `${words} is needed here`);
    return false;
  }

  /** The members of an object whose keys are names that the file makes up: `[{ key, from, node, path }]`. */
  table(node, path) {
    if (node === undefined || !this.#expect(node, path, "object", "an object")) return [];
    const seen = new Set();
    const members = [];
    for (const [key, from, value] of node.members) {
      const at = memberPath(path, key);
      if (seen.has(key)) this.fail(from, at, `\`${key}\` stands twice in this object`);
      else if (value !== null) members.push({ key, from, node: value, path: at });
      seen.add(key);
    }
    return members;
  }

  /** The values of an object by key; any key but `known` is a fault. `undefined`: it is no object. */
  object(node, path, known) {
    if (node === undefined || !this.#expect(node, path, "object", "an object")) return undefined;
    const values = {};
    for (const member of this.table(node, path)) {
      if (known.includes(member.key)) values[member.key] = member.node;
      else this.fail(member.from, member.path, `\`${member.key}\` is no key of this object${meant(member.key, known)}`);
    }
    return values;
  }

  /** What `each` makes of the items of a list; of none where there is no node. */
  list(node, path, each) {
    if (node === undefined || !this.#expect(node, path, "list", "a list")) return [];
    return node.items.map((item, index) => each(item, `${path}[${index}]`));
  }

  /** A text that is not empty. */
  string(node, path) {
    if (node === undefined || !this.#expect(node, path, "string", "a string")) return undefined;
    if (node.text !== "") return node.text;
    this.fail(node, path, "the text is empty");
    return undefined;
  }

  /** Notes where `format` does not say `name/1`. */
  format(node, name) {
    const wanted = `${name}/1`;
    if (node === undefined) {
      this.lack(this.root, "", `\`format\` is missing: it must be "${wanted}"`);
      return;
    }
    const format = this.string(node, "format");
    if (format === undefined || format === wanted) return;
    const newer = format.startsWith(`${name}/`) && /^\d+$/.test(format.slice(name.length + 1));
    this.fail(node, "format", newer ? `\`${format}\` is made for a newer ramlight` : `the format must be "${wanted}"`);
  }

  /** A text that names something which stands elsewhere: `{ name, from, path }`. */
  name(node, path) {
    const name = this.string(node, path);
    return name === undefined ? undefined : { name, from: node.from, path };
  }

  /** The texts of a list that name something. */
  names(node, path) {
    return this.list(node, path, (item, at) => this.name(item, at)).filter((name) => name !== undefined);
  }

  /** `true` or `false`; `false` where there is no node. */
  flag(node, path) {
    if (node === undefined || node.kind === "false") return false;
    if (node.kind !== "true" && node.kind !== "junk") this.fail(node, path, "`true` or `false` is needed here");
    return node.kind === "true";
  }

  /** The texts of a list, or of a lone string. */
  texts(node, path) {
    if (node.kind === "string") return [node.text];
    if (node.kind !== "list") {
      if (node.kind !== "junk") this.fail(node, path, "a string or a list of strings is needed here");
      return [];
    }
    return node.items.flatMap((item, index) => {
      const at = `${path}[${index}]`;
      return this.#expect(item, at, "string", "a string") ? [item.text] : [];
    });
  }
}

/** Problems as lines of a message. */
function problemLines(problems) {
  return problems.map(({ line, column, path, message }) => `${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`).join("\n");
}

export { JsonSource, meant, memberPath, problemLines };
