/** A template's text with the variables that the person has bound; names compare without case. */
export function bound(text: string, bindings: Record<string, string>): string {
  return text.replace(/\$(\w+)/g, (variable: string, name: string) => {
    const key = Object.keys(bindings).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return (key && bindings[key]) || variable;
  });
}

/** Every variable of the templates once, region and account first. */
export function variables(templates: { variables: string[] }[]): string[] {
  const found = new Map<string, string>();
  for (const name of templates.flatMap((template) => template.variables)) found.set(name.toLowerCase(), found.get(name.toLowerCase()) ?? name);
  const rank = (name: string) => ["accountid", "regionid"].indexOf(name.toLowerCase()) + 1 || 99;
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
