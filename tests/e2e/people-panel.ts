/** The people's panel as the tests use it. */
import { expect } from "./page.ts";
import type { Page } from "../../www/testing.ts";

export const READ_ONLY = "AliyunApiGatewayReadOnlyAccess";
export const FULL = "AliyunApiGatewayFullAccess";

export const who = (page: Page, name: string) => page.locator(`[data-who$="/${name}"]`);
export const viewAs = (page: Page, name: string) => page.getByLabel("View as", { exact: true }).selectOption({ label: name });
export const notice = (page: Page) => page.locator('[data-notice="people"]');

export async function make(page: Page, kind: "user" | "group" | "role", name: string): Promise<void> {
  await page.getByRole("button", { name: `New ${kind}` }).click();
  await expect(page.locator(".holders .name:focus")).toHaveValue(kind);
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(who(page, name)).toBeVisible();
}

export async function rename(page: Page, from: string, to: string): Promise<void> {
  await who(page, from).getByRole("textbox").fill(to);
  await page.keyboard.press("Enter");
  await expect(who(page, to)).toBeVisible();
}

export async function choose(page: Page, button: string, choice: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("menuitem", { name: choice, exact: true }).click();
}

/** Attaches a policy within a resource group. */
export async function attachWithin(page: Page, name: string, group: string, policy: string): Promise<void> {
  await page.getByRole("button", { name: `Attach a policy to ${name}`, exact: true }).click();
  await page.getByLabel("Within resource group").and(page.locator(":visible")).fill(group);
  await page.getByRole("menuitem", { name: policy, exact: true }).click();
}
