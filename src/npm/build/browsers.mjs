// The browsers and drivers that the tests use: from the environment, else from PATH.
import { existsSync } from "node:fs";
import { output, which } from "./run.mjs";

/** What is looked for: the variable that names it, its usual commands, and the Debian package that has it. */
const WANTED = [
  { variable: "CHROME", commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], debian: "chromium" },
  { variable: "CHROMEDRIVER", commands: ["chromedriver"], debian: "chromium-driver" },
  { variable: "FIREFOX", commands: ["firefox-esr", "firefox"], debian: "firefox-esr" },
];

/** `{ CHROME, CHROMEDRIVER, FIREFOX, GECKODRIVER }`: paths; a key is absent where nothing was found. */
export function findBrowsers() {
  const wanted = [...WANTED, { variable: "GECKODRIVER", commands: ["geckodriver"] }];
  const found = wanted.map(({ variable, commands }) => {
    const named = process.env[variable];
    if (named && !existsSync(named)) throw new Error(`${variable} names ${named}, which does not exist`);
    return [variable, named || which(...commands)];
  });
  return Object.fromEntries(found.filter(([, path]) => path));
}

/** The Debian packages that are missing: browsers, drivers, and a font with Chinese in it. */
export function missingPackages() {
  const found = findBrowsers();
  const missing = WANTED.filter(({ variable }) => !found[variable]).map(({ debian }) => debian);
  if (!output("fc-list", [":lang=zh", "family"])) missing.push("fontconfig", "fonts-noto-cjk");
  return missing;
}
