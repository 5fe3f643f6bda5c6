// `--bind NAME=VALUE`: variables of the catalogue's resources.
import { UsageError } from "./errors.mjs";

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
    if (name === undefined) throw new UsageError(`--bind takes NAME=VALUE, not \`${option}\``, `--bind 的形式为 NAME=VALUE，而不是 \`${option}\``);
    const variable = known.get(canonical(name));
    if (variable === undefined) {
      const names = [...known.values()].map(usualName).sort().join(", ");
      throw new UsageError(`unknown variable \`${name}\`; this catalogue has ${names || "none"}`, `未知变量 \`${name}\`；此目录的变量：${names || "无"}`);
    }
    if (Object.hasOwn(values, variable)) throw new UsageError(`\`${usualName(variable)}\` is bound twice`, `\`${usualName(variable)}\` 绑定了两次`);
    values[variable] = value;
  }
  return values;
}

/** Binds the values; a UsageError for one that can't stand for its variable. */
export function bind(coverage, values) {
  const [refused] = coverage.bind(values);
  if (refused) throw new UsageError(`can't bind \`${usualName(refused.variable)}\`: ${refused.reason}`, `无法绑定 \`${usualName(refused.variable)}\`：${refused.reason}`);
}

function usualName(variable) {
  return variable.replace(/^(region|account)id$/i, "$1");
}
