/** What a policy can start from. */
import type { CatalogFacts } from "../catalogue/facts.ts";
import { BLANK } from "../policies.ts";
import { strings } from "../strings.ts";

export interface Starter { name: string; text: string }
export interface StarterGroup { name: string | null; starters: Starter[] }

const EXAMPLE = `{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "apigateway:Describe*",
      "Resource": "*"
    }
  ]
}
`;

/** What stands in the editor at the first visit: something to see, and to change. */
export const FIRST_TEXT = EXAMPLE;

export function starterGroups(catalog: CatalogFacts | null): StarterGroup[] {
  return [
    { name: null, starters: [{ name: strings.starters.example, text: EXAMPLE }, { name: strings.starters.blank, text: BLANK }] },
    {
      name: strings.starters.system,
      starters: catalog?.systemPolicies.map(({ name, text }) => ({ name, text })) ?? [],
    },
    {
      name: strings.starters.roles,
      starters: catalog?.serviceLinkedRoles.flatMap((role) => {
        const names = strings.roleStarters(role.purpose);
        return [
          { name: names.policy, text: role.policyText },
          { name: names.create, text: role.createText },
          { name: names.remove, text: role.deleteText },
        ];
      }) ?? [],
    },
  ].filter(({ starters }) => starters.length > 0);
}
