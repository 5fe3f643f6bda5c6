// Opens a folder in headless Chromium.
import { launchChromium, serveFolder } from "../support/chromium.mjs";

/** The page in `folder`, open until the test `t` ends, and the list of errors it meets on the way. */
export async function open(t, folder) {
  const { address, close } = await serveFolder(folder);
  t.after(close);
  const browser = await launchChromium();
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
