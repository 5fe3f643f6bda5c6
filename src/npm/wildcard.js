// Patterns of names, as policies have them: `*` and `?`.

/** Whether a text matches a pattern of `*` and `?`; what stands between two `*` is taken where it comes first. */
function matches(pattern, text) {
  let at = 0;
  let next = 0;
  let star = -1;
  let tried = 0;
  while (at < text.length) {
    if (pattern[next] === "*") {
      star = next++;
      tried = at;
    } else if (pattern[next] === "?" || pattern[next] === text[at]) {
      at++;
      next++;
    } else if (star >= 0) {
      at = ++tried;
      next = star + 1;
    } else return false;
  }
  while (pattern[next] === "*") next++;
  return next === pattern.length;
}

export { matches };
