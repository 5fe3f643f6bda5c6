// Services that an action pattern names by another of their codes alone: it is not documented whether that matches their calls.

/** The services of which an alias is matched by the service part of a pattern, and the own code is not. */
function servicesByAlias(text, services) {
  const colon = text.indexOf(":");
  if (colon < 0) return [];
  const part = text.slice(0, colon).replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, ".*").replaceAll("?", ".");
  const names = new RegExp(`^${part}$`, "is");
  return services.filter(({ code, aliases }) => !names.test(code) && aliases.some((alias) => names.test(alias)));
}

export { servicesByAlias };
