/** What the page starts from, keeps, opens and gives away. */
import { readFile } from "node:fs/promises";
import type { Page } from "../../www/testing.ts";
import { expect, policyOf, test, VIEW_ONLY } from "./page.ts";

const OTHER = policyOf({ Effect: "Deny", Action: "apigateway:*", Resource: "*" });

test("a reload keeps the text @firefox", async ({ policy, page }) => {
  await policy.open(OTHER);
  await policy.kept(OTHER);
  await page.reload();
  await policy.settled();
  await expect.poll(() => policy.text()).toBe(OTHER);
});

test("what was typed just before leaving is kept", async ({ policy, page }) => {
  await policy.open(OTHER);
  await page.reload();
  await policy.settled();
  await expect.poll(() => policy.text()).toBe(OTHER);
});

/** The storage has room for the little things, none for a text of some length. */
const roomForLittle = (page: Page) => page.addInitScript(() => {
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    if (value.length > 400) throw new DOMException("full", "QuotaExceededError");
    set.call(this, key, value);
  };
});

test("a storage that is full is told once, and nothing is lost in the session", async ({ policy, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await policy.open(OTHER);
  await expect(page.locator('[data-notice="not-kept"]')).toContainText("QuotaExceededError");
  await expect(page.locator('[data-notice="not-kept"]')).toHaveCount(1);
  await page.getByRole("button", { name: "My policy" }).click();
  await page.getByRole("button", { name: "New policy" }).click();
  await page.locator(".policy-name").click();
  await page.locator("#policies li").first().getByRole("button", { name: "Open" }).click();
  await expect.poll(() => policy.text()).toBe(OTHER);
});

test("what a full storage cannot keep is offered as a file, and the browser asks before it is left", async ({ policy, page }) => {
  await roomForLittle(page);
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await policy.open(VIEW_ONLY);
  await policy.kept(VIEW_ONLY);
  await page.reload();
  await policy.settled();
  expect(asked).toEqual([]);
  const long = policyOf({ Effect: "Allow", Action: `apigateway:${"x".repeat(500)}`, Resource: "*" });
  await policy.paste(long);
  const download = page.waitForEvent("download");
  await page.locator('[data-notice="not-kept"]').getByRole("button", { name: "Save file" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toBe(long);
  await page.reload();
  await policy.settled();
  expect(asked).toEqual(["beforeunload"]);
  // What was kept before is still there.
  await expect.poll(() => policy.text()).toBe(VIEW_ONLY);
});

test("a browser without storage works", async ({ policy, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("forbidden", "SecurityError"); } });
  });
  await policy.open(OTHER);
  await expect.poll(async () => (await policy.summary())["denied"]).toBe(54);
  await expect(page.locator('[data-notice="not-kept"]')).toContainText("SecurityError");
});

test("what was too long to be kept and is shorter now is no longer said to be lost", async ({ policy, page }) => {
  await roomForLittle(page);
  await policy.open(policyOf({ Effect: "Allow", Action: `apigateway:${"x".repeat(500)}`, Resource: "*" }));
  const notKept = page.locator('[data-notice="not-kept"]');
  await expect(notKept).toBeVisible();
  // Something else that is kept makes the text no safer.
  await page.getByLabel("Rows of the summary").or(page.getByLabel("Group by")).first().selectOption({ index: 1 });
  await expect(notKept).toBeVisible();
  await policy.paste(OTHER);
  await expect(notKept).toHaveCount(0);
});

test("damaged storage is passed over", async ({ policy, page }) => {
  await page.addInitScript(() => {
    for (const key of ["policies", "current", "view", "catalogue"]) localStorage.setItem(`ramlight/${key}`, '{"x":');
  });
  await policy.open();
  expect(JSON.parse(await policy.text())).toEqual(JSON.parse(VIEW_ONLY));
  await page.addInitScript(() => {
    localStorage.setItem("ramlight/policies", '[null, 7, {"id": "a"}, {"id": "b", "name": "Second", "changed": 1}]');
    localStorage.setItem("ramlight/current", '"b"');
    localStorage.setItem("ramlight/policy/b", "17");
    localStorage.setItem("ramlight/catalogue", "5");
    localStorage.setItem("ramlight/view", '{"filter": 3, "bindings": [], "split": "wide"}');
  });
  await page.reload();
  await policy.settled();
  await expect(page.locator(".policy-name")).toContainText("Second");
  expect(JSON.parse(await policy.text())).toEqual({ Version: "1", Statement: [] });
});

