// Installs what building and testing need and what is not there yet: `setup.mjs wasm|rust|browsers …`.
// Says what it installs; where it cannot, says what is missing and how to get it, and fails.
import { readFileSync } from "node:fs";
import { findBrowsers, missingPackages } from "./browsers.mjs";
import { output, root, run, which } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";
const WASM_PACK = "0.15.1";
const GECKODRIVER = "0.37.1";

/** Ends the build with a sentence for the person who runs it. */
class Missing extends Error {}

function rustup(args, what) {
  if (!which("rustup")) throw new Missing(`${what} is missing, and so is rustup to install it. Get rustup from rustup.rs.`);
  console.log(`Installing ${what} (rustup ${args.join(" ")})`);
  run("rustup", args);
}

/** The pinned toolchain, whole: cargo answers in this folder. */
function ensureToolchain() {
  if (output("cargo", ["--version"])) return;
  rustup(["toolchain", "install"], "the Rust toolchain of rust-toolchain.toml");
}

function ensureTarget() {
  const library = output("rustc", ["--print", "target-libdir", "--target", TARGET]);
  const there = library && output("ls", [library])?.includes("libcore");
  if (!there) rustup(["target", "add", TARGET], `the Rust target ${TARGET}`);
}

function ensureComponents() {
  for (const [command, component] of [["fmt", "rustfmt"], ["clippy", "clippy"]]) {
    if (!output("cargo", [command, "--version"])) rustup(["component", "add", component], component);
  }
}

/** A cargo tool of exactly this version: the one on PATH (`.tools/bin` stands first there), else installed into `.tools`. */
function ensureTool(crate, command, version) {
  const found = output(command, ["--version"])?.match(/\d+\.\d+\.\d+/)?.[0];
  if (found === version) return;
  console.log(`Installing ${crate} ${version} into .tools (some minutes, once)`);
  run("cargo", ["install", crate, "--version", version, "--locked", "--force"], {
    env: { ...process.env, CARGO_INSTALL_ROOT: `${root}.tools` },
  });
}

/** The command line tool must be of the version of the crate, which Cargo.lock has. */
function wasmBindgenVersion() {
  const lock = readFileSync(`${root}Cargo.lock`, "utf8");
  const version = lock.match(/name = "wasm-bindgen"\nversion = "([^"]+)"/)?.[1];
  if (!version) throw new Error("Cargo.lock has no wasm-bindgen");
  return version;
}

function ensureBrowsers() {
  const packages = missingPackages();
  if (packages.length > 0) {
    const command = `apt-get install ${packages.join(" ")}`;
    if (process.getuid?.() !== 0 || !which("apt-get")) {
      throw new Missing(
        `The tests need ${packages.join(", ")}. On Debian: sudo ${command}. ` +
          "Elsewhere install Chromium with its chromedriver, Firefox and a font with Chinese, and put them on PATH " +
          "or name them in CHROME, CHROMEDRIVER and FIREFOX.",
      );
    }
    console.log(`Installing with apt-get: ${packages.join(" ")}`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    run("apt-get", ["update", "-q"], { env });
    run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], { env });
  }
  if (!process.env.GECKODRIVER) ensureTool("geckodriver", "geckodriver", GECKODRIVER);
  findBrowsers();
}

const PARTS = {
  rust() {
    ensureToolchain();
    ensureComponents();
  },
  wasm() {
    ensureToolchain();
    ensureTarget();
    ensureTool("wasm-bindgen-cli", "wasm-bindgen", wasmBindgenVersion());
    ensureTool("wasm-pack", "wasm-pack", WASM_PACK);
  },
  browsers: ensureBrowsers,
};

try {
  for (const part of process.argv.slice(2)) PARTS[part]();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
