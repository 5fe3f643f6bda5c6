/**
 * The straightforward implementation: every pattern of every statement against every operation, with cached RegExps.
 *
 * It is what one writes first. It is measured against, and left alone.
 */
export class Baseline {
  #operations;
  #regExps = new Map();

  /** @param {string} text a catalogue */
  constructor(text) {
    this.#operations = JSON.parse(text).services.flatMap(operationsOf);
    this.#operations.sort((a, b) => compare(a.code, b.code) || compare(a.name.toLowerCase(), b.name.toLowerCase()));
  }

  /** In the order of every answer: by service code, then by lower-cased name. */
  get operations() {
    return this.#operations;
  }

  /**
   * What the policy's statements match and grant.
   *
   * @param {string} text
   * @returns {{ actionMatches: Uint32Array, levels: boolean[][], must: boolean[], may: boolean[] }}
   *   `actionMatches`: bit sets, a row of `ceil(operations / 32)` words per statement; `levels`: per statement and operation
   */
  run(text) {
    const { Statement } = JSON.parse(text);
    const count = this.#operations.length;
    const words = Math.ceil(count / 32);
    const actionMatches = new Uint32Array(words * Statement.length);
    const levels = [];
    const must = { allowed: Array(count).fill(false), denied: Array(count).fill(false) };
    const may = { allowed: Array(count).fill(false), denied: Array(count).fill(false) };
    Statement.forEach((statement, s) => {
      const actions = [statement.Action].flat().map((pattern) => this.#action(pattern));
      const resources = [statement.Resource].flat().map((pattern) => this.#resource(pattern));
      const allow = statement.Effect === "Allow";
      const matches = (resource) => resources.some((test) => test(resource));
      const level = this.#operations.map((operation, o) => {
        if (!actions.some((test) => test(operation))) return false;
        actionMatches[s * words + (o >>> 5)] |= 1 << (o & 31);
        return operation.alternatives.some((resources) => (allow ? resources.every(matches) : resources.some(matches)));
      });
      levels.push(level);
      level.forEach((covered, o) => {
        if (!covered) return;
        if (allow) {
          may.allowed[o] = true;
          if (!statement.Condition) must.allowed[o] = true;
        } else {
          must.denied[o] = true;
          if (!statement.Condition) may.denied[o] = true;
        }
      });
    });
    const net = ({ allowed, denied }) => allowed.map((is, o) => is && !denied[o]);
    return { actionMatches, levels, must: net(must), may: net(may) };
  }

  #action(pattern) {
    if (pattern === "*") return () => true;
    const [code, name] = split(pattern, 2);
    const codes = this.#regExp(code, "i");
    const names = this.#regExp(name, "i");
    return (operation) => codes.test(operation.code) && names.test(operation.name);
  }

  #resource(pattern) {
    if (pattern === "*") return () => true;
    const fields = split(pattern, 5).map((field) => this.#regExp(field, ""));
    return (resource) => resource.length === 5 && fields.every((field, i) => field.test(resource[i]));
  }

  #regExp(pattern, flags) {
    const key = `${flags} ${pattern}`;
    let regExp = this.#regExps.get(key);
    if (!regExp) {
      const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".");
      // An empty region or account stands for "global", as a lone `*` in the request does.
      regExp = new RegExp(pattern === "" ? "^\\*?$" : `^${source}$`, `${flags}su`);
      this.#regExps.set(key, regExp);
    }
    return regExp;
  }
}

function operationsOf({ code, templates, operations }) {
  return operations.map(({ name, requires }) => ({
    code,
    name,
    // Not published: checked against a text that only `*` matches.
    alternatives: (requires ?? "").split(" | ").map((together) => together.split(" + ").map((key) => sample(templates[key] ?? key))),
  }));
}

/** The fields of a template, each variable with a text in its place that nobody writes into a policy. */
function sample(template) {
  return split(template.replace(/\$(\w+)/g, "~$1~"), 5);
}

/** Splits at the first colons into at most so many parts. */
function split(text, parts) {
  const pieces = text.split(":");
  return [...pieces.slice(0, parts - 1), ...(pieces.length >= parts ? [pieces.slice(parts - 1).join(":")] : [])];
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
