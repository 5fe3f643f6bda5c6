// Random scenarios that the judge of the engine's tests has decided, read and decided by the package.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { test } from "node:test";
import { project } from "./project.mjs";

/** Written by `cargo test --test decision_judge`. */
const JUDGED = fileURLToPath(new URL("../../target/judged-scenarios.jsonl", import.meta.url));

const skip = existsSync(JUDGED) ? false : "skipped: cargo test has not written the judged scenarios";

test("scenarios are decided as the judge does", { skip }, async (t) => {
  const installed = join(project(t, {}), "node_modules/ramlight");
  const { Scenario } = await import(pathToFileURL(join(installed, "node.mjs")));
  let count = 0;
  for (const line of readFileSync(JUDGED, "utf8").trimEnd().split("\n")) {
    const { scenario: written, possible } = JSON.parse(line);
    const scenario = Scenario.fromJSON(JSON.stringify(written));
    possible.forEach((expected, index) => {
      const found = scenario.decide(index).possible;
      const told = () => `${JSON.stringify(written.requests[index])}\n${line}`;
      assert.deepEqual([...found].sort(), [...expected].sort(), told());
      count += 1;
    });
    scenario.free();
  }
  assert.ok(count > 1000, `${count} requests`);
});
