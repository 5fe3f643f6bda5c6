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
/** A text with values in the place of its holes, and where its places are then. */
function filledWith(values, text, holes) {
  const at = (place) => place + holes.reduce((sum, { from, to }, index) => (to <= place ? sum + values[index].length - (to - from) : sum), 0);
  return { filled: holes.reduceRight((whole, { from, to }, index) => whole.slice(0, from) + values[index] + whole.slice(to), text), at };
}
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

test("a name, and a member that is not known, take nothing from the other statements", () => {
  const secret = allow("kms:GetSecretValue");
  assert.deepEqual(found(SECRETS, { ...secret, Sid: "${name}" }, { ...deny("oss:*"), Sid: "${name}" }), ['RAM415 "kms:GetSecretValue"']);
  assert.deepEqual(found(SECRETS, secret, { ...deny("kms:*"), Sid: "${name}" }), []);
  assert.deepEqual(found(SECRETS, secret, allow("oss:Get*", "*", { "${key}": {} })), ['RAM415 "kms:GetSecretValue"']);
  assert.deepEqual(found(SECRETS, { ...secret, "${key}": {} }), []);
  assert.deepEqual(found(SECRETS, secret, deny("kms:*", "*", { "${key}": {} })), []);
  assert.deepEqual(found(SECRETS, secret, { Effect: "Deny", "${key}": "kms:*", Resource: "*" }), []);
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
  const excepting = (...NotAction) => ({ ...key([], { "acs:ResourceTag/team": "web" }), Action: undefined, NotAction });
  assert.deepEqual(found(OF_CONDITIONS, excepting("rds:*")), ['RAM507 "acs:ResourceTag/team"']);
  assert.deepEqual(found(OF_CONDITIONS, excepting("rds:*", "${x}")), []);
  assert.deepEqual(found(OF_CONDITIONS, { ...excepting("rds:*"), Resource: ["acs:${x}:*:*:*"] }), []);
  assert.deepEqual(found(OF_CONDITIONS, { ...key(["*", "oss:Get*"], { "acs:ResourceTag/team": "web" }), Resource: "acs:${x}:*:*:*" }), []);
  const not = (Action, keys) => allow(Action, "*", { Condition: { StringNotEquals: keys } });
  assert.deepEqual(found(OF_CONDITIONS, not("oss:Get*", { "acs:SourceVpc": "vpc-1" })), ['RAM510 "StringNotEquals"']);
  assert.deepEqual(found(OF_CONDITIONS, not("oss:Get*", { "acs:SourceVpc": "${vpc}" })), []);
  assert.deepEqual(found(OF_CONDITIONS, not("ram:${a}", { "ram:ServiceName": "x.aliyuncs.com" })), []);
  const mfa = (Effect, value) => ({ Effect, Action: "oss:Get*", Resource: "*", Condition: { Bool: { "acs:MFAPresent": value } } });
  assert.deepEqual(found(OF_CONDITIONS, mfa("Allow", "false"), allow("oss:Get*", BUCKET)), ['RAM516 "false"']);
  assert.deepEqual(found(OF_CONDITIONS, mfa("Allow", "false"), mfa("Allow", "${mfa}")), []);
});

const LOOKUP = '${lookup(v, "a")}';

/** The codes of a text of a kind, with its holes, and with each of them filled. */
function withAndFilled(text, fillings, kind = "identity") {
  const holes = holesIn(text);
  const { filled } = filledWith(fillings, text, holes);
  return [check(text, { holes, kind }), check(filled, { kind })].map(({ findings }) => findings.map(({ code }) => code));
}

