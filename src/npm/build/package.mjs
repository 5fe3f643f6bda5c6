// Builds the npm package into pkg/: one .wasm, the glue of wasm-pack for the web and for Node.js, the JavaScript of
// src/npm, pkg.json with Cargo's version, and the tarball.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { apiSource } from "./api.mjs";
import { root, run } from "./run.mjs";
import { strip } from "./strip.mjs";

const out = join(root, "pkg");
const sources = join(root, "src/npm");
const read = (path) => readFileSync(path, "utf8");

/** wasm-pack's output for one target; the second call compiles nothing anew. */
function engine(target) {
  const folder = join(root, "target/wasm-pack", target);
  // The .wasm names source files in its panics: not those of this machine.
  const registry = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry/src");
  const sources = readdirSync(registry).map((name) => [join(registry, name), "crates"]);
  const flags = [...sources, [root, "."]].map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
  const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f") };
  run("wasm-pack", ["build", "--release", "--mode", "no-install", "--no-pack", "--no-typescript",
    "--target", target, "--out-dir", folder, "--out-name", "ramlight", "--", "--locked"], { env });
  return folder;
}

/** The same module for `require`, by its single export list. */
function toCommonJs(source) {
  return source.replace(/^export \{([^}]*)\};$/m, "module.exports = {$1};");
}

run("cargo", ["fetch", "--locked"]);
const web = engine("web");
const node = engine("nodejs");
const module = readFileSync(join(web, "ramlight_bg.wasm"));
if (!module.equals(readFileSync(join(node, "ramlight_bg.wasm")))) {
  throw new Error("the .wasm for the web and for Node.js differ: the package can't ship one for both");
}

mkdirSync(out, { recursive: true });
for (const entry of readdirSync(out)) rmSync(join(out, entry), { recursive: true });

const stripped = strip(module);
writeFileSync(join(out, "ramlight_bg.wasm"), stripped);
cpSync(join(web, "ramlight.js"), join(out, "engine-web.js"));
cpSync(join(node, "ramlight.js"), join(out, "engine-node.cjs"));

for (const name of ["README.md", "browser.js", "node.cjs", "node.mjs", "index.d.ts", "cli.mjs", "cli", "scenario.schema.json"]) {
  cpSync(join(sources, name), join(out, name), { recursive: true });
}
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(join(root, name), join(out, name));
cpSync(join(sources, "index.d.ts"), join(out, "index.d.cts"));
const api = apiSource(sources);
writeFileSync(join(out, "api.js"), api);
writeFileSync(join(out, "api.cjs"), toCommonJs(api));

const version = read(join(root, "Cargo.toml")).match(/^version = "([^"]+)"$/m)[1];
const { name, ...manifest } = JSON.parse(read(join(root, "pkg.json")));
writeFileSync(join(out, "package.json"), `${JSON.stringify({ name, version, ...manifest }, null, 2)}\n`);

run("npm", ["pack", "--silent", "--ignore-scripts"], { cwd: out });
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`pkg/${name}-${version}.tgz; ramlight_bg.wasm ${kilobytes(stripped.length)}, ` +
  `gzipped ${kilobytes(gzipSync(stripped, { level: 9 }).length)}`);
