/** What the page says of a policy: the cases that decide whether it can be trusted. */
import { expect, numbered, policyOf, test, VIEW_ONLY } from "./page.ts";

const allow = (action: string | string[], ...resources: string[]) => ({ Effect: "Allow", Action: action, Resource: resources });

test("the example of the documents, pasted with its line numbers, is cleaned up with one click @firefox", async ({ policy, page }) => {
  await policy.open();
  await policy.paste(numbered(VIEW_ONLY));
  await expect(page.locator(".clean-up .preview .cm-deletedChunk").first()).toBeVisible();
  await page.getByRole("button", { name: "Clean up", exact: true }).click();
  await expect.poll(async () => JSON.parse(await policy.text())).toEqual(JSON.parse(VIEW_ONLY));
  await expect(page.locator(".clean-up")).toHaveCount(0);
  await expect.poll(() => policy.summary()).toEqual({ "allowed": 21, "partial": 0, "conditional": 0, "denied": 0, "not-granted": 33, "undecided": 0 });
  const shown = await policy.shown();
  expect(shown).toHaveLength(54);
  expect(shown.filter(({ outcome }) => outcome === "allowed").map(({ name }) => name).every((name) => name.startsWith("Describe"))).toBe(true);
  expect(shown.filter(({ name }) => name.startsWith("Describe"))).toHaveLength(21);
  expect(shown.filter(({ outcome }) => outcome === "not-granted")).toHaveLength(33);
});

test("the clean-up is accepted and refused by keyboard, and undone in one step", async ({ policy, page }) => {
  await policy.open();
  const pasted = numbered(VIEW_ONLY);
  await policy.paste(pasted);
  await expect(page.locator(".clean-up .preview")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(async () => JSON.parse(await policy.text())).toEqual(JSON.parse(VIEW_ONLY));
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => policy.text()).toBe(pasted);
  await policy.paste(numbered(VIEW_ONLY.replace("Describe", "Delete")));
  await expect(page.locator(".clean-up .preview")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".clean-up")).toHaveCount(0);
  await expect.poll(() => policy.text()).toContain("  1. {");
});

test("what was found of copying is said in words", async ({ policy, page }) => {
  await policy.open();
  await policy.paste('1. {"Version": "1", // a note\n2. "Statement": [{“Effect”: "Allow", " Action": "apigateway:Describe*", "Resource": "acs:apigateway:*:*:apigroup/$groupId"}]}');
  const offer = page.locator(".clean-up [role=status]");
  for (const trace of ["line numbers", "comments", "curly or single quotes", "blanks in the names of elements", "placeholders left in"]) {
    await expect(offer).toContainText(trace);
  }
  await page.getByRole("button", { name: "Clean up", exact: true }).click();
  await expect.poll(async () => JSON.parse(await policy.text())).toEqual(
    { Version: "1", Statement: [{ Effect: "Allow", Action: "apigateway:Describe*", Resource: "acs:apigateway:*:*:apigroup/*" }] });
});

test("an allow in one region and one in another grant no call of SetApiRule", async ({ policy }) => {
  await policy.open(policyOf(
    allow("apigateway:*", "acs:apigateway:cn-hangzhou:*:apigroup/*"),
    allow("apigateway:*", "acs:apigateway:cn-beijing:*:secretkey/*", "acs:apigateway:cn-beijing:*:trafficcontrol/*"),
  ));
  await expect.poll(async () => (await policy.operation("SetApiRule")).outcome).toBe("Not granted");
});

test("one group grants CreateApi for some resources and CreateApiGroup not at all", async ({ policy }) => {
  await policy.open(policyOf(allow("apigateway:*", "acs:apigateway:*:*:apigroup/g-1")));
  await expect.poll(async () => (await policy.operation("CreateApi")).outcome).toBe("Some resources");
  await policy.page.getByLabel("Filter the operations by text").fill("");
  await expect.poll(async () => (await policy.operation("CreateApiGroup")).outcome).toBe("Not granted");
});

test("a statement that meets a part of a call contributes, and with the rest the call is granted", async ({ policy }) => {
  const groups = allow("apigateway:*", "acs:apigateway:*:*:apigroup/*");
  await policy.open(policyOf(groups));
  const alone = await policy.operation("SetApiRule");
  expect(alone.outcome).toBe("Not granted");
  expect(alone.marks).toContain("Statement 1, Allow: matches only a part");
  await policy.paste(policyOf(groups, allow("apigateway:*", "acs:apigateway:*:*:secretkey/*", "acs:apigateway:*:*:trafficcontrol/*")));
  await expect(policy.row("SetApiRule").locator(".chip")).toHaveText("Allowed");
});

test("a condition and a Deny are told apart from a plain grant", async ({ policy }) => {
  await policy.open(policyOf(
    { ...allow("apigateway:Describe*", "*"), Condition: { Bool: { "acs:MFAPresent": "true" } } },
    allow("apigateway:Delete*", "*"),
    { Effect: "Deny", Action: "apigateway:DeleteApi", Resource: "*" },
  ));
  await expect.poll(() => policy.summary()).toEqual({ "allowed": 7, "partial": 0, "conditional": 21, "denied": 1, "not-granted": 25, "undecided": 0 });
  const row = await policy.operation("DeleteApi");
  expect(row.marks).toContain("Statement 2, Allow: covers it in full");
  expect(row.marks).toContain("Statement 3, Deny: covers it in full");
});
