// What could be typed at a place of a policy: each element has a file of its own.
import { actions } from "./actions.js";
import { keys, operators, values } from "./conditions.js";
import { typedAt } from "./edit.js";
import { effects, elements, policy, statements, version } from "./elements.js";
import { factsOf } from "./facts.js";
import { forms, principals } from "./principals.js";
import { bound, resources } from "./resources.js";
import { WORDS } from "./words.js";

/** Offers for a place of a text: `{ from, to, options }`, or `null` where nothing is known that could stand there. */
export function complete(place, position, { text, catalog, kind, locale, bindings = {}, now }) {
  const typed = typedAt(place, position);
  const context = { place, text, kind, words: WORDS[locale], facts: factsOf(catalog, locale), values: bound(bindings), now };
  const offered = offersFor(place)?.(typed, context);
  if (!offered) return null;
  const { options, ...rest } = Array.isArray(offered) ? { options: offered } : offered;
  if (options.length === 0 && !rest.unloaded) return null;
  return { from: typed.from, to: typed.to, ...rest, options };
}

function offersFor({ statement, element, operator, key, isName }) {
  if (element === null) return isName ? elements : policy;
  switch (element) {
    case "Version":
      return isName ? undefined : version;
    case "Statement":
      return isName || statement !== null ? undefined : statements;
    case "Effect":
      return isName ? undefined : effects;
    case "Action":
    case "NotAction":
      return isName ? undefined : actions;
    case "Resource":
    case "NotResource":
      return isName ? undefined : resources;
    case "Principal":
      return isName ? (operator === null ? forms : undefined) : principals;
    case "Condition":
      if (isName) return operator === null ? operators : key === null ? keys : undefined;
      return key === null ? undefined : values;
    default:
      return undefined;
  }
}
