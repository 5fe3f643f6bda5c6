// The entry for browsers and bundlers: the engine's .wasm is fetched by `init`.
import load, * as engine from "ramlight-engine";
import { createApi } from "./api.js";
import { loadOnce } from "./load-once.js";

/** The bytes of the file of the whole cloud; bundlers know this form of a URL and bring the file along. */
async function readCloud(from = new URL("./catalog/cloud.txt", import.meta.url)) {
  const response = from instanceof Response ? from : await fetch(from);
  if (!response.ok) throw new Error(`can't load ${response.url || from}: ${response.status} ${response.statusText}`.trim());
  return new Uint8Array(await response.arrayBuffer());
}

const api = createApi(engine, readCloud);

export const init = loadOnce(load, api.ready);

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
  marksOn,
  rules,
  suppressionFor,
  validate,
} = api;
