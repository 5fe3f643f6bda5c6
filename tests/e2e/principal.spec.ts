/** Trust, bucket and other resource policies: asked as somebody. */
import { readFile } from "node:fs/promises";
import type { Page } from "../../www/testing.ts";
import { expect, firstEngineCrashes, grave, policyOf, restingPlaces, test, type PolicyPage } from "./page.ts";
import { choose, make, viewAs, who } from "./people-panel.ts";
import { DECODED, decision, pasteDenial, side } from "./request-panel.ts";

const ACCOUNT = "1234567890123456";
const trusts = (principal: object, effect = "Allow", condition?: object) =>
  ({ Effect: effect, Action: "sts:AssumeRole", Principal: principal, ...(condition ? { Condition: condition } : {}) });
const TRUST = policyOf(
  trusts({ RAM: [`acs:ram::${ACCOUNT}:user/alice`, "acs:ram::2222222222222222:root"], Service: ["ecs.aliyuncs.com"] }),
  trusts({ RAM: [`acs:ram::${ACCOUNT}:user/bob`] }, "Deny"),
);
const ASSUMES = policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" });
const BUCKET = policyOf({ Effect: "Allow", Action: "oss:GetObject", Principal: ["200000000000000001"], Resource: "acs:oss:*:*:files/*" });

const asks = (page: Page) => page.getByLabel("Who asks");
const offered = async (page: Page) => page.locator("#request-principals option").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));

/** A policy of a kind, and the panel that asks it. */
async function open(policy: PolicyPage, kind: string, text: string): Promise<void> {
  await policy.open(text);
  await policy.page.getByLabel("Kind of policy").selectOption(kind);
  await policy.settled();
  await side(policy.page, "Request");
}

test("a trust policy is asked who may assume the role, of users, roles and services @firefox", async ({ policy, page }) => {
  await open(policy, "trust", TRUST);
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("sts:AssumeRole");
  await expect(page.locator(".answer .said")).toContainText("Say who assumes the role");
  expect((await offered(page)).slice(0, 4)).toEqual([`acs:ram::${ACCOUNT}:user/alice`, "acs:ram::2222222222222222:root", "ecs.aliyuncs.com", `acs:ram::${ACCOUNT}:user/bob`]);
  await asks(page).fill("ecs.aliyuncs.com");
  await expect(decision(page)).toHaveText("Allow");
  // A service has no policies of its own.
  await expect(page.locator(".answer")).not.toContainText("own policies");
  await expect(page.locator(".cm-decides-part")).toHaveText(['"sts:AssumeRole"', '"ecs.aliyuncs.com"']);
  await expect(page.locator(".cm-decides-statement").first()).toBeVisible();
  await expect(page.locator('.traces li[data-verdict="fails"]')).toContainText("another principal");
  await asks(page).fill("fc.aliyuncs.com");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".cm-decides-part")).toHaveCount(0);
  await asks(page).fill("acs:ram::2222222222222222:user/dave");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator(".cm-decides-part")).toHaveText(['"sts:AssumeRole"', '"Principal"']);
  await expect(page.locator(".answer")).toContainText("if the caller's own policies allow it, too");
  // A scenario would not take that for granted.
  await expect(page.getByRole("button", { name: "Keep", exact: true })).toBeDisabled();
  await expect(page.locator(".traces > li")).toHaveCount(2);
  await asks(page).fill(`acs:ram::${ACCOUNT}:user/bob`);
  await expect(decision(page)).toHaveText("Explicit Deny");
  await asks(page).fill("dave");
  await expect(decision(page)).toHaveCount(0);
  await expect(page.locator(".answer .said")).toContainText("acs:ram::ACCOUNT:user/NAME");
  await expect(page.locator("#request-principal-note")).toContainText("user/NAME");
  // The text changes, and the answer with it; the condition's key appears.
  await asks(page).fill("ecs.aliyuncs.com");
  await policy.paste(policyOf(trusts({ Service: ["ecs.aliyuncs.com"] }, "Allow", { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } })));
  await expect(decision(page)).toHaveText("Undecided");
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
  await expect(decision(page)).toHaveText("Allow");
  await page.getByLabel("Action", { exact: true }).fill("oss:GetObject");
  await expect(page.locator(".answer .said")).toContainText("in one action only");
  await page.locator(".answer").getByRole("button", { name: "sts:AssumeRole" }).click();
  await expect(decision(page)).toHaveText("Allow");
  // Another policy has no field for it, and is not asked for that action.
  await asks(page).fill("");
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await expect(asks(page)).toHaveCount(0);
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("");
});

