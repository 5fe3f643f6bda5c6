// The settings of each file: those that are named, or the nearest `ramlight.json` in its folder or one above.
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Settings, SettingsError } from "ramlight";
import { CannotRun } from "./errors.mjs";
import { STDIN, STDIN_NAME, readText } from "./input.mjs";

export const SETTINGS = "ramlight.json";

/** Settings of a file, or a sentence and exit code 2 for what is wrong with them. `shown`: the path as messages have it. */
export function openSettings(shown) {
  const text = readText(shown);
  try {
    return { path: shown, text, folder: dirname(resolve(shown)), settings: Settings.fromJSON(text) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const faults = error.message.split("\n").map((line) => `${shown}:${line}`).join("\n");
    throw new CannotRun(`can't use these settings\n${faults}`, `无法使用这些设置\n${faults}`);
  }
}

/** Where the nearest settings above a path stand, or `undefined`. */
export function nearestSettings(path) {
  let folder = path === STDIN ? resolve(".") : dirname(resolve(path));
  for (;;) {
    const file = join(folder, SETTINGS);
    if (existsSync(file)) return shorter(file);
    const above = dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
}

/** A function that gives the settings of a path; `undefined` where there are none. Each file of settings is read once. */
export function settingsFinder(named) {
  const all = named === undefined ? undefined : openSettings(named);
  const opened = new Map();
  const byFolder = new Map();
  return (path) => {
    if (all !== undefined) return all;
    const folder = path === STDIN ? "." : dirname(resolve(path));
    if (!byFolder.has(folder)) byFolder.set(folder, nearestSettings(path));
    const file = byFolder.get(folder);
    if (file === undefined) return undefined;
    if (!opened.has(file)) opened.set(file, openSettings(file));
    return opened.get(file);
  };
}

/** How settings call a file: its path below their folder, with `/`. */
export function nameIn({ folder }, path) {
  return path === STDIN_NAME ? "stdin" : relative(folder, resolve(path)).split(sep).join("/");
}

/** A path as messages have it: from here, unless that leads out of this folder by more than two. */
function shorter(path) {
  const from = relative(".", path);
  return from.startsWith(`..${sep}..${sep}..`) ? path : from;
}
