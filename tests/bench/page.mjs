// node tests/bench/page.mjs [FOLDER]: the built page (www/dist) in headless Chromium with all services shown and the policy
// of WFULL, by the measures that the page takes itself (www/src/timing.ts). Prints JSON. Reported, not asserted.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildBareEditor } from "./bare-editor.mjs";
import { CHROMIUM, launchChromium, serveFolder } from "../support/chromium.mjs";
import { wfull } from "./cloud-workload.mjs";
import { median } from "./measure.mjs";

const BUILT = fileURLToPath(new URL("../../www/dist", import.meta.url));
/** What the page is served with. */
const HEADERS = JSON.parse(readFileSync(new URL("../../www/headers.json", import.meta.url), "utf8"));
const VIEWPORT = { width: 1440, height: 900 };
const KEYSTROKES = 100;
const LISTS = 40;
/** As a quick typist does: a key in so many milliseconds. */
const PAUSE_MS = 120;
/** Until everything that follows from something is done, findings among it. */
const CALM_MS = 2_000;

const percentile = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * share) - 1] ?? 0;
const summary = (numbers) => ({ count: numbers.length, median: median(numbers), p95: percentile(numbers, 0.95), max: Math.max(...numbers) });

/** Keys, tasks and memory of the page with all services; `null` where it is not built or there is no browser. */
export async function pageTimes(folder = BUILT) {
  if (!existsSync(join(folder, "index.html")) || !existsSync(CHROMIUM)) return null;
  const server = await serveFolder(folder, HEADERS);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.addInitScript(() => {
      globalThis.longTasks = [];
      new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
    });
    await page.goto(server.address);
    await answered(page);
    const resident = residentOf(await rendererPids(browser));
    const loading = await load(page, resident);
    await writePolicy(page);
    const { Action, Resource } = JSON.parse(wfull().policy).Statement[30];
    const keys = {};
    for (const [name, element] of Object.entries({ action: Action, resource: Resource })) {
      const { times, longestTask } = await type(page, [element].flat()[0]);
      keys[name] = { ...summary(times), longestTask };
    }
    const list = await complete(page, [Action].flat()[0]);
    const rows = await filter(page);
    await page.close();
    return { loading, keys, floor: await bareEditor(browser, [Action].flat()[0]), list, rows };
  } finally {
    await browser.close();
    server.close();
  }
}

/** The same keys in a bare editor with the same text, until that is painted. */
async function bareEditor(browser, action) {
  const server = await serveFolder(await buildBareEditor());
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(server.address);
    await insertPolicy(page);
    return summary((await type(page, action)).times);
  } finally {
    await page.close();
    server.close();
  }
}

const answered = (page) => page.locator('.pane.grants[aria-busy="false"] .summary tr.all').waitFor({ state: "attached" });

/** Forgets what was measured so far. */
const begin = (page) => page.evaluate(() => {
  performance.clearMeasures();
  globalThis.longTasks?.splice(0);
});
/** The measures of a name since then, and the longest task of the page's own thread; 0: none took 50 ms. */
const taken = (page, name) => page.evaluate((of) => ({
  times: performance.getEntriesByName(`ramlight:${of}`, "measure").map(({ duration }) => duration),
  longestTask: Math.max(0, ...globalThis.longTasks ?? []),
}), name);

/** All services are chosen. The catalogue's list of services is there before, as it is for whoever looks at it. */
async function load(page, resident) {
  await page.locator(".services-button").click();
  await page.locator(".service-list li:nth-child(300)").waitFor({ state: "attached" });
  await page.waitForTimeout(CALM_MS);
  const before = resident();
  await begin(page);
  await page.getByRole("button", { name: /^All services/ }).click();
  await page.waitForFunction(() => /^2\d,\d{3} operations$/.test(document.querySelector(".status-line .shown")?.textContent ?? ""));
  await page.waitForTimeout(CALM_MS);
  const { times, longestTask } = await taken(page, "catalogue");
  await page.keyboard.press("Escape");
  return { shown: Math.max(...times), longestTask, megabytes: before === null ? null : resident() - before };
}

/** A line for each statement, as long as a person has it. */
async function writePolicy(page) {
  await insertPolicy(page);
  await answered(page);
  await page.waitForTimeout(CALM_MS);
}

async function insertPolicy(page) {
  const text = wfull().policy.replaceAll('},{"Effect"', '},\n{"Effect"');
  await page.getByRole("textbox", { name: "Policy text" }).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** The cursor behind a pattern. */
async function goTo(page, pattern) {
  await page.keyboard.press("ControlOrMeta+f");
  await page.locator(".cm-search [name=search]").fill(pattern);
  // the search takes what is filled in once it is told
  await page.locator(".cm-search [name=search]").dispatchEvent("change");
  await page.keyboard.press("Enter");
  const found = await page.locator(".cm-searchMatch-selected").first().textContent();
  if (found !== pattern) throw new Error(`the cursor is at ${found}, not at ${pattern}`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(CALM_MS);
  await begin(page);
}

/** A letter behind a pattern, and gone again, many times. */
async function type(page, pattern) {
  await goTo(page, pattern);
  for (let i = 0; i < KEYSTROKES; i += 1) {
    await page.keyboard.press(i % 2 === 0 ? "x" : "Backspace");
    await page.waitForTimeout(PAUSE_MS);
  }
  await page.waitForTimeout(CALM_MS);
  return taken(page, "keystroke");
}

/** The first letter in place of an operation's name, many times: each opens the list of what could follow. */
async function complete(page, action) {
  await goTo(page, action);
  for (let i = 0; i < LISTS; i += 1) {
    await page.keyboard.press("ControlOrMeta+Shift+ArrowLeft");
    await page.keyboard.press("D");
    await page.locator(".cm-tooltip-autocomplete li").first().waitFor();
    await page.waitForTimeout(PAUSE_MS);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+z");
    await page.waitForTimeout(PAUSE_MS);
    await page.keyboard.press("ArrowRight");
  }
  const { times, longestTask } = await taken(page, "list");
  return { ...summary(times), longestTask, withTheirKeys: await withTheirKeys(page) };
}

/** How many lists were painted with what their key changed, not a frame later. */
const withTheirKeys = (page) => page.evaluate(() => {
  const keys = new Map(performance.getEntriesByName("ramlight:keystroke").map(({ startTime, duration }) => [startTime, duration]));
  // what is painted together is measured one right behind the other; a frame takes 16.7 ms
  return performance.getEntriesByName("ramlight:list").filter(({ startTime, duration }) => Math.abs(duration - keys.get(startTime)) < 4).length;
});

/** What finding the rows takes while one types what to look for. */
async function filter(page) {
  await page.locator("#filter").focus();
  await begin(page);
  await page.keyboard.type("describe instance", { delay: PAUSE_MS });
  await page.waitForTimeout(CALM_MS);
  const { times, longestTask } = await taken(page, "rows");
  return { ...summary(times), longestTask };
}

/** The processes of pages; a page's workers are in its own, and a spare one does not grow. */
async function rendererPids(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** What processes hold in memory now, in megabytes, where the system tells. */
function residentOf(pids) {
  const files = pids.map((pid) => `/proc/${pid}/status`).filter(existsSync);
  if (files.length === 0) return () => null;
  return () => files.reduce((sum, file) => sum + Number(readFileSync(file, "utf8").match(/^VmRSS:\s+(\d+)/m)[1]), 0) / 1000;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(JSON.stringify(await pageTimes(process.argv[2]), null, 2));
