/** The request panel: a condition is typed, the context set, and the answer follows; denials; kept requests. */
import { readFile } from "node:fs/promises";
import { AxeBuilder, type Page } from "../../www/testing.ts";
import { expect, policyOf, test, type PolicyPage } from "./page.ts";

const allow = (action: string, resource: string, condition?: object) =>
  ({ Effect: "Allow", Action: action, Resource: resource, ...(condition ? { Condition: condition } : {}) });
const OFFICE = { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } };
const FROM_OFFICE = policyOf(allow("apigateway:Describe*", "*", OFFICE));
/** Every kind of value that a condition compares. */
const ALL_TYPES = policyOf(allow("apigateway:*", "*", {
  IpAddress: { "acs:SourceIp": "10.0.0.0/8" },
  Bool: { "acs:MFAPresent": "true" },
  DateLessThan: { "acs:CurrentTime": "2026-12-31T00:00:00Z" },
  NumericLessThan: { "test:Size": "10" },
  StringEquals: { "acs:RequestTag/env": ["test", "dev"] },
}));

const side = (page: Page, name: string) => page.getByRole("tab", { name }).click();
const decision = (page: Page) => page.locator(".answer .chip");
const key = (page: Page, name: string) => page.locator(`[data-key="${name}"]`);

/** Opens the panel with an action in it. */
async function ask(policy: PolicyPage, text: string, action: string): Promise<void> {
  await policy.open(text);
  await side(policy.page, "Request");
  await policy.page.getByLabel("Action", { exact: true }).fill(action);
  await expect(decision(policy.page)).toBeVisible();
}

async function grave(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

test("a condition is typed, its key appears unknown, and the answer follows what is told of it @firefox", async ({ policy, page }) => {
  await ask(policy, policyOf(allow("apigateway:Describe*", "*")), "apigateway:DescribeApis");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator(".keys li")).toHaveCount(0);
  await policy.paste(FROM_OFFICE);
  await expect(key(page, "acs:SourceIp").locator("select")).toHaveValue("unknown");
  await expect(decision(page)).toContainText("Undecided");
  await expect(page.locator(".answer .hangs").first()).toContainText("acs:SourceIp");
  await expect(page.locator(".answer")).toContainText("10.0.0.0/8");
  const address = page.getByLabel("Value of acs:SourceIp", { exact: true });
  await address.fill("10.1.2.3");
  await expect(decision(page)).toHaveText("Allow");
  await expect(key(page, "acs:SourceIp").locator("select")).toHaveValue("known");
  await address.fill("192.0.2.7");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".traces [data-met]")).toContainText("10.0.0.0/8");
  await expect(page.locator(".traces [data-met]")).toContainText("192.0.2.7");
  await key(page, "acs:SourceIp").locator("select").selectOption("absent");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".traces [data-met]")).toContainText("no such key");
  // The condition's negation, typed into the text: a key that is absent meets it.
  await policy.paste(FROM_OFFICE.replace("IpAddress", "NotIpAddress"));
  await expect(decision(page)).toHaveText("Allow");
  await policy.paste(FROM_OFFICE.replace('"Allow"', '"Deny"').replace("IpAddress", "NotIpAddress"));
  await expect(decision(page)).toHaveText("Explicit Deny");
});

test("the deciding text is lit in the editor, and a click in the reasons goes there", async ({ policy, page }) => {
  await ask(policy, policyOf(allow("apigateway:Delete*", "*"), allow("apigateway:Describe*", "*", OFFICE)), "apigateway:DescribeApis");
  await expect(page.locator(".cm-decides-part")).toHaveText(['"apigateway:Describe*"', '"*"', '"acs:SourceIp"']);
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator(".cm-decides-part").first()).toHaveText('"apigateway:Describe*"');
  await expect(page.locator(".cm-decides-statement").first()).toBeVisible();
  await expect(page.locator(".traces li.decides")).toContainText("Allow matches");
  await expect(page.locator('.traces li[data-verdict="fails"]')).toContainText("another action");
  await page.locator(".traces li.decides .pattern-link").first().click();
  await expect(policy.editor).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('"apigateway:Describe*"');
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("11.0.0.1");
  await expect(page.locator(".cm-decides-part")).toHaveCount(0);
  await side(page, "What it grants");
  await expect(page.locator(".cm-decides-statement")).toHaveCount(0);
});

