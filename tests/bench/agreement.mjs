const SHOWN = 5;

/**
 * Where two answers differ, in words: `statement 3, vela:GetTable: floor matches, ours does not`.
 *
 * @param {{ name: string, matches: Uint32Array }} one
 * @param {{ name: string, matches: Uint32Array }} other
 * @param {{ code: string, name: string }[]} operations in the order of the answers
 * @returns {string[]} a few of them, and how many there are
 */
export function differences(one, other, operations) {
  if (one.matches.length !== other.matches.length) {
    return [`${one.name} answers ${one.matches.length} words, ${other.name} ${other.matches.length}`];
  }
  const words = Math.ceil(operations.length / 32);
  const found = [];
  let count = 0;
  for (const [w, word] of one.matches.entries()) {
    for (let rest = word ^ other.matches[w]; rest !== 0; rest &= rest - 1) {
      count += 1;
      if (found.length === SHOWN) continue;
      const bit = 31 - Math.clz32(rest & -rest);
      const operation = operations[(w % words) * 32 + bit];
      const [yes, no] = (word >>> bit) & 1 ? [one, other] : [other, one];
      const what = operation ? `${operation.code}:${operation.name}` : `bit ${(w % words) * 32 + bit}, past the last operation`;
      found.push(`statement ${Math.floor(w / words)}, ${what}: ${yes.name} matches, ${no.name} does not`);
    }
  }
  return count > SHOWN ? [...found, `… ${count} in all`] : found;
}