test("what another hole can take away is not said, and is said where none can", () => {
  const trust = (Principal, more = {}) => ({ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more });
  const bucket = (Effect, Action, Resource, more = {}) => ({ Effect, Action: [Action], Principal: ["*"], Resource: [Resource], ...more });
  const asking = (keys) => ({ Condition: { StringEquals: keys } });
  const GROUP = "acs:apigateway:*:*:apigroup/g";
  const SAML = { Federated: ["acs:ram::1234567890123456:saml-provider/x"] };
  const OIDC = { Federated: ["acs:ram::1234567890123456:oidc-provider/x"] };
  const OBJECTS = "acs:oss:*:*:b/*";
  const SOURCE = { NotIpAddress: { "acs:SourceIp": ["192.0.2.4"] } };
  for (const [code, kind, filling, harmless, ...statements] of [
    ["RAM714", "identity", "secretkey/*", "apigroup/h", allow("apigateway:SetApiRule", [GROUP, "acs:apigateway:*:*:${k}"])],
    ["RAM714", "identity", "*", "oss:Get*", allow("apigateway:SetApiRule", GROUP), allow("${a}")],
    ["RAM715", "identity", "CreateServiceLinkedRole", "GetUser", allow("apigateway:*"), allow("ram:${x}")],
    ["RAM803", "trust", "saml:recipient", "acs:SourceVpc", trust(SAML, asking({ "${k}": "x" }))],
    ["RAM804", "trust", "sub", "other", trust(OIDC, asking({ "oidc:iss": "a", "oidc:aud": "b", "oidc:${c}": "d" }))],
    ["RAM808", "bucket", "*", "c", bucket("Allow", "oss:GetObject", OBJECTS), bucket("Deny", "oss:GetObject", "acs:oss:*:*:${x}")],
    ["RAM812", "bucket", "/logs/*", "*", bucket("Deny", "oss:*", "acs:oss:*:*:b${x}", { Condition: { StringNotEquals: { "acs:SourceVpc": ["vpc-1"] } } })],
    ["RAM813", "control", "*", "oss:*", allow("ecs:*"), allow("${s}")],
    ["RAM814", "session", "*", undefined, allow("*"), deny("oss:${s}")],
    ["RAM301", "bucket", "acs:SourceVpc", "acs:UserAgent", bucket("Deny", "oss:*", "acs:oss:*:*:b", { Condition: { ...SOURCE, StringNotEquals: { "${k}": ["vpc-1"] } } })],
    ["RAM224", "identity", "Resource", "Sid", { Effect: "Allow", Action: "oss:GetObject", "${k}": OBJECTS }],
    ["RAM222", "identity", "Action", "Sid", { Effect: "Allow", "${k}": "oss:GetObject", Resource: OBJECTS }],
    ["RAM220", "identity", "Effect", "Sid", { "${k}": "Allow", Action: "oss:GetObject", Resource: OBJECTS }],
    ["RAM283", "trust", "Principal", "Sid", { Effect: "Allow", Action: "sts:AssumeRole", "${k}": { Service: ["ecs.aliyuncs.com"] } }],
    ["RAM209", "identity", "b/*", "c".repeat(6_200), allow("oss:GetObject", `acs:oss:*:*:\${${"x".repeat(6_200)}}`)],
  ]) {
    const [told, then] = withAndFilled(policy(...statements), [filling], kind);
    assert.ok(!told.includes(code) && !then.includes(code), `${code} ${told} ${then}`);
    // it is said of the same policy filled otherwise: the case is one of that code
    if (harmless !== undefined) assert.ok(withAndFilled(policy(...statements), [harmless], kind)[1].includes(code), code);
  }
  const [told] = withAndFilled(policy(allow("oss:GetObject", `acs:oss:*:*:\${x}/${"c".repeat(6_200)}`)), ["b"]);
  assert.ok(told.includes("RAM209"));
});

test("a string with several holes that have quotes in them is one string", () => {
  const key = { Condition: { StringEquals: { [`${LOOKUP} : ${LOOKUP}`]: "x" } } };
  for (const statement of [allow("oss:GetObject", `${LOOKUP}${LOOKUP}`), allow(`${LOOKUP}:${LOOKUP}`, BUCKET), allow("oss:GetObject", "*", key)]) {
    const text = policy(statement);
    assert.deepEqual(check(text, { holes: holesIn(text) }).findings.filter(({ severity, fix }) => severity === "error" || fix), [], text);
  }
});

