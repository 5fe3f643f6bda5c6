/** People: users and groups, what is attached to them, and the catalogue and the decisions of the one chosen. */
import { readFile } from "node:fs/promises";
import type { Page } from "../../www/testing.ts";
import { expect, firstEngineCrashes, grave, policyOf, restingPlaces, test, type PolicyPage } from "./page.ts";
import { attachWithin, choose, FULL, make, notice, READ_ONLY, rename, viewAs, who } from "./people-panel.ts";
import { side } from "./request-panel.ts";

/** The operations of services that come along where a policy names `ram` (which is IMS, too) or `sts`. */
const RAM_AND_IMS = 72 + 98;
const STS = 6;
/** By the system policy of API Gateway, which names one action of RAM, under a condition. */
const ALL_ALLOWED = `54 allowed · 1 under conditions · ${RAM_AND_IMS - 1} not granted`;

/** Grants 8 operations, of which it denies one. */
const DELETE = policyOf(
  { Effect: "Allow", Action: "apigateway:Delete*", Resource: "*" },
  { Effect: "Deny", Action: "apigateway:DeleteApi", Resource: "*" },
);

const decision = (page: Page) => page.locator(".answer .decision");

/** alice in developers, who may read. */
async function aliceAndDevelopers(policy: PolicyPage, text: string): Promise<void> {
  const { page } = policy;
  await policy.open(text);
  await side(page, "People");
  await make(page, "group", "developers");
  await make(page, "user", "alice");
  await choose(page, "Attach a policy to developers", READ_ONLY);
  await choose(page, "Add alice to a group", "developers");
}

/** Asks for an operation and keeps the request. */
async function keepRequest(page: Page, operation: string, decided: string): Promise<void> {
  await side(page, "Request");
  await page.getByLabel("Action", { exact: true }).fill(`apigateway:${operation}`);
  await expect(decision(page)).toContainText(decided);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.locator('[data-notice="kept"]')).toContainText(operation);
}

