// Reads policies and catalogues.
import { readFileSync } from "node:fs";
import { CannotRun, UsageError } from "./errors.mjs";

const STDIN = "-";

const REASONS = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "its permissions forbid it",
};

/** The reason of a file-system error, in words. */
export function reasonOf(error) {
  return REASONS[error.code] ?? error.message;
}

/** The text of a file. */
export function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CannotRun(`can't read ${path}: ${reasonOf(error)}`);
  }
}

/** A policy: of a file; of standard input for `-`, or for no file at all while something is piped in. */
export async function readPolicy(path) {
  if (path !== undefined && path !== STDIN) return { path, text: readText(path) };
  if (path === undefined && process.stdin.isTTY) throw new UsageError("no file given");
  const chunks = [];
  try {
    for await (const chunk of process.stdin) chunks.push(chunk);
  } catch (error) {
    throw new CannotRun(`can't read standard input: ${reasonOf(error)}`);
  }
  return { path: "<stdin>", text: Buffer.concat(chunks).toString("utf8") };
}
