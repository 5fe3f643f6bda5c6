import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page of the bare editor with what the page itself is built with; gives its folder. */
export async function buildBareEditor() {
  const modules = here("../../www/node_modules");
  const { build } = await import(here("../../www/node_modules/vite/dist/node/index.js"));
  const outDir = here("../results/bare-editor");
  await build({
    configFile: false, root: here("./bare-editor"), base: "./", logLevel: "error",
    resolve: { alias: { "@codemirror": `${modules}/@codemirror` } },
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 1_000 },
  });
  return outDir;
}
