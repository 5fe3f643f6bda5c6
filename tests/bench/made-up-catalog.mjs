import { seeded } from "./random.mjs";

const SERVICES = 98;
const OPERATIONS = 10_000;

const SYLLABLES = ["al", "ba", "cor", "da", "el", "fa", "gra", "hy", "in", "ka", "lo", "mi", "nu", "or", "pe", "qua", "ri", "so", "ta", "um", "ve", "wi", "xa", "ze"];
const ENDINGS = ["db", "mq", "kit", "-cdn", "-waf", "hub"];
const TYPES = ["Instance", "Cluster", "Project", "Topic", "Queue", "Bucket", "Gateway", "Volume", "Domain", "Image", "Namespace", "Job", "Pipeline", "Table", "Dashboard", "Vault", "Workspace", "Router", "Listener", "Device", "Stream", "Repository", "Session", "Snapshot"];
const FACETS = ["Attribute", "Status", "Spec", "Network", "Log", "Metric", "Tag", "Certificate", "Endpoint", "WhiteList", "Parameter", "Version", "Alarm", "Rule", "Quota", "Member", "Role", "AccessKey", "Task", "ChangeHistory", "Config", "Policy", "Backup", "BillingItem", "SecurityGroup", "MaintenanceWindow", "ReadonlyReplica", "SlowQueryRecord", "CrossRegionCopy", "EventSubscription"];
const VERBS = {
  create: ["Create", "Add", "Allocate", "Import"],
  list: ["List", "Describe"],
  get: ["Get", "Describe", "Query", "Check"],
  update: ["Modify", "Update", "Set", "Enable", "Disable", "Attach", "Detach", "Reset"],
  delete: ["Delete", "Remove", "Release"],
};
/** Access levels as often as real catalogues have them, of 100. */
const LEVEL_SHARES = [["get", 36], ["update", 28], ["list", 14], ["create", 12], ["delete", 10]];

/**
 * 10,000 made-up operations of 98 services, in the catalogue format.
 *
 * The shape is that of real ones: about 102 operations and 4–6 templates a service, `type/*` for create and list,
 * `type/$id` for the others, a few requirements of two templates or with alternatives, 3 % not published.
 */
export function madeUpCatalog() {
  const random = seeded(0x57_32_01);
  const sizes = serviceSizes(random);
  const services = serviceCodes(random).map((code, i) => service(random, code, sizes[i]));
  return { format: "ramlight-catalog/1", date: "2026-01-01", sources: ["made up for the benchmark"], services };
}

function serviceCodes(random) {
  const codes = new Set();
  while (codes.size < SERVICES) {
    const stem = random.pick(SYLLABLES) + random.pick(SYLLABLES) + (random.chance(10) ? random.pick(SYLLABLES) : "");
    codes.add(stem + (random.chance(20) ? random.pick(ENDINGS) : ""));
  }
  return [...codes];
}

function serviceSizes(random) {
  const sizes = Array.from({ length: SERVICES }, () => 82 + random.below(41));
  let rest = OPERATIONS - sizes.reduce((sum, size) => sum + size, 0);
  for (let i = 0; rest !== 0; i = (i + 1) % SERVICES) {
    sizes[i] += Math.sign(rest);
    rest -= Math.sign(rest);
  }
  return sizes;
}

function service(random, code, size) {
  const types = random.shuffled(TYPES).slice(0, 2 + random.below(2));
  const templates = serviceTemplates(random, code, types);
  const taken = new Set();
  const operations = [];
  const add = (name, level, requires) => {
    if (name.length < 8 || name.length > 40 || taken.has(name.toLowerCase())) return;
    taken.add(name.toLowerCase());
    const operation = random.chance(80) ? { name, level } : { name, derived: level };
    operations.push(random.chance(3) ? operation : { ...operation, requires });
  };
  for (const type of types) {
    add(`Create${type}`, "create", all(type));
    add(`Describe${plural(type)}`, "list", all(type));
    add(`Delete${type}`, "delete", one(type));
  }
  add("TagResources", "update", one(types[0]));
  add("UntagResources", "update", one(types[0]));
  add("ListTagResources", "list", all(types[0]));
  const anywhere = "account" in templates;
  while (operations.length < size) {
    const level = shared(random, LEVEL_SHARES);
    const type = random.pick(types);
    const noun = type + random.pick(FACETS);
    add(random.pick(VERBS[level]) + (level === "list" ? plural(noun) : noun), level, requirement(random, level, type, types, anywhere));
  }
  return { code, name: `Made-up ${code}`, aliases: [], templates, operations };
}

const plural = (noun) => noun.replace(/y$/, "ie").replace(/s$/, "se") + "s";
const one = (type) => type.toLowerCase();
const all = (type) => `${type.toLowerCase()}s`;

/** Two templates a type, and for some services the lone `*` of actions without resource-level authorisation. */
function serviceTemplates(random, code, types) {
  const region = random.chance(80) ? "$regionid" : random.pick(["*", ""]);
  const templates = {};
  for (const type of types) {
    const key = one(type);
    const variable = `$${key}Id`;
    templates[key] = `acs:${code}:${region}:$accountid:${key}/${variable}`;
    templates[all(type)] = `acs:${code}:${region}:$accountid:${key}/*`;
  }
  if (types.length === 2 && random.chance(40)) templates.account = "*";
  return templates;
}

function requirement(random, level, type, types, anywhere) {
  if (anywhere && random.chance(4)) return "account";
  if (level === "create" || level === "list") return all(type);
  const others = types.filter((other) => other !== type).map(one);
  if (random.chance(2)) return `${one(type)} + ${others[0]}`;
  if (random.chance(1)) return `${one(type)} | ${others[0]}`;
  if (others.length > 1 && random.chance(1)) return `${one(type)} + ${others[0]} | ${one(type)} + ${others[1]}`;
  return one(type);
}

function shared(random, shares) {
  let at = random.below(100);
  for (const [value, share] of shares) {
    if (at < share) return value;
    at -= share;
  }
  return shares[0][0];
}
