// Writes a file at once or not at all.
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { CannotRun } from "./errors.mjs";
import { reasonOf } from "./input.mjs";

const WRITABLE = 0o222;

/**
 * Replaces the text of a file: written beside it, then renamed, so that nobody sees half of it. A link is followed, the
 * mode stays. `before`: what it was read as; a file that says something else by now is left alone. Without it, a new file may be made.
 */
export function replaceFile(path, text, before) {
  let beside;
  try {
    const target = before === undefined ? ownPath(path) : realpathSync(path);
    const mode = statSync(target, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & WRITABLE) === 0) throw new CannotRun(`can't write ${path}: it is read-only`, `无法写入 ${path}：它是只读的`);
    const isSame = () => before === undefined || readFileSync(target, "utf8") === before;
    if (!isSame()) throw new CannotRun(`can't write ${path}: it was changed meanwhile`, `无法写入 ${path}：它在此期间被改动`);
    beside = join(dirname(target), `.ramlight-${randomUUID()}.tmp`);
    const file = openSync(beside, "wx");
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (mode !== undefined) chmodSync(beside, mode);
    if (!isSame()) throw new CannotRun(`can't write ${path}: it was changed meanwhile`, `无法写入 ${path}：它在此期间被改动`);
    renameSync(beside, target);
  } catch (error) {
    if (beside !== undefined) rmSync(beside, { force: true });
    if (error instanceof CannotRun || error.code === undefined) throw error;
    throw new CannotRun(`can't write ${path}: ${reasonOf(error)}`, `无法写入 ${path}：${reasonOf(error)}`);
  }
}

/** Where a path leads, or the path itself where there is nothing yet. */
function ownPath(path) {
  try {
    return realpathSync(path);
  } catch (error) {
    if (error.code === "ENOENT") return path;
    throw error;
  }
}
