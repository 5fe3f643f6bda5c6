// `ramlight/embed` for browsers and bundlers: its .wasm is fetched by `init`.
import load, * as engine from "ramlight-embed-engine";
import { createApi } from "./embed.js";
import { loadOnce } from "./load-once.js";

const api = createApi(engine);

export const init = loadOnce(load, api.ready);

export const { findPolicies } = api;
