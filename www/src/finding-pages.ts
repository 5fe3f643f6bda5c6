/** The pages of the codes, which stand beside this one. */
import { CODES } from "virtual:finding-pages";

const written: ReadonlySet<string> = new Set(CODES);

/** The address of a code's page; `null`: it has none. */
export const pageOf = (code: string): string | null => written.has(code) ? `./findings/${code}.html` : null;