async function importPeople(page: Page, text: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import…" }).click();
  await (await chooser).setFiles({ name: "people.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

/** The outcome of an operation, once it is this. */
const outcome = async (policy: PolicyPage, operation: string, expected: string) => {
  const row = await policy.find(operation);
  await expect(row.locator(".chip")).toHaveText(expected);
};

test("the catalogue shows what a person's policies grant together, and each grant says which policy it comes from @firefox", async ({ policy, page }) => {
  await aliceAndDevelopers(policy, DELETE);
  await side(page, "What it grants");
  await outcome(policy, "DeleteApiGroup", "Allowed");
  await outcome(policy, "DescribeApi", "Not granted");

  await viewAs(page, "alice");
  await outcome(policy, "DescribeApi", "Allowed");
  await outcome(policy, "DeleteApiGroup", "Not granted");
  // The system policies of API Gateway: 21 of the 54 operations are for reading.
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(21);
  await expect(page.locator(".not-attached")).toContainText("“My policy” is not attached to alice.");
  await page.getByRole("button", { name: "Attach it" }).click();
  await expect(page.locator(".not-attached")).toHaveCount(0);
  await expect(notice(page)).toContainText("“My policy” is attached to alice.");
  await outcome(policy, "DeleteApiGroup", "Allowed");
  await outcome(policy, "DeleteApi", "Denied");
  await expect(page.locator(".applies .policy")).toHaveText(["My policy", READ_ONLY]);
  await expect(page.locator(".applies").nth(1)).toContainText("through developers");
  await expect(page.locator(".heads .badge")).toHaveText(["1", "2", "A1"]);
  await expect.poll(async () => (await policy.operation("DescribeApi")).marks).toBe(`Statement 1 of ${READ_ONLY} (attached to the group developers), Allow: covers it in full`);
  await expect.poll(async () => (await policy.operation("DeleteApiGroup")).marks).toBe("Statement 1 of My policy (attached to alice), Allow: covers it in full");
  await policy.row("DeleteApiGroup").click();
  await expect(page.locator(".details .sentences")).toContainText("statement 1 of My policy grants it");
  await (await policy.find("DescribeApi")).click();
  await expect(page.locator(".details .sentences")).toContainText(`statement 1 of ${READ_ONLY} grants it`);
  await expect(page.locator(".evidence .of-policy")).toHaveText(READ_ONLY);

  // What is typed counts at once, with the rest.
  await policy.paste(policyOf({ Effect: "Deny", Action: "apigateway:Describe*", Resource: "*" }));
  await outcome(policy, "DescribeApi", "Denied");
  await outcome(policy, "DeleteApiGroup", "Not granted");
  await page.locator('[data-name="DeleteApiGroup"]').hover();
  await expect(page.locator(".statement-number")).toHaveText(["1"]);

  await viewAs(page, "this policy alone");
  await outcome(policy, "DescribeApi", "Denied");
  await expect(page.locator(".viewing")).toHaveCount(0);
  await expect.poll(async () => (await policy.operation("DescribeApi")).marks).toBe("Statement 1, Deny: covers it in full");
});

test("attached, detached and undone, the effect changes at once; a reload keeps it all @firefox", async ({ policy, page }) => {
  await aliceAndDevelopers(policy, DELETE);
  await who(page, "alice").getByRole("button", { name: "View as" }).click();
  const effect = page.locator(".viewing .effect");
  await expect(effect).toHaveText("21 allowed · 33 not granted");
  await choose(page, "Attach a policy to alice", FULL);
  await expect(effect).toHaveText(ALL_ALLOWED);
  await page.getByRole("button", { name: `Detach ${FULL} from alice` }).click();
  await expect(effect).toHaveText(`21 allowed · ${33 + RAM_AND_IMS} not granted`);
  await expect(page.getByRole("button", { name: "Attach a policy to alice" })).toBeFocused();
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await expect(effect).toHaveText(ALL_ALLOWED);
  await page.getByRole("button", { name: "Attach a policy to alice" }).focus();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(effect).toHaveText(`21 allowed · ${33 + RAM_AND_IMS} not granted`);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(effect).toHaveText(ALL_ALLOWED);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(effect).toHaveText(`21 allowed · ${33 + RAM_AND_IMS} not granted`);
  await page.keyboard.press("ControlOrMeta+z");
  // Taken out of the group nothing is left.
  await expect(page.locator(".applying-head")).toContainText("No policy applies to alice: nothing is granted.");
  await expect(effect).toHaveText(`${54 + RAM_AND_IMS} not granted`);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await choose(page, "Attach a policy to alice", "My policy");
  await expect(effect).toHaveText(`28 allowed · 1 denied · ${25 + RAM_AND_IMS} not granted`);

  await page.waitForTimeout(500);
  await page.reload();
  await policy.settled();
  await expect(page.getByLabel("View as", { exact: true })).toHaveValue("user/alice");
  await expect(page.locator(".applies .policy")).toHaveText(["My policy", READ_ONLY]);
  await expect.poll(async () => (await policy.summary())["denied"]).toBe(1);
  await side(page, "People");
  await expect(effect).toHaveText("28 allowed · 1 denied · 25 not granted");
  // The policy counts as it stands when another one is edited.
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await expect(page.locator(".not-attached")).toContainText("“My policy 2” is not attached to alice.");
  await expect(effect).toHaveText("28 allowed · 1 denied · 25 not granted");
  await policy.paste(policyOf({ Effect: "Deny", Action: "apigateway:*", Resource: "*" }));
  await expect(page.locator(".statement-number")).toHaveText(["1"]);
  await expect(effect).toHaveText("28 allowed · 1 denied · 25 not granted");
  await page.getByRole("button", { name: "Attach it" }).click();
  await expect(effect).toHaveText("54 denied");
  // Deleted, it counts no more, and that is said.
  await page.locator(".policy-name").click();
  await page.locator("#policies li").nth(1).getByRole("button", { name: "Delete" }).click();
  await page.locator("#policies").getByRole("button", { name: "Close" }).click();
  await expect(effect).toHaveText("28 allowed · 1 denied · 25 not granted");
  await expect(page.locator(".left-out")).toContainText("not counted: a deleted policy");
  await expect(page.locator('[data-notice^="removed"]')).toContainText("It was attached to alice and counts no more.");
  await page.locator('[data-notice^="removed"]').getByRole("button", { name: "Undo" }).click();
  await expect(effect).toHaveText("54 denied");
});

test("a policy of another one is opened where it is named: in the editor, or to be read", async ({ policy, page }) => {
  await aliceAndDevelopers(policy, DELETE);
  await choose(page, "Attach a policy to alice", "My policy");
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await viewAs(page, "alice");
  await side(page, "What it grants");
  await (await policy.find("DescribeApi")).click();
  await page.locator(".evidence .pattern-link").first().click();
  await expect(page.locator("#system-policy h2")).toHaveText(READ_ONLY);
  await expect(page.locator("#system-policy mark")).toHaveText('"apigateway:Describe*"');
  await page.keyboard.press("Escape");
  await expect(page.locator("#system-policy")).toBeHidden();
  await expect(page.locator(".heads .badge")).toHaveText(["A1", "A2", "B1"]);
  await (await policy.find("DeleteApiGroup")).click();
  await page.locator(".evidence .pattern-link").first().click();
  await expect(page.locator(".policy-name")).toContainText("My policy");
  await expect(policy.editor).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('"apigateway:Delete*"');
  await expect(page.locator(".heads .badge")).toHaveText(["1", "2", "A1"]);
  await page.locator(".applies", { hasText: READ_ONLY }).click();
  await expect(page.locator("#system-policy pre")).toContainText("apigateway:Describe*");
});

test("the request of a person is decided by all that applies, and is kept with its caller", async ({ policy, page }) => {
  await aliceAndDevelopers(policy, policyOf({ Effect: "Deny", Action: "apigateway:DescribeApis", Resource: "*", Condition: { Bool: { "acs:MFAPresent": "false" } } }));
  await viewAs(page, "alice");
  await side(page, "Request");
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DescribeApis");
  await expect(decision(page)).toContainText("Allow");
  await expect(page.locator(".traces li.decides .of-policy")).toHaveText(READ_ONLY);
  await expect(page.locator(".part.why .sentences")).toContainText(`statement 1 of ${READ_ONLY}`);
  await expect(page.locator(".keys li")).toHaveCount(0);
  await expect(page.locator(".cm-decides-statement")).toHaveCount(0);
  await page.getByRole("button", { name: "Attach it" }).click();
  await expect(decision(page)).toContainText("Undecided");
  await page.locator('[data-key="acs:MFAPresent"] select').selectOption("false");
  await expect(decision(page)).toContainText("Explicit Deny");
  await expect(page.locator(".cm-decides-statement").first()).toBeVisible();
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Run all" }).click();
  const status = page.locator(".scenario header [role=status]");
  await expect(status).toHaveText("1 of 1 as expected");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(file).toMatchObject({
    users: { alice: { policies: ["My policy"], groups: ["developers"] } },
    groups: { developers: { policies: [READ_ONLY] } },
    requests: [{ principal: "user/alice", action: "apigateway:DescribeApis", expect: "ExplicitDeny" }],
  });
  expect(Object.keys(file.policies)).toEqual(["My policy"]);
});

test("a scenario's users and policies become those of the page, and go out again as they came", async ({ policy, page }) => {
  const file = {
    format: "ramlight-scenario/1", account: "1234567890123456",
    policies: { "My policy": JSON.parse(DELETE), Trust: { Version: "1", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: ["acs:ram::1234567890123456:root"] } }] } },
    users: { carol: { policies: ["My policy"], groups: ["readers"], resourceGroups: { "rg-1": [FULL] } } },
    groups: { readers: { policies: [READ_ONLY] } },
    roles: { deployer: { policies: [FULL], trust: "Trust" } },
    requests: [{ name: "hers", principal: "user/carol", action: "apigateway:DescribeApi", resources: "*", expect: "Allow" }],
  };
  await policy.open(policyOf());
  await side(page, "People");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import…" }).click();
  await (await chooser).setFiles({ name: "people.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await expect(notice(page)).toContainText("Imported: 1 user, 1 group, 1 role, 2 policies, 1 request.");
  await viewAs(page, "carol");
  // The page's own policy of that name is another one; hers came beside it.
  await expect(page.locator(".applies .policy")).toHaveText(["My policy 2", READ_ONLY]);
  await expect(page.locator(".only-within")).toHaveText(`in rg-1 only: ${FULL}`);
  await expect(page.locator(".viewing .effect")).toHaveText("28 allowed · 1 denied · 25 not granted");
  await viewAs(page, "deployer");
  await expect(page.locator(".viewing .effect")).toHaveText(ALL_ALLOWED);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const out = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(out.users.carol).toEqual({ policies: ["My policy 2"], groups: ["readers"], resourceGroups: { "rg-1": [FULL] } });
  expect(out.roles).toEqual({ deployer: { policies: [FULL], trust: "Trust" } });
  expect(out.policies["My policy 2"]).toEqual(file.policies["My policy"]);
  expect(out.policies.Trust).toEqual(file.policies.Trust);
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.locator(".scenario header [role=status]")).toHaveText("1 of 1 as expected");
});

test("names are RAM's, each once; a group that is renamed keeps its members, and one that is deleted comes back with them", async ({ policy, page }) => {
  await aliceAndDevelopers(policy, DELETE);
  await viewAs(page, "alice");
  const name = (of: string) => who(page, of).getByRole("textbox");
  await make(page, "user", "bob");
  await name("bob").fill("alice");
  await page.keyboard.press("Enter");
  await expect(notice(page)).toContainText("There is a user alice already.");
  await expect(name("bob")).toHaveValue("bob");
  await name("bob").fill("bob and others");
  await page.keyboard.press("Enter");
  await expect(notice(page)).toContainText("is no name");
  await name("alice").fill("alina");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("View as", { exact: true })).toHaveValue("user/alina");
  await name("developers").fill("readers");
  await page.keyboard.press("Enter");
  await expect(page.locator(".viewing")).toContainText("through readers");
  await page.getByRole("button", { name: "Delete readers" }).click();
  await expect(page.locator(".applying-head")).toContainText("No policy applies to alina");
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".viewing")).toContainText("through readers");
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(page.locator(".viewing")).toContainText("through developers");
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(page.getByLabel("View as", { exact: true })).toHaveValue("user/alice");
});

