// The pages of the findings that settings bring (`www/findings/RAM90*.md`), each the documentation of a code and its test
// case. The other pages are run by `tests/finding_pages.rs`; the engine knows no settings.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";

const pages = fileURLToPath(new URL("../../www/findings/", import.meta.url));
const SECTIONS = ["What it does", "Why", "Example", "Instead"];
const FILE = "policy.json";

const ramlight = await ramlightIn(projectOfFile());

/** The blocks of a page in order, each with the section it stands in. */
function blocksOf(page) {
  const parts = page.matchAll(/^## (.+)$|^```(.+)\n([^]*?)\n```$/gm);
  let section = "";
  return Array.from(parts, ([, title, info, text]) => {
    if (title !== undefined) section = title;
    return { section, info, text };
  }).filter(({ info }) => info !== undefined);
}

/** The findings of a code in a policy and in the settings themselves, in a language. */
function found(code, { text, holes }, settingsText, locale) {
  const settings = ramlight.Settings.fromJSON(settingsText);
  const { findings, used } = ramlight.check(text, { settings, file: FILE, locale, holes });
  const all = { policy: findings, settings: settings.unused([FILE], new Set(used), { locale }) };
  settings.free();
  return Object.fromEntries(Object.entries(all).map(([where, list]) => [where, list.filter((finding) => finding.code === code)]));
}

function holds(expected, text, [en], [zh]) {
  const actual = {
    at: text.slice(en.from, en.to).split("\n")[0],
    line: String(text.slice(0, en.from).split("\n").length),
    severity: en.severity,
    en: en.message,
    "en help": en.help,
    zh: zh.message,
    "zh help": zh.help,
  };
  for (const line of expected.split("\n")) {
    const [, key, value] = line.match(/^([a-z ]+): (.*)$/);
    assert.equal(actual[key], value, key);
  }
}

test("there is a page for each code of the settings", () => {
  const codes = ramlight.rules().map(({ code }) => code).filter((code) => code.startsWith("RAM90"));
  assert.deepEqual(readdirSync(pages).filter((name) => name.startsWith("RAM90")).sort(), codes.map((code) => `${code}.md`));
});

for (const name of readdirSync(pages).filter((page) => page.startsWith("RAM90"))) {
  test(`${name} is true`, () => {
    const page = readFileSync(join(pages, name), "utf8");
    const code = name.replace(".md", "");
    const rule = ramlight.rules().find((each) => each.code === code);
    assert.ok(page.startsWith(`# ${code} ${rule.name}\n`));
    assert.deepEqual(Array.from(page.matchAll(/^## (.+)$/gm), ([, title]) => title), SECTIONS);
    let settings;
    let policy;
    for (const { section, info, text } of blocksOf(page)) {
      if (info === "json settings") settings = text;
      else if (info === "json policy") policy = { text, holes: [] };
      // with what is not known as Terraform writes it
      else if (info === "json template") policy = { text, holes: Array.from(text.matchAll(/\$\{.*?\}/g), ({ 0: hole, index }) => ({ from: index, to: index + hole.length })) };
      const where = info === "expect settings" ? "settings" : "policy";
      if (info.startsWith("expect")) {
        const [en, zh] = ["en", "zh"].map((locale) => found(code, policy, settings, locale)[where]);
        assert.equal(en.length, 1);
        holds(text, where === "settings" ? settings : policy.text, en, zh);
      }
      if (section === "Instead" && /^json (policy|template)$/.test(info)) assert.deepEqual(found(code, policy, settings, "en"), { policy: [], settings: [] });
    }
  });
}

test("every message of the settings is whole in both languages", () => {
  const [en, zh] = ["en", "zh"].map((locale) => ramlight.rules(locale).filter(({ code }) => code.startsWith("RAM90")));
  const places = (text) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
  for (const [index, row] of en.entries()) {
    for (const text of [row.message, row.help, zh[index].message, zh[index].help]) assert.match(text, /[^.。]$/);
    assert.match(zh[index].message, /\p{Script=Han}/u);
    for (const part of ["message", "help"]) assert.deepEqual(places(row[part]), places(zh[index][part]), row.code);
    assert.deepEqual([row.code, row.name, row.severity], [zh[index].code, zh[index].name, zh[index].severity]);
  }
});
