/** A catalogue of one's own, small or large. */
import type { Page } from "../../www/testing.ts";
import { expect, policyOf, test, VIEW_ONLY } from "./page.ts";

const catalogue = (services: number, operations: number) => JSON.stringify({
  format: "ramlight-catalog/1",
  date: "2026-01-01",
  sources: ["a test"],
  services: Array.from({ length: services }, (_, service) => ({
    code: `svc${service}`, name: `Service ${service}`, aliases: [],
    templates: { thing: `acs:svc${service}:$regionid:$accountid:thing/$thingId` },
    operations: Array.from({ length: operations }, (_, index) => ({
      name: `${["Create", "List", "Get", "Update", "Delete"][index % 5]}Thing${index}`,
      level: ["create", "list", "get", "update", "delete"][index % 5],
      requires: "thing",
    })),
  })),
}, null, 1);

async function load(page: Page, name: string, text: string) {
  await page.locator(".services-button").click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Use a catalogue file of your own" }).click();
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

test("a good file takes the place of the built-in catalogue, stays after a reload, and goes again", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "svc1:*", Resource: "*" }));
  await load(page, "mine.json", catalogue(2, 5));
  await expect(page.locator(".status-line .shown")).toHaveText("10 operations");
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(5);
  await page.reload();
  await policy.settled();
  await expect(page.locator(".status-line .shown")).toHaveText("10 operations");
  await page.getByRole("button", { name: "mine.json" }).click();
  await page.getByRole("button", { name: "Back to the built-in catalogue" }).click();
  await expect(page.locator(".status-line .shown")).toHaveText("54 operations");
});

test("a faulty file is refused with file, line and reason, and the one before stays", async ({ policy, page }) => {
  await policy.open(VIEW_ONLY);
  const good = catalogue(1, 5);
  const line = good.split("\n").findIndex((text) => text.includes('"level": "list"')) + 1;
  await load(page, "faulty.json", good.replace('"level": "list"', '"level": "listing"'));
  const errors = page.locator(".catalogue-errors");
  await expect(errors).toContainText(`faulty.json, line ${line},`);
  await expect(errors).toContainText("listing");
  await expect(page.locator(".status-line .shown")).toHaveText("54 operations");
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
  await errors.getByRole("button", { name: "Dismiss" }).click();
  await expect(errors).toHaveCount(0);
});

test("25,000 operations scroll with only the rows in sight drawn", async ({ policy, page }) => {
  test.setTimeout(90_000);
  await policy.open(policyOf({ Effect: "Allow", Action: "*:List*", Resource: "*" }));
  await load(page, "large.json", catalogue(250, 100));
  await expect(page.locator(".status-line .shown")).toHaveText("25,000 operations");
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(5_000);
  const grid = page.locator("#place-catalogue");
  await grid.focus();
  await page.keyboard.press("End");
  await expect(page.locator('[data-operation="24999"]')).toBeVisible();
  expect(await page.locator("[data-operation]").count()).toBeLessThan(80);
  for (const part of [0.9, 0.5, 0.1, 0]) {
    await grid.evaluate((element, share) => { element.scrollTop = share * (element.scrollHeight - element.clientHeight); }, part);
    await expect.poll(() => rowsInSight(page)).toBe(true);
    expect(await page.locator("[data-operation]").count()).toBeLessThan(80);
  }
});

/** Whether there is a row at the top, the middle and the bottom of the list. */
const rowsInSight = (page: Page) => page.locator("#place-catalogue").evaluate((grid) => {
  const { left, top, bottom } = grid.getBoundingClientRect();
  const places = [top + 60, (top + bottom) / 2, bottom - 20];
  return places.every((y) => document.elementFromPoint(left + 40, y)?.closest(".row"));
});
