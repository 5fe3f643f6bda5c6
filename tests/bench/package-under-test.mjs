import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../pkg/", import.meta.url));

/** The built package: the file that Node imports and the module's file; `null` while it is not built. */
export function packageUnderTest() {
  const manifest = join(FOLDER, "package.json");
  if (!existsSync(manifest)) return null;
  const { exports } = JSON.parse(readFileSync(manifest, "utf8"));
  const entry = join(FOLDER, importTarget(exports["."]));
  return { entry, wasm: join(FOLDER, exports["./ramlight_bg.wasm"]) };
}

/** Follows the conditions that Node takes for `import`. */
function importTarget(target) {
  if (typeof target === "string") return target;
  const condition = Object.keys(target).find((key) => ["node", "import", "default"].includes(key));
  return importTarget(target[condition]);
}
