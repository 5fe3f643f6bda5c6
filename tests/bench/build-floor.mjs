import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const CRATE = fileURLToPath(new URL("./floor/", import.meta.url));
const TOOLS = fileURLToPath(new URL("../../.tools/bin", import.meta.url));
const OUT = join(CRATE, "target", "pkg");
const NAME = "ramlight_bench_floor";

/** The two files that make up the floor's module. */
export const FLOOR = { glue: join(OUT, `${NAME}.js`), wasm: join(OUT, `${NAME}_bg.wasm`) };

/** Builds the floor where its sources are newer than what was built. */
export function buildFloor() {
  const sources = ["Cargo.toml", "Cargo.lock", ...readdirSync(join(CRATE, "src")).map((file) => join("src", file))];
  const newest = Math.max(...sources.map((file) => statSync(join(CRATE, file)).mtimeMs));
  if (existsSync(FLOOR.wasm) && statSync(FLOOR.wasm).mtimeMs > newest) return;
  console.error("building tests/bench/floor with wasm-pack");
  const env = { ...process.env, PATH: `${TOOLS}${delimiter}${process.env.PATH}` };
  const args = ["build", "--mode", "no-install", "--target", "web", "--release", "--out-dir", OUT, CRATE, "--", "--locked"];
  try {
    execFileSync("wasm-pack", args, { env, stdio: ["ignore", "ignore", "inherit"] });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error("wasm-pack is missing: neither in .tools/bin nor on PATH; `make test` installs it");
  }
}

/** The floor's module, built and ready. */
export async function loadFloor() {
  buildFloor();
  const { Floor, initSync } = await import(FLOOR.glue);
  initSync({ module: readFileSync(FLOOR.wasm) });
  return Floor;
}
