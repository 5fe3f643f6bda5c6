// The kinds of policies: in the package's API and on the command line.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { DESCRIBE } from "./policies.mjs";
import { projectOfFile, ramlightIn, run } from "./project.mjs";

const TRUST = `{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["ecs.aliyuncs.com"]}}]}`;
const BUCKET = `{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:GetObject","Principal":["*"],"Resource":"acs:oss:*:1:b/*"}]}`;

const folder = projectOfFile({ "trust.json": TRUST, "bucket.json": BUCKET, "identity.json": DESCRIBE });
const ramlight = await ramlightIn(folder);

const names = (diagnostics) => diagnostics.map(({ name }) => name);
const command = (...args) => run(folder, join(folder, "node_modules/.bin/ramlight"), args);

test("a policy is of the kind that is asked for, identity without asking", () => {
  const { POLICY_KINDS, Policy, validate } = ramlight;
  assert.deepEqual(POLICY_KINDS, ["identity", "session", "control", "trust", "bucket", "resource"]);
  for (const kind of POLICY_KINDS) assert.equal(new Policy("", { kind }).kind(), kind);
  assert.equal(new Policy(TRUST).kind(), "identity");
  assert.deepEqual(validate(TRUST, { kind: "trust" }), []);
  assert.deepEqual(names(validate(TRUST)).toSorted(), ["missing-resource", "principal-in-identity-policy"]);
  assert.deepEqual(names(validate(DESCRIBE, { kind: "trust" })).toSorted(), [
    "action-in-trust-policy", "missing-principal", "resource-in-trust-policy",
  ]);
});

test("auto takes what the document looks like, at each update anew", () => {
  const policy = new ramlight.Policy(TRUST, { kind: "auto" });
  assert.equal(policy.kind(), "trust");
  policy.update(BUCKET);
  assert.deepEqual([policy.kind(), policy.diagnostics()], ["bucket", []]);
  policy.update(DESCRIBE);
  assert.equal(policy.kind(), "identity");
  policy.free();
  assert.throws(() => policy.kind(), { message: "this Policy was freed" });
  assert.throws(() => policy.setKind("trust"), { message: "this Policy was freed" });
});

test("setKind reads the same text as another kind", () => {
  const policy = new ramlight.Policy(BUCKET);
  assert.equal(policy.refused(), true);
  policy.setKind("bucket");
  assert.deepEqual([policy.refused(), policy.kind()], [false, "bucket"]);
  policy.setKind("control");
  assert.deepEqual(names(policy.diagnostics()), ["principal-in-identity-policy"]);
  policy.setKind("auto");
  assert.equal(policy.kind(), "bucket");
  assert.throws(() => policy.setKind("user"), { name: "TypeError", message: /is identity, .*, resource or auto$/ });
  assert.throws(() => policy.setKind(), TypeError);
  assert.equal(policy.kind(), "bucket");
  assert.throws(() => new ramlight.Policy("", { kind: "Trust" }), TypeError);
});

test("the size has the limit of the kind in its unit", () => {
  const size = (kind) => {
    const { limit, unit } = new ramlight.Policy("{}", { kind }).size();
    return [limit, unit];
  };
  assert.deepEqual(size("identity"), [6144, "characters"]);
  assert.deepEqual(size("session"), [2048, "bytes"]);
  assert.deepEqual(size("control"), [4096, "characters"]);
  assert.deepEqual(size("bucket"), [16384, "bytes"]);
  // no limit is known: what is analysed at most
  for (const kind of ["trust", "resource"]) assert.deepEqual(size(kind), [61440, "characters"]);
});

test("check --kind", () => {
  assert.deepEqual(command("check", "--kind", "trust", "trust.json"), { status: 0, stdout: "1 file, 1 policy: no findings\n", stderr: "" });
  const asIdentity = command("check", "trust.json");
  assert.equal(asIdentity.status, 1);
  assert.match(asIdentity.stdout, /RAM227\]: .*\n(.*\n){4}.*check this as a policy of the kind `trust`/);

  const auto = command("check", "--kind", "auto", "--format", "json", "trust.json", "bucket.json", "identity.json");
  assert.equal(auto.status, 0);
  const kinds = JSON.parse(auto.stdout).files.map(({ path, policies }) => [path, ...policies.map(({ kind }) => kind)]);
  assert.deepEqual(kinds, [["trust.json", "trust"], ["bucket.json", "bucket"], ["identity.json", "identity"]]);

  const wrong = command("check", "--kind", "user", "trust.json");
  assert.deepEqual([wrong.status, wrong.stdout], [2, ""]);
  assert.match(wrong.stderr, /--kind is one of identity, session, control, trust, bucket, resource, auto, not `user`/);
});
