// A made-up catalogue with each form of requirement, and policies about it.

const template = (kind) => `acs:demo:$region:$account:${kind}/$${kind}Id`;
export const BOX = template("box");
export const KEY = template("key");

/**
 * Two kinds of resources, an operation that needs both at once, one with either, one that is checked for `*`, one for the literal
 * `box/*`, and one whose resources are not published; and a second service with an operation of the same name.
 */
export const DEMO = JSON.stringify({
  format: "ramlight-catalog/1",
  date: "2026-11-01",
  sources: ["a test"],
  services: [{
    code: "demo",
    name: "Demonstration",
    templates: { box: BOX, key: KEY, boxes: "acs:demo:$region:$account:box/*", all: "*" },
    operations: [
      { name: "CreateBox", level: "create", requires: "boxes" },
      { name: "GetBox", level: "get", requires: "box" },
      { name: "GetKey", level: "get", requires: "key" },
      { name: "DeleteBox", level: "delete", requires: "box" },
      { name: "DeleteKey", level: "delete", requires: "key" },
      { name: "DescribeKeys", derived: "list", requires: "all" },
      { name: "LockBox", level: "update", requires: "box + key" },
      { name: "GetEither", level: "get", requires: "box | key" },
      { name: "GetUsage", level: "get" },
    ],
  }, { code: "other", name: "other", templates: { all: "*" }, operations: [{ name: "GetBox", level: "get", requires: "all" }] }],
});

export const policy = (...statements) => JSON.stringify({ Version: "1", Statement: statements }, null, 1);
export const allow = (Action, Resource = "*", more = {}) => ({ Effect: "Allow", Action, Resource, ...more });
export const deny = (Action, Resource = "*", more = {}) => ({ Effect: "Deny", Action, Resource, ...more });
