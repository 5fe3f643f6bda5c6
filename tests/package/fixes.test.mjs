// `Policy.applyFixes`: what is taken, what is refused and why, and who may say no.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";

const { Policy } = await ramlightIn(projectOfFile());

const TEXT = '{"Version": 1, "Statement": [{"Effect": "allow", "Action": ["a:*", "a:b", "a:c"], "Resource": "*"}]}';

test("a fix for which `fits` says no is refused, and the others are taken", () => {
  const policy = new Policy(TEXT);
  const asked = [];
  const fixed = policy.applyFixes({
    fits(text) {
      asked.push(text);
      // the policy may change meanwhile
      policy.update("{}");
      return text.includes('"a:b"');
    },
  });
  assert.equal(fixed.text, '{"Version": "1", "Statement": [{"Effect": "Allow", "Action": ["a:*", "a:b"], "Resource": "*"}]}');
  assert.deepEqual(fixed.applied.map(({ code }) => code), ["RAM201", "RAM221", "RAM601"]);
  const [{ code, reason, from, to, fix }, ...others] = fixed.refused;
  assert.deepEqual([code, reason, fixed.text.slice(from, to), fix, others.length], ["RAM601", "unfit", '"a:b"', undefined, 0]);
  assert.equal(asked.length, 4);
  policy.free();
});

test("without `fits` every text does", () => {
  const policy = new Policy(TEXT);
  const fixed = policy.applyFixes();
  assert.equal(fixed.text, '{"Version": "1", "Statement": [{"Effect": "Allow", "Action": ["a:*"], "Resource": "*"}]}');
  assert.deepEqual(fixed.refused, []);
  policy.free();
});

test("what `fits` throws is thrown, once", () => {
  const policy = new Policy(TEXT);
  let asked = 0;
  const fits = () => {
    asked += 1;
    throw new RangeError("not here");
  };
  assert.throws(() => policy.applyFixes({ fits }), { name: "RangeError", message: "not here" });
  assert.equal(asked, 1);
  assert.equal(policy.findings().length > 0, true);
  policy.free();
});
