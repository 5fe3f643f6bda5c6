/** Little things that people trip over. */
import { expect, policyOf, test, VIEW_ONLY } from "./page.ts";

test("an answer that has more than its room says so at its edge", async ({ policy, page }) => {
  await policy.open(policyOf(
    { Effect: "Deny", Action: "apigateway:Delete*", Resource: "*", Condition: { Bool: { "acs:MFAPresent": "false" } } },
    { Effect: "Allow", Action: "apigateway:Delete*", Resource: "*", Condition: { IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] } } },
  ));
  await page.getByRole("tab", { name: "Request" }).click();
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DeleteApi");
  const said = page.locator(".request .said");
  await expect(said).toContainText("explicitly denied if acs:MFAPresent is false");
  // The shadow stands still, what covers it at the end of the text moves with that.
  const edge = async () => (await page.screenshot({ clip: { ...(await said.evaluate((element) => {
    const { right, bottom } = element.getBoundingClientRect();
    return { x: right - 12, y: bottom - 7 };
  })), width: 10, height: 7 } })).toString("base64");
  const hidden = await edge();
  await said.evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await expect.poll(edge).not.toBe(hidden);
});

test("the buttons of the find bar are as large as its labels", async ({ policy, page }) => {
  await policy.open();
  await page.getByRole("button", { name: "Find" }).click();
  const size = (selector: string) => page.locator(`.cm-search ${selector}`).first().evaluate((element) => getComputedStyle(element).fontSize);
  expect(await size(".cm-button")).toBe(await size("label"));
  expect(await size(".cm-textfield")).toBe(await size("label"));
});

test("a policy keeps its name where none is typed, and a name of another direction moves nothing", async ({ policy, page }) => {
  await policy.open();
  await page.locator(".policy-name").click();
  const name = page.locator("#policies li input");
  await name.fill("  ");
  await page.keyboard.press("Enter");
  await expect(name).toHaveValue("My policy");
  await name.fill("");
  await page.keyboard.insertText("سياسة".repeat(40));
  await page.keyboard.press("Enter");
  await expect(page.locator(".policy-name bdi")).toHaveText("سياسة".repeat(40).slice(0, 128));
  await expect(name).toHaveCSS("direction", "rtl");
});

test("formatting leaves the cursor where it was @firefox", async ({ policy, page }) => {
  const spread = VIEW_ONLY.replaceAll("\n", "\n\n").replaceAll(": ", ":   ");
  await policy.open(spread);
  await page.locator(".cm-line", { hasText: '"Action"' }).click();
  await expect(page.locator("#place-editor .cm-activeLine")).toContainText('"Action"');
  await page.getByRole("button", { name: "Format" }).click();
  await expect.poll(() => policy.text()).not.toContain('"Action":   ');
  await expect(page.locator("#place-editor .cm-activeLine")).toHaveText(/^\s*"Action": "apigateway:Describe\*",/);
});

test("menus and the list of services close when the focus leaves them @firefox", async ({ policy, page }) => {
  await policy.open();
  const button = page.getByRole("button", { name: "Start from" });
  await button.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("b");
  await expect(page.getByRole("menuitem", { name: "Blank" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator("#start-menu")).toBeHidden();

  await page.locator(".services-button").focus();
  await page.keyboard.press("Enter");
  const panel = page.locator("#services-panel");
  await expect(panel.locator(".find-service")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(panel).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(panel).toBeHidden();
  await page.locator(".services-button").click();
  await panel.locator(".hint, .service-list").first().click({ position: { x: 2, y: 2 } });
  await expect(panel).toBeVisible();
});
