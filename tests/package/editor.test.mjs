// `<ram-policy-editor>` and the adapters for editors of one's own, in a real browser.
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { project, run, tool } from "./project.mjs";

const GOOD = `{
  "Version": "1",
  "Statement": [
    { "Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:logs/*" }
  ]
}`;
const MISSPELT = GOOD.replace("Allow", "allow");
const tools = fileURLToPath(new URL("../node_modules", import.meta.url));

/** A page with no bundler, under a policy that allows scripts of its own and WebAssembly, and no style but constructed ones. */
const strict = (body, script) => `<!doctype html><html lang="en"><title>editor</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'">
<body>${body}<script type="module" src="./${script}"></script></body></html>`;

/** The element in a page without a bundler; what it says is kept in `globalThis.said`. */
async function page(t, body) {
  const folder = project(t, {
    "index.html": strict(body, "main.js"),
    "main.js": `
      globalThis.said = [];
      for (const type of ["change", "findings", "error"]) {
        addEventListener(type, ({ detail }) => said.push([type, detail]), true);
      }
      await import("./node_modules/ramlight/editor.js");
      globalThis.editor = document.querySelector("ram-policy-editor");`,
  });
  const { page, errors } = await open(t, folder);
  await page.waitForFunction(() => globalThis.said?.some(([type]) => type === "findings"));
  return { page, errors };
}

const codes = (page) => page.evaluate(() => editor.findings.map(({ code }) => code));
const settled = (page, code) => page.waitForFunction((code) => editor.findings.some((one) => one.code === code), code);

test("the text in the element is checked, and what is typed", async (t) => {
  const { page: tab, errors } = await page(t, `<ram-policy-editor>${GOOD}</ram-policy-editor>`);
  assert.equal(await tab.evaluate(() => editor.value), GOOD);
  assert.deepEqual(await codes(tab), []);
  assert.equal(await tab.getByRole("button", { name: "No findings" }).count(), 1);
  const text = tab.getByRole("textbox", { name: "RAM policy" });
  await text.click();
  await tab.keyboard.press("Control+End");
  await tab.keyboard.type("x");
  await settled(tab, "RAM114");
  assert.equal(await tab.evaluate(() => said.filter(([type]) => type === "change").at(-1)[1].value), `${GOOD}x`);
  await tab.keyboard.press("Control+z");
  await tab.waitForFunction(() => editor.findings.length === 0);
  assert.deepEqual(errors, []);
});

test("findings are listed and mended by keyboard", async (t) => {
  const { page: tab, errors } = await page(t, `<ram-policy-editor>${MISSPELT}</ram-policy-editor>`);
  assert.deepEqual(await codes(tab), ["RAM221"]);
  assert.equal(await tab.evaluate(() => said.find(([type]) => type === "findings")[1].refused), true);
  const count = tab.getByRole("button", { name: "1 error" });
  await count.focus();
  await tab.keyboard.press("Enter");
  const list = tab.getByRole("listbox");
  await list.waitFor();
  assert.match(await list.textContent(), /RAM221 the effect must be exactly/);
  await list.getByRole("button", { name: "Fix" }).click();
  await tab.waitForFunction((good) => editor.value === good, GOOD);
  await tab.waitForFunction(() => editor.findings.length === 0);
  assert.deepEqual(errors, []);
});

test("kind, locale, readonly and label are attributes that can change", async (t) => {
  const { page: tab } = await page(t, `<ram-policy-editor locale="zh" label="my policy" readonly>${GOOD}</ram-policy-editor>`);
  await tab.getByRole("textbox", { name: "my policy" }).click();
  await tab.keyboard.type("x");
  assert.equal(await tab.evaluate(() => editor.value), GOOD);
  assert.equal(await tab.getByRole("button", { name: "没有发现问题" }).count(), 1);
  await tab.evaluate(() => { editor.kind = "trust"; });
  await settled(tab, "RAM295");
  assert.match(await tab.evaluate(() => editor.findings[0].message), /[\u4e00-\u9fff]/);
  await tab.evaluate(() => { editor.kind = "nonsense"; });
  await tab.waitForFunction(() => said.some(([type]) => type === "error"));
  await tab.getByRole("alert").getByText("the kind of a policy is").waitFor();
  await tab.evaluate(() => { editor.kind = "identity"; editor.locale = "en"; });
  await tab.getByRole("button", { name: "No findings" }).waitFor();
});

