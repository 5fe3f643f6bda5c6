// What one pattern contributes: cases worked out by hand, and against requests that are decided with and without it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DEMO, allow, deny, policy } from "./demo-catalog.mjs";
import { projectOfFile, ramlightIn } from "./project.mjs";
import { numbers, seedOf } from "./random.mjs";

const { Catalog, Policy } = await ramlightIn(projectOfFile());

const catalog = Catalog.fromJSON(DEMO);
const NAMES = catalog.names();

const from = (network) => ({ Condition: { IpAddress: { "acs:SourceIp": network } } });

/** What the last pattern of this text contributes. */
function contribution(text, pattern, options) {
  const read = new Policy(text, options);
  const found = read.contribution(catalog, text.lastIndexOf(JSON.stringify(pattern)) + 1);
  read.free();
  return found;
}
const named = (ids) => [...ids].map((id) => NAMES[id]).toSorted();

function check(text, pattern, { does = "grants", operations = [], undecided = [], redundant = false }, options) {
  const found = contribution(text, pattern, options);
  assert.deepEqual(
    { does: found.does, operations: named(found.operations), undecided: named(found.undecided), redundant: found.redundant },
    { does, operations: operations.toSorted(), undecided: undecided.toSorted(), redundant },
    `${pattern} in ${text}`,
  );
}

test("an action pattern grants what no other pattern names", () => {
  check(policy(allow(["demo:Get*", "demo:*Box"])), "demo:*Box", { operations: ["CreateBox", "DeleteBox", "LockBox"] });
  check(policy(allow(["demo:Get*", "demo:*Box"])), "demo:Get*", { operations: ["GetKey", "GetEither", "GetUsage"] });
  check(policy(allow("demo:Get*"), allow("demo:GetB*")), "demo:GetB*", { redundant: true });
  check(policy(allow("*")), "*", { operations: NAMES });
});

test("the last pattern of a list takes its statement with it", () => {
  const found = contribution(policy(allow("demo:Get*"), allow("demo:DeleteKey", ["acs:demo:*:*:key/*"])), "acs:demo:*:*:key/*");
  assert.equal(found.element, "Resource");
  assert.equal(found.text, "acs:demo:*:*:key/*");
  assert.deepEqual(named(found.operations), ["DeleteKey"]);
});

test("a resource pattern grants what the others of its list do not reach", () => {
  const boxes = ["acs:demo:*:*:box/?", "acs:demo:*:*:box/*"];
  check(policy(allow("demo:GetBox", boxes)), boxes[0], { redundant: true });
  check(policy(allow("demo:GetBox", boxes)), boxes[1], { operations: ["GetBox"] });
  // of partial and partial: box/a and box/b are two boxes
  check(policy(allow("demo:GetBox", ["acs:demo:*:*:box/a", "acs:demo:*:*:box/b"])), "acs:demo:*:*:box/b", { operations: ["GetBox"] });
});

test("of an operation on two resources at once, one of them without the other grants nothing", () => {
  check(policy(allow("demo:LockBox", "acs:demo:*:*:box/*")), "acs:demo:*:*:box/*", {});
  const both = policy(allow("demo:LockBox", "acs:demo:*:*:box/*"), allow("demo:LockBox", "acs:demo:*:*:key/*"));
  check(both, "acs:demo:*:*:key/*", { operations: ["LockBox"] });
});

test("a Deny withholds what it alone denies, and only of what is granted", () => {
  check(policy(allow("demo:*Box"), deny("demo:Delete*")), "demo:Delete*", { does: "withholds", operations: ["DeleteBox"] });
  check(policy(allow("demo:*Box"), deny(["demo:Delete*", "demo:DeleteBox"])), "demo:DeleteBox", { does: "withholds", redundant: true });
  check(policy(allow("demo:*Box"), deny("demo:*", ["acs:demo:*:*:box/a", "acs:demo:*:*:key/*"])), "acs:demo:*:*:key/*", { does: "withholds", operations: ["LockBox"] });
  check(policy(allow("demo:*Box"), deny("demo:GetKey")), "demo:GetKey", { does: "withholds", redundant: true });
  check(policy(allow("demo:Get*", "*", from("10.0.0.0/8")), deny("demo:GetKey", "*", { Condition: { NotIpAddress: { "acs:SourceIp": "10.0.0.0/8" } } })),
    "demo:GetKey", { does: "withholds", redundant: true });
  // one request can have two addresses
  check(policy(allow("demo:Get*", "*", from("10.0.0.0/8")), deny("demo:GetKey", "*", from("192.0.2.0/24"))), "demo:GetKey",
    { does: "withholds", operations: ["GetKey"] });
});

