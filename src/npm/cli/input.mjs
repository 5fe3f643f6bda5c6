// Reads policies and catalogues.
import { fstatSync, readFileSync } from "node:fs";
import { CannotRun, UsageError } from "./errors.mjs";

export const STDIN = "-";

const REASONS = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "its permissions forbid it",
  EBADF: "it is not open for reading",
  ENOSPC: "no space is left",
};

/** The reason of a file-system error, in words. */
export function reasonOf(error) {
  return REASONS[error.code] ?? error.message;
}

/** The text of a file. */
export function readText(path) {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new CannotRun(`can't read ${path}: ${reasonOf(error)}`);
  }
  return decode(bytes, path);
}

/** A policy: of a file; of standard input for `-`, or for no file at all while something is piped in. */
export async function readPolicy(path) {
  if (path !== undefined && path !== STDIN) return { path, text: readText(path) };
  if (path === undefined && process.stdin.isTTY) throw new UsageError("no file given");
  return { path: "<stdin>", text: decode(await readStandardInput(), "standard input") };
}

async function readStandardInput() {
  const chunks = [];
  try {
    // Node.js reads a folder as empty
    if (fstatSync(0).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    for await (const chunk of process.stdin) chunks.push(chunk);
  } catch (error) {
    throw new CannotRun(`can't read standard input: ${reasonOf(error)}`);
  }
  return Buffer.concat(chunks);
}

/** The text of bytes in UTF-8; a byte order mark stays in it, so that offsets are those of the file. */
function decode(bytes, name) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const offset = invalidOffset(bytes);
    const byte = bytes[offset].toString(16).toUpperCase().padStart(2, "0");
    throw new CannotRun(`can't read ${name}: it is not UTF-8; the first invalid byte is 0x${byte} at offset ${offset}`);
  }
}

/** Where the first byte sequence starts that is not UTF-8. */
function invalidOffset(bytes) {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  // what can't be decoded became U+FFFD; one that stands in the file is three bytes there
  let offset = 0;
  for (const part of text.split("\ufffd")) {
    offset += Buffer.byteLength(part);
    if (bytes.toString("latin1", offset, offset + 3) !== "\xef\xbf\xbd") break;
    offset += 3;
  }
  return offset;
}