test("each type of key has its input, several values and a key of one's own", async ({ policy, page }) => {
  await ask(policy, ALL_TYPES, "apigateway:CreateApi");
  await expect(page.locator(".keys .key")).toHaveText(["acs:SourceIp", "acs:MFAPresent", "acs:CurrentTime", "test:Size", "acs:RequestTag/env"]);
  for (const select of await page.locator(".keys select").all()) await expect(select).toHaveValue("unknown");
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.9.9.9");
  await key(page, "acs:MFAPresent").locator("select").selectOption("true");
  const moment = page.getByLabel("Value of acs:CurrentTime, UTC", { exact: true });
  await expect(moment).toHaveAttribute("type", "datetime-local");
  await moment.fill("2026-12-30T23:59:59");
  await page.getByLabel("Value of test:Size", { exact: true }).fill("9.5");
  const tag = page.getByLabel("Value of acs:RequestTag/env", { exact: true });
  expect(await page.locator(`datalist#${await tag.getAttribute("list")} option`).evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))).toEqual(["test", "dev"]);
  await tag.fill("none");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByRole("button", { name: "Another value of acs:RequestTag/env" }).click();
  await expect(page.getByLabel("Value 2 of acs:RequestTag/env", { exact: true })).toBeFocused();
  await page.keyboard.type("dev");
  // Of several values one that is met is enough.
  await expect(decision(page)).toHaveText("Allow");
  await moment.fill("2026-12-31T00:00");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await moment.fill("2026-01-01T00:00");
  await key(page, "acs:MFAPresent").locator("select").selectOption("false");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByLabel("Name of a context key").fill("acs:UserAgent");
  await page.keyboard.press("Enter");
  await expect(key(page, "acs:UserAgent")).toContainText("not in the policy");
  await expect(key(page, "acs:UserAgent").locator("select")).toBeFocused();
  await key(page, "acs:UserAgent").getByRole("button", { name: "Remove acs:UserAgent" }).click();
  await expect(key(page, "acs:UserAgent")).toHaveCount(0);
});

test("templates become fields, filled from the variables; alternatives, several resources and free text", async ({ policy, page }) => {
  await policy.open(policyOf(allow("apigateway:SetApiRule", "acs:apigateway:cn-hangzhou:*:apigroup/*"), allow("apigateway:SetApiRule", "acs:apigateway:*:*:secretkey/k-1")));
  await page.getByRole("button", { name: "Variables" }).click();
  await page.locator(".bindings input[name=regionid]").fill("cn-hangzhou");
  await policy.settled();
  await (await policy.find("SetApiRule")).click();
  await page.getByRole("button", { name: "Ask a request" }).click();
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("apigateway:SetApiRule");
  await expect(page.locator(".resources li")).toHaveText([
    "acs:apigateway:cn-hangzhou:$accountid:apigroup/$groupId", "acs:apigateway:cn-hangzhou:$accountid:secretkey/$secretKeyId",
  ]);
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".traces")).toHaveCount(2);
  const fields = page.locator(".part.resource .fields");
  await fields.getByLabel("$secretKeyId").fill("k-1");
  await expect(decision(page)).toHaveText("Allow");
  await fields.getByLabel("$regionid").fill("cn-beijing");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator('.traces [data-verdict="fails"]').first()).toContainText("the region differs");
  await fields.getByLabel("$regionid").fill("cn-hangzhou");
  await page.getByLabel("API group + throttling policy").check();
  await expect(page.locator(".resources li").nth(1)).toContainText("trafficcontrol/");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByRole("button", { name: "Write it myself" }).click();
  await page.getByLabel("Resource 2", { exact: true }).fill("acs:apigateway:cn-qingdao:1:secretkey/k-1");
  await expect(decision(page)).toHaveText("Allow");
  await page.getByRole("button", { name: "Another resource in the call" }).click();
  await page.getByLabel("Resource 3", { exact: true }).fill("acs:ecs:cn-qingdao:1:instance/i-1");
  await expect(decision(page)).toHaveText("Implicit Deny");
  // What is no resource is said, and decides nothing.
  await page.getByLabel("Resource 3", { exact: true }).fill("instance");
  await expect(decision(page)).toHaveCount(0);
  await expect(page.locator(".answer .said")).toHaveText(/\w/);
  await page.getByRole("button", { name: "Back to the fields" }).click();
  await expect(fields.getByLabel("$regionid")).toHaveValue("cn-hangzhou");
});

