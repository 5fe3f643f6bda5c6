// Findings that follow from another, folded under it.

/** The findings that stand by themselves, each with those that follow from it: `[{ finding, following }]`. */
export function fold(findings) {
  const key = ({ code, from, to }) => `${code} ${from} ${to}`;
  const byKey = new Map(findings.map((finding) => [key(finding), finding]));
  const rootOf = (finding) => {
    const seen = new Set();
    let root = finding;
    while (root.cause && byKey.has(key(root.cause)) && !seen.has(root)) {
      seen.add(root);
      root = byKey.get(key(root.cause));
    }
    return root;
  };
  const groups = new Map();
  for (const finding of findings) {
    const root = rootOf(finding);
    if (!groups.has(root)) groups.set(root, []);
    if (root !== finding) groups.get(root).push(finding);
  }
  return [...groups].map(([finding, following]) => ({ finding, following }));
}