test("what is excepted goes the other way", () => {
  const excepting = { Effect: "Allow", NotAction: ["demo:Get*", "demo:GetKey", "demo:Delete*"], Resource: "*" };
  check(policy(excepting), "demo:Delete*", { does: "withholds", operations: ["DeleteBox", "DeleteKey"] });
  check(policy(excepting), "demo:GetKey", { does: "withholds", redundant: true });
  check(policy({ ...excepting, NotAction: "demo:Get*" }), "demo:Get*", { does: "withholds", operations: ["GetBox", "GetKey", "GetEither", "GetUsage"] });
  const denied = policy(allow("demo:*"), { Effect: "Deny", NotAction: ["demo:Get*", "demo:LockBox"], Resource: "*" });
  check(denied, "demo:LockBox", { operations: ["LockBox"] });
});

test("conditions: never met, met together, and one within another", () => {
  const never = { Condition: { StringEquals: { "acs:SourceVpc": "a" }, StringNotEquals: { "acs:SourceVpc": "a" } } };
  check(policy(allow("demo:GetBox", "*", never)), "demo:GetBox", { redundant: true });
  check(policy(allow("demo:GetBox", "*", from("10.1.0.0/16")), allow("demo:GetB*", "*", from("10.0.0.0/8"))), "demo:GetB*", { operations: ["GetBox"] });
  check(policy(allow("demo:GetB*", "*", from("10.0.0.0/8")), allow("demo:GetBox", "*", from("10.1.0.0/16"))), "demo:GetBox", { redundant: true });
  const secure = (value) => ({ Condition: { Bool: { "acs:SecureTransport": value } } });
  // together these are always met where the key is there, and neither is where it is absent
  check(policy(allow("demo:GetKey", "*", secure("true")), allow("demo:GetKey", "*", secure("false")), allow("demo:GetK*")), "demo:GetK*", { operations: ["GetKey"] });
});

test("what can't be told is not counted", () => {
  // whether GetUsage is ever checked for a box is not known
  check(policy(allow("demo:Get*", "acs:demo:*:*:box/*")), "demo:Get*", { operations: ["GetBox", "GetEither"], undecided: ["GetUsage"] });
  // a Deny in the making could deny it all
  const text = policy(allow("demo:GetBox"), { ...deny("demo:*"), Effect: "deny" });
  check(text, "demo:GetBox", { undecided: ["GetBox"], redundant: null });
});

test("operations beyond the catalogue: none is listed, and still the pattern is of use", () => {
  check(policy(allow("demo:*"), allow("ecs:StopInstance")), "ecs:StopInstance", {});
});

test("no answer where no pattern stands, its statement has an error, or the JSON is broken", () => {
  const text = policy(allow("demo:Get*"));
  assert.equal(contribution(text, "Effect"), null);
  assert.equal(contribution(policy({ ...allow("demo:Get*"), Effect: "allow" }), "demo:Get*"), null);
  assert.equal(contribution(text.replace("}", ""), "demo:Get*"), null);
  const read = new Policy(text);
  assert.throws(() => read.contribution(catalog, "3"), /position must be a whole number/);
  assert.throws(() => read.contribution({}, 3), /catalog must be a Catalog/);
});

