// What is offered at a place: half-typed policies with the cursor at `|`, and what stands there once an option is taken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectOfFile, ramlightIn } from "./project.mjs";

const folder = projectOfFile();
const { Catalog, Policy } = await ramlightIn(folder);
const cloud = await Catalog.load(["ecs", "oss", "ram", "sts"]);

/** The offers at the cursor of a text. */
function offered(marked, { catalog = cloud, kind, locale, positions, ...options } = {}) {
  const position = marked.indexOf("|");
  const policy = new Policy(marked.replace("|", ""), { kind, locale, positions });
  const offers = policy.completions(catalog, positions === "utf8" ? Buffer.byteLength(marked.slice(0, position)) : position, options);
  policy.free();
  return offers;
}

const labels = (marked, options) => offered(marked, options)?.options.map(({ label }) => label) ?? null;
const option = (marked, label, options) => offered(marked, options).options.find((one) => one.label === label);

/** The text once an option is taken, with its fields in `‹›`; where the cursor ends is `|`. */
function taken(marked, label, options) {
  const { from, to, options: all } = offered(marked, options);
  const { insert, fields = [{ from: null, to: null, name: "" }] } = all.find((one) => one.label === label);
  let text = "";
  let at = 0;
  for (const field of fields) {
    const place = field.from ?? insert.length;
    text += insert.slice(at, place) + (field.name === "" ? "|" : `‹${insert.slice(place, field.to)}›`);
    at = field.to ?? insert.length;
  }
  const before = marked.replace("|", "");
  return before.slice(0, from) + text + insert.slice(at) + before.slice(to);
}

const within = (statement) => `{"Version": "1", "Statement": [{${statement}}]}`;

test("a whole policy where there is nothing, and its elements", () => {
  const { insert } = option("|", "policy");
  assert.deepEqual(JSON.parse(insert), { Version: "1", Statement: [{ Effect: "Allow", Action: [""], Resource: [""] }] });
  assert.deepEqual(labels('{"|"}'), ["Version", "Statement"]);
  assert.deepEqual(labels('{"Version": "1", "|"}'), ["Statement"]);
  assert.equal(taken('{"|"}', "Version"), '{"Version": "1"}'.replace("}", "|}"));
  assert.deepEqual(JSON.parse(taken("{|}", "Statement").replace(/[‹›|]/g, "")).Statement[0].Effect, "Allow");
});

test("the elements that a statement does not have yet, by kind", () => {
  assert.deepEqual(labels(within('"|"')), ["Effect", "Action", "NotAction", "Resource", "Condition"]);
  assert.deepEqual(labels(within('"Effect": "Allow", "NotAction": "a:B", "|"')), ["Resource", "Condition"]);
  assert.deepEqual(labels(within('"|"'), { kind: "trust" }), ["Effect", "Principal", "Action", "Condition"]);
  assert.deepEqual(labels(within('"Effect": "Allow", "cond|"')), ["Condition"]);
  assert.equal(taken(within('"|"'), "Effect"), within('"Effect": "|"'));
  assert.equal(taken(within("|"), "Action"), within('"Action": ["|"]'));
  // a name alone where its value is there; a comma where a member follows
  assert.equal(taken(within('"Ef|": "Allow"'), "Effect"), within('"Effect"|: "Allow"'));
  assert.equal(taken(within('"|"\n "Action": "*"'), "Effect"), within('"Effect": "|",\n "Action": "*"'));
});

test("effects, and the one version", () => {
  assert.deepEqual(labels(within('"Effect": "|"')), ["Allow", "Deny"]);
  assert.deepEqual(labels(within('"Effect": "|"'), { kind: "trust" }), ["Allow"]);
  assert.equal(taken(within('"Effect": "de|"'), "Deny"), within('"Effect": "Deny"|'));
  assert.equal(taken(within('"Effect": |'), "Deny"), within('"Effect": "Deny"|'));
  assert.deepEqual(labels('{"Version": "|"}'), ["1"]);
});

