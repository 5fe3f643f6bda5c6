// The options of a call: an object with names that are known, for a misspelt one would be silent.
import { meant } from "./json-source.js";

/** Options as they are given, `{}` without; a TypeError for what is no object, or has another name. */
function readOptions(options, known) {
  if (options === undefined) return {};
  if (typeof options !== "object" || options === null || Array.isArray(options)) throw new TypeError("the options must be an object");
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw new TypeError(`there is no option \`${name}\`${meant(name, known) || `; the options are ${known.join(", ")}`}`);
  }
  return options;
}

export { readOptions };
