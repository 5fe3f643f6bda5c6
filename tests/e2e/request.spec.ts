/** The request panel: a condition is typed, the context set, and the answer follows. */
import type { Page } from "../../www/testing.ts";
import { expect, firstEngineCrashes, grave, policyOf, restingPlaces, test, type PolicyPage } from "./page.ts";
import { allow, ask, BODY, decision, DECODED, FROM_OFFICE, key, OFFICE, pasteDenial, side } from "./request-panel.ts";

/** Every kind of value that a condition compares. */
const ALL_TYPES = policyOf(allow("apigateway:*", "*", {
  IpAddress: { "acs:SourceIp": "10.0.0.0/8" },
  Bool: { "acs:MFAPresent": "true" },
  DateLessThan: { "acs:CurrentTime": "2026-12-31T00:00:00Z" },
  NumericLessThan: { "test:Size": "10" },
  StringEquals: { "acs:RequestTag/env": ["test", "dev"] },
}));

test("a condition is typed, its key appears unknown, and the answer follows what is told of it @firefox", async ({ policy, page }) => {
  await ask(policy, policyOf(allow("apigateway:Describe*", "*")), "apigateway:DescribeApis");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator(".keys li")).toHaveCount(0);
  await page.locator(".cm-line", { hasText: '"Resource"' }).click();
  await page.keyboard.press("End");
  // The quotes and brackets close themselves.
  await page.keyboard.type(', "Condition": {"IpAddress": {"acs:SourceIp": "10.0.0.0/8');
  expect(JSON.parse(await policy.text())).toEqual(JSON.parse(FROM_OFFICE));
  await expect(key(page, "acs:SourceIp").locator("select")).toHaveValue("unknown");
  await expect(decision(page)).toContainText("Undecided");
  await expect(page.locator(".answer .hangs").first()).toContainText("acs:SourceIp");
  await expect(page.locator(".answer")).toContainText("10.0.0.0/8");
  const address = page.getByLabel("Value of acs:SourceIp", { exact: true });
  await address.fill("10.1.2.3");
  await expect(decision(page)).toHaveText("Allow");
  await expect(key(page, "acs:SourceIp").locator("select")).toHaveValue("known");
  await address.fill("192.0.2.7");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".traces [data-met]")).toContainText("10.0.0.0/8");
  await expect(page.locator(".traces [data-met]")).toContainText("192.0.2.7");
  await key(page, "acs:SourceIp").locator("select").selectOption("absent");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".traces [data-met]")).toContainText("request: absent");
  // The condition's negation, typed into the text: a key that is absent meets it.
  await policy.paste(FROM_OFFICE.replace("IpAddress", "NotIpAddress"));
  await expect(decision(page)).toHaveText("Allow");
  await policy.paste(FROM_OFFICE.replace('"Allow"', '"Deny"').replace("IpAddress", "NotIpAddress"));
  await expect(decision(page)).toHaveText("Explicit Deny");
});

test("the deciding text is lit in the editor, and a click in the reasons goes there", async ({ policy, page }) => {
  await ask(policy, policyOf(allow("apigateway:Delete*", "*"), allow("apigateway:Describe*", "*", OFFICE)), "apigateway:DescribeApis");
  await expect(page.locator(".cm-decides-part")).toHaveText(['"apigateway:Describe*"', '"*"', '"acs:SourceIp"']);
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator(".cm-decides-part").first()).toHaveText('"apigateway:Describe*"');
  await expect(page.locator(".cm-decides-statement").first()).toBeVisible();
  await expect(page.locator(".traces li.decides")).toContainText("Allow matches");
  await expect(page.locator('.traces li[data-verdict="fails"]')).toContainText("another action");
  await page.locator(".traces li.decides .pattern-link").first().click();
  await expect(policy.editor).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('"apigateway:Describe*"');
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("11.0.0.1");
  await expect(page.locator(".cm-decides-part")).toHaveCount(0);
  await side(page, "What it grants");
  await expect(page.locator(".cm-decides-statement")).toHaveCount(0);
});