test("a card says what stands under the pointer, and by F1 at the cursor", async (t) => {
  const { page: tab, errors } = await page(t, `<ram-policy-editor>${GOOD.replace("oss:GetObject", "apigateway:Describe*")}</ram-policy-editor>`);
  const card = tab.locator(".ram-policy-card");
  await tab.getByText("apigateway:Describe*").hover();
  await card.getByText("stands for 21 operations").waitFor();
  await tab.mouse.move(1, 1);
  await card.waitFor({ state: "detached" });
  await tab.evaluate(() => {
    const from = editor.value.indexOf("Effect") + 3;
    editor.reveal({ from, to: from });
  });
  await tab.keyboard.press("F1");
  await card.getByText("Allow grants what the statement matches").waitFor();
  await tab.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  await tab.evaluate(() => { editor.locale = "zh"; });
  await tab.getByText("apigateway:Describe*").hover();
  await card.getByText("代表 21 个操作").waitFor();
  assert.deepEqual(errors, []);
});

test("it is a field of a form, and can be moved and taken away", async (t) => {
  const { page: tab, errors } = await page(t, `<form><ram-policy-editor name="policy">${GOOD}</ram-policy-editor></form><div id="elsewhere"></div>`);
  const sent = () => tab.evaluate(() => new FormData(document.querySelector("form")).get("policy"));
  assert.equal(await sent(), GOOD);
  await tab.evaluate((text) => { editor.value = text; }, MISSPELT);
  await settled(tab, "RAM221");
  assert.equal(await sent(), MISSPELT);
  await tab.evaluate(() => document.querySelector("form").reset());
  assert.equal(await sent(), GOOD);
  await tab.evaluate(() => document.querySelector("#elsewhere").append(editor));
  await tab.evaluate((text) => { editor.value = text; }, MISSPELT);
  await settled(tab, "RAM221");
  await tab.evaluate(() => editor.remove());
  assert.deepEqual(errors, []);
});

test("a value that was set before the element was known counts", async (t) => {
  const folder = project(t, {
    "index.html": strict("<ram-policy-editor></ram-policy-editor>", "main.js"),
    "main.js": `
      const editor = document.querySelector("ram-policy-editor");
      editor.value = ${JSON.stringify(MISSPELT)};
      editor.addEventListener("findings", ({ detail }) => { document.title = detail.findings[0].code; });
      await import("./node_modules/ramlight/editor.js");`,
  });
  const { page: tab } = await open(t, folder);
  await tab.waitForFunction(() => document.title !== "editor");
  assert.equal(await tab.title(), "RAM221");
});

test("format, reveal, size, and broken JSON", async (t) => {
  const compact = JSON.stringify(JSON.parse(GOOD));
  const { page: tab } = await page(t, `<ram-policy-editor>${compact}</ram-policy-editor>`);
  assert.equal(await tab.evaluate(() => editor.format()), true);
  const formatted = await tab.evaluate(() => editor.value);
  assert.deepEqual(JSON.parse(formatted), JSON.parse(GOOD));
  assert.ok(formatted.includes("\n"));
  await tab.getByText(`${formatted.length} of 6,144 characters`).waitFor();
  await tab.evaluate(() => { editor.value = "{"; });
  assert.equal(await tab.evaluate(() => editor.format()), false);
  assert.equal(await tab.evaluate(() => editor.value), "{");
  await tab.evaluate(() => { editor.value = "x".repeat(10_000_000); });
  await settled(tab, "RAM211");
});

test("an engine that cannot be loaded is said, and the text can still be written", async (t) => {
  const folder = project(t, {
    "index.html": strict(`<ram-policy-editor>${GOOD}</ram-policy-editor>`, "main.js"),
    "main.js": `
      globalThis.fetch = () => Promise.reject(new TypeError("offline"));
      await import("./node_modules/ramlight/editor.js");`,
  });
  const { page: tab } = await open(t, folder);
  await tab.getByRole("alert").getByText("The engine could not be loaded, so nothing is checked").waitFor();
  await tab.getByRole("textbox").click();
  await tab.keyboard.press("Control+End");
  await tab.keyboard.type("x");
  assert.equal(await tab.evaluate(() => document.querySelector("ram-policy-editor").value), `${GOOD}x`);
});

test("on a server the module can be imported, and does nothing", (t) => {
  const folder = project(t, { "main.mjs": `import { RamPolicyEditor } from "ramlight/editor"; console.log(typeof RamPolicyEditor);` });
  const { stdout, stderr } = run(folder, process.execPath, ["main.mjs"]);
  assert.equal(stderr, "");
  assert.equal(stdout, "function\n");
});

