/** Kept requests: run all at once, exported, imported, and not lost. */
import { readFile } from "node:fs/promises";
import { expect, policyOf, test } from "./page.ts";
import { allow, ask, decision, FROM_OFFICE, key, side } from "./request-panel.ts";

test("requests are kept, outlive a reload, run all at once, and tell what differs @firefox", async ({ policy, page }) => {
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
  await expect(decision(page)).toHaveText("Allow");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.waitForTimeout(500);
  await page.reload();
  await policy.settled();
  await side(page, "Scenario");
  await expect(page.locator(".kept li")).toHaveCount(2);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.locator(".scenario header [role=status]")).toHaveText("2 of 2 as expected");
  // Once run, the results follow the text.
  await policy.paste(policyOf(allow("apigateway:Describe*", "*")));
  await expect(page.locator(".scenario header [role=status]")).toHaveText("1 of 2 differs");
  await expect(page.locator('.kept li[data-passed="false"] .answered')).toContainText("Allow");
  await expect(page.locator('.kept li[data-passed="false"] .passed')).toContainText("differs");
  await page.locator(".kept li").first().getByLabel("expects").selectOption("Allow");
  await expect(page.locator(".scenario header [role=status]")).toHaveText("2 of 2 as expected");
  await page.getByRole("button", { name: "Open DescribeApis 2" }).click();
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("apigateway:DescribeApis");
  await expect(key(page, "acs:SourceIp").locator("input")).toHaveValue("10.0.0.1");
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Delete DescribeApis 2" }).click();
  await expect(page.locator(".kept li")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".kept li")).toHaveCount(2);
});

test("a scenario is exported and imported, with policies of its own and with faults", async ({ policy, page }) => {
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  await key(page, "acs:SourceIp").locator("select").selectOption("absent");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await side(page, "Scenario");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const saved = await readFile(await (await download).path(), "utf8");
  expect(JSON.parse(saved)).toMatchObject({
    format: "ramlight-scenario/1",
    policies: { "My policy": JSON.parse(FROM_OFFICE) },
    requests: [{ name: "DescribeApis", action: "apigateway:DescribeApis", unknown: true, absent: ["acs:SourceIp"], expect: "ImplicitDeny" }],
  });
  const take = async (name: string, text: string) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import…" }).click();
    await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  };
  const status = page.locator(".scenario header [role=status]");
  await take("saved.json", saved);
  await expect(status).toHaveText("1 of 1 as expected");
  await take("other.json", JSON.stringify({
    format: "ramlight-scenario/1", account: "1234567890123456",
    policies: { Delete: { Version: "1", Statement: [allow("apigateway:Delete*", "*")] } },
    users: { alice: { policies: ["Delete"] } },
    requests: [
      { name: "hers", principal: "user/alice", action: "apigateway:DeleteApi", resources: "*", expect: "Allow" },
      { name: "not hers", principal: "user/alice", action: "apigateway:CreateApi", resources: "*", expect: "Allow" },
    ],
  }));
  await expect(status).toHaveText("1 of 2 differs");
  await expect(page.getByLabel("Name of request 2")).toHaveValue("not hers");
  await page.getByRole("button", { name: "Open “Delete”" }).click();
  await policy.settled();
  await expect(page.locator(".policy-name")).toContainText("Delete");
  // Its policy in the editor takes the place of the file's.
  await policy.paste(policyOf(allow("apigateway:*", "*")));
  await expect(status).toHaveText("2 of 2 as expected");
  // A request with a fault says so itself; a fault beside the requests is told with its place.
  await take("faulty.json", '{"format": "ramlight-scenario/1", "requests": [{"name": "x", "action": 7}, {"name": "y", "action": "apigateway:CreateApi", "resources": "*", "expect": "Allow"}]}');
  await expect(status).toHaveText("1 of 2 as expected, 1 cannot be asked");
  await expect(page.locator(".kept li").first().locator(".fault")).toContainText("Cannot be asked:");
  await take("nobody.json", '{"format": "ramlight-scenario/1", "users": {"alice": {"policies": ["nope"]}}, "requests": []}');
  await expect(page.locator(".scenario .faults li")).toContainText("users.alice.policies[0] there is no policy nope");
  await take("none.json", "{}");
  await expect(page.locator('[data-notice="scenario"]')).toContainText("none.json is no scenario file");
});

test("a scenario file that is dropped, or opened as a policy would be, is taken as a scenario", async ({ policy, page }) => {
  await policy.open(FROM_OFFICE);
  const text = JSON.stringify({
    format: "ramlight-scenario/1", account: "1234567890123456",
    policies: { Delete: { Version: "1", Statement: [allow("apigateway:Delete*", "*")] } },
    users: { alice: { policies: ["Delete"] } },
    requests: [{ name: "hers", principal: "user/alice", action: "apigateway:DeleteApi", resources: "*", expect: "Allow" }],
  });
  const status = page.locator(".scenario header [role=status]");
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], "scenario.json", { type: "application/json" }));
    document.querySelector(".cm-content")!.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  }, text);
  await expect(status).toHaveText("1 of 1 as expected");
  await page.locator('[data-notice="scenario"]').getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".kept li")).toHaveCount(0);
  await page.locator(".policy-name").click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("dialog").getByRole("button", { name: "Open file…" }).click();
  await (await chooser).setFiles({ name: "scenario.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(status).toHaveText("1 of 1 as expected");
  await expect(page.locator(".policy-name")).toContainText("My policy");
  await expect.poll(() => policy.text()).toBe(FROM_OFFICE);
});

