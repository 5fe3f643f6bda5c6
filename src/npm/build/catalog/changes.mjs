// What changed from one catalogue to another, in lines.

/** Added, gone and changed services, actions, hints, keys and regions. */
export function changes(before, after) {
  const lines = [];
  for (const name of ["date", "sources", "origins", "keys", "regions"]) {
    const [old, now] = [before[name], after[name]].map((value) => (Array.isArray(value) ? value : [value]).map(asText));
    lines.push(...now.filter((item) => !old.includes(item)).map((item) => `added    ${name}: ${item}`));
    lines.push(...old.filter((item) => !now.includes(item)).map((item) => `gone     ${name}: ${item}`));
  }
  const [old, now] = [before, after].map(factsOf);
  for (const [what, fact] of now) {
    if (!old.has(what)) lines.push(`added    ${what}`);
    else if (old.get(what) !== fact) lines.push(`changed  ${what}: ${difference(JSON.parse(old.get(what)), JSON.parse(fact))}`);
  }
  for (const what of old.keys()) if (!now.has(what)) lines.push(`gone     ${what}`);
  return lines;
}

const asText = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/** What differs between two facts of one thing. */
function difference(old, now) {
  const names = Object.keys(now).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
  return names.map((name) => `${name} ${JSON.stringify(old[name])} -> ${JSON.stringify(now[name])}`).join(", ");
}

/** Each service and action with what is said of it, as text. */
function factsOf({ services }) {
  const facts = new Map();
  for (const { code, name, aliases, hints, operations } of services) {
    facts.set(code, JSON.stringify({ name, aliases }));
    for (const hint of hints) facts.set(`${code}, hint ${hint}`, "{}");
    for (const { name: action, ...fact } of operations) {
      const notes = fact.notes.map(asText).sort();
      facts.set(`${code}:${action}`, JSON.stringify({ ...fact, notes, keys: [...fact.keys].sort() }));
    }
  }
  return facts;
}
