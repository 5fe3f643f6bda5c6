// `ramlight check` of the installed package: what it reads, its exit codes, fixes, and what it makes of wrong input.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findFiles } from "../../src/npm/cli/files.mjs";
import { progress } from "../../src/npm/cli/progress.mjs";
import { replaceFile } from "../../src/npm/cli/write.mjs";
import { DESCRIBE, NO_EFFECT, PASTED } from "./policies.mjs";
import { folderOf, projectOfFile, run } from "./project.mjs";

const UNKNOWN = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "kms:ForecastDemand", Resource: "acs:kms:*:*:key/key-1" }] });

/** Two equal keys: a Security Warning. */
const MILD = `{"Version":"1",${DESCRIBE.slice(1)}`;

const command = join(projectOfFile(), "node_modules/.bin/ramlight");

const checkIn = (folder, args, options) => run(folder, command, ["check", ...args], options);
/** The files that were checked. */
const checkedIn = (folder, ...args) => JSON.parse(checkIn(folder, [...args, "--format", "json"]).stdout).files.map(({ path }) => path);

/** Fails in the way of a command that could not run: a sentence, no stack, exit code 2. */
function cannotRun({ status, stdout, stderr }, message) {
  assert.match(stderr, message);
  assert.ok(!stderr.includes("    at "), `a stack: ${stderr}`);
  assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
}

test("a folder: every file with a policy in it, by name; what is none is passed over", (t) => {
  const folder = folderOf(t, {
    "b.json": DESCRIBE, "a/deep/c.json": DESCRIBE, "a/broken.json": `${DESCRIBE} ]`, "PASTED.JSON": PASTED,
    "package.json": '{"name":"x"}', "list.json": "[1]", "empty.json": "{}", "text.txt": DESCRIBE, "half.json": "{",
    "scenario.json": '{"format":"ramlight-scenario/1","requests":[]}', "ramlight.json": '{"format":"ramlight-settings/1"}',
    "node_modules/x.json": DESCRIBE, ".git/x.json": DESCRIBE, "a/.terraform/x.json": DESCRIBE,
  });
  assert.deepEqual(checkedIn(folder, "."), ["PASTED.JSON", "a/broken.json", "a/deep/c.json", "b.json"]);
  assert.deepEqual(checkedIn(folder, "a", "b.json", "./b.json"), ["a/broken.json", "a/deep/c.json", "b.json"]);
  // a named file may be a draft
  assert.deepEqual(checkedIn(folder, "half.json", "empty.json", "text.txt"), ["half.json", "empty.json", "text.txt"]);
});

