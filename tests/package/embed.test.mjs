// `ramlight/embed`: policies inside other files, from the packed package.
import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { titleOf } from "./browser.mjs";
import { project, run, tool, tsconfig } from "./project.mjs";

const TERRAFORM = `# 说明 😀
resource "alicloud_ram_policy" "读" {
  policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "allow", Action = var.actions, Resource = "😀:*" }]
  })
}
resource "alicloud_ram_role" "r" {
  document = var.trust
}
`;
const TEXT = '{"Version":"1","Statement":[{"Effect":"allow","Action":"var.actions","Resource":"😀:*"}]}';

const USE = `
  const { policies, skipped, problems } = findPolicies(${JSON.stringify(TERRAFORM)}, { file: "main.tf" });
  const answer = [policies[0].name, policies[0].kind, policies.length, skipped[0].reason, problems.length].join(" ");
`;
const ANSWER = "alicloud_ram_policy.读 identity 1 unknown 0";

const installed = (t, files = {}) => join(project(t, files), "node_modules/ramlight");
const imported = (t) => import(pathToFileURL(join(installed(t), "embed-node.mjs")));
const range = (text, part) => [text.indexOf(part), text.indexOf(part) + part.length];

test("import and require in Node.js, one engine", (t) => {
  const folder = project(t, {
    "main.mjs": `
      import { createRequire } from "node:module";
      import { findPolicies, init } from "ramlight/embed";
      const required = createRequire(import.meta.url)("ramlight/embed");
      await init();
      ${USE}
      console.log(answer, required.findPolicies === findPolicies, Object.keys(required).sort().join(" "));`,
  });
  const { stdout, stderr } = run(folder, process.execPath, ["main.mjs"]);
  assert.equal(stderr, "");
  assert.equal(stdout, `${ANSWER} true findPolicies init\n`);
});

test("positions are UTF-16 code units, in the file and in the policy", async (t) => {
  const { findPolicies } = await imported(t);
  const { policies, skipped } = findPolicies(TERRAFORM, { format: "terraform" });
  const [policy] = policies;
  assert.equal(policy.text, TEXT);
  const [hole, holeEnd] = range(TEXT, '"var.actions"');
  assert.deepEqual(policy.holes, [{ from: hole, to: holeEnd }]);
  const place = (part) => {
    const { from, to, exact } = policy.toOuter(...range(TEXT, part));
    return [TERRAFORM.slice(from, to), from, exact];
  };
  assert.deepEqual(place('"allow"'), ['"allow"', TERRAFORM.indexOf('"allow"'), true]);
  assert.deepEqual(place('"😀:*"'), ['"😀:*"', TERRAFORM.indexOf('"😀:*"'), true]);
  assert.deepEqual(place('"var.actions"'), ["var.actions", TERRAFORM.indexOf("var.actions"), false]);
  assert.deepEqual(place('"Effect":"allow"'), ['Effect = "allow"', TERRAFORM.indexOf("Effect"), false]);
  assert.equal(TERRAFORM.slice(policy.from, policy.to), TERRAFORM.slice(TERRAFORM.indexOf("{\n    Version"), TERRAFORM.indexOf(")\n}")));

  const [from, to] = range(TEXT, '"allow"');
  const edit = policy.edit({ from, to, insert: '"Allow"' });
  assert.equal(TERRAFORM.slice(0, edit.from) + edit.insert + TERRAFORM.slice(edit.to), TERRAFORM.replace("allow", "Allow"));
  assert.equal(policy.edit({ from: 0, to: TEXT.length, insert: "{}" }), null);
  assert.deepEqual(skipped.map(({ name, from, to }) => [name, TERRAFORM.slice(from, to)]), [["alicloud_ram_role.r", "var.trust"]]);
});

