// Services that an action pattern names by another of their codes alone: it is not documented whether that matches their calls.
import { matches } from "./wildcard.js";

/** The services of which an alias is matched by the service part of a pattern, and the own code is not; `matched` is the alias. */
function servicesByAlias(text, services) {
  const colon = text.indexOf(":");
  if (colon < 0) return [];
  const part = text.slice(0, colon).toLowerCase();
  return services.flatMap((service) => {
    const matched = service.aliases.find((alias) => matches(part, alias.toLowerCase()));
    return matched === undefined || matches(part, service.code.toLowerCase()) ? [] : [{ ...service, matched }];
  });
}

export { servicesByAlias };
