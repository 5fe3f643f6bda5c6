// Policies with answers that were worked out from the documents, not from the engine.

const policy = (...Statement) => JSON.stringify({ Version: "1", Statement });
const allow = (Action, Resource = "*") => ({ Effect: "Allow", Action, Resource });

/** Grants the 21 operations of API Gateway whose names start with `Describe`, of 54. */
export const DESCRIBE = policy(allow("apigateway:Describe*"));
export const DESCRIBE_COUNT = 21;
export const OPERATIONS = 54;
/** The same in the catalogue of the whole cloud: rows of its table with the code apigateway or cloudapi. */
export const CLOUD_DESCRIBE_COUNT = 101;
export const CLOUD_OPERATIONS = 243;

/** No Effect: RAM refuses it. */
export const NO_EFFECT = policy({ Action: "apigateway:*", Resource: "*" });

/** Grants CreateApi in one API group of one region, and nothing else; contributes to SetApiRule. */
export const ONE_GROUP = policy(allow(["apigateway:CreateApi", "apigateway:SetApiRule"], "acs:apigateway:cn-hangzhou:*:apigroup/g-1"));

/** A Deny of every operation whose effect is misspelt. */
export const MISSPELT_DENY = policy(allow("apigateway:*"), {
  Effect: "Denied",
  Action: "apigateway:*",
  Resource: "*",
  Condition: { IpAddress: { "acs:SourceIp": "192.0.2.0/24" } },
});

/** Copied from a document: curly quotes and a trailing comma. */
export const PASTED = `{
  “Version”: “1”,
  “Statement”: [{ “Effect”: “Allow”, “Action”: “apigateway:Describe*”, “Resource”: “*” },]
}
`;

/** One of each kind of thing that the engine can say. */
export const VARIED = [
  DESCRIBE,
  NO_EFFECT,
  PASTED,
  ONE_GROUP,
  MISSPELT_DENY,
  "",
  "{",
  policy(allow("apigateway:*", "acs:apigateway:*:*:apigroup/g-1")),
  policy(allow("apigateway:*"), { Effect: "Deny", Action: ["apigateway:Delete*"], Resource: ["acs:apigateway:cn-*:*:apigroup/*"] }),
  policy({ ...allow("*"), Condition: { IpAddress: { "acs:SourceIp": "192.0.2.0/24" } } }),
  policy({ Effect: "Deny", NotAction: "apigateway:Describe*", Resource: "*" }, allow("apigateway:SetApiRule", "acs:apigateway:*:*:apigroup/*")),
];

/** A catalogue with a path variable and an operation whose requirement is not published. */
export const OWN_CATALOG = JSON.stringify({
  format: "ramlight-catalog/1",
  date: "2026-11-01",
  sources: ["a test"],
  services: [{
    code: "demo",
    name: "Demo",
    templates: { photo: "acs:demo:$regionid:$accountid:photo/{photoPath*}" },
    operations: [{ name: "GetPhoto", level: "get", requires: "photo" }, { name: "GetUsage", level: "get" }],
  }],
});
