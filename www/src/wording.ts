/** How words are put together in English: numbers, plurals, articles, lists. */
export const plural = (count: number, one: string, many = `${one}s`) => (count === 1 ? one : many);

const number = new Intl.NumberFormat("en-US");
/** The formatter takes its time; hundreds of numbers are drawn on a keystroke. */
export const formatNumber = (value: number) => Number.isInteger(value) && value >= 0 && value < 1_000 ? String(value) : number.format(value);

/** `a trust policy`, `an identity policy`. */
export const article = (what: string) => `${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`;

/** `a, b and c`. */
export const list = (items: readonly string[]) => items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
