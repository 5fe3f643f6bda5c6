// The types of the package: found by every way of resolving them, and true of what the engine answers.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { OWN_CATALOG, VARIED } from "./policies.mjs";
import { SCENARIO } from "./scenarios.mjs";
import { project, tool, tsconfig, write } from "./project.mjs";

const USE = `
  const catalog: Catalog = Catalog.builtin();
  const policy = new Policy("{}", { locale: "zh" });
  policy.update("");
  const coverage: Coverage = policy.coverage(catalog, { account: "1234567890123456" });
  const together: Coverage = Coverage.of([policy, { policy, name: "ReadGroups" }], catalog);
  together.assume({ values: { "acs:SourceIp": "192.0.2.7", k: ["a", "b"] }, absent: ["acs:MFAPresent"] });
  const about: About | null = together.about(12, 1);
  const named: number = about?.kind === "action" ? about.operations.length : 0;
  const alone: Contribution | null = policy.contribution(catalog, 12);
  const marks: Uint32Array = coverage.marks();
  const outcome: Outcome | undefined = OUTCOMES[coverage.outcomes()[0] ?? 0];
  const { decision, possible }: DecisionResult = policy.decide({ action: "ecs:X", resources: ["*"], context: { k: "v" }, unknown: true });
  const first: Decision | undefined = DECISIONS[0];
  const authorization = new Authorization({ identity: [{ policy, entity: "RamGroup" }], control: [[{ policy }]] });
  const bits: Uint8Array = authorization.decideMany([{ action: "ecs:X", resources: "*" }]);
  const kept = new Requests([{ action: "ecs:X", resources: "*" }]);
  const length: number = policy.decideMany(kept).length + kept.length;
  // @ts-expect-error: how many they are is not for others to say
  kept.length = 2;
  const scenario = Scenario.fromJSON("{}", { catalog });
  const settings: Settings = Settings.fromJSON('{"format":"ramlight-settings/1"}');
  const { findings, suppressed, used }: Checked = check("{}", { settings, file: "a.json", kind: "auto", today: "2027-01-31" });
  const note: string | undefined = findings[0]?.note ?? suppressed[0]?.suppression.reason;
  const suppression: Suppression | null = suppressionFor("{}", { code: "RAM700", from: 0, to: 1 }, { reason: "r" });
  const services: string[] = [...policy.services(), ...settings.services()];
  const holed: Checked = check("{}", { holes: [{ from: 0, to: 1 }] });
  const left: number = settings.unused(["a.json"], new Set(used), { whole: true }).length;
  // @ts-expect-error: settings are read of a text
  new Settings("{}");
  // @ts-expect-error: a decision is asked for an action
  policy.decide({ resources: "*" });
  // @ts-expect-error: there is no such kind of policy
  new Policy("{}", { kind: "user" });
  // @ts-expect-error: a scenario is read of a text
  new Scenario("{}");
  // @ts-expect-error: there is no such method
  policy.evaluate();
  // @ts-expect-error: a coverage comes from a policy
  new Coverage();
  // @ts-expect-error: a policy is text
  validate({ Version: "1" });
  export { about, named, alone, note, kept, suppression, services, holed, left, marks, outcome, decision, possible, first, bits, length, scenario };
`;
const NAMES = "Authorization, Catalog, Coverage, DECISIONS, OUTCOMES, Policy, Requests, Scenario, Settings, check, suppressionFor, validate, " +
  "type About, type Checked, type Contribution, type Decision, type DecisionResult, type Outcome, type Suppression";

/** An own rule that some policies break, and a suppression. */
const SETTINGS = JSON.stringify({
  format: "ramlight-settings/1",
  rules: [{ name: "keys", never: { actions: "apigateway:DescribeApi" } }],
  suppressions: [{ code: "missing-effect", reason: "r", granted: { Action: "apigateway:*", Resource: "*" } }],
});

