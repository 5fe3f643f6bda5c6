// Principals: forms, services, and the ARNs of accounts, users, roles and identity providers.
import { asMember, asString, cursor, field, raw } from "./edit.js";
import { ranked } from "./rank.js";

/** Services that trust policies of the vendor's documents name; there are more. */
const SERVICES = ["actiontrail", "apigateway", "cs", "dataworks", "dts", "eci", "ecs", "fc", "log", "oos", "privatelink", "pvtz", "rds", "ros",
  "sae", "sddp", "slb", "smartag", "tag", "vod", "vpc", "vpn", "waf"];

export function servicePrincipals({ facts, words }) {
  return SERVICES.map((code) => {
    const name = facts.servicesCalled(code)[0]?.name;
    return { label: `${code}.aliyuncs.com`, also: name, detail: name ?? words.service, kind: "principal" };
  });
}

/** The forms: `{ "RAM": … }`. Identity providers and services assume roles alone. */
export function forms(typed, { place, kind, words }) {
  const names = kind === "trust" ? ["Service", "RAM", "Federated"] : ["RAM"];
  const candidates = names.filter((name) => !place.beside.includes(name)).map((label) => ({
    label, detail: words.forms[label], kind: "element", more: true, ...asMember(typed, label, raw('["'), cursor, raw('"]')),
  }));
  return ranked(typed.before, candidates);
}

export function principals(typed, context) {
  const { place } = context;
  const candidates = candidatesFor(context).map(({ parts, ...candidate }) => {
    const label = candidate.label ?? parts.map((part) => part.text ?? part).join("");
    return { ...candidate, label, ...asString(typed, ...(parts ?? [label])) };
  });
  return ranked(typed.before, candidates.filter(({ label }) => !place.beside.includes(label)));
}

function candidatesFor(context) {
  const { place, kind, words, values } = context;
  const of = (form, tail) => ({
    parts: ["acs:ram::", values.get("accountid") ?? field("account", "$accountId"), ":", ...tail], detail: words.principals[form], kind: "principal",
  });
  const named = (form, prefix, name) => of(form, [prefix, field(name, `$${name}`)]);
  if (place.operator === "Service") return servicePrincipals(context);
  if (place.operator === "Federated") return [named("saml", "saml-provider/", "providerName"), named("oidc", "oidc-provider/", "providerName")];
  if (place.operator === "RAM") return [of("root", ["root"]), named("role", "role/", "roleName"), named("user", "user/", "userName")];
  if (kind !== "bucket" || place.operator !== null) return [];
  const account = values.get("accountid");
  return [...(account ? [{ label: account, detail: words.account, kind: "account" }] : []), { label: "*", detail: words.principals.all, kind: "value" }];
}