test("positions are those of the policy; a policy of another kind is asked as what it is", () => {
  const text = policy(allow("demo:GetBox", "acs:demo:*:*:box/箱子"), allow("demo:GetKey"));
  const read = new Policy(text, { positions: "utf8" });
  const at = Buffer.from(text.slice(0, text.indexOf("demo:GetKey"))).length;
  assert.deepEqual(named(read.contribution(catalog, at).operations), ["GetKey"]);
  const trust = { Effect: "Allow", Principal: { RAM: ["acs:ram::1:root"] }, Action: "sts:AssumeRole" };
  check(policy(trust), "sts:AssumeRole", {}, { kind: "trust" });
  check(policy(trust, trust), "sts:AssumeRole", { redundant: true }, { kind: "trust" });
});

// ------------------------------------------------------------------ against requests

const SEED = seedOf(7);

const ACTIONS = ["*", "demo:*", "demo:Get*", "demo:*Box", "demo:*Key", "demo:GetBox", "demo:LockBox", "demo:GetEither", "demo:GetUsage", "demo:Delete?ox"];
const RESOURCES = ["*", "acs:demo:*:*:*", "acs:demo:*:*:box/*", "acs:demo:*:*:box/a", "acs:demo:*:*:box/?", "acs:demo:cn-hangzhou:*:*", "acs:demo:*:*:key/*",
  "acs:demo:cn-hangzhou:*:key/a"];
const CONDITIONS = [undefined, undefined, undefined, { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } }, { IpAddress: { "acs:SourceIp": "10.1.0.0/16" } },
  { NotIpAddress: { "acs:SourceIp": "10.1.0.0/16" } }, { Bool: { "acs:SecureTransport": "true" } }];

function randomStatement(pick) {
  const some = (pool) => [...new Set(Array.from({ length: 1 + pick(3) }, () => pool[pick(pool.length)]))];
  const condition = CONDITIONS[pick(CONDITIONS.length)];
  return {
    Effect: pick(3) === 0 ? "Deny" : "Allow",
    [pick(6) === 0 ? "NotAction" : "Action"]: some(ACTIONS),
    [pick(8) === 0 ? "NotResource" : "Resource"]: some(RESOURCES),
    ...(condition ? { Condition: condition } : {}),
  };
}

/** Every call of an operation that the pools above can tell apart. */
function callsOf({ requirement }) {
  const texts = catalog.templates().map(({ text }) => text);
  const ids = ["a", "b", "cc"];
  const resourcesOf = (templates, region) => templates.reduce(
    (lists, template) => lists.flatMap((list) => ids.map((id) => [...list, texts[template].replace("$region", region).replace("$account", "1").replace(/\$\w+$/, id)])),
    [[]],
  );
  const alternatives = requirement ?? [];
  const resources = alternatives.flatMap((templates) => ["cn-hangzhou", "cn-beijing"].flatMap((region) => resourcesOf(templates, region)));
  const contexts = [undefined, "10.0.0.1", "10.1.0.1", "192.0.2.1"].flatMap((ip) => [undefined, "true", "false"].map((secure) => ({
    ...(ip ? { "acs:SourceIp": ip } : {}), ...(secure ? { "acs:SecureTransport": secure } : {}),
  })));
  return resources.flatMap((list) => contexts.map((context) => ({ resources: list, context })));
}

const CALLS = catalog.operations("demo").map((operation) =>
  callsOf(operation).map((call) => ({ action: `demo:${operation.name}`, ...call })));

/** The same statements without one pattern of one of them. */
function withoutPattern(statements, at, element, index) {
  const changed = structuredClone(statements);
  const statement = changed[at];
  statement[element].splice(index, 1);
  if (statement[element].length > 0) return changed;
  if (!element.startsWith("Not")) return changed.toSpliced(at, 1);
  delete statement[element];
  statement[element.slice(3)] = "*";
  return changed;
}

