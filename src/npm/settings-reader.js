// The form of a settings file, `ramlight-settings/1`: what stands where. `settings.js` is what it means.
import { isDay } from "./day.js";
import { JsonSource, meant, memberPath } from "./json-source.js";
import { readRules } from "./rules-reader.js";
import { readMatch, readSeverity } from "./settings-values.js";

/** What a text says as settings, and what is wrong with it. `names`: every finding's code by its code and by its name. */
function openSettings(text, read, { names, kinds, faultsOf }) {
  const source = new JsonSource(text, read);
  const reader = { source, names, kinds, faultsOf };
  const top = source.object(source.root ?? undefined, "", ["$schema", "format", "severity", "files", "rules", "suppressions"]) ?? {};
  if (source.root?.kind === "object") source.format(top.format, "ramlight-settings");
  source.string(top.$schema, "$schema");
  const settings = {
    severity: readSeverities(reader, top.severity, "severity"),
    files: source.list(top.files, "files", (node, path) => readFile(reader, node, path)),
    rules: readRules(reader, top.rules),
    suppressions: source.list(top.suppressions, "suppressions", (node, path) => readSuppression(reader, node, path)),
  };
  return { settings, problems: source.problems() };
}

/** The code that a code or a name stands for. */
function codeOf({ source, names }, name, place, path) {
  if (names.has(name)) return names.get(name);
  // codes are all alike
  const words = [...names.keys()].filter((known) => !known.startsWith("RAM"));
  source.fail(place, path, `there is no finding \`${name}\`${meant(name, words)}`);
  return undefined;
}

function readSeverities(reader, node, path) {
  const severities = new Map();
  for (const member of reader.source.table(node, path)) {
    const code = codeOf(reader, member.key, member.from, member.path);
    const severity = readSeverity(reader.source, member.node, member.path);
    if (code === undefined || severity === undefined) continue;
    if (severities.has(code)) reader.source.fail(member.from, member.path, `\`${code}\` stands here twice, once by its name`);
    severities.set(code, severity);
  }
  return severities;
}

function readFile(reader, node, path) {
  const { source, kinds } = reader;
  const { match, kind, severity } = source.object(node, path, ["match", "kind", "severity"]) ?? {};
  if (match === undefined && node.kind === "object") source.lack(node, path, "`match` is missing: which files are meant");
  const named = source.string(kind, `${path}.kind`);
  if (named !== undefined && !kinds.includes(named)) {
    source.fail(kind, `${path}.kind`, `\`${named}\` is no kind of policy: ${kinds.join(", ")}${meant(named, kinds)}`);
  }
  return { matches: readMatch(source, match, `${path}.match`), kind: named, severity: readSeverities(reader, severity, `${path}.severity`) };
}

function readSuppression(reader, node, path) {
  const { source } = reader;
  const read = source.object(node, path, ["code", "file", "reason", "expires", "granted"]) ?? {};
  const missing = { code: "which finding is suppressed", reason: "why it is", granted: "what was granted then; `ramlight suppress` writes it" };
  for (const [key, what] of Object.entries(missing)) {
    if (read[key] === undefined && node.kind === "object") source.lack(node, path, `\`${key}\` is missing: ${what}`);
  }
  const name = source.string(read.code, memberPath(path, "code"));
  return {
    from: node.from,
    to: node.to,
    code: name === undefined ? undefined : codeOf(reader, name, read.code, `${path}.code`),
    matches: readMatch(source, read.file, `${path}.file`),
    reason: source.string(read.reason, `${path}.reason`),
    expires: readDate(source, read.expires, `${path}.expires`),
    granted: readGranted(source, read.granted, `${path}.granted`),
  };
}

/** A day, as `2027-01-31`. */
function readDate(source, node, path) {
  const date = source.string(node, path);
  if (date === undefined) return undefined;
  if (isDay(date)) return date;
  source.fail(node, path, `\`${date}\` is no day: it is written as 2027-01-31`);
  return undefined;
}

/** A statement or a whole document. */
function readGranted(source, node, path) {
  if (node === undefined) return undefined;
  if (node.kind === "object") {
    try {
      return JSON.parse(source.text.slice(node.from, node.to));
    } catch {
      return undefined; // broken JSON was told by its reader
    }
  }
  if (node.kind !== "junk") source.fail(node, path, "a statement or a policy is needed here, an object");
  return undefined;
}

export { openSettings };
