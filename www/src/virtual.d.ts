declare module "virtual:finding-pages" {
  /** The codes that have a page. */
  export const CODES: readonly string[];
}