test("what is drawn of the operations is decided otherwise without the pattern, exactly where the answer says so", () => {
  const pick = numbers(SEED);
  let told = 0;
  let open = 0;
  for (let round = 0; round < 150; round++) {
    const statements = Array.from({ length: 1 + pick(4) }, () => randomStatement(pick));
    const at = pick(statements.length);
    const elements = Object.keys(statements[at]).filter((name) => /Action|Resource/.test(name));
    const element = elements[pick(elements.length)];
    const index = pick(statements[at][element].length);
    const text = policy(...statements);
    const read = new Policy(text);
    const coverage = read.coverage(catalog);
    const of = coverage.patterns().filter((pattern) => pattern.statement === at && pattern.element === element)[index];
    const found = read.contribution(catalog, of.from);
    const rest = new Policy(policy(...withoutPattern(statements, at, element, index)));
    const where = `seed ${SEED}, round ${round}: pattern ${index} of ${element} in statement ${at} of ${text}`;
    const [operations, undecided] = [new Set(found.operations), new Set(found.undecided)];
    CALLS.forEach((calls, id) => {
      if (calls.length === 0) return;
      const allowed = (one) => one.decideMany(calls).map((decisions) => decisions & 1);
      const [withIt, without] = [allowed(read), allowed(rest)];
      const grants = withIt.some((one, call) => one > without[call]);
      const withholds = withIt.some((one, call) => one < without[call]);
      assert.ok(!(found.does === "grants" ? withholds : grants), where);
      if (undecided.has(id)) open++;
      else assert.equal(operations.has(id), grants || withholds, `${NAMES[id]}, ${where}`);
      told += 1;
    });
    if (found.redundant) assert.equal(operations.size, 0, where);
    for (const handle of [read, coverage, rest]) handle.free();
  }
  // only what needs two resources at once, under conditions
  assert.ok(open < told / 12, `${open} of ${told} could not be told, seed ${SEED}`);
});

test("under another code of a service it is not told whether a pattern is redundant", async () => {
  const cloud = await Catalog.load("all");
  const id = cloud.operation("apigateway:DeleteApi").id;
  const of = (pattern, ...statements) => {
    const text = policy(...statements);
    const read = new Policy(text);
    const { operations, undecided, redundant } = read.contribution(cloud, text.lastIndexOf(JSON.stringify(pattern)) + 1);
    const about = read.coverage(cloud).about(text.lastIndexOf(JSON.stringify(pattern)) + 1);
    read.free();
    return { operations: [...operations], undecided: [...undecided], redundant, sentence: about.sentences[0] };
  };
  const sentence = "`cloudapi` is another code of `apigateway`: whether it names its operations is not documented";
  for (const pattern of ["cloudapi:DeleteApi", "CloudAPI:deleteapi"]) {
    assert.deepEqual(of(pattern, allow("apigateway:*"), deny(pattern)), { operations: [], undecided: [id], redundant: null, sentence: sentence.replace("cloudapi", pattern.split(":")[0]) });
  }
  assert.deepEqual(of("cloudapi:DeleteApi", allow("cloudapi:DeleteApi")).undecided, [id]);
  // withheld under its own code as well
  assert.deepEqual(of("cloudapi:DeleteApi", allow("apigateway:*"), deny(["apigateway:DeleteApi", "cloudapi:DeleteApi"])).undecided, []);
  // the own code is matched too
  assert.equal(of("*api*:DeleteApi", allow("apigateway:*"), deny("*api*:DeleteApi")).undecided.includes(id), false);
});

test("a pattern is redundant only if it is whether the codes of a service are one or not", async () => {
  const cloud = await Catalog.load("all");
  const redundant = (pattern, ...statements) => {
    const text = policy(...statements);
    const read = new Policy(text);
    const found = read.contribution(cloud, text.lastIndexOf(JSON.stringify(pattern)) + 1).redundant;
    read.free();
    return found;
  };
  const except = (code) => ({ Effect: "Allow", NotAction: `${code}:GetUser`, Resource: "*" });
  assert.equal(redundant("ims:GetUser", except("oss"), allow("ims:GetUser")), true);
  assert.equal(redundant("ims:GetUser", except("ram"), allow("ims:GetUser")), null);
  assert.equal(redundant("ims:ListUsers", except("ram"), allow("ims:ListUsers")), true);
});

test("a position from 0 on", () => {
  const read = new Policy(policy(allow("demo:*")));
  for (const position of [-1, 1.5, "1"]) assert.throws(() => read.contribution(catalog, position), TypeError);
  read.free();
});