test("starts from the example, a system policy, a role's policy or nothing, and undoes it in one step", async ({ policy, page }) => {
  await policy.open(OTHER);
  const start = async (name: RegExp) => {
    await page.getByRole("button", { name: "Start from" }).click();
    await page.getByRole("menuitem", { name }).click();
    await policy.settled();
  };
  await start(/Example/);
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => policy.text()).toBe(OTHER);
  await start(/AliyunApiGatewayFullAccess/);
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(54);
  await start(/AliyunApiGatewayReadOnlyAccess/);
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
  await start(/Blank/);
  expect(JSON.parse(await policy.text())).toEqual({ Version: "1", Statement: [] });
  await page.getByRole("button", { name: "Start from" }).click();
  const names = await page.getByRole("menuitem").allInnerTexts();
  // the example and blank, two system policies, and three of each of the five roles
  expect(names).toHaveLength(2 + 2 + 15);
});

test("every starter is a policy that RAM accepts", async ({ policy, page }) => {
  await policy.open();
  const count = 19;
  for (let index = 0; index < count; index++) {
    await page.getByRole("button", { name: "Start from" }).click();
    await page.getByRole("menuitem").nth(index).click();
    await policy.settled();
    const name = await page.locator('[data-notice="replaced"]').innerText();
    if (/Blank/.test(name)) continue;
    expect(await page.locator(".problem .severity-error").count(), name).toBe(0);
  }
});

test("roles and system policies tell their facts, and their statements go into the policy", async ({ policy, page }) => {
  await policy.open(VIEW_ONLY);
  await page.getByRole("button", { name: "Roles and system policies" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator(".entry")).toHaveCount(7);
  await dialog.getByText("AliyunServiceRoleForApiGatewayConnectUserVpc").click();
  await expect(dialog).toContainText("connectuservpc.apigateway.aliyuncs.com");
  await expect(dialog).toContainText("Before it can be deleted");
  await dialog.locator("details[open] .ready").first().getByRole("button", { name: "Insert into my policy" }).click();
  await expect(dialog).toHaveCount(0);
  await policy.settled();
  const { Statement } = JSON.parse(await policy.text());
  expect(Statement).toHaveLength(2);
  expect(JSON.stringify(Statement[1])).toContain("ram:CreateServiceLinkedRole");
  expect(JSON.stringify(Statement[1])).toContain("connectuservpc.apigateway.aliyuncs.com");
});

test("policies are created, renamed, opened and deleted, and deleting is undone", async ({ policy, page }) => {
  await policy.open(OTHER);
  const dialog = page.getByRole("dialog");
  await page.locator(".policy-name").click();
  await dialog.getByRole("button", { name: "New policy" }).click();
  await policy.settled();
  await policy.paste(VIEW_ONLY);
  await page.locator(".policy-name").click();
  await dialog.getByLabel("Name of the policy").last().fill("Viewers");
  await dialog.getByLabel("Name of the policy").last().press("Tab");
  await dialog.getByRole("button", { name: "Open", exact: true }).first().click();
  await expect.poll(() => policy.text()).toBe(OTHER);
  await page.locator(".policy-name").click();
  await dialog.locator("li", { has: page.locator("input") }).last().getByRole("button", { name: "Delete" }).click();
  await expect(dialog.locator(".own li")).toHaveCount(1);
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".policy-name")).toContainText("Viewers");
  await expect.poll(() => policy.text()).toBe(VIEW_ONLY);
});

