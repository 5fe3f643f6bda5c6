/** The arrays of numbers in what a worker says: they go as bytes, all else as text. */

export type Numbers = Uint8Array | Uint32Array;
/** An array, and the members that lead to it. */
export interface Placed { array: Numbers; path: string[] }

/** The value without the arrays of numbers in it, and these. Lists are left as they are: none has any. */
export function withoutNumbers(value: unknown, path: string[] = []): { bare: unknown; numbers: Placed[] } {
  if (value instanceof Uint8Array || value instanceof Uint32Array) return { bare: null, numbers: [{ array: value, path }] };
  if (value === null || typeof value !== "object" || Array.isArray(value)) return { bare: value, numbers: [] };
  const members = Object.entries(value).map(([key, member]) => [key, withoutNumbers(member, [...path, key])] as const);
  return {
    bare: Object.fromEntries(members.map(([key, { bare }]) => [key, bare])),
    numbers: members.flatMap(([, { numbers }]) => numbers),
  };
}

/** Puts an array where it was. */
export function put({ array, path }: Placed, into: object): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, into as Record<string, unknown>);
  parent[last] = array;
}