test("every service by code or product, loaded or not", () => {
  const all = labels(within('"Action": "|"'));
  const codes = cloud.services().map(({ code }) => code);
  assert.equal(codes.length, 319);
  assert.deepEqual(codes.filter((code) => !all.includes(code)), []);
  assert.equal(labels(within('"Action": "ecs|"'))[0], "ecs");
  assert.ok(labels(within('"Action": "Object Sto|"')).includes("oss"));
  assert.equal(option(within('"Action": "ecs|"'), "ecs").detail, "Elastic Compute Service");
  assert.equal(taken(within('"Action": ["ec|"]'), "ecs"), within('"Action": ["ecs:|"]'));
  assert.equal(taken(within('"Action": ["o|:Get*"]'), "oss"), within('"Action": ["oss:|Get*"]'));
  const { unloaded, options } = offered(within('"Action": "vpc:|"'));
  assert.deepEqual([unloaded, options.map(({ label }) => label)], [["vpc"], ["*"]]);
});

test("actions by prefix, humps and what is inside, with their levels", () => {
  const found = labels(within('"Action": "ecs:stopin|"'));
  assert.deepEqual(found, ["StopInstance", "StopInstances", "StopInvocation"]);
  assert.equal(labels(within('"Action": "ecs:RuIn|"'))[0], "RunInstances");
  // humps that follow each other come before those with others between
  const humps = labels(within('"Action": "ecs:RI|"'));
  assert.ok(humps.indexOf("RunInstances") < humps.indexOf("ReActivateInstances"));
  assert.ok(labels(within('"Action": "ecs:DI|"')).includes("DescribeInstances"));
  assert.ok(labels(within('"Action": "ecs:keypair|"')).includes("CreateKeyPair"));
  assert.equal(option(within('"Action": "ecs:runin|"'), "RunInstances").detail, "create");
  assert.equal(taken(within('"Action": "ecs:Des|cribeX"'), "DescribeInstances"), within('"Action": "ecs:DescribeInstances"|'));
  assert.deepEqual(option(within('"Action": "ecs:RunIn|"'), "RunInstances").matched, [0, 5]);
  assert.deepEqual(option(within('"Action": "ecs:DIn|"'), "DescribeInstances").matched, [0, 1, 8, 10]);
});

test("an action of any service by its name alone", () => {
  assert.deepEqual(labels(within('"Action": "RunInst|"')), ["ecs:RunInstances"]);
  assert.equal(taken(within('"Action": ["RunInst|"]'), "ecs:RunInstances"), within('"Action": ["ecs:RunInstances"|]'));
});

test("wildcards where several operations share a verb: never the first for half a name", () => {
  const count = cloud.operations("ecs").filter(({ name }) => name.startsWith("Describe")).length;
  assert.equal(option(within('"Action": "ecs:|"'), "Describe*").detail, `${count} operations`);
  assert.deepEqual(labels(within('"Action": "ecs:Des|"')).slice(0, 2), [
    cloud.operations("ecs").find(({ name }) => name.startsWith("Des")).name, "Describe*",
  ]);
  assert.equal(labels(within('"Action": "ecs:Describe|"'))[0], "Describe*");
  assert.deepEqual(labels(within('"Action": "ecs:*|"')), ["*"]);
  // an operation of that very name comes before its wildcard
  assert.equal(labels(within('"Action": "ecs:RunInstances|"'))[0], "RunInstances");
  assert.ok(!labels(within('"Action": ["ecs:Describe*", "ecs:Des|"]')).includes("Describe*"));
});

test("what stands in the list already is not offered again", () => {
  assert.deepEqual(labels(within('"Action": ["ecs:stopinstance", "ecs:stopin|"]')), ["StopInstances", "StopInvocation"]);
  assert.equal(labels(within('"Resource": ["*", "|"]')), null);
  assert.ok(!labels(within('"Condition": {"Bool": {}, "|": {}}')).includes("Bool"));
});

test("ARNs of the statement's actions, with variables as fields and what is bound as text", () => {
  const of = (more) => within(`"Action": "ecs:StopInstance", "Resource": ["${more}"]`);
  assert.deepEqual(labels(of("|")), ["acs:ecs:*:*:instance/$instanceId", "*"]);
  assert.equal(taken(of("|"), "acs:ecs:*:*:instance/$instanceId"), of("acs:ecs:‹*›:‹*›:instance/‹$instanceId›").replace('›"', '›"|'));
  const bindings = { account: "123", region: "cn-hangzhou", instanceid: "i-1" };
  assert.equal(taken(of("|"), "acs:ecs:cn-hangzhou:123:instance/i-1", { bindings }), of("acs:ecs:cn-hangzhou:123:instance/i-1").replace('1"]', '1"|]'));
  assert.equal(taken(of("acs:ecs:*:*:|"), "instance/$instanceId"), of("acs:ecs:*:*:instance/‹$instanceId›").replace('›"', '›"|'));
  // `NotAction` names what is excepted: nothing is known of the rest
  assert.deepEqual(labels(within('"NotAction": "ecs:StopInstance", "Resource": "|"')), ["*"]);
});

