/** Pasted denials: read in many spellings, made a request, and what is missing. */
import { expect, policyOf, test } from "./page.ts";
import { allow, ask, BODY, decision, DECODED, DETAIL, FROM_OFFICE, pasteDenial, side } from "./request-panel.ts";

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

test("the answer is copied as a diagnostic message, which is read again", async ({ policy, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ask(policy, FROM_OFFICE, "apigateway:DeleteApi");
  await expect(decision(page)).toHaveText("Implicit Deny");
  await page.getByRole("button", { name: "Copy as a diagnostic message" }).click();
  await expect(page.locator('[data-notice="copied"]')).toBeVisible();
  const message = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(message)).toMatchObject({ ExplicitDeny: false, AuthAction: "apigateway:DeleteApi" });
  await page.getByLabel("Action", { exact: true }).fill("");
  await page.getByLabel("Action", { exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+v");
  // What is pasted as an action and is a denial opens the dialog.
  await expect(page.locator("#denial .read")).toContainText("apigateway:DeleteApi");
  await page.getByRole("button", { name: "Make it a request" }).click();
  await expect(decision(page)).toHaveText("Implicit Deny");
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
    "copied from a web page": json.replaceAll('"', "&quot;"),
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
