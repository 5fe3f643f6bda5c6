/** Completion in the editor: by itself within strings, on Ctrl-Space anywhere, and never in the way. */
import type { Page } from "../../www/testing.ts";
import { expect, firstEngineCrashes, policyOf, grave, test } from "./page.ts";

const list = (page: Page) => page.locator(".cm-tooltip-autocomplete");
const options = (page: Page) => list(page).locator("li .cm-completionLabel");
const chosen = (page: Page) => list(page).locator("li[aria-selected] .cm-completionLabel");

/** Types, and takes the option that is chosen, once it is this one: keys that come at once with the list are not for it. */
async function take(page: Page, label: string, typed = "", key = "Tab"): Promise<void> {
  if (typed) {
    await page.keyboard.type(typed);
    await expect(chosen(page).locator(".cm-completionMatchedText")).toHaveText(new RegExp(`^${typed}$`, "i"));
  }
  await expect(chosen(page)).toHaveText(label);
  await expect(page.locator(".cm-tooltip-autocomplete-disabled")).toHaveCount(0);
  await page.waitForTimeout(100);
  await page.keyboard.press(key);
}

/** Puts the cursor where `|` stands in a text. */
async function at(page: Page, marked: string): Promise<void> {
  const before = marked.slice(0, marked.indexOf("|"));
  await page.keyboard.press("ControlOrMeta+Home");
  for (let key = 0; key < before.length; key++) await page.keyboard.press("ArrowRight");
}

const oneLine = (statement: string) => `{"Version": "1", "Statement": [{${statement}}]}`;

test("an engine that crashes over a completion leaves the list to the next letter, and to Ctrl-Space", async ({ policy, page }) => {
  await firstEngineCrashes(page, { at: '"kind":"complete"' });
  await policy.open(oneLine('"Effect": "Allow", "Resource": "*", "Action": "apigateway:"'));
  await policy.editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  for (const _ of '"}]}') await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("D");
  await policy.settled();
  await page.keyboard.type("e");
  await expect(options(page).first()).toContainText("De");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Space");
  await expect(options(page).first()).toContainText("De");
});

test("a policy by completion alone, with the keyboard", async ({ policy, page }) => {
  await policy.open("");
  await policy.editor.focus();
  await page.keyboard.press("Control+Space");
  await take(page, "policy", "", "Enter");
  // The effect is the first field, then the action: there it shows by itself what could stand there.
  await page.keyboard.press("Tab");
  await expect(options(page).first()).toBeVisible();
  await take(page, "ecs", "ecs");
  // The service is loaded because it was named.
  // Tab takes it and goes on to the resource.
  await take(page, "StopInstance", "stopin");
  await take(page, "acs:ecs:*:*:instance/$instanceId");
  // the region, the account, the instance
  await take(page, "cn-hangzhou", "cn-hangz");
  await page.keyboard.type("123");
  await page.keyboard.press("Tab");
  await page.keyboard.type("i-1");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type(', "');
  await take(page, "Condition", "cond");
  await take(page, "IpAddress", "ip");
  await take(page, "acs:SourceIp");
  await take(page, "203.0.113.0/24");
  expect(JSON.parse(await policy.text())).toEqual({
    Version: "1",
    Statement: [{
      Effect: "Allow",
      Action: ["ecs:StopInstance"],
      Resource: ["acs:ecs:cn-hangzhou:123:instance/i-1"],
      Condition: { IpAddress: { "acs:SourceIp": ["203.0.113.0/24"] } },
    }],
  });
});

test("services are found by their product's name, all of them", async ({ policy, page }) => {
  await policy.open(oneLine('"Effect": "Allow", "Action": "", "Resource": "*"'));
  await at(page, oneLine('"Effect": "Allow", "Action": "|", "Resource": "*"'));
  await page.keyboard.type("object st");
  await expect(options(page)).toContainText(["oss"]);
  await expect(list(page)).toContainText("Object Storage Service");
});

test("what is typed is what stands there: nothing is taken unasked", async ({ policy, page }) => {
  await policy.open("");
  await policy.editor.focus();
  await page.keyboard.type('{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}', { delay: 30 });
  expect(await policy.text()).toBe('{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}');
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(list(page)).toHaveCount(0);
  await page.keyboard.press("Enter");
  expect((await policy.text()).split("\n").length).toBeGreaterThan(1);
  await expect(list(page)).toHaveCount(0);
});

test("Escape closes the list, and Ctrl-Space opens it where nothing is typed", async ({ policy, page }) => {
  const text = policyOf({ Effect: "Allow", Action: "apigateway:", Resource: "*" });
  await policy.open(text);
  await at(page, text.replace('apigateway:"', 'apigateway:|"'));
  await page.keyboard.type("De");
  await expect(chosen(page)).toHaveText("DeleteAllTrafficSpecialControl");
  await expect(options(page)).toContainText(["Describe*"]);
  await page.keyboard.press("Escape");
  await expect(list(page)).toHaveCount(0);
  await page.keyboard.press("Control+Space");
  await expect(list(page)).toBeVisible();
  await page.keyboard.type("scribeApis");
  await expect(chosen(page).locator(".cm-completionMatchedText")).toHaveText("DescribeApis");
  await take(page, "DescribeApis", "", "Enter");
  expect(JSON.parse(await policy.text()).Statement[0].Action).toBe("apigateway:DescribeApis");
});

test("the list is of the page's look, and accessible", async ({ policy, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const text = policyOf({ Effect: "Allow", Action: "apigateway:DeleteApi", Resource: "" });
  await policy.open(text);
  await at(page, text.replace('"Resource": ""', '"Resource": "|"'));
  await page.keyboard.press("Control+Space");
  await expect(chosen(page)).toHaveText("acs:apigateway:*:*:apigroup/$groupId");
  await expect(list(page).getByRole("listbox", { name: "Completions" })).toBeVisible();
  expect(await grave(page)).toEqual([]);
});
