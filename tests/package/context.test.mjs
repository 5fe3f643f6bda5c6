// Coverages of several policies, and what is assumed of the context, as a user of the package asks for them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { before, test } from "node:test";
import { project } from "./project.mjs";

const statement = (effect, action, Condition) => ({ Effect: effect, Action: action, Resource: "*", ...(Condition && { Condition }) });
const document = (...statements) => JSON.stringify({ Version: "1", Statement: statements });

const FROM_OFFICE = { IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "192.0.2.7"] } };
const NO_MFA = { StringNotEquals: { "acs:MFAPresent": "true" } };

let ramlight;
let deploy;
before(async (t) => {
  const folder = project(t, {});
  ramlight = await import(pathToFileURL(join(folder, "node_modules/ramlight/node.mjs")));
  deploy = ramlight.Catalog.builtin().info().operations.find(({ name }) => name === "DeployApi").id;
});

function outcomeOf(coverage) {
  return ramlight.OUTCOMES[coverage.outcomes()[deploy]];
}

test("a context decides conditions, and forgets them", () => {
  const { Catalog, Policy } = ramlight;
  const policy = new Policy(document(statement("Allow", "apigateway:*", FROM_OFFICE), statement("Deny", "apigateway:Deploy*", NO_MFA)));
  const coverage = policy.coverage(Catalog.builtin());
  const holds = () => coverage.statements().map((each) => each.holds);
  assert.equal(outcomeOf(coverage), "conditional");
  assert.deepEqual(holds(), ["unknown", "unknown"]);

  const rows = [
    [{ values: { "acs:SourceIp": "10.1.2.3" } }, ["true", "unknown"], "conditional"],
    [{ values: { "acs:SourceIp": "10.1.2.3", "acs:MFAPresent": "true" } }, ["true", "false"], "allowed"],
    [{ values: { "acs:SourceIp": ["203.0.113.1", "192.0.2.7"], "acs:MFAPresent": ["true"] } }, ["true", "false"], "allowed"],
    // MFA is absent: the Deny holds
    [{ values: { "acs:SourceIp": "10.1.2.3" }, absent: ["acs:MFAPresent"] }, ["true", "true"], "denied"],
    [{ values: { "acs:SourceIp": "10.1.2.3", "acs:MFAPresent": [] } }, ["true", "true"], "denied"],
    [{ values: { "acs:SourceIp": "203.0.113.1", "acs:MFAPresent": "true" } }, ["false", "false"], "not-granted"],
    [{ absent: ["acs:SourceIp"] }, ["false", "unknown"], "not-granted"],
    [{}, ["unknown", "unknown"], "conditional"],
  ];
  for (const [known, expected, outcome] of rows) {
    coverage.assume(known);
    assert.deepEqual(holds(), expected, JSON.stringify(known));
    assert.equal(outcomeOf(coverage), outcome, JSON.stringify(known));
  }

  // what was assumed holds for the next text, and under other bindings
  coverage.assume({ values: { "acs:SourceIp": "10.1.2.3" } });
  policy.update(document(statement("Allow", "apigateway:*", FROM_OFFICE)));
  assert.equal(outcomeOf(coverage), "allowed");
  coverage.bind({ region: "cn-hangzhou" });
  assert.equal(outcomeOf(coverage), "allowed");
  assert.match(coverage.explain(deploy).sentences[1], /its condition on `acs:SourceIp` is met$/);
});

test("several policies are followed together", () => {
  const { Catalog, Coverage, Policy } = ramlight;
  const allow = new Policy(document(statement("Allow", "apigateway:*")));
  // Chinese before the statement: places are told in UTF-16 here and in UTF-8 there
  const text = `{"Version": "1", "说明": 0, "Statement": [${JSON.stringify(statement("Deny", "apigateway:Deploy*"))}]}`;
  const deny = new Policy(text);
  const bytes = new Policy(text, { positions: "utf8" });
  const coverage = Coverage.of([allow, deny, bytes], Catalog.builtin(), { region: "cn-hangzhou" });
  assert.equal(outcomeOf(coverage), "denied");
  const statements = coverage.statements();
  assert.deepEqual(statements.map(({ policy }) => policy), [0, 1, 2]);
  assert.equal(text.slice(statements[1].from, statements[1].to), JSON.stringify(statement("Deny", "apigateway:Deploy*")));
  assert.equal(statements[2].from, statements[1].from + 4);
  const patterns = coverage.patterns();
  assert.deepEqual(patterns.map((pattern) => [pattern.policy, pattern.statement]), [[0, 0], [0, 0], [1, 1], [1, 1], [2, 2], [2, 2]]);
  assert.equal(text.slice(patterns[2].from, patterns[2].to), '"apigateway:Deploy*"');
  assert.match(coverage.explain(deploy).sentences[1], /^policy 2, statement 1 denies it/);
  const named = Coverage.of([allow, { policy: deny, name: "NoDeploy" }], Catalog.builtin());
  assert.match(named.explain(deploy).sentences[1], /^statement 1 of `NoDeploy` denies it/);
  assert.match(named.explain(deploy).sentences[2], /^policy 1, statement 1 grants it/);
  assert.match(Coverage.of([{ policy: deny, name: "NoDeploy" }], Catalog.builtin()).explain(deploy).sentences[1], /^statement 1 of `NoDeploy`/);

  for (const policy of [deny, bytes]) policy.update(document());
  assert.equal(outcomeOf(coverage), "allowed");
  assert.equal(outcomeOf(Coverage.of([], Catalog.builtin())), "not-granted");
});

test("a caller's slips are said", () => {
  const { Catalog, Coverage, Policy } = ramlight;
  const catalog = Catalog.builtin();
  const coverage = new Policy(document()).coverage(catalog);
  for (const [known, message] of [
    [undefined, /must be an object/],
    [null, /must be an object/],
    [{ values: 1 }, /`values` must be an object/],
    [{ values: { "acs:MFAPresent": true } }, /a value of `acs:MFAPresent` must be a string/],
    [{ values: { k: ["a", 1] } }, /a value of `k` must be a string/],
    [{ absent: "k" }, /`absent` must be a list/],
    [{ absent: [1] }, /must be a string/],
    [{ values: { k: "a" }, absent: ["k"] }, /`k` has values and is absent/],
  ]) {
    assert.throws(() => coverage.assume(known), { name: "TypeError", message }, JSON.stringify(known));
  }
  const freed = new Policy(document());
  freed.free();
  assert.throws(() => Coverage.of([freed], catalog), /freed/);
  assert.throws(() => Coverage.of(freed, catalog), /list of Policy objects/);
  assert.throws(() => Coverage.of([document()], catalog), /list of Policy objects/);
  assert.throws(() => Coverage.of([null], catalog), /list of Policy objects/);
  assert.throws(() => Coverage.of([{ policy: new Policy(document()), name: 7 }], catalog), /name of a policy must be a string/);
  assert.throws(() => Coverage.of([], {}), /must be a Catalog/);
  assert.throws(() => Coverage.of([], catalog, { account: "1:2" }), RangeError);
});