test("messages in both languages, and problems of the file", async (t) => {
  const { findPolicies } = await imported(t);
  const both = (content, file) => ["en", "zh"].map((locale) => findPolicies(content, { file, locale }));
  for (const [english, chinese] of [both(TERRAFORM, "a.tf").map(({ skipped }) => skipped), both("Statement: [", "a.yml").map(({ problems }) => problems)]) {
    assert.equal(english.length, 1);
    assert.match(english[0].message, /^[\x20-\x7e]+$/);
    assert.match(chinese[0].message, /[一-鿿]/);
  }
  assert.deepEqual(findPolicies("a: [", { file: "a.yml" }), { policies: [], skipped: [], problems: [] });
});

test("mistakes of the caller say what to do", async (t) => {
  const { findPolicies } = await imported(t);
  assert.throws(() => findPolicies(7, { file: "a.tf" }), { name: "TypeError", message: "the content of the file must be a string" });
  assert.throws(() => findPolicies(""), { name: "TypeError", message: /^the options must be an object/ });
  assert.throws(() => findPolicies("", { file: "a.txt" }), { name: "TypeError", message: /^say the format of the file/ });
  assert.throws(() => findPolicies("", { format: "toml" }), { name: "TypeError", message: /^`format` is one of / });
});

test("what hostile files do to the engine: nothing", async (t) => {
  const { findPolicies } = await imported(t);
  const files = [
    ["a.tf", `# Statement\nx = ${"[".repeat(1e6)}`],
    ["a.tf", `# Statement\nx = ${'"${'.repeat(60)}1${'}"'.repeat(60)}\n`],
    ["a.tf", `# Statement\nx = ${"f(".repeat(60)}1${")".repeat(60)}\n`],
    ["a.tf", `# Statement\n${"a {\n".repeat(60)}${"}\n".repeat(60)}`],
    ["a.tf", `# Statement\nx = jsonencode(${"{a=[".repeat(31)}1${"]}".repeat(31)})\n`],
    ["a.yml", `Statement: ${"[".repeat(1e6)}`],
    ["a.yml", `x: ${"[".repeat(98)}{Version: 1, Statement: 1}${"]".repeat(98)}`],
    ["a.yml", `Statement: |\n${"  x\n".repeat(2.5e6)}`],
    ["a.json", `{"Statement": ${"[".repeat(1e6)}`],
    ["a.json", `{"x": ${'{"a":['.repeat(49)}{"Version":"1","Statement":1}${"]}".repeat(49)}}`],
    ["a.tf.json", `{"Statement": "${"\\u0000".repeat(1e6)}"}`],
  ];
  for (const [file, content] of files) {
    findPolicies(content, { file });
    assert.equal(findPolicies(TERRAFORM, { file: "main.tf" }).policies.length, 1, `after ${content.slice(0, 40)}`);
  }
});

test("the entry for browsers says to call init first; bundled by Vite and as a plain module it works", async (t) => {
  const script = `import { findPolicies, init } from "ramlight/embed";\nawait init();\n${USE}\ndocument.title = answer;`;
  const html = (rest) => `<!doctype html><meta charset="utf-8"><title>waiting</title>${rest}</script>`;
  const map = '<script type="importmap">{ "imports": { "ramlight/embed": "/node_modules/ramlight/embed-browser.js" } }</script>';
  const folder = project(t, {
    "index.html": html('<script type="module" src="/main.js">'),
    "main.js": script,
    "plain/index.html": html(`${map}<script type="module">${script}`),
  });
  const { findPolicies } = await import(pathToFileURL(join(folder, "node_modules/ramlight/embed-browser.js")));
  assert.throws(() => findPolicies("", { file: "a.tf" }), { name: "Error", message: "the engine is not loaded yet: call `await init()` first" });

  const { status, stdout, stderr } = tool(folder, "vite", ["build"]);
  assert.equal(status, 0, stdout + stderr);
  assert.deepEqual(await titleOf(t, join(folder, "dist")), { title: ANSWER, errors: [] });
  cpSync(join(folder, "node_modules"), join(folder, "plain/node_modules"), { recursive: true });
  assert.deepEqual(await titleOf(t, join(folder, "plain")), { title: ANSWER, errors: [] });
});

