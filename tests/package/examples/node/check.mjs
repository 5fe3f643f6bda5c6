// Checks every policy of a folder: node check.mjs policies
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Settings, check } from "ramlight";

const folder = process.argv[2] ?? "policies";
const settings = Settings.fromJSON(readFileSync("ramlight.json", "utf8"));

for (const name of readdirSync(folder).sort()) {
  const file = `${folder}/${name}`;
  const { findings } = check(readFileSync(join(folder, name), "utf8"), { settings, file });
  for (const { code, severity, message, from } of findings) {
    console.log(`${file}: ${severity} ${code} at ${from}: ${message}`);
    if (severity === "error") process.exitCode = 1;
  }
}