test("a binding that `bind` would refuse is left out", () => {
  const of = (value) => labels(within('"Action": "ecs:StopInstance", "Resource": "|"'), { bindings: { account: value } });
  const policy = new Policy(within('"Effect": "Allow", "Action": "ecs:*", "Resource": "*"'));
  const coverage = policy.coverage(cloud);
  for (const value of ["1:2", "*", "1?", "$a", "{a}", "<a>", "a b", "a\tb", "a\u0085b", "a/b"]) {
    assert.equal(coverage.bind({ account: value }).length, 1, value);
    assert.deepEqual(of(value), ["acs:ecs:*:*:instance/$instanceId", "*"], value);
  }
  for (const value of [" 123 ", "123"]) assert.equal(of(value)[0], "acs:ecs:*:123:instance/$instanceId");
  for (const value of ["", "  "]) assert.equal(of(value)[0], "acs:ecs:*:*:instance/$instanceId");
});

test("formats of unpublished resources are hints", () => {
  const kinds = offered(within('"Action": "oss:GetObject", "Resource": "|"')).options.map(({ kind }) => kind);
  assert.deepEqual(kinds, ["hint", "hint", "hint", "value"]);
  assert.ok(offered(within('"Action": "ecs:StopInstance", "Resource": "|"')).options.every(({ kind }) => kind !== "hint"));
});

test("a field of an ARN: the service, the region, the account", () => {
  const of = (arn) => within(`"Action": "ecs:StopInstance", "Resource": "${arn}"`);
  assert.equal(labels(of("acs:|"))[0], "ecs");
  assert.ok(labels(of("acs:ecs:cn-hang|")).includes("cn-hangzhou"));
  assert.ok(!labels(of("acs:ecs:cn-hang|")).includes("us-east-1"));
  assert.equal(taken(of("acs:ecs:cn-hang|:*:instance/i"), "cn-hangzhou"), of("acs:ecs:cn-hangzhou|:*:instance/i"));
  assert.equal(taken(of("acs:ecs:cn-hang|"), "cn-hangzhou"), of("acs:ecs:cn-hangzhou:|"));
  for (const service of ["ram", "oss"]) assert.deepEqual(labels(of(`acs:${service}:|`)).slice(0, 2), ["*", cloud.regions()[0]]);
  assert.deepEqual([labels(of("acs:ecs:|")).at(0), labels(of("acs:ecs:|")).at(-1)], [cloud.regions()[0], "*"]);
  assert.deepEqual(labels(of("acs:ecs:*:|"), { bindings: { account: "123" } }), ["123", "*"]);
});

test("the accounts of the policy's other ARNs, in the account's field", () => {
  const of = (arn, more = "") => within(`"Action": "ecs:StopInstance", "Resource": ["acs:oss:*:22:a", "acs:ram::111:role/b", ${more}"acs:ecs:*:${arn}"]`);
  assert.deepEqual(labels(of("|")), ["22", "111", "*"]);
  assert.deepEqual(labels(of("1|:instance/i")), ["111"]);
  // what stands in the field itself is none of the others
  assert.deepEqual(labels(of("|333:instance/i")), ["22", "111", "*"]);
  assert.deepEqual(labels(of("|22:instance/i")), ["22", "111", "*"]);
  // masked numbers, patterns and variables are no accounts
  assert.deepEqual(labels(of("|", '"acs:ecs:*:123****:c", "acs:ecs:*:4*:d", "acs:ecs:*:$me:e", ')), ["22", "111", "*"]);
  // that of the person is first, once
  assert.deepEqual(labels(of("|"), { bindings: { account: "111" } }), ["111", "22", "*"]);
  // of a trust policy's callers, too
  const both = '{"Statement": [{"Principal": {"RAM": ["acs:ram::55:root"]}}, {"Action": "ecs:*", "Resource": "acs:ecs:*:|"}]}';
  assert.deepEqual(labels(both, { kind: "resource" }), ["55", "*"]);
  assert.equal(option(of("|"), "22").detail, "an account of this policy");
  assert.equal(taken(of("|"), "22"), of("22:|"));
});

