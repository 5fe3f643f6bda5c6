import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin, type UserConfig } from "vite";
import { CONTENT_SECURITY_POLICY } from "./csp.ts";
import { findingPages } from "./finding-pages/plugin.ts";
// Where these are sent, the page may share memory with its workers, and shows their answers a frame earlier.
import headers from "./headers.json" with { type: "json" };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The package that `make pkg` builds; RAMLIGHT_PACKAGE names another one. */
const engine = process.env.RAMLIGHT_PACKAGE ?? here("../pkg");
/** The policy stands in the built page only: Vite's development server needs inline scripts. */
const contentSecurityPolicy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_SECURITY_POLICY },
      injectTo: "head-prepend",
    },
  ],
};

const FINDINGS_STYLE = "./src/styles/findings.css";

export default defineConfig(({ isPreview }) => {
  if (!isPreview && !existsSync(engine)) {
    throw new Error(`the engine is not built: ${engine} is missing; run \`make pkg\` at the top of the repository`);
  }
  return config;
});

const config: UserConfig = {
  base: "./",
  plugins: [
    contentSecurityPolicy,
    findingPages(here("./findings"), FINDINGS_STYLE, engine),
  ],
  resolve: { alias: { ramlight: `${engine}/` } },
  build: {
    rolldownOptions: { input: [here("./index.html"), here(FINDINGS_STYLE)] },
    target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 700,
  },
  worker: { format: "es" },
  preview: { port: 4173, strictPort: true, headers },
};
