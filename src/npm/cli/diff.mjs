// What `--diff` prints of a file.
import { FILE_HEADERS_ONLY, createTwoFilesPatch } from "diff";
import { cyan, green, plain, red } from "./colour.mjs";

/** The lines of a unified diff between two texts of one file. */
export function diffLines(path, before, after) {
  const name = plain(path);
  const patch = createTwoFilesPatch(name, name, before, after, undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY });
  // a program takes the diff as it is; a terminal is not to be steered by it
  const shown = process.stdout.isTTY ? (line) => line.split("\t").map(plain).join("\t") : (line) => line;
  return patch.replace(/\n$/, "").split("\n").map(shown).map((line) => {
    if (line.startsWith("+")) return green(line);
    if (line.startsWith("-")) return red(line);
    return line.startsWith("@@") ? cyan(line) : line;
  });
}
