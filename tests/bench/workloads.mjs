import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { KEYSTROKE_ROUNDS, keystrokes } from "./keystrokes.mjs";
import { madeUpCatalog } from "./made-up-catalog.mjs";
import { madeUpPolicy } from "./made-up-policy.mjs";

export { KEYSTROKE_ROUNDS };

/** The catalogue of W1. */
export const API_GATEWAY = fileURLToPath(new URL("../../src/catalog/data/apigateway.json", import.meta.url));

const W1_POLICY = `{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "apigateway:Describe*",
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": [
        "apigateway:CreateApi",
        "apigateway:ModifyApi",
        "apigateway:DeployApi",
        "apigateway:SwitchApi",
        "apigateway:AbolishApi"
      ],
      "Resource": "acs:apigateway:cn-hangzhou:*:apigroup/*"
    },
    {
      "Effect": "Allow",
      "Action": "apigateway:*TrafficControl*",
      "Resource": "acs:apigateway:*:*:trafficcontrol/*"
    },
    {
      "Effect": "Deny",
      "Action": "apigateway:Delete*",
      "Resource": "acs:apigateway:*:*:apigroup/prod-*"
    }
  ]
}
`;

/** W1: API Gateway and a policy that a person would write; `null` while the catalogue file is missing. */
export function w1() {
  if (!existsSync(API_GATEWAY)) return null;
  return { catalog: readFileSync(API_GATEWAY, "utf8"), policy: W1_POLICY };
}

/** W2: 10,000 made-up operations of 98 services and a policy of 60 statements. */
export function w2() {
  const catalog = madeUpCatalog();
  return { catalog: JSON.stringify(catalog, null, 1), policy: madeUpPolicy(catalog) };
}

/** W2k: the texts of W2 after one more keystroke, see {@link keystrokes}. */
export function w2k(round) {
  const catalog = madeUpCatalog();
  return keystrokes(catalog, madeUpPolicy(catalog), round);
}