test("the catalogue honours the context, says that it does, and forgets it again", async ({ policy, page }) => {
  await ask(policy, policyOf(allow("apigateway:Describe*", "*", OFFICE), allow("apigateway:DeleteApi", "*")), "DescribeApis");
  expect(await policy.summary()).toMatchObject({ allowed: 1, conditional: 21 });
  await expect(page.locator(".assumed")).toHaveCount(0);
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
  await expect.poll(() => policy.summary()).toMatchObject({ "allowed": 22, "conditional": 0, "not-granted": 32 });
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("192.0.2.1");
  await expect.poll(() => policy.summary()).toMatchObject({ "allowed": 1, "conditional": 0, "not-granted": 53 });
  await side(page, "What it grants");
  await expect(page.locator(".assumed")).toContainText("acs:SourceIp is 192.0.2.1");
  expect((await policy.operation("DescribeApis")).marks).toContain("its conditions are not met");
  await expect((await policy.find("DescribeApis")).locator(".chip")).toHaveText("Not granted");
  await page.getByRole("button", { name: "Assume nothing" }).click();
  await expect(policy.row("DescribeApis").locator(".chip")).toHaveText("Under conditions");
  await expect(page.locator(".assumed")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(policy.row("DescribeApis").locator(".chip")).toHaveText("Not granted");
  await page.reload();
  await policy.settled();
  // A page that is opened anew knows nothing.
  await expect(policy.row("DescribeApis").locator(".chip")).toHaveText("Under conditions");
});

const DETAIL = {
  AuthAction: "apigateway:DeleteApi", AuthPrincipalType: "SubUser", AuthPrincipalOwnerId: "1234567890123456",
  AuthPrincipalDisplayName: "200000000000000001", NoPermissionType: "ImplicitDeny", PolicyType: "AccountLevelIdentityBasedPolicy",
  EncodedDiagnosticMessage: "AQEAAAAAZBgxr0U1",
};
const BODY = { RequestId: "1", HostId: "apigateway.cn-hangzhou.aliyuncs.com", Code: "NoPermission", Message: "You are not authorized.", AccessDeniedDetail: DETAIL };
const DECODED = {
  RequestId: "2",
  DecodedDiagnosticMessage: {
    ExplicitDeny: false, NoPermissionPolicyType: "AccountLevelIdentityBasedPolicy", AuthAction: "apigateway:DescribeApis",
    AuthResource: "acs:apigateway:cn-hangzhou:1234567890123456:apigroup/*",
    AuthPrincipal: { AuthPrincipalType: "AssumedRoleUser", AuthPrincipalOwnerId: "1234567890123456", AuthPrincipalDisplayName: "deployer:ci" },
    AuthConditions: [{ ConditionKey: "acs:SourceIp", ConditionValues: ["192.0.2.9"] }],
    MatchedPolicies: [{ Effect: "Allow", PolicyIdentifier: "FromOffice", PolicyType: "Custom", AttachedEntityType: "RamRole", AttachedScope: "Account" }],
  },
};

async function pasteDenial(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "Paste a denial" }).click();
  await page.getByLabel("Text of the denial").fill(text);
}