test("of people both must allow: what is attached to the one who asks, and the trust policy", async ({ policy, page }) => {
  await policy.open(ASSUMES);
  await side(page, "People");
  await make(page, "user", "alice");
  await make(page, "user", "carol");
  await make(page, "role", "deployer");
  await choose(page, "Attach a policy to alice", "My policy");
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await page.getByLabel("Kind of policy").selectOption("trust");
  await policy.paste(policyOf(trusts({ RAM: ["user/alice", "user/carol", "role/deployer"].map((name) => `acs:ram::${ACCOUNT}:${name}`) })));
  await side(page, "Request");
  await expect.poll(() => offered(page)).toEqual(expect.arrayContaining(["user/alice", "user/carol", "role/deployer", "ecs.aliyuncs.com"]));
  await asks(page).fill("user/alice");
  // Hers count once she asks.
  await expect(page.getByLabel("View as", { exact: true })).toHaveValue("user/alice");
  await expect(page.locator("#request-principal-note")).toContainText(`acs:ram::${ACCOUNT}:user/alice`);
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator(".traces li.decides .of-policy")).toHaveText(["My policy", "My policy 2"]);
  await page.locator(".traces li.decides .pattern-link").last().click();
  await expect(policy.editor).toBeFocused();
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await asks(page).fill("user/carol");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".part.why .sentences")).toContainText("no identity policy allows it");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await viewAs(page, "deployer");
  await expect(asks(page)).toHaveValue("");
  await expect(asks(page)).toHaveAttribute("placeholder", "role/deployer");
  await expect(decision(page)).toHaveText("Implicit Deny");
  // Somebody who is not of the people asks: what the role has is not theirs.
  await asks(page).fill("acs:ram::2222222222222222:user/dave");
  await expect(page.locator("#request-principal-note")).toContainText("deployer's policies do not count");
  await expect(page.locator(".traces > li")).toHaveCount(1);
  await asks(page).fill(`arn:sts::${ACCOUNT}:assumed-role/deployer/ci`);
  await expect(page.locator("#request-principal-note")).toContainText("deployer's policies count, too");
  await page.getByRole("button", { name: "Keep", exact: true }).click();

  await side(page, "Scenario");
  await page.getByRole("button", { name: "Run all" }).click();
  const status = page.locator(".scenario header [role=status]");
  await expect(status).toHaveText("3 of 3 as expected");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(JSON.parse(text).requests).toMatchObject([
    { principal: "user/alice", resourcePolicy: "My policy 2", action: "sts:AssumeRole", expect: "Allow" },
    { principal: "user/carol", resourcePolicy: "My policy 2", expect: "ImplicitDeny" },
    { principal: `arn:sts::${ACCOUNT}:assumed-role/deployer/ci`, resourcePolicy: "My policy 2", expect: "ImplicitDeny" },
  ]);
  // Of the session, too, the role is renamed; the policy as well.
  await side(page, "People");
  await who(page, "deployer").getByRole("textbox").fill("builder");
  await page.keyboard.press("Enter");
  await page.locator(".policy-name").click();
  await page.getByLabel("Name of the policy").nth(1).fill("Who may");
  await page.keyboard.press("Enter");
  await page.locator("#policies").getByRole("button", { name: "Close" }).click();
  await side(page, "Scenario");
  await expect(page.locator(".kept .asked").nth(2)).toContainText("assumed-role/builder/ci");
  await expect(status).toHaveText("3 of 3 as expected");
  await page.getByRole("button", { name: "Open AssumeRole", exact: true }).click();
  await expect(asks(page)).toHaveValue("user/alice");
  await expect(decision(page)).toHaveText("Allow");
  const chooser = page.waitForEvent("filechooser");
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Import…" }).click();
  await (await chooser).setFiles({ name: "kept.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(status).toHaveText("3 of 3 as expected");
});

test("a bucket policy is asked as somebody or nobody, beside what a person has", async ({ policy, page }) => {
  await open(policy, "bucket", BUCKET);
  await page.getByLabel("Action", { exact: true }).fill("oss:GetObject");
  await page.getByLabel("Resource 1", { exact: true }).fill(`acs:oss:*:${ACCOUNT}:files/a`);
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator("#request-principal-note")).toContainText("nobody is named");
  await asks(page).fill("200000000000000001");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator(".cm-decides-part")).toHaveText(['"oss:GetObject"', '"200000000000000001"', '"acs:oss:*:*:files/*"']);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.locator(".answer")).not.toContainText("unless an id");
  // Whose id it is nobody told.
  await asks(page).fill("user/dave");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".answer")).toContainText("unless an id in the policy is the caller's");
  await asks(page).fill("");
  await policy.paste(BUCKET.replace("200000000000000001", "*"));
  await expect(decision(page)).toHaveText("Allow");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Run all" }).click();
  const status = page.locator(".scenario header [role=status]");
  await expect(status).toHaveText("2 of 2 as expected");
  await policy.paste(BUCKET.replace("Allow", "Deny"));
  await expect(status).toHaveText("2 of 2 differ");
  // An Allow on either side is enough.
  await side(page, "People");
  await make(page, "user", "alice");
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await policy.paste(policyOf({ Effect: "Allow", Action: "oss:*", Resource: "*" }));
  await choose(page, "Attach a policy to alice", "My policy 2");
  await viewAs(page, "alice");
  await page.locator(".policy-name").click();
  await page.locator("#policies li").first().getByRole("button", { name: "Open" }).click();
  await policy.settled();
  await side(page, "Request");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator(".traces li.decides .of-policy")).toHaveText("My policy 2");
  await policy.paste(BUCKET.replace("Allow", "Deny").replace('"200000000000000001"', '"*"'));
  await expect(decision(page)).toHaveText("Explicit Deny");
});