test("a storage that is full is told, and the people stay in the session", async ({ policy, page }) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      if (name.endsWith("/people")) throw new DOMException("full", "QuotaExceededError");
      set.call(this, name, value);
    };
  });
  await policy.open(DELETE);
  await side(page, "People");
  await make(page, "user", "alice");
  await expect(page.locator('[data-notice="people-not-kept"]')).toContainText("QuotaExceededError");
  await choose(page, "Attach a policy to alice", FULL);
  await viewAs(page, "alice");
  await expect(page.locator(".viewing .effect")).toHaveText(ALL_ALLOWED);
});

test("damaged people are passed over", async ({ policy, page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("ramlight/people", '{"user": [null, {"name": 3}, {"name": "alice", "policies": ["x", "system/AliyunApiGatewayFullAccess", 4], "groups": ["gone"]}], "group": 7}');
    localStorage.setItem("ramlight/view", '{"caller": {"kind": "user", "name": "alice"}}');
  });
  await policy.open();
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(54);
});

test("all by keyboard: a user is made, attached to and looked at", async ({ policy, page }) => {
  await policy.open(DELETE);
  await page.getByRole("tab", { name: "What it grants" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "People" })).toBeFocused();
  const until = async (selector: string) => {
    const reached = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    for (let presses = 0; presses < 30 && !(await reached()); presses++) await page.keyboard.press("Tab");
    expect(await reached()).toBe(true);
  };
  await until("#new-user");
  await page.keyboard.press("Enter");
  await expect(page.locator(".holders .name:focus")).toHaveValue("user");
  await page.keyboard.type("alice");
  await page.keyboard.press("Enter");
  await expect(who(page, "alice")).toBeVisible();
  await until('[aria-label="Attach a policy to alice"]');
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "My policy" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(who(page, "alice").locator(".tag")).toContainText(FULL);
  await expect(page.getByRole("button", { name: "Attach a policy to alice" })).toBeFocused();
  await until('[data-who="user/alice"] [aria-pressed]');
  await page.keyboard.press("Enter");
  await expect(page.locator(".viewing .effect")).toHaveText(ALL_ALLOWED);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.locator(".viewing .effect")).toHaveText(`${54 + RAM_AND_IMS} not granted`);
});

