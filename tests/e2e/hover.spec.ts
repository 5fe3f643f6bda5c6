/** The card of a place in the text: under the pointer and at the cursor, what it lists, and what hangs on a pattern alone. */
import type { Locator, Page } from "../../www/testing.ts";
import { expect, grave, policyOf, test, type PolicyPage } from "./page.ts";

const POLICY = policyOf(
  { Effect: "Allow", Action: ["apigateway:Describe*", "apigateway:*Api", "apigateway:DeployApi"], Resource: "*" },
  { Effect: "Deny", Action: "apigateway:DeleteApi", Resource: "*", Condition: { NotIpAddress: { "acs:SourceIp": "192.0.2.0/24" } } },
);

const card = (page: Page) => page.locator(".card");
const part = (page: Page, text: string) => page.locator("#place-editor .cm-line span", { hasText: text }).last();

/** Rests the pointer on a part of the text until its card is there. */
async function over(page: Page, text: string): Promise<Locator> {
  await page.mouse.move(2, 2);
  await part(page, text).hover();
  await expect(card(page)).toBeVisible();
  return card(page);
}

/** Puts the cursor into a part of the text. */
const into = (page: Page, text: string) => part(page, text).click();

async function idle(policy: PolicyPage, text = POLICY) {
  await policy.open(text);
  await expect(policy.page.locator('.problems[aria-busy="false"]')).toBeAttached();
}

test("a wildcard: how many operations, by level, a list with outcomes, and what only it grants @firefox", async ({ policy, page }) => {
  await idle(policy);
  const shown = await over(page, "apigateway:Describe*");
  await expect(shown).toContainText("21 operations");
  await expect(shown.locator(".levels")).toHaveText("21 get");
  await expect(shown.getByRole("list").getByRole("listitem")).toHaveCount(21);
  await expect(shown.getByRole("listitem").first()).toContainText("Allowed");
  await expect(shown.getByRole("listitem").first()).toContainText("apigateway:DescribeApi");
  // another pattern grants those that end with Api
  const ending = (await shown.getByRole("listitem").allInnerTexts()).filter((text) => /Api\b/.test(text)).length;
  await expect(shown.locator("summary")).toHaveText(`Only this pattern grants ${21 - ending} operations`);
  await shown.locator("summary").click();
  await expect(shown.locator("details li")).toHaveCount(21 - ending);
});

test("a Deny withholds; a pattern that others cover is redundant; one operation says what it is checked for", async ({ policy, page }) => {
  await idle(policy);
  let shown = await over(page, "apigateway:DeleteApi");
  await expect(shown).toContainText("access level delete");
  await expect(shown).toContainText("acs:apigateway:$regionid:$accountid:apigroup/$groupId");
  await expect(shown).toContainText("Under conditions");
  await expect(shown.locator(".only")).toHaveText("Only this pattern withholds 1 operation");
  shown = await over(page, "apigateway:DeployApi");
  await expect(shown.locator(".only")).toHaveText("Redundant: the policy would grant the same without it.");
});

test("operators, keys, values, elements and effects are explained; between them no card comes", async ({ policy, page }) => {
  await idle(policy);
  await expect(await over(page, "NotIpAddress")).toContainText("A request without the key meets it");
  await expect(await over(page, "acs:SourceIp")).toContainText("Every request carries it");
  await expect(await over(page, "192.0.2.0/24")).toContainText("The key acs:SourceIp");
  await expect(await over(page, '"Condition"')).toContainText("What a request has to meet as well");
  await expect(await over(page, '"Deny"')).toContainText("Takes away what the statement matches");
  await page.mouse.move(2, 2);
  await expect(card(page)).toHaveCount(0);
});

