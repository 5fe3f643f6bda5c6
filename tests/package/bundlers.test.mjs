// The package in a browser: bundled by Vite, bundled by esbuild, with no bundler at all, in a worker.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { titleOf } from "./browser.mjs";
import { DESCRIBE, DESCRIBE_COUNT, OPERATIONS } from "./policies.mjs";
import { project, run, tool } from "./project.mjs";

const COUNT = `
  await init();
  const policy = new Policy(${JSON.stringify(DESCRIBE)});
  const { counts, total } = policy.coverage(Catalog.builtin()).summary();
  const allowed = OUTCOMES.indexOf("allowed");
  const answer = counts.filter((_, index) => index % OUTCOMES.length === allowed).reduce((sum, count) => sum + count) + " of " + total;
`;
const IMPORT = `import { Catalog, OUTCOMES, Policy, init } from "ramlight";`;
const USE = `${IMPORT}${COUNT} document.title = answer;`;
const ANSWER = { title: `${DESCRIBE_COUNT} of ${OPERATIONS}`, errors: [] };

const html = (script, head = "") => `<!doctype html><title>waiting</title>${head}<script type="module" ${script}</script>`;

function succeeds({ status, stdout, stderr }) {
  assert.equal(status, 0, stdout + stderr);
}

test("Vite, without a plug-in", async (t) => {
  const folder = project(t, { "index.html": html('src="/main.js">'), "main.js": USE });
  succeeds(tool(folder, "vite", ["build"]));
  assert.deepEqual(await titleOf(t, join(folder, "dist")), ANSWER);
});

test("Vite, in a worker", async (t) => {
  const folder = project(t, {
    "index.html": html('src="/main.js">'),
    "main.js": `const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) => { document.title = data; };`,
    "worker.js": `${IMPORT}${COUNT} postMessage(answer);`,
    "vite.config.js": `export default { worker: { format: "es" } };`,
  });
  succeeds(tool(folder, "vite", ["build"]));
  assert.deepEqual(await titleOf(t, join(folder, "dist")), ANSWER);
});

test("esbuild, with the .wasm beside the bundle", async (t) => {
  const folder = project(t, { "main.js": USE, "dist/index.html": html('src="/main.js">') });
  succeeds(tool(folder, "esbuild", ["main.js", "--bundle", "--format=esm", "--outdir=dist", "--log-level=warning"]));
  cpSync(join(folder, "node_modules/ramlight/ramlight_bg.wasm"), join(folder, "dist/ramlight_bg.wasm"));
  assert.deepEqual(await titleOf(t, join(folder, "dist")), ANSWER);
});

for (const format of ["cjs", "esm"]) {
  test(`esbuild for Node.js as ${format}, with the .wasm beside the bundle`, (t) => {
    const file = `dist/main.${format === "cjs" ? "cjs" : "mjs"}`;
    const folder = project(t, { "main.js": `${IMPORT}(async () => {${COUNT} console.log(answer); })();` });
    succeeds(tool(folder, "esbuild", ["main.js", "--bundle", "--platform=node", `--format=${format}`, `--outfile=${file}`, "--log-level=warning"]));
    cpSync(join(folder, "node_modules/ramlight/ramlight_bg.wasm"), join(folder, "dist/ramlight_bg.wasm"));
    const { stdout, stderr } = run(folder, process.execPath, [file]);
    assert.equal(stderr, "");
    assert.equal(stdout, `${ANSWER.title}\n`);
  });
}

test("a plain module script, with an import map", async (t) => {
  const map = `<script type="importmap">{ "imports": { "ramlight": "/node_modules/ramlight/browser.js" } }</script>`;
  const folder = project(t, { "index.html": html(`>${USE}`, map) });
  assert.deepEqual(await titleOf(t, folder), ANSWER);
});
