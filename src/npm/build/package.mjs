// Builds the npm package into pkg/: the .wasm, the entries, each in one file with the generated module and the API,
// the command line, the types, pkg.json with Cargo's version, and the tarball.
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { withQuickStrings } from "./glue.mjs";
import { root, run } from "./run.mjs";
import { strip } from "./strip.mjs";

const out = join(root, "pkg");
const sources = join(root, "src/npm");
const modules = join(import.meta.dirname, "node_modules");
const read = (path) => readFileSync(path, "utf8");

/** What wasm-pack makes of the crate with these features: a .wasm and an ES module, for browsers and for Node.js. */
function engine(name, { features = [], ...settings } = {}) {
  const folder = join(root, "target/wasm-pack", name);
  // The .wasm names source files in its panics: not those of this machine.
  const registry = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry/src");
  const sources = readdirSync(registry).map((name) => [join(registry, name), "crates"]);
  const paths = [...sources, [root, "."]].map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
  // Little is inlined that does not ask for it, few loops are unrolled, and no branch is doubled for what one of its sides
  // knows already: 10 kB, 3 kB and 1 kB of the gzipped .wasm, and nothing is slower (make bench).
  const sizes = "--inline-threshold=26 --inline-call-penalty=35 --unroll-threshold=10 --enable-pre=0 --enable-load-pre=0";
  const flags = [`-Cllvm-args=${sizes}`, ...paths];
  const env = { ...process.env, ...settings, CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f") };
  run("wasm-pack", ["build", "--release", "--mode", "no-install", "--no-pack", "--no-typescript",
    "--target", "web", "--out-dir", folder, "--out-name", name, "--", "--locked", ...features], { env });
  const generated = join(folder, "quick-strings.js");
  writeFileSync(generated, withQuickStrings(read(join(folder, `${name}.js`))));
  const module = strip(readFileSync(join(folder, `${name}_bg.wasm`)));
  return { name: `${name}_bg.wasm`, generated, module };
}

run("cargo", ["fetch", "--locked"]);
const main = engine("ramlight");
// What finds policies in other files has parsers of its own, which most users do not need. It reads a file once.
const embed = engine("ramlight-embed", { features: ["--features", "embed"], CARGO_PROFILE_RELEASE_OPT_LEVEL: "s" });

/**
 * Makes one file of an entry and all that it imports: each further file costs a program a millisecond at its start, and
 * so does reading blanks and long names. `keepNames` leaves the names of functions in stack traces.
 */
function bundle(entry, name, options) {
  buildSync({
    absWorkingDir: root,
    entryPoints: [join(sources, entry)],
    outfile: join(out, name),
    alias: { "ramlight-engine": main.generated, "ramlight-embed-engine": embed.generated },
    bundle: true,
    minify: true,
    charset: "utf8",
    // the engine and the API both have a class `Catalog`, say: esbuild renames one, and a user must not see that
    keepNames: true,
    ...options,
  });
}

/** The licences of what is bundled into editor.js and cli.mjs. */
function licenses() {
  const bundled = readdirSync(modules, { recursive: true }).filter((path) => /(^|\/)LICENSE$/i.test(path) && !/esbuild/.test(path));
  return bundled.sort().map((path) => `${path.replace(/\/LICENSE$/i, "")}\n\n${read(join(modules, path)).trim()}\n`).join("\n----\n\n");
}

mkdirSync(out, { recursive: true });
for (const entry of readdirSync(out)) rmSync(join(out, entry), { recursive: true });

for (const { name, module } of [main, embed]) writeFileSync(join(out, name), module);
for (const prefix of ["", "embed-"]) {
  bundle(`${prefix}browser.js`, `${prefix}browser.js`, { format: "esm" });
  bundle(`${prefix}node.mjs`, `${prefix}node.mjs`, { format: "esm", platform: "node" });
  bundle(`${prefix}node.mjs`, `${prefix}node.cjs`, {
    format: "cjs",
    platform: "node",
    logOverride: { "empty-import-meta": "silent" }, // the entries for Node.js mind that
  });
}

// What CodeMirror brings is in editor.js alone. All three load the engine through the entry that a page imports.
for (const entry of ["editor.js", "codemirror.js", "monaco.js"]) {
  bundle(`editor/${entry}`, entry, {
    format: "esm",
    minify: entry === "editor.js",
    external: ["./browser.js"],
    loader: { ".css": "text" },
    nodePaths: [modules],
  });
  cpSync(join(sources, "editor", entry.replace(".js", ".d.ts")), join(out, entry.replace(".js", ".d.ts")));
}
writeFileSync(join(out, "THIRD-PARTY-LICENSES"), licenses());

// the command line uses the package by its name, as anybody would
bundle("cli.mjs", "cli.mjs", { format: "esm", platform: "node", external: ["ramlight"], nodePaths: [modules], keepNames: false });
chmodSync(join(out, "cli.mjs"), 0o755);

for (const name of ["README.md", "index.d.ts", "embed.d.ts", "scenario.schema.json", "schemas"]) {
  cpSync(join(sources, name), join(out, name), { recursive: true });
}
mkdirSync(join(out, "catalog"));
cpSync(join(root, "src/catalog/data/cloud/cloud.txt"), join(out, "catalog/cloud.txt"));
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(join(root, name), join(out, name));
for (const name of ["index", "embed"]) cpSync(join(sources, `${name}.d.ts`), join(out, `${name}.d.cts`));

const version = read(join(root, "Cargo.toml")).match(/^version = "([^"]+)"$/m)[1];
const { name, ...manifest } = JSON.parse(read(join(root, "pkg.json")));
writeFileSync(join(out, "package.json"), `${JSON.stringify({ name, version, ...manifest }, null, 2)}\n`);

run("npm", ["pack", "--silent", "--ignore-scripts"], { cwd: out });
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const size = ({ name, module }) =>
  `${name} ${kilobytes(module.length)}, gzipped ${kilobytes(gzipSync(module, { level: 9 }).length)}`;
console.log(`pkg/${name}-${version}.tgz; ${size(main)}; ${size(embed)}`);
