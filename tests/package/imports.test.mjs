// Every way of importing the installed package in Node.js gives the one API.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { DESCRIBE, DESCRIBE_COUNT, NO_EFFECT, OPERATIONS } from "./policies.mjs";
import { project, run } from "./project.mjs";

const USE = `
  const catalog = Catalog.apiGateway();
  const draft = new Draft(catalog);
  draft.update(${JSON.stringify(DESCRIBE)});
  const allowed = OUTCOMES.indexOf("allowed");
  console.log(draft.outcomes().filter((outcome) => outcome === allowed).length, draft.outcomes().length);
  draft.free();
  catalog.free();
`;
const EXPECTED = `${DESCRIBE_COUNT} ${OPERATIONS}\n`;

function prints(folder, file, expected) {
  const { status, stdout, stderr } = run(folder, process.execPath, [file]);
  assert.equal(stderr, "");
  assert.equal(stdout, expected);
  assert.equal(status, 0);
}

test("import in Node.js", (t) => {
  const folder = project(t, { "main.mjs": `import { Catalog, Draft, OUTCOMES, init } from "ramlight";\nawait init();\n${USE}` });
  prints(folder, "main.mjs", EXPECTED);
});

test("import in Node.js without init", (t) => {
  const folder = project(t, { "main.mjs": `import * as ramlight from "ramlight";\nconst { Catalog, Draft, OUTCOMES } = ramlight;\n${USE}` });
  prints(folder, "main.mjs", EXPECTED);
});

test("require in Node.js", (t) => {
  const folder = project(t, { "main.cjs": `const { Catalog, Draft, OUTCOMES } = require("ramlight");\n${USE}` });
  prints(folder, "main.cjs", EXPECTED);
});

test("import and require give one engine, and the same names", (t) => {
  const folder = project(t, {
    "main.mjs": `
      import { createRequire } from "node:module";
      import * as imported from "ramlight";
      const required = createRequire(import.meta.url)("ramlight");
      for (const name of Object.keys(required)) if (required[name] !== imported[name]) console.log("differs:", name);
      console.log(Object.keys(required).sort().join(" "));`,
  });
  prints(folder, "main.mjs", "ACCESS_LEVELS Catalog CatalogFileError Draft LEVELS OUTCOMES init marksOn validate\n");
});

test("in a worker thread", (t) => {
  const folder = project(t, {
    "main.mjs": `import { Worker } from "node:worker_threads"; new Worker(new URL("worker.mjs", import.meta.url));`,
    "worker.mjs": `import { Catalog, Draft, OUTCOMES } from "ramlight";\n${USE}`,
  });
  prints(folder, "main.mjs", EXPECTED);
});

test("the entry for browsers says to call init first, and works after", async (t) => {
  const installed = join(project(t, {}), "node_modules/ramlight");
  const { Catalog, Draft, init, validate } = await import(pathToFileURL(join(installed, "browser.js")));
  const before = { name: "Error", message: "the engine is not loaded yet: call `await init()` first" };
  assert.throws(() => Catalog.apiGateway(), before);
  assert.throws(() => Catalog.fromText("{}", "x.json"), before);
  assert.throws(() => new Draft(undefined), before);
  assert.throws(() => validate("{}"), before);

  await assert.rejects(init(new Uint8Array([1, 2, 3])), WebAssembly.CompileError);
  const module = readFileSync(join(installed, "ramlight_bg.wasm"));
  await Promise.all([init(module), init(module)]);
  assert.equal(validate(NO_EFFECT).some(({ severity }) => severity === "error"), true);
});

test("handles: what is asked of them, and mistakes of the caller that say what to do", async (t) => {
  const { Catalog, CatalogFileError, Draft, validate } = await import(
    pathToFileURL(join(project(t, {}), "node_modules/ramlight/node.mjs"))
  );
  const catalog = Catalog.apiGateway();
  const draft = new Draft(catalog);
  assert.throws(() => draft.update(7), { name: "TypeError", message: "the policy must be a string" });
  assert.throws(() => validate(null), { name: "TypeError", message: "the policy must be a string" });
  assert.throws(() => new Draft({}), { name: "TypeError", message: "the first argument of `new Draft` must be a Catalog" });
  assert.throws(() => new Catalog(), { name: "TypeError", message: /^a Catalog comes from `Catalog\.apiGateway\(\)`/ });
  assert.throws(() => new Draft(catalog, "zh"), { name: "TypeError", message: "the options must be an object" });
  assert.throws(() => new Draft(catalog, { positions: "bytes" }), { name: "TypeError", message: /^`positions` must be / });
  assert.throws(() => draft.bind({ accountid: 1 }), { name: "TypeError", message: "the value of `accountid` must be a string" });
  for (const id of [OPERATIONS, -1, 0.5, undefined]) {
    assert.throws(() => draft.explain(id), { name: "RangeError", message: `there is no operation ${id}: the catalogue has ${OPERATIONS}` });
  }

  assert.throws(
    () => Catalog.fromText('{\n  "format": 7\n}', "mine.json"),
    (error) => {
      assert.ok(error instanceof CatalogFileError);
      assert.ok(error.errors.length > 0);
      for (const { file, line, column, reason } of error.errors) {
        assert.equal(file, "mine.json");
        assert.ok(line >= 1 && column >= 1 && reason.length > 0);
      }
      return error.message.startsWith("mine.json:");
    },
  );

  draft.update(DESCRIBE);
  const named = draft.actionMatches();
  const { operations } = catalog.info();
  const isNamed = ({ id }) => ((named[id >> 5] >>> (id % 32)) & 1) === 1;
  assert.deepEqual(operations.filter(isNamed), operations.filter(({ name }) => name.startsWith("Describe")));

  // a draft keeps what it needs of its catalogue
  catalog.free();
  assert.throws(() => catalog.info(), { message: "this Catalog was freed" });
  draft.update(DESCRIBE);
  assert.equal(draft.summary().total, OPERATIONS);

  draft.free();
  draft.free();
  for (const use of ["outcomes", "summary", "diagnostics", "cleanUp", "size"]) {
    assert.throws(() => draft[use](), { message: "this Draft was freed" });
  }
  assert.throws(() => draft.update(DESCRIBE), { message: "this Draft was freed" });
});
