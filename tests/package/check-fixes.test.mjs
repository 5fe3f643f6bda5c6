// `ramlight check --fix` and `--diff`: each fix by itself where a file does not take them all, why one is not taken, and those
// that change what is granted.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderOf, projectOfFile, ramlightIn, run } from "./project.mjs";

const folderOfFile = projectOfFile();
const { Catalog, Policy } = await ramlightIn(folderOfFile);
const command = join(folderOfFile, "node_modules/.bin/ramlight");
const check = (folder, ...args) => run(folder, command, ["check", ...args]);
const text = (folder, name) => readFileSync(join(folder, name), "utf8");

const NOT_ONE_TEXT = "this file does not hold what it changes as one text that can be changed; change it by hand (remove it)";

/** Two slips: one is a text of the file, the other is a list of Terraform or YAML, whose commas and lines are not the policy's. */
const terraform = (effect) => `resource "alicloud_ram_policy" "p" {
  policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect = "${effect}"
      Action = ["oss:GetObject", "oss:Get*"]
      Resource = "acs:oss:*:*:b/*"
    }]
  })
}
`;

test("a fix that a file does not take keeps no other back, and is told with its place and reason", (t) => {
  const folder = folderOf(t, { "main.tf": terraform("allow") });
  const { stdout, stderr } = check(folder, "main.tf", "--fix");
  assert.equal(text(folder, "main.tf"), terraform("Allow"));
  assert.match(stdout, /^fixed 1 finding in 1 file$/m);
  assert.equal(stderr, `main.tf:6:17: the fix of RAM601 is not taken: ${NOT_ONE_TEXT}\n`);
  // and once more, where there is nothing left to take
  assert.equal(check(folder, "main.tf", "--fix").stderr, `main.tf:6:17: the fix of RAM601 is not taken: ${NOT_ONE_TEXT}\n`);
  assert.equal(check(folder, "main.tf", "--diff", "--locale", "zh").stderr, "main.tf:6:17: 未执行 RAM601 的修复：要修改的内容在此文件中不是可以直接修改的一段文本；请手动修改（请删除它）\n没有可修复的内容\n");
});

test("a fix says what it promises when it is taken by itself, which is what `applyFixes` goes by", async () => {
  const catalog = await Catalog.load(["ecs"]);
  const statements = {
    '"Effect":"allow","Action":["ecs:*",],"Resource":"*"': [["RAM148", "clean-up", "clean-up"], ["RAM221", "certain", "certain"]],
    '"Effect":"Allow","Action":["ecs:StopInstanc","ecs:Run*","ecs:RunInstances"],"Resource":"*"': [["RAM601", "equal", "equal"], ["RAM701", "change", "change"]],
    // of `<id>` clean-up makes `*`, which is wider
    '"Effect":"Allow","Action":"ecs:StopInstance","Resource":"acs:ecs:*:*:instance/<id>"': [["RAM262", "clean-up", "change"]],
  };
  for (const [statement, expected] of Object.entries(statements)) {
    const policy = new Policy(`{"Version":"1","Statement":[{${statement}}]}`);
    const fixes = policy.findings(catalog).filter(({ fix }) => fix).map(({ code, fix }) => [code, fix.kind, fix.promise]);
    assert.deepEqual(fixes.toSorted(), expected);
    for (const [code, , promise] of fixes) {
      const others = ["clean-up", "certain", "equal", "change"].filter((kind) => kind !== promise);
      assert.deepEqual(policy.applyFixes({ catalog, kinds: others, codes: [code] }).applied, [], code);
      assert.equal(policy.applyFixes({ catalog, kinds: [promise], codes: [code] }).applied[0]?.code, code);
    }
    policy.free();
  }
});

test("a fix that a list of YAML does not take says what to do instead", (t) => {
  const yaml = 'policy:\n  Version: "1"\n  Statement:\n    - Effect: Allow\n      Action:\n        - "ecs:Describe*"\n        - "ecs:DescribeInstances"\n      Resource: "*"\n';
  const folder = folderOf(t, { "a.yml": yaml });
  assert.equal(check(folder, "a.yml", "--fix").stderr, `a.yml:7:11: the fix of RAM601 is not taken: ${NOT_ONE_TEXT}\n`);
  assert.equal(text(folder, "a.yml"), yaml);
});

