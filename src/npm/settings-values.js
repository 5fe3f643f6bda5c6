// Values that stand in several places of a settings file.
import { globMatcher, globProblem } from "./glob.js";
import { meant } from "./json-source.js";

const SEVERITIES = Object.freeze(["error", "security-warning", "general-warning", "suggestion", "off"]);

/** A severity, or `off`. */
function readSeverity(source, node, path) {
  const severity = source.string(node, path);
  if (severity === undefined || SEVERITIES.includes(severity)) return severity;
  source.fail(node, path, `\`${severity}\` is no severity: ${SEVERITIES.join(", ")}${meant(severity, SEVERITIES)}`);
  return undefined;
}

/** A function that tells whether a file is meant; of every file where there is no node. */
function readMatch(source, node, path) {
  if (node === undefined) return () => true;
  const places = node.kind === "list" ? node.items.map((item, index) => [item, `${path}[${index}]`]) : [[node, path]];
  if (node.kind === "list" && node.items.length === 0) source.fail(node, path, "a pattern of file names is needed here");
  const patterns = places.flatMap(([item, at]) => {
    const pattern = source.string(item, at);
    if (pattern === undefined) return [];
    const problem = globProblem(pattern);
    if (problem !== null) source.fail(item, at, problem);
    return problem === null ? [globMatcher(pattern)] : [];
  });
  return (file) => patterns.some((matches) => matches(file));
}

export { readMatch, readSeverity };
