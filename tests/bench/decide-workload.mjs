import { madeUpCatalog } from "./made-up-catalog.mjs";
import { madeUpPolicy } from "./made-up-policy.mjs";
import { seeded } from "./random.mjs";

/** How many requests a round has. */
export const REQUESTS = 10_000;
const CONDITIONAL = 30;
const ACCOUNT = "1234567890123456";
const REGIONS = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "cn-shenzhen", "ap-southeast-1", "eu-central-1"];
const NETWORKS = ["10.0", "192.0.2", "198.51.100", "203.0.113"];
const ENVIRONMENTS = ["dev", "test", "staging", "prod"];

/** Conditions as people write them: mostly one key, some two, every type of operator, and some that are negated. */
const CONDITIONS = [
  { Bool: { "acs:MFAPresent": "true" } },
  { Bool: { "acs:SecureTransport": "true" } },
  { IpAddress: { "acs:SourceIp": ["203.0.113.0/24", "198.51.100.7"] } },
  { IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "2001:db8::/32"] } },
  { NotIpAddress: { "acs:SourceIp": "192.0.2.0/24" } },
  { StringEquals: { "acs:ResourceTag/env": ["dev", "test"] } },
  { StringNotEquals: { "acs:ResourceTag/env": "prod" } },
  { StringEqualsIgnoreCase: { "acs:RequestTag/team": "Platform" } },
  { StringLike: { "acs:SourceVpc": "vpc-*" } },
  { StringLike: { "acs:PrincipalARN": "acs:ram:*:*:role/ops-*" } },
  { StringNotLike: { "acs:SourceVpc": ["vpc-test-*", "vpc-dev-*"] } },
  { DateLessThan: { "acs:CurrentTime": "2027-01-01T00:00:00Z" } },
  { DateGreaterThanEquals: { "acs:CurrentTime": "2026-06-01T08:00:00+08:00" }, DateLessThan: { "acs:CurrentTime": "2026-12-01T00:00:00+08:00" } },
  { NumericLessThanEquals: { "made:Size": "500" } },
  { NumericGreaterThan: { "made:Count": "0" }, StringEquals: { "acs:ResourceTag/env": "dev" } },
  { Bool: { "acs:SecureTransport": "true" }, IpAddress: { "acs:SourceIp": "10.0.0.0/16" } },
];

/** What a request may carry besides `acs:SourceIp`, which every one does. */
const KEYS = {
  "acs:SecureTransport": (random) => (random.chance(95) ? "true" : "false"),
  "acs:CurrentTime": (random) => new Date(Date.UTC(2026, random.below(14), 1, 0, 0, random.below(2_400_000))).toISOString().replace(/\.\d+/, ""),
  "acs:MFAPresent": (random) => (random.chance(60) ? "true" : "false"),
  "acs:ResourceTag/env": (random) => random.pick(ENVIRONMENTS),
  "acs:RequestTag/team": (random) => random.pick(["platform", "Platform", "data", "search"]),
  "acs:SourceVpc": (random) => `vpc-${random.pick(ENVIRONMENTS)}-${random.below(30)}`,
  "acs:PrincipalARN": (random) => `acs:ram:*:${ACCOUNT}:${random.pick(["user/alice", "user/bob", "role/ops-deploy", "role/reader"])}`,
  "made:Size": (random) => String(random.pick([20, 40, 100, 500, 501, 2000])),
  "made:Count": (random) => String(random.below(4)),
};

/**
 * W-DECIDE: the policy of 60 statements and 10,000 requests of a round, other ones in every round so that no answer can be kept.
 *
 * 88 of 100 requests call an operation that some statement's action names, 1 of 100 is checked against two resources.
 * Allowed are 29 of 100, 13 explicitly denied, 58 implicitly; without the conditions 42 would be decided otherwise.
 *
 * @returns {{ policy: string, requests: { action: string, resources: string | string[], context: Record<string, string | string[]> }[] }}
 */
export function wDecide(round) {
  const catalog = madeUpCatalog();
  const policy = decidePolicy(catalog);
  return { policy, requests: requests(seeded(0x57_44_10 + round), catalog, policy) };
}

/**
 * The policy of W2 with other conditions, on half of its statements. It is longer than one policy may be: its statements
 * are those that a user has by several policies; their meaning does not hang on the length.
 */
function decidePolicy(catalog) {
  const random = seeded(0x57_44_01);
  const { Version, Statement } = JSON.parse(madeUpPolicy(catalog));
  for (const statement of Statement) delete statement.Condition;
  random.shuffled(Statement).slice(0, CONDITIONAL).forEach((statement, i) => (statement.Condition = CONDITIONS[i % CONDITIONS.length]));
  return JSON.stringify({ Version, Statement });
}

function requests(random, catalog, policy) {
  const { Statement } = JSON.parse(policy);
  const named = Statement.flatMap(({ Action }) => Action).map((pattern) => new RegExp(`^${pattern.replace(/\*/g, ".*")}$`, "i"));
  const ids = Statement.flatMap(({ Resource }) => Resource).flatMap((pattern) => pattern.match(/[^/]*-[0-9a-z]{8}$/)?.[0] ?? []);
  const all = catalog.services.flatMap(({ code, operations, templates }) => operations.map((operation) => ({ code, templates, ...operation })));
  const own = all.filter(({ code, name }) => named.some((pattern) => pattern.test(`${code}:${name}`)));
  return Array.from({ length: REQUESTS }, () => request(random, random.pick(random.chance(80) ? own : all), ids));
}

function request(random, { code, name, templates, requires = "*" }, ids) {
  const region = random.pick(REGIONS);
  const resource = (key) => fill(random, templates[key] ?? "*", region, ids);
  const resources = random.pick(requires.split(" | ")).split(" + ").map(resource);
  return {
    action: `${code}:${random.chance(2) ? name.toLowerCase() : name}`,
    resources: resources.length === 1 ? resources[0] : resources,
    context: context(random),
  };
}

const fill = (random, template, region, ids) =>
  template
    .replace("$regionid", region)
    .replace("$accountid", ACCOUNT)
    .replace(/(\w+)\/\$\w+/, (_, type) => `${type}/${id(random, type, ids)}`);

/** One that the policy names, or one of production, or any other. */
function id(random, type, ids) {
  const named = ids.filter((named) => named.startsWith(type[0]));
  if (named.length > 0 && random.chance(20)) return random.pick(named);
  return `${random.chance(20) ? "prod" : type[0]}-${random.below(1_000_000)}`;
}

/** 2 to 5 keys; one of them in 20 times with two values. */
function context(random) {
  const network = random.pick(NETWORKS);
  const host = network === "10.0" ? `${random.below(256)}.${random.below(256)}` : random.below(256);
  const carried = { "acs:SourceIp": random.chance(5) ? `2001:db8:${random.below(9)}::${1 + random.below(99)}` : `${network}.${host}` };
  for (const key of random.shuffled(Object.keys(KEYS)).slice(0, 1 + random.below(4))) carried[key] = KEYS[key](random);
  if (carried["acs:RequestTag/team"] && random.chance(20)) carried["acs:RequestTag/team"] = [carried["acs:RequestTag/team"], "web"];
  return carried;
}
