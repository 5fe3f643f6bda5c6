// Texts of resources as documents print them, made templates; and what is doubtful about them.

/** A text of a relative-id that can be part of a resource: literals and `{#variables}`. */
const SOUND = /^(?:[A-Za-z0-9_./*@=+,~!&-]|\{#?[A-Za-z0-9_.-]+\})+$/;
const ONE_VARIABLE = /^\{#?([A-Za-z0-9_.-]+)\}$/;
/** Names of the variable that stands for the caller's own account. */
const OWN_ACCOUNT = new Set(["accountid", "uid", "aliuid", "userid"]);

const camel = (name) => name.replace(/[-_.]+(.)/g, (_, letter) => letter.toUpperCase());
const variables = (text) => text.replace(/\{#?([A-Za-z0-9_.-]+)\}/g, (_, name) => `$${camel(name)}`);

/** The template of a text, `{ template, taken }`; `taken`: what was not taken as it is printed. Or `null`: it is none. */
export function templateOf(text) {
  if (text === "*") return { template: "*" };
  // the emphasis of the source that some documents print along
  const [acs, service, region, account, ...rest] = text.replaceAll("**", "").split(":");
  const relative = rest.join(":");
  if (acs !== "acs" || !/^[a-z0-9-]+$/.test(service) || relative.endsWith("/") || !SOUND.test(relative)) return null;
  // the name of a variable runs on into letters
  if (/\}[A-Za-z0-9_]/.test(relative)) return null;
  const at = fieldOf(region, /^region(id|name)?$/, "$regionid");
  const owner = fieldOf(account, OWN_ACCOUNT, "$accountid");
  if (at === null || owner === null) return null;
  const taken = /^[a-z]+-[a-z]+/.test(at) ? "region" : owner === "*" ? "account" : text.includes("**") ? "emphasis" : undefined;
  const [anyRegion, anyAccount] = [taken === "region" ? "$regionid" : at, taken === "account" ? "$accountid" : owner];
  return { template: `acs:${service}:${anyRegion}:${anyAccount}:${variables(relative)}`, taken };
}

/** A region or account: the usual variable where it is one of the usual names, another one, or literal; `null`: none. */
function fieldOf(text, usual, variable) {
  if (text === undefined) return null;
  const name = text.match(ONE_VARIABLE)?.[1];
  if (name === undefined) return /^(\*|[a-z]+(-[a-z0-9]+)*)?$/.test(text) ? text : null;
  const bare = name.toLowerCase().replace(/[-_.]/g, "");
  return (usual instanceof RegExp ? usual.test(bare) : usual.has(bare)) ? variable : `$${camel(name)}`;
}

/** A template without the names of its variables: two of the same shape are the same hint. */
export const shapeOf = (template) => template.replace(/\$\w+/g, "$");