test("a 403 becomes a request, and the page says what is missing @firefox", async ({ policy, page }) => {
  await policy.open(FROM_OFFICE);
  await side(page, "Request");
  await pasteDenial(page, JSON.stringify(BODY, null, 2));
  await page.getByRole("button", { name: "Make it a request" }).click();
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("apigateway:DeleteApi");
  await expect(page.locator(".resources")).toHaveText("acs:apigateway:$regionid:1234567890123456:apigroup/$groupId");
  await expect(decision(page)).toHaveText("Implicit Deny");
  const denial = page.locator(".part.denial");
  await expect(denial).toContainText("AccountLevelIdentityBasedPolicy");
  await expect(denial).toContainText("RAM user 200000000000000001");
  await expect(denial).toContainText("does not allow it either");
  await expect(denial).toContainText("DecodeDiagnosticMessage");
  await expect(page.locator(".part.why .sentences li").first()).toHaveText(/\w/);
  // What is missing is written, and the answer turns.
  await policy.paste(policyOf(allow("apigateway:DeleteApi", "*")));
  await expect(decision(page)).toHaveText("Allow");
  await expect(denial).toContainText("stands elsewhere");
});

test("a decoded message brings resource and context", async ({ policy, page }) => {
  await policy.open(FROM_OFFICE);
  await side(page, "Request");
  await pasteDenial(page, JSON.stringify(DECODED));
  await page.getByRole("button", { name: "Make it a request" }).click();
  await expect(page.getByLabel("Resource 1", { exact: true })).toHaveValue("acs:apigateway:cn-hangzhou:1234567890123456:apigroup/*");
  await expect(page.getByLabel("Value of acs:SourceIp", { exact: true })).toHaveValue("192.0.2.9");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".part.denial")).toContainText("FromOffice");
  await expect(page.locator(".part.denial")).toContainText("role session deployer:ci");
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.9");
  await expect(decision(page)).toHaveText("Allow");
});

test("denials are read as logs and SDKs print them", async ({ policy, page }) => {
  await policy.open(FROM_OFFICE);
  await side(page, "Request");
  await page.getByRole("button", { name: "Paste a denial" }).click();
  const text = page.getByLabel("Text of the denial");
  const read = page.locator("#denial .read");
  const json = JSON.stringify(BODY);
  const python = json.replaceAll('"', "'");
  const spellings: Record<string, string> = {
    "in a log line": `2026-01-01 12:00:00 ERROR [main] {not json} SDK.ServerException: NoPermission ${json} (status 403)`,
    "as a string in JSON": JSON.stringify({ level: "error", data: json }),
    "escaped": `SDKError:\n  Data: ${JSON.stringify(json).slice(1, -1)}`,
    "as Python prints it": `Error: ${python.replace("'1'", "None")}`,
    "with a comma too many": JSON.stringify(BODY, null, 2).replace('U1"\n', 'U1",\n'),
    "cut off": json.slice(0, json.indexOf('"EncodedDiagnosticMessage"')),
    "as Go prints a map": "map[AccessDeniedDetail:map[AuthAction:apigateway:DeleteApi AuthPrincipalDisplayName:200000000000000001 AuthPrincipalOwnerId:1234567890123456 AuthPrincipalType:SubUser NoPermissionType:ImplicitDeny PolicyType:AccountLevelIdentityBasedPolicy] Code:NoPermission]",
    "as XML": `<Error><AccessDeniedDetail>${Object.entries(DETAIL).map(([name, value]) => `<${name}>${value}</${name}>`).join("")}</AccessDeniedDetail></Error>`,
  };
  for (const [name, spelling] of Object.entries(spellings)) {
    await text.fill("");
    await expect(read, name).toHaveText("");
    await text.fill(spelling);
    await expect(read, name).toContainText("apigateway:DeleteApi");
    await expect(read, name).toContainText("Implicit Deny");
    await expect(read, name).toContainText("AccountLevelIdentityBasedPolicy");
    await expect(read, name).toContainText("1234567890123456");
  }
  await text.fill("nothing of the kind");
  await expect(read).toContainText("No AuthAction");
  await expect(page.getByRole("button", { name: "Make it a request" })).toBeDisabled();
  await text.fill('{"EncodedDiagnosticMessage": "AQEAAAAAZBgxr0U1"}');
  await expect(read).toContainText("aliyun ram DecodeDiagnosticMessage --EncodedDiagnosticMessage 'AQEAAAAAZBgxr0U1'");
  await expect(page.getByRole("button", { name: "Make it a request" })).toBeDisabled();
});

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
  await take("faulty.json", '{"format": "ramlight-scenario/1",\n"requests": [{"name": "x", "action": 7}]}');
  await expect(page.locator(".scenario .faults li").first()).toContainText(/line \d+/);
  await take("none.json", "{}");
  await expect(page.locator('[data-notice="scenario"]')).toContainText("none.json is no scenario file");
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

