/** What notices offer to take back, where they stand, and how long. */
import type { Locator, Page } from "../../www/testing.ts";
import { expect, policyOf, test, VIEW_ONLY, type PolicyPage } from "./page.ts";

const OTHER = policyOf({ Effect: "Deny", Action: "apigateway:*", Resource: "*" });
const notice = (page: Page, key: string) => page.locator(`[data-notice^="${key}"]`);
const undo = (page: Page, key: string) => notice(page, key).getByRole("button", { name: "Undo" });

/** At once, not when its time is up. */
const gone = (locator: Locator) => expect(locator).toHaveCount(0, { timeout: 4_000 });

async function startBlank(policy: PolicyPage): Promise<void> {
  await policy.page.getByRole("button", { name: "Start from" }).click();
  await policy.page.getByRole("menuitem", { name: "Blank" }).click();
  await expect(undo(policy.page, "replaced")).toBeVisible();
}

test("an Undo of the text goes with the next edit @firefox", async ({ policy, page }) => {
  await policy.open(OTHER);
  await startBlank(policy);
  await page.keyboard.type(" ");
  await gone(notice(page, "replaced"));
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => policy.text()).toBe(OTHER);

  await policy.paste(policyOf({ Effect: "allow", Action: "apigateway:*", Resource: "*" }, { Effect: "deny", Action: "apigateway:*", Resource: "*" }));
  await page.locator(".problems").getByRole("button", { name: /^Fix all/ }).click();
  await expect(undo(page, "fixed")).toBeVisible();
  await policy.editor.press("ControlOrMeta+Home");
  await expect(undo(page, "fixed")).toBeVisible();
  await page.keyboard.type(" ");
  await gone(notice(page, "fixed"));
});

test("an Undo of the text goes when another policy is shown", async ({ policy, page }) => {
  await policy.open(OTHER);
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await policy.paste(OTHER);
  await startBlank(policy);
  await page.locator(".policy-name").click();
  await page.locator("#policies li").first().getByRole("button", { name: "Open" }).click();
  await gone(notice(page, "replaced"));
});

test("a start that changes nothing offers no Undo of what was typed before", async ({ policy, page }) => {
  await policy.open(OTHER);
  await startBlank(policy);
  const blank = await policy.text();
  await policy.paste(VIEW_ONLY);
  await policy.paste(blank);
  await page.getByRole("button", { name: "Start from" }).click();
  await page.getByRole("menuitem", { name: "Blank" }).click();
  await expect(notice(page, "replaced")).toBeVisible();
  await expect(undo(page, "replaced")).toHaveCount(0);
});

test("each deletion of a policy is taken back within the list, and the focus goes to the next row @firefox", async ({ policy, page }) => {
  await policy.open(OTHER);
  const open = page.locator(".policy-name");
  for (const _ of ["second", "third"]) {
    await open.click();
    await page.getByRole("button", { name: "New policy" }).click();
  }
  await open.click();
  const rows = page.locator("#policies li");
  const remove = (index: number) => rows.nth(index).getByRole("button", { name: "Delete" });
  await expect(rows).toHaveCount(3);
  const ids = await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.policy));
  await remove(2).focus();
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(2);
  await expect(remove(1)).toBeFocused();
  await remove(0).focus();
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(1);
  await expect(remove(0)).toBeFocused();
  await expect(undo(page, "removed")).toHaveCount(2);
  await undo(page, "removed").first().click();
  await expect(undo(page, "removed")).toHaveCount(1);
  await undo(page, "removed").click();
  await expect(rows).toHaveCount(3);
  expect(await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.policy))).toEqual(ids);
  await page.keyboard.press("Escape");
  await expect.poll(() => policy.text()).toBe(OTHER);
});

test("a notice waits while it is pointed at or has the focus, and gives the focus back", async ({ policy, page }) => {
  await page.clock.install();
  await policy.open(OTHER);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(notice(page, "copied")).toBeVisible();
  await notice(page, "copied").hover();
  await page.clock.runFor(9_000);
  await expect(notice(page, "copied")).toBeVisible();
  await page.mouse.move(5, 5);
  await page.clock.runFor(9_000);
  await expect(notice(page, "copied")).toHaveCount(0);

  const copy = page.getByRole("button", { name: "Copy", exact: true });
  await copy.focus();
  await page.keyboard.press("Enter");
  const dismiss = notice(page, "copied").getByRole("button", { name: "Dismiss" });
  await dismiss.focus();
  await page.clock.runFor(9_000);
  await expect(dismiss).toBeFocused();
  await page.keyboard.press("Enter");
  await page.clock.runFor(100);
  await expect(notice(page, "copied")).toHaveCount(0);
  await expect(copy).toBeFocused();
});
