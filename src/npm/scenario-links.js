// The names in a scenario: which policies take part in each of its requests.
import { meant } from "./json-source.js";

/** `acs:ram:*:ACCOUNT:role/NAME`, the resource of `sts:AssumeRole`. */
const ROLE = /^acs:ram:[^:]*:([^:]*):role\/(.+)$/s;
const OWN = /^(?:(root)|(user|role)\/(.+))$/s;
const WRITTEN = /^acs:ram::([^:]*):(?:(root)|(user|role)\/(.+))$/s;
const SESSION = /^arn:sts::([^:]*):assumed-role\/([^/]+)\//s;

/** Resolves the names of a scenario; `ready` gives a policy of the catalogue by its name, or `undefined`. */
function linkScenario(source, scenario, ready) {
  const links = new Links(source, scenario, ready);
  for (const { policies, resourceGroups, groups, trust } of [scenario.users, scenario.groups, scenario.roles].flatMap((holders) => [...holders.values()])) {
    for (const name of [...policies, ...[...resourceGroups.values()].flat()]) links.policy(name);
    for (const group of groups) links.holder(group, "groups", group.name);
    if (trust !== undefined) links.policy(trust);
  }
  for (const name of scenario.control?.flat() ?? []) links.policy(name);
  return scenario.requests.map((request) => links.request(request));
}

class Links {
  #source;
  #scenario;
  #ready;

  constructor(source, scenario, ready) {
    this.#source = source;
    this.#scenario = scenario;
    this.#ready = ready;
  }

  /** Checks that a policy's name is one. */
  policy({ name, from, path }) {
    const { policies } = this.#scenario;
    if (policies.has(name) || this.#ready(name) !== undefined) return;
    this.#source.lack(from, path, `there is no policy \`${name}\` in \`policies\`, nor in the catalogue${meant(name, policies.keys())}`);
  }

  /** The user, group or role of that name. */
  holder({ from, path }, kind, name) {
    const holders = this.#scenario[kind];
    const holder = holders.get(name);
    if (holder === undefined) this.#source.lack(from, path, `there is no \`${name}\` in \`${kind}\`${meant(name, holders.keys())}`);
    return holder;
  }

  /** A request with all that takes part in it: identity policies, session, control, resource-based policy. */
  request(request) {
    const { account, control, managementAccount } = this.#scenario;
    const caller = this.#caller(request.principal);
    const resource = this.#resourcePolicy(request);
    if (request.session !== undefined) this.policy(request.session);
    const isSpared = managementAccount || caller.isRoot || caller.isServiceLinked;
    if (account === undefined && caller.needsAccount && (resource !== undefined || caller.isRoot)) {
      this.#source.lack(request.principal.from, request.principal.path, "`account` is needed, to tell whose principal this is");
    }
    return {
      request,
      principal: caller.principal,
      parts: {
        account,
        identity: caller.identity,
        session: request.session?.name,
        control: isSpared ? undefined : control?.map((level) => level.map(({ name }) => name)),
        resource,
      },
    };
  }

  /** Who asks, and the policies of users, groups and roles of this account. */
  #caller(principal) {
    if (principal === undefined) return { identity: [] };
    const { account } = this.#scenario;
    const own = OWN.exec(principal.name);
    if (own !== null) {
      const [, root, kind, name] = own;
      const written = account === undefined ? undefined : `acs:ram::${account}:${principal.name}`;
      return { principal: written, needsAccount: true, ...this.#identity(principal, root, kind, name) };
    }
    const [, of, root, kind, name] = WRITTEN.exec(principal.name) ?? [];
    const [, sessionOf, role] = SESSION.exec(principal.name) ?? [];
    if (account !== undefined && of === account) return { principal: principal.name, ...this.#identity(principal, root, kind, name) };
    if (account !== undefined && sessionOf === account) return { principal: principal.name, ...this.#identity(principal, undefined, "role", role) };
    return { principal: principal.name, identity: [] };
  }

  /** What is attached to the account's owner, a user or a role. */
  #identity(principal, root, kind, name) {
    if (root !== undefined) return { identity: [], isRoot: true };
    if (name === undefined) return { identity: [] };
    const holder = this.holder(principal, `${kind}s`, name);
    if (holder === undefined) return { identity: [] };
    const groups = holder.groups.flatMap((group) => attached(this.#scenario.groups.get(group.name), "RamGroup", group.name));
    const entity = kind === "user" ? "RamUser" : "RamRole";
    return { identity: [...attached(holder, entity, name), ...groups], isServiceLinked: holder.serviceLinked };
  }

  /** The resource-based policy that takes part: `{ name, kind }`. */
  #resourcePolicy({ action, resources, resourcePolicy, from, path }) {
    const isAssumed = action?.toLowerCase() === "sts:assumerole";
    const trusts = new Set(isAssumed ? resources.map((resource) => this.#trustOf(resource)) : []);
    if (trusts.size > 1) this.#source.fail(from, path, "one role is assumed in a request, not several with other trust policies");
    const [trust] = trusts;
    if (resourcePolicy === undefined) return trust === undefined ? undefined : { name: trust, kind: "trust" };
    this.policy(resourcePolicy);
    if (trust !== undefined) this.#source.fail(resourcePolicy.from, resourcePolicy.path, "the role has its own trust policy");
    const isBucket = resources.some((resource) => resource.startsWith("acs:oss:"));
    return { name: resourcePolicy.name, kind: isAssumed ? "trust" : isBucket ? "bucket" : "resource" };
  }

  /** The trust policy of a role of this account; roles are presented in lower case. */
  #trustOf(resource) {
    const { account, roles } = this.#scenario;
    const [, of, name] = ROLE.exec(resource) ?? [];
    if (name === undefined || (account !== undefined && of !== account)) return undefined;
    const role = roles.get(name) ?? [...roles].find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
    return role?.trust?.name;
  }
}

/** What is attached to a user, a group or a role, at account level and in resource groups. */
function attached(holder, entity, entityName) {
  if (holder === undefined) return [];
  const at = (names, resourceGroup) => names.map(({ name }) => ({ name, entity, entityName, resourceGroup }));
  return [...at(holder.policies), ...[...holder.resourceGroups].flatMap(([group, names]) => at(names, group))];
}

export { linkScenario };
