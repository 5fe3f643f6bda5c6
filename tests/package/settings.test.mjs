// Settings: what they do to findings, what is wrong with them, and their schema. Own rules and suppressions have files of their own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { globMatcher, globProblem } from "../../src/npm/glob.js";
import { projectOfFile, ramlightIn } from "./project.mjs";

const UNKNOWN = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "apigateway:ForecastDemand", Resource: "acs:apigateway:*:*:apigroup/g-1" }] });
const TRUST = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["ecs.aliyuncs.com"] } }] });

const folder = projectOfFile();
const installed = join(folder, "node_modules/ramlight");
const ramlight = await ramlightIn(folder);
const isValid = new Ajv().compile(JSON.parse(readFileSync(join(installed, "schemas/settings.schema.json"), "utf8")));

const settingsOf = (members) => ramlight.Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", ...members }));

/** Code and severity of what is found in a text. */
function found(text, members, options) {
  const settings = settingsOf(members);
  const { findings } = ramlight.check(text, { settings, ...options });
  settings.free();
  return findings.map(({ code, severity }) => `${code} ${severity}`);
}

test("severities: by code or name, of all files and of some; what is said last counts; off takes a finding away", () => {
  assert.deepEqual(found(UNKNOWN, {}), ["RAM700 suggestion"]);
  assert.deepEqual(found(UNKNOWN, { severity: { RAM700: "error" } }), ["RAM700 error"]);
  assert.deepEqual(found(UNKNOWN, { severity: { "unknown-action": "off" } }), []);
  const files = [
    { match: "old/**", severity: { RAM700: "off" } },
    // a name without a folder is of every folder
    { match: ["old/new/*.json", "x.json"], severity: { RAM700: "general-warning" } },
  ];
  const at = (file) => found(UNKNOWN, { severity: { RAM700: "error" }, files }, { file });
  assert.deepEqual(["a.json", "old/a.json", "old/new/a.json", "sub/x.json"].map(at), [["RAM700 error"], [], ["RAM700 general-warning"], ["RAM700 general-warning"]]);
});

test("kinds: of the options, else of the settings, else identity", () => {
  const settings = settingsOf({ files: [{ match: "roles/*.json", kind: "trust" }, { match: "roles/x.json", severity: {} }, { match: "auto.json", kind: "auto" }] });
  const kind = (file, options) => ramlight.check(TRUST, { settings, file, ...options }).kind;
  assert.deepEqual([kind("roles/x.json"), kind("x.json"), kind("auto.json"), kind("roles/x.json", { kind: "session" })], ["trust", "identity", "trust", "session"]);
  assert.deepEqual([settings.kindOf("roles/x.json"), settings.kindOf("x.json")], ["trust", undefined]);
});

test("validate gives the findings of check, with and without settings", () => {
  const settings = settingsOf({ severity: { RAM700: "error" } });
  for (const options of [undefined, { settings }, { settings, file: "a.json", locale: "zh" }]) {
    assert.deepEqual(ramlight.validate(UNKNOWN, options), ramlight.check(UNKNOWN, options).findings);
  }
  settings.free();
});

/** What is wrong with a text, as `line:column path: message`. */
function problemsOf(text) {
  try {
    ramlight.Settings.fromJSON(text).free();
  } catch (error) {
    assert.ok(error instanceof ramlight.SettingsError, error.stack);
    assert.equal(error.name, "SettingsError");
    const lines = error.problems.map(({ line, column, path, message }) => `${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`);
    assert.equal(error.message, lines.join("\n"));
    return lines;
  }
  return [];
}

