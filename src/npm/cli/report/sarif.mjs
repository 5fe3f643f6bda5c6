// Findings as SARIF 2.1.0, which code scanning takes.
import { createHash } from "node:crypto";
import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { rules } from "ramlight";
import { version } from "../help.mjs";
import { STDIN_NAME } from "../input.mjs";
import { positionsIn } from "../position.mjs";
import { wordsIn } from "../words.mjs";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const LEVELS = { error: "error", "security-warning": "warning", "general-warning": "warning", suggestion: "note" };

/** `unread`: the messages of files that could not be read. */
export function sarifReport(files, settings, { locale, unread }) {
  const seen = new Map();
  const found = [
    ...files.map(({ path, text, policies }) => ({ path, text, findings: policies.flatMap(({ findings, suppressed }) => [...findings, ...suppressed]) })),
    ...settings,
  ];
  const driven = rulesOf(found.flatMap(({ findings }) => findings), locale);
  const results = found.flatMap(({ path, text, findings }) => {
    const at = positionsIn(text);
    return findings.map((finding) => resultOf(finding, { at, text, location: locationOf(path), driven, seen, words: wordsIn(locale) }));
  });
  const notifications = unread.map((message) => ({ level: "error", message: { text: message } }));
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [{
      tool: { driver: { name: "ramlight", version: version(), rules: driven } },
      invocations: [{ executionSuccessful: unread.length === 0, toolExecutionNotifications: notifications }],
      columnKind: "utf16CodeUnits",
      results,
    }],
  };
}

/** The rules that have results. */
function rulesOf(findings, locale) {
  const codes = new Set(findings.map(({ code }) => code));
  return rules(locale).filter(({ code }) => codes.has(code)).map(({ code, name, severity, message, help }) => ({
    id: code,
    name,
    shortDescription: { text: open(message) },
    help: { text: open(help) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: severity === "security-warning" ? ["security"] : [] },
  }));
}

/** Wording without what it is about. */
function open(wording) {
  return wording.replace(/\{\d\}/g, "…");
}

function resultOf(finding, { at, text, location, driven, seen, words }) {
  const { code, severity, message, help, note, fix, cause, suppression } = finding;
  const physical = (place) => ({ physicalLocation: { artifactLocation: location, region: regionOf(at, place) } });
  return {
    ruleId: code,
    ruleIndex: driven.findIndex(({ id }) => id === code),
    level: LEVELS[severity],
    message: { text: [message, help && `${words.help}: ${help}`, note && `${words.note}: ${note}`].filter(Boolean).join("\n") },
    locations: [physical(finding)],
    ...(cause ? { relatedLocations: [{ id: 1, message: { text: words.followsFrom(cause.code) }, ...physical(cause) }] } : {}),
    partialFingerprints: { primaryLocationLineHash: fingerprint(finding, { at, text, location, seen }) },
    ...(fix ? { fixes: [fixOf(fix, help, at, location)] } : {}),
    ...(suppression ? { suppressions: [{ kind: "external", status: "accepted", justification: suppression.reason }] } : {}),
  };
}

/** A path below this folder is told as one of the source; any other as it is. */
function locationOf(path) {
  if (path === STDIN_NAME) return { uri: "stdin" };
  if (isAbsolute(path) || path.startsWith("..")) return { uri: pathToFileURL(path).href };
  return { uri: path.replace(/^\.[\\/]/, "").split(sep).map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

function regionOf(at, { from, to }) {
  const start = at(from);
  const end = at(to);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column, charOffset: from, charLength: to - from };
}

/** The same for the same finding in the same text of a line, wherever that moved to. */
function fingerprint({ code, policy, rule, from }, { at, text, location, seen }) {
  const { column } = at(from);
  const line = text.slice(from - column + 1).match(/^[^\r\n]*/)[0].trim();
  const hash = createHash("sha256").update([code, rule ?? "", location.uri, policy ?? "", line].join("\0")).digest("hex").slice(0, 16);
  const count = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, count);
  return `${hash}:${count}`;
}

function fixOf({ edits }, help, at, location) {
  const replacements = edits.map((edit) => ({ deletedRegion: regionOf(at, edit), insertedContent: { text: edit.insert } }));
  return { description: { text: help }, artifactChanges: [{ artifactLocation: location, replacements }] };
}
