// The entry for browsers and bundlers: the engine's .wasm is fetched by `init`.
import load, * as engine from "ramlight-engine";
import { createApi } from "./api.js";

const api = createApi(engine);
let loading;

export function init(source) {
  loading ??= load(source === undefined ? undefined : { module_or_path: source }).then(
    () => api.ready(),
    (error) => {
      loading = undefined; // a failed download can be tried again
      throw error;
    },
  );
  return loading;
}

export const { Catalog, Policy, Coverage, CatalogFileError, validate, compare, rules, marksOn, LEVELS, OUTCOMES, ACCESS_LEVELS, POLICY_KINDS } = api;
export const { Authorization, Scenario, ScenarioError, DECISIONS } = api;
