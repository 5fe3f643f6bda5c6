// No committed file names the host of a package registry: it would tie a build to one machine's mirror.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const HOSTS = /\bregistry\.(npmjs|yarnpkg|npmmirror)\b|\bnpmmirror\.|\b(index|static)\.crates\.io\b|\bnpm\.pkg\./;

function committedFiles() {
  try {
    return execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  } catch {
    return null;
  }
}

/** The registry that npm is set to use on this machine. */
function configuredHost() {
  return new URL(execFileSync("npm", ["config", "get", "registry"], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim()).host;
}

const files = committedFiles();
const options = { skip: files === null && "not a git checkout" };

test("no committed file names the host of a registry", options, () => {
  const own = configuredHost();
  const naming = files.filter((file) => {
    const text = readFileSync(`${root}${file}`, "utf8");
    return HOSTS.test(text) || text.includes(own);
  });
  assert.deepEqual(naming, []);
});

test("the lockfiles of npm say nothing of where packages came from", options, () => {
  const locks = files.filter((file) => file.endsWith("package-lock.json"));
  assert.notEqual(locks.length, 0);
  for (const lock of locks) {
    const { packages } = JSON.parse(readFileSync(`${root}${lock}`, "utf8"));
    const resolved = Object.entries(packages).filter(([, entry]) => /^https?:/.test(entry.resolved ?? ""));
    assert.deepEqual(resolved, [], lock);
  }
});

test("Cargo.lock has packages of the public index and of this repository only", options, () => {
  const sources = new Set(readFileSync(`${root}Cargo.lock`, "utf8").match(/^source = .*$/gm));
  assert.deepEqual([...sources], ['source = "registry+https://github.com/rust-lang/crates.io-index"']);
});
