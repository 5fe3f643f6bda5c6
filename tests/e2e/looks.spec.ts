/** Light and dark, wide and narrow, for everybody; and nothing leaves the page. */
import type { Locator, Page } from "../../www/testing.ts";
import { expect, firstEngineCrashes, grave, numbered, policyOf, test, VIEW_ONLY } from "./page.ts";

const RICH = policyOf(
  { Effect: "Allow", Action: ["apigateway:Describe*", "apigateway:Nothing"], Resource: "*" },
  { Effect: "Allow", Action: "apigateway:*", Resource: "acs:apigateway:*:*:apigroup/*" },
  { Effect: "Deny", Action: "apigateway:Delete*", Resource: "*", Condition: { Bool: { "acs:MFAPresent": "false" } } },
  { Effect: "allow", Action: "apigateway:SetApiRule", Resource: "*" },
);

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing grave, ${colorScheme}, ${width} wide`, async ({ policy, page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await policy.open(RICH);
      expect(await grave(page)).toEqual([]);
      if (width < 760) await page.getByRole("button", { name: "What it grants" }).click();
      await page.getByRole("button", { name: "Variables" }).click();
      await policy.row("AbolishApi").click();
      await expect(page.locator(".sentences li").first()).toBeVisible();
      expect(await grave(page)).toEqual([]);
      await page.getByRole("button", { name: "Roles and system policies" }).click();
      await page.locator("#library summary").first().click();
      expect(await grave(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.locator(".policy-name").click();
      expect(await grave(page)).toEqual([]);
      await page.keyboard.press("Escape");
      if (width < 760) await page.getByRole("button", { name: "Policy", exact: true }).click();
      await policy.paste(numbered(VIEW_ONLY));
      await expect(page.locator(".clean-up .preview")).toBeVisible();
      expect(await grave(page)).toEqual([]);
    });
  }
}

test("the theme follows the system, and the person before the system", async ({ policy, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await policy.open();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect.poll(ground).toBe(dark);
  await page.reload();
  await policy.settled();
  expect(await ground()).toBe(dark);
});

const styleOf = (element: Locator, property: string) => element.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);

test("what is chosen, decides or is current can be told where the system sets the colours", async ({ policy, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await policy.open(RICH);
  const wrap = page.getByRole("button", { name: "Wrap" });
  const free = await styleOf(wrap, "background-color");
  await wrap.click();
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  expect(await styleOf(wrap, "background-color")).not.toBe(free);
  const tally = page.locator(".problems .tally").first();
  const unchosen = await styleOf(tally, "background-color");
  await tally.click();
  await expect(tally).toHaveAttribute("aria-pressed", "true");
  expect(await styleOf(tally, "background-color")).not.toBe(unchosen);
  expect(await styleOf(tally.locator("span").first(), "color")).toBe(await styleOf(tally, "color"));
  await tally.click();
  await expect(page.getByRole("tab", { name: "What it grants" })).toHaveCSS("background-color", await styleOf(wrap, "background-color"));

  // A bar stands at the problem that the cursor is in alone.
  await page.locator(".problems .problem").last().click();
  await expect(page.locator(".problems li.lit")).toHaveCount(1);
  const ground = await styleOf(page.locator(".pane.policy"), "background-color");
  expect(await styleOf(page.locator(".problems li:not(.lit)").first(), "border-left-color")).toBe(ground);
  expect(await styleOf(page.locator(".problems li.lit"), "border-left-color")).not.toBe(ground);

  const caret = page.locator(".policy-name .caret");
  expect(await styleOf(caret, "border-left-color")).toBe("rgba(0, 0, 0, 0)");
  expect(await styleOf(caret, "border-top-color")).not.toBe("rgba(0, 0, 0, 0)");

  await page.getByRole("tab", { name: "Request" }).click();
  await page.getByRole("combobox", { name: "Action" }).fill("apigateway:DescribeApis");
  await expect(page.locator(".cm-decides-part").first()).toHaveCSS("outline-style", "solid");
  expect(await styleOf(page.locator(".traces > li.decides").first(), "border-left-color")).not.toBe(ground);
  expect(await styleOf(page.locator(".traces > li:not(.decides)").first(), "border-left-color")).toBe(ground);
});

/** Elements whose text is cut off, or runs over what stands beside it. */
const cut = (page: Page, selector: string) => page.locator(selector).evaluateAll((elements) =>
  elements.filter((element) => element.scrollWidth > element.clientWidth).map((element) => `${element.tagName} ${element.textContent?.trim()}`));

for (const width of [360, 390, 768, 1440]) {
  test(`what RAM does with the document, and how much is granted, is never cut off, ${width} wide`, async ({ policy, page }) => {
    await page.setViewportSize({ width, height: 844 });
    // two fixes and problems of all classes: all that the head can hold
    await policy.open(policyOf(
      { Effect: "allow", Action: ["ram:AttachPolicyToUser", "ecs:Describe*", "ecs:DescribeDisks", "ecs:StopInstancz"], Resource: "*" },
      { Effect: "deny", Action: "oss:DeleteObject", Resource: "*", Condition: { Bool: { "acs:MFAPresent": "false" } } },
    ));
    await expect(page.getByRole("status").filter({ hasText: "RAM would refuse the document." })).toBeVisible();
    await expect(page.locator(".problems header")).toContainText("Fix");
    expect(await cut(page, ".problems header, .problems header p, .problems header strong, .problems header button")).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

    // the line of the size stays where it is when little is left
    const high = () => page.locator(".toolbar").evaluate((toolbar) => toolbar.getBoundingClientRect().height);
    const before = await high();
    await policy.paste(policyOf({ Effect: "Allow", Action: ["ecs:*", "oss:Get*"], Resource: `acs:oss:*:*:${"x".repeat(5_950)}` }));
    await expect(page.locator(".size.near")).toBeVisible();
    expect(await high()).toBe(before);

    // of all operations of the cloud
    if (width < 760) await page.getByRole("button", { name: "What it grants" }).click();
    await page.locator(".services-button").click();
    await page.getByRole("dialog", { name: "Which services are shown" }).getByRole("button", { name: /^All services/ }).click();
    await page.keyboard.press("Escape");
    await expect(page.locator(".status-line .shown")).toHaveText("24,765 operations");
    await policy.settled();
    expect(await cut(page, ".summary td, .summary tbody th")).toEqual([]);
  });
}

for (const { width, counted } of [{ width: 390, counted: "+14" }, { width: 720, counted: "+12" }, { width: 900, counted: "+14" }, { width: 1440, counted: "+12" }]) {
  test(`how many more statements bear on an operation is never cut off, ${width} wide`, async ({ policy, page }) => {
    await page.setViewportSize({ width, height: 844 });
    // fifteen policies of alice, of each of which the eleventh statement bears on everything
    await page.addInitScript(() => {
      const statement = (Action: string) => ({ Effect: "Allow", Action, Resource: "*" });
      const text = JSON.stringify({ Version: "1", Statement: [...Array.from({ length: 10 }, (_, index) => statement(`ecs:Describe${index}`)), statement("apigateway:*")] });
      const ids = Array.from({ length: 15 }, (_, index) => `p${index}`);
      const keep = (key: string, value: unknown) => localStorage.setItem(`ramlight/${key}`, JSON.stringify(value));
      keep("policies", ids.map((id) => ({ id, name: id, kind: "identity", changed: "" })));
      for (const id of ids) keep(`policy/${id}`, text);
      keep("people", { user: [{ name: "alice", policies: ids.map((id) => `own/${id}`), groups: [], resourceGroups: {} }], group: [], role: [] });
      keep("view", { caller: { kind: "user", name: "alice" }, filter: { text: "AbolishApi" } });
    });
    await policy.open();
    if (width < 760) await page.getByRole("button", { name: "What it grants" }).click();
    const cell = policy.row("AbolishApi").locator(".statements");
    const more = cell.locator(".more:visible");
    await expect(more).toHaveText(counted);
    // Both places at once: ecs is still being loaded, and the rows are drawn anew.
    const room = () => more.evaluate((element) => {
      const right = (of: Element) => of.getBoundingClientRect().right;
      return right(element.closest(".statements")!) - right(element);
    });
    await expect.poll(room).toBeGreaterThanOrEqual(0);
  });
}

for (const width of [390, 1440]) {
  test(`the change of a text in one line is in sight, and its lines are told by signs, ${width} wide`, async ({ policy, page }) => {
    await page.setViewportSize({ width, height: 844 });
    const actions = Array.from({ length: 60 }, (_, index) => `"apigateway:Describe${index}*"`).join();
    await policy.open();
    await policy.paste(`{"Version":"1","Statement":[{"Effect":"Allow","Action":[${actions}],"Resource":"*",}]}`);
    const preview = page.locator(".clean-up .preview");
    await expect(preview.locator(".cm-deletedText")).toHaveText(",");
    const sign = (line: string) => preview.locator(line).evaluate((element) => getComputedStyle(element, "::before").content);
    await expect.poll(() => sign(".cm-deletedLine")).toBe('"−"');
    await expect.poll(() => sign(".cm-changedLine")).toBe('"+"');
    expect(await preview.locator(".cm-scroller").evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth)).toBeLessThanOrEqual(0);
    await expect(preview.locator(".cm-deletedText")).toBeInViewport();
  });
}

for (const width of [360, 390, 700, 900]) {
  test(`no sideways scrolling of the page at ${width}`, async ({ policy, page }) => {
    await page.setViewportSize({ width, height: 800 });
    await policy.open(RICH);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    if (width < 760) {
      await page.getByRole("button", { name: "What it grants" }).click();
      expect(await overflow()).toBeLessThanOrEqual(0);
    }
    await expect(policy.row("AbolishApi")).toBeVisible();
    await page.getByRole("button", { name: "Roles and system policies" }).click();
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
}

test("no request goes to another origin or carries what was typed @firefox", async ({ policy, page, baseURL }) => {
  const requests: { url: string; method: string; body: string | null }[] = [];
  page.on("request", (request) => requests.push({ url: request.url(), method: request.method(), body: request.postData() }));
  await policy.open(RICH.replace("apigateway:Nothing", "apigateway:Secret-4711"));
  await policy.find("CreateApi");
  await policy.row("CreateApi").click();
  await page.getByRole("button", { name: "Format" }).click();
  await policy.paste(numbered(VIEW_ONLY.replace("Describe", "Secret-4711")));
  await page.getByRole("button", { name: "Clean up", exact: true }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator('[data-notice="link"]')).toBeVisible();
  await page.waitForTimeout(500);
  expect(requests.length).toBeGreaterThan(3);
  for (const { url, method, body } of requests) {
    expect(url.startsWith(baseURL ?? "") || url.startsWith("blob:") || url.startsWith("data:"), url).toBe(true);
    expect(method).toBe("GET");
    expect(body).toBeNull();
    expect(url).not.toContain("4711");
  }
});

test("the page may load from its own origin only, and the browser holds it to that", async ({ policy, page }) => {
  await policy.open(RICH);
  const said = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  const directives = Object.fromEntries((said ?? "").split(";").map((part) => {
    const [name = "", ...sources] = part.trim().split(" ");
    return [name, sources];
  }));
  const nonce = /^'nonce-[\w-]+'$/;
  expect(directives).toEqual({
    "default-src": ["'none'"],
    "script-src": ["'self'", "'wasm-unsafe-eval'"],
    "style-src": ["'self'", expect.stringMatching(nonce)],
    "worker-src": ["'self'"],
    "connect-src": ["'self'"],
    "img-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
  });
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  const refused = await page.evaluate(() => new Promise<string[]>((resolve) => {
    const directivesBroken: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      directivesBroken.push(event.effectiveDirective);
      if (directivesBroken.length === 2) resolve(directivesBroken.sort());
    });
    fetch("http://127.0.0.1:9/").catch(() => {});
    new Image().src = "http://127.0.0.1:9/picture.png";
  }));
  expect(refused).toEqual(["connect-src", "img-src"]);
  // What the browser says of these two attempts is no fault of the page.
  policy.errors.splice(0);
});

test("an engine that crashes is started anew with the text", async ({ policy, page }) => {
  // It has answered about catalogue and bindings by then.
  await firstEngineCrashes(page, { after: 2 });
  await page.goto("/");
  await policy.settled();
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
});

test("an engine that hangs is told, and a later edit starts it again", async ({ policy, page }) => {
  test.setTimeout(60_000);
  await page.addInitScript(() => {
    const Real = Worker;
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        const post = this.postMessage.bind(this);
        // Never answers for a text that says so.
        this.postMessage = (message: unknown) => {
          if (!JSON.stringify(message).includes("HANG")) post(message);
        };
      }
    };
  });
  await policy.open(VIEW_ONLY);
  await page.locator(".cm-line", { hasText: "Describe" }).click();
  await page.keyboard.press("Home");
  await page.keyboard.type("HANG");
  await expect(page.locator('[data-notice="engine"]')).toContainText("longer than 5 seconds", { timeout: 12_000 });
  for (let index = 0; index < 4; index++) await page.keyboard.press("Backspace");
  await expect(page.locator('[data-notice="engine"]')).toHaveCount(0, { timeout: 20_000 });
  await policy.settled();
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
});
