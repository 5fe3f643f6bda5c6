// `ramlight check` of Terraform files and templates: what is not known there is left alone, by findings and by fixes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderOf, projectOfFile, run } from "./project.mjs";

const command = join(projectOfFile(), "node_modules/.bin/ramlight");

const heredoc = (policy) => `resource "alicloud_ram_policy" "p" {\n  policy_document = <<EOF\n${policy}\nEOF\n}\n`;
const encoded = (policy) => `resource "alicloud_ram_policy" "p" {\n  policy_document = jsonencode(${policy})\n}\n`;
const template = (policy) => JSON.stringify({
  ROSTemplateFormatVersion: "2015-09-01",
  Resources: { P: { Type: "ALIYUN::RAM::ManagedPolicy", Properties: { PolicyName: "p", PolicyDocument: policy } } },
});

/** The codes that `check` finds in a file. */
function codesIn(t, name, content) {
  const folder = folderOf(t, { [name]: content });
  const { stdout, stderr } = run(folder, command, ["check", name, "--format", "json"]);
  assert.equal(stderr, "");
  return JSON.parse(stdout).files.flatMap(({ findings }) => findings.map(({ code }) => code));
}

/** The file after `check --fix`. */
function fixed(t, name, content) {
  const folder = folderOf(t, { [name]: content });
  run(folder, command, ["check", "--fix", name]);
  return readFileSync(join(folder, name), "utf8");
}

test("of a folder, files of Terraform and OpenTofu, YAML and JSON are checked", (t) => {
  const bad = `{"Version":"1","Statement":[{"Effect":"allow","Action":"oss:GetObject","Resource":"acs:oss:*:*:b/*"}]}`;
  const names = ["a.json", "b.tf", "c.tofu", "d.yaml", "e.yml"];
  const folder = folderOf(t, Object.fromEntries(names.map((name) => [name, /tf|tofu/.test(name) ? heredoc(bad) : bad])));
  const { stdout } = run(folder, command, ["check", ".", "--format", "json"]);
  assert.deepEqual(JSON.parse(stdout).files.map(({ path, findings }) => [path, findings[0].code]), names.map((name) => [name, "RAM221"]));
  assert.match(run(folder, command, ["help", "check"]).stdout, /every \.json, \.tf, \.tofu, \.yml and \.yaml in it/);
});

test("fixes before and behind an interpolation leave it as it is", (t) => {
  const text = (effect, end) => heredoc(`{"Version":"1","Statement":[{"Effect":"${effect}","Action":"oss:GetObject","Resource":"acs:oss:*:*:\${var.b}"}${end}]}`);
  assert.equal(fixed(t, "main.tf", text("allow", ",")), text("Allow", ""));
});

test("a placeholder is told and not fixed: what it becomes grants more", (t) => {
  const text = heredoc(`{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:GetObject","Resource":["acs:oss:*:*:\${var.b}/*","acs:oss:*:*:b/<path>"]}]}`);
  assert.deepEqual(codesIn(t, "main.tf", text), ["RAM262"]);
  assert.equal(fixed(t, "main.tf", text), text);
});

test("an expression of Terraform is not read as text of the policy", (t) => {
  const statement = (members) => encoded(`{ Version = "1", Statement = [{ ${members} }] }`);
  for (const members of [
    `Effect = var.on ? "Allow" : "Deny", Action = "oss:GetObject", Resource = "*"`,
    `Effect = "Allow", Action = concat(["oss:GetObject"], var.more), Resource = "acs:oss:*:*:b/*"`,
    `Effect = "Allow", Action = "oss:GetObject", Resource = [for b in var.all : "acs:oss:*:*:\${b}"]`,
  ]) {
    assert.deepEqual(codesIn(t, "main.tf", statement(members)), [], members);
  }
  assert.deepEqual(codesIn(t, "main.tf", encoded(`{ Version = "1", Statement = concat([{ Effect = "Allow" }], var.more) }`)), []);
});

test("a function of ROS is not read as text of the policy", (t) => {
  const statement = { Effect: "Allow", Action: "oss:GetObject", Resource: { "Fn::Join": ["", ["acs:oss:*:*:", { Ref: "B" }]] } };
  assert.deepEqual(codesIn(t, "template.json", template({ Version: "1", Statement: [statement] })), []);
});

test("nothing is said to be redundant, cancelled or contradictory where a part is not known", (t) => {
  const policy = (allow, deny) => heredoc(JSON.stringify({ Version: "1", Statement: [
    { Effect: "Allow", Action: "oss:GetBucketAcl", Resource: allow }, { Effect: "Deny", Action: "oss:*", NotResource: deny }] }));
  const all = codesIn(t, "main.tf", policy("acs:oss:*:*:a", "acs:oss:*:*:b"));
  assert.ok(all.includes("RAM606"), String(all));
  const some = codesIn(t, "main.tf", policy("acs:oss:*:*:a", "acs:oss:*:*:${var.b}"));
  assert.ok(!some.includes("RAM606"), String(some));
});

test("a finding outside of what is not known is told at its place", (t) => {
  const text = heredoc(`{"Version":"1","Statement":[\n{"Effect":"Alow","Action":"oss:GetObject","Resource":"acs:oss:*:*:\${var.b}"}]}`);
  const folder = folderOf(t, { "main.tf": text });
  const [{ findings: [finding] }] = JSON.parse(run(folder, command, ["check", "main.tf", "--format", "json"]).stdout).files;
  assert.deepEqual([finding.code, finding.start.line, finding.start.column], ["RAM221", 4, 11]);
});

test("own rules and suppressions do not take what is not known as it is written", (t) => {
  const text = (resource) => heredoc(`{"Version":"1","Statement":[\n{"Effect":"Allow","Action":"oss:DeleteObject","Resource":"${resource}"}]}`);
  const folder = folderOf(t, {
    "ramlight.json": JSON.stringify({ format: "ramlight-settings/1", rules: [{ name: "logs", never: { actions: "oss:DeleteObject", resources: "acs:oss:*:*:logs/*" } }] }),
    "open.tf": text("acs:oss:*:*:${var.b}/*"), "kept.tf": text("acs:oss:*:*:cache-${var.b}/*"),
    "template.yaml": "ROSTemplateFormatVersion: '2015-09-01'\nResources:\n  P:\n    Type: ALIYUN::RAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: '1'\n        Statement:\n          - Effect: Allow\n            Action: oss:DeleteObject\n            Resource: !Ref Arn\n",
  });
  const { stdout } = run(folder, command, ["check", ".", "--format", "json"]);
  const told = JSON.parse(stdout).files.map(({ path, findings }) => [path, ...findings.map(({ code, message, start }) => [code, start.line, message.match(/the template leaves (.*) open$/)?.[1]])]);
  assert.deepEqual(told, [
    ["kept.tf"],
    ["open.tf", ["RAM903", 4, "`${var.b}`"]],
    ["template.yaml", ["RAM903", 11, "`!Ref Arn`"]],
  ]);
});

test("what an alias of YAML repeats is told once, where it stands", (t) => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  P:
    Type: ALIYUN::RAM::ManagedPolicy
    Properties:
      PolicyName: p
      PolicyDocument:
        Version: '1'
        Statement:
          - Effect: Allow
            Action: &acts ['oss:GetObject', 'oss:GetObject']
            Resource: 'acs:oss:*:*:a/*'
          - Effect: Allow
            Action: *acts
            Resource: 'acs:oss:*:*:b/*'
`;
  assert.deepEqual(codesIn(t, "p.yml", text), ["RAM601"]);
});