test("between the parts of a list or an object a hole can bring what is missing", () => {
  const statement = (members) => `{"Version":"1","Statement":[{"Effect":"Allow",${members}}]}`;
  const codesOf = (text) => check(text, { holes: Array.from(text.matchAll(/"\$\{.*?\}"/g), ({ 0: hole, index }) => ({ from: index, to: index + hole.length })) }).findings.map(({ code }) => code);
  for (const loose of [
    statement('"Action":["oss:GetObject" "${more}"],"Resource":"acs:oss:*:*:b"'),
    statement('"Action":"oss:GetObject","Resource":"acs:oss:*:*:b" "${condition}"'),
    statement('"Action":"oss:GetObject","Resource":"*","Condition":{"NumericLessThan":{"oss:MaxKeys":1"${n}"}}'),
    '{"Version":"1","${statement}"}',
  ]) assert.deepEqual(codesOf(loose), [], loose);
  // one that stands where a value does is one: what is wrong elsewhere is told
  assert.deepEqual(codesOf(statement('"Action":["oss:GetObject","${more}"],"Resource":"acs:oss:*:*:b",')), ["RAM148"]);
});

test("holes can be given in any order, not without a length", () => {
  const text = policy(allow(["oss:Get*", "${a}", "oss:GetObject"], "${r}"), deny("${d}"));
  const holes = holesIn(text);
  const [told, reversed, doubled] = [holes, holes.toReversed(), [...holes, { from: holes[0].from, to: holes[0].to - 1 }]].map((each) => check(text, { holes: each }).findings);
  assert.deepEqual(reversed, told);
  assert.deepEqual(doubled, told);
  assert.throws(() => check(text, { holes: [{ from: 3, to: 3 }] }), /not empty/);
  // one that has the end of a statement in it and the beginning of the next
  const [end, start] = [text.indexOf("]", holes[0].from), text.indexOf('"Effect": "Deny"')];
  assert.deepEqual(check(text, { holes: [{ from: end, to: start }] }).findings.filter(({ code }) => code.startsWith("RAM6")), []);
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
      const { filled, at } = filledWith(values, text, holes);
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
      const { filled, at } = filledWith(values, text, holes);
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

/** By kinds: actions, resources and principals. */
const OF_KINDS = {
  identity: [["apigateway:SetApiRule", "apigateway:*", "ram:CreateServiceLinkedRole", "ram:*", "ims:GetUser", "OSS:getobject", "apigateway:${a}", "${s}:GetUser", "${a}"],
    ["*", "acs:apigateway:*:*:apigroup/g", "acs:apigateway:*:*:secretkey/*", "acs:oss:*:*:b", "acs:apigateway:*:*:${r}", "acs:ram:*:*:role/Admin", "${r}"]],
  trust: [["sts:AssumeRole"], undefined,
    [{ Federated: ["acs:ram::1234567890123456:saml-provider/x"] }, { Federated: ["acs:ram::1234567890123456:oidc-provider/x"] }, { RAM: ["*"] },
      { Service: ["ecs.aliyuncs.com", "${s}"] }, { Service: ["workload.agentidentity.aliyuncs.com"] }, { "${k}": ["acs:ram::1234567890123456:oidc-provider/x"] }]],
  bucket: [["oss:*", "oss:GetObject", "oss:ListBuckets", "oss:PutBucketPolicy", "ecs:*", "oss:${a}", "${s}:GetObject"],
    ["acs:oss:*:*:b", "acs:oss:*:*:b/*", "acs:oss:*:*:${x}", "acs:oss:*:*:b${x}", "acs:ecs:*:*:*"], [["*"], ["1234567890123456"], ["${p}"]]],
  control: [["ecs:*", "*", "${s}:*", "oss:*"], ["*", "${r}"]],
  session: [["*", "oss:*", "oss:${s}"], ["*", "acs:oss:*:*:b/*", "${r}"]],
};
const OF_CONDITION_KEYS = [["acs:SourceIp", "10.0.0.0/8"], ["acs:SourceIp", "192.0.2.4"], ["acs:SourceVpc", "vpc-1"], ["acs:SourceVpc", "${vpc}"], ["acs:MFAPresent", "false"], ["acs:UserAgent", " x"],
  ["saml:recipient", "x"], ["oidc:sub", "*"], ["oidc:${c}", "x"], ["oidc:iss", "x"], ["oidc:aud", "x"], ["acs:SourceArn", "acs:x"], ["${k}", "x"], ["kms:tag", "x"], ["acs:ResourceTag/t", "x"], ["acs:ResourceTag/${t}", "x"]];
const OPERATORS = ["StringEquals", "StringNotEquals", "StringLike", "IpAddress", "NotIpAddress", "Bool"];
const KIND_FILLINGS = ["*", "b", "Get*", "oss", "ram", "ims", "oss:*", "ram:CreateServiceLinkedRole", "CreateServiceLinkedRole", "secretkey/*", "/logs/*", "acs:apigateway:*:*:secretkey/*", "acs:SourceVpc",
  "saml:recipient", "sub", "aud", "vpc-1", "vpc-*", "Sid", "Condition", "Federated", "Allow", "Deny", "GetUser", "1234567890123456", "x.aliyuncs.com"];

function ofKind(kind, { next, of, some }) {
  const [actions, resources, principals] = OF_KINDS[kind];
  const conditions = () => Object.fromEntries(Array.from({ length: 1 + next(2) }, () => {
    const keys = Array.from({ length: 1 + next(2) }, () => of(OF_CONDITION_KEYS));
    return [of(OPERATORS), Object.fromEntries(keys.map(([key, value]) => [key, [value]]))];
  }));
  return {
    ...(next(12) === 0 ? { Sid: "${n}" } : {}),
    Effect: of(["Allow", "Allow", "Allow", "Deny", next(6) === 0 ? "${e}" : "Deny"]),
    [next(10) === 0 ? "NotAction" : "Action"]: some(actions),
    ...(resources ? { Resource: some(resources) } : {}),
    ...(principals ? { Principal: of(principals) } : {}),
    ...(next(2) === 0 ? { Condition: conditions() } : {}),
    ...(next(15) === 0 ? { "${k}": {} } : {}),
  };
}

/** Other findings that say the same in other words, or of the first place of several. */
const SAID_AS = { RAM507: ["RAM506"], RAM508: ["RAM506"], RAM509: ["RAM506"], RAM717: ["RAM717"] };

test("every other finding of random policies of all kinds holds in every filling", () => {
  const random = randomOf(SEED + 2);
  const count = { found: 0, otherwise: 0, refused: 0 };
  const codes = new Set();
  for (let round = 0; round < 1_500; round++) {
    const kind = random.of(Object.keys(OF_KINDS));
    const text = policy(...Array.from({ length: 1 + random.next(3) }, () => ofKind(kind, random)));
    const holes = holesIn(text);
    const findings = check(text, { holes, kind }).findings.filter(({ code }) => !COMPARING.test(code) && !OF_GRANTS.test(code));
    for (let filling = 0; findings.length > 0 && holes.length > 0 && filling < 6; filling++) {
      const values = holes.map(() => random.of(KIND_FILLINGS));
      const { filled, at } = filledWith(values, text, holes);
      const found = check(filled, { kind }).findings;
      // one that RAM refuses for what was filled in, or with a key twice, says nothing of the rest
      if (found.some((each) => (each.severity === "error" || each.code === "RAM210") && !findings.some(({ code, from }) => each.code === code && each.from === at(from)))) {
        count.refused++;
        continue;
      }
      for (const { code, from, to } of findings) {
        codes.add(code);
        if (found.some((each) => each.code === code && each.from === at(from) && each.to === at(to))) {
          count.found++;
          continue;
        }
        assert.ok(found.some((each) => SAID_AS[code]?.includes(each.code)), `${kind} ${code} ${text.slice(from, to)} of ${text}\nas ${filled}, seed ${SEED}`);
        count.otherwise++;
      }
    }
  }
  assert.ok(count.found > 1_000, JSON.stringify(count));
  assert.ok(count.otherwise < count.found / 10, JSON.stringify(count));
  assert.ok(codes.size >= 25, [...codes].join(" "));
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