/** A bundle of a page's script with libraries of the tests. */
function bundled(t, script) {
  const folder = project(t, { "index.html": `<!doctype html><title>waiting</title><div id="place"></div><script type="module" src="./out/main.js"></script>`, "main.js": script });
  process.env.NODE_PATH = tools;
  const { status, stderr } = tool(folder, "esbuild", ["main.js", "--bundle", "--format=esm", "--outdir=out", "--loader:.ttf=file", "--log-level=error"]);
  assert.equal(status, 0, stderr);
  run(folder, "cp", ["node_modules/ramlight/ramlight_bg.wasm", "out/"]);
  return folder;
}

test("CodeMirror of one's own shows and mends findings", async (t) => {
  const folder = bundled(t, `
    import { EditorView } from "@codemirror/view";
    import { forEachDiagnostic, forceLinting, linter } from "@codemirror/lint";
    import { ramPolicySource } from "ramlight/codemirror";
    const view = new EditorView({ doc: ${JSON.stringify(MISSPELT)}, extensions: [linter(ramPolicySource(), { delay: 0 })], parent: document.body });
    globalThis.view = view;
    globalThis.found = () => { const found = []; forEachDiagnostic(view.state, (one, from, to) => found.push({ ...one, from, to })); return found; };
    forceLinting(view);`);
  const { page: tab, errors } = await open(t, folder);
  await tab.waitForFunction(() => found().length === 1);
  const [{ source, severity, from, to }] = await tab.evaluate(() => found().map(({ source, severity, from, to }) => ({ source, severity, from, to })));
  assert.deepEqual({ source, severity, text: MISSPELT.slice(from, to) }, { source: "RAM221", severity: "error", text: '"allow"' });
  await tab.evaluate(() => found()[0].actions[0].apply(view));
  assert.equal(await tab.evaluate(() => view.state.doc.toString()), GOOD);
  await tab.waitForFunction(() => found().length === 0);
  assert.deepEqual(errors, []);
});

test("the element completes: by itself within a string, on Ctrl-Space anywhere, fields to tab through", async (t) => {
  const { page: tab, errors } = await page(t, "<ram-policy-editor>{}</ram-policy-editor>");
  const chosen = tab.locator(".cm-tooltip-autocomplete li[aria-selected] .cm-completionLabel");
  const take = async (label, key = "Tab") => {
    await chosen.filter({ hasText: label }).waitFor();
    await tab.waitForTimeout(100); // keys that come at once with the list are not for it
    await tab.keyboard.press(key);
  };
  await tab.getByRole("textbox", { name: "RAM policy" }).click();
  await tab.keyboard.press("Control+a");
  await tab.keyboard.press("Backspace");
  await tab.keyboard.press("Control+Space");
  await take("policy", "Enter");
  await tab.keyboard.press("Tab");
  await take("apigateway");
  await tab.keyboard.type("DeleteApiG");
  // Tab takes it and goes on to the next field
  await take("DeleteApiGroup");
  await take("acs:apigateway:*:*:apigroup/$groupId");
  await tab.keyboard.type("cn-hangz");
  await take("cn-hangzhou");
  await tab.keyboard.type("123");
  await tab.keyboard.press("Tab");
  await tab.keyboard.type("g-1");
  const document = { Version: "1", Statement: [{ Effect: "Allow", Action: ["apigateway:DeleteApiGroup"], Resource: ["acs:apigateway:cn-hangzhou:123:apigroup/g-1"] }] };
  assert.deepEqual(JSON.parse(await tab.evaluate(() => editor.value)), document);
  assert.deepEqual(errors, []);
});