test("each type of key has its input, several values and a key of one's own", async ({ policy, page }) => {
  await ask(policy, ALL_TYPES, "apigateway:CreateApi");
  await expect(page.locator(".keys .key")).toHaveText(["acs:SourceIp", "acs:MFAPresent", "acs:CurrentTime", "test:Size", "acs:RequestTag/env"]);
  for (const select of await page.locator(".keys select").all()) await expect(select).toHaveValue("unknown");
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.9.9.9");
  await key(page, "acs:MFAPresent").locator("select").selectOption("true");
  const moment = page.getByLabel("Value of acs:CurrentTime, UTC", { exact: true });
  await expect(moment).toHaveAttribute("type", "datetime-local");
  await moment.fill("2026-12-30T23:59:59");
  await page.getByLabel("Value of test:Size", { exact: true }).fill("9.5");
  const tag = page.getByLabel("Value of acs:RequestTag/env", { exact: true });
  expect(await page.locator(`datalist#${await tag.getAttribute("list")} option`).evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))).toEqual(["test", "dev"]);
  await tag.fill("none");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByRole("button", { name: "Another value of acs:RequestTag/env" }).click();
  await expect(page.getByLabel("Value 2 of acs:RequestTag/env", { exact: true })).toBeFocused();
  await page.keyboard.type("dev");
  // Of several values one that is met is enough.
  await expect(decision(page)).toHaveText("Allow");
  await moment.fill("2026-12-31T00:00");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await moment.fill("2026-01-01T00:00");
  await key(page, "acs:MFAPresent").locator("select").selectOption("false");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByLabel("Name of a context key").fill("acs:UserAgent");
  await page.keyboard.press("Enter");
  await expect(key(page, "acs:UserAgent")).toContainText("not in the policy");
  await expect(key(page, "acs:UserAgent").locator("select")).toBeFocused();
  await key(page, "acs:UserAgent").getByRole("button", { name: "Remove acs:UserAgent" }).click();
  await expect(key(page, "acs:UserAgent")).toHaveCount(0);
});

test("of two fields that are filled within one frame, as a browser fills a form, both are taken", async ({ policy, page }) => {
  await ask(policy, ALL_TYPES, "apigateway:SetApiRule");
  /** Types into the fields, each before anything is drawn of the one before it. */
  const fillAtOnce = async (values: Record<string, string>) => {
    for (const selector of Object.keys(values)) await expect(page.locator(selector)).toBeVisible();
    await page.evaluate((values) => {
      for (const [selector, value] of Object.entries(values)) {
        const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector)!;
        field.value = value;
        field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
      }
    }, values);
  };
  await side(page, "What it grants");
  await page.getByRole("button", { name: "Variables" }).click();
  await fillAtOnce({ ".bindings input[name=regionid]": "cn-hangzhou", ".bindings input[name=accountid]": "1234567890123456" });
  await side(page, "Request");
  const resources = page.locator(".resources li");
  await expect(resources.first()).toHaveText("acs:apigateway:cn-hangzhou:1234567890123456:apigroup/$groupId");
  const names = await page.locator(".part.resource .fields input").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).name));
  const ids = names.filter((name) => /groupid|secretkeyid/i.test(name));
  expect(ids).toHaveLength(2);
  await fillAtOnce(Object.fromEntries(ids.map((name, index) => [`.part.resource input[name="${name}"]`, `id-${index}`])));
  await expect(resources).toHaveText([
    "acs:apigateway:cn-hangzhou:1234567890123456:apigroup/id-0", "acs:apigateway:cn-hangzhou:1234567890123456:secretkey/id-1",
  ]);
  await fillAtOnce({
    '[data-key="acs:SourceIp"] input': "10.9.9.9", '[data-key="acs:MFAPresent"] select': "true",
    '[data-key="acs:CurrentTime"] input': "2026-06-30T12:00", '[data-key="test:Size"] input': "9.5", '[data-key="acs:RequestTag/env"] input': "dev",
  });
  await expect(decision(page)).toHaveText("Allow");
});

