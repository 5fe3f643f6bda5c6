// What stands at a place of a policy's text: facts and sentences, worked out by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BOX, DEMO, KEY, allow, policy } from "./demo-catalog.mjs";
import { projectOfFile, ramlightIn } from "./project.mjs";

const { Catalog, Coverage, Policy, ACCESS_LEVELS } = await ramlightIn(projectOfFile());

const catalog = Catalog.fromJSON(DEMO);

/** What is said of the first place where `part` stands in a text, in the middle of it. */
function about(text, part, { locale, catalog: of = catalog, positions, kind } = {}) {
  const read = new Policy(text, { locale, positions, kind });
  const coverage = read.coverage(of);
  const found = coverage.about(text.indexOf(part) + (part.length >> 1));
  coverage.free();
  read.free();
  return found;
}
const levels = (found) => Object.fromEntries([...found.levels].flatMap((count, level) => (count > 0 ? [[ACCESS_LEVELS[level], count]] : [])));

test("a wildcard stands for operations, by level, of so many services", () => {
  const text = policy(allow("demo:Get*"));
  const found = about(text, "demo:Get*");
  assert.equal(text.slice(found.from, found.to), '"demo:Get*"');
  assert.deepEqual({ ...found, operations: [...found.operations].map((id) => catalog.names()[id]), levels: levels(found) }, {
    kind: "action", from: found.from, to: found.to, text: "demo:Get*", pattern: 0, element: "Action",
    operations: ["GetBox", "GetEither", "GetKey", "GetUsage"], levels: { get: 4 }, services: 1, operation: null,
    sentences: ["`demo:Get*` stands for 4 operations", "4 get", "`demo:GetBox`, `demo:GetEither`, `demo:GetKey`, `demo:GetUsage`"],
  });
  const all = about(policy(allow("*")), '"*"');
  assert.equal(all.services, 2);
  assert.deepEqual(levels(all), { create: 1, list: 1, get: 5, update: 1, delete: 2 });
  assert.equal(all.sentences[0], "`*` stands for 10 operations of 2 services");
  assert.equal(all.sentences[1], "1 create, 1 list, 5 get, 1 update, 2 delete");
});

test("of many operations the first are named", () => {
  const { sentences } = about(policy(allow("apigateway:Describe*")), "apigateway:Describe*", { catalog: Catalog.builtin() });
  assert.equal(sentences[0], "`apigateway:Describe*` stands for 21 operations");
  assert.match(sentences[2], /^`apigateway:DescribeApi`, .* and 13 more$/);
});

test("one operation: its level and where that comes from, and what it is checked for", () => {
  const sentences = (name) => about(policy(allow(`demo:${name}`)), `demo:${name}`).sentences;
  assert.deepEqual(sentences("GetBox"), ["`demo:GetBox` (Demonstration): access level get", `Checked for \`${BOX}\``]);
  assert.deepEqual(sentences("DescribeKeys"), [
    "`demo:DescribeKeys` (Demonstration): access level list, taken from the verb of its name",
    "Checked for no resource of its own: only `*` grants it",
  ]);
  assert.equal(sentences("LockBox")[1], `Checked for \`${BOX}\` and \`${KEY}\``);
  assert.equal(sentences("GetEither")[1], `Checked for \`${BOX}\`, or \`${KEY}\`: which of these, the call decides`);
  assert.equal(sentences("GetUsage")[1], "Its resources are not published: `*` grants it for certain, anything narrower may or may not");
  // letters in any case, and a pattern that names one alone
  assert.equal(about(policy(allow("DEMO:getbox")), "DEMO:getbox").operation.name, "GetBox");
  assert.equal(about(policy(allow("demo:L*")), "demo:L*").operation.name, "LockBox");
  // a service that is called as its code is
  assert.equal(about(policy(allow("other:GetBox")), "other:GetBox").sentences[0], "`other:GetBox`: access level get");
});

