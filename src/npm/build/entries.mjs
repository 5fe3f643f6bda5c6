// Puts each entry for Node.js into one file: every further file costs a program about a millisecond at its start.

const PLACE = /^\/\/ build: .*\n/m;

/**
 * The text of an entry, with the generated module and `api.js` in the place of its `// build:` line: two functions,
 * `loadEngine(exports, require, __dirname)` and `loadApi()`.
 *
 * @param {string} entry @param {string} glue of wasm-pack for Node.js @param {string} api
 */
export function nodeEntry(entry, glue, api) {
  if (!PLACE.test(entry)) throw new Error("an entry for Node.js must have its `// build:` line");
  // in parentheses, so that V8 compiles it at once and not a second time when it is called
  const parts = [
    `const loadEngine = (function (exports, require, __dirname) {\n${glue}\nreturn exports;\n});\n`,
    `const loadApi = (function () {\n${withReturn(api)}});\n`,
  ];
  return entry.replace(PLACE, () => parts.join(""));
}

/** `api.js` as the body of a function, by its one export line. */
function withReturn(source) {
  const lists = source.match(/^export \{[^}]*\};$/gm) ?? [];
  if (lists.length !== 1 || source.match(/^(import|export) /gm).length !== 1) {
    throw new Error("api.js must import nothing and end with its one `export { … };`");
  }
  return source.replace(/^export (\{[^}]*\};)$/m, "return $1");
}
