// A number and its noun.

/** `1 policy`, `2 policies`, `0 errors`, `3 fixes`. */
export function counted(count, noun) {
  return `${count} ${count === 1 ? noun : `${noun.replace(/y$/, "ie").replace(/x$/, "xe")}s`}`;
}