test("what is known of an operation of the cloud: keys, notes", async () => {
  const cloud = await Catalog.load(["log", "apigateway"]);
  const keyed = cloud.services().filter(({ loaded }) => loaded).flatMap(({ code }) => cloud.operations(code)).find(({ conditionKeys }) => conditionKeys.length > 0);
  const text = policy(allow(`${keyed.service}:${keyed.name}`));
  const { sentences, operation } = about(text, `${keyed.service}:${keyed.name}`, { catalog: cloud });
  assert.deepEqual(operation.conditionKeys, keyed.conditionKeys);
  assert.ok(sentences.includes(`Condition keys published for it: ${keyed.conditionKeys.map((key) => `\`${key}\``).join(", ")}`), sentences.join("\n"));
  const [passes] = about(policy(allow("ram:PassRole")), "ram:PassRole", { catalog: await Catalog.load(["ram"]) }).sentences;
  assert.match(passes, /: no access level is known$/);
  // a service that is named, and not loaded
  assert.match(about(policy(allow("ecs:RunInstances")), "ecs:RunInstances", { catalog: cloud }).sentences[0], /operations of `ecs` are not loaded/);
});

test("that a pattern names a service by another of its codes is said, of wildcards as well", async () => {
  const cloud = await Catalog.load(["ram", "apigateway"]);
  const last = (action, of = cloud, locale) => {
    const text = policy(allow(action));
    const read = new Policy(text, { locale });
    const { sentences } = read.coverage(of).about(text.indexOf(JSON.stringify(action)) + 1);
    read.free();
    return sentences.at(-1);
  };
  const other = (alias, code) => `\`${alias}\` is another code of \`${code}\`: whether it names its operations is not documented`;
  // IMS has a GetUser too, and no AttachPolicyToUser
  for (const action of ["ram:*", "RAM:GetUser", "ram:Get*"]) assert.equal(last(action), other(action.split(":")[0], "ims"));
  assert.match(last("r?m:Get*"), /^`ram` is another code of `ims`/);
  for (const action of ["ram:AttachPolicyToUser", "*:GetUser", "ims:GetUser", "apigateway:*", "cloud*:Nope*"]) assert.doesNotMatch(last(action), /is another code of/, action);
  for (const action of ["cloud*:CreateApi", "cloud*:*", "c?oudapi:Create*"]) {
    assert.equal(last(action), other("cloudapi", "apigateway"));
    assert.equal(last(action, Catalog.builtin()), other("cloudapi", "apigateway"));
  }
  // what is not loaded may have it
  assert.equal(last("cloudapi:Nope", await Catalog.load(["ecs"])), other("cloudapi", "apigateway"));
  assert.match(last("ram:*", cloud, "zh"), /^`ram` 是 `ims` 的另一个代码/);
});

test("what is excepted, what names nothing, and what is no pattern", () => {
  const excepted = about(policy({ Effect: "Allow", NotAction: ["demo:Get*"], Resource: "*" }), "demo:Get*");
  assert.equal(excepted.element, "NotAction");
  assert.equal(excepted.sentences[0], "`demo:Get*` is excepted: 4 operations");
  assert.deepEqual(about(policy(allow("demo:Fetch*")), "demo:Fetch*").sentences, ["`demo:Fetch*` names no operation of this catalogue"]);
  const faulty = about(policy(allow("demo")), '"demo"');
  assert.deepEqual([faulty.sentences, faulty.operations.length], [["`demo` is no pattern that RAM would take"], 0]);
});

