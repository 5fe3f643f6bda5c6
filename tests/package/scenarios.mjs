// Scenarios, sound and faulty, with what was worked out by hand of each.

/** Of each kind of thing one; `expects too little` is wrong, and request 7 expects nothing. */
export const SCENARIO = `{
  "format": "ramlight-scenario/1",
  "account": "1234567890123456",
  "policies": {
    "ReadGroups": { "Version": "1", "Statement": [
      { "Effect": "Allow", "Action": ["apigateway:DescribeApi", "apigateway:DescribeApis"], "Resource": "acs:apigateway:*:*:apigroup/*" },
      { "Effect": "Deny", "Action": "apigateway:DeleteApi", "Resource": "*" }
    ] },
    "AsText": "{\\"Version\\": \\"1\\", \\"说明\\": 1, \\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": [\\"apigateway:\\u0043reateApi\\", \\"apigateway:DeleteApi\\"], \\"Resource\\": \\"*\\"}]}",
    "MayAssume": { "Version": "1", "Statement": [{ "Effect": "Allow", "NotAction": ["oss:*", "kms:*"], "Resource": "acs:ram:*:*:role/*" }] },
    "WhoMayDeploy": { "Version": "1", "Statement": [{ "Effect": "Allow", "Principal": { "RAM": "acs:ram::1234567890123456:root" }, "Action": "sts:AssumeRole" }] },
    "Narrow": { "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "apigateway:Describe*", "Resource": "*", "Condition": { "IpAddress": { "acs:SourceIp": "10.0.0.0/8" } } }] },
    "Unused": { "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] },
    "Full": { "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] },
    "__proto__": { "Version": "1", "Statement": [{ "Effect": "Deny", "Action": "oss:*", "Resource": "*" }] }
  },
  "users": {
    "alice": { "policies": ["ReadGroups", "MayAssume"], "groups": ["developers"], "resourceGroups": { "rg-test": ["AsText"] } },
    "__proto__": { "policies": ["__proto__"] }
  },
  "groups": { "developers": { "policies": ["AliyunApiGatewayReadOnlyAccess"], "resourceGroups": {} } },
  "roles": { "deployer": { "policies": ["ReadGroups"], "trust": "WhoMayDeploy", "serviceLinked": false } },
  "control": [["Full"], ["Full", "__proto__"]],
  "managementAccount": false,
  "requests": [
    { "name": "alice reads a group", "principal": "user/alice", "action": "apigateway:DescribeApi", "resources": "acs:apigateway:cn-hangzhou:1:apigroup/g-1", "expect": "Allow" },
    { "principal": "user/alice", "action": "apigateway:CreateApi", "resources": ["acs:apigateway:cn-hangzhou:1:apigroup/g-1"], "resourceGroup": "rg-test", "expect": "Allow" },
    { "principal": "user/alice", "action": "apigateway:CreateApi", "resources": ["acs:apigateway:cn-hangzhou:1:apigroup/g-1"], "expect": "ImplicitDeny" },
    { "principal": "user/alice", "action": "sts:AssumeRole", "resources": "acs:ram:*:1234567890123456:role/deployer", "expect": "Allow" },
    { "principal": "user/__proto__", "action": "oss:GetObject", "resources": "acs:oss:*:1:b/o", "expect": "ExplicitDeny" },
    { "principal": "role/deployer", "session": "Narrow", "action": "apigateway:DescribeApi", "resources": "acs:apigateway:cn-hangzhou:1:apigroup/g-1",
      "context": { "acs:SourceIp": ["10.0.0.1"], "acs:RequestTag/env": ["a", "b"] }, "expect": "Allow" },
    { "principal": "role/deployer", "session": "Narrow", "action": "apigateway:DescribeApi", "resources": "acs:apigateway:cn-hangzhou:1:apigroup/g-1", "unknown": ["acs:SourceIp"] },
    { "principal": "role/deployer", "session": "Narrow", "action": "apigateway:DescribeApi", "resources": "acs:apigateway:cn-hangzhou:1:apigroup/g-1", "unknown": true, "expect": "Undecided" },
    { "principal": "role/deployer", "session": "Narrow", "action": "apigateway:DescribeApi", "resources": "acs:apigateway:cn-hangzhou:1:apigroup/g-1", "unknown": true, "absent": ["acs:SourceIp"], "expect": "ImplicitDeny" },
    { "principal": "user/alice", "action": "oss:GetObject", "resources": "acs:ram:*:1:role/x", "expect": "ExplicitDeny" },
    { "principal": "user/alice", "action": "kms:Decrypt", "resources": "acs:ram:*:1:role/x", "expect": "ImplicitDeny" },
    { "principal": "root", "action": "oss:GetObject", "resources": "acs:oss:*:1234567890123456:b/o", "expect": "Allow" },
    { "name": "expects too little", "principal": "user/alice", "action": "apigateway:DescribeApi", "resources": "acs:apigateway:cn-hangzhou:1:apigroup/g-1", "expect": "ImplicitDeny" }
  ]
}
`;

const one = (more, request = {}) => JSON.stringify({ format: "ramlight-scenario/1", ...more, requests: [{ action: "ecs:X", resources: "*", ...request }] });

