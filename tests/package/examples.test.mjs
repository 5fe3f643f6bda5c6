// The examples, run as they stand, with the packed package.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { titleOf } from "./browser.mjs";
import { NO_EFFECT } from "./policies.mjs";
import { project, run, tool } from "./project.mjs";

const examples = fileURLToPath(new URL("./examples/", import.meta.url));

/** An example with the package installed. */
function example(t, name) {
  const folder = project(t, {});
  cpSync(join(examples, name), folder, { recursive: true });
  return folder;
}

test("the Node.js script tells what its own rule does not allow", (t) => {
  const { status, stdout, stderr } = run(example(t, "node"), process.execPath, ["check.mjs"]);
  assert.equal(stderr, "");
  const at = readFileSync(join(examples, "node/policies/keys.json"), "utf8").indexOf('"ram:CreateAccessKey"');
  assert.match(stdout, new RegExp(
    `^policies/keys\\.json: error RAM900 at ${at}: access keys are made by the platform team: the rule \`no-new-keys\` does not allow \`ram:CreateAccessKey\` on `, "m"));
  assert.equal(status, 1);
});

test("the Vite app", async (t) => {
  const folder = example(t, "vite");
  const { status, stdout, stderr } = tool(folder, "vite", ["build"]);
  assert.equal(status, 0, stdout + stderr);
  await hasFindings(t, join(folder, "dist"));
});

test("the plain page", async (t) => hasFindings(t, example(t, "html")));

/** The page in a folder finds the misspelt effect, and whatever else there is. */
async function hasFindings(t, folder) {
  const { title, errors } = await titleOf(t, folder, "Policy check");
  assert.deepEqual(errors, []);
  assert.match(title, /^[1-9]\d* findings$/);
}

test("the commands of the GitHub workflow", (t) => {
  const folder = example(t, "github");
  const workflow = readFileSync(join(folder, ".github/workflows/policies.yml"), "utf8");
  const commands = [...workflow.matchAll(/^ *(?:- )?run: (.+)$/gm)].map(([, command]) => command);
  const [install, ...checks] = commands;
  // the package is installed from the tarball instead
  assert.equal(install, "npm install --no-save ramlight");
  assert.equal(checks.length, 2);
  for (const command of checks) {
    const { status, stdout } = run(folder, "bash", ["-ec", command]);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: "" }, command);
  }
  assert.equal(JSON.parse(readFileSync(join(folder, "ramlight.sarif"), "utf8")).version, "2.1.0");

  writeFileSync(join(folder, "policies/bad.json"), NO_EFFECT);
  const { status, stdout } = run(folder, "bash", ["-ec", checks[0]]);
  assert.equal(status, 1);
  assert.match(stdout, /^::error file=policies\/bad\.json,line=1,/);
});

/** What stands beside policies and is none: settings, and Terraform that has other things. */
function addOthers(folder) {
  writeFileSync(join(folder, "policies/ramlight.json"), '{ "format": "ramlight-settings/1" }');
  writeFileSync(join(folder, "policies/variables.tf"), 'variable "region" {}\n');
}

test("the hook for pre-commit: its command, and for which files it is run", (t) => {
  const folder = example(t, "pre-commit");
  const config = readFileSync(join(folder, ".pre-commit-config.yaml"), "utf8");
  const [, entry] = config.match(/^ *entry: (.+)$/m);
  const files = new RegExp(config.match(/^ *files: (.+)$/m)[1]);
  const { version } = JSON.parse(readFileSync(join(folder, "node_modules/ramlight/package.json"), "utf8"));
  assert.ok(config.includes(`ramlight@${version}`), "the version of the package");
  assert.deepEqual(["policies/read.json", "policies/x/main.tf", "README.md", "src/policies/a.json"].map((name) => files.test(name)), [true, true, false, false]);
  assert.match(config, /^ *pass_filenames: false$/m);
  const hook = () => run(folder, "bash", ["-ec", `npx --no-install ${entry}`]).status;
  addOthers(folder);
  assert.equal(hook(), 0);
  writeFileSync(join(folder, "policies/bad.json"), NO_EFFECT);
  assert.equal(hook(), 1);
});

test("the hook for plain git stops a commit with a bad policy", { skip: run(".", "git", ["--version"]).status !== 0 && "there is no git" }, (t) => {
  const folder = example(t, "pre-commit");
  const git = (...args) => run(folder, "git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args]);
  git("init", "-q");
  cpSync(join(folder, "pre-commit.sh"), join(folder, ".git/hooks/pre-commit"));
  git("add", "policies/read.json");
  assert.equal(git("commit", "-q", "-m", "good").status, 0);
  addOthers(folder);
  git("add", "policies/ramlight.json", "policies/variables.tf");
  assert.equal(git("commit", "-q", "-m", "settings").status, 0);
  // git quotes such a name
  writeFileSync(join(folder, "policies/坏 one.json"), NO_EFFECT);
  writeFileSync(join(folder, "notes.txt"), "of no policy");
  git("add", "notes.txt");
  assert.equal(git("commit", "-q", "-m", "notes").status, 0);
  git("add", "policies/坏 one.json");
  const { status, stdout, stderr } = git("commit", "-q", "-m", "bad");
  assert.equal(status, 1);
  assert.match(stdout + stderr, /--> policies\/坏 one\.json:1:/);
  assert.ok(existsSync(join(folder, ".git/hooks/pre-commit")));
});