/** `[members, what is wrong]`: the text is `{"format":"ramlight-settings/1",` and the members, so it starts at column 33. */
const FAULTY = [
  ['"severety":{}', ["1:33: severety: `severety` is no key of this object; did you mean `severity`?"]],
  ['"severity":{"RAM999":"off"}', ["1:45: severity.RAM999: there is no finding `RAM999`"]],
  ['"severity":{"unknown-actoin":"off"}', ["1:45: severity.unknown-actoin: there is no finding `unknown-actoin`; did you mean `unknown-action`?"]],
  ['"severity":{"RAM700":"warning"}', ["1:54: severity.RAM700: `warning` is no severity: error, security-warning, general-warning, suggestion, off"]],
  ['"severity":{"RAM700":"off","unknown-action":"error"}', ["1:60: severity.unknown-action: `RAM700` stands here twice, once by its name"]],
  ['"severity":[]', ["1:44: severity: an object is needed here"]],
  ['"files":[{"kind":"trust"}]', ["1:42: files[0]: `match` is missing: which files are meant"]],
  ['"files":[{"match":"a","kind":"trst"}]', ["1:62: files[0].kind: `trst` is no kind of policy: identity, session, control, trust, bucket, resource, auto; did you mean `trust`?"]],
  ['"files":[{"match":[]}]', ["1:51: files[0].match: a pattern of file names is needed here"]],
  ['"files":[{"match":"../a.json"}]', ["1:51: files[0].match: a pattern is of a path below the settings file, its folders parted by `/`"]],
  ['"files":[{"match":["a{b"]}]', ["1:52: files[0].match[0]: a `{` of the pattern has no `}`, or a `}` no `{`"]],
  ['"rules":[{"never":{"actions":"*"}}]', ["1:42: rules[0]: `name` is missing"]],
  ['"rules":[{"name":"a"}]', ["1:42: rules[0]: `require`, `never` or `boundary` is missing: what the rule asks"]],
  ['"rules":[{"name":"a","never":{"actions":"*"},"boundary":{"Version":"1","Statement":[]}}]',
    ["1:89: rules[0].boundary: a rule asks one thing: `never` or `boundary`"]],
  ['"rules":[{"name":"a","never":{}}]', ["1:62: rules[0].never: `actions` is missing"]],
  ['"rules":[{"name":"a","require":{"actions":"ecs:*"}}]', ["1:64: rules[0].require: `condition` is missing"]],
  ['"rules":[{"name":"a","boundary":"x"}]', ["1:65: rules[0].boundary: a policy is needed here, an object"]],
  ['"rules":[{"name":"a","never":{"actions":"a:b"}},{"name":"a","never":{"actions":"a:b"}}]', ["1:89: rules[1].name: two rules are called `a`"]],
  ['"suppressions":[{"code":"RAM700"}]', [
    "1:49: suppressions[0]: `reason` is missing: why it is",
    "1:49: suppressions[0]: `granted` is missing: what was granted then; `ramlight suppress` writes it",
  ]],
  ['"suppressions":[{"code":"RAM700","reason":"","granted":[],"expires":"2027-02-30"}]', [
    "1:75: suppressions[0].reason: the text is empty",
    "1:88: suppressions[0].granted: a statement or a policy is needed here, an object",
    "1:101: suppressions[0].expires: `2027-02-30` is no day: it is written as 2027-01-31",
  ]],
];

test("every fault is told with line, column, path and what to do", () => {
  for (const [members, problems] of FAULTY) assert.deepEqual(problemsOf(`{"format":"ramlight-settings/1",${members}}`), problems, members);
  assert.deepEqual(problemsOf(""), ["1:1: the document is empty"]);
  assert.deepEqual(problemsOf("\n  {}"), ['2:3: `format` is missing: it must be "ramlight-settings/1"']);
  assert.deepEqual(problemsOf("[]"), ["1:1: an object is needed here"]);
  assert.deepEqual(problemsOf('{"format":"ramlight-settings/2"}'), ["1:11: format: `ramlight-settings/2` is made for a newer ramlight"]);
  assert.match(problemsOf('{"format":"ramlight-settings/1",').join(), /^1:\d+: /);
});

