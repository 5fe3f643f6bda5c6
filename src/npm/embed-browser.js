// `ramlight/embed` for browsers and bundlers: its .wasm is fetched by `init`.
import load, * as engine from "ramlight-embed-engine";
import { createApi } from "./embed.js";

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

export const { findPolicies } = api;