test("a resource: its fields, and the templates of the statement's operations that it meets", () => {
  const box = "acs:demo:cn-hangzhou:*:box/a";
  const found = about(policy(allow("demo:*", box)), box);
  assert.deepEqual(found.fields, { service: "demo", region: "cn-hangzhou", account: "*", relativeId: "box/a" });
  // `box/*` of CreateBox is what the service presents, with its star, and no pattern
  assert.deepEqual(found.templates.map(({ text }) => text), [BOX]);
  assert.deepEqual(found.sentences, [
    "Service `demo`, region `cn-hangzhou`, account `*`, resource `box/a`",
    `Of what the statement's operations are checked for it meets \`${BOX}\``,
  ]);
  const none = about(policy(allow("demo:CreateBox", "acs:demo::1:lid:a")), "acs:demo::1:lid:a");
  assert.deepEqual(none.fields, { service: "demo", region: "", account: "1", relativeId: "lid:a" });
  assert.equal(none.sentences[0], "Service `demo`, region none, account `1`, resource `lid:a`");
  assert.deepEqual(none.templates, []);
  assert.match(none.sentences[1], /^It meets nothing/);
  assert.deepEqual(about(policy(allow("demo:GetBox", ["*"])), '"*"').sentences, ["Every resource"]);
  assert.deepEqual(about(policy(allow("demo:GetBox", "box/a")), "box/a").sentences, ["`box/a` is no pattern that RAM would take"]);
});

const condition = (operator, key = "acs:SourceIp", value = "a") => policy(allow("demo:*", "*", { Condition: { [operator]: { [key]: value } } }));

test("an operator: what it compares, and whether that is turned round", () => {
  const found = (operator) => {
    const { kind, prefix, known, type, negated, sentences } = about(condition(operator), operator);
    assert.equal(kind, "operator");
    return { prefix, known, type, negated, first: sentences[0], last: sentences.at(-1) };
  };
  assert.deepEqual(found("StringLike"), {
    prefix: null, known: true, type: "String", negated: false,
    first: "Met if a value matches this pattern, in the same case: `*` stands for any characters, `?` for one",
    last: "Of several values one is enough",
  });
  const not = "Met where `IpAddress` is not: no value of the request may match any of the values here. A request without the key meets it";
  assert.deepEqual(found("NotIpAddress"), { prefix: null, known: true, type: "IP", negated: true, first: not, last: not });
  const all = found("ForAllValues:StringEquals");
  assert.deepEqual([all.prefix, all.type, all.last], ["ForAllValues", "String", "RAM's documents do not list it"]);
  for (const refused of ["Null", "StringEqualsIfExists"]) assert.match(found(refused).first, /^RAM refuses/);
  assert.deepEqual(found("stringEquals"), { prefix: null, known: false, type: null, negated: false, first: "RAM knows no operator `stringEquals`", last: "RAM knows no operator `stringEquals`" });
  assert.equal(found("__proto__x").known, false);
  const documented = ["String", "StringNot"].flatMap((one) => [`${one}Equals`, `${one}EqualsIgnoreCase`, `${one}Like`]);
  const numbers = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
  for (const name of [...documented, ...["Numeric", "Date"].flatMap((type) => numbers.map((one) => type + one)), "Bool", "IpAddress", "NotIpAddress"]) {
    assert.equal(found(name).known, true, name);
  }
});

test("a key: what it means, its type, and whether every request carries it", () => {
  const ip = about(condition("IpAddress"), "acs:SourceIp");
  assert.deepEqual([ip.kind, ip.name, ip.operator, ip.key.type, ip.key.always], ["key", "acs:SourceIp", "IpAddress", "IP", true]);
  assert.deepEqual(ip.sentences.slice(1), ["Its values are addresses", "Every request carries it"]);
  const tag = about(condition("StringEquals", "acs:ResourceTag/team"), "acs:ResourceTag/team");
  assert.equal(tag.key.name, "acs:ResourceTag/");
  assert.match(tag.sentences.at(-1), /^Not every request carries it/);
  assert.match(about(condition("StringEquals", "acs:PrincipalRDId"), "acs:PrincipalRDId").sentences.at(-1), /^No document of the vendor names it/);
  const unknown = about(condition("StringEquals", "acs:sourceip"), "acs:sourceip");
  assert.deepEqual([unknown.key, unknown.sentences.length], [null, 1]);
});