/** Files of which nothing is to be said. */
export const SOUND = {
  least: '{"requests": [], "format": "ramlight-scenario/1"}',
  "an empty policy, for what is wrong with a policy is not wrong with a scenario": one({ policies: { A: {}, B: "" } }),
  "nothing but empty lists and objects": one({ policies: {}, users: { a: { policies: [], groups: [], resourceGroups: {} } }, groups: {}, roles: {}, control: [] }),
  "names of all kinds": one({ policies: { "读 者": {} }, users: { "a b": { policies: ["读 者"] } } }, { principal: "user/a b" }),
  "a service": one({}, { principal: "12345@log.aliyuncs.com" }),
  "a provider": one({}, { principal: "acs:ram::123:saml-provider/corp" }),
  "a session": one({}, { principal: "arn:sts::123:assumed-role/r/s" }),
  "an id": one({}, { principal: "123456" }),
  "values of all lengths": one({}, { context: { a: "", b: [], c: ["x", "y"] }, unknown: ["d"], absent: [] }),
};

/** Files with what is wrong, as `line:column path`; `isForm`: a schema can tell, and the JSON is sound. */
export const FAULTY = {
  "no document": { text: "", problems: ["1:1"], isForm: false },
  "a list": { text: "[]", problems: ["1:1"] },
  "neither format nor requests": { text: "{}", problems: ["1:1", "1:1"] },
  "another format": { text: '{"format": "ramlight-catalog/1", "requests": []}', problems: ["1:12 format"] },
  "a later format": { text: '{"format": "ramlight-scenario/2", "requests": []}', problems: ["1:12 format"] },
  "broken JSON, which hides what is missing": {
    text: '{ "format": "ramlight-scenario/1",\n "policies": { "A": {} },,\n "users": { "bob": { "policies": ["B" "A"] }, "bob": 7 } // note\n',
    problems: ["1:1", "2:26", "3:38", "3:47 users.bob", "3:58"],
    isForm: false,
  },
  "equal keys": {
    text: '{ "format": "ramlight-scenario/1", "format": "ramlight-scenario/1",\n "users": { "a": {}, "a": {} },\n "requests": [{ "action": "ecs:X", "action": "ecs:X", "resources": "*", "context": { "k": "1", "k": "1" } }] }',
    problems: ["1:36 format", "2:22 users.a", "3:36 requests[0].action", "3:96 requests[0].context.k"],
    isForm: false,
  },
  "everything at once": {
    text: `{
  "format": "ramlight-scenario/1",
  "acount": "12",
  "account": "12a",
  "policies": { "A": 7, "B": {} },
  "users": { "bob": { "polices": ["A"], "policies": ["C", 7] }, "x y": { "groups": ["g"] } },
  "roles": { "r": { "serviceLinked": "no", "trust": [] } },
  "control": ["A"],
  "managementAccount": 1,
  "requests": [
    { "principal": "user/bop", "action": "ecs", "resources": [], "expect": "allow", "context": { "k": 1 }, "unknown": false },
    { "action": "ecs:x" },
    { "principal": "alice", "action": "ecs:x", "resources": ["acs:x", "*"], "session": "", "resourcePolicy": "b" },
    7
  ]
}`,
    problems: [
      "3:3 acount", "4:14 account", "5:22 policies.A", "6:23 users.bob.polices", "6:54 users.bob.policies[0]", "6:59 users.bob.policies[1]",
      '6:85 users["x y"].groups[0]', "7:38 roles.r.serviceLinked", "7:53 roles.r.trust", "8:15 control[0]", "9:24 managementAccount",
      "11:20 requests[0].principal", "11:42 requests[0].action", "11:62 requests[0].resources", "11:76 requests[0].expect",
      "11:103 requests[0].context.k", "11:119 requests[0].unknown", "12:5 requests[1]", "13:20 requests[2].principal",
      "13:62 requests[2].resources[0]", "13:88 requests[2].session", "13:110 requests[2].resourcePolicy", "14:5 requests[3]",
    ],
  },
  "keys of which two members speak": {
    text: one({}, { context: { a: "1" }, unknown: ["a", "b"], absent: ["b"] }),
    problems: ["1:110 requests[0].unknown[0]", "1:129 requests[0].absent[0]"],
    isForm: false,
  },
  "an action of two colons": { text: one({}, { action: "ecs:X:Y" }), problems: ["1:55 requests[0].action"] },
  "roles that differ in case alone": { text: one({ roles: { Ops: {}, ops: {} } }), problems: ["1:51 roles.ops"], isForm: false },
  "an owner without an account": { text: one({}, { principal: "root" }), problems: ["1:91 requests[0].principal"], isForm: false },
  "two roles in one call": {
    text: one({ policies: { A: {}, B: {} }, roles: { a: { trust: "A" }, b: { trust: "B" } } },
      { action: "sts:AssumeRole", resources: ["acs:ram:*:1:role/a", "acs:ram:*:1:role/b"] }),
    problems: ["1:118 requests[0]"],
    isForm: false,
  },
};
