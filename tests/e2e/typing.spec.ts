/** While one types: marks follow, nothing jumps, the page never waits. */
import { expect, policyOf, restingPlaces, test, VIEW_ONLY } from "./page.ts";

test("a policy typed slowly lights the catalogue as it grows @firefox", async ({ policy, page }) => {
  await policy.open("");
  const typed = async (text: string) => page.keyboard.type(text, { delay: 12 });
  await typed('{"Version": "1", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": "apigateway:D');
  // The brackets and the quote close themselves, so the statement is whole and its pattern an exact name.
  await expect(page.locator(".cm-counts")).toHaveText(/0 actions/);
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(0);
  await typed("escribe");
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(0);
  await typed("*");
  await expect(page.locator(".cm-counts")).toHaveText(/21 actions/);
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
  await typed("s");
  // DescribeApiGroups, …Apis, …ApiRules, …DeployedApis and so on: names that end in s
  await expect.poll(async () => (await policy.summary())["allowed"]).toBeLessThan(21);
  expect(JSON.parse(await policy.text())).toEqual({ Version: "1", Statement: [{ Effect: "Allow", Resource: "*", Action: "apigateway:Describe*s" }] });
});

test("what is typed over a selection has no style of its own, and brackets close around it", async ({ policy, page }) => {
  await policy.open(VIEW_ONLY);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("[a", { delay: 30 });
  expect(await policy.text()).toBe("[a]");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("xy", { delay: 30 });
  expect(await policy.text()).toBe("xy");
  expect(await page.locator("#place-editor .cm-line[style], #place-editor .cm-line [style]").count()).toBe(0);
  for (let times = 0; times < 2; times++) await page.keyboard.press("ControlOrMeta+z");
  // and no message on the console, as after every test
  expect(await policy.text()).not.toBe("xy");
});

test("nothing moves while one types", async ({ policy, page }) => {
  await policy.open(VIEW_ONLY);
  const { before, places } = await restingPlaces(page, [".toolbar", "#place-editor", "#place-problems", "#place-summary", "#place-filter", "#place-catalogue", "#place-details"]);
  await page.locator(".cm-line", { hasText: "Describe" }).click();
  await page.keyboard.press("End");
  for (const key of [",", "Backspace", "Backspace", "x", "\"", "Enter", "{", "ArrowUp"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
    expect(await places()).toEqual(before);
  }
});

test("broken text keeps the whole statements lit, says what is wrong, and goes to the place", async ({ policy, page }) => {
  const whole = policyOf(
    { Effect: "Allow", Action: "apigateway:Describe*", Resource: "*" },
    { Effect: "Allow", Action: "apigateway:Delete*", Resource: "*" },
  );
  await policy.open(whole.replace('"apigateway:Delete*",', '"apigateway:Delete*" x,'));
  await expect.poll(async () => (await policy.summary())["allowed"]).toBeGreaterThanOrEqual(21);
  const problem = page.locator(".problems li", { hasText: "x is not expected here" });
  await expect(problem).toContainText(/RAM\d{3}/);
  await expect(page.locator(".problems .banner")).toContainText("RAM would refuse the document");
  await problem.locator(".problem").click();
  await expect(policy.editor).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("x");
  await expect(page.locator(".cm-lintRange-error").first()).toBeVisible();
});

test("the banner goes when the document is whole again, and a narrow screen says it beside the catalogue too", async ({ policy, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await policy.open(VIEW_ONLY.replace('"Allow"', '"allow "'));
  await expect(page.locator(".problems .banner")).toContainText("RAM would refuse the document");
  await page.getByRole("button", { name: "What it grants" }).click();
  await expect(page.locator(".tabs .refused")).toBeVisible();
  await page.getByRole("button", { name: "Policy", exact: true }).click();
  await policy.paste(VIEW_ONLY);
  await expect(page.locator(".problems .banner")).toHaveCount(0);
  await expect(page.locator(".tabs .refused")).toHaveCount(0);
});

test("a list that is still empty is told with its statement, the gravest problems first", async ({ policy, page }) => {
  const whole = { Effect: "Allow", Action: "apigateway:Describe*", Resource: "*" };
  await policy.open(policyOf(whole, { Effect: "Allow", Action: "apigateway:Delete*", Resource: [] }, { ...whole, Effect: "allow ", Action: "apigateway:CreateApi" }));
  const problems = page.locator(".problems li");
  await expect(problems.nth(0)).toContainText("RAM221");
  await expect(problems.nth(0).locator(".badge")).toHaveText("3");
  await expect(problems.nth(1)).toContainText("RAM236");
  await expect(problems.nth(1).locator(".badge")).toHaveText("2");
  await expect(page.locator(".cm-lintRange-info")).toHaveText("[]");
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
});

test("a string that is still open leaves the other statements lit", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "apigateway:Describe*", Resource: "*" }, { Effect: "Allow", Action: "apigateway:DeleteApi", Resource: "*" })
    .replace('"apigateway:DeleteApi"', '"apigateway:DeleteApi'));
  await expect(page.locator(".problem").first()).toContainText("not closed");
  await expect(page.locator(".problem .badge").first()).toHaveText("2");
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
});

