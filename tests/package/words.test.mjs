// The words of the command line: both languages are complete, and what is printed in Chinese has no English around it.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { WORDS } from "../../src/npm/cli/words.mjs";
import { DESCRIBE, MISSPELT_DENY } from "./policies.mjs";
import { SCENARIO } from "./scenarios.mjs";
import { folderOf, projectOfFile, run } from "./project.mjs";

const command = join(projectOfFile(), "node_modules/.bin/ramlight");

/** Each word by its path, `classes.error`; a function by how many texts it takes. */
function pathsOf(words, path = "") {
  return Object.entries(words).flatMap(([key, word]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return typeof word === "object" ? pathsOf(word, at) : [[at, word]];
  });
}

test("both languages have the same words", () => {
  const shape = (words) => pathsOf(words).map(([path, word]) => `${path}: ${typeof word === "function" ? word.length : "text"}`).sort();
  assert.deepEqual(shape(WORDS.zh), shape(WORDS.en));
});

test("each word of Chinese is Chinese, and says all that it is given", () => {
  const marks = ["and", "list", "asOf", "dated", "servicesHead.3"];
  for (const [path, word] of pathsOf(WORDS.zh)) {
    const isCount = /^(count|ofClass)$/.test(path);
    const given = typeof word !== "function" ? [] : isCount ? [7] : Array.from({ length: word.length }, (_, index) => `${index + 70}`);
    const said = typeof word !== "function" ? word : isCount ? word(7, path === "count" ? "file" : "error") : word(...given);
    if (!marks.includes(path)) assert.match(said, /\p{Script=Han}/u, path);
    for (const each of given) assert.ok(said.includes(each), `${path}: ${said}`);
    assert.ok(!said.includes("undefined"), path);
  }
  for (const noun of ["file", "policy", "finding", "fix", "action", "operation", "service", "request", "scenario"]) {
    assert.match(WORDS.zh.count(2, noun), /^2 \p{Script=Han}/u);
  }
});

const ALLOW = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:StopInstance","Resource":"acs:ecs:*:*:instance/i-1"}]}';
const files = {
  "describe.json": DESCRIBE, "misspelt.json": MISSPELT_DENY, "allow.json": ALLOW, "stop.json": ALLOW.replace("StopInstance", "StopInstances"),
  "allow.tf": `resource "alicloud_ram_policy" "p" {\n  policy_document = var.p\n}\n`, "scenario.json": SCENARIO,
};

