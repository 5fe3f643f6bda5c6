// Opens a folder in headless Chromium.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const TYPES = { ".css": "text/css", ".ttf": "font/ttf", ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** Serves `folder` on localhost until the test `t` ends; gives its address. */
async function serve(t, folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      const file = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(body);
    } catch {
      response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

/** The page in `folder`, open until the test `t` ends, and the list of errors it meets on the way. */
export async function open(t, folder) {
  const address = await serve(t, folder);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  t.after(() => browser.close());
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && errors.push(message.text()));
  await page.goto(address);
  return { page, errors };
}

/** What the page in `folder` leaves in its title, which is `waiting` before, and the errors it met on the way. */
export async function titleOf(t, folder, before = "waiting") {
  const { page, errors } = await open(t, folder);
  await page.waitForFunction((title) => document.title !== title, before, { timeout: 10_000 }).catch(() => {});
  return { title: await page.title(), errors };
}
