// `--bind NAME=VALUE`: variables of the catalogue's resources.
import { UsageError } from "./errors.mjs";

/** A variable of a template: `$name`, `{#name}`, or `{name*}` where it may hold `/`. */
const VARIABLE = /\$(\w+)|\{#?([\w.-]+)\*?\}/g;

/** The name under which the engine takes all spellings of a variable for one. */
function canonical(name) {
  const bare = name.toLowerCase().replace(/[-_.]/g, "");
  return bare === "region" || bare === "account" ? `${bare}id` : bare;
}

/** The values that the options give, by the variable's name; or a UsageError for a name that the catalogue does not have. */
export function readBindings(info, options) {
  const known = new Map(info.templates.flatMap(({ variables }) => variables).map((name) => [canonical(name), name]));
  const values = {};
  for (const option of options) {
    const [, name, value] = option.match(/^([^=]+)=(.*)$/s) ?? [];
    if (name === undefined) throw new UsageError(`--bind takes NAME=VALUE, not \`${option}\``);
    const variable = known.get(canonical(name));
    if (variable === undefined) {
      const names = [...known.values()].map(usualName).sort().join(", ");
      throw new UsageError(`unknown variable \`${name}\`; this catalogue has ${names || "none"}`);
    }
    if (Object.hasOwn(values, variable)) throw new UsageError(`\`${usualName(variable)}\` is bound twice`);
    values[variable] = value;
  }
  return values;
}

/** Binds the values; a UsageError for one that can't stand for its variable. */
export function bind(coverage, values) {
  const [refused] = coverage.bind(values);
  if (refused) throw new UsageError(`can't bind \`${usualName(refused.variable)}\`: ${refused.reason}`);
}

/** A template's text with the bound variables replaced; an empty value binds nothing. */
export function boundText(text, values) {
  const bound = new Map(Object.entries(values).map(([name, value]) => [canonical(name), value.trim()]));
  return text.replace(VARIABLE, (variable, bare, braced) => bound.get(canonical(bare ?? braced)) || variable);
}

function usualName(variable) {
  return variable.replace(/^(region|account)id$/i, "$1");
}
