// The services that a policy names are what it is judged by: `Policy.services`, and the command line without `--catalog`.
import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { OWN_CATALOG } from "./policies.mjs";
import { folderOf, projectOfFile, project, ramlightIn, run } from "./project.mjs";

const folder = projectOfFile();
const command = join(folder, "node_modules/.bin/ramlight");
const { Catalog, Policy, Settings, check } = await ramlightIn(folder);

const allow = (Action, Resource = "*") => ({ Effect: "Allow", Action, Resource });
const document = (...Statement) => JSON.stringify({ Version: "1", Statement });
const servicesOf = (text, options) => {
  const policy = new Policy(text, options);
  const services = policy.services();
  policy.free();
  return services;
};
/** The findings of `ramlight check` in each file of a folder, as `CODE message`. */
function checked(t, files, ...args) {
  const { stdout, stderr } = run(folderOf(t, files), command, ["check", ".", "--format", "json", ...args]);
  assert.equal(stderr, "");
  return Object.fromEntries(JSON.parse(stdout).files.map(({ path, findings }) => [path, findings.map(({ code, message }) => `${code} ${message}`)]));
}
const MISSPELT = document(allow("ecs:StopInstanc", "acs:ecs:*:*:instance/i-1"));

test("the services of a policy: codes before the colon, each once, without wildcards", () => {
  assert.deepEqual(servicesOf(document(allow(["oss:GetObject", "ECS:Run*", "oss:Put*"]), { Effect: "Deny", NotAction: "ram:*", Resource: "*" })), ["ecs", "oss", "ram"]);
  assert.deepEqual(servicesOf(document(allow(["*", "*:*", "ecs*:Describe", "e?s:Get", "nonsense"]))), []);
  // a resource names no action, and an alias is a name as well
  assert.deepEqual(servicesOf(document(allow("cloudapi:*", "acs:oss:*:*:b"))), ["cloudapi"]);
  assert.deepEqual(servicesOf(document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["ecs.aliyuncs.com"] } }), { kind: "trust" }), ["sts"]);
  for (const text of ["", "{", "[]"]) assert.deepEqual(servicesOf(text), []);
  const policy = new Policy(document(allow("ecs:*")));
  policy.update('{"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:*"');
  assert.deepEqual(policy.services(), ["rds"]);
  policy.free();
  assert.throws(() => policy.services(), /freed/);
});

test("in a program: the services that a policy names, loaded, judge it", async () => {
  const catalog = (await Catalog.load(servicesOf(MISSPELT))).extended(Catalog.builtin());
  assert.deepEqual(check(MISSPELT, { catalog }).findings.map(({ code }) => code), ["RAM701"]);
  assert.deepEqual(check(MISSPELT).findings, []);
});

test("check knows the services that each policy names, without being told", (t) => {
  const found = checked(t, {
    "misspelt.json": MISSPELT,
    "kms.json": document(allow("kms:ForecastDemand", "acs:kms:*:*:key/key-1")),
    "alias.json": document(allow("cloudapi:CreateAp", "acs:apigateway:*:*:apigroup/g-1")),
    "service.json": document(allow("nosuchservice:Get", "acs:nosuchservice:*:*:a")),
    "fine.json": document(allow("ecs:StopInstance", "acs:ecs:*:*:instance/i-1")),
    "main.tf": `resource "alicloud_ram_policy" "p" {\n  policy_document = <<EOF\n${MISSPELT}\nEOF\n}\n`,
  });
  for (const name of ["misspelt.json", "main.tf"]) {
    assert.equal(found[name].length, 1);
    assert.match(found[name][0], /^RAM701 .*`ecs:StopInstanc`/);
  }
  assert.deepEqual(found["kms.json"], ["RAM700 `kms:ForecastDemand` is not in the catalogue of 2025-12-19"]);
  assert.match(found["alias.json"].join(), /RAM701/);
  assert.match(found["service.json"].join(), /`nosuchservice`/);
  assert.deepEqual(found["fine.json"], []);
});

