// The entry for Node.js, which the build makes for `import` and for `require`: the engine is loaded when it is.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createApi } from "./api.js";
import { keepWasmCallsApart } from "./node-flags.js";
import * as engine from "ramlight-engine";

// CommonJS, ours or that of a bundler, has no import.meta
const folder = import.meta.dirname ?? __dirname;

/** The bytes of the file of the whole cloud: the package's own, or one by its path or its `file:` URL. */
const readCloud = (from = `${folder}/catalog/cloud.txt`) =>
  readFile(typeof from === "string" && from.startsWith("file:") ? new URL(from) : from);

function load() {
  keepWasmCallsApart();
  engine.initSync({ module: readFileSync(`${folder}/ramlight_bg.wasm`) });
  const api = createApi(engine, readCloud);
  api.ready();
  return { ...api, init: async function init() {} };
}

// one for `import` and `require`, so that a program that uses both has one engine and one class of each name
const api = (globalThis[Symbol.for(`ramlight of ${folder}`)] ??= load());

export const {
  ACCESS_LEVELS,
  Authorization,
  Catalog,
  CatalogFileError,
  Coverage,
  DECISIONS,
  LEVELS,
  OUTCOMES,
  POLICY_KINDS,
  Policy,
  Requests,
  Scenario,
  ScenarioError,
  Settings,
  SettingsError,
  check,
  compare,
  init,
  marksOn,
  rules,
  suppressionFor,
  validate,
} = api;