/** One for each kind of answer. */
const REQUESTS = [
  { action: "apigateway:DescribeApi", resources: "acs:apigateway:cn-hangzhou:123:apigroup/g-1", principal: "acs:ram::123:user/alice" },
  { action: "apigateway:DeleteApi", resources: ["*", "acs:apigateway:cn-hangzhou:123:apigroup/g-1"], context: { "acs:SourceIp": ["192.0.2.7", "10.0.0.1"] }, unknown: true },
  { action: "oss:GetObject", resources: "acs:oss:*:123:b/o", unknown: ["acs:SourceIp"], resourceGroup: "rg-1" },
];

/** Whether there is something in an answer. */
function isFull(answer) {
  return Array.isArray(answer) ? answer.some((entry) => entry !== null) : answer !== null;
}

/** An answer without its typed arrays, which are numbers by themselves. */
function withoutArrays(answer) {
  return answer && Object.fromEntries(Object.entries(answer).filter(([, value]) => !(value instanceof Uint32Array)));
}

function compiles(folder) {
  const { status, stdout } = tool(folder, "tsc", ["--project", ".", "--pretty", "false"]);
  assert.equal(stdout, "");
  assert.equal(status, 0);
}

test("TypeScript, nodenext, as a module and as CommonJS", (t) => {
  const folder = project(t, {
    "main.mts": `import { ${NAMES}, init } from "ramlight";\nawait init();\n${USE}`,
    "main.cts": `import { ${NAMES} } from "ramlight";\n${USE}`,
    "required.cts": `import ramlight = require("ramlight");\nramlight.validate("{}");\n`,
    "tsconfig.json": tsconfig({ module: "nodenext" }, ["*.mts", "*.cts"]),
  });
  compiles(folder);
});

test("TypeScript for a bundler", (t) => {
  const folder = project(t, {
    "main.ts": `import { ${NAMES}, init } from "ramlight";\nawait init(new URL("x.wasm", "https://example.com/"));\n${USE}`,
    "tsconfig.json": tsconfig({ module: "esnext", moduleResolution: "bundler" }, ["*.ts"]),
  });
  compiles(folder);
});

