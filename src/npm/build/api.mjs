// Puts the API into one file that imports nothing: `api.js` and the modules it is made of, in the order of their use.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const IMPORT = /^import \{[^}]*\} from "(\.\/[^"]+)";\n/gm;
const NAME = /^(?:async function|function|class|const|let) (\w+)/gm;
const EXPORT = /^export (?:\{[^}]*\};\n?|(?=function |const |class ))/gm;

/** The text of `api.js` in a folder with everything it imports put before it; it ends with its one export list. */
export function apiSource(folder) {
  const done = new Set();
  const parts = [];
  const take = (name) => {
    if (done.has(name)) return;
    done.add(name);
    const source = readFileSync(join(folder, name), "utf8");
    for (const [, imported] of source.matchAll(IMPORT)) take(imported.slice(2));
    const text = source.replace(IMPORT, "");
    parts.push(name === "api.js" ? text : text.replace(EXPORT, ""));
  };
  take("api.js");
  const whole = parts.join("\n");
  if (whole.match(/^(import|export) /gm)?.length !== 1 || !/^export \{[^}]*\};$/m.test(whole)) {
    throw new Error("the API must import nothing but its own modules, and end with its one `export { … };`");
  }
  const names = Array.from(whole.matchAll(NAME), ([, name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`two modules of the API have a \`${twice}\`: in one file that must be one`);
  return whole;
}
