// Finds the files to check: those that are named, and in folders those that can hold a policy.
import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { CannotRun } from "./errors.mjs";
import { STDIN, reasonOf } from "./input.mjs";

const HOLDING = /\.(json|tf|tofu|ya?ml)$/i;
const LEFT_OUT = new Set(["node_modules", ".git", ".terraform"]);

/**
 * The files of these paths, each once, those of a folder by name: `{ files: [{ path, named }], folders }`, `folders`
 * being those given. What can't be read goes to `fail`, with its path.
 */
export function findFiles(paths, fail) {
  const found = new Map();
  const folders = [];
  const add = (file) => {
    const key = file.path === STDIN ? STDIN : resolve(file.path);
    if (!found.has(key)) found.set(key, file);
  };
  for (const path of paths) {
    tryTo(fail, path, () => {
      if (path === STDIN || !statSync(path).isDirectory()) add({ path, named: true });
      else {
        folders.push(path);
        addFolder(path, { fail, visited: new Set(), add: (file) => add({ path: file, named: false }) });
      }
    });
  }
  return { files: [...found.values()], folders };
}

/** Adds what a folder has. `visited` has real paths, so that links that lead in a circle end. */
function addFolder(folder, walk) {
  const real = realpathSync(folder);
  if (walk.visited.has(real)) return;
  walk.visited.add(real);
  for (const name of readdirSync(folder).sort()) {
    if (LEFT_OUT.has(name)) continue;
    const path = join(folder, name);
    tryTo(walk.fail, path, () => {
      const stat = statOf(path);
      if (stat?.isDirectory()) addFolder(path, walk);
      else if (stat?.isFile() && HOLDING.test(name)) walk.add(path);
    });
  }
}

/** What stands at a path; `undefined` for a link that leads nowhere, or to itself. */
function statOf(path) {
  try {
    return statSync(path);
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ELOOP") return undefined;
    throw error;
  }
}

function tryTo(fail, path, act) {
  try {
    act();
  } catch (error) {
    if (error.code === undefined) throw error;
    fail(path, new CannotRun(`can't read ${path}: ${reasonOf(error)}`, `无法读取 ${path}：${reasonOf(error)}`));
  }
}