test("each policy has a name of its own: renamed to another's it gets a number, and so does one that is brought back", async ({ policy, page }) => {
  await policy.open(OTHER);
  const dialog = page.getByRole("dialog");
  const names = dialog.getByLabel("Name of the policy");
  const rename = async (index: number, name: string) => {
    await names.nth(index).fill(name);
    await names.nth(index).press("Tab");
  };
  await page.locator(".policy-name").click();
  await dialog.getByRole("button", { name: "New policy" }).click();
  await policy.settled();
  await page.locator(".policy-name").click();
  await rename(0, "Readers");
  await rename(1, "Readers");
  await expect(names.nth(1)).toHaveValue("Readers 2");
  // also where that is the name that it has
  for (const name of ["Readers 2", "Readers"]) {
    await rename(1, name);
    await expect(names.nth(1)).toHaveValue("Readers 2");
  }
  await dialog.locator("li", { has: page.locator("input") }).first().getByRole("button", { name: "Delete" }).click();
  await expect(names).toHaveCount(1);
  await rename(0, "Readers");
  await expect(names.nth(0)).toHaveValue("Readers");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(names.nth(0)).toHaveValue("Readers 2");
  await expect(names.nth(1)).toHaveValue("Readers");
});

test("any of one's policies is saved or opened from the list, and the list outlives a reload and its last policy", async ({ policy, page }) => {
  const dialog = page.getByRole("dialog");
  const open = () => page.locator(".policy-name").click();
  await policy.open(OTHER);
  await open();
  await dialog.getByLabel("Name of the policy").fill("Nobody");
  await dialog.getByLabel("Name of the policy").press("Tab");
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Open file…" }).click();
  await (await chooser).setFiles({ name: "viewers.json", mimeType: "application/json", buffer: Buffer.from(VIEW_ONLY) });
  await expect.poll(() => policy.text()).toBe(VIEW_ONLY);
  await page.reload();
  await policy.settled();
  await expect.poll(() => policy.text()).toBe(VIEW_ONLY);
  await open();
  await expect(dialog.getByLabel("Name of the policy")).toHaveCount(2);
  await expect(dialog.getByLabel("Name of the policy").first()).toHaveValue("Nobody");
  const download = page.waitForEvent("download");
  await dialog.locator(".own li").first().getByRole("button", { name: "Save file" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("Nobody.json");
  expect(await readFile(await saved.path(), "utf8")).toBe(OTHER);
  for (let left = 2; left > 0; left--) await dialog.getByRole("button", { name: "Delete" }).first().click();
  await expect(dialog.locator(".own li")).toHaveCount(1);
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(JSON.parse(await policy.text())).toEqual({ Version: "1", Statement: [] });
});

test("files: a policy is saved, and one that is opened stands beside the others", async ({ policy, page }) => {
  await policy.open(OTHER);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save file" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("My-policy.json");
  expect(await readFile(await saved.path(), "utf8")).toBe(OTHER);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file" }).click();
  await (await chooser).setFiles({ name: "viewers.json", mimeType: "application/json", buffer: Buffer.from(VIEW_ONLY) });
  await expect(page.locator(".policy-name")).toContainText("viewers");
  await expect.poll(() => policy.text()).toBe(VIEW_ONLY);
  await page.locator(".policy-name").click();
  await expect(page.locator(".own li")).toHaveCount(2);
});

test("a link carries the policy in its fragment and opens beside one's own", async ({ policy, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const text = policyOf({ Effect: "Allow", Action: "apigateway:中文😀", Resource: "*" });
  await policy.open(text);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator('[data-notice="link"]')).toContainText("on the clipboard");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash).toMatch(/^#policy=[\w-]+&kind=identity$/);
  await policy.paste(OTHER);
  await page.waitForTimeout(500);
  await page.goto("about:blank");
  await page.goto(link);
  await policy.settled();
  await expect.poll(() => policy.text()).toBe(text);
  expect(page.url()).not.toContain("#policy");
  await page.locator(".policy-name").click();
  await page.locator(".own li").first().getByRole("button", { name: "Open" }).click();
  await expect.poll(() => policy.text()).toBe(OTHER);
});

const TRUST = policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["ecs.aliyuncs.com"] } });

