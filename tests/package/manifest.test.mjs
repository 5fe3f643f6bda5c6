// What is in the tarball, and what two checkers of packages say of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { project, tarball, tool } from "./project.mjs";

/** In bytes. The second is loaded only for files that hold policies. */
const GZIPPED_LIMITS = { "ramlight_bg.wasm": 340_000, "ramlight-embed_bg.wasm": 245_000 };

function packed() {
  return execFileSync("tar", ["-tzf", tarball()], { encoding: "utf8" }).trim().split("\n").map((path) => path.replace(/^package\//, ""));
}

test("the tarball has every file that the manifest names, two .wasm, and nothing of the build", (t) => {
  const installed = join(project(t, {}), "node_modules/ramlight");
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const name of manifest.files) assert.ok(statSync(join(installed, name)), name);
  const files = packed();
  assert.deepEqual(files.filter((file) => file.endsWith(".wasm")).sort(), Object.keys(GZIPPED_LIMITS).sort());
  assert.deepEqual(files.filter((file) => /(^|\/)(build|node_modules)\/|\.(rs|tgz)$/.test(file)), []);
  assert.equal(manifest.dependencies, undefined);
  const version = readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8").match(/^version = "(.*)"$/m)[1];
  assert.equal(manifest.version, version);
});

for (const [name, limit] of Object.entries(GZIPPED_LIMITS)) test(`${name} is at most ${limit / 1000} kB gzipped, and tells its features but no names`, async (t) => {
  const module = readFileSync(join(project(t, {}), "node_modules/ramlight", name));
  const size = gzipSync(module, { level: 9 }).length;
  t.diagnostic(`${size} bytes gzipped, ${module.length} raw`);
  assert.ok(size <= limit, `${size} bytes`);
  const compiled = await WebAssembly.compile(module);
  const has = (section) => WebAssembly.Module.customSections(compiled, section).length > 0;
  assert.deepEqual(["name", "producers", "target_features"].map(has), [false, false, true]);
});

test("publint finds nothing", () => {
  const { status, stdout, stderr } = tool(".", "publint", [tarball(), "--strict"]);
  assert.equal(status, 0, stdout + stderr);
});

/** Modules of the web: there is no CommonJS of them. */
const OF_THE_WEB = ["./editor", "./codemirror", "./monaco"];
const NO_MODULES = ["./ramlight_bg.wasm", "./ramlight-embed_bg.wasm", "./catalog/cloud.txt", "./scenario.schema.json", "./schemas/*.json"];

test("arethetypeswrong finds nothing", () => {
  for (const args of [["--exclude-entrypoints", ...NO_MODULES, ...OF_THE_WEB], ["--profile", "esm-only", "--entrypoints", ...OF_THE_WEB]]) {
    const { status, stdout, stderr } = tool(".", "attw", [tarball(), "--no-emoji", ...args]);
    assert.equal(status, 0, stdout + stderr);
  }
});