/** The operators that RAM documents (`ram/language.md` §3.1). */
const OPERATORS = [
  "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
  "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
  "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
  "Bool", "IpAddress", "NotIpAddress",
];

test("condition operators: those that RAM knows, and no other", () => {
  assert.deepEqual(labels(within('"Condition": {"|"}')), OPERATORS);
  for (const operator of OPERATORS) {
    const policy = new Policy(within(`"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"${operator}": {"a:B": "x"}}`));
    assert.ok(!policy.diagnostics().some(({ name }) => /operator/.test(name)), operator);
  }
  assert.equal(taken(within('"Condition": {"|"}'), "Bool"), within('"Condition": {"Bool": { "|" }}'));
  assert.ok(labels(within('"Condition": {"|"}'), { kind: "bucket" }).includes("IpAddressIncludeBorder"));
});

test("keys that fit the operator and the actions, the operation's own first", () => {
  const of = (action, operator) => within(`"Action": "${action}", "Condition": {"${operator}": {"|"}}`);
  assert.deepEqual(labels(of("ecs:RunInstances", "IpAddress")), ["acs:SourceIp", "acs:VpcSourceIp"]);
  assert.deepEqual(labels(of("ecs:RunInstances", "Bool")), ["acs:MFAPresent", "acs:SecureTransport"]);
  assert.equal(labels(of("ram:PassRole", "StringEquals"))[0], "acs:Service");
  assert.equal(labels(of("sts:AssumeRole", "ForAnyValue:StringLike"))[0], "sts:SourceIdentity");
  assert.ok(labels(of("ecs:RunInstances", "StringLike")).includes("ecs:tag/"));
  assert.ok(!labels(of("oss:GetObject", "StringLike")).includes("ecs:tag/"));
  assert.equal(taken(of("ecs:RunInstances", "StringLike"), "ecs:tag/"), of("ecs:RunInstances", "StringLike").replace('"|"', '"ecs:tag/‹key›": ["|"]'));
  assert.equal(taken(of("ecs:RunInstances", "Bool"), "acs:SecureTransport"), of("ecs:RunInstances", "Bool").replace('"|"', '"acs:SecureTransport": "|"'));
});

test("keys of no known type come after those that fit", () => {
  const of = (operator) => within(`"Action": "ram:CreateServiceLinkedRole", "Condition": {"${operator}": {"|"}}`);
  assert.equal(cloud.conditionKeys().find(({ name }) => name === "ram:ServiceNames").type, null);
  assert.deepEqual(labels(of("Bool")), ["acs:MFAPresent", "acs:SecureTransport", "ram:ServiceNames"]);
  assert.deepEqual(labels(of("DateLessThan")), ["acs:CurrentTime", "ram:ServiceNames"]);
  assert.deepEqual(labels(of("IpAddress")), ["acs:SourceIp", "acs:VpcSourceIp", "ram:ServiceNames"]);
  // no number is known that fits
  assert.deepEqual(labels(of("NumericEquals")), ["ram:ServiceNames"]);
  // it is most likely text; and of an operator that there is not every type may be meant
  for (const operator of ["StringEquals", "Is"]) assert.deepEqual(labels(of(operator)).slice(0, 2), ["ram:ServiceName", "ram:ServiceNames"]);
});

test("the key of a tag where its value is there already", () => {
  const of = (name) => within(`"Condition": {"StringEquals": {${name}: "x"}}`);
  const tags = offered(of('"|"')).options.filter(({ label }) => label.endsWith("/"));
  assert.ok(tags.length > 1);
  for (const { label } of tags) {
    assert.equal(taken(of('"|"'), label), of(`"${label}‹key›"|`));
    assert.equal(taken(of(`"${label.slice(0, 5)}|"`), label), of(`"${label}‹key›"|`));
  }
});