test("a fix mends its problem, from the list and back by undo", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "allow ", Action: "apigateway:Describe*", Resource: "*" }));
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(0);
  await page.locator(".problems").getByRole("button", { name: "Fix", exact: true }).first().click();
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
  await expect.poll(() => policy.text()).toContain('"Effect": "Allow"');
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => policy.text()).toContain('"allow "');
});

test("a pattern that matches nothing is marked, and the others tell their counts", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: ["apigateway:Describe*", "apigateway:NoSuchThing"], Resource: "*" }));
  await expect(page.locator(".cm-pattern-nothing")).toHaveText('"apigateway:NoSuchThing"');
  // neither does it match one of today's metadata, which is looked through then
  await expect(page.locator(".cm-counts").nth(0)).toHaveText("101 actions");
  await expect(page.locator(".cm-counts").nth(1)).toHaveText("0 actions");
});

test("statements carry the same number in the text and in the catalogue", async ({ policy, page }) => {
  await policy.open(policyOf(...Array.from({ length: 3 }, () => ({ Effect: "Allow", Action: "apigateway:Describe*", Resource: "*" }))));
  await expect(page.locator(".statement-number")).toHaveText(["1", "2", "3"]);
  await expect(page.locator(".heads .badge")).toHaveText(["1", "2", "3"]);
});

test("twenty statements are told apart by number", async ({ policy }) => {
  await policy.open();
  await policy.paste(policyOf(...Array.from({ length: 20 }, (_, index) => ({
    Effect: "Allow", Action: index === 18 ? "apigateway:CreateApi" : "apigateway:DeleteApi", Resource: "*",
  }))));
  await expect((await policy.find("CreateApi")).locator(".badge")).toHaveText("19");
  const many = await policy.find("DeleteApi");
  await expect(many.locator(".badge")).toHaveText(["1", "2", "3"]);
  await expect(many.locator(".more:visible")).toHaveText("+16");
});

test("format, find, and the meter of the length", async ({ policy, page }) => {
  await policy.open('{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}');
  await expect(page.locator(".size")).toContainText("76 of 6,144 characters");
  await page.getByRole("button", { name: "Format" }).click();
  await expect.poll(async () => (await policy.text()).split("\n").length).toBeGreaterThan(5);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.locator(".cm-search")).toBeVisible();
  await policy.paste(`{"Version":"1","Statement":[],"x":"${"中".repeat(6_200)}"}`);
  await expect(page.locator(".size.over")).toContainText("6,237 of 6,144 characters");
  await expect(page.locator(".size .bytes")).toHaveText("18,637 bytes");
});

test("ten megabytes pasted leave the page usable", async ({ policy, page }) => {
  test.setTimeout(120_000);
  await policy.open();
  const statement = '{"Effect":"Allow","Action":"apigateway:Describe*","Resource":"*"},\n';
  const text = `{"Version":"1","Statement":[\n${statement.repeat(Math.ceil(10_000_000 / statement.length))}{}]}`;
  await policy.paste(text);
  await expect(page.locator(".statement-number, .cm-line").first()).toBeVisible();
  // The page's own thread answers: frames come, and so does a keystroke.
  const gap = await page.evaluate(() => new Promise<number>((resolve) => {
    let last = performance.now();
    let longest = 0;
    const until = last + 4_000;
    const tick = (now: number) => {
      longest = Math.max(longest, now - last);
      last = now;
      if (now < until) requestAnimationFrame(tick);
      else resolve(longest);
    };
    requestAnimationFrame(tick);
  }));
  expect(gap).toBeLessThan(3_000);
  await policy.editor.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("x");
  await expect(page.locator("#place-editor .cm-line").first()).toContainText("x{");
});
