// A child of check-corpus.mjs: reads and parses every file of a folder.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
let sound = 0;
for (const name of readdirSync(folder)) {
  try {
    JSON.parse(readFileSync(join(folder, name), "utf8"));
    sound += 1;
  } catch {
    // some documents of the corpus are broken
  }
}
console.log(sound);
