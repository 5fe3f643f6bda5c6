// Findings as commands of a GitHub workflow, which shows them beside the lines of a change.
import { plain } from "../colour.mjs";
import { fold } from "../folding.mjs";
import { positionsIn } from "../position.mjs";
import { wordsIn } from "../words.mjs";
import { classesOf } from "./human.mjs";

const COMMANDS = { error: "error", "security-warning": "warning", "general-warning": "warning", suggestion: "notice" };

export function githubLines({ path, text, policies, problems }, { all, locale }) {
  const words = wordsIn(locale);
  const at = positionsIn(text);
  const broken = problems.map(({ from, to, message }) => command("error", { file: path, ...placeOf(at, { from, to }) }, message));
  const found = policies.flatMap(({ findings }) => (all ? findings.map((finding) => ({ finding, following: [] })) : fold(findings)));
  return [
    ...broken,
    ...found.map(({ finding, following }) => {
      const { code, name, severity, message, help, note } = finding;
      const more = following.length > 0 ? words.more(following.length, classesOf(following, words)) : "";
      const told = [message, help && `${words.help}: ${help}`, note && `${words.note}: ${note}`, more].filter(Boolean).map(plain).join("\n");
      return command(COMMANDS[severity], { file: path, ...placeOf(at, finding), title: `${code} ${name}` }, told);
    }),
  ];
}

/** GitHub takes columns of a place within one line only. */
function placeOf(at, { from, to }) {
  const start = at(from);
  const end = at(to);
  if (start.line !== end.line) return { line: start.line, endLine: end.line };
  return { line: start.line, endLine: end.line, col: start.column, endColumn: Math.max(end.column, start.column) };
}

function command(name, properties, message) {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text) {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text) {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
