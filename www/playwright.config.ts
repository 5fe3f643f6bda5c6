import { existsSync } from "node:fs";
import { defineConfig, type Project } from "@playwright/test";

const PORT = 4174;
const CHROMIUM_ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** The browser that the environment names, else Debian's. */
const found = (variable: string, usual: string) => process.env[variable] ?? usual;
const chromium = found("CHROME", "/usr/bin/chromium");
const firefox = found("FIREFOX", "/usr/bin/firefox-esr");
if (!existsSync(chromium)) throw new Error(`no Chromium at ${chromium}: install it (Debian: apt-get install chromium) or name one in CHROME`);
const projects: Project[] = [{ name: "chromium", use: { browserName: "chromium", launchOptions: { executablePath: chromium, args: CHROMIUM_ARGS } } }];
if (existsSync(firefox)) {
  // Firefox as it is released speaks WebDriver BiDi; Playwright's own protocol needs a patched build.
  projects.push({
    name: "firefox", grep: /@firefox/,
    use: { browserName: "firefox", channel: "moz-firefox", launchOptions: { executablePath: firefox } },
  });
} else {
  console.warn(`The tests in Firefox are left out: there is none at ${firefox}. Install it (Debian: apt-get install firefox-esr) or name one in FIREFOX.`);
}

export default defineConfig({
  testDir: "../tests/e2e",
  outputDir: "../tests/results/e2e",
  // For the slowest of machines: what passes, passes at once.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  workers: 2,
  fullyParallel: true,
  reporter: [["list"], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["json"] as ["json"]] : [])],
  use: { baseURL: `http://localhost:${PORT}/`, viewport: { width: 1440, height: 900 }, locale: "en-US" },
  webServer: {
    command: `npx --no-install vite preview --host localhost --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
  },
  projects,
});
