// What is said of a policy with holes, as templates have them: it holds whatever stands there. Cases worked out by hand; and
// random policies, of which each finding is held against the policy with its holes filled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";

const { check, compare } = await ramlightIn(projectOfFile());

const COMPARING = /^RAM(51[2378]|6)/;
const policy = (...Statement) => JSON.stringify({ Version: "1", Statement }, null, 1);
const allow = (Action, Resource = "*", more = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const deny = (Action, Resource = "*", more = {}) => ({ Effect: "Deny", Action, Resource, ...more });
const ofIp = (...conditions) => ({ Condition: Object.fromEntries(conditions.map(([operator, ...values]) => [operator, { "acs:SourceIp": values }])) });

const holesIn = (text) => Array.from(text.matchAll(/\$\{.*?\}/g), ({ 0: hole, index }) => ({ from: index, to: index + hole.length }));
/** What comes of holding parts against each other, as `CODE text`. */
function told(...statements) {
  const text = policy(...statements);
  return check(text, { holes: holesIn(text) }).findings.filter(({ code }) => COMPARING.test(code)).map(({ code, from, to }) => `${code} ${text.slice(from, to).replace(/\s+/g, "")}`);
}
const codes = (...statements) => told(...statements).map((each) => each.slice(0, 6));

const BUCKET = "acs:oss:*:*:${var.bucket}/*";

test("statements without holes are held against each other, whatever stands in others", () => {
  const other = allow("oss:PutObject", BUCKET);
  assert.deepEqual(codes(other, allow("ecs:*"), allow("ecs:Run*", "*")), ["RAM600"]);
  assert.deepEqual(told(other, allow("ecs:*"), allow(["ecs:Run*", "oss:Get*"])), ['RAM604 "ecs:Run*"']);
  assert.deepEqual(codes(allow("ecs:RunInstances"), deny("oss:*", BUCKET), deny("ecs:*")), ["RAM606"]);
  assert.deepEqual(told(allow(["ecs:RunInstances", "oss:Get*"]), deny("oss:*", BUCKET), deny("ecs:*")), ['RAM607 "ecs:RunInstances"']);
  assert.deepEqual(told(allow("ecs:*", "acs:ecs:*:*:*"), allow(["ecs:Run*", "slb:Get*"], ["acs:ecs:*:*:instance/i"]), other), ['RAM604 "ecs:Run*"']);
  // by its number among all
  const text = policy(other, allow("ecs:*"), allow("ecs:Run*"));
  const [{ message, fix }] = check(text, { holes: holesIn(text) }).findings.filter(({ code }) => code === "RAM600");
  assert.equal(message, "the statement adds nothing to statement 2");
  assert.equal(fix.kind, "equal");
});

test("a statement with a hole neither is redundant nor makes so", () => {
  assert.deepEqual(codes(allow("oss:*", BUCKET), allow("oss:Get*", BUCKET)), []);
  assert.deepEqual(codes(allow("oss:Get*", "acs:oss:*:*:b/*"), allow("oss:*", BUCKET)), []);
  assert.deepEqual(codes(allow("oss:Get*", "acs:oss:*:*:b/*"), deny("oss:*", BUCKET)), []);
  assert.deepEqual(codes(allow("${var.actions}"), deny("*")), []);
  assert.deepEqual(codes(allow("oss:Get*"), { ...allow("oss:*"), Effect: "${var.effect}" }), []);
});

test("a list without holes is held against itself, whatever else its statement says", () => {
  assert.deepEqual(told(allow(["oss:Get*", "oss:GetObject"], BUCKET)), ['RAM601 "oss:GetObject"']);
  assert.deepEqual(told(allow(["oss:${var.verb}*", "oss:Get*", "oss:GetObject"], "*")), []);
  assert.deepEqual(told(allow("${var.action}", ["acs:oss:*:*:a*", "acs:oss:*:*:ab"])), ['RAM602 "acs:oss:*:*:ab"']);
  assert.deepEqual(told(allow("oss:Get*", BUCKET, ofIp(["IpAddress", "10.0.0.0/8", "10.1.0.0/16"]))), ['RAM603 "10.1.0.0/16"']);
  assert.deepEqual(told(allow("oss:Get*", "*", ofIp(["IpAddress", "10.0.0.0/8", "10.1.0.0/16", "${var.ip}"]))), []);
});

test("conditions that no request meets, where only they are without holes", () => {
  const never = ofIp(["IpAddress", "10.0.0.0/8"], ["NotIpAddress", "10.0.0.0/8"]);
  assert.deepEqual(codes(allow("oss:Get*", BUCKET, never)), ["RAM512"]);
  assert.deepEqual(codes(deny("oss:Get*", BUCKET, never)), ["RAM513"]);
  assert.deepEqual(codes({ ...allow("oss:Get*", "*", never), Effect: "${var.effect}" }), []);
  assert.deepEqual(codes(allow("oss:Get*", "*", ofIp(["IpAddress", "10.0.0.0/8"], ["NotIpAddress", "${var.ip}"]))), []);
  const one = { Condition: { StringEquals: { "acs:SourceVpc": "vpc-1" }, StringLike: { "acs:SourceVpc": "vpc-2*" } } };
  assert.deepEqual(codes(allow("oss:Get*", BUCKET, one)), ["RAM517"]);
  assert.deepEqual(codes(deny("oss:Get*", BUCKET, one)), ["RAM518"]);
});

test("a hole that can become a member of the statement, or of the document, leaves all open", () => {
  assert.deepEqual(codes({ ...allow(["oss:Get*", "oss:GetObject"]), "${var.key}": "x" }), []);
  const text = (members) => `{"Version": "1", ${members}"Statement": [{"Effect": "Allow", "Action": "oss:*", "Resource": "*"}, {"Effect": "Allow", "Action": "oss:Get*", "Resource": "*"}]}`;
  const found = (members) => check(text(members), { holes: holesIn(text(members)) }).findings.map(({ code }) => code).filter((code) => code.startsWith("RAM6"));
  assert.deepEqual(found(""), ["RAM600"]);
  assert.deepEqual(found('"${var.key}": [], '), []);
});

const SEED = Number(process.env.RAMLIGHT_SEED ?? Date.now() % 1e9);
function randomOf(seed) {
  let state = seed >>> 0;
  const next = (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  return { next, of: (list) => list[next(list.length)], some: (list) => Array.from({ length: 1 + next(3) }, () => list[next(list.length)]) };
}

const ACTIONS = ["oss:Get*", "oss:GetObject", "oss:*", "ecs:Run*", "*", "oss:${a}", "${a}", "ecs:*"];
const TARGETS = ["*", "acs:oss:*:*:b/*", "acs:oss:*:*:b/x", "acs:oss:*:*:${r}/*", "${r}"];
const VALUES = ["10.0.0.0/8", "10.1.0.0/16", "192.0.2.1", "${i}"];
const FILLINGS = ["*", "", "Get*", "oss:*", "b", "acs:oss:*:*:b/*", "10.1.0.0/16", "0.0.0.0/0", "Deny", "Allow", "a b"];

function statementOf({ next, of, some }) {
  const statement = { Effect: of(["Allow", "Allow", "Deny", next(8) === 0 ? "${e}" : "Allow"]), [of(["Action", "Action", "NotAction"])]: some(ACTIONS), [next(8) === 0 ? "NotResource" : "Resource"]: some(TARGETS) };
  if (next(4) > 0) return statement;
  const condition = () => ({ "acs:SourceIp": some(VALUES) });
  return { ...statement, Condition: { [of(["IpAddress", "NotIpAddress"])]: condition(), ...(next(2) === 0 ? { NotIpAddress: condition() } : {}) } };
}

test("each finding of random policies holds in every filling", () => {
  const random = randomOf(SEED);
  const count = { found: 0, equal: 0, open: 0 };
  for (let round = 0; round < 500; round++) {
    const text = policy(...Array.from({ length: 2 + random.next(3) }, () => statementOf(random)));
    const holes = holesIn(text);
    const findings = check(text, { holes }).findings.filter(({ code }) => COMPARING.test(code));
    for (let filling = 0; findings.length > 0 && holes.length > 0 && filling < 4; filling++) {
      const values = holes.map(() => random.of(FILLINGS));
      const at = (place) => place + holes.reduce((sum, { from, to }, index) => (to <= place ? sum + values[index].length - (to - from) : sum), 0);
      const filled = holes.reduceRight((whole, { from, to }, index) => whole.slice(0, from) + values[index] + whole.slice(to), text);
      const found = check(filled).findings;
      for (const { code, from, to, fix } of findings) {
        const where = `${code} ${text.slice(from, to)} of ${text}\nas ${filled}, seed ${SEED}`;
        if (found.some((each) => each.code === code && each.from === at(from) && each.to === at(to))) {
          count.found++;
          continue;
        }
        // told in other words there, or under a graver one: what was said has to be true
        assert.match(code, /^RAM6/, where);
        const statements = JSON.parse(filled).Statement;
        const number = indexOfStatement(text, from);
        const [before, after] = fix
          ? [filled, fix.edits.reduceRight((whole, edit) => whole.slice(0, at(edit.from)) + edit.insert + whole.slice(at(edit.to)), filled)]
          : [policy(), policy(without(statements[number], code, text.slice(from, to)), ...statements.filter(({ Effect }) => Effect === "Deny"))];
        const { relation } = compare(before, after);
        const isFaulty = found.some(({ severity }) => severity === "error");
        assert.ok(relation === "equal" || (relation === "undecided" && isFaulty), `${relation}: ${where}`);
        count[relation === "equal" ? "equal" : "open"]++;
      }
    }
  }
  assert.ok(count.found > 200, JSON.stringify(count));
  assert.ok(count.open < (count.found + count.equal) / 4, JSON.stringify(count));
});

/** The number of the statement that a place is in. */
function indexOfStatement(text, place) {
  return text.slice(0, place + 1).split(/^ {2}\{/m).length - 2;
}

/** The statement, or what one of its actions says. */
function without(statement, code, action) {
  return code === "RAM607" ? { ...statement, Action: [JSON.parse(action)] } : statement;
}