test("F1 shows the card of the cursor's place and goes into it; Escape goes back @firefox", async ({ policy, page }) => {
  await idle(policy);
  await into(page, "apigateway:*Api");
  await page.mouse.move(2, 2);
  await page.keyboard.press("F1");
  await expect(card(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(card(page).getByRole("list").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(card(page)).toHaveCount(0);
  await expect(policy.editor).toBeFocused();
  expect(await policy.text()).toBe(POLICY);
});

/** Opens the card of the cursor's place. */
async function ask(page: Page, text: string) {
  await into(page, text);
  await page.mouse.move(2, 2);
  await page.keyboard.press("F1");
  await expect(card(page)).toBeFocused();
}

test("what is typed at a card goes into the text", async ({ policy, page }) => {
  await idle(policy);
  await ask(page, "apigateway:*Api");
  await page.keyboard.press("x");
  await expect(card(page)).toHaveCount(0);
  await expect(policy.editor).toBeFocused();
  await page.keyboard.press("y");
  expect((await policy.text()).length).toBe(POLICY.length + 2);
  expect(await policy.text()).toContain("xy");
});

test("a card that the focus leaves is closed", async ({ policy, page }) => {
  await idle(policy);
  await ask(page, "apigateway:*Api");
  await expect(card(page).locator("summary")).toBeVisible();
  for (let tabs = 0; tabs < 8 && await card(page).count() > 0; tabs++) await page.keyboard.press("Tab");
  await expect(card(page)).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.closest(".card") ?? null)).toBeNull();
});

test("with the keys, the operations that are shown beside the text have the focus", async ({ policy, page }) => {
  await idle(policy);
  await ask(page, "apigateway:*Api");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Show them beside the text" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Only lit" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("[aria-rowcount]:focus")).toHaveCount(1);
  await expect(card(page)).toHaveCount(0);
});

test("a card goes when one types, and never comes back over it", async ({ policy, page }) => {
  await idle(policy);
  await into(page, "apigateway:*Api");
  await over(page, "apigateway:*Api");
  await page.keyboard.type("x");
  await expect(card(page)).toHaveCount(0);
  await policy.settled();
  await expect(card(page)).toHaveCount(0);
});

test("beside a list of what could be typed there is no card", async ({ policy, page }) => {
  await idle(policy);
  await into(page, "apigateway:*Api");
  await page.keyboard.press("Control+Space");
  await expect(page.locator(".cm-tooltip-autocomplete")).toBeVisible();
  await part(page, "apigateway:DeleteApi").hover();
  // longer than a card takes
  await page.waitForTimeout(900);
  await expect(card(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.locator(".cm-tooltip-autocomplete")).toHaveCount(0);
  await over(page, "apigateway:DeleteApi");
});

test("what only a pattern grants comes without moving the card", async ({ policy, page }) => {
  await idle(policy);
  const shown = await over(page, "apigateway:Describe*");
  const before = await shown.boundingBox();
  await expect(shown.locator("summary")).toBeVisible();
  const after = await shown.boundingBox();
  expect(after?.y).toBeCloseTo(before?.y ?? 0, 0);
  expect(after?.height).toBeCloseTo(before?.height ?? 0, -1);
});

test("the operations of a pattern are shown beside the text", async ({ policy, page }) => {
  await idle(policy);
  const shown = await over(page, "apigateway:Describe*");
  await shown.getByRole("button", { name: "Show them beside the text" }).click();
  await expect(page.getByRole("button", { name: "Only lit" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".status-line .shown")).toHaveText("21 of 54 operations");
});

test("of a service of the cloud the first hundred are listed, and all are shown beside the text", async ({ policy, page }) => {
  await idle(policy, policyOf({ Effect: "Allow", Action: "ecs:*", Resource: "*" }));
  await expect(page.locator(".status-line .shown")).toHaveText("418 operations");
  const shown = await over(page, "ecs:*");
  await expect(shown).toContainText("364 operations");
  await expect(shown.getByRole("listitem")).toHaveCount(101);
  await expect(shown.getByRole("listitem").last()).toHaveText("and 264 more");
  await expect(shown.locator("summary")).toHaveText("Only this pattern grants 364 operations");
  await shown.getByRole("button", { name: "Show all 364" }).click();
  await expect(page.locator(".status-line .shown")).toHaveText("364 of 418 operations");
});

test("on a narrow screen in the dark the card stays within the window", async ({ policy, page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await page.emulateMedia({ colorScheme: "dark" });
  await idle(policy);
  const shown = await over(page, "apigateway:Describe*");
  const box = await shown.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await grave(page)).toEqual([]);
});