test("a link says the kind of the policy; one without it is of an identity policy, whatever a mail program added", async ({ policy, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await policy.open(TRUST);
  const kind = page.getByLabel("Kind of policy");
  await kind.selectOption("trust");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator('[data-notice="link"]')).toContainText("on the clipboard");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.evaluate(() => localStorage.clear());
  const open = async (address: string) => {
    await page.goto("about:blank");
    await page.goto(address);
    await policy.settled();
    await expect.poll(() => policy.text()).toBe(TRUST);
  };
  await open(link);
  await expect(kind).toHaveValue("trust");
  await open(`${link.replace("&kind=trust", "")}&utm_source=mail`);
  await expect(kind).toHaveValue("identity");
});

test("a link that is opened again opens the policy that it made", async ({ policy, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await policy.open(TRUST);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator('[data-notice="link"]')).toContainText("on the clipboard");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await policy.paste(OTHER);
  await page.waitForTimeout(500);
  for (const _ of ["first", "again"]) {
    await page.goto("about:blank");
    await page.goto(link);
    await policy.settled();
    await expect(page.locator(".policy-name")).toHaveText("From a link");
  }
  await page.locator(".policy-name").click();
  await expect(page.locator(".own li")).toHaveCount(2);
});

test("without a clipboard the link stands in a field", async ({ policy, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) } });
  });
  await policy.open(OTHER);
  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.getByRole("textbox", { name: "Link", exact: true }).inputValue();
  await page.goto("about:blank");
  await page.goto(link);
  await policy.settled();
  await expect.poll(() => policy.text()).toBe(OTHER);
});

test("a broken link is told and changes nothing", async ({ policy, page }) => {
  await policy.open(OTHER);
  await page.evaluate(() => { location.hash = "#policy=notAPolicy"; });
  await expect(page.locator('[data-notice="link"]')).toContainText("could not be read");
  await expect.poll(() => policy.text()).toBe(OTHER);
});

test("two tabs with the same policy warn each other, and a change elsewhere can be taken", async ({ policy, page, context }) => {
  await policy.open(OTHER);
  await policy.kept(OTHER);
  const second = await context.newPage();
  await second.goto("/");
  await expect(page.locator('[data-notice="other-tab"]')).toBeVisible();
  await expect(second.locator('[data-notice="other-tab"]')).toBeVisible();
  await second.getByRole("button", { name: "Start from" }).click();
  await second.getByRole("menuitem", { name: "Blank" }).click();
  await page.getByRole("button", { name: "Take that text" }).click();
  await expect.poll(async () => JSON.parse(await policy.text())).toEqual({ Version: "1", Statement: [] });
});

test("a tab warns of another one only while that has the same policy open @firefox", async ({ policy, page, context }) => {
  await policy.open(OTHER);
  await policy.kept(OTHER);
  const warning = page.locator('[data-notice="other-tab"]');
  const second = await context.newPage();
  await second.goto("/");
  await expect(warning).toBeVisible();
  await second.locator(".policy-name").click();
  await second.getByRole("button", { name: "New policy" }).click();
  await expect(warning).toHaveCount(0);
  await second.locator(".policy-name").click();
  await second.locator("#policies li").first().getByRole("button", { name: "Open" }).click();
  await expect(warning).toBeVisible();
  // A third one leaves, the second is still there.
  const third = await context.newPage();
  await third.goto("/");
  await expect(third.locator('[data-notice="other-tab"]')).toBeVisible();
  await third.goto("about:blank");
  await page.waitForTimeout(500);
  await expect(warning).toBeVisible();
  await second.goto("about:blank");
  await expect(warning).toHaveCount(0);
  // What a link brings is none of the policies that are open.
  const warned = page.evaluate(() => new Promise((resolve) => {
    new MutationObserver(() => { if (document.querySelector('[data-notice="other-tab"]')) resolve("warned"); }).observe(document.body, { subtree: true, childList: true });
    setTimeout(() => resolve("not warned"), 4_000);
  }));
  await third.goto("/#policy=q1YKSy0qzszPU7JSMlTSUQouSSxJzU3NKwFyomNrAQ");
  await expect(third.locator(".policy-name")).toHaveText("From a link");
  expect(await warned).toBe("not warned");
});