test("what is found in a file hangs on no other file", (t) => {
  const files = { "a.json": document(allow(["*:StopInstance", "kms:GetKey*"], "acs:ecs:*:*:instance/i-1")), "b.json": MISSPELT, "c.json": document(allow("oss:Get*")) };
  const together = checked(t, files);
  for (const [name, text] of Object.entries(files)) assert.deepEqual(checked(t, { [name]: text })[name], together[name]);
});

test("--catalog replaces it", (t) => {
  const files = { "misspelt.json": MISSPELT, "own/catalog.json": OWN_CATALOG };
  assert.deepEqual(checked(t, files, "--catalog", "own/catalog.json"), { "misspelt.json": [] });
});

test("more services than are kept at once", (t) => {
  const some = "actiontrail alb cdn cen cr cs dcdn dds drds dts ecs ens ess fc hbase kms live log nas oos oss polardb ram rds slb sts vpc".split(" ");
  const pairs = some.flatMap((one, at) => some.slice(at).map((other) => [one, other]));
  assert.ok(pairs.length > 256 + some.length);
  const files = Object.fromEntries(pairs.map(([one, other], index) => [`${String(index).padStart(3, "0")}.json`, document(allow(["ecs:StopInstanc", `${one}:Get*`, `${other}:Put*`], "acs:ecs:*:*:instance/i-1"))]));
  const found = checked(t, files);
  assert.equal(Object.keys(found).length, pairs.length);
  for (const [name, findings] of Object.entries(found)) assert.ok(findings.some((each) => /^RAM701 .*StopInstanc/.test(each)), `${name}: ${findings}`);
});