test("a deletion, a clearing and an import are taken back, and what was done since stays", async ({ policy, page }) => {
  await policy.noticesStay();
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  const keep = async (...operations: string[]) => {
    await side(page, "Request");
    for (const operation of operations) {
      await page.getByLabel("Action", { exact: true }).fill(`apigateway:${operation}`);
      await expect(decision(page)).toBeVisible();
      await page.getByRole("button", { name: "Keep", exact: true }).click();
      await expect(page.locator('[data-notice="kept"]')).toContainText(operation);
    }
    await side(page, "Scenario");
  };
  const names = () => page.locator(".kept .name").evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  const undo = () => page.locator('[data-notice="scenario"]').getByRole("button", { name: "Undo" }).click();
  await keep("DescribeApis", "DescribeApi", "DescribeApiGroups");

  await page.getByRole("button", { name: "Delete DescribeApi", exact: true }).click();
  await expect.poll(names).toEqual(["DescribeApis", "DescribeApiGroups"]);
  await keep("CreateApi");
  await page.getByLabel("Name of request 1").fill("all");
  await page.keyboard.press("Enter");
  await undo();
  await expect.poll(names).toEqual(["all", "DescribeApi", "DescribeApiGroups", "CreateApi"]);

  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await keep("DeleteApi");
  await undo();
  await expect.poll(names).toEqual(["all", "DescribeApi", "DescribeApiGroups", "CreateApi", "DeleteApi"]);

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import…" }).click();
  await (await chooser).setFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({
    format: "ramlight-scenario/1", policies: { One: { Version: "1", Statement: [] } }, users: { alice: { policies: ["One"] } },
    requests: [{ name: "theirs", principal: "user/alice", action: "apigateway:DescribeApi", resources: "*" }],
  })) });
  await expect.poll(names).toEqual(["theirs"]);
  await page.getByLabel("Name of request 1").fill("edited");
  await page.keyboard.press("Enter");
  await keep("SetApiRule");
  await undo();
  await expect.poll(names).toEqual(["all", "DescribeApi", "DescribeApiGroups", "CreateApi", "DeleteApi", "SetApiRule"]);
  await page.waitForTimeout(500);
  await page.reload();
  await policy.settled();
  await side(page, "Scenario");
  await expect.poll(names).toEqual(["all", "DescribeApi", "DescribeApiGroups", "CreateApi", "DeleteApi", "SetApiRule"]);
});

test("the focus goes on where a kept request is deleted, or all are", async ({ policy, page }) => {
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  for (let times = 0; times < 3; times++) await page.getByRole("button", { name: "Keep", exact: true }).click();
  await side(page, "Scenario");
  const button = (name: string) => page.locator(".scenario").getByRole("button", { name, exact: true });
  await button("Delete DescribeApis 2").focus();
  await page.keyboard.press("Enter");
  await expect(button("Delete DescribeApis 3")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(button("Delete DescribeApis")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(button("Import…")).toBeFocused();
  await page.locator('[data-notice="scenario"]').getByRole("button", { name: "Undo" }).click();
  await button("Clear").focus();
  await page.keyboard.press("Enter");
  await expect(button("Import…")).toBeFocused();
});

test("a storage that is full is told, and the kept requests stay in the session", async ({ policy, page }) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      if (name.endsWith("/scenario")) throw new DOMException("full", "QuotaExceededError");
      set.call(this, name, value);
    };
  });
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.locator('[data-notice="scenario-not-kept"]')).toContainText("QuotaExceededError");
  await side(page, "Scenario");
  await expect(page.locator(".kept li")).toHaveCount(1);
  const download = page.waitForEvent("download");
  await page.locator('[data-notice="scenario-not-kept"]').getByRole("button", { name: "Export" }).click();
  expect(JSON.parse(await readFile(await (await download).path(), "utf8")).requests).toHaveLength(1);
});

test("of two policies of one name the first is the one that requests name: the other is renamed without them", async ({ policy, page }) => {
  await page.addInitScript(() => {
    const named = (id: string) => ({ id, name: "both", kind: "identity", changed: "" });
    localStorage.setItem("ramlight/policies", JSON.stringify([named("p1"), named("p2")]));
    localStorage.setItem("ramlight/scenario", JSON.stringify({
      format: "ramlight-scenario/1", requests: [{ name: "r", action: "oss:GetObject", resources: "*", resourcePolicy: "both" }],
    }));
  });
  await policy.open();
  const named = () => page.evaluate(() => JSON.parse(localStorage.getItem("ramlight/scenario") ?? "").requests[0].resourcePolicy);
  const rename = async (index: number, name: string) => {
    await page.getByLabel("Name of the policy").nth(index).fill(name);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate((at) => JSON.parse(localStorage.getItem("ramlight/policies") ?? "")[at].name, index)).toBe(name);
  };
  await page.locator(".policy-name").click();
  await rename(1, "second");
  expect(await named()).toBe("both");
  await rename(0, "first");
  await expect.poll(named).toBe("first");
});
