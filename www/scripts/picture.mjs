/** Takes the picture of the page that the README shows: `npm run picture`, after `npm run build`. */
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const PORT = 4175;
const LARGEST = 200_000;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../picture.png");

const POLICY = `{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "apigateway:Describe*",
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": [
        "apigateway:*Api",
        "apigateway:SetApiRule"
      ],
      "Resource": [
        "acs:apigateway:cn-hangzhou:*:apigroup/*",
        "acs:apigateway:cn-hangzhou:*:trafficcontrol/*"
      ]
    },
    {
      "Effect": "Allow",
      "Action": "apigateway:ModifyApiGroup",
      "Resource": "*",
      "Condition": {
        "Bool": { "acs:MFAPresent": "true" }
      }
    },
    {
      "Effect": "Deny",
      "Action": "apigateway:Delete*",
      "Resource": "*"
    }
  ]
}
`;

const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}: install it (Debian: apt-get install chromium) or name one in CHROME`);
if (!existsSync(here("../dist/index.html"))) throw new Error("the page is not built: run `npm run build` first");

const server = spawn("npx", ["--no-install", "vite", "preview", "--host", "localhost", "--port", String(PORT), "--strictPort"], { cwd: here(".."), detached: true, stdio: "ignore" });
try {
  await answering(`http://localhost:${PORT}/`);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ viewport: { width: 1340, height: 760 }, colorScheme: "light" });
  await page.addInitScript((text) => {
    localStorage.setItem("ramlight/policies", JSON.stringify([{ id: "picture", name: "API team", changed: "2026-01-01T00:00:00Z" }]));
    localStorage.setItem("ramlight/current", JSON.stringify("picture"));
    localStorage.setItem("ramlight/policy/picture", JSON.stringify(text));
  }, POLICY);
  await page.goto(`http://localhost:${PORT}/`);
  await page.getByLabel("Filter the operations by text").fill("apigroup");
  // The rows are drawn anew for the text and for the filter; what is clicked must be the row that stays.
  await page.locator('.pane.grants[aria-busy="false"] .status-line .shown', { hasText: "38 of 54" }).waitFor();
  await page.waitForTimeout(300);
  await page.locator('[data-name="DeleteApi"]').click();
  await page.locator(".sentences li").first().waitFor();
  await page.locator("h1").hover();
  await page.waitForTimeout(300);
  await page.screenshot({ path: out });
  await browser.close();
} finally {
  process.kill(-server.pid);
}
const { size } = statSync(out);
if (size > LARGEST) throw new Error(`${out} has ${size} bytes, more than ${LARGEST}`);
console.log(`${out}: ${size} bytes`);

async function answering(url) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers at ${url}`);
}