test("links are followed, and those that lead in a circle end", (t) => {
  const folder = folderOf(t, { "a/x.json": DESCRIBE, "elsewhere/y.json": DESCRIBE });
  symlinkSync("..", join(folder, "a/up"));
  symlinkSync("loop", join(folder, "a/loop"));
  symlinkSync("nowhere", join(folder, "a/lost.json"));
  symlinkSync("../elsewhere", join(folder, "a/z"));
  assert.deepEqual(checkedIn(folder, "a"), ["a/up/elsewhere/y.json", "a/x.json"]);
  cannotRun(checkIn(folder, ["a/loop"]), /can't read a\/loop: its links lead in a circle/);
});

test("exit codes: 0 nothing found, 1 a finding that fails, 2 could not run", (t) => {
  const folder = folderOf(t, { "good.json": DESCRIBE, "bad.json": NO_EFFECT, "mild.json": MILD });
  const status = (...args) => checkIn(folder, args).status;
  assert.deepEqual([status("good.json"), status("bad.json"), status("mild.json"), status(".")], [0, 1, 0, 1]);
  assert.deepEqual(["error", "security-warning", "general-warning", "suggestion", "never"].map((name) => status("mild.json", "--fail-on", name)), [0, 1, 1, 1, 0]);
  assert.deepEqual([status("bad.json", "--fail-on", "never"), status("good.json", "nowhere.json")], [0, 2]);
});

test("the summary counts files, policies and findings", (t) => {
  const folder = folderOf(t, { "good.json": DESCRIBE, "bad.json": NO_EFFECT, "mild.json": MILD });
  assert.match(checkIn(folder, ["."]).stdout, /^3 files, 3 policies: 1 error, 2 security warnings$/m);
  assert.equal(checkIn(folder, ["good.json"]).stdout, "1 file, 1 policy: no findings\n");
});

test("standard input: for `-`, and for no path while something is piped in; else nothing waits for it", (t) => {
  const folder = folderOf(t, { "bad.json": NO_EFFECT });
  for (const args of [["-"], []]) assert.match(checkIn(folder, args, { input: NO_EFFECT }).stdout, /--> <stdin>:1:/);
  cannotRun(checkIn(folder, ["-", "-"]), /read only once/);
  // neither terminal nor pipe nor file: as in many CI runners
  cannotRun(checkIn(folder, [], { stdio: ["ignore", "pipe", "pipe"] }), /no file given; `ramlight check \.` checks this folder/);
  assert.equal(checkIn(folder, ["bad.json"], { stdio: ["ignore", "pipe", "pipe"] }).status, 1);
});

test("a pipe that stays open keeps no named file waiting", async (t) => {
  const folder = folderOf(t, { "good.json": DESCRIBE });
  const child = spawn(command, ["check", "good.json"], { cwd: folder, stdio: ["pipe", "ignore", "ignore"] });
  const code = await new Promise((resolve) => child.on("close", resolve));
  assert.equal(code, 0);
});

test("settings: the nearest ramlight.json above a file, or the one that is named", (t) => {
  const settings = (severity) => JSON.stringify({ format: "ramlight-settings/1", severity: { RAM700: severity } });
  const folder = folderOf(t, {
    "ramlight.json": settings("error"), "a.json": UNKNOWN, "deep/er/a.json": UNKNOWN, "own/ramlight.json": settings("off"), "own/a.json": UNKNOWN,
    "other.json": settings("suggestion"), "broken.json": '{"format":"ramlight-settings/1","sevrity":{}}',
  });
  const classes = (...args) => JSON.parse(checkIn(folder, [...args, "--format", "json"]).stdout).files.map(({ findings }) => findings.map((each) => each.class).join());
  assert.deepEqual(classes("a.json", "deep", "own"), ["Error", "Error", ""]);
  assert.deepEqual(classes("a.json", "own/a.json", "--settings", "other.json"), ["Suggestion", "Suggestion"]);
  assert.match(checkIn(folder, ["-"], { input: UNKNOWN }).stdout, /^error\[RAM700\]/);
  cannotRun(checkIn(folder, ["a.json", "--settings", "broken.json"]),
    /can't use these settings\nbroken\.json:1:33: sevrity: `sevrity` is no key of this object; did you mean `severity`\?/);
  cannotRun(checkIn(folder, ["a.json", "--settings", "nowhere.json"]), /can't read nowhere\.json: there is no such file/);
});

test("--fix writes the files, leaves what it can't mend, and keeps mode and links", (t) => {
  const folder = folderOf(t, { "pasted.json": PASTED, "real/b.json": PASTED, "bad.json": NO_EFFECT, "good.json": DESCRIBE });
  chmodSync(join(folder, "pasted.json"), 0o640);
  symlinkSync("real/b.json", join(folder, "link.json"));
  const { status, stdout, stderr } = checkIn(folder, ["pasted.json", "link.json", "bad.json", "good.json", "--fix"]);
  assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  assert.match(stdout, /^fixed \d+ findings in 2 files$/m);
  assert.match(stdout, /^4 files, 4 policies: 1 error$/m);
  const text = (name) => readFileSync(join(folder, name), "utf8");
  for (const name of ["pasted.json", "real/b.json"]) assert.deepEqual(JSON.parse(text(name)), JSON.parse(DESCRIBE));
  assert.equal(statSync(join(folder, "pasted.json")).mode & 0o777, 0o640);
  assert.ok(lstatSync(join(folder, "link.json")).isSymbolicLink());
  assert.deepEqual([text("bad.json"), text("good.json")], [NO_EFFECT, DESCRIBE]);
  assert.deepEqual(readdirSync(folder).sort(), ["bad.json", "good.json", "link.json", "pasted.json", "real"]);
  assert.match(checkIn(folder, ["pasted.json", "--fix"]).stdout, /^1 file, 1 policy: no findings\n$/);
});

test("--diff prints what --fix would change, as a diff that patch takes, and writes nothing", (t) => {
  const folder = folderOf(t, { "pasted.json": PASTED, "good.json": DESCRIBE });
  const { status, stdout, stderr } = checkIn(folder, ["pasted.json", "good.json", "--diff"]);
  assert.equal(status, 1);
  assert.match(stdout, /^--- pasted\.json\n\+\+\+ pasted\.json\n@@ -1,4 \+1,4 @@\n \{\n-  “Version”: “1”,\n/);
  assert.match(stderr, /^\d+ fixes in 1 file; `--fix` writes them\n$/);
  assert.equal(readFileSync(join(folder, "pasted.json"), "utf8"), PASTED);
  const patched = spawnSync("patch", ["-p0", "--silent"], { cwd: folder, input: stdout });
  if (!patched.error) assert.deepEqual(JSON.parse(readFileSync(join(folder, "pasted.json"), "utf8")), JSON.parse(DESCRIBE));
  assert.match(checkIn(folder, ["-", "--diff"], { input: PASTED }).stdout, /^--- <stdin>\n/);
  assert.deepEqual(checkIn(folder, ["good.json", "--diff"]), { status: 0, stdout: "", stderr: "nothing to fix\n" });
  cannotRun(checkIn(folder, ["good.json", "--fix", "--diff"]), /one of them/);
  cannotRun(checkIn(folder, ["good.json", "--diff", "--format", "json"]), /--diff prints a diff, not `json`/);
  cannotRun(checkIn(folder, ["-", "--fix"], { input: PASTED }), /--fix needs a file/);
});

test("--fix leaves findings alone that the settings turn off or suppress", (t) => {
  const folder = folderOf(t, { "pasted.json": '{\n  “Version”: "1",\n  "Statement": [{ "Effect": "Allow", "Action": "apigateway:Describe*", "Resource": "*" },]\n}\n',
    "ramlight.json": JSON.stringify({ format: "ramlight-settings/1", severity: { "trailing-comma": "off" } }) });
  checkIn(folder, ["pasted.json", "--fix"]);
  assert.equal(readFileSync(join(folder, "pasted.json"), "utf8"), '{\n  "Version": "1",\n  "Statement": [{ "Effect": "Allow", "Action": "apigateway:Describe*", "Resource": "*" },]\n}\n');
});

test("wrong input: a sentence each, exit code 2, and nothing written", (t) => {
  const folder = folderOf(t, {
    "good.json": DESCRIBE, "none/package.json": "{\"name\":1}", "empty/x.txt": "", "name.json": '{"name":1}',
    "utf16.json": Buffer.from(DESCRIBE, "utf16le"), "binary.json": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]),
    "large.json": " ".repeat(10_000_000),
  });
  const check = (...args) => checkIn(folder, args);
  cannotRun(check("nowhere.json"), /can't read nowhere\.json: there is no such file/);
  cannotRun(check("good.json/x.json"), /can't read good\.json\/x\.json: a part of its path is no folder/);
  cannotRun(check("none"), /no policy in none: /);
  cannotRun(check("empty"), /no policy in empty: /);
  cannotRun(check("name.json"), /no policy in name\.json: a policy is an object with `Version` and `Statement`/);
  cannotRun(check("utf16.json"), /can't read utf16\.json: it is no text; there is a NUL byte at offset 1/);
  cannotRun(check("binary.json"), /can't read binary\.json: it is not UTF-8; the first invalid byte is 0x89 at offset 0/);
  cannotRun(check("large.json"), /can't read large\.json: it has more than 4 MB; RAM takes no policy above 61,440 characters/);
  const large = openSync(join(folder, "large.json"), "r");
  cannotRun(checkIn(folder, ["-"], { stdio: [large, "pipe", "pipe"] }), /can't read standard input: it has more than 4 MB/);
  closeSync(large);
  cannotRun(check("good.json", "--format", "xml"), /--format is human, json, sarif, github or junit, not `xml`/);
  cannotRun(check("good.json", "--kind", "user"), /--kind is one of identity, /);
  cannotRun(check("good.json", "--catalog", "name.json"), /can't use this catalogue\nname\.json:1:1: /);
  // in a folder such a large file is data
  rmSync(join(folder, "binary.json"));
  rmSync(join(folder, "utf16.json"));
  assert.deepEqual(checkedIn(folder, "."), ["good.json"]);
});

test("a file that can't be written: said, exit code 2, the file as it was, nothing beside it, the others fixed", (t) => {
  const folder = folderOf(t, { "a.json": PASTED, "b.json": PASTED });
  chmodSync(join(folder, "a.json"), 0o444);
  const { status, stdout, stderr } = checkIn(folder, [".", "--fix"]);
  assert.equal(status, 2);
  assert.match(stderr, /^ramlight: can't write a\.json: it is read-only\n$/);
  // what was not written is not counted
  assert.match(stdout, /^fixed \d+ findings? in 1 file\n1 file, 1 policy: /m);
  assert.equal(readFileSync(join(folder, "a.json"), "utf8"), PASTED);
  assert.deepEqual(JSON.parse(readFileSync(join(folder, "b.json"), "utf8")), JSON.parse(DESCRIBE));
  assert.deepEqual(readdirSync(folder).sort(), ["a.json", "b.json"]);
});

test("a file that was changed since it was read, or is gone, is left alone", (t) => {
  const folder = folderOf(t, { "a.json": "as it is now" });
  const path = join(folder, "a.json");
  assert.throws(() => replaceFile(path, "new", "as it was"), { message: `can't write ${path}: it was changed meanwhile`, expected: true });
  assert.equal(readFileSync(path, "utf8"), "as it is now");
  const gone = join(folder, "gone.json");
  assert.throws(() => replaceFile(gone, "new", "as it was"), { message: `can't write ${gone}: there is no such file`, expected: true });
  assert.deepEqual(readdirSync(folder), ["a.json"]);
  replaceFile(path, "new", "as it is now");
  assert.equal(readFileSync(path, "utf8"), "new");
  // a new file needs no text that was read
  replaceFile(gone, "made");
  assert.deepEqual(readdirSync(folder).sort(), ["a.json", "gone.json"]);
});

test("a long run on a terminal tells how far it is, and takes that away", () => {
  const shown = (isTTY, times) => {
    let [clock, written] = [0, ""];
    const run = progress(1400, { stream: { isTTY, write: (text) => (written += text) }, now: () => clock });
    for (const [index, time] of times.entries()) {
      clock = time;
      run.step(index);
    }
    run.done();
    return written;
  };
  const line = (count) => `\r\u001b[Kchecking: ${count} of 1400 files`;
  // not at once, and not with every file
  assert.equal(shown(true, [0, 400, 600, 610, 620, 700]), `${line(2)}${line(5)}\r\u001b[K`);
  assert.equal(shown(true, [0, 400]), "");
  assert.equal(shown(false, [0, 600, 900]), "");
});

test("a pipe that closes early is no failure, and says nothing", async (t) => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index}.json`, NO_EFFECT]));
  const folder = folderOf(t, many);
  const child = spawn(command, ["check", "."], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on("close", resolve));
  assert.equal(stderr, "");
  assert.ok(code === 0 || code === 1, `exit code ${code}`);
});

test("a long line is cut around the mark; Chinese, emoji and tabs keep the mark in its place", (t) => {
  const long = `{"Version":"1","Statement":[${JSON.stringify({ Effect: "Allow", Action: Array.from({ length: 200 }, (_, i) => `oss:Get${i}`), Resource: "*" })},{"Effect":"allow","Action":"oss:GetObject","Resource":"*"}]}`;
  const folder = folderOf(t, { "long.json": long });
  const { stdout } = checkIn(folder, ["long.json"]);
  const lines = stdout.split("\n");
  const at = lines.findIndex((line) => /^error\[RAM221\]/.test(line));
  const [source, marks] = [lines[at + 3], lines[at + 4]];
  assert.ok(source.length < 140 && source.includes("…"), source);
  assert.equal(source.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1), '"allow"');
});

test("a folder within a folder that is not readable is said, and the rest is found", (t) => {
  const folder = folderOf(t, { "a.json": DESCRIBE });
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "closed"), { mode: 0o000 });
  const failed = [];
  // root reads everything, nobody (65534) does not
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid(65_534);
  try {
    const { files } = findFiles([folder], (path, { message }) => failed.push([path, message]));
    assert.deepEqual(files, [{ path: join(folder, "a.json"), named: false }]);
  } finally {
    if (isRoot) process.seteuid(0);
  }
  const closed = join(folder, "closed");
  assert.deepEqual(failed, [[closed, `can't read ${closed}: its permissions forbid it`]]);
});

test("standard input that is Terraform or YAML: told by its looks, or by --stdin-name", (t) => {
  const policy = '{"Version":"1","Statement":[{"Effect":"allow","Action":"oss:GetObject","Resource":"acs:oss:*:*:b/*"}]}';
  const terraform = `# a policy\nresource "alicloud_ram_policy" "p" {\n  policy_document = <<EOF\n${policy}\nEOF\n}\n`;
  const yaml = `ROSTemplateFormatVersion: '2015-09-01'\nResources:\n  P:\n    Type: ALIYUN::RAM::ManagedPolicy\n    Properties:\n      PolicyDocument: '${policy}'\n`;
  const folder = folderOf(t, { "plain.txt": yaml, "deep/ramlight.json": '{"format":"ramlight-settings/1","severity":{"RAM221":"off"}}' });
  const found = (input, ...args) => {
    const { files } = JSON.parse(checkIn(folder, [...args, "--format", "json"], { input }).stdout);
    return files.map(({ path, findings }) => [path, ...findings.map(({ code, start }) => `${code} ${start.line}`)]);
  };
  assert.deepEqual(found(terraform), [["<stdin>", "RAM221 4"]]);
  assert.deepEqual(found(yaml, "-"), [["<stdin>", "RAM221 6"]]);
  assert.deepEqual(found(policy, "-"), [["<stdin>", "RAM221 1"]]);
  assert.deepEqual(found(undefined, "plain.txt"), [["plain.txt", "RAM221 6"]]);
  assert.deepEqual(found(terraform, "-", "--stdin-name", "deep/main.tf"), [["deep/main.tf"]]);
  assert.deepEqual(found(terraform, "--stdin-name", "main.tf"), [["main.tf", "RAM221 4"]]);
  // what begins like JSON is JSON, however broken
  for (const text of ["{", `1 ${policy}`, `${policy} ]`, "{ Version: 1 }"]) assert.match(checkIn(folder, ["-"], { input: text }).stdout, /<stdin>:1:/, text);
  cannotRun(checkIn(folder, ["-"], { input: "some: words\n" }), /no policy in <stdin>: .*; `--stdin-name main\.tf` says that it is Terraform/);
  cannotRun(checkIn(folder, ["-", "--stdin-name", "x.tf"], { input: "locals {}\n" }), /^ramlight: no policy in x\.tf: a policy is an object with `Version` and `Statement`$/m);
  cannotRun(checkIn(folder, ["plain.txt", "--stdin-name", "x.tf"]), /--stdin-name is the name of what is read from standard input, and nothing is/);
});

test("--fail-on counts what follows from another by its own class, shown or folded", (t) => {
  // an administrator: what is sensitive in it follows from that
  const folder = folderOf(t, {
    "admin.json": '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    "ramlight.json": '{"format":"ramlight-settings/1","severity":{"RAM400":"suggestion"}}',
  });
  const { findings } = JSON.parse(checkIn(folder, ["admin.json", "--format", "json"]).stdout).files[0];
  const [root, ...following] = findings;
  assert.deepEqual([root.code, root.class, root.cause], ["RAM400", "Suggestion", null]);
  assert.ok(following.length > 0 && following.every(({ cause }) => cause !== null));
  assert.ok(following.some((finding) => finding.class === "Security Warning"));
  const { status, stdout } = checkIn(folder, ["admin.json", "--fail-on", "security-warning"]);
  assert.equal(status, 1);
  // folded, and its class said
  assert.match(stdout, /^ *\+ \d+ more that follows? from this \(\d+ security warnings?.*\)$/m);
  assert.equal(checkIn(folder, ["admin.json", "--fail-on", "error"]).status, 0);
});
