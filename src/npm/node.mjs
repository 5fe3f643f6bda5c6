// The entry for Node.js, for `import`: the engine is loaded when this module is.
import { readFileSync } from "node:fs";

// build: the engine and the API
// a bundler that writes CommonJS leaves no import.meta
const folder = import.meta.dirname ?? __dirname;

function load() {
  const api = loadApi().createApi(loadEngine({}, () => ({ readFileSync }), folder));
  api.ready();
  return { ...api, init: async function init() {} };
}

// `require` gives the same, so that a program that uses both has one engine and one class of each name
const api = (globalThis[Symbol.for(`ramlight of ${folder}`)] ??= load());

export const { init, Catalog, Policy, Coverage, CatalogFileError, validate, marksOn, LEVELS, OUTCOMES, ACCESS_LEVELS, POLICY_KINDS } = api;
export const { Authorization, Scenario, ScenarioError, DECISIONS } = api;