test("templates become fields, filled from the variables; alternatives, several resources and free text", async ({ policy, page }) => {
  await policy.open(policyOf(allow("apigateway:SetApiRule", "acs:apigateway:cn-hangzhou:*:apigroup/*"), allow("apigateway:SetApiRule", "acs:apigateway:*:*:secretkey/k-1")));
  await page.getByRole("button", { name: "Variables" }).click();
  await page.locator(".bindings input[name=regionid]").fill("cn-hangzhou");
  await policy.settled();
  await (await policy.find("SetApiRule")).click();
  await page.getByRole("button", { name: "Ask a request" }).click();
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("apigateway:SetApiRule");
  await expect(page.locator(".resources li")).toHaveText([
    "acs:apigateway:cn-hangzhou:$accountid:apigroup/$groupId", "acs:apigateway:cn-hangzhou:$accountid:secretkey/$secretKeyId",
  ]);
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".traces")).toHaveCount(2);
  const fields = page.locator(".part.resource .fields");
  await fields.getByLabel("$secretKeyId").fill("k-1");
  await expect(decision(page)).toHaveText("Allow");
  await fields.getByLabel("$regionid").fill("cn-beijing");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator('.traces [data-verdict="fails"]').first()).toContainText("the region differs");
  await fields.getByLabel("$regionid").fill("cn-hangzhou");
  await page.getByLabel("API group + throttling policy").check();
  await expect(page.locator(".resources li").nth(1)).toContainText("trafficcontrol/");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByRole("button", { name: "Write it myself" }).click();
  await page.getByLabel("Resource 2", { exact: true }).fill("acs:apigateway:cn-qingdao:1:secretkey/k-1");
  await expect(decision(page)).toHaveText("Allow");
  await page.getByRole("button", { name: "Another resource in the call" }).click();
  await page.getByLabel("Resource 3", { exact: true }).fill("acs:ecs:cn-qingdao:1:instance/i-1");
  await expect(decision(page)).toHaveText("Implicit Deny");
  // What is no resource is said, and decides nothing.
  await page.getByLabel("Resource 3", { exact: true }).fill("instance");
  await expect(decision(page)).toHaveCount(0);
  await expect(page.locator(".answer .said")).toHaveText(/\w/);
  await page.getByRole("button", { name: "Back to the fields" }).click();
  await expect(fields.getByLabel("$regionid")).toHaveValue("cn-hangzhou");
});