test("grants lists the services that the policy names; API Gateway where it names none", (t) => {
  const grants = (text, ...args) => run(folderOf(t, { "p.json": text }), command, ["grants", "p.json", ...args]).stdout;
  assert.match(grants(document(allow("sts:*"))), /^p\.json: 6 operations of Security Token Service, as of 2025-12-19$/m);
  assert.match(grants(document(allow(["sts:*", "cloudapi:*"]))), /^p\.json: 60 operations of API Gateway, Security Token Service, as of 2025-12-19\ntoday's metadata lists 189 more operations of API Gateway: `--services apigateway,sts` shows them$/m);
  assert.match(grants(document(allow(["cloudapi:DescribeApis", "apigateway:Get*"]))), /^`cloudapi:DescribeApis` names API Gateway by `cloudapi`; whether that matches calls that are checked under `apigateway` is not documented/m);
  const twice = [["cloudapi:DescribeApis", "apigateway:Get*"], "cloudapi:DescribeApis"].map((actions) => allow(actions));
  assert.equal(grants(document(...twice)).match(/`cloudapi:DescribeApis` names/g)?.length, 1);
  for (const text of [document(allow("*")), document(allow("nosuchservice:*"))]) assert.match(grants(text, "--all"), /^p\.json: 54 operations of API Gateway, as of 2017-12-01$/m);
});

/** A name of the 54 published in 2017; one of those that today's metadata has beside them; one that there never was. */
const [OLD, NEW, NEVER] = ["CreateApi", "CreateBackend", "CreateAqi"];

test("what is built in is enough as long as each pattern matches one of its operations", async () => {
  const beyond = (actions, catalog) => {
    const policy = new Policy(document(allow(actions)));
    const found = policy.services(catalog);
    policy.free();
    return found;
  };
  const builtin = Catalog.builtin();
  for (const actions of [[], [`apigateway:${OLD}`], ["APIGateway:createapi", "apigateway:*", "cloudapi:Describe*", "apigateway:Create?pi", "apigateway:Create Backend", "apigateway:Del, \"Resource"], "*", "*:*", `api*:${NEW}`, "apigateway:"]) {
    assert.deepEqual(beyond(actions, builtin), [], String(actions));
  }
  for (const name of [NEW, NEVER, "CreateBack*", "*Backend*"]) {
    assert.deepEqual(beyond(["ecs:*", `apigateway:${OLD}`, `apigateway:${name}`], builtin), ["apigateway", "ecs"], name);
    assert.deepEqual(beyond(`cloudapi:${name}`, builtin), ["cloudapi"], name);
  }
  const indexed = (await Catalog.load([])).extended(builtin);
  assert.deepEqual([beyond(`apigateway:${OLD}`, indexed), beyond(`apigateway:${NEW}`, indexed)], [[], ["apigateway"]]);
  // where there is no more to be had, all is enough
  const whole = await Catalog.load(["apigateway"]);
  assert.deepEqual(beyond(["ecs:*", `apigateway:${NEVER}`], whole), ["ecs"]);
  const settings = Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", rules: [{ name: "backends", never: { actions: [`apigateway:${NEW}`, "kms:*"] } }, { name: "apis", never: { actions: "apigateway:*" } }] }));
  assert.deepEqual(settings.services(builtin), ["apigateway", "kms"]);
  assert.throws(() => beyond("ecs:*", {}), TypeError);
});

test("grants, check and compare take what is built in, or today's metadata, for the same policies", (t) => {
  const at = folderOf(t, { "old.json": document(allow(`apigateway:${OLD}`)), "new.json": document(allow(`apigateway:${NEW}`)), "wide.json": document(allow("apigateway:*")), "never.json": document(allow(`apigateway:${NEVER}`)) });
  const first = (...args) => run(at, command, args).stdout.split("\n")[0];
  const built = (name) => `${name}: 54 operations of API Gateway, as of 2017-12-01`;
  const today = (name) => `${name}: 243 operations of API Gateway, as of 2025-12-19`;
  assert.equal(first("grants", "old.json"), built("old.json"));
  assert.equal(first("grants", "wide.json"), built("wide.json"));
  assert.equal(first("grants", "new.json"), today("new.json"));
  assert.equal(first("grants", "never.json"), today("never.json"));
  for (const args of [["--services", "apigateway"], ["--json", "--operation", NEW]]) assert.equal(run(at, command, ["grants", "wide.json", ...args]).stderr, "");
  assert.equal(first("grants", "wide.json", "--services", "apigateway"), today("wide.json"));
  assert.doesNotMatch(run(at, command, ["grants", "new.json"]).stdout, /metadata/);
  const { files } = JSON.parse(run(at, command, ["check", ".", "--format", "json"]).stdout);
  const told = Object.fromEntries(files.map(({ path, findings }) => [path, findings.map(({ code, message }) => `${code} ${message}`)]));
  assert.deepEqual(told["new.json"], []);
  assert.deepEqual(told["old.json"], []);
  assert.match(told["never.json"].join(), /^RAM701 `apigateway:CreateAqi` is not in the catalogue of 2025-12-19/);
  const { lost } = JSON.parse(run(at, command, ["compare", "new.json", "old.json", "--json"]).stdout);
  assert.equal(lost[0].action, `apigateway:${NEW}`);
});

test("an own rule is broken by an operation that there is", () => {
  const settings = Settings.fromJSON(JSON.stringify({ format: "ramlight-settings/1", rules: [{ name: "keys", never: { actions: ["ram:CreateAccess*", "kms:*"] } }] }));
  assert.deepEqual(settings.services(), ["kms", "ram"]);
  settings.free();
  assert.deepEqual(Settings.fromJSON('{"format":"ramlight-settings/1"}').services(), []);
});

test("without the file of the cloud: said, exit code 2", (t) => {
  const other = project(t, { "p.json": MISSPELT });
  const file = join(other, "node_modules/ramlight/catalog/cloud.txt");
  renameSync(file, `${file}.away`);
  const { status, stdout, stderr } = run(other, join(other, "node_modules/.bin/ramlight"), ["check", "p.json"]);
  assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
  assert.equal(stderr, "ramlight: can't read the catalogue of the cloud: there is no such file\n");
});
