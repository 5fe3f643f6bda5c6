// Values that stand in several places of a settings file.
import { globMatcher, globProblem, isOneFile } from "./glob.js";
import { meant } from "./json-source.js";

const SEVERITIES = Object.freeze(["error", "security-warning", "general-warning", "suggestion", "off"]);

/** A severity, or `off`. */
function readSeverity(source, node, path) {
  const severity = source.string(node, path);
  if (severity === undefined || SEVERITIES.includes(severity)) return severity;
  source.fail(node, path, `\`${severity}\` is no severity: ${SEVERITIES.join(", ")}${meant(severity, SEVERITIES)}`);
  return undefined;
}

/** A function that tells whether a file is meant, of every file where there is no node; its `areFiles`: whether single files are named. */
function readMatch(source, node, path) {
  if (node === undefined) return Object.assign(() => true, { areFiles: false });
  const places = node.kind === "list" ? node.items.map((item, index) => [item, `${path}[${index}]`]) : [[node, path]];
  if (node.kind === "list" && node.items.length === 0) source.fail(node, path, "a pattern of file names is needed here");
  const patterns = places.flatMap(([item, at]) => {
    const pattern = source.string(item, at);
    if (pattern === undefined) return [];
    const problem = globProblem(pattern);
    if (problem !== null) source.fail(item, at, problem);
    return problem === null ? [{ matches: globMatcher(pattern), isOne: isOneFile(pattern) }] : [];
  });
  return Object.assign((file) => patterns.some(({ matches }) => matches(file)), { areFiles: patterns.every(({ isOne }) => isOne) });
}

export { readMatch, readSeverity };
