// Patterns of file names, as settings have them: `*` within a folder, `**` through folders, `?`, `{a,b}`.

/** A function that tells whether a path, relative to the settings and with `/`, is of the pattern. A pattern without `/` is of a name in any folder. */
function globMatcher(pattern) {
  const bare = pattern.replace(/^\.\//, "");
  const anywhere = bare.includes("/") ? bare.replace(/^\//, "") : `**/${bare}`;
  const expression = new RegExp(`^${translate(anywhere)}$`, "su");
  return (path) => expression.test(path);
}

const TRANSLATED = { "**/": "(?:[^/]+/)*", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|" };

function translate(glob) {
  let depth = 0;
  let expression = "";
  for (const [part] of glob.matchAll(/\*\*\/|\/\*\*$|\*\*|./gsu)) {
    if (part === "{") depth += 1;
    const special = Object.hasOwn(TRANSLATED, part) && (part !== "," && part !== "}" ? true : depth > 0);
    if (part === "}" && depth > 0) depth -= 1;
    expression += special ? TRANSLATED[part] : part.replace(/[$()*+.?[\\\]^{|}/-]/g, "\\$&");
  }
  return expression;
}

/** What is wrong with a pattern, or `null`. */
function globProblem(pattern) {
  let depth = 0;
  for (const character of pattern) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (depth < 0) break;
  }
  if (depth !== 0) return "a `{` of the pattern has no `}`, or a `}` no `{`";
  if (/^(\/|\.\.\/)|\\/.test(pattern)) return "a pattern is of a path below the settings file, its folders parted by `/`";
  return null;
}

export { globMatcher, globProblem };
