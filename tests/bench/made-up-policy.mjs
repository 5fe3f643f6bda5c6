import { seeded } from "./random.mjs";

const STATEMENTS = 60;
/** The text is filled up to at least this many characters; RAM takes 6,144 at most. */
const AT_LEAST = 6_000;
const AT_MOST = 6_140;

/** Resources of the 60 statements; the 24 with `*` are 40 %. */
const RESOURCES = { star: 24, type: 18, region: 8, id: 5, list: 5 };
const DENIES = 7;
const CONDITIONS = [
  { Bool: { "acs:MFAPresent": "true" } },
  { IpAddress: { "acs:SourceIp": ["203.0.113.0/24", "198.51.100.7"] } },
  { StringEquals: { "acs:ResourceTag/env": "dev" } },
  { Bool: { "acs:SecureTransport": "true" } },
  { StringLike: { "acs:SourceVpc": "vpc-*" } },
  { DateLessThan: { "acs:CurrentTime": "2027-01-01T00:00:00Z" } },
];
const CROSS_SERVICE = [
  { Effect: "Allow", Action: ["*:List*", "*:Describe*"] },
  { Effect: "Allow", Action: ["*:Get*"] },
  { Effect: "Deny", Action: ["*:*Tag*"] },
];
const REGIONS = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "cn-shenzhen", "ap-southeast-1", "eu-central-1"];
const ACCOUNT = "1234567890123456";

/** The policy of W2: 60 statements over the services of `catalog` in at most 6,144 characters of compact JSON. */
export function madeUpPolicy(catalog) {
  const random = seeded(0x57_32_02);
  const kinds = random.shuffled(Object.entries(RESOURCES).flatMap(([kind, count]) => Array(count).fill(kind)));
  const services = random.shuffled(catalog.services);
  // A person who works with a service writes more than one statement for it: 57 statements for 38 services.
  const statements = [];
  let cross = 0;
  for (const [i, kind] of kinds.entries()) {
    const service = services[Math.floor((i * 2) / 3)];
    if (kind === "star" && cross < CROSS_SERVICE.length && i % 5 === 0) {
      statements.push({ ...CROSS_SERVICE[cross], Resource: "*" });
      cross += 1;
    } else {
      const type = random.pick(types(service));
      statements.push({ Effect: "Allow", Action: [actionPattern(random, service, type)], Resource: resource(random, service, kind, type), service, type });
    }
  }
  if (cross !== CROSS_SERVICE.length) throw new Error("the seed leaves no room for the cross-service statements");
  const own = random.shuffled(statements.filter((statement) => statement.service));
  for (const statement of own.slice(0, DENIES - 1)) statement.Effect = "Deny";
  const conditional = [...own.slice(DENIES - 3, DENIES - 1), ...own.slice(DENIES, DENIES + CONDITIONS.length - 2)];
  conditional.forEach((statement, i) => (statement.Condition = CONDITIONS[i]));
  fill(random, statements, own);
  return write(statements);
}

/** Adds action patterns to the statements until the text has its size. */
function fill(random, statements, own) {
  while (write(statements).length < AT_LEAST) {
    const statement = random.pick(own);
    const pattern = actionPattern(random, statement.service, statement.type);
    if (statement.Action.includes(pattern) || statement.Action[0].endsWith(":*") || pattern.endsWith(":*")) continue;
    statement.Action.push(pattern);
    if (write(statements).length > AT_MOST) statement.Action.pop();
  }
}

function write(statements) {
  const bare = (list) => (Array.isArray(list) && list.length === 1 ? list[0] : list);
  const Statement = statements.map(({ Effect, Action, Resource, Condition }) => ({ Effect, Action: bare(Action), Resource: bare(Resource), ...(Condition && { Condition }) }));
  if (Statement.length !== STATEMENTS) throw new Error(`${Statement.length} statements`);
  return JSON.stringify({ Version: "1", Statement });
}

/** The resource types of a service, as `cluster`. */
const types = (service) => Object.keys(service.templates).filter((key) => service.templates[key].endsWith("Id"));

/** A pattern for operations on `type`: literals, `svc:Describe*`, `svc:DescribeCluster*`, `svc:*Tag*`, `svc:Modify*Config`, `svc:*`. */
function actionPattern(random, { code, operations }, type) {
  const { name } = random.pick(operations.filter(({ requires }) => requires?.startsWith(type)));
  const words = name.match(/[A-Z][a-z]*/g);
  const kind = random.below(100);
  if (kind < 3) return `${code}:${name[0].toLowerCase()}${name.slice(1)}`;
  if (kind < 48) return `${code}:${name}`;
  if (kind < 70) return `${code}:${words[0]}*`;
  if (kind < 80) return `${code}:${words[0]}${words[1]}*`;
  if (kind < 86) return `${code}:*${words[1]}*`;
  if (kind < 89) return `${code}:*Tag*`;
  if (kind < 92) return `${code}:${words[0]}*${words.at(-1)}`;
  return `${code}:*`;
}

function resource(random, service, kind, type) {
  const global = !service.templates[type].includes("$regionid");
  const every = `acs:${service.code}:*:*:${type}/*`;
  switch (kind) {
    case "star":
      return "*";
    case "region":
      return global ? every : `acs:${service.code}:${random.pick(REGIONS)}:*:${type}/*`;
    case "id":
      return `acs:${service.code}:*:${random.chance(40) ? ACCOUNT : "*"}:${type}/${id(random, type)}`;
    case "list":
      return [every, `acs:${service.code}:*:*:${types(service).find((other) => other !== type)}/prod-*`];
    default:
      return every;
  }
}

const id = (random, type) => `${type[0]}-${Array.from({ length: 8 }, () => random.pick([..."0123456789abcdefghjkmnpqrstuvwxyz"])).join("")}`;
