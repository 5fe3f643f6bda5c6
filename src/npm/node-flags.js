// What the entries for Node.js ask of V8 before an engine is loaded.
import { setFlagsFromString } from "node:v8";

/** V8 of Node.js 20 aborts the process where it has inlined a call of WebAssembly within `try` and takes that back. */
export function keepWasmCallsApart() {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--no-turbo-inline-js-wasm-calls");
}