test("values that fit the key", () => {
  const of = (operator, key) => within(`"Condition": {"${operator}": {"${key}": "|"}}`);
  assert.deepEqual(labels(of("Bool", "acs:SecureTransport")), ["true", "false"]);
  // RAM refuses several booleans (RAM248)
  const bool = (values) => within(`"Condition": {"Bool": {"acs:SecureTransport": ${values}, "acs:MFAPresent": "true"}}`);
  assert.deepEqual(labels(bool('["|"]')), ["true", "false"]);
  for (const values of ['["true", "|"]', '["|", "x"]', '["true", |]', '[false, |]']) assert.equal(labels(bool(values)), null, values);
  const now = new Date("2026-11-22T16:17:18.900Z");
  assert.deepEqual(labels(of("DateLessThan", "acs:CurrentTime"), { now }), ["2026-11-22T16:17:18Z"]);
  assert.ok(labels(of("StringEquals", "acs:RequestedRegion")).includes("cn-hangzhou"));
  assert.deepEqual(labels(of("StringEquals", "acs:PrincipalAccountId"), { bindings: { account: "123" } }), ["123"]);
  const addresses = offered(of("IpAddress", "acs:SourceIp")).options;
  assert.ok(addresses.length > 0 && addresses.every(({ kind }) => kind === "hint"));
  for (const { label } of addresses) {
    const policy = new Policy(within(`"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"acs:SourceIp": "${label}"}}`));
    assert.deepEqual(policy.diagnostics(), [], label);
  }
  assert.equal(labels(of("StringEquals", "acs:UserAgent")), null);
});

test("principals of a trust policy", () => {
  const of = (principal) => within(`"Principal": ${principal}`);
  assert.deepEqual(labels(of('{"|"}'), { kind: "trust" }), ["Service", "RAM", "Federated"]);
  assert.ok(labels(of('{"Service": "ec|"}'), { kind: "trust" }).includes("ecs.aliyuncs.com"));
  assert.deepEqual(labels(of('{"RAM": "|"}'), { kind: "trust", bindings: { account: "123" } }),
    ["acs:ram::123:root", "acs:ram::123:role/$roleName", "acs:ram::123:user/$userName"]);
  assert.deepEqual(labels(of('{"Federated": ["|"]}'), { kind: "trust" }),
    ["acs:ram::$accountId:saml-provider/$providerName", "acs:ram::$accountId:oidc-provider/$providerName"]);
});

test("the actions that a trust policy is asked for, and no other (RAM296)", () => {
  const asked = ["sts:AssumeRole", "sts:SetSourceIdentity"];
  const of = (action) => labels(within(`"Action": ["${action}"]`), { kind: "trust" });
  for (const typed of ["|", "sts|", "sts:|"]) assert.deepEqual(of(typed), asked, typed);
  assert.deepEqual(of("sts:assu|"), ["sts:AssumeRole"]);
  assert.deepEqual(of('sts:assumerole", "|'), ["sts:SetSourceIdentity"]);
  for (const typed of ["ecs:|", "*|", "RunInst|"]) assert.equal(of(typed), null, typed);
  assert.equal(taken(within('"Action": "sts:a|"'), "sts:AssumeRole", { kind: "trust" }), within('"Action": "sts:AssumeRole"|'));
});

test("the policy of a bucket is about OSS alone (RAM809)", () => {
  const of = (element) => labels(within(element), { kind: "bucket" });
  const others = (found) => found.filter((label) => !/^(acs:)?oss|^\*$/.test(label));
  const actions = of('"Action": "|"');
  assert.equal(actions[0], "oss");
  assert.deepEqual(others(actions), []);
  assert.ok(of('"Action": "oss:|"').includes("GetObject"));
  assert.equal(of('"Action": "ecs:|"'), null);
  assert.equal(of('"Action": "RunInst|"'), null);
  assert.deepEqual(others(of('"Action": "GetObj|"')), []);
  assert.deepEqual(others(of('"Action": ["oss:GetObject", "ecs:StopInstance"], "Resource": "|"')), []);
  assert.deepEqual(others(of('"Action": "ecs:StopInstance", "Resource": "acs:|"')), []);
  assert.equal(of('"Action": "oss:GetObject", "Resource": "acs:|"')[0], "oss");
});

