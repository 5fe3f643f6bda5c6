// `--bind NAME=VALUE`: variables of the catalogue's resources.
import { UsageError } from "./errors.mjs";

/** Binds the variables that the options name. `region` and `account` mean the catalogue's `regionid` and `accountid`. */
export function bindVariables(draft, info, options) {
  const known = new Map(info.templates.flatMap(({ variables }) => variables).map((name) => [name.toLowerCase(), name]));
  const values = {};
  for (const option of options) {
    const [, name, value] = option.match(/^([^=]+)=(.*)$/s) ?? [];
    if (name === undefined) throw new UsageError(`--bind takes NAME=VALUE, not \`${option}\``);
    const variable = known.get(name.toLowerCase()) ?? known.get(`${name.toLowerCase()}id`);
    if (variable === undefined) {
      const names = [...known.values()].sort().join(", ");
      throw new UsageError(`unknown variable \`${name}\`; this catalogue has ${names || "none"}`);
    }
    if (Object.hasOwn(values, variable)) throw new UsageError(`\`${variable}\` is bound twice`);
    values[variable] = value;
  }
  const [refused] = draft.bind(values);
  if (refused) throw new UsageError(`can't bind \`${refused.variable}\`: ${refused.reason}`);
}
