// Every way of importing the installed package in Node.js gives the one API.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { DESCRIBE, DESCRIBE_COUNT, NO_EFFECT, ONE_GROUP, OPERATIONS } from "./policies.mjs";
import { project, run } from "./project.mjs";

const USE = `
  const catalog = Catalog.builtin();
  const policy = new Policy(${JSON.stringify(DESCRIBE)});
  const coverage = policy.coverage(catalog);
  const allowed = OUTCOMES.indexOf("allowed");
  console.log(coverage.outcomes().filter((outcome) => outcome === allowed).length, coverage.outcomes().length);
  for (const handle of [coverage, policy, catalog]) handle.free();
`;
const EXPECTED = `${DESCRIBE_COUNT} ${OPERATIONS}\n`;

function prints(folder, file, expected) {
  const { status, stdout, stderr } = run(folder, process.execPath, [file]);
  assert.equal(stderr, "");
  assert.equal(stdout, expected);
  assert.equal(status, 0);
}

test("import in Node.js", (t) => {
  const folder = project(t, { "main.mjs": `import { Catalog, OUTCOMES, Policy, init } from "ramlight";\nawait init();\n${USE}` });
  prints(folder, "main.mjs", EXPECTED);
});

test("import in Node.js without init", (t) => {
  const folder = project(t, { "main.mjs": `import * as ramlight from "ramlight";\nconst { Catalog, OUTCOMES, Policy } = ramlight;\n${USE}` });
  prints(folder, "main.mjs", EXPECTED);
});

test("require in Node.js", (t) => {
  const folder = project(t, { "main.cjs": `const { Catalog, OUTCOMES, Policy } = require("ramlight");\n${USE}` });
  prints(folder, "main.cjs", EXPECTED);
});

test("import and require give one engine, and the same names", (t) => {
  const folder = project(t, {
    "main.mjs": `
      import { createRequire } from "node:module";
      import * as imported from "ramlight";
      const required = createRequire(import.meta.url)("ramlight");
      for (const [name, value] of Object.entries(required)) {
        if (value !== imported[name]) console.log("differs:", name);
        if (typeof value === "function" && value.name !== name) console.log(name, "calls itself", value.name);
      }
      console.log(Object.keys(required).sort().join(" "));`,
  });
  prints(folder, "main.mjs", "ACCESS_LEVELS Authorization Catalog CatalogFileError Coverage DECISIONS LEVELS OUTCOMES POLICY_KINDS Policy Requests Scenario ScenarioError Settings SettingsError check compare init marksOn rules suppressionFor validate\n");
});

// V8 of Node.js 20 aborted three of eight such runs; see the entry
test("a long run of comparisons is not aborted", (t) => {
  const folder = project(t, {
    "main.mjs": `
      import { Policy, compare } from "ramlight";
      const policy = (Condition) => JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "a:B", Resource: "*", Condition }] });
      const key = "acs:SourceIp";
      function areConfirmed(a, b) {
        const { gained, lost } = compare(policy(a), policy(b));
        const [before, after] = [new Policy(policy(a)), new Policy(policy(b))];
        const differences = [...gained.map((one) => [after, before, one]), ...lost.map((one) => [before, after, one])];
        return differences.every(([grants, refuses, { witness }]) => grants.decide(witness).decision === "Allow" && refuses.decide(witness).decision !== "Allow");
      }
      const networks = ["10.0.0.1", "10.0.0.0/8", "2001:db8::/32", "0.0.0.0/0"];
      const patterns = ["10.*", "10.0.0.1", "*.1", "*:*", "2001:*", "1*", "??.*", "*0", "a*", "0*"];
      const operators = ["StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];
      let refuted = 0;
      for (let times = 0; times < 4; times += 1)
        for (const address of ["IpAddress", "NotIpAddress"])
          for (const network of networks)
            for (const operator of operators)
              for (const pattern of patterns) {
                const [one, other] = [{ [address]: { [key]: network } }, { [operator]: { [key]: pattern } }];
                for (const [a, b] of [[{ ...one, ...other }, other], [one, other], [one, { ...one, ...other }]]) refuted += areConfirmed(a, b) ? 0 : 1;
              }
      console.log(refuted);`,
  });
  prints(folder, "main.mjs", "0\n");
});

test("in a worker thread", (t) => {
  const folder = project(t, {
    "main.mjs": `import { Worker } from "node:worker_threads"; new Worker(new URL("worker.mjs", import.meta.url));`,
    "worker.mjs": `import { Catalog, OUTCOMES, Policy } from "ramlight";\n${USE}`,
  });
  prints(folder, "main.mjs", EXPECTED);
});

test("the entry for browsers says to call init first, and works after", async (t) => {
  const installed = join(project(t, {}), "node_modules/ramlight");
  const { Authorization, Catalog, Policy, Requests, Scenario, init, validate } = await import(pathToFileURL(join(installed, "browser.js")));
  const before = { name: "Error", message: "the engine is not loaded yet: call `await init()` first" };
  assert.throws(() => Catalog.builtin(), before);
  assert.throws(() => Catalog.fromJSON("{}", "x.json"), before);
  assert.throws(() => new Policy("{}"), before);
  assert.throws(() => validate("{}"), before);
  assert.throws(() => new Authorization({}), before);
  assert.throws(() => new Requests([]), before);
  assert.throws(() => Scenario.fromJSON("{}"), before);

  await assert.rejects(init(new Uint8Array([1, 2, 3])), WebAssembly.CompileError);
  const module = readFileSync(join(installed, "ramlight_bg.wasm"));
  await Promise.all([init(module), init(module)]);
  assert.equal(validate(NO_EFFECT).some(({ severity }) => severity === "error"), true);
});