test("an engine that crashes is told anew who is looked at, and what the others of the policies say", async ({ policy, page }) => {
  await firstEngineCrashes(page, { at: "apigateway:Create*" });
  await aliceAndDevelopers(policy, DELETE);
  await choose(page, "Attach a policy to alice", "My policy");
  await viewAs(page, "alice");
  await expect(page.locator(".viewing .effect")).toHaveText("28 allowed · 1 denied · 25 not granted");
  // Four operations begin with Create; the 21 that read are the group's.
  await policy.paste(policyOf({ Effect: "Allow", Action: "apigateway:Create*", Resource: "*" }));
  await expect(page.locator(".applies .policy")).toHaveText(["My policy", READ_ONLY]);
  await expect(page.locator(".viewing .effect")).toHaveText("25 allowed · 29 not granted");
});

test("nothing moves while one types and a person is looked at", async ({ policy, page }) => {
  await aliceAndDevelopers(policy, DELETE);
  await viewAs(page, "alice");
  await page.getByRole("button", { name: "Attach it" }).click();
  await expect(page.locator(".applies")).toHaveCount(2);
  await page.locator(".cm-line", { hasText: "Delete*" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  const ofPeople = () => page.evaluate(() => [".viewing", ".people header", ".holders"].map((selector) => JSON.stringify(document.querySelector(selector)?.getBoundingClientRect())));
  const people = await ofPeople();
  for (const pressed of ["Backspace", "Backspace", "Backspace", "\"", "*"]) {
    await page.keyboard.press(pressed);
    await page.waitForTimeout(60);
    expect(await ofPeople()).toEqual(people);
  }
  await policy.paste(DELETE);
  await side(page, "What it grants");
  await expect(page.locator("#place-catalogue")).toBeVisible();
  const { before, places } = await restingPlaces(page, ["#place-editor", ".viewing", ".summary", "#place-catalogue", "#details"]);
  await page.locator(".cm-line", { hasText: "Delete*" }).click();
  await page.keyboard.press("End");
  for (const pressed of ["ArrowLeft", "ArrowLeft", "x", "Backspace", "\"", "Backspace"]) {
    await page.keyboard.press(pressed);
    await page.waitForTimeout(40);
    expect(await places()).toEqual(before);
  }
});

test("the kind of a policy is chosen, offered where it is recognised, and kept; only identity policies count for people", async ({ policy, page }) => {
  const trust = policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: ["acs:ram::1234567890123456:root"] } });
  await policy.open(trust);
  const kind = page.getByLabel("Kind of policy");
  await expect(kind).toHaveValue("identity");
  await expect(page.locator(".problems li", { hasText: "RAM227" })).toBeVisible();
  await page.getByRole("button", { name: "Check as trust policy" }).click();
  await expect(kind).toHaveValue("trust");
  await expect(page.locator(".problems li", { hasText: "RAM227" })).toHaveCount(0);
  await page.waitForTimeout(500);
  await page.reload();
  await policy.settled();
  await expect(kind).toHaveValue("trust");
  await expect(page.locator(".problems li", { hasText: "RAM227" })).toHaveCount(0);
  await side(page, "People");
  await make(page, "user", "alice");
  await page.getByRole("button", { name: "Attach a policy to alice" }).click();
  await expect(page.getByRole("menuitem", { name: "My policy" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await viewAs(page, "alice");
  await expect(page.locator(".not-attached")).toContainText("“My policy” is a trust policy: it is attached to nobody.");
  await kind.selectOption("auto");
  await expect(page.locator(".not-attached")).toContainText("“My policy” is a trust policy: it is attached to nobody.");
  await policy.paste(DELETE);
  await page.getByRole("button", { name: "Attach it" }).click();
  await expect(page.locator(".viewing .effect")).toHaveText(`7 allowed · 1 denied · ${46 + STS} not granted`);
  await kind.selectOption("trust");
  await expect(page.locator(".left-out")).toHaveText("not counted: My policy, which is no identity policy");
  await expect(page.locator(".viewing .effect")).toHaveText(`${54 + STS} not granted`);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing grave in people and what one is granted, ${colorScheme}, ${width} wide`, async ({ policy, page }) => {
      test.slow();
      const show = (name: string) => width < 760 ? page.locator(".tabs").getByRole("button", { name }).click() : side(page, name);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await policy.open(DELETE);
      await show("People");
      expect(await grave(page)).toEqual([]);
      await make(page, "group", "developers");
      await make(page, "user", "alice");
      await choose(page, "Attach a policy to developers", READ_ONLY);
      await choose(page, "Add alice to a group", "developers");
      await viewAs(page, "alice");
      await expect(page.locator(".not-attached")).toBeVisible();
      expect(await grave(page)).toEqual([]);
      await page.getByRole("button", { name: "Attach it" }).click();
      await show("What it grants");
      await expect(page.locator(".applies")).toHaveCount(2);
      expect(await grave(page)).toEqual([]);
      await page.locator(".applies", { hasText: READ_ONLY }).click();
      await expect(page.locator("#system-policy pre")).toBeVisible();
      expect(await grave(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}

test("a policy is attached within a resource group, counts in requests of that group, and goes in and out of files", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "apigateway:DescribeApi", Resource: "*" }));
  await side(page, "People");
  await make(page, "group", "developers");
  await make(page, "user", "alice");
  await choose(page, "Add alice to a group", "developers");
  await choose(page, "Attach a policy to alice", "My policy");
  await attachWithin(page, "alice", "rg prod", FULL);
  await expect(notice(page)).toContainText("“rg prod” is no id of a resource group");
  await expect(who(page, "alice").locator(".tag")).toHaveCount(2);
  await attachWithin(page, "alice", "rg-prod", FULL);
  await expect(notice(page)).toContainText(`“${FULL}” is attached to alice within rg-prod.`);
  await expect(who(page, "alice").locator(".tag").nth(1)).toContainText(`${FULL} in rg-prod`);
  await attachWithin(page, "developers", "rg-test", READ_ONLY);
  await expect(who(page, "alice").locator(".tag.inherited")).toContainText(`${READ_ONLY} in rg-test through developers`);
  // What was said for one choice is not meant for the next.
  await page.getByRole("button", { name: "Attach a policy to developers" }).click();
  await expect(page.getByLabel("Within resource group").and(page.locator(":visible"))).toHaveValue("");
  await page.keyboard.press("Escape");

  // What is granted counts what is attached to the account.
  await viewAs(page, "alice");
  await expect(page.locator(".viewing .effect")).toHaveText("1 allowed · 53 not granted");
  await expect(page.locator(".only-within")).toHaveText([`in rg-prod only: ${FULL}`, `in rg-test only: ${READ_ONLY}`]);
  await side(page, "Request");
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DeleteApi");
  await expect(decision(page)).toContainText("Implicit Deny");
  const group = page.getByLabel("Resource group", { exact: true });
  await group.fill("rg-prod");
  await expect(decision(page)).toContainText("Allow");
  await expect(page.locator(".traces li.decides .of-policy")).toHaveText(FULL);
  await group.fill("rg-test");
  await expect(decision(page)).toContainText("Implicit Deny");
  await group.fill("rg-prod");
  await expect(decision(page)).toContainText("Allow");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.locator(".scenario header [role=status]")).toHaveText("1 of 1 as expected");
  await expect(page.locator(".kept .asked")).toContainText("by user/alice; in rg-prod");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(file.users.alice).toEqual({ policies: ["My policy"], groups: ["developers"], resourceGroups: { "rg-prod": [FULL] } });
  expect(file.groups.developers).toEqual({ policies: [], resourceGroups: { "rg-test": [READ_ONLY] } });
  expect(file.requests[0]).toMatchObject({ principal: "user/alice", resourceGroup: "rg-prod", action: "apigateway:DeleteApi", expect: "Allow" });

  // Undone and done again, and taken away where it stands.
  await side(page, "People");
  await page.getByRole("button", { name: `Detach ${FULL} from alice in rg-prod` }).click();
  await expect(page.locator(".only-within")).toHaveText([`in rg-test only: ${READ_ONLY}`]);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(who(page, "alice").locator(".tag").nth(1)).toContainText(`${FULL} in rg-prod`);
  // A kept request is opened in its group, and of whom it was.
  await viewAs(page, "this policy alone");
  await side(page, "Request");
  await group.fill("");
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Open DeleteApi" }).click();
  await expect(page.getByLabel("View as", { exact: true })).toHaveValue("user/alice");
  await expect(group).toHaveValue("rg-prod");
  await expect(decision(page)).toContainText("Allow");
});

test("the policy in the editor counts in requests where it is attached within a group only", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "apigateway:DeleteApi", Resource: "*" }));
  await side(page, "People");
  await make(page, "user", "alice");
  await attachWithin(page, "alice", "rg-prod", "My policy");
  await choose(page, "Attach a policy to alice", READ_ONLY);
  await viewAs(page, "alice");
  await expect(page.locator(".not-attached")).toContainText("“My policy” is attached to alice within rg-prod only.");
  await side(page, "Request");
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DeleteApi");
  await expect(decision(page)).toContainText("Implicit Deny");
  await page.getByLabel("Resource group", { exact: true }).fill("rg-prod");
  await expect(decision(page)).toContainText("Allow");
  await expect(page.locator(".cm-decides-part").first()).toHaveText('"apigateway:DeleteApi"');
  await page.locator(".traces li.decides .pattern-link").first().click();
  await expect(policy.editor).toBeFocused();
  await policy.paste(policyOf({ Effect: "Deny", Action: "apigateway:DeleteApi", Resource: "*" }));
  await expect(decision(page)).toContainText("Explicit Deny");
  // Where the account level decides, the group's is not looked at.
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DescribeApi");
  await expect(decision(page)).toContainText("Allow");
});

test("who is renamed asks the kept requests still; one step of undo takes back both", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "apigateway:*", Resource: "*" }));
  await side(page, "People");
  await make(page, "user", "alice");
  await choose(page, "Attach a policy to alice", "My policy");
  await viewAs(page, "alice");
  await side(page, "Request");
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DescribeApi");
  await expect(decision(page)).toContainText("Allow");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await side(page, "People");
  await rename(page, "alice", "alina");
  await side(page, "Scenario");
  await expect(page.locator(".kept .asked")).toContainText("by user/alina");
  await page.getByRole("button", { name: "Run all" }).click();
  const status = page.locator(".scenario header [role=status]");
  await expect(status).toHaveText("1 of 1 as expected");
  await side(page, "People");
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(who(page, "alice")).toBeVisible();
  await side(page, "Scenario");
  await expect(page.locator(".kept .asked")).toContainText("by user/alice");
  await expect(status).toHaveText("1 of 1 as expected");
  await side(page, "People");
  await page.getByRole("button", { name: "Redo", exact: true }).first().click();
  await expect(who(page, "alina")).toBeVisible();
  await side(page, "Scenario");
  await expect(page.locator(".kept .asked")).toContainText("by user/alina");
  await page.waitForTimeout(500);
  await page.reload();
  await policy.settled();
  await side(page, "Scenario");
  await expect(page.locator(".kept .asked")).toContainText("by user/alina");
});

test("people of a file come with their policies and requests, and go with them by one Undo; what was kept since stays", async ({ policy, page }) => {
  const file = {
    format: "ramlight-scenario/1", account: "1234567890123456",
    policies: { Hers: JSON.parse(DELETE) }, users: { carol: { policies: ["Hers"] } },
    requests: [{ name: "hers", principal: "user/carol", action: "apigateway:DescribeApi", resources: "*", expect: "ImplicitDeny" }],
  };
  await policy.open(policyOf({ Effect: "Allow", Action: "apigateway:*", Resource: "*" }));
  const keep = async (operation: string) => {
    await keepRequest(page, operation, "Allow");
    await side(page, "People");
  };
  const kept = (name: string) => page.evaluate((key) => JSON.parse(localStorage.getItem(`ramlight/${key}`) ?? "null"), name);
  const there = async () => ({
    users: (await kept("people")).user.map(({ name }: { name: string }) => name),
    policies: (await kept("policies")).map(({ name }: { name: string }) => name),
    requests: (await kept("scenario")).requests.map(({ name }: { name: string }) => name),
  });
  const headerButton = (name: string) => page.locator(".people header").getByRole("button", { name, exact: true });
  await keep("DescribeApi");
  await importPeople(page, JSON.stringify(file));
  await expect.poll(there).toEqual({ users: ["carol"], policies: ["My policy", "Hers"], requests: ["DescribeApi", "hers"] });
  await keep("CreateApi");
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(there).toEqual({ users: [], policies: ["My policy"], requests: ["DescribeApi", "CreateApi"] });
  await headerButton("Redo").click();
  await expect.poll(there).toEqual({ users: ["carol"], policies: ["My policy", "Hers"], requests: ["DescribeApi", "hers", "CreateApi"] });
  await expect(who(page, "carol").locator(".tag")).toContainText("Hers");
  await headerButton("Undo").click();
  await expect.poll(there).toEqual({ users: [], policies: ["My policy"], requests: ["DescribeApi", "CreateApi"] });
  // A policy that was changed since stays with what was written.
  await headerButton("Redo").click();
  await who(page, "carol").getByRole("button", { name: "Hers", exact: true }).click();
  await policy.paste(policyOf());
  await headerButton("Undo").click();
  await expect.poll(there).toEqual({ users: [], policies: ["My policy", "Hers"], requests: ["DescribeApi", "CreateApi"] });
});

test("people that are exported and imported again are the same people, with the same requests", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "apigateway:*", Resource: "*" }));
  await page.locator(".policy-name").click();
  await page.locator("#policies li").first().getByRole("textbox").fill("__proto__");
  await page.keyboard.press("Enter");
  await page.locator("#policies").getByRole("button", { name: "Close" }).click();
  await keepRequest(page, "DescribeApi", "Allow");
  await side(page, "People");
  await make(page, "user", "alice");
  await choose(page, "Attach a policy to alice", "__proto__");
  await viewAs(page, "alice");
  await keepRequest(page, "DescribeApi", "Allow");
  await side(page, "People");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const saved = await readFile(await (await download).path(), "utf8");
  const { policies, users, requests } = JSON.parse(saved);
  expect(Object.keys(policies)).toEqual(["__proto__"]);
  expect(users).toEqual({ alice: { policies: ["__proto__"] } });
  expect(requests.map(({ name, principal }: { name: string; principal: string }) => [name, principal])).toEqual([["DescribeApi 2", "user/alice"]]);
  for (let times = 0; times < 2; times++) {
    await importPeople(page, saved);
    await expect(notice(page)).toContainText("Imported: 1 user, 1 policy.");
    await page.waitForTimeout(300);
    await notice(page).getByRole("button", { name: "Dismiss" }).click();
  }
  await expect(page.locator(".holders .name")).toHaveCount(1);
  await page.locator(".policy-name").click();
  await expect(page.locator("#policies li")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await side(page, "Scenario");
  await expect(page.locator(".kept li")).toHaveCount(2);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.locator(".scenario header [role=status]")).toHaveText("2 of 2 as expected");
});

test("of a file's people those whose names RAM does not allow are left out, and named", async ({ policy, page }) => {
  await policy.open(DELETE);
  await side(page, "People");
  await importPeople(page, JSON.stringify({
    format: "ramlight-scenario/1", requests: [],
    users: { "bad name !": { policies: [FULL] }, "": { policies: [FULL] }, carol: { policies: [], groups: ["no such group"], resourceGroups: { "rg 1": [FULL] } } },
  }));
  await expect(notice(page)).toContainText("Imported: 1 user.");
  await expect(notice(page)).toContainText("“bad name !”, “” and “rg 1”");
  await expect(page.locator(".holders .name")).toHaveCount(1);
  await expect(who(page, "carol").locator(".tag")).toHaveCount(0);
});

test("the requests of a user who was deleted are told of at the deletion and in their rows, and the others are run", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "apigateway:*", Resource: "*" }));
  await side(page, "People");
  await make(page, "user", "alice");
  await make(page, "user", "bob");
  await viewAs(page, "alice");
  await keepRequest(page, "DescribeApi", "Implicit Deny");
  await viewAs(page, "this policy alone");
  await keepRequest(page, "DescribeApi", "Allow");
  await side(page, "People");
  await page.getByRole("button", { name: "Delete bob" }).click();
  await expect(notice(page)).toContainText("“bob” was deleted.");
  await expect(notice(page)).not.toContainText("kept request");
  await page.getByRole("button", { name: "Delete alice" }).click();
  await expect(notice(page)).toContainText("“alice” was deleted. 1 kept request is asked by alice");
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Run all" }).click();
  const status = page.locator(".scenario header [role=status]");
  await expect(status).toHaveText("1 of 2 as expected, 1 cannot be asked");
  const rows = page.locator(".kept li");
  await expect(rows.nth(0)).toContainText("there is no alice in users");
  await expect(rows.nth(0).locator(".answered .chip")).toHaveCount(0);
  await expect(rows.nth(1).locator(".passed")).toHaveText("as expected");
  await expect(rows.nth(1)).not.toContainText("alice");
  await expect(page.locator(".scenario .faults")).toHaveCount(0);
  // She is back: her request is asked again.
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await expect(status).toHaveText("2 of 2 as expected");
});

test("the focus goes on where the button that was pressed can be used no more @firefox", async ({ policy, page }) => {
  await policy.open(DELETE);
  await side(page, "People");
  await make(page, "group", "developers");
  await make(page, "user", "alice");
  const pick = async (button: string, choice: string) => {
    await page.getByRole("button", { name: button, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: choice, exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
  };
  await pick("Add alice to a group", "developers");
  const out = page.getByRole("button", { name: "Take alice out of developers" });
  await expect(who(page, "alice").getByRole("button", { name: "Take alice out of developers" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(out).toHaveCount(0);
  await pick("Add a member to developers", "alice");
  await expect(who(page, "developers").getByRole("button", { name: "Take alice out of developers" })).toBeFocused();

  const undo = page.locator(".people header").getByRole("button", { name: "Undo", exact: true });
  const redo = page.locator(".people header").getByRole("button", { name: "Redo", exact: true });
  await undo.focus();
  // Two were made and named, who was then let in, out, and in again.
  for (let steps = 0; steps < 7; steps++) {
    await expect(undo).toBeFocused();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(100);
  }
  await expect(undo).toBeDisabled();
  await expect(redo).toBeFocused();
  for (let steps = 0; steps < 7; steps++) {
    await expect(redo).toBeFocused();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(100);
  }
  await expect(redo).toBeDisabled();
  await expect(undo).toBeFocused();
  // What had the focus goes with its row.
  await page.getByRole("button", { name: "Attach a policy to alice" }).focus();
  for (let steps = 0; steps < 5; steps++) await page.keyboard.press("ControlOrMeta+z");
  await expect(who(page, "alice")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New user" })).toBeFocused();
});

test("a long name is cut with a sign and told whole, and Escape gives back the name that was there", async ({ policy, page }) => {
  await policy.open(DELETE);
  await side(page, "People");
  const long = "a".repeat(64);
  await make(page, "user", long);
  const name = who(page, long).getByRole("textbox");
  await expect(name).toHaveAttribute("title", long);
  await expect(name).toHaveCSS("text-overflow", "ellipsis");
  await name.fill("another");
  await page.keyboard.press("Escape");
  await expect(name).toHaveValue(long);
  await page.keyboard.press("Tab");
  await expect(who(page, long)).toBeVisible();
  await expect(who(page, "another")).toHaveCount(0);
});
