// Runs a command, or finds one; used by the build's scripts.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs a command in the root folder with its output shown; throws when it fails. */
export function run(command, args, options = {}) {
  const { status, error, signal } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) throw new Error(`${command} could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed (${signal ?? `exit ${status}`})`);
}

/** What a command prints, trimmed; `null` when it is missing or fails. */
export function output(command, args) {
  const { status, error, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  return error || status !== 0 ? null : stdout.trim();
}

/** The path of the first of these commands that stands on PATH; `null` when none does. */
export function which(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here: the next folder
      }
    }
  }
  return null;
}