const importInstalled = (t) => import(pathToFileURL(join(project(t, {}), "node_modules/ramlight/node.mjs")));

test("mistakes of the caller are errors that say what to do", async (t) => {
  const { Catalog, CatalogFileError, Policy, validate } = await importInstalled(t);
  const catalog = Catalog.builtin();
  const policy = new Policy(DESCRIBE);
  const coverage = policy.coverage(catalog);
  const notText = { name: "TypeError", message: "the policy must be a string" };
  for (const use of [() => new Policy(7), () => policy.update(undefined), () => validate(null)]) assert.throws(use, notText);
  assert.throws(() => policy.coverage({}), { name: "TypeError", message: /must be a Catalog/ });
  assert.throws(() => policy.coverage(), { name: "TypeError", message: /must be a Catalog/ });
  assert.throws(() => new Catalog(), { name: "TypeError", message: /^a Catalog comes from `Catalog\.builtin\(\)`/ });
  assert.throws(() => new Policy("{}", "zh"), { name: "TypeError", message: "the options must be an object" });
  assert.throws(() => new Policy("{}", { positions: "bytes" }), { name: "TypeError", message: /^`positions` must be / });
  assert.throws(() => coverage.bind({ accountid: 1 }), { name: "TypeError", message: "the value of `accountid` must be a string" });
  assert.throws(() => policy.coverage(catalog, { account: "1:2" }), { name: "RangeError", message: /^`account`: / });
  for (const id of [OPERATIONS, -1, 0.5, undefined]) {
    const unlisted = { name: "RangeError", message: `there is no operation ${id}: the catalogue has ${OPERATIONS}, counted from 0` };
    for (const use of [() => coverage.explain(id), () => coverage.evidence(0, id), () => coverage.requirement(id)]) {
      assert.throws(use, unlisted);
    }
  }

  const faulty = (file) => {
    try {
      Catalog.fromJSON('{\n  "format": 7\n}', file);
    } catch (error) {
      assert.ok(error instanceof CatalogFileError);
      assert.ok(error.errors.length > 0);
      for (const { line, column, reason } of error.errors) assert.ok(line >= 1 && column >= 1 && reason.length > 0);
      return error;
    }
    return assert.fail("a faulty catalogue was taken");
  };
  const named = faulty("mine.json");
  assert.ok(named.message.startsWith("mine.json:") && named.errors.every(({ file }) => file === "mine.json"));
  assert.equal(typeof faulty().errors[0].file, "string");
});

test("handles: a policy and its coverages, asked together and freed in any order", async (t) => {
  const { Catalog, Policy } = await importInstalled(t);
  const catalog = Catalog.builtin();
  const { operations } = catalog.info();
  const policy = new Policy("{}");
  const coverage = policy.coverage(catalog);
  assert.equal(policy.refused(), true);

  // a coverage follows its policy, and keeps what it needs of its catalogue
  catalog.free();
  assert.throws(() => catalog.info(), { message: "this Catalog was freed" });
  policy.update(DESCRIBE);
  assert.equal(policy.refused(), false);
  const named = coverage.actionMatches();
  const isNamed = ({ id }) => ((named[id >> 5] >>> (id % 32)) & 1) === 1;
  assert.deepEqual(operations.filter(isNamed), operations.filter(({ name }) => name.startsWith("Describe")));
  assert.equal(coverage.summary().total, OPERATIONS);

  coverage.free();
  coverage.free();
  for (const use of ["outcomes", "must", "may", "marks", "summary", "statements", "patterns"]) {
    assert.throws(() => coverage[use](), { message: "this Coverage was freed" });
  }
  assert.deepEqual(policy.diagnostics(), []);
  policy.free();
  policy.free();
  for (const use of ["diagnostics", "cleanUp", "format", "size", "refused"]) {
    assert.throws(() => policy[use](), { message: "this Policy was freed" });
  }
  assert.throws(() => policy.update(DESCRIBE), { message: "this Policy was freed" });
});

test("two coverages of one policy: other bindings, other answers", async (t) => {
  const { Catalog, OUTCOMES, Policy } = await importInstalled(t);
  const catalog = Catalog.builtin();
  const { id } = catalog.info().operations.find(({ name }) => name === "CreateApi");
  const policy = new Policy(ONE_GROUP);
  const any = policy.coverage(catalog);
  const bound = policy.coverage(catalog, { region: "cn-hangzhou", GROUPID: "g-1" });
  const outcome = (coverage) => OUTCOMES[coverage.outcomes()[id]];
  assert.deepEqual([outcome(any), outcome(bound)], ["partial", "allowed"]);
  assert.deepEqual(bound.bind({ groupId: "g-2" }), []);
  assert.equal(outcome(bound), "not-granted");
  assert.equal(outcome(any), "partial");
  const [{ variable, reason }, ...more] = any.bind({ groupId: "g/1" });
  assert.deepEqual([variable.toLowerCase(), reason.length > 0, more], ["groupid", true, []]);
});
