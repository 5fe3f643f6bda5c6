// Reads policies and catalogues.
import { fstatSync, readFileSync, statSync } from "node:fs";
import { CannotRun, UsageError, said } from "./errors.mjs";

export const STDIN = "-";
/** What messages call it. */
export const STDIN_NAME = "<stdin>";
const INPUT = said("standard input", "标准输入");
/** In bytes. */
const LARGEST = 4_000_000;

const REASONS = {
  ENOENT: ["there is no such file", "没有这个文件"],
  EISDIR: ["it is a folder", "它是文件夹"],
  EACCES: ["its permissions forbid it", "没有权限"],
  EBADF: ["it is not open for reading", "它未打开以供读取"],
  ENOSPC: ["no space is left", "空间不足"],
  ENOTDIR: ["a part of its path is no folder", "其路径的一部分不是文件夹"],
  ELOOP: ["its links lead in a circle", "其链接形成循环"],
  EROFS: ["it is on a read-only file system", "它位于只读文件系统"],
  EPERM: ["it is not allowed", "不允许此操作"],
  ENAMETOOLONG: ["its name is too long", "其名称过长"],
};

/** The reason of a file-system error, in words. */
export function reasonOf(error) {
  return REASONS[error.code] ? said(...REASONS[error.code]) : error.message;
}

/** The text of a file. */
export function readText(path) {
  return decode(readBytes(path), path);
}

function readBytes(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CannotRun(`can't read ${path}: ${reasonOf(error)}`, `无法读取 ${path}：${reasonOf(error)}`);
  }
}

/** A policy: of a file; of standard input for `-`, or for no file at all while something is piped in. */
export async function readPolicy(path) {
  needGiven(path);
  return readSource(path ?? STDIN);
}

/** The same of what may be a scenario, which can be as long as it likes. */
export async function readDocument(path) {
  needGiven(path);
  if (path !== undefined && path !== STDIN) return { path, text: readText(path) };
  return { path: STDIN_NAME, text: decode(await readStandardInput(), INPUT) };
}

function needGiven(path) {
  if (path === undefined && process.stdin.isTTY) throw new UsageError("no file given", "未指定文件");
}

/** Refuses a call that names standard input several times. */
export function needOneInput(paths) {
  if (paths.filter((path) => path === STDIN).length > 1) throw new UsageError("standard input (`-`) can be read only once", "标准输入（`-`）只能读取一次");
}

/** Whether a file is too large to be one that people write. */
export function tooLarge(path) {
  return statSync(path, { throwIfNoEntry: false })?.size > LARGEST;
}

/** The text of a file that may hold policies, or of standard input for `-`: `{ path, text }`. */
export async function readSource(path) {
  const isInput = path === STDIN;
  const name = isInput ? INPUT : path;
  if (!isInput && tooLarge(path)) throw large(name);
  const bytes = isInput ? await readStandardInput(LARGEST) : readBytes(path);
  if (bytes.length > LARGEST) throw large(name);
  if (bytes.includes(0)) throw new CannotRun(`can't read ${name}: it is no text; there is a NUL byte at offset ${bytes.indexOf(0)}`, `无法读取 ${name}：它不是文本，偏移量 ${bytes.indexOf(0)} 处有 NUL 字节`);
  return { path: isInput ? STDIN_NAME : path, text: decode(bytes, name) };
}

/** Refuses what was read by `readDocument`, and is a policy after all, where it is too large for one. */
export function needPolicySize({ path, text }) {
  if (Buffer.byteLength(text) > LARGEST) throw large(path);
}

function large(name) {
  return new CannotRun(`can't read ${name}: it has more than ${LARGEST / 1e6} MB; RAM takes no policy above 61,440 characters`, `无法读取 ${name}：它超过 ${LARGEST / 1e6} MB；RAM 不接受超过 61,440 个字符的策略`);
}

/** Whether something is given on standard input: a pipe or a file, not a terminal. */
export function hasInput() {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isFile() || input.isSocket();
  } catch {
    return false; // it is closed
  }
}

/** All of standard input, or a little more than `most` bytes of it. */
async function readStandardInput(most = Infinity) {
  const chunks = [];
  let length = 0;
  try {
    // Node.js reads a folder as empty
    if (fstatSync(0).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    for await (const chunk of process.stdin) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) break;
    }
  } catch (error) {
    throw new CannotRun(`can't read standard input: ${reasonOf(error)}`, `无法读取标准输入：${reasonOf(error)}`);
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
    throw new CannotRun(`can't read ${name}: it is not UTF-8; the first invalid byte is 0x${byte} at offset ${offset}`, `无法读取 ${name}：它不是 UTF-8，首个无效字节是偏移量 ${offset} 处的 0x${byte}`);
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