test("the catalogue honours the context, says that it does, and forgets it again", async ({ policy, page }) => {
  await ask(policy, policyOf(allow("apigateway:Describe*", "*", OFFICE), allow("apigateway:DeleteApi", "*")), "DescribeApis");
  await expect.poll(() => policy.summary()).toMatchObject({ allowed: 1, conditional: 21 });
  await expect(page.locator(".assumed")).toHaveCount(0);
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
  await expect.poll(() => policy.summary()).toMatchObject({ "allowed": 22, "conditional": 0, "not-granted": 32 });
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("192.0.2.1");
  await expect.poll(() => policy.summary()).toMatchObject({ "allowed": 1, "conditional": 0, "not-granted": 53 });
  await side(page, "What it grants");
  await expect(page.locator(".assumed")).toContainText("acs:SourceIp is 192.0.2.1");
  await expect.poll(async () => (await policy.operation("DescribeApis")).marks).toContain("conditions not met");
  await expect((await policy.find("DescribeApis")).locator(".chip")).toHaveText("Not granted");
  await page.getByRole("button", { name: "Assume nothing" }).click();
  await expect(policy.row("DescribeApis").locator(".chip")).toHaveText("Under conditions");
  await expect(page.locator(".assumed")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(policy.row("DescribeApis").locator(".chip")).toHaveText("Not granted");
  await page.reload();
  await policy.settled();
  // A page that is opened anew knows nothing.
  await expect(policy.row("DescribeApis").locator(".chip")).toHaveText("Under conditions");
});

test("what was told of the context comes back by Undo, beside what was told since", async ({ policy, page }) => {
  await policy.noticesStay();
  await ask(policy, ALL_TYPES, "apigateway:DescribeApis");
  await key(page, "acs:MFAPresent").locator("select").selectOption("true");
  await page.getByLabel("Value of test:Size", { exact: true }).fill("9");
  await page.getByRole("button", { name: "All unknown" }).click();
  await expect(key(page, "acs:MFAPresent").locator("select")).toHaveValue("unknown");
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.1.1.1");
  await page.getByLabel("Value of test:Size", { exact: true }).fill("8");
  await page.locator('[data-notice="context"]').getByRole("button", { name: "Undo" }).click();
  await expect(key(page, "acs:MFAPresent").locator("select")).toHaveValue("true");
  await expect(page.getByLabel("Value of acs:SourceIp", { exact: true })).toHaveValue("10.1.1.1");
  await expect(page.getByLabel("Value of test:Size", { exact: true })).toHaveValue("8");
});

test("the focus goes on where the button that was pressed is gone @firefox", async ({ policy, page }) => {
  await ask(policy, ALL_TYPES, "apigateway:SetApiRule");
  const press = async (name: string) => {
    await page.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  const resource = (number: number) => page.getByLabel(`Resource ${number}`, { exact: true });
  await press("Write it myself");
  await expect(resource(1)).toBeFocused();
  await press("Another resource in the call");
  await expect(resource(3)).toBeFocused();
  await press("Remove resource 2");
  await expect(resource(2)).toBeFocused();
  await press("Remove resource 2");
  await expect(resource(1)).toBeFocused();
  await press("Back to the fields");
  await expect(page.locator(".part.resource .fields input").first()).toBeFocused();

  const addKey = page.getByLabel("Name of a context key");
  for (const name of ["acs:UserAgent", "acs:SourceVpc"]) {
    await addKey.fill(name);
    await page.keyboard.press("Enter");
    await expect(key(page, name).locator("select")).toBeFocused();
  }
  await press("Remove acs:UserAgent");
  await expect(key(page, "acs:SourceVpc").locator("select")).toBeFocused();
  await press("Remove acs:SourceVpc");
  await expect(addKey).toBeFocused();
  await page.getByLabel("Value of test:Size", { exact: true }).fill("1");
  await press("Another value of test:Size");
  await page.keyboard.type("2");
  await press("Remove value 2 of test:Size");
  await expect(page.getByLabel("Value of test:Size", { exact: true })).toBeFocused();
  await press("All unknown");
  await expect(addKey).toBeFocused();

  await pasteDenial(page, JSON.stringify(DECODED));
  await page.getByRole("button", { name: "Make it a request" }).click();
  await page.locator(".part.denial").getByRole("button", { name: "Dismiss" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Action", { exact: true })).toBeFocused();
});

test("an action that is being typed is no error, and what rests is told once to those who listen @firefox", async ({ policy, page }) => {
  await policy.open(FROM_OFFICE);
  await side(page, "Request");
  const said = page.locator(".answer .said");
  await expect(said).toContainText("Pick an operation");
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const region = document.querySelector(".answer [role=status]")!;
    new MutationObserver(() => heard.push(region.textContent.trim())).observe(region, { subtree: true, childList: true, characterData: true });
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.filter((text) => text !== ""));
  const forget = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0).filter((text) => text !== ""));
  const action = page.getByLabel("Action", { exact: true });
  await action.focus();
  for (const character of "apigateway:DeleteAp") {
    await page.keyboard.press(character);
    await page.waitForTimeout(50);
    await expect(said).toContainText("Pick an operation", { timeout: 100 });
  }
  await page.waitForTimeout(1500);
  expect(await heard()).toEqual([]);
  await page.keyboard.press("i");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect.poll(heard).toEqual([expect.stringContaining("Implicit Deny")]);
  await page.waitForTimeout(1500);
  expect(await forget()).toHaveLength(1);
  await page.locator(".part.resource .fields input").first().focus();
  await page.keyboard.type("cn-hangzhou", { delay: 50 });
  await page.waitForTimeout(1500);
  expect((await forget()).length).toBeLessThanOrEqual(1);

  // What is left so, or confirmed, is asked as it stands.
  for (const done of ["Tab", "Enter"]) {
    await action.fill("apigateway:DeleteA");
    await expect(said).toContainText("Pick an operation");
    await page.keyboard.press(done);
    await expect(decision(page)).toHaveText("Implicit Deny");
    await expect(page.locator(".answer .hangs").first()).toContainText("no operation of the catalogue");
  }
  await action.fill("deletea");
  await page.keyboard.press("Tab");
  await expect(said).toContainText("service:name");
});

test("an engine that crashes over a request is started anew, with the context", async ({ policy, page }) => {
  await firstEngineCrashes(page, { at: "apigateway:DescribeCrash" });
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("192.0.2.1");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DescribeCrash");
  await expect(page.locator(".answer .hangs")).toContainText("no operation of the catalogue");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect.poll(() => policy.summary()).toMatchObject({ "conditional": 0, "not-granted": 54 });
});

test("keys that are called like what every object has are keys like others", async ({ policy, page }) => {
  const names = ["constructor", "toString", "__proto__"];
  // JSON.parse makes of `__proto__` a member like others, a literal would not
  const equals = JSON.parse(`{${names.map((name) => `"${name}": "a"`).join(", ")}}`) as object;
  await ask(policy, policyOf(allow("apigateway:*", "*", { StringEquals: equals })), "apigateway:DescribeApis");
  await expect(page.locator(".keys .key")).toHaveText(names);
  await expect(decision(page)).toHaveText("Undecided");
  for (const name of names) await page.getByLabel(`Value of ${name}`, { exact: true }).fill("a");
  await expect(decision(page)).toHaveText("Allow");
  await page.getByLabel("Name of a context key").fill("valueOf");
  await page.keyboard.press("Enter");
  await expect(key(page, "valueOf").locator("select")).toHaveValue("unknown");
});

test("a statement with an error is shown with its patterns as they are written", async ({ policy, page }) => {
  await ask(policy, policyOf(allow("apigateway:*", "*"), { ...allow("apigateway:DescribeApi", "*"), Effect: "deny" }), "apigateway:DescribeApis");
  // what is written may be about to be longer, in the rows as in a decision
  await expect(decision(page)).toHaveText("Undecided");
  await expect(page.locator('.traces li[data-verdict="faulty"] .pattern-link').first()).toHaveText("apigateway:DescribeApi");
  await side(page, "What it grants");
  expect((await policy.operation("DescribeApis")).outcome).toBe("Undecided");
  expect((await policy.operation("CreateApi")).outcome).toBe("Allowed");
});

test("nothing of a request or a denial leaves the page", async ({ policy, page, baseURL }) => {
  const requests: { url: string; method: string; body: string | null }[] = [];
  page.on("request", (request) => requests.push({ url: request.url(), method: request.method(), body: request.postData() }));
  await ask(policy, FROM_OFFICE, "apigateway:Secret-4711");
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.47.11.1");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await pasteDenial(page, JSON.stringify(BODY).replaceAll("DeleteApi", "Secret-4711"));
  await page.getByRole("button", { name: "Make it a request" }).click();
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.locator(".kept .passed")).toContainText("as expected");
  expect(requests.length).toBeGreaterThan(3);
  for (const { url, method, body } of requests) {
    expect(url.startsWith(baseURL ?? "") || url.startsWith("blob:") || url.startsWith("data:"), url).toBe(true);
    expect([method, body]).toEqual(["GET", null]);
    expect(url).not.toContain("4711");
  }
});

