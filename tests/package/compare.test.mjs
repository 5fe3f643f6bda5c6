// `compare` of the package and `ramlight compare`: relation, what is gained and lost, exit codes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { OWN_CATALOG } from "./policies.mjs";
import { projectOfFile, ramlightIn, run } from "./project.mjs";

const policy = (...statements) => JSON.stringify({ Version: "1", Statement: statements });
const allow = (action, more) => ({ Effect: "Allow", Action: action, Resource: "*", ...more });
const START = policy(allow("ecs:Start*"));
const ECS = policy(allow("ecs:*"));
const STOP = policy(allow("ecs:StopInstance"));
const FROM_OFFICE = policy(allow("ecs:StopInstance", { Condition: { IpAddress: { "acs:SourceIp": "192.0.2.0/24" } } }));
const MISSPELT = policy(allow("ecs:*"), { Effect: "deny", Action: "ecs:*", Resource: "*" });
const TRUST = policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["ecs.aliyuncs.com"] } });
const TRUST_MORE = policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["ecs.aliyuncs.com", "fc.aliyuncs.com"] } });

const folder = projectOfFile({
  "start.json": START, "ecs.json": ECS, "stop.json": STOP, "office.json": FROM_OFFICE, "misspelt.json": MISSPELT,
  "trust.json": TRUST, "trust-more.json": TRUST_MORE, "own.json": OWN_CATALOG,
});
const ramlightOf = await ramlightIn(folder);

const ramlight = (args, options) => run(folder, join(folder, "node_modules/.bin/ramlight"), args, options);

test("the relation of B to A, and a request that shows each difference", () => {
  const { compare } = ramlightOf;
  assert.deepEqual(compare(START, START), { relation: "equal", gained: [], lost: [] });
  const witness = { action: "ecs:StopInstance", resources: ["*"], context: {} };
  assert.deepEqual(compare(FROM_OFFICE, STOP), {
    relation: "wider",
    gained: [{ action: "ecs:StopInstance", witness }],
    lost: [],
  });
  const { relation, gained, lost } = compare(STOP, FROM_OFFICE);
  assert.deepEqual({ relation, gained, lost }, { relation: "narrower", gained: [], lost: [{ action: "ecs:StopInstance", witness }] });
  assert.equal(compare(START, STOP).relation, "neither");
  assert.equal(compare(STOP, MISSPELT).relation, "undecided");
});

test("where codes of one service meet, a policy stands to another as it does whether they mean the same or not", () => {
  const of = (...statements) => JSON.stringify({ Version: "1", Statement: statements.map(([Effect, Action]) => ({ Effect, Action, Resource: "*" })) });
  const relation = (a, b) => ramlightOf.compare(of(...a), of(...b)).relation;
  const [everything, other] = [["Allow", "apigateway:*"], ["Deny", "cloudapi:Delete*"]];
  // by the codes alone this Deny denies nothing that is granted
  assert.equal(relation([everything], [everything, other]), "undecided");
  assert.equal(relation([everything, other], [everything]), "undecided");
  assert.equal(relation([everything, ["Deny", "ecs:*"]], [everything]), "equal");
  assert.equal(relation([everything, other], [everything, other, ["Allow", "apigateway:Get"]]), "equal");
  // what is shown is granted by the one and not by the other
  assert.equal(relation([everything], [["Allow", ["apigateway:*", "cloudapi:*"]]]), "wider");
  assert.equal(relation([["Allow", ["apigateway:*", "cloudapi:Get*"]]], [everything]), "narrower");
  assert.equal(relation([["Allow", "ims:Get"]], [["Allow", "ram:Get"]]), "neither");
  assert.equal(relation([["Allow", "ims:*"], ["Deny", "ims:Get"]], [["Allow", "ims:*"], ["Deny", "ram:Get"]]), "wider");
});

test("handles, texts, kinds and catalogues; a request of one is decided as it says", () => {
  const { Policy, Catalog, compare } = ramlightOf;
  const [one, other] = [new Policy(START), new Policy(ECS)];
  const { relation, gained } = compare(one, other, { catalog: Catalog.builtin() });
  assert.equal(relation, "wider");
  assert.ok(gained.length > 0);
  for (const { action, witness } of gained) {
    assert.equal(action, witness.action);
    assert.equal(other.decide(witness).decision, "Allow");
    assert.equal(one.decide(witness).decision, "ImplicitDeny");
  }
  assert.deepEqual(compare(one, START), { relation: "equal", gained: [], lost: [] });
  // read as identity policies both have errors in all they say, and grant nothing
  assert.equal(compare(TRUST, TRUST_MORE).relation, "equal");
  const trust = compare(TRUST, TRUST_MORE, { kind: "trust" });
  assert.deepEqual(trust.gained, [{
    action: "sts:AssumeRole",
    witness: { action: "sts:AssumeRole", resources: ["*"], principal: "fc.aliyuncs.com", context: {} },
  }]);
  // the builtin catalogue's names and resources
  const { gained: [deleted] } = compare(START, policy(allow("ecs:Start*"), allow("apigateway:deleteapigroup")));
  assert.deepEqual(deleted, {
    action: "apigateway:DeleteApiGroup",
    witness: {
      action: "apigateway:DeleteApiGroup",
      resources: ["acs:apigateway:cn-hangzhou:1234567890123456:apigroup/group-1"],
      context: {},
    },
  });
  other.free();
  assert.throws(() => compare(one, other), /freed/);
  assert.throws(() => compare(one, 7), TypeError);
  assert.throws(() => compare(one, START, { catalog: {} }), TypeError);
});

