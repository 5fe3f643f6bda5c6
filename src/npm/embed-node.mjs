// `ramlight/embed` for Node.js, which the build makes for `import` and for `require`: the engine is loaded when it is.
import { readFileSync } from "node:fs";
import { createApi } from "./embed.js";
import { keepWasmCallsApart } from "./node-flags.js";
import * as engine from "ramlight-embed-engine";

// CommonJS, ours or that of a bundler, has no import.meta
const folder = import.meta.dirname ?? __dirname;

function load() {
  keepWasmCallsApart();
  engine.initSync({ module: readFileSync(`${folder}/ramlight-embed_bg.wasm`) });
  const api = createApi(engine);
  api.ready();
  return { ...api, init: async function init() {} };
}

// one for `import` and `require`: it is loaded once
const api = (globalThis[Symbol.for(`ramlight/embed of ${folder}`)] ??= load());

export const { init, findPolicies } = api;