test("completion for a CodeMirror and a Monaco of one's own", async (t) => {
  const text = '{"Version": "1", "Statement": [{"Action": "apigateway:DeleteApiGroup", "Resource": ""}]}';
  const folder = project(t, {
    "index.html": strict("", "main.js"),
    "main.js": `
      import { ramPolicyCompletions } from "./node_modules/ramlight/codemirror.js";
      import { ramPolicyCompletionProvider } from "./node_modules/ramlight/monaco.js";
      const text = ${JSON.stringify(text)};
      const at = text.indexOf('"Resource": "') + 13;
      const tools = { snippet: (template) => () => template };
      const result = await ramPolicyCompletions({ tools })({ state: { doc: { toString: () => text } }, pos: at, explicit: false });
      const outside = await ramPolicyCompletions()({ state: { doc: { toString: () => text } }, pos: 1, explicit: false });
      const model = {
        getValue: () => text, isDisposed: () => false,
        getOffsetAt: ({ column }) => column - 1, getPositionAt: (offset) => ({ lineNumber: 1, column: offset + 1 }),
      };
      const provider = ramPolicyCompletionProvider({ bindings: { account: "123" } });
      const { suggestions } = await provider.provideCompletionItems(model, { lineNumber: 1, column: at + 1 }, { triggerKind: 1 });
      globalThis.answers = {
        at, from: result.from, to: result.to, outside,
        template: result.options[0].apply(),
        first: suggestions[0],
        without: (await provider.provideCompletionItems(model, { lineNumber: 1, column: 2 }, { triggerKind: 1 })).suggestions,
      };`,
  });
  const { page: tab, errors } = await open(t, folder);
  await tab.waitForFunction(() => globalThis.answers);
  const { at, from, to, outside, template, first, without } = await tab.evaluate(() => answers);
  assert.deepEqual([from, to, outside, without], [at, at + 1, null, []]);
  assert.equal(template, 'acs:apigateway:${1:*}:${2:*}:apigroup/${3:$groupId}"${0}');
  assert.equal(first.insertText, 'acs:apigateway:${1:*}:123:apigroup/${2:\\$groupId}"$0');
  assert.deepEqual(first.range, { startLineNumber: 1, startColumn: at + 1, endLineNumber: 1, endColumn: at + 2 });
  assert.deepEqual(errors, []);
});

test("CodeMirror of one's own shows cards", async (t) => {
  const folder = bundled(t, `
    import { EditorView, hoverTooltip } from "@codemirror/view";
    import { ramPolicyHover } from "ramlight/codemirror";
    const source = ramPolicyHover({ locale: "zh" });
    const view = new EditorView({ doc: ${JSON.stringify(GOOD)}, extensions: [hoverTooltip(source, { hideOnChange: true })], parent: document.body });
    globalThis.ask = async (part) => {
      const found = await source(view, view.state.doc.toString().indexOf(part) + 1);
      return found && { text: view.state.doc.sliceString(found.pos, found.end), said: found.create().dom.textContent };
    };`);
  const { page: tab, errors } = await open(t, folder);
  await tab.waitForFunction(() => globalThis.ask);
  const { text, said } = await tab.evaluate(() => ask("acs:oss"));
  assert.equal(text, '"acs:oss:*:*:logs/*"');
  assert.match(said, /云服务 oss/);
  assert.equal(await tab.evaluate(() => ask("{")), null);
  await tab.getByText("oss:GetObject").hover();
  await tab.locator(".ram-policy-card").waitFor();
  assert.deepEqual(errors, []);
});

test("Monaco of one's own gets hovers of its model, and of no other", async (t) => {
  // what the adapter uses of Monaco
  const folder = bundled(t, `
    import { watchRamPolicy } from "ramlight/monaco";
    const text = ${JSON.stringify(GOOD)};
    const model = {
      uri: "a", getValue: () => text, getVersionId: () => 1, getLanguageId: () => "json", isDisposed: () => false, onDidChangeContent: () => ({ dispose() {} }),
      getPositionAt: (offset) => ({ lineNumber: text.slice(0, offset).split("\\n").length, column: offset - text.lastIndexOf("\\n", offset - 1) }),
      getOffsetAt: ({ lineNumber, column }) => text.split("\\n").slice(0, lineNumber - 1).join("\\n").length + (lineNumber > 1 ? 1 : 0) + column - 1,
    };
    let hovers, gone = 0;
    const monaco = {
      editor: { setModelMarkers() {} },
      languages: { registerCodeActionProvider: () => ({ dispose() {} }), registerHoverProvider: (language, provider) => { hovers = provider; return { dispose() { gone += 1; } }; } },
    };
    const watched = watchRamPolicy(monaco, model);
    const hover = (of, part) => hovers.provideHover(of, model.getPositionAt(text.indexOf(part) + 1));
    globalThis.asked = watched.ready.then(async () => {
      const answers = [await hover(model, "oss:GetObject"), await hover({}, "oss:GetObject"), await hover(model, "{")];
      watched.dispose();
      return { answers, gone };
    });`);
  const { page: tab, errors } = await open(t, folder);
  await tab.waitForFunction(() => globalThis.asked);
  const { answers: [action, other, nothing], gone } = await tab.evaluate(() => asked);
  assert.match(action.contents[0].value, /`oss:GetObject` names no operation of this catalogue/);
  assert.deepEqual(action.range, { startLineNumber: 4, startColumn: 36, endLineNumber: 4, endColumn: 51 });
  assert.deepEqual([other, nothing, gone], [null, null, 1]);
  assert.deepEqual(errors, []);
});