test("all by keyboard: from a row to a request, through its fields, to the scenario", async ({ policy, page }) => {
  await policy.open(FROM_OFFICE);
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await page.keyboard.type("describeapis");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".details h2")).toHaveText("apigateway:DescribeApis");
  await page.keyboard.press("r");
  await expect(page.getByLabel("Action", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("apigateway:DescribeApis");
  await expect(decision(page)).toContainText("Undecided");
  const until = async (reached: () => Promise<boolean>) => {
    for (let presses = 0; presses < 30 && !(await reached()); presses++) await page.keyboard.press("Tab");
    expect(await reached()).toBe(true);
  };
  const focused = (selector: string) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  await until(() => focused('[data-key="acs:SourceIp"] select'));
  await page.keyboard.press("Tab");
  await page.keyboard.type("10.0.0.1");
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.getByLabel("Value of acs:SourceIp", { exact: true })).toBeFocused();
  await page.getByRole("tab", { name: "Request" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Scenario" })).toBeFocused();
  await expect(page.locator(".scenario")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "What it grants" })).toHaveAttribute("aria-selected", "true");
});

test("nothing moves while one types in the editor or in a field of the request", async ({ policy, page }) => {
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  const places = () => page.evaluate(() => ["#place-editor", ".request .ask", ".request .answer", ".part.resource", '[data-key="acs:SourceIp"]']
    .map((selector) => JSON.stringify(document.querySelector(selector)?.getBoundingClientRect())));
  const before = await places();
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).focus();
  for (const character of "10.0.0.1") {
    await page.keyboard.press(character);
    await page.waitForTimeout(40);
    expect(await places()).toEqual(before);
  }
  await page.locator(".cm-line", { hasText: "Describe" }).click();
  await page.keyboard.press("End");
  for (const pressed of ["ArrowLeft", "ArrowLeft", "x", "Backspace", "\"", "Backspace"]) {
    await page.keyboard.press(pressed);
    await page.waitForTimeout(40);
    expect(await places()).toEqual(before);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    const show = (page: Page, name: string) => width < 760 ? page.locator(".tabs").getByRole("button", { name }).click() : side(page, name);
    const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const open = async (policy: PolicyPage, page: Page) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await policy.open(ALL_TYPES);
      await show(page, "Request");
    };

    test(`axe finds nothing grave in a request and a denial, ${colorScheme}, ${width} wide`, async ({ policy, page }) => {
      await open(policy, page);
      await pasteDenial(page, JSON.stringify(DECODED));
      await expect(page.locator("#denial .read")).toContainText("FromOffice");
      expect(await grave(page)).toEqual([]);
      await page.getByRole("button", { name: "Make it a request" }).click();
      await key(page, "acs:MFAPresent").locator("select").selectOption("true");
      await expect(page.locator(".part.denial")).toContainText("FromOffice");
      expect(await grave(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });

    test(`axe finds nothing grave in what is assumed and a scenario, ${colorScheme}, ${width} wide`, async ({ policy, page }) => {
      await open(policy, page);
      await page.getByLabel("Action", { exact: true }).fill("apigateway:SetApiRule");
      await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
      await expect(decision(page)).toContainText("Undecided");
      await page.getByRole("button", { name: "Keep", exact: true }).click();
      await show(page, "What it grants");
      await expect(page.locator(".assumed")).toBeVisible();
      expect(await grave(page)).toEqual([]);
      await show(page, "Scenario");
      await page.getByRole("button", { name: "Run all" }).click();
      await expect(page.locator(".kept .passed")).toContainText("as expected");
      expect(await grave(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });
  }
}
