// Patterns of file names, as settings have them: `*` within a folder, `**` through folders, `?`, `{a,b}`.

/**
 * A function that tells whether a path, relative to the settings and with `/`, is of the pattern. A pattern without `/` is of a
 * name in any folder; `./a.json` is the one beside the settings.
 */
function globMatcher(pattern) {
  const whole = pattern.includes("/") ? pattern.replace(/^\.\//, "") : `**/${pattern}`;
  const expression = new RegExp(`^${translate(whole)}$`, "su");
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
    expression += special ? TRANSLATED[part] : part.replace(/[$()*+.?[\\\]^{|}/]/g, "\\$&");
  }
  return expression;
}

/** Whether a pattern is of one file only. */
function isOneFile(pattern) {
  return pattern.includes("/") && !/[*?{]/.test(pattern);
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

export { globMatcher, globProblem, isOneFile };
