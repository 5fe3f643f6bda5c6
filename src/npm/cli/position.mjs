// Offsets into a text as lines and columns.

/** A function that gives `{ line, column, offset }` of an offset; lines and columns count from 1, all in UTF-16. */
export function positionsIn(text) {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low] + 1, offset };
  };
}