test("a fault of a rule's action, condition or policy is told where it stands", () => {
  const column = (text, part) => text.indexOf(part) + 1;
  for (const [rule, part] of [
    ['{"name":"a","never":{"actions":["ecs:*","ecs"]}}', '"ecs"'],
    ['{"name":"a","never":{"actions":"ecs:*","resources":"acs:ecs"}}', '"acs:ecs"'],
    ['{"name":"a","require":{"actions":"ecs:*","condition":{"Boole":{"acs:MFAPresent":"true"}}}}', '"Boole"'],
    ['{"name":"a","boundary":{"Version":"1","Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}}', '"allow"'],
  ]) {
    const text = `{"format":"ramlight-settings/1","rules":[${rule}]}`;
    const [problem, ...more] = problemsOf(text);
    assert.deepEqual([problem?.split(": ")[0], more], [`1:${column(text, part)}`, []], problem);
  }
});

test("the schema takes what the reader takes, and refuses what is wrong in form", () => {
  const sound = {
    format: "ramlight-settings/1",
    $schema: "x",
    severity: { RAM700: "off", "own-rule": "suggestion" },
    files: [{ match: ["a/*.json", "b.json"], kind: "auto", severity: { RAM700: "error" } }],
    rules: [
      { name: "mfa", message: "with a second factor", severity: "off", match: "a/**", require: { actions: ["ram:*"], condition: { Bool: { "acs:MFAPresent": "true" } }, resources: "*" } },
      { name: "keys", never: { actions: "ram:CreateAccessKey" } },
      { name: "most", boundary: { Version: "1", Statement: [{ Effect: "Allow", Action: "oss:*", Resource: "*" }] } },
    ],
    suppressions: [{ code: "RAM700", file: "a.json", reason: "r", expires: "2027-01-31", granted: { Effect: "Allow", Action: "*", Resource: "*" } }],
  };
  assert.deepEqual(problemsOf(JSON.stringify(sound)), []);
  assert.ok(isValid(sound), JSON.stringify(isValid.errors));
  // names, globs and dates that do not exist are beyond a schema
  const beyond = /there is no finding|twice|two rules|of the pattern|below the settings|is no day/;
  for (const [members, [problem]] of FAULTY) {
    const value = JSON.parse(`{"format":"ramlight-settings/1",${members}}`);
    if (!beyond.test(problem)) assert.equal(isValid(value), false, members);
  }
});

test("patterns of files", () => {
  const cases = {
    "*.json": { yes: ["a.json", "x/y/a.json"], no: ["a.jsonx", "a/json"] },
    "trust/*.json": { yes: ["trust/a.json"], no: ["trust/b/a.json", "x/trust/a.json"] },
    "trust/**": { yes: ["trust/a.json", "trust/b/c.json"], no: ["trust", "trusty/a"] },
    "**/trust/*": { yes: ["trust/a", "x/y/trust/a"], no: ["trust/a/b"] },
    "{dev,test}/?.json": { yes: ["dev/a.json", "test/b.json"], no: ["prod/a.json", "dev/ab.json"] },
    "./a+b (1).json": { yes: ["a+b (1).json"], no: ["aab (1).json", "x/a+b (1).json"] },
    "trust-*.json": { yes: ["trust-a.json", "x/trust-.json"], no: ["trust.json"] },
    "./a$(b)^[c]|d-~#@!%&=;'.json": { yes: ["a$(b)^[c]|d-~#@!%&=;'.json"], no: ["ab.json"] },
    "a,b.json": { yes: ["a,b.json"], no: ["a.json"] },
  };
  for (const [pattern, { yes, no }] of Object.entries(cases)) {
    assert.equal(globProblem(pattern), null);
    const matches = globMatcher(pattern);
    assert.deepEqual([...yes, ...no].filter(matches), yes, pattern);
  }
});

test("mistakes of the caller are errors that say what to do", () => {
  const { Settings, check } = ramlight;
  assert.throws(() => new Settings(), { name: "TypeError", message: "Settings come from `Settings.fromJSON(text)`" });
  assert.throws(() => Settings.fromJSON({}), { name: "TypeError", message: "the settings must be a string" });
  assert.throws(() => check("{}", { settings: {} }), { name: "TypeError", message: /^the settings must be a Settings/ });
  assert.throws(() => check("{}", { file: 7 }), { name: "TypeError", message: "the `file` of the options must be a string" });
  assert.throws(() => check(7), { name: "TypeError", message: "the policy must be a string" });
});
