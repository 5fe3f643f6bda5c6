// What is said of a policy with holes, as templates have them: it holds whatever stands there. Cases worked out by hand; and
// random policies, of which each finding is held against the policy with its holes filled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";
import { numbers, seedOf } from "./random.mjs";

const { check, compare } = await ramlightIn(projectOfFile());

const COMPARING = /^RAM(51[2378]|6)/;
const OF_GRANTS = /^RAM4/;
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
const edited = (text, { edits }) => edits.reduceRight((whole, { from, to, insert }) => whole.slice(0, from) + insert + whole.slice(to), text);
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

test("what adds nothing is taken out next to a statement with a hole, and nothing else is", () => {
  const [all, some] = [allow("ecs:*"), allow("ecs:Run*")];
  const other = allow(["oss:PutObject", "oss:GetObject", "oss:DeleteObject"], BUCKET);
  for (const statements of [[other, some, all], [some, other, all], [all, other, some], [all, some, other], [other, some, other, all]]) {
    const text = policy(...statements);
    const [{ fix }] = check(text, { holes: holesIn(text) }).findings.filter(({ code }) => code === "RAM600");
    assert.deepEqual(JSON.parse(edited(text, fix)).Statement, statements.filter((each) => each !== some));
  }
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

/** What comes of a text with holes for codes that match, as `CODE text`. */
function found(pattern, ...statements) {
  const text = policy(...statements);
  return check(text, { holes: holesIn(text) }).findings.filter(({ code }) => pattern.test(code)).map(({ code, from, to }) => `${code} ${text.slice(from, to)}`);
}

const SECRETS = /^RAM(415|400|401|402|405|409|410|413|419|420)$/;

test("what is granted is told where no hole of a Deny can take it", () => {
  const secret = allow("kms:GetSecretValue");
  assert.deepEqual(found(SECRETS, secret, deny("oss:*", BUCKET)), ['RAM415 "kms:GetSecretValue"']);
  assert.deepEqual(found(SECRETS, secret, deny("kms:Get*", "${var.secrets}")), []);
  assert.deepEqual(found(SECRETS, secret, deny("kms:*", "acs:kms:*:*:secret/${var.name}")), []);
  assert.deepEqual(found(SECRETS, secret, deny("kms:*", "acs:kms:*:*:key/${var.name}")), ['RAM415 "kms:GetSecretValue"']);
  assert.deepEqual(found(SECRETS, secret, deny("${var.actions}")), []);
  assert.deepEqual(found(SECRETS, secret, deny("kms:*", "*", ofIp(["NotIpAddress", "${var.ip}"]))), []);
  assert.deepEqual(found(SECRETS, secret, { ...deny("kms:*"), Effect: "${var.effect}" }), []);
  assert.deepEqual(found(SECRETS, secret, { ...deny("oss:*"), NotAction: "${var.actions}", Action: undefined }), []);
  // no operation is named that the hole could take away
  const text = policy(allow("kms:*"), deny("kms:GetSecret*", "${var.secrets}"));
  const [{ message }] = check(text, { holes: holesIn(text) }).findings.filter(({ code }) => code === "RAM415");
  assert.match(message, /^`kms:CreateClientKey` on resources of any name/);
});

test("an Allow with a hole grants what it grants by its other parts", () => {
  assert.deepEqual(found(SECRETS, allow(["kms:GetSecretValue", "${var.action}"])), ['RAM415 "kms:GetSecretValue"']);
  assert.deepEqual(found(SECRETS, allow("kms:GetSecretValue", ["*", "${var.secret}"])), ['RAM415 "kms:GetSecretValue"']);
  assert.deepEqual(found(SECRETS, allow("kms:GetSecretValue", "${var.secret}")), []);
  assert.deepEqual(found(SECRETS, allow("kms:GetSecretValue", "*", ofIp(["IpAddress", "${var.ip}"]))), []);
  assert.deepEqual(found(/^RAM40[34]/, allow("oss:Get*", "*"), { Effect: "Allow", NotAction: "ram:${x}", Resource: "*", ...ofIp(["IpAddress", "${var.ip}"]) }), ["RAM403 \"NotAction\""]);
  assert.deepEqual(found(/^RAM404/, { Effect: "Allow", Action: "${a}", NotResource: ["acs:oss:*:*:${b}"] }), ["RAM404 \"NotResource\""]);
  assert.deepEqual(found(/^RAM404/, { Effect: "Allow", Action: "oss:*", NotResource: ["${b}"] }), []);
  assert.deepEqual(found(/^RAM406/, allow(["e*:Get*"], "*", ofIp(["IpAddress", "${var.ip}"]))), ['RAM406 "e*:Get*"']);
  assert.deepEqual(found(/^RAM406/, { ...allow("e*:Get*"), Effect: "${e}" }), []);
});

test("an administrator by pieces is one if no hole is needed", () => {
  const pieces = [allow("*", "*", ofIp(["IpAddress", "10.0.0.0/8"])), allow("*", "*", ofIp(["NotIpAddress", "10.0.0.0/8"]))];
  assert.deepEqual(found(/^RAM40[01]/, ...pieces, allow("oss:Get*", BUCKET)), ['RAM400 "*"']);
  assert.deepEqual(found(/^RAM40[01]/, pieces[0], allow("*", "*", ofIp(["NotIpAddress", "${var.ip}"]))), []);
  assert.deepEqual(found(/^RAM40[01]/, ...pieces, deny("bss:*", "${var.orders}")).filter((each) => each.startsWith("RAM400")), []);
  assert.deepEqual(found(/^RAM40[01]/, allow("*"), deny("bss:*", "${var.orders}")), ['RAM401 "*"']);
});

test("a statement with a hole can name a group, or a further code of a service", () => {
  const adds = allow("ram:AddUserToGroup", "acs:ram:*:*:user/*");
  assert.deepEqual(found(/^RAM409/, adds, allow("oss:Get*", BUCKET)), ['RAM409 "ram:AddUserToGroup"']);
  assert.deepEqual(found(/^RAM409/, adds, allow("ram:AddUserTo*", "acs:ram:*:*:group/${var.group}")), []);
  assert.deepEqual(found(/^RAM409/, allow("ram:AddUserToGroup", ["acs:ram:*:*:user/*", "${var.group}"])), []);
  const ofIms = (...more) => found(/^RAM410/, allow("*"), deny("ram:*"), ...more);
  assert.deepEqual(ofIms(), ['RAM410 "*"']);
  assert.deepEqual(ofIms(allow("oss:${a}", "*")), ['RAM410 "*"']);
  assert.deepEqual(ofIms(allow("ims:Get*", "${r}")), []);
  assert.deepEqual(ofIms(allow("${a}", "*")), []);
});

test("a Deny that can be taken off is one with holes, too; one that can be gone around names its objects", () => {
  const detach = allow("ram:DetachPolicyFromUser");
  assert.deepEqual(found(SECRETS, detach, deny("bss:*", "${r}")), ['RAM419 "Action"']);
  assert.deepEqual(found(SECRETS, detach, { Effect: "Deny", NotAction: ["oss:${a}", "ram:*"], Resource: "*" }), ['RAM419 "NotAction"']);
  assert.deepEqual(found(SECRETS, detach, { ...deny("bss:*"), Effect: "${e}" }), []);
  const bucket = allow("oss:*", ["acs:oss:*:*:b", "acs:oss:*:*:b/*"]);
  assert.deepEqual(found(SECRETS, bucket, deny("oss:DeleteObject", "acs:oss:*:*:b/*", ofIp(["IpAddress", "${ip}"]))), ['RAM420 "Action"']);
  assert.deepEqual(found(SECRETS, bucket, deny("oss:DeleteObject", "acs:oss:*:*:b/${x}")), []);
  assert.deepEqual(found(SECRETS, bucket, deny("oss:${x}", "acs:oss:*:*:b/*")), []);
});

test("what is said of a condition's key by other keys, by all actions or by other statements", () => {
  const vpc = (key, more = {}) => allow("oss:Get*", "*", { Condition: { IpAddress: { [key]: "10.0.0.0/8" }, ...more } });
  const OF_CONDITIONS = /^RAM5(06|07|1[016]|2[0-3])/;
  assert.deepEqual(found(OF_CONDITIONS, vpc("acs:SourceIp", { StringEquals: { "acs:UserAgent": "${x}" } })), ['RAM520 "10.0.0.0/8"']);
  assert.deepEqual(found(OF_CONDITIONS, vpc("acs:SourceIp", { StringEquals: { "${k}": "x" } })), []);
  assert.deepEqual(found(OF_CONDITIONS, vpc("acs:VpcSourceIp", { StringEquals: { "${k}": "x" } })), []);
  const key = (Action, keys) => allow(Action, "*", { Condition: { StringEquals: keys } });
  assert.deepEqual(found(OF_CONDITIONS, key("oss:Get*", { "kms:Tag": "${x}" })), ['RAM506 "kms:Tag"']);
  assert.deepEqual(found(/^RAM506/, key(["oss:Get*", "oss:${a}"], { "kms:Tag": "x" })), []);
  assert.deepEqual(found(OF_CONDITIONS, key("oss:Get*", { "kms:${x}": "x" })), []);
  const not = (Action, keys) => allow(Action, "*", { Condition: { StringNotEquals: keys } });
  assert.deepEqual(found(OF_CONDITIONS, not("oss:Get*", { "acs:SourceVpc": "vpc-1" })), ['RAM510 "StringNotEquals"']);
  assert.deepEqual(found(OF_CONDITIONS, not("oss:Get*", { "acs:SourceVpc": "${vpc}" })), []);
  assert.deepEqual(found(OF_CONDITIONS, not("ram:${a}", { "ram:ServiceName": "x.aliyuncs.com" })), []);
  const mfa = (Effect, value) => ({ Effect, Action: "oss:Get*", Resource: "*", Condition: { Bool: { "acs:MFAPresent": value } } });
  assert.deepEqual(found(OF_CONDITIONS, mfa("Allow", "false"), allow("oss:Get*", BUCKET)), ['RAM516 "false"']);
  assert.deepEqual(found(OF_CONDITIONS, mfa("Allow", "false"), mfa("Allow", "${mfa}")), []);
});

const SEED = seedOf(7);
function randomOf(seed) {
  const next = numbers(seed);
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
    for (const { code, from, to, fix } of findings) if (fix) assert.deepEqual(JSON.parse(edited(text, fix)), withoutItem(text, { from, to }), `${code} ${text.slice(from, to)} of ${text}, seed ${SEED}`);
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

const GRANTED = ["*", "ram:*", "kms:*", "kms:GetSecretValue", "ims:CreateAccessKey", "ram:AddUserToGroup", "ram:AttachPolicyToUser", "ram:PassRole", "ecs:RunInstances", "ram:DetachPolicyFromUser", "oss:*", "oss:DeleteObject", "e*:Get*", "kms:${a}", "ram:${a}", "${a}"];
const ON = ["*", "*", "acs:*:*:*:*", "acs:ram:*:*:user/*", "acs:ram:*:*:group/*", "acs:ram:*:*:policy/*", "acs:ram:*:system:policy/AdministratorAccess", "acs:kms:*:*:*", "acs:oss:*:*:b", "acs:oss:*:*:b/*", "acs:ram:*:*:group/${g}", "acs:ram:*:${o}:*", "acs:kms:*:*:${r}", "acs:oss:*:*:${r}/*", "${r}"];
const GRANT_FILLINGS = ["*", "Get*", "GetSecretValue", "AddUserToGroup", "kms:*", "ims:*", "ram:GetUser", "ram:AddUserToGroup", "oss:*", "b", "x", "~", "system", "acs:ram:*:*:group/g", "acs:oss:*:*:b/*", "acs:*:*:*:*", "10.1.0.0/16", "0.0.0.0/0", "ecs.aliyuncs.com", "Deny", "Allow"];

function grantOf({ next, of, some }) {
  const effect = of(["Allow", "Allow", "Deny"]);
  const statement = {
    Effect: next(10) === 0 ? "${e}" : effect,
    [next(6) === 0 ? "NotAction" : "Action"]: some(effect === "Deny" ? GRANTED.slice(1) : GRANTED),
    [next(8) === 0 ? "NotResource" : "Resource"]: some(effect === "Deny" ? ON.slice(3) : ON),
  };
  if (next(4) > 0) return statement;
  return { ...statement, Condition: of([
    { IpAddress: { "acs:SourceIp": some(VALUES) } },
    { NotIpAddress: { "acs:SourceIp": some(VALUES) } },
    { StringEquals: { "acs:Service": of(["ecs.aliyuncs.com", "${s}"]) } },
    { StringEquals: { "${k}": "x" }, Bool: { "acs:SecureTransport": "true" } },
  ]) };
}

/** Graver findings that say what another one does. */
const SAID_BY = { RAM401: ["RAM400"], RAM421: ["RAM408"], RAM405: ["RAM400", "RAM401", "RAM405"] };

test("what is granted holds in every filling", () => {
  const random = randomOf(SEED + 1);
  const count = { found: 0, first: 0, refused: 0 };
  const codes = new Set();
  for (let round = 0; round < 700; round++) {
    const text = policy(...Array.from({ length: 1 + random.next(4) }, () => grantOf(random)));
    const holes = holesIn(text);
    const findings = check(text, { holes }).findings.filter(({ code }) => OF_GRANTS.test(code));
    for (const { code, cause } of findings) {
      codes.add(code);
      assert.ok(cause === undefined || findings.some((each) => each.code === cause.code && each.from === cause.from), `${code} ${text}`);
    }
    for (let filling = 0; findings.length > 0 && holes.length > 0 && filling < 6; filling++) {
      const values = holes.map(() => random.of(GRANT_FILLINGS));
      const at = (place) => place + holes.reduce((sum, { from, to }, index) => (to <= place ? sum + values[index].length - (to - from) : sum), 0);
      const filled = holes.reduceRight((whole, { from, to }, index) => whole.slice(0, from) + values[index] + whole.slice(to), text);
      const found = check(filled).findings;
      // RAM refuses a policy with an error
      if (found.some(({ severity }) => severity === "error")) {
        count.refused++;
        continue;
      }
      for (const { code, from, to } of findings) {
        const said = [code, ...(SAID_BY[code] ?? [])];
        if (found.some((each) => said.includes(each.code) && each.from === at(from) && each.to === at(to))) {
          count.found++;
          continue;
        }
        // each operation is told once, where it is granted first; the order of statements and of their actions means nothing
        const [first, statement] = withFirst(JSON.parse(filled), indexOfStatement(text, from), text.slice(from, to));
        const again = check(first).findings.some((each) => said.includes(each.code) && first.slice(each.from, each.to) === text.slice(from, to) && each.to <= statement);
        assert.ok(again, `${code} ${text.slice(from, to)} of ${text}\nas ${filled}, seed ${SEED}`);
        count.first++;
      }
    }
  }
  assert.ok(count.found > 500, JSON.stringify(count));
  assert.ok(count.first < count.found / 4, JSON.stringify(count));
  assert.ok(codes.size >= 12, [...codes].join(" "));
});

/** The text of a policy with a statement, and an action of it, before all others; and where that statement ends. */
function withFirst({ Version, Statement }, number, literal) {
  const { [number]: own } = Statement;
  const said = JSON.parse(literal);
  const isAction = own.Action?.includes(said);
  const first = isAction ? { ...own, Action: [said, ...own.Action.filter((each) => each !== said)] } : own;
  const text = JSON.stringify({ Version, Statement: [first, ...Statement.filter((_, index) => index !== number)] });
  return [text, text.indexOf(JSON.stringify(first)) + JSON.stringify(first).length];
}

/** What a text says without the item of a list that stands in a place. */
function withoutItem(text, { from, to }) {
  const GONE = "the item";
  return JSON.parse(`${text.slice(0, from)}"${GONE}"${text.slice(to)}`, (_, value) => (Array.isArray(value) ? value.filter((each) => each !== GONE) : value));
}

/** The number of the statement that a place is in. */
function indexOfStatement(text, place) {
  return text.slice(0, place + 1).split(/^ {2}\{/m).length - 2;
}

/** The statement, or what one of its actions says. */
function without(statement, code, action) {
  return code === "RAM607" ? { ...statement, Action: [JSON.parse(action)] } : statement;
}