test("the types are found, and true of what comes", async (t) => {
  const use = `
    const found: FoundPolicies = findPolicies("", { file: "a.tf", locale: "zh" });
    const place: OuterPlace | undefined = found.policies[0]?.toOuter(0, 1);
    const edit: EmbeddedEdit | null | undefined = found.policies[0]?.edit({ from: 0, to: 1, insert: "" });
    // @ts-expect-error: there is no such format
    findPolicies("", { format: "toml" });
    export { place, edit };`;
  const names = "findPolicies, type EmbeddedEdit, type FoundPolicies, type OuterPlace";
  const folder = project(t, {
    "main.mts": `import { ${names}, init } from "ramlight/embed";\nawait init();\n${use}`,
    "main.cts": `import { ${names} } from "ramlight/embed";\n${use}`,
    "tsconfig.json": tsconfig({ module: "nodenext" }, ["main.mts", "main.cts"]),
  });
  const { status, stdout } = tool(folder, "tsc", ["--project", ".", "--pretty", "false"]);
  assert.equal(stdout, "");
  assert.equal(status, 0);

  const types = readFileSync(join(folder, "node_modules/ramlight/embed.d.ts"), "utf8");
  const membersOf = (name) => {
    const body = types.match(new RegExp(`interface ${name}[^{]*\\{\\n([\\s\\S]*?)\\n\\}`))[1];
    const own = Array.from(body.matchAll(/^ {2}(\w+)[(:]/gm), ([, member]) => member);
    return [...own, ...(/extends TextRange/.test(types.match(new RegExp(`interface ${name}[^{]*`))[0]) ? ["from", "to"] : [])].sort();
  };
  const { findPolicies } = await import(pathToFileURL(join(folder, "node_modules/ramlight/embed-node.mjs")));
  const { policies, skipped } = findPolicies(TERRAFORM, { file: "main.tf" });
  const { problems } = findPolicies("Statement: [", { file: "a.yml" });
  const edit = policies[0].edit({ from: range(TEXT, '"allow"')[0], to: range(TEXT, '"allow"')[1], insert: '"Deny"' });
  for (const [name, value] of [["EmbeddedPolicy", policies[0]], ["SkippedPolicy", skipped[0]], ["FileProblem", problems[0]],
    ["OuterPlace", policies[0].toOuter(0, 1)], ["EmbeddedEdit", edit]]) {
    assert.deepEqual(Object.keys(value).sort(), membersOf(name), name);
  }
});

test("text can be put where it stands as it is, and nowhere else", async (t) => {
  const { findPolicies } = await imported(t);
  const json = '{"Version": "1", "Statement": []}';
  const exact = (content, file, part) => {
    const { policies: [policy] } = findPolicies(content, { file });
    return policy.toOuter(...range(policy.text, part)).exact;
  };
  const template = (document) => `{"Resources": {"P": {"Type": "ALIYUN::RAM::ManagedPolicy", "Properties": {"PolicyDocument": ${document}}}}}`;
  assert.equal(exact(template(json), "a.json", "[]"), true);
  assert.equal(exact(template(JSON.stringify(json)), "a.json", "[]"), false);
  assert.equal(exact(`locals {\n  x = <<EOF\n${json}\nEOF\n}\n`, "a.tf", "[]"), true);
  assert.equal(exact(`locals {\n  x = ${JSON.stringify(json)}\n}\n`, "a.tf", "[]"), false);
  assert.equal(exact(`x: |\n  ${json}\n`, "a.yml", "[]"), false);
  assert.equal(exact(`x: ${json}\n`, "a.yml", '"1"'), true);
  assert.equal(exact(`x: ${json}\n`, "a.yml", "[]"), false);
});
