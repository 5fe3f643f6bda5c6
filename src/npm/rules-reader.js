// Own rules of the settings: what each says, and the policy beyond which nothing may be granted by it.
import { readMatch, readSeverity } from "./settings-values.js";

const MEMBERS = ["require", "never", "boundary"];

/**
 * The rules: `{ name, message, severity, matches, boundary, parts }`, the boundary as the text of a policy; `parts` of one
 * that requires a condition has each operator and key of it, with the boundary that requires this alone.
 */
function readRules(reader, node) {
  const { source } = reader;
  const seen = new Set();
  return source.list(node, "rules", (item, path) => {
    const read = source.object(item, path, ["name", "message", "severity", "match", ...MEMBERS]) ?? {};
    if (read.name === undefined && item.kind === "object") source.lack(item, path, "`name` is missing");
    const name = source.string(read.name, `${path}.name`);
    if (seen.has(name)) source.fail(read.name, `${path}.name`, `two rules are called \`${name}\``);
    if (name !== undefined) seen.add(name);
    return {
      name,
      message: source.string(read.message, `${path}.message`),
      severity: readSeverity(source, read.severity, `${path}.severity`),
      matches: readMatch(source, read.match, `${path}.match`),
      ...readBoundary(reader, item, path, read),
    };
  });
}

function readBoundary(reader, node, path, read) {
  const { source } = reader;
  const given = MEMBERS.filter((key) => read[key] !== undefined);
  if (given.length === 0) {
    if (node.kind === "object") source.lack(node, path, "`require`, `never` or `boundary` is missing: what the rule asks");
    return {};
  }
  const [member] = given;
  if (given.length > 1) source.fail(read[given[1]], `${path}.${given[1]}`, `a rule asks one thing: \`${member}\` or \`${given[1]}\``);
  const pieces = PIECES[member](source, read[member], `${path}.${member}`);
  if (pieces === undefined) return {};
  const policy = new Composed(source, read[member], pieces);
  const faults = reader.faultsOf(policy.text);
  for (const { from, message } of faults) source.fail(policy.place(from), `${path}.${member}`, message);
  return { boundary: policy.text, parts: member === "require" && faults.length === 0 ? partsOf(JSON.parse(policy.text)) : [] };
}

/** Each operator and key that a boundary requires, `{ operator, key, values, boundary }`. */
function partsOf({ Version, Statement: [others, asked, ...more] }) {
  return Object.entries(asked.Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => {
      const only = { ...asked, Condition: { [operator]: { [key]: value } } };
      return { operator, key, values: [value].flat().map(String), boundary: JSON.stringify({ Version, Statement: [others, only, ...more] }) };
    }),
  );
}

/** What each rule allows at most, as pieces of a policy's text; a node stands for its own text. */
const PIECES = {
  require(source, node, path) {
    const read = needed(source, node, path, ["actions", "condition"], ["resources"]);
    if (read === undefined) return undefined;
    const { actions, condition, resources } = read;
    const others = resources === undefined ? [] : [", ", ALLOW, '"Action": ', actions, ', "NotResource": ', resources, "}"];
    return [OPEN, ALLOW, '"NotAction": ', actions, ON_ALL, ", ", ALLOW, '"Action": ', actions, ', "Resource": "*", "Condition": ', condition, "}", ...others, CLOSE];
  },
  never(source, node, path) {
    const read = needed(source, node, path, ["actions"], ["resources"]);
    if (read === undefined) return undefined;
    const where = read.resources === undefined ? ['"*"'] : [read.resources];
    return [OPEN, ALLOW, '"Action": "*"', ON_ALL, ', {"Effect": "Deny", "Action": ', read.actions, ', "Resource": ', ...where, "}", CLOSE];
  },
  boundary(source, node, path) {
    if (node.kind === "object") return [node];
    if (node.kind !== "junk") source.fail(node, path, "a policy is needed here, an object");
    return undefined;
  },
};
const OPEN = '{"Version": "1", "Statement": [';
const ALLOW = '{"Effect": "Allow", ';
const ON_ALL = ', "Resource": "*"}';
const CLOSE = "]}";

function needed(source, node, path, members, more) {
  const read = source.object(node, path, [...members, ...more]);
  if (read === undefined) return undefined;
  const missing = members.filter((key) => read[key] === undefined);
  for (const key of missing) source.lack(node, path, `\`${key}\` is missing`);
  return missing.length === 0 ? read : undefined;
}

/** A text made of pieces, and where an offset into it stands in the source. */
class Composed {
  #parts = [];
  #fallback;

  constructor(source, node, pieces) {
    this.text = "";
    for (const piece of pieces) {
      const start = this.text.length;
      this.text += typeof piece === "string" ? piece : source.text.slice(piece.from, piece.to);
      this.#parts.push({ start, end: this.text.length, from: piece.from });
    }
    this.#fallback = node.from;
  }

  /** What is wrong with a text of ours is told at the whole. */
  place(offset) {
    const part = this.#parts.find(({ start, end, from }) => from !== undefined && offset >= start && offset < end);
    return part === undefined ? this.#fallback : part.from + offset - part.start;
  }
}

export { readRules };