test("a key of any name is a key of the context", () => {
  const odd = policy(allow("ecs:StopInstance", { Condition: { StringEquals: { "__proto__": "x", "k:a": "y" } } }).valueOf());
  const text = odd.replace('"k:a"', '"__proto__":"x","k:a"');
  const { gained } = ramlightOf.compare(policy(allow("oss:GetObject")), text);
  const { context } = gained[0].witness;
  assert.deepEqual(Object.keys(context).toSorted(), ["__proto__", "k:a"]);
  assert.deepEqual(context["k:a"], ["y"]);
});

test("exit codes: 0 where nothing is gained, 1 where something is, 2 where it can't be told", () => {
  for (const [a, b, status] of [
    ["ecs.json", "ecs.json", 0], ["ecs.json", "start.json", 0], ["start.json", "ecs.json", 1], ["start.json", "stop.json", 1],
    ["stop.json", "misspelt.json", 2],
  ]) {
    assert.equal(ramlight(["compare", a, b]).status, status, `${a} ${b}`);
    assert.equal(ramlight(["compare", a, b, "--json"]).status, status, `${a} ${b} --json`);
  }
  assert.equal(ramlight(["compare", "trust.json", "trust-more.json", "--kind", "trust"]).status, 1);
  assert.equal(ramlight(["compare", "start.json", "-"], { input: ECS }).status, 1);
  // RAM takes nothing of what is no JSON, so a file that was cut off does not pass
  for (const more of [[], ["--json"]]) assert.equal(ramlight(["compare", "ecs.json", "-", ...more], { input: ECS.slice(0, -1) }).status, 2);
});

test("what is printed: the relation, and each difference with its request on one line", () => {
  const { stdout, stderr } = ramlight(["compare", "start.json", "stop.json"]);
  assert.equal(stderr, "");
  assert.equal(stdout, [
    "stop.json grants some things more and some less than start.json",
    "",
    "1 action gained",
    "  + ecs:StopInstance                 on acs:ecs:cn-hangzhou:1234567890123456:instance/instance-1",
    "",
    "4 actions lost",
    "  - ecs:StartImagePipelineExecution  on *",
    "  - ecs:StartInstance                on acs:ecs:cn-hangzhou:1234567890123456:instance/instance-1",
    "  - ecs:StartInstances               on *",
    "  - ecs:StartTerminalSession         on *",
    "",
  ].join("\n"));
  // of a catalogue without the service, a shortest action
  assert.match(ramlight(["compare", "start.json", "stop.json", "--catalog", "own.json"]).stdout, /^1 action lost\n {2}- ecs:Start +on \*$/m);
  assert.equal(ramlight(["compare", "ecs.json", "ecs.json"]).stdout, "ecs.json grants the same as ecs.json\n");
  const trust = ramlight(["compare", "trust.json", "trust-more.json", "--kind", "trust"]).stdout;
  assert.match(trust, /\+ sts:AssumeRole {2}on acs:ram::1234567890123456:role\/role-1 by fc\.aliyuncs\.com$/m);
  const office = ramlight(["compare", "ecs.json", "-"], { input: policy(allow("oss:PutObject", { Condition: { StringEquals: { "k:a": ["", "b c"] } } })) }).stdout;
  assert.match(office, /\+ oss:PutObject +on \* with k:a=""$/m);
});

test("the JSON is that of the library, and as the schema says", async () => {
  const schema = JSON.parse(readFileSync(join(folder, "node_modules/ramlight/schemas/compare.schema.json"), "utf8"));
  const isValid = new Ajv({ strict: false }).compile(schema);
  for (const [a, b, more] of [["ecs.json", "start.json", []], ["start.json", "stop.json", []], ["stop.json", "misspelt.json", []], ["trust.json", "trust-more.json", ["--kind", "trust"]]]) {
    const { stdout, stderr } = ramlight(["compare", a, b, "--json", ...more]);
    assert.equal(stderr, "");
    const printed = JSON.parse(stdout);
    assert.ok(isValid(printed), JSON.stringify(isValid.errors));
    const [one, other] = [a, b].map((name) => readFileSync(join(folder, name), "utf8"));
    const { Catalog, compare } = ramlightOf;
    const catalog = (await Catalog.load(["ecs", "sts"])).extended(Catalog.builtin());
    assert.deepEqual(printed, { format: "ramlight-comparison/1", ...compare(one, other, { kind: more[1] ?? "identity", catalog }) });
  }
  const equal = { format: "ramlight-comparison/1", relation: "equal", gained: [], lost: [] };
  assert.ok(isValid(equal));
  for (const wrong of [{ lost: undefined }, { relation: "same" }, { format: undefined }, { format: "ramlight-comparison/2" }]) {
    assert.ok(!isValid({ ...equal, ...wrong }), JSON.stringify(wrong));
  }
});

test("what can't run exits with 2 and a sentence", () => {
  for (const [args, message] of [
    [["compare"], /compare takes two policies, not 0/],
    [["compare", "ecs.json"], /compare takes two policies, not 1/],
    [["compare", "ecs.json", "ecs.json", "ecs.json"], /two policies, not 3/],
    [["compare", "-", "-"], /standard input .* only once/],
    [["compare", "ecs.json", "missing.json"], /can't read missing\.json: there is no such file/],
    [["compare", "ecs.json", "."], /can't read \.: it is a folder/],
    [["compare", "ecs.json", "ecs.json", "--kind", "odd"], /--kind is identity, .*not `odd`/],
    [["compare", "ecs.json", "ecs.json", "--catalog", "ecs.json"], /can't use this catalogue/],
  ]) {
    const { status, stdout, stderr } = ramlight(args);
    assert.match(stderr, message);
    assert.ok(!stderr.includes("    at "), stderr);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: "" }, args.join(" "));
  }
});