test("all by keyboard: from a row to a request, through its fields, to the scenario", async ({ policy, page }) => {
  await policy.open(FROM_OFFICE);
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Filter the operations by text")).toBeFocused();
  await page.keyboard.type("describeapis");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".details h2")).toHaveText("apigateway:DescribeApis");
  await page.keyboard.press("r");
  await expect(page.getByLabel("Action", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("apigateway:DescribeApis");
  await expect(decision(page)).toContainText("Undecided");
  const until = async (reached: () => Promise<boolean>) => {
    for (let presses = 0; presses < 30 && !(await reached()); presses++) await page.keyboard.press("Tab");
    expect(await reached()).toBe(true);
  };
  const focused = (selector: string) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  await until(() => focused('[data-key="acs:SourceIp"] select'));
  await page.keyboard.press("Tab");
  await page.keyboard.type("10.0.0.1");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.getByLabel("Value of acs:SourceIp", { exact: true })).toBeFocused();
  await page.getByRole("tab", { name: "Request" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Scenario" })).toBeFocused();
  await expect(page.locator(".scenario")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "What it grants" })).toHaveAttribute("aria-selected", "true");
});

test("nothing moves while one types in the editor or in a field of the request", async ({ policy, page }) => {
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  const { before, places } = await restingPlaces(page, ["#place-editor", ".request .ask", ".request .answer", ".part.resource", '[data-key="acs:SourceIp"]']);
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).focus();
  for (const character of "10.0.0.1") {
    await page.keyboard.press(character);
    await page.waitForTimeout(40);
    expect(await places()).toEqual(before);
  }
  await page.locator(".cm-line", { hasText: "Describe" }).click();
  await page.keyboard.press("End");
  for (const pressed of ["ArrowLeft", "ArrowLeft", "x", "Backspace", "\"", "Backspace"]) {
    await page.keyboard.press(pressed);
    await page.waitForTimeout(40);
    expect(await places()).toEqual(before);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    const show = (page: Page, name: string) => width < 760 ? page.locator(".tabs").getByRole("button", { name }).click() : side(page, name);
    const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const open = async (policy: PolicyPage, page: Page) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await policy.open(ALL_TYPES);
      await show(page, "Request");
    };

    test(`axe finds nothing grave in a request and a denial, ${colorScheme}, ${width} wide`, async ({ policy, page }) => {
      test.slow();
      await open(policy, page);
      await pasteDenial(page, JSON.stringify(DECODED));
      await expect(page.locator("#denial .read")).toContainText("FromOffice");
      expect(await grave(page)).toEqual([]);
      await page.getByRole("button", { name: "Make it a request" }).click();
      await key(page, "acs:MFAPresent").locator("select").selectOption("true");
      await expect(page.locator(".part.denial")).toContainText("FromOffice");
      expect(await grave(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });

    test(`axe finds nothing grave in what is assumed and a scenario, ${colorScheme}, ${width} wide`, async ({ policy, page }) => {
      test.slow();
      await open(policy, page);
      await page.getByLabel("Action", { exact: true }).fill("apigateway:SetApiRule");
      await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
      await expect(decision(page)).toContainText("Undecided");
      await page.getByRole("button", { name: "Keep", exact: true }).click();
      await show(page, "What it grants");
      await expect(page.locator(".assumed")).toBeVisible();
      expect(await grave(page)).toEqual([]);
      await show(page, "Scenario");
      await page.getByRole("button", { name: "Run all" }).click();
      await expect(page.locator(".kept .passed")).toContainText("as expected");
      expect(await grave(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });
  }
}