test("a comma behind a value where another follows", () => {
  const action = '"Action": "ecs:StopInstance"';
  assert.equal(taken(within('"Resource": [|"a"]'), "*"), within('"Resource": ["*",|"a"]'));
  assert.equal(taken(within('"Resource": ["|"\n "a"]'), "*"), within('"Resource": ["*",|\n "a"]'));
  assert.equal(taken(within('"Resource": ["|", "a"]'), "*"), within('"Resource": ["*"|, "a"]'));
  assert.equal(taken(within('"Resource": ["a", |]'), "*"), within('"Resource": ["a", "*"|]'));
  assert.equal(taken(within('"Resource": ["a", |"b"]'), "*"), within('"Resource": ["a", "*",|"b"]'));
  assert.equal(taken(within(`${action}, "Resource": [|"a"]`), "acs:ecs:*:*:instance/$instanceId"),
    within(`${action}, "Resource": ["acs:ecs:‹*›:‹*›:instance/‹$instanceId›",|"a"]`));
  assert.ok(!labels(within('"Resource": [|"*"]'))?.includes("*"));
  assert.equal(taken(within('"Action": [|"a:B"]'), "ecs"), within('"Action": ["ecs:|","a:B"]'));
  assert.equal(taken(within('"Action": ["ecs:StopInst|" "a:B"]'), "StopInstance"), within('"Action": ["ecs:StopInstance",| "a:B"]'));
  assert.equal(taken(within('"Principal": {"Service": [|"a"]}'), "ecs.aliyuncs.com", { kind: "trust" }), within('"Principal": {"Service": ["ecs.aliyuncs.com",|"a"]}'));
  assert.equal(taken(within('"Principal": [| 12]'), "*", { kind: "bucket" }), within('"Principal": ["*",| 12]'));
  const before = '{"Version": "1", "Statement": [|{"Effect": "Deny"}]}';
  const [first, second] = JSON.parse(taken(before, "statement").replace(/[‹›|]/g, "")).Statement;
  assert.deepEqual([first.Effect, second.Effect], ["Allow", "Deny"]);
  // of a string that is not closed, what follows is what is not part of it
  assert.equal(taken('{"Statement": [{"Action": ["ecs:StopInst|,\n"a:B"]', "StopInstance"), '{"Statement": [{"Action": ["ecs:StopInstance"|,\n"a:B"]');
});

test("a string that is left open before another one ends where that begins", () => {
  const of = (statement) => `{"Version": "1", "Statement": [{"Effect": "Allow", ${statement}}]}`;
  assert.equal(taken(of('"Action": ["ecs:StopInst|, "ecs:RunInstances"]'), "StopInstance"), of('"Action": ["ecs:StopInstance"|, "ecs:RunInstances"]'));
  assert.equal(taken(of('"Action": ["ecs:StopInst| "ecs:RunInstances"]'), "StopInstance"), of('"Action": ["ecs:StopInstance",| "ecs:RunInstances"]'));
  assert.equal(taken(of('"Action": ["|"*"]'), "ecs"), of('"Action": ["ecs:|","*"]'));
  assert.equal(taken(of('"Action": "ecs:StopInst|, "Resource": "*"'), "StopInstance"), of('"Action": "ecs:StopInstance"|, "Resource": "*"'));
  assert.equal(taken(of('"Action": "*", "Res|: "*"'), "Resource"), of('"Action": "*", "Resource"|: "*"'));
  assert.equal(taken(of('"Condition": {"Bool": {"acs:Sec|: "true"}}'), "acs:SecureTransport"), of('"Condition": {"Bool": {"acs:SecureTransport"|: "true"}}'));
  // a list that holds the document is no place for another one
  assert.equal(labels('[|{"Version": "1"}]'), null);
});

