/** Numbers that show whether a workload is believable. */
export function shape({ catalog, policy }, baseline) {
  const { services } = JSON.parse(catalog);
  const { Statement } = JSON.parse(policy);
  const { actionMatches, levels, must, may } = baseline.run(policy);
  const count = (list, test = Boolean) => list.filter(test).length;
  const kinds = {};
  for (const pattern of Statement.flatMap(({ Action }) => Action)) kinds[kind(pattern)] = (kinds[kind(pattern)] ?? 0) + 1;
  return {
    operations: services.reduce((sum, { operations }) => sum + operations.length, 0),
    services: services.length,
    templates: services.reduce((sum, { templates }) => sum + Object.keys(templates).length, 0),
    characters: policy.length,
    statements: Statement.length,
    denies: count(Statement, ({ Effect }) => Effect === "Deny"),
    conditional: count(Statement, ({ Condition }) => Condition),
    anyResource: count(Statement, ({ Resource }) => Resource === "*"),
    resourcePatterns: Statement.flatMap(({ Resource }) => Resource).length,
    actionPatterns: kinds,
    matchedPairs: bits(actionMatches),
    coveredPairs: count(levels.flat()),
    grantedAtLeast: count(must),
    grantedAtMost: count(may),
  };
}

function kind(pattern) {
  const [code, name] = pattern.split(":");
  if (pattern === "*" || code.includes("*")) return "cross-service";
  if (name === "*") return "service";
  const star = name.indexOf("*");
  if (star === -1) return "literal";
  return star === name.length - 1 ? "prefix" : "inner";
}

function bits(words) {
  let sum = 0;
  for (const word of words) for (let rest = word; rest !== 0; rest &= rest - 1) sum += 1;
  return sum;
}
