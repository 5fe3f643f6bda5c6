// The entry for Node.js, which the build makes for `import` and for `require`: the engine is loaded when it is.
import { readFileSync } from "node:fs";
import { createApi } from "./api.js";
import * as engine from "ramlight-engine";

// CommonJS, ours or that of a bundler, has no import.meta
const folder = import.meta.dirname ?? __dirname;

function load() {
  engine.initSync({ module: readFileSync(`${folder}/ramlight_bg.wasm`) });
  const api = createApi(engine);
  api.ready();
  return { ...api, init: async function init() {} };
}

// one for `import` and `require`, so that a program that uses both has one engine and one class of each name
const api = (globalThis[Symbol.for(`ramlight of ${folder}`)] ??= load());

export const { init, Catalog, Policy, Coverage, CatalogFileError, validate, compare, rules, marksOn, LEVELS, OUTCOMES, ACCESS_LEVELS, POLICY_KINDS } = api;
export const { Authorization, Scenario, ScenarioError, DECISIONS } = api;
