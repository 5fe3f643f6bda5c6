/**
 * Makes a static page of each file of findings/, and one that lists all codes: no script, the page's type and colours.
 * The development server serves the same pages as the build writes.
 */
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Plugin } from "vite";
import { findingPage } from "./finding.ts";
import { indexPage } from "./index-page.ts";

const PLACE = "findings/";
const MODULE = "virtual:finding-pages";

/** `sources`: the folder of the Markdown files, `style`: their style sheet, which is an entry of the build; `engine`: the folder of the package. */
export function findingPages(sources: string, style: string, engine: string): Plugin {
  const codes = () => readdirSync(sources).flatMap((file) => /^(RAM\d{3})\.md$/.exec(file)?.[1] ?? []).sort();

  /** `sheet`: the address of the style sheet, as seen from the pages. */
  async function files(sheet: string): Promise<Map<string, string>> {
    const { rules } = await import(pathToFileURL(`${engine}/node.mjs`).href) as Pick<typeof import("ramlight"), "rules">;
    const known = rules("en");
    const written = codes();
    const pages = written.map((code): [string, string] => {
      const rule = known.find((each) => each.code === code);
      if (!rule) throw new Error(`${code}.md is of no code that the package has: run \`make pkg\``);
      return [`${PLACE}${code}.html`, findingPage(rule, readFileSync(`${sources}/${code}.md`, "utf8"), written, sheet)];
    });
    return new Map([
      ...pages,
      [`${PLACE}index.html`, indexPage(known, written, sheet)],
    ]);
  }

  return {
    name: "finding-pages",
    resolveId: (id) => id === MODULE ? `\0${MODULE}` : undefined,
    load: (id) => id === `\0${MODULE}` ? `export const CODES = ${JSON.stringify(codes())};` : undefined,
    async generateBundle(_, bundle) {
      const name = style.slice(style.lastIndexOf("/") + 1);
      const sheet = Object.values(bundle).find((file) => file.type === "asset" && file.names.includes(name));
      if (!sheet) throw new Error(`the build has no ${name}`);
      for (const [fileName, source] of await files(`../${sheet.fileName}`)) this.emitFile({ type: "asset", fileName, source });
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const asked = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
        if (!asked.startsWith(PLACE)) return next();
        files(`../${style}?direct`).then((all) => {
          const found = all.get(asked === PLACE ? `${PLACE}index.html` : asked);
          if (found === undefined) return next();
          response.setHeader("Content-Type", "text/html; charset=utf-8");
          response.end(found);
        }, next);
      });
    },
  };
}
