/** The request panel as the tests use it. */
import { expect, policyOf, type PolicyPage } from "./page.ts";
import type { Page } from "../../www/testing.ts";

export const allow = (action: string, resource: string, condition?: object) =>
  ({ Effect: "Allow", Action: action, Resource: resource, ...(condition ? { Condition: condition } : {}) });
export const OFFICE = { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } };
export const FROM_OFFICE = policyOf(allow("apigateway:Describe*", "*", OFFICE));

export const side = (page: Page, name: string) => page.getByRole("tab", { name }).click();
export const decision = (page: Page) => page.locator(".answer .chip");
export const key = (page: Page, name: string) => page.locator(`[data-key="${name}"]`);

/** Opens the panel with an action in it. */
export async function ask(policy: PolicyPage, text: string, action: string): Promise<void> {
  await policy.open(text);
  await side(policy.page, "Request");
  await policy.page.getByLabel("Action", { exact: true }).fill(action);
  await expect(decision(policy.page)).toBeVisible();
}

export const DETAIL = {
  AuthAction: "apigateway:DeleteApi", AuthPrincipalType: "SubUser", AuthPrincipalOwnerId: "1234567890123456",
  AuthPrincipalDisplayName: "200000000000000001", NoPermissionType: "ImplicitDeny", PolicyType: "AccountLevelIdentityBasedPolicy",
  EncodedDiagnosticMessage: "AQEAAAAAZBgxr0U1",
};
export const BODY = { RequestId: "1", HostId: "apigateway.cn-hangzhou.aliyuncs.com", Code: "NoPermission", Message: "You are not authorized.", AccessDeniedDetail: DETAIL };
export const DECODED = {
  RequestId: "2",
  DecodedDiagnosticMessage: {
    ExplicitDeny: false, NoPermissionPolicyType: "AccountLevelIdentityBasedPolicy", AuthAction: "apigateway:DescribeApis",
    AuthResource: "acs:apigateway:cn-hangzhou:1234567890123456:apigroup/*",
    AuthPrincipal: { AuthPrincipalType: "AssumedRoleUser", AuthPrincipalOwnerId: "1234567890123456", AuthPrincipalDisplayName: "deployer:ci" },
    AuthConditions: [{ ConditionKey: "acs:SourceIp", ConditionValues: ["192.0.2.9"] }],
    MatchedPolicies: [{ Effect: "Allow", PolicyIdentifier: "FromOffice", PolicyType: "Custom", AttachedEntityType: "RamRole", AttachedScope: "Account" }],
  },
};

export async function pasteDenial(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "Paste a denial" }).click();
  await page.getByLabel("Text of the denial").fill(text);
}