test("a denial says who asked", async ({ policy, page }) => {
  await open(policy, "trust", policyOf(trusts({ RAM: [`acs:ram::${ACCOUNT}:role/deployer`] })));
  const message = { ...DECODED.DecodedDiagnosticMessage, NoPermissionPolicyType: "AssumeRolePolicy", AuthAction: "sts:AssumeRole", AuthResource: `acs:ram:*:${ACCOUNT}:role/other` };
  await pasteDenial(page, JSON.stringify({ DecodedDiagnosticMessage: message }));
  await page.getByRole("button", { name: "Make it a request" }).click();
  await expect(asks(page)).toHaveValue(`arn:sts::${ACCOUNT}:assumed-role/deployer/ci`);
  await expect(decision(page)).toHaveText("Allow");
  const ofUser = (name: string) => JSON.stringify({ ...message, AuthPrincipal: { AuthPrincipalType: "SubUser", AuthPrincipalOwnerId: ACCOUNT, AuthPrincipalDisplayName: name } });
  await pasteDenial(page, ofUser("200000000000000001"));
  await page.getByRole("button", { name: "Make it a request" }).click();
  await expect(asks(page)).toHaveValue(`acs:ram::${ACCOUNT}:user/200000000000000001`);
  await expect(page.locator("#request-principal-note")).toContainText("this is an id");
  await expect(decision(page)).toHaveText("Implicit Deny");
  // Emptied, the field stays for what is typed next.
  await page.getByLabel("Kind of policy").selectOption("identity");
  await policy.settled();
  await asks(page).fill("");
  await expect(asks(page)).toBeVisible();
  await asks(page).pressSequentially("root");
  await expect(asks(page)).toHaveValue("root");
  await expect(page.locator("#request-principal-note")).toContainText(`acs:ram::${ACCOUNT}:root`);
  await page.getByLabel("Kind of policy").selectOption("bucket");
  await policy.settled();
  await pasteDenial(page, ofUser("200000000000000001"));
  await page.getByRole("button", { name: "Make it a request" }).click();
  await expect(asks(page)).toHaveValue("200000000000000001");
});

test("an engine that crashes over a trust policy answers as before", async ({ policy, page }) => {
  await firstEngineCrashes(page, { at: "Crash.aliyuncs.com" });
  await open(policy, "trust", TRUST);
  await asks(page).fill("ecs.aliyuncs.com");
  await expect(decision(page)).toHaveText("Allow");
  await asks(page).fill("Crash.aliyuncs.com");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await asks(page).fill("ecs.aliyuncs.com");
  await expect(decision(page)).toHaveText("Allow");
});

test("nothing moves while one says who asks", async ({ policy, page }) => {
  await open(policy, "trust", TRUST);
  const { before, places } = await restingPlaces(page, ["#place-editor", ".request .ask", ".request .answer", ".part.principal", ".part.resource", ".part.context"]);
  await asks(page).focus();
  for (const character of "user/dave") {
    await page.keyboard.press(character);
    await page.waitForTimeout(40);
    expect(await places()).toEqual(before);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing grave where somebody asks, ${colorScheme}, ${width} wide`, async ({ policy, page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await policy.open(TRUST);
      await page.getByLabel("Kind of policy").selectOption("trust");
      const show = (name: string) => width < 760 ? page.locator(".tabs").getByRole("button", { name }).click() : side(page, name);
      await show("People");
      await make(page, "user", "alice");
      await page.getByRole("button", { name: "Attach a policy to alice" }).click();
      await expect(page.getByRole("menuitem").first()).toBeVisible();
      expect(await grave(page)).toEqual([]);
      await page.getByLabel("Within resource group").and(page.locator(":visible")).fill("rg-prod");
      await page.getByRole("menuitem").first().click();
      await show("Request");
      await asks(page).fill("user/alice");
      await expect(decision(page)).toHaveText("Implicit Deny");
      await expect(page.getByLabel("Resource group", { exact: true })).toBeVisible();
      expect(await grave(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}
