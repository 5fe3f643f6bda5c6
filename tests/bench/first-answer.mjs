// A child of run.mjs: imports one module, answers W1 once, prints the milliseconds.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [which, module, wasm, catalog, policyFile] = process.argv.slice(2);
const policy = readFileSync(policyFile, "utf8");

const before = performance.now();
if (which === "floor") {
  const { Floor, initSync } = await import(pathToFileURL(module));
  initSync({ module: readFileSync(wasm) });
  new Floor(readFileSync(catalog, "utf8")).run(policy);
} else {
  const { init, Catalog, Policy } = await import(pathToFileURL(module));
  await init();
  const coverage = new Policy(policy).coverage(Catalog.builtin());
  coverage.outcomes();
  coverage.marks();
}
console.log(performance.now() - before);
