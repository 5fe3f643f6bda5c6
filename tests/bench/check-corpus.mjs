// `ramlight check` of the corpus from a cold start, against a process that only reads and parses the same files.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { summarize } from "./measure.mjs";

const CORPUS = fileURLToPath(new URL("../../../shared/corpus/policies.jsonl", import.meta.url));
const READER = fileURLToPath(new URL("./read-folder.mjs", import.meta.url));
const ROUNDS = 5;

/** The documents of the corpus, or `null` where it is not beside the repository. */
function documents() {
  if (!existsSync(CORPUS)) return null;
  return readFileSync(CORPUS, "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
}

/** Medians in milliseconds by name, how many documents there are and how many of them the check took for policies; `null` without corpus or package. */
export function checkCorpus(built) {
  const texts = documents();
  if (texts === null || built === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "ramlight-bench-"));
  const policies = join(folder, "policies");
  mkdirSync(policies);
  for (const [index, text] of texts.entries()) writeFileSync(join(policies, `${String(index).padStart(5, "0")}.json`), text);
  const command = join(dirname(built.entry), "cli.mjs");
  let checked = 0;
  const ours = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, "check", policies, "--format", "json", "--kind", "auto"], { encoding: "utf8", maxBuffer: 1e9 });
    if (status === 2) throw new Error(stderr);
    checked = JSON.parse(stdout).summary.policies;
  };
  const contestants = { "JSON.parse": () => execFileSync(process.execPath, [READER, policies]), ours };
  const rounds = Array.from({ length: ROUNDS }, () =>
    Object.fromEntries(Object.entries(contestants).map(([name, task]) => {
      const before = performance.now();
      task();
      return [name, performance.now() - before];
    })),
  );
  rmSync(folder, { recursive: true });
  return { times: summarize(rounds), documents: texts.length, checked };
}