test("what the engine answers has the declared types: no key is missing, none is unknown", async (t) => {
  const folder = project(t, { "tsconfig.json": tsconfig({ module: "nodenext" }, ["*.mts"]) });
  const { Catalog, Policy, Scenario, Settings, check, compare } = await import(pathToFileURL(join(folder, "node_modules/ramlight/node.mjs")));
  const catalog = Catalog.builtin();
  const own = Catalog.fromJSON(OWN_CATALOG, "own.json");
  const settings = Settings.fromJSON(SETTINGS);
  const answers = [catalog, own].flatMap((each) => [["CatalogInfo", each.info()], ["CatalogInfo", each.info("zh")]]);
  for (const each of [catalog, own, await Catalog.load(["ram", "acc"])]) {
    answers.push(
      ["CatalogAbout", each.about("zh")],
      ["ServiceInfo[]", each.services()],
      ["ConditionKeyInfo[]", each.conditionKeys()],
      ["OperationInfo[]", each.services().filter(({ loaded }) => loaded).flatMap(({ code }) => each.operations(code))],
      ["TemplateInfo[]", each.templates()],
    );
  }
  for (const text of VARIED) {
    const policy = new Policy(text);
    const coverage = policy.coverage(catalog, { region: "cn-hangzhou" });
    const operations = Array.from(coverage.outcomes(), (_, id) => id);
    const statements = coverage.statements();
    answers.push(
      [`ReturnType<Policy["diagnostics"]>`, policy.diagnostics()],
      ["Checked", check(text)],
      ["Comparison", compare(text, VARIED[0])],
      ["Checked", check(text, { settings, file: "a.json" })],
      [`ReturnType<Policy["cleanUp"]>`, policy.cleanUp()],
      [`ReturnType<Policy["format"]>`, policy.format()],
      [`ReturnType<Policy["size"]>`, policy.size()],
      [`ReturnType<Policy["refused"]>`, policy.refused()],
      [`ReturnType<Policy["conditionKeys"]>`, policy.conditionKeys()],
      [`(Place | null)[]`, Array.from(text, (_, at) => policy.placeAt(at))],
      [`(Completions | null)[]`, Array.from(text.slice(0, 400), (_, at) => policy.completions(catalog, at))],
      [`DecisionResult[]`, REQUESTS.map((request) => policy.decide(request))],
      [`DecisionExplanation[]`, REQUESTS.map((request) => policy.explain(request))],
      [`ReturnType<Coverage["bind"]>`, coverage.bind({ account: "1:2" })],
      ["StatementInfo[]", statements],
      [`(Omit<AboutAction, "operations" | "levels"> | Exclude<About, AboutAction> | null)[]`, [...text].map((_, at) => withoutArrays(coverage.about(at)))],
      [`(Omit<Contribution, "operations" | "undecided"> | null)[]`, coverage.patterns().map(({ from }) => withoutArrays(policy.contribution(catalog, from)))],
      [`ReturnType<Coverage["patterns"]>`, coverage.patterns()],
      [`ReturnType<Coverage["templates"]>`, coverage.templates()],
      [`ReturnType<Coverage["explain"]>[]`, operations.map((id) => coverage.explain(id))],
      [`ReturnType<Coverage["requirement"]>[]`, operations.map((id) => coverage.requirement(id))],
      [`ReturnType<Coverage["evidence"]>[]`, operations.flatMap((id) => statements.map((_, at) => coverage.evidence(at, id)))],
    );
    for (const codes of [coverage.outcomes(), coverage.must(), coverage.may()]) {
      assert.ok(codes instanceof Uint8Array && codes.length === operations.length);
    }
    const lists = [coverage.marks(), coverage.actionMatches(), ...statements.map((_, at) => coverage.operationsOfStatement(at)),
      ...coverage.patterns().map((_, at) => coverage.operationsOfPattern(at))];
    assert.ok(lists.every((list) => list instanceof Uint32Array));
    const { counts, total, ...rest } = coverage.summary();
    assert.ok(counts instanceof Uint32Array && Number.isInteger(total));
    assert.deepEqual(rest, {});
  }
  const scenario = Scenario.fromJSON(SCENARIO);
  const explained = scenario.requests.map((_, index) => scenario.explain(index));
  answers.push(
    ["readonly ScenarioRequest[]", scenario.requests],
    ["ScenarioReport", scenario.run()],
    ["DecisionExplanation[]", explained],
    [`ReturnType<Settings["unused"]>`, settings.unused([], new Set(), { whole: true })],
  );
  try {
    Scenario.fromJSON("[7, }");
  } catch ({ problems }) {
    answers.push([`ScenarioProblem[]`, problems]);
  }
  const unpublished = new Policy(VARIED[0]).coverage(own);
  const ids = own.info().operations.map(({ id }) => id);
  answers.push([`ReturnType<Coverage["requirement"]>[]`, ids.map((id) => unpublished.requirement(id))]);

  // every kind of answer stands at least once with something in it, else its type is checked against nothing
  for (const type of new Set(answers.map(([type]) => type))) {
    const full = answers.some(([kind, answer]) => kind === type && isFull(answer));
    assert.ok(full, `no policy gives a ${type} with something in it`);
  }

  // and what may be null is so at least once
  for (const method of ["evidence", "requirement"]) {
    assert.ok(answers.some(([type, answer]) => type.includes(`"${method}"`) && answer.includes(null)), method);
  }

  const declarations = answers.map(([type, answer], index) => `export const a${index}: ${type} = ${JSON.stringify(answer)};`);
  const { full, ...short } = { ...answers.find(([type]) => type === "StatementInfo[]")[1][0] };
  const long = { ...short, full, surplus: 1 };
  declarations.push(
    "// @ts-expect-error: a key is missing",
    `export const missing: StatementInfo = ${JSON.stringify(short)};`,
    "// @ts-expect-error: a key is unknown",
    `export const unknown: StatementInfo = ${JSON.stringify(long)};`,
  );
  const names = "About, AboutAction, CatalogAbout, CatalogInfo, Checked, Completions, ConditionKeyInfo, Comparison, Contribution, Coverage, DecisionExplanation, DecisionResult, OperationInfo, Place, Policy, ScenarioProblem, ScenarioReport, ScenarioRequest, ServiceInfo, Settings, StatementInfo, TemplateInfo";
  write(folder, { "answers.mts": `import type { ${names} } from "ramlight";\n${declarations.join("\n")}\n` });
  compiles(folder);
});