test("a value says what it is held against", () => {
  const found = about(condition("NotIpAddress", "acs:SourceIp", ["192.0.2.0/24", "198.51.100.7"]), "198.51.100.7");
  assert.deepEqual([found.kind, found.text, found.operator, found.name], ["value", "198.51.100.7", "NotIpAddress", "acs:SourceIp"]);
  assert.match(found.sentences[0], /^Met where `IpAddress` is not/);
  assert.equal(found.sentences[1], "The key `acs:SourceIp`");
});

/** Of each documented operator: a value of a policy, a value of a request that it meets, and one that it does not. */
const HELD = {
  ...Object.fromEntries(["StringEquals", "StringEqualsIgnoreCase", "StringLike"].map((name) => [name, ["a", "a", "z"]])),
  NumericEquals: ["5", "5", "6"], NumericLessThan: ["5", "4", "6"], NumericLessThanEquals: ["5", "5", "6"],
  NumericGreaterThan: ["5", "6", "4"], NumericGreaterThanEquals: ["5", "5", "4"],
  ...Object.fromEntries(Object.entries({ DateEquals: [2, 2, 3], DateLessThan: [2, 1, 3], DateLessThanEquals: [2, 2, 3], DateGreaterThan: [2, 3, 1], DateGreaterThanEquals: [2, 2, 1] })
    .map(([name, days]) => [name, days.map((day) => `2026-01-0${day}T00:00:00Z`)])),
  Bool: ["true", "true", "false"], IpAddress: ["192.0.2.0/24", "192.0.2.1", "198.51.100.1"],
};
const negationOf = { StringEquals: "StringNotEquals", StringEqualsIgnoreCase: "StringNotEqualsIgnoreCase", StringLike: "StringNotLike", NumericEquals: "NumericNotEquals", DateEquals: "DateNotEquals", IpAddress: "NotIpAddress" };
/** What a sentence says is met: by no value, by one that matches, by another one, by both; `undefined`: it does not say. */
function claims(sentence) {
  const absent = /request without the key never meets|absent, `\S+` is not met/.test(sentence) ? false
    : /request without the key meets|absent, `\S+` is met/.test(sentence) ? true : undefined;
  if (/^Met if each value of the request/.test(sentence)) return [absent, true, false, false];
  if (/^Met if an? |one value of the request is enough/.test(sentence)) return [absent, true, false, true];
  if (/no value of the request may match/.test(sentence)) return [absent, false, true, false];
  return [absent, undefined, undefined, undefined];
}

test("what is said of operators, with and without a prefix, is what is decided", () => {
  const KEY = "acs:ResourceTag/k";
  const operators = Object.entries(HELD).flatMap(([name, held]) => [[name, held], ...(negationOf[name] ? [[negationOf[name], held]] : [])]);
  assert.equal(operators.length, 21);
  for (const [name, [value, matching, other]] of operators) {
    for (const operator of [name, `ForAllValues:${name}`, `ForAnyValue:${name}`]) {
      const text = condition(operator, KEY, [value]);
      const read = new Policy(text);
      const decided = [null, [matching], [other], [matching, other]].map((values) => read.decide({
        action: "demo:GetBox", resources: ["acs:demo:cn-hangzhou:1:box/a"], context: values === null ? {} : { [KEY]: values },
      }).decision === "Allow");
      read.free();
      const said = (part) => about(text, part).sentences.map((sentence) => ({ sentence, says: claims(sentence) }));
      const cards = { operator: said(operator), key: said(KEY), value: said(`"${value}"`) };
      for (const { sentence, says } of Object.values(cards).flat()) {
        says.forEach((one, at) => assert.ok(one === undefined || one === decided[at], `${operator}, case ${at}: ${sentence}`));
      }
      // nothing is left unsaid
      assert.ok([...cards.key].some(({ says }) => says[0] !== undefined), operator);
      for (const card of [cards.operator, cards.value]) assert.ok(card.some(({ says }) => says[3] !== undefined), operator);
    }
  }
});

