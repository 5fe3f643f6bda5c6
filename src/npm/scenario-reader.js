// The form of a scenario file, `ramlight-scenario/1`: what stands where. Names are resolved in `scenario-links.js`.
import { ScenarioSource } from "./scenario-source.js";
import { actionProblem, principalProblem, resourceProblem } from "./request.js";
import { DECISIONS } from "./decisions.js";

const EXPECTATIONS = Object.freeze([...DECISIONS, "Undecided"]);

/** The scenario of a text, its names unresolved; the source gathers what is wrong with it. */
function readScenario(source) {
  const top = source.object(source.root ?? undefined, "", [
    "format", "account", "policies", "users", "groups", "roles", "control", "managementAccount", "requests",
  ]) ?? {};
  if (source.root === null) source.lack(0, "", "a scenario is needed here: an object with `format` and `requests`");
  else if (source.root.kind === "object") source.format(top.format, "ramlight-scenario");
  if (top.requests === undefined && source.root?.kind === "object") source.lack(source.root, "", "`requests` is missing");
  return {
    account: readAccount(source, top.account),
    policies: new Map(source.table(top.policies, "policies").map((member) => [member.key, readPolicy(source, member)])),
    users: readHolders(source, top.users, "users", ["groups"]),
    groups: readHolders(source, top.groups, "groups", []),
    roles: readHolders(source, top.roles, "roles", ["trust", "serviceLinked"]),
    control: top.control && source.list(top.control, "control", (level, path) => source.names(level, path)),
    managementAccount: source.flag(top.managementAccount, "managementAccount"),
    requests: source.list(top.requests, "requests", (node, path) => readRequest(source, node, path)),
  };
}

function readAccount(source, node) {
  const account = source.string(node, "account");
  if (account === undefined || /^\d+$/.test(account)) return account;
  source.fail(node, "account", "an account's id is a number, written as a string");
  return undefined;
}

/** A policy's text, and where an offset into it stands in the file. */
function readPolicy(source, { node, path }) {
  if (node.kind === "object") return { text: source.text.slice(node.from, node.to), place: (offset) => node.from + offset };
  if (node.kind === "string") return { text: node.text, place: placeInString(source.text, node) };
  if (node.kind !== "junk") source.fail(node, path, "a policy is needed here: an object, or its text as a string");
  return { text: "", place: () => node.from };
}

/** Where an offset into what a string means stands in the file: an escape is one unit there. */
function placeInString(text, { from, to }) {
  return (offset) => {
    let at = from + 1;
    for (let units = 0; units < offset && at < to; units += 1) at += text[at] !== "\\" ? 1 : text[at + 1] === "u" ? 6 : 2;
    return at;
  };
}

/** Users, groups or roles: what they are called and what is attached to them. */
function readHolders(source, node, path, more) {
  if (path === "roles") checkRoleNames(source, node);
  return new Map(source.table(node, path).map(({ key, node, path }) => {
    const { policies, resourceGroups, groups, trust, serviceLinked } = source.object(node, path, ["policies", "resourceGroups", ...more]) ?? {};
    return [key, {
      policies: source.names(policies, `${path}.policies`),
      resourceGroups: new Map(source.table(resourceGroups, `${path}.resourceGroups`).map((group) => [group.key, source.names(group.node, group.path)])),
      groups: source.names(groups, `${path}.groups`),
      trust: source.name(trust, `${path}.trust`),
      serviceLinked: source.flag(serviceLinked, `${path}.serviceLinked`),
    }];
  }));
}

/** A service presents a role's name in lower case, so two names that differ in case alone could not be told apart. */
function checkRoleNames(source, node) {
  const seen = new Map();
  for (const { key, from, path } of source.table(node, "roles")) {
    const lower = key.toLowerCase();
    if (seen.has(lower)) source.fail(from, path, `\`${key}\` and \`${seen.get(lower)}\` are one role: the names of roles are compared without case`);
    else seen.set(lower, key);
  }
}

function readRequest(source, node, path) {
  const read = source.object(node, path, [
    "name", "principal", "session", "action", "resources", "resourceGroup", "resourcePolicy", "context", "unknown", "absent", "expect",
  ]) ?? {};
  const at = (key) => `${path}.${key}`;
  for (const key of ["action", "resources"]) {
    if (read[key] === undefined && node.kind === "object") source.lack(node, path, `\`${key}\` is missing`);
  }
  const action = source.string(read.action, at("action"));
  const problem = action === undefined ? null : actionProblem(action);
  if (problem !== null) source.fail(read.action, at("action"), problem);

  const context = readContext(source, read.context, at("context"));
  const known = new Map(Object.keys(context ?? {}).map((key) => [key, "context"]));
  const unknown = read.unknown?.kind === "true" ? true : readKeys(source, read.unknown, at("unknown"), known);
  if (Array.isArray(unknown)) for (const key of unknown) known.set(key, "unknown");
  return {
    from: node.from,
    path,
    name: source.string(read.name, at("name")),
    principal: readPrincipal(source, read.principal, at("principal")),
    session: source.name(read.session, at("session")),
    resourcePolicy: source.name(read.resourcePolicy, at("resourcePolicy")),
    action,
    resources: readResources(source, read.resources, at("resources")),
    resourceGroup: source.string(read.resourceGroup, at("resourceGroup")),
    context,
    unknown,
    absent: readKeys(source, read.absent, at("absent"), known),
    expect: readExpectation(source, read.expect, at("expect")),
  };
}

function readPrincipal(source, node, path) {
  const principal = source.name(node, path);
  if (principal === undefined || /^(root|(user|role)\/.+)$/s.test(principal.name)) return principal;
  const problem = principalProblem(principal.name);
  if (problem !== null) source.fail(node, path, `${problem}; one of this account is \`user/NAME\`, \`role/NAME\` or \`root\``);
  return principal;
}

function readResources(source, node, path) {
  if (node === undefined) return [];
  const resources = source.texts(node, path);
  if (node.kind === "list" && node.items.length === 0) source.fail(node, path, "a request needs at least one resource");
  const places = node.kind === "list" ? node.items.map((item, index) => [item, `${path}[${index}]`]) : [[node, path]];
  for (const [item, at] of places) {
    const problem = item.kind === "string" ? resourceProblem(item.text) : null;
    if (problem !== null) source.fail(item, at, problem);
  }
  return resources;
}

function readContext(source, node, path) {
  if (node === undefined) return undefined;
  // a key may be called as a member that every object has
  const context = Object.create(null);
  for (const member of source.table(node, path)) context[member.key] = source.texts(member.node, member.path);
  return context;
}

/** A list of keys; `taken`: keys of which another member of the request speaks. */
function readKeys(source, node, path, taken) {
  if (node === undefined) return undefined;
  const keys = source.names(node, path);
  for (const { name, from, path } of keys) {
    if (taken.has(name)) source.fail(from, path, `\`${name}\` stands in \`${taken.get(name)}\`, too`);
  }
  return keys.map(({ name }) => name);
}

function readExpectation(source, node, path) {
  const expect = source.string(node, path);
  if (expect === undefined || EXPECTATIONS.includes(expect)) return expect ?? null;
  source.fail(node, path, `\`${expect}\` is no decision: ${EXPECTATIONS.join(", ")}`);
  return null;
}

/** What a text says as a scenario, names unresolved, and the source to note further faults at. */
function openScenario(text, read) {
  const source = new ScenarioSource(text, read);
  return { source, scenario: readScenario(source) };
}

export { openScenario };