for (const [args, expected] of [
  [["check", "allow.json"], /^1 个文件，1 个策略：/m],
  [["check", "allow.tf"], /未检查/],
  [["compare", "allow.json", "allow.json"], /^allow\.json 与 allow\.json 授予的权限相同$/m],
  [["compare", "allow.json", "stop.json"], /^新增 1 个操作$[^]*^减少 1 个操作$/m],
  [["grants", "describe.json"], /^describe\.json：API Gateway 的 54 个操作，截至 2017-12-01\n目前的元数据另列有 API Gateway 的 189 个操作：用 `--services apigateway` 查看$/m],
  [["grants", "misspelt.json"], /^未决 +\p{Script=Han}+ +apigateway:\w+ +1 全部，2 未决 （其效果无法读取）$/mu],
  [["grants", "describe.json", "--operation", "DescribeApis"], /^apigateway:DescribeApis {2}\p{Script=Han}+ {2}允许$/mu],
  [["catalog", "sts"], /括号中的级别由名称中的动词得出/],
  [["catalog", "ram:AttachPolicyToUser"], /^ {2}资源，以下之一：$/m],
  [["catalog"], /^319 个服务，24765 个操作$/m],
  [["catalog", "nas/filesystem"], /^作用于它的 \d+ 个操作：$/m],
  [["decide", "allow.json", "--action", "ecs:StopInstance", "--resource", "acs:ecs:cn-hangzhou:1:instance/i-1"], /语句 1/],
  [["test", "scenario.json"], /个场景中的 \d+ 个请求/],
]) {
  test(`${args.join(" ")} --locale zh`, (t) => {
    const { stdout, stderr } = run(folderOf(t, files), command, [...args, "--locale", "zh"]);
    assert.match(stdout, expected);
    // words of the frame in English; names, codes, elements of the language and the notes of the catalogue are none
    const english = /\b(findings?|polic(y|ies)|files?|operations?|actions? (on|gained|lost)|as of|statement|grants|not-granted|allowed|expected|requests?|also|source of)\b/;
    for (const line of `${stdout}\n${stderr}`.split("\n")) {
      const frame = line.replace(/`[^`]*`|[\w./-]+\.(json|tf|txt)\S*|acs:\S+|[\w-]+:[\w*]+|"[^"]*"/g, "").replace(/^ {2}(注|名称来源|资源来源)：.*/u, "");
      if (args[0] !== "catalog" || args[1] !== undefined) assert.ok(!english.test(frame), line);
    }
  });
}

/** What a call got wrong, or what can't be read: `[args]`, `[args, input]`. */
const WRONG = [
  [[]], [["nothing"]], [["check", "--nothing"]], [["check", "--format"]], [["check", "--all=yes", "a.json"]], [["grants", "--json=1", "a.json"]],
  [["check", "missing.json"]], [["check", "empty"]], [["check", "binary.json"]], [["check", "latin.json"]], [["check", "-"], "[1]"], [["check", "-", "-"], "{}"],
  [["check", "notes.json"]], [["check", "scenario.json"]], [["check", "--format", "xml", "a.json"]], [["check", "--kind", "any", "a.json"]], [["check", "--fix", "--diff", "a.json"]],
  [["check", "--changes", "a.json"]], [["check", "--diff", "--format", "json", "a.json"]], [["check", "--stdin-name", "x.tf", "allow.json"]], [["check", "--fix", "-"], "{}"],
  [["check", "--fail-on", "all", "allow.json"]], [["check", "--catalog", "missing.json", "allow.json"]],
  [["suppress", "allow.json"]], [["suppress", "-", "RAM700", "--reason", "x"]], [["suppress", "allow.json", "RAM700"]], [["suppress", "allow.json", "RAM700", "--reason", "x"]],
  [["suppress", "allow.json", "RAM999", "--reason", "x"]], [["suppress", "allow.json", "RAM700", "--reason", "x", "--expires", "soon"]],
  [["suppress", "allow.json", "RAM700", "--reason", "x", "--expires", "2020-01-01"]], [["suppress", "allow.json", "RAM700", "--reason", "x", "--line", "a"]],
  [["clean", "--write"]], [["clean", "a.json", "b.json"]], [["format", "missing.json"]], [["grants", "missing.json"]], [["grants", "allow.json", "--bind", "x"]],
  [["grants", "allow.json", "--bind", "nobody=1"]], [["grants", "allow.json", "--bind", "account=1", "--bind", "account=2"]], [["grants", "allow.json", "--services", "nosuch"]],
  [["grants", "allow.json", "--operation", "Nothing"]], [["catalog", "a", "b"]], [["catalog", "nosuch"]], [["catalog", "ram:Nothing"]], [["catalog", "ram/nothing"]],
  [["compare", "allow.json"]], [["compare", "-", "-"]], [["compare", "allow.json", "stop.json", "--kind", "any"]], [["decide", "allow.json"]],
  [["decide", "allow.json", "--action", "ecs:StopInstance", "--resource", "*", "--context", "a"]], [["decide", "allow.json", "--request", "1"]],
  [["decide", "allow.json", "--action", "a:B", "--resource", "*", "--expect", "Yes"]], [["decide", "scenario.json"]], [["decide", "scenario.json", "--request", "99"]],
  [["decide", "scenario.json", "--request", "no such"]], [["decide", "scenario.json", "--request", "1", "--action", "a:B"]],
  [["decide", "allow.json", "--action", "a:B", "--resource", "*", "--unknown", "*", "--unknown", "a"]], [["test", "allow.json"]], [["test", "-", "-"]],
];

test("what is wrong with a call is said in Chinese", (t) => {
  const folder = folderOf(t, { ...files, "empty/readme.md": "", "binary.json": "a\0b", "notes.json": "[1]" });
  writeFileSync(join(folder, "latin.json"), Buffer.from([0x7b, 0xe9, 0x7d]));
  const english = [];
  for (const [args, input = ""] of WRONG) {
    const { status, stderr } = run(folder, command, [...args, "--locale", "zh"], { input });
    // words of the call, names of files, options and formats are no English
    const frame = stderr.replace(/`[^`]*`|--[\w-]+|<stdin>|\.?[\w./-]+\.(json|tf|ya?ml)|\.(ya?ml|tf|tofu)|ramlight|"[^"]*"|[A-Z][A-Za-z-]*(=[A-Z]+)?|UTF-8|变量：.*/g, "");
    const words = frame.match(/[a-z]{2,}/g)?.filter((word) => !args.join(" ").includes(word) && !NAMES.has(word)) ?? [];
    if (status !== 2 || words.length > 0 || !/\p{Script=Han}/u.test(stderr)) english.push(`${args.join(" ")}: ${status}: ${stderr}`);
  }
  assert.deepEqual(english, []);
});

/** Names of kinds, formats and classes, and what a variable or a file is called. */
const NAMES = new Set(["human", "json", "sarif", "github", "junit", "auto", "identity", "session", "control", "trust", "bucket", "resource",
  "error", "security", "warning", "general", "suggestion", "never", "regionid", "accountid", "region", "account", "instance", "xe"]);
