// The entry `ramlight/monaco` with a real Monaco editor, bundled by Vite, in a real browser.
import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { project, tool } from "./project.mjs";

const GOOD = `{
  "Version": "1",
  "Statement": [
    { "Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:logs/*" }
  ]
}`;
const MISSPELT = GOOD.replace("Allow", "allow");
const library = fileURLToPath(new URL("../node_modules/monaco-editor", import.meta.url));

/** A page with a Monaco editor whose text is checked. */
async function page(t) {
  const folder = project(t, {
    "index.html": `<!doctype html><html lang="en"><title>waiting</title><div id="place" style="height: 300px"></div><script type="module" src="/main.js"></script></html>`,
    // the parts that the test needs: of the whole, the languages alone are a minute of bundling
    "main.js": `
      import * as monaco from "monaco-editor/editor/editor.api.js";
      import "monaco-editor/editor/contrib/codeAction/browser/codeActionContributions.js";
      import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";
      import { watchRamPolicy } from "ramlight/monaco";
      globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };
      monaco.languages.register({ id: "json" });
      const model = monaco.editor.createModel(${JSON.stringify(MISSPELT)}, "json");
      const editor = monaco.editor.create(document.querySelector("#place"), { model, lightbulb: { enabled: "on" } });
      globalThis.checks = 0;
      const watched = watchRamPolicy(monaco, model, { onFindings: () => { checks += 1; } });
      Object.assign(globalThis, { monaco, model, editor, watched });
      await watched.ready;
      document.title = "ready";`,
    "vite.config.mjs": `export default { worker: { format: "es" }, build: { minify: false, target: "es2022" }, logLevel: "error" };`,
  });
  symlinkSync(library, join(folder, "node_modules/monaco-editor"));
  const { status, stdout, stderr } = tool(folder, "vite", ["build"]);
  assert.equal(status, 0, stdout + stderr);
  const opened = await open(t, join(folder, "dist"));
  await opened.page.waitForFunction(() => document.title === "ready");
  return opened;
}

const markers = (tab) => tab.evaluate(() => monaco.editor.getModelMarkers({ resource: model.uri }).map((marker) => ({
  source: marker.source, code: marker.code, severity: marker.severity, text: model.getValueInRange(marker), message: marker.message,
})));

test("Monaco shows markers, follows what is typed, and takes a fix", async (t) => {
  const { page: tab, errors } = await page(t);
  const [marker, ...more] = await markers(tab);
  assert.deepEqual(more, []);
  assert.deepEqual([marker.source, marker.code, marker.severity, marker.text], ["ramlight", "RAM221", 8, '"allow"']);
  assert.match(marker.message, /^the effect must be exactly `Allow` or `Deny`/);
  // the wavy line of an error, drawn by the editor itself
  await tab.locator(".squiggly-error").first().waitFor();

  // the quick fix, as a person takes it
  await tab.evaluate(() => {
    const at = model.getPositionAt(model.getValue().indexOf("allow") + 1);
    editor.setPosition(at);
    editor.focus();
    editor.trigger("test", "editor.action.quickFix", {});
  });
  const action = tab.getByText("RAM221: ", { exact: false }).last();
  await action.waitFor();
  await tab.keyboard.press("Enter");
  await tab.waitForFunction((good) => model.getValue() === good, GOOD);
  await tab.waitForFunction(() => monaco.editor.getModelMarkers({}).length === 0);

  // undone, it is found again; typed text is checked after a pause
  await tab.evaluate(() => editor.trigger("test", "undo", {}));
  await tab.waitForFunction(() => monaco.editor.getModelMarkers({}).length === 1);
  await tab.evaluate(() => watched.dispose());
  assert.deepEqual(await markers(tab), []);
  const before = await tab.evaluate(() => checks);
  await tab.evaluate(() => { model.setValue("{"); });
  await tab.waitForTimeout(400);
  assert.deepEqual([await markers(tab), await tab.evaluate(() => checks)], [[], before]);
  assert.deepEqual(errors, []);
});