/** Texts with what may be wrong with them: cut off, a sign left out, a sign too many. */
function* damaged(text) {
  yield text;
  for (let at = 0; at < text.length; at += 5) yield text.slice(0, at);
  for (let at = 0; at < text.length; at++) if (/["[\]{},:]/.test(text[at])) yield text.slice(0, at) + text.slice(at + 1);
  for (let at = 0; at < text.length; at += 11) for (const sign of ['"', ",", "[", "}"]) yield text.slice(0, at) + sign + text.slice(at);
}

test("no completion leaves more wrong with the JSON than there was", () => {
  const texts = [
    ["identity", within('"Effect": "Allow", "Action": ["ecs:Run*", "oss:*"], "Resource": ["*", "acs:ecs:*:1:a"], "Condition": {"Bool": {"acs:SecureTransport": "true"}}')],
    ["identity", '{\n  "Statement": [\n    {\n      "Effect": "Deny",\n      "NotAction": "ram:*",\n      "Resource": "*"\n    }\n  ],\n  "Version": "1"\n}'],
    ["trust", within('"Effect": "Allow", "Principal": {"RAM": ["acs:ram::1:root"]}, "Action": "sts:AssumeRole"')],
  ];
  const policy = new Policy("");
  const faults = (text) => {
    policy.update(text);
    return policy.diagnostics().filter(({ code }) => code.startsWith("RAM1")).length;
  };
  let count = 0;
  for (const [kind, whole] of texts) for (const text of damaged(whole)) {
    const before = faults(text);
    const at = new Policy(text, { kind });
    for (let position = 0; position <= text.length; position++) {
      const offers = at.completions(cloud, position);
      const seen = new Set();
      for (const { label, insert } of offers?.options ?? []) {
        // of options that differ in words alone one will do
        const shape = insert.replace(/[\w*$?./-]+/g, "a");
        if (seen.has(shape)) continue;
        seen.add(shape);
        count++;
        // the name of a member that is typed next
        const meant = insert.replace('{ "" }', "{}");
        const after = text.slice(0, offers.from) + meant + text.slice(offers.to);
        assert.ok(faults(after) <= before, `${JSON.stringify(`${text.slice(0, position)}|${text.slice(position)}`)}: ${label}: ${JSON.stringify(after)}`);
      }
    }
    at.free();
  }
  assert.ok(count > 10_000, `${count}`);
});

test("Chinese, emoji and broken JSON before the cursor", () => {
  const broken = '{"说明😀": 授权, "Statement": [{"Effect": "Allow" "Action": ["ecs:stopin|';
  assert.deepEqual(labels(broken), ["StopInstance", "StopInstances", "StopInvocation"]);
  assert.equal(taken(broken, "StopInstance"), broken.replace("stopin|", 'StopInstance"|'));
  const bytes = offered(broken, { positions: "utf8" });
  assert.equal(bytes.from, Buffer.byteLength(broken.slice(0, broken.indexOf("stopin"))));
  assert.deepEqual(labels(within('"Action": ["ecs:stopin|, "Resource": "*"')), ["StopInstance", "StopInstances", "StopInvocation"]);
  assert.equal(option(within('"Effect": "|"'), "Deny", { locale: "zh" }).detail, "拒绝，优先于任何允许");
});

test("`__proto__` and other odd names are names like any other", () => {
  assert.equal(labels(within('"__proto__": "|"')), null);
  assert.deepEqual(labels(within('"Condition": {"__proto__": {}, "Bo|"}')), ["Bool"]);
  assert.equal(labels(within('"Condition": {"StringLike": {"__proto__": "|"}}')), null);
  assert.equal(labels(within('"Principal": {"constructor": "|"}'), { kind: "trust" }), null);
  assert.ok(labels(within('"Action": ["__proto__:x", "a:constructor"], "Resource": "|"')).includes("*"));
  assert.deepEqual(labels(within('"Action": "hasOwnProperty:|"'))?.filter((label) => label !== "*") ?? [], []);
  const wild = "*a".repeat(30);
  assert.ok(labels(within(`"Action": "ecs:${wild}b", "Resource": "|"`)).includes("*"));
});

test("a text of 10 MB is answered at once: with nothing", () => {
  const policy = new Policy(within(`"Action": "${"x".repeat(10_000_000)}"`));
  const start = performance.now();
  assert.equal(policy.completions(cloud, 50), null);
  assert.ok(performance.now() - start < 1_000);
});

test("what a caller got wrong is said", () => {
  const policy = new Policy("{}");
  assert.throws(() => policy.completions(cloud, -1), /whole number/);
  assert.throws(() => policy.placeAt(1.5), /whole number/);
  assert.throws(() => policy.completions({}, 1), /Catalog/);
  assert.throws(() => policy.completions(cloud, 1, { bindings: { account: 123 } }), /`account` must be a string/);
  const ofYear = (year) => new Date(Date.UTC(year, 0));
  for (const now of [new Date(NaN), ofYear(10_000), ofYear(-1), "2026-11-22", 0, null]) {
    assert.throws(() => policy.completions(cloud, 1, { now }), { name: "TypeError", message: /valid Date of a year from 0 to 9999/ });
  }
  assert.ok(policy.completions(cloud, 1, { now: ofYear(9999) }));
  assert.deepEqual(policy.completions(undefined, 1).options.map(({ label }) => label), ["Version", "Statement"]);
  const freed = Catalog.builtin();
  freed.free();
  assert.throws(() => policy.completions(freed, 1), /freed/);
});