test("of standard input nothing names `--fix`, which can't write it", (t) => {
  const policy = (more, id) => `{"Version":"1","Statement":[{"Effect":"Allow","Action":["ecs:Describe*"${more}],"Resource":"acs:ecs:*:${id}:instance/*"}]}`;
  const folder = folderOf(t, {});
  const piped = (...args) => run(folder, command, ["check", ...args], { input: policy(',"ecs:DescribeDisks"', "<account-id>") });
  for (const args of [[], ["-"], ["-", "--stdin-name", "a.json"]]) {
    const { stdout, stderr } = piped(...args);
    assert.match(stdout, /^ {2}= fix: --diff shows this$/m);
    assert.match(stdout, /^ {2}= fix: --diff --changes shows this, which changes what is granted$/m);
    assert.doesNotMatch(stdout + stderr, /--fix/);
  }
  const diff = piped("-", "--diff");
  assert.match(diff.stdout, /^\+.*\["ecs:Describe\*"\]/m);
  assert.equal(diff.stderr, "1 fix in standard input, which can't be written\n1 more fix changes what is granted: `--diff --changes` shows it\n");
  assert.match(piped("-", "--diff", "--changes").stderr, /\n2 fixes in standard input, which can't be written\n$/);
  assert.match(piped("-", "--diff", "--locale", "zh").stderr, /^标准输入中有 1 项修复，无法写入\n另有 1 项修复会改变授予的权限：用 `--diff --changes` 查看\n$/);
  // a file beside it can be written
  const both = folderOf(t, { "b.json": policy(',"ecs:DescribeDisks"', "1") });
  const { stdout, stderr } = run(both, command, ["check", "-", "b.json", "--diff"], { input: policy(',"ecs:DescribeDisks"', "1") });
  assert.equal(stdout.match(/^\+\+\+ /gm).length, 2);
  assert.equal(stderr, "1 fix in 1 file; `--fix` writes it\n1 fix in standard input, which can't be written\n");
});

test("both kinds of slip in one policy, and in others of the same file", (t) => {
  const heredoc = (effect) => `resource "alicloud_ram_policy" "q" {\n  policy_document = <<EOF\n{"Version":"1","Statement":[{"Effect":"${effect}","Action":"oss:PutObject","Resource":"acs:oss:*:*:\${var.b}/*"}]}\nEOF\n}\n`;
  const folder = folderOf(t, { "main.tf": `${heredoc("allow")}${terraform("allow")}${heredoc("Allow ")}` });
  const { stderr } = check(folder, "main.tf", "--fix");
  assert.equal(text(folder, "main.tf"), `${heredoc("Allow")}${terraform("Allow")}${heredoc("Allow")}`);
  assert.equal(stderr, `main.tf:11:17: the fix of RAM601 is not taken: ${NOT_ONE_TEXT}\n`);
});

test("what comes to light by a fix is fixed, too", (t) => {
  const policy = (effect, actions) => `{"Version":"1","Statement":[{"Effect":"${effect}","Action":${actions},"Resource":"acs:oss:*:*:b/*"}]}`;
  const folder = folderOf(t, { "a.json": policy("allow", '["oss:Get*","oss:GetObject"]') });
  assert.match(check(folder, "a.json", "--fix").stdout, /^fixed 2 findings in 1 file$/m);
  assert.equal(text(folder, "a.json"), policy("Allow", '["oss:Get*"]'));
  // not what the settings turn off
  const off = folderOf(t, { "a.json": policy("allow", '["oss:Get*","oss:GetObject"]'), "ramlight.json": '{"format":"ramlight-settings/1","severity":{"RAM601":"off"}}' });
  check(off, "a.json", "--fix");
  assert.equal(text(off, "a.json"), policy("Allow", '["oss:Get*","oss:GetObject"]'));
});

test("fixes that change what is granted: counted, shown with what is granted then, taken when that is asked", (t) => {
  const policy = (action, resource) => `{"Version":"1","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"acs:ecs:*:*:instance/${resource}"}]}\n`;
  const before = policy("ecs:StopInstanc", "<id>");
  const folder = folderOf(t, { "a.json": before });
  const hint = "2 more fixes change what is granted: `--diff --changes` shows them, `--fix --changes` takes them\n";
  assert.match(check(folder, "a.json").stdout, /^ {2}= fix: --fix --changes does this, which changes what is granted$/m);
  assert.equal(check(folder, "a.json", "--fix").stderr, hint);
  assert.equal(check(folder, "a.json", "--diff").stderr, `nothing to fix\n${hint}`);
  assert.equal(text(folder, "a.json"), before);

  const { stdout, stderr } = check(folder, "a.json", "--diff", "--changes");
  assert.match(stdout, /^-.*ecs:StopInstanc".*<id>"[^]*^\+.*ecs:StopInstance".*instance\/\*"/m);
  assert.equal(stderr, "a.json: with these fixes a.json grants some things more and some less than before: + ecs:StopInstance, - ecs:StopInstanc\n"
    + "2 fixes in 1 file; `--fix --changes` writes them\n");
  assert.equal(text(folder, "a.json"), before);

  assert.match(check(folder, "a.json", "--fix", "--changes").stdout, /^fixed 2 findings in 1 file\n1 file, 1 policy: no findings$/m);
  assert.equal(text(folder, "a.json"), policy("ecs:StopInstance", "*"));
  const { status, stderr: wrong } = check(folder, "a.json", "--changes");
  assert.equal(status, 2);
  assert.match(wrong, /--changes .* goes with --fix, or with --diff/);
});
