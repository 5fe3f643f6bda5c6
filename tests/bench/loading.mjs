// node --expose-gc tests/bench/loading.mjs ENTRY [CODE…]: loads the catalogue of the cloud (or of some services) in a fresh
// process; prints milliseconds and the kilobytes that the process grew by.
import { performance } from "node:perf_hooks";

const [entry, ...codes] = process.argv.slice(2);
const { Catalog, Policy, init } = await import(entry);
await init();
// a first policy, so that what every program pays is paid
new Policy("{}").coverage(Catalog.builtin()).outcomes();
globalThis.gc?.();
const before = process.memoryUsage().rss;
const start = performance.now();
const catalog = await Catalog.load(codes.length > 0 ? codes : "all");
const loaded = performance.now();
new Policy('{"Version":"1","Statement":[{"Effect":"Allow","Action":"*:Describe*","Resource":"*"}]}').coverage(catalog).outcomes();
const answered = performance.now();
globalThis.gc?.();
console.log(JSON.stringify({ load: loaded - start, answer: answered - loaded, kilobytes: (process.memoryUsage().rss - before) / 1000, operations: catalog.about().operations }));