test("every element and both effects have a sentence, in both languages", () => {
  const trust = policy({ Sid: "s", Effect: "Allow", Principal: { Service: ["ecs.aliyuncs.com"] }, NotAction: "a:b", NotResource: "*", Action: "a:c", Resource: "*", Condition: {} });
  for (const name of ["Version", "Statement", "Sid", "Effect", "Principal", "NotAction", "NotResource", "Action", "Resource", "Condition"]) {
    const [english] = about(trust, `"${name}"`).sentences;
    const [chinese] = about(trust, `"${name}"`, { locale: "zh" }).sentences;
    assert.match(english, /^[A-Z`][^\u4e00-\u9fff]+$/, name);
    assert.match(chinese, /[\u4e00-\u9fff]/, name);
  }
  assert.match(about(trust, '"Allow"').sentences[0], /^Grants/);
  assert.match(about(trust.replace("Allow", "Deny"), '"Deny"').sentences[0], /^Takes away/);
  assert.match(about(trust, '"Service"', { kind: "trust" }).sentences[0], /^Services of the cloud/);
});

test("Chinese throughout", () => {
  const zh = { locale: "zh" };
  const said = [
    about(policy(allow("*")), '"*"', zh), about(policy(allow("demo:LockBox")), "demo:LockBox", zh),
    about(policy(allow("demo:*", "acs:demo:*:*:box/*")), "acs:demo:*:*:box/*", zh),
    about(condition("ForAllValues:StringEquals"), "ForAllValues:StringEquals", zh), about(condition("StringNotLike"), "StringNotLike", zh),
    about(condition("IpAddress"), "acs:SourceIp", zh), about(condition("IpAddress"), '"a"', zh),
  ].flatMap(({ sentences }) => sentences);
  // but for a list of names alone
  for (const sentence of said.filter((one) => one.replace(/`[^`]*`/g, "").replaceAll("、", "") !== "")) assert.match(sentence, /[\u4e00-\u9fff]/);
});

test("half-typed text, places without anything to say, and positions in bytes", () => {
  const half = about('{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "demo:Get*', "demo:Get*");
  assert.equal(half.operations.length, 4);
  assert.equal(about('{"Version": "1", "Statement": [{"Condition": {"IpAddress": {"acs:SourceI', "IpAddress").kind, "operator");
  const text = policy(allow("demo:Get*"));
  for (const part of ["{", '"1"', "\n "]) assert.equal(about(text, part), null, part);
  const wide = policy(allow("demo:GetBox", "acs:demo:*:*:box/箱子"), allow("demo:LockBox"));
  const read = new Policy(wide, { positions: "utf8" });
  const at = Buffer.from(wide.slice(0, wide.indexOf("demo:LockBox"))).length;
  assert.equal(read.coverage(catalog).about(at + 3).operation.name, "LockBox");
});

test("of several policies the one that is meant is looked at", () => {
  const [one, other] = [new Policy(policy(allow("demo:GetBox"))), new Policy(policy(allow("demo:LockBox")), { locale: "zh" })];
  const coverage = Coverage.of([one, { policy: other, name: "second" }], catalog);
  const at = policy(allow("demo:GetBox")).indexOf("demo:");
  assert.equal(coverage.about(at).operation.name, "GetBox");
  const second = coverage.about(at, 1);
  assert.equal(second.operation.name, "LockBox");
  assert.match(second.sentences[0], /访问级别/);
  assert.throws(() => coverage.about(at, 2), /there is no policy 2/);
  assert.throws(() => coverage.about(-1), /position/);
  coverage.free();
  assert.throws(() => coverage.about(at), /freed/);
});
