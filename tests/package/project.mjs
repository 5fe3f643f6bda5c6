// Fresh projects with the packed package installed, and what they are tested with.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tools = join(root, "tests/node_modules");

/** The tarball that `make pkg` packed. */
export function tarball() {
  const packed = readdirSync(join(root, "pkg")).filter((name) => name.endsWith(".tgz"));
  if (packed.length !== 1) throw new Error("pkg/ has no tarball: run `make pkg`");
  return join(root, "pkg", packed[0]);
}

/** A new folder with these files, gone after the test `t`. */
export function folderOf(t, files) {
  const folder = mkdtempSync(join(tmpdir(), "ramlight-package-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return folder;
}

/** The same with the package installed. */
export function project(t, files) {
  const folder = folderOf(t, { "package.json": JSON.stringify({ private: true }), ...files });
  // offline: the package needs no other
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball()], { cwd: folder, stdio: "pipe" });
  return folder;
}

/** The same for all tests of a file. */
export const projectOfFile = (files = {}) => project({ after }, files);

/** What Node.js imports of the package that is installed in a folder. */
export const ramlightIn = (folder) => import(pathToFileURL(join(folder, "node_modules/ramlight/node.mjs")));

export function write(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Runs a command in a project: `{ status, stdout, stderr }`. Standard input is empty unless `input` or `stdio` is given. */
export function run(folder, command, args, { input = "", stdio } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    ...(stdio ? { stdio } : { input }),
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Runs a tool of tests/node_modules in a project. */
export function tool(folder, name, args) {
  return run(folder, join(tools, ".bin", name), args);
}

/** A tsconfig.json that finds the types of Node.js among the tests' tools. */
export function tsconfig(compilerOptions, include) {
  return JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, target: "es2022", lib: ["es2022", "dom"], types: ["node"],
      typeRoots: [join(tools, "@types")], exactOptionalPropertyTypes: true, ...compilerOptions },
    include,
  });
}
