// The types of the package: found by every way of resolving them, and true of what the engine answers.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { VARIED } from "./policies.mjs";
import { project, tool, tsconfig, write } from "./project.mjs";

const USE = `
  const catalog: Catalog = Catalog.apiGateway();
  const draft = new Draft(catalog, { locale: "zh" });
  draft.update("{}");
  const marks: Uint32Array = draft.marks();
  const outcome: Outcome | undefined = OUTCOMES[draft.outcomes()[0] ?? 0];
  // @ts-expect-error: there is no such method
  draft.evaluate();
  // @ts-expect-error: a policy is text
  validate({ Version: "1" });
  export { marks, outcome };
`;
const NAMES = "Catalog, Draft, OUTCOMES, validate, type Outcome";

function compiles(folder) {
  const { status, stdout } = tool(folder, "tsc", ["--project", ".", "--pretty", "false"]);
  assert.equal(stdout, "");
  assert.equal(status, 0);
}

test("TypeScript, nodenext, as a module and as CommonJS", (t) => {
  const folder = project(t, {
    "main.mts": `import { ${NAMES}, init } from "ramlight";\nawait init();\n${USE}`,
    "main.cts": `import { ${NAMES} } from "ramlight";\n${USE}`,
    "required.cts": `import ramlight = require("ramlight");\nramlight.validate("{}");\n`,
    "tsconfig.json": tsconfig({ module: "nodenext" }, ["*.mts", "*.cts"]),
  });
  compiles(folder);
});

test("TypeScript for a bundler", (t) => {
  const folder = project(t, {
    "main.ts": `import { ${NAMES}, init } from "ramlight";\nawait init(new URL("x.wasm", "https://example.com/"));\n${USE}`,
    "tsconfig.json": tsconfig({ module: "esnext", moduleResolution: "bundler" }, ["*.ts"]),
  });
  compiles(folder);
});

test("what the engine answers has the declared types: no key is missing, none is unknown", async (t) => {
  const folder = project(t, { "tsconfig.json": tsconfig({ module: "nodenext" }, ["*.mts"]) });
  const { Catalog, Draft } = await import(pathToFileURL(join(folder, "node_modules/ramlight/node.mjs")));
  const catalog = Catalog.apiGateway();
  const answers = [["CatalogInfo", catalog.info()]];
  for (const text of VARIED) {
    const draft = new Draft(catalog);
    answers.push([`ReturnType<Draft["bind"]>`, draft.bind({ accountid: "1:2", regionid: "cn-hangzhou" })]);
    draft.update(text);
    answers.push(
      ["StatementInfo[]", draft.statements()],
      ["PatternInfo[]", draft.patterns()],
      ["Diagnostic[]", draft.diagnostics()],
      ["Explanation[]", Array.from(draft.outcomes(), (_, id) => draft.explain(id))],
      [`ReturnType<Draft["cleanUp"]>`, draft.cleanUp()],
      [`ReturnType<Draft["format"]>`, draft.format()],
      [`ReturnType<Draft["size"]>`, draft.size()],
    );
    assert.ok(draft.outcomes() instanceof Uint8Array && draft.marks() instanceof Uint32Array);
    const { counts, total, ...rest } = draft.summary();
    assert.ok(counts instanceof Uint32Array && Number.isInteger(total));
    assert.deepEqual(rest, {});
  }
  // every kind of answer stands at least once with something in it, else its type is checked against nothing
  for (const type of new Set(answers.map(([type]) => type))) {
    const full = answers.some(([kind, answer]) => kind === type && answer !== null && answer.length !== 0);
    assert.ok(full, `no policy gives a ${type} with something in it`);
  }

  const declarations = answers.map(([type, answer], index) => `export const a${index}: ${type} = ${JSON.stringify(answer)};`);
  const { full, ...short } = { ...answers.find(([type]) => type === "StatementInfo[]")[1][0] };
  const long = { ...short, full, surplus: 1 };
  declarations.push(
    "// @ts-expect-error: a key is missing",
    `export const missing: StatementInfo = ${JSON.stringify(short)};`,
    "// @ts-expect-error: a key is unknown",
    `export const unknown: StatementInfo = ${JSON.stringify(long)};`,
  );
  const names = "CatalogInfo, Diagnostic, Draft, Explanation, PatternInfo, StatementInfo";
  write(folder, { "answers.mts": `import type { ${names} } from "ramlight";\n${declarations.join("\n")}\n` });
  compiles(folder);
});
