/** Findings beyond the grammar: told beside it, folded under their cause, mended one by one or together, each with a page. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, grave, policyOf, test, type PolicyPage } from "./page.ts";

const item = (policy: PolicyPage, code: string) => policy.page.locator(`.problems li[data-code="${code}"]`);
/** The findings are those of the text as it stands. */
const checked = (policy: PolicyPage) => expect(policy.page.locator('.problems[aria-busy="false"]')).toBeAttached();

const REDUNDANT = policyOf(
  { Effect: "Allow", Action: "apigateway:Describe*", Resource: "*" },
  { Effect: "Allow", Action: "apigateway:DescribeApis", Resource: "*" },
  { Effect: "Allow", Action: ["apigateway:DeleteApi", "apigateway:Delete*"], Resource: "*" },
);
/** The service of an ARN is compared with its case: the fix makes the statement grant something. */
const UPPER_CASE = policyOf({ Effect: "Allow", Action: "apigateway:ModifyApi", Resource: "acs:ApiGateway:*:*:apigroup/*" });
const ADMINISTRATOR = policyOf({ Effect: "Allow", Action: "*", Resource: "*" });

test("findings of a policy typed slowly come after a pause, and go @firefox", async ({ policy, page }) => {
  await policy.open("");
  await page.keyboard.type('{"Version": "1", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": "apigateway:Create', { delay: 12 });
  await expect(item(policy, "RAM700")).toContainText("apigateway:Create is not in the catalogue");
  await expect(item(policy, "RAM700")).toContainText("Suggestion");
  await page.keyboard.type("Api", { delay: 12 });
  await expect(item(policy, "RAM700")).toHaveCount(0);
  await expect(page.locator(".problems")).toContainText("No problems found.");
});

test("while one types the findings stay on what they are about", async ({ policy, page }) => {
  await policy.open(policyOf(
    { Effect: "Allow", Action: "apigateway:describeapi", Resource: "*" },
    { Effect: "Allow", Action: "apigateway:DescribeApis", Resource: "*" },
  ));
  const mark = page.locator("#place-editor .cm-lintRange-hint");
  await expect(mark).toHaveText('"apigateway:describeapi"');
  await page.locator(".cm-line", { hasText: "Version" }).click();
  await page.keyboard.press("Home");
  // What is watched from the first key on: neither the mark nor the line of the list is ever gone.
  await page.evaluate(() => {
    const gone: string[] = [];
    Object.assign(window, { gone });
    const look = () => {
      if (document.querySelector("#place-editor .cm-lintRange-hint")?.textContent !== '"apigateway:describeapi"') gone.push("mark");
      if (!document.querySelector('.problems li[data-code="RAM706"]')) gone.push("item");
      requestAnimationFrame(look);
    };
    look();
  });
  await page.keyboard.type('"x": 1, ', { delay: 40 });
  await page.keyboard.press("Enter");
  await checked(policy);
  await expect(item(policy, "RAM206")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { gone: string[] }).gone)).toEqual([]);
});

test("what follows from a cause is folded under it, and every class has its word and its count", async ({ policy, page }) => {
  await policy.open(ADMINISTRATOR);
  const cause = item(policy, "RAM400");
  await expect(cause).toContainText("Security warning");
  await expect(page.locator(".problems li")).toHaveCount(1);
  const fold = cause.getByRole("button", { name: /that follow from this/ });
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await fold.click();
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  await expect(cause.locator("li", { hasText: "RAM408" })).toContainText("become an administrator");
  const inFold = await cause.locator("li").count();
  expect(inFold).toBeGreaterThan(5);
  const tallies = page.locator(".problems .tally");
  await expect(tallies.first()).toContainText("security warnings");
  const counts = (await tallies.locator("span:first-of-type").allTextContents()).map(Number);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(inFold + 1);
  await tallies.filter({ hasText: /\d+ warning/ }).click();
  await expect(page.locator(".problems li")).toHaveCount(1);
  await expect(item(policy, "RAM418")).toBeVisible();
});

test("a finding shows its place, and the cursor its finding; all by keyboard @firefox", async ({ policy, page }) => {
  await policy.open(REDUNDANT);
  await checked(policy);
  await item(policy, "RAM601").locator(".problem").click();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toContain("apigateway:DeleteApi");
  await expect(policy.editor).toBeFocused();
  await expect(item(policy, "RAM601")).toHaveAttribute("aria-current", "true");
  await page.locator(".cm-line", { hasText: "DescribeApis" }).click();
  await expect(item(policy, "RAM600")).toHaveAttribute("aria-current", "true");
  await expect(item(policy, "RAM601")).not.toHaveAttribute("aria-current", "true");
  await page.keyboard.press("ControlOrMeta+Shift+M");
  await expect(item(policy, "RAM600").locator(".problem")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(item(policy, "RAM601").locator(".problem")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(policy.editor).toBeFocused();
  await page.keyboard.press("ControlOrMeta+.");
  await expect.poll(() => policy.text()).not.toContain("apigateway:DeleteApi");
});

test("a fix that means the same is taken at once", async ({ policy }) => {
  await policy.open(REDUNDANT);
  await expect(item(policy, "RAM600")).toContainText("the policy means the same");
  await item(policy, "RAM600").getByRole("button", { name: "Fix", exact: true }).click();
  await expect.poll(() => policy.text()).not.toContain("DescribeApis");
  await expect(item(policy, "RAM600")).toHaveCount(0);
  expect(JSON.parse(await policy.text()).Statement).toHaveLength(2);
});

test("all fixes are taken in one step, told, and undone in one", async ({ policy, page }) => {
  await policy.open(REDUNDANT);
  await checked(policy);
  const before = await policy.text();
  await page.locator(".problems").getByRole("button", { name: "Fix all" }).click();
  await expect.poll(async () => JSON.parse(await policy.text())).toEqual({
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: "apigateway:Describe*", Resource: "*" },
      { Effect: "Allow", Action: ["apigateway:Delete*"], Resource: "*" },
    ],
  });
  const notice = page.locator('[data-notice="fixed"]');
  await expect(notice).toContainText("2 fixed");
  await expect(notice).toContainText("RAM600 the statement adds nothing to statement 1");
  await checked(policy);
  await expect(page.locator(".problems")).toContainText("No problems found.");
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => policy.text()).toBe(before);
  await expect.poll(async () => (await policy.summary())["allowed"]).toBeGreaterThan(21);
});

test("what could not be fixed is said with its reason", async ({ policy, page }) => {
  // A fix that would change the meaning is refused by the engine; here it says so of one that it would take.
  await page.addInitScript(() => {
    const Real = Worker;
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        const post = this.postMessage.bind(this);
        this.postMessage = (message: { id: number; kind: string; ask: { text: string } }) => {
          if (message.kind !== "fixAll") return post(message);
          const refused = [{ code: "RAM600", message: "the statement adds nothing to statement 1" }];
          this.dispatchEvent(new MessageEvent("message", { data: { id: message.id, answer: { text: message.ask.text, applied: [], refused } } }));
        };
      }
    };
  });
  await policy.open(REDUNDANT);
  await checked(policy);
  await page.getByRole("button", { name: "Fix all" }).click();
  const notice = page.locator('[data-notice="fixed"]');
  await expect(notice).toContainText("Nothing was fixed. 1 was not: the fix would have changed what the policy means");
  await expect(notice).toContainText("Not fixed: RAM600 the statement adds nothing to statement 1");
  await expect(notice.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect.poll(() => policy.text()).toBe(REDUNDANT);
});

test("a fix that changes what the policy grants is shown before it is taken", async ({ policy, page }) => {
  await policy.open(UPPER_CASE);
  await item(policy, "RAM707").getByRole("button", { name: "Show the change" }).click();
  const preview = page.getByRole("region", { name: "The change of a fix" });
  await expect(preview).toContainText("More, for example: apigateway:ModifyApi on acs:apigateway:");
  await expect(preview.locator(".cm-deletedChunk")).toContainText("acs:ApiGateway");
  await expect(preview.locator(".cm-changedLine")).toContainText("acs:apigateway");
  expect(await grave(page)).toEqual([]);
  await expect.poll(() => policy.text()).toBe(UPPER_CASE);
  await preview.getByRole("button", { name: "Keep as it is" }).click();
  await expect(preview).toHaveCount(0);
  await expect.poll(() => policy.text()).toBe(UPPER_CASE);
  await item(policy, "RAM707").getByRole("button", { name: "Show the change" }).press("Enter");
  await expect(preview).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(preview).toHaveCount(0);
  await expect.poll(() => policy.text()).toBe(UPPER_CASE);
  await item(policy, "RAM707").getByRole("button", { name: "Show the change" }).click();
  await preview.getByRole("button", { name: "Take the change" }).click();
  await expect.poll(() => policy.text()).toBe(UPPER_CASE.replace("ApiGateway", "apigateway"));
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(1);
  await expect(preview).toHaveCount(0);
});

test("a change is not taken of a text that has moved on", async ({ policy, page }) => {
  await policy.open(UPPER_CASE);
  await item(policy, "RAM707").getByRole("button", { name: "Show the change" }).click();
  const preview = page.getByRole("region", { name: "The change of a fix" });
  await expect(preview).toBeVisible();
  await policy.editor.focus();
  await page.keyboard.type(" ");
  await expect(preview).toHaveCount(0);
});

test("findings know the catalogue, the kind and the policy that is open", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "ram:Frobnicate", Resource: "*" }));
  await expect(item(policy, "RAM700")).toBeVisible();
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await policy.paste(policyOf({ Effect: "Allow", Action: "apigateway:CreateApi", Resource: "*" }));
  await checked(policy);
  await expect(item(policy, "RAM700")).toHaveCount(0);
  const trust = policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: ["*"] } });
  await policy.paste(trust);
  await page.getByLabel("Kind of policy").selectOption("trust");
  await checked(policy);
  await expect(page.locator(".problems li .code", { hasText: /RAM8/ }).first()).toBeVisible();
});

test("a crafted policy takes its check long, and no key waits for it", async ({ policy, page }) => {
  test.slow();
  const crafted = policyOf(...Array.from({ length: 120 }, (_, index) => ({
    Effect: "Allow",
    Action: [`oss:*a?????????${index}`, `oss:*b*c*d?${index}`, `ecs:*e?????${index}`],
    Resource: [`acs:oss:*:*:*a?????????*${index}`, `acs:*:*:*:*b??????${index}`],
    Condition: { StringLike: { "acs:x": [`*a?????${index}`, `*b???${index}`] } },
  })));
  await policy.open(crafted);
  // When a key is drawn and answered, the findings of the text before are still on their way.
  await page.keyboard.press("ControlOrMeta+Home");
  for (const key of Array.from({ length: 5 }, () => " ")) {
    const answered = page.evaluate(() => new Promise<string | null>((resolve) => {
      addEventListener("keydown", () => {
        const look = () => {
          const grants = document.querySelector(".pane.grants")?.getAttribute("aria-busy");
          if (grants === "false") resolve(document.querySelector(".problems")?.getAttribute("aria-busy") ?? null);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(() => requestAnimationFrame(look));
      }, { once: true });
    }));
    await page.waitForTimeout(400);
    await page.keyboard.press(key);
    expect(await answered).toBe("true");
  }
  await expect(page.locator('.problems[aria-busy="false"]')).toBeAttached({ timeout: 30_000 });
});

test("a check that breaks down leaves the grammar's problems, and says so", async ({ policy, page }) => {
  await page.addInitScript(() => {
    const Real = Worker;
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name !== "ramlight checker") return;
        this.postMessage = () => void this.dispatchEvent(new ErrorEvent("error", { message: "a made-up crash", cancelable: true }));
      }
    };
  });
  await policy.open(policyOf({ Effect: "allow", Action: "apigateway:Frobnicate", Resource: "*" }));
  await expect(item(policy, "RAM221")).toBeVisible();
  await expect(page.locator(".problems")).toContainText("only what its grammar says is told");
  await expect.poll(async () => (await policy.summary())["allowed"]).toBe(0);
});

test("the meter says how much is left from nine tenths of the limit on", async ({ policy, page }) => {
  const text = (length: number) => `{"Version":"1","Statement":[]}${" ".repeat(length - 30)}`;
  await policy.open(text(5_528));
  await expect(page.locator(".size")).toContainText("5,528 of 6,144 characters");
  await expect(page.locator(".size.near")).toHaveCount(0);
  await policy.paste(text(5_529));
  await expect(page.locator(".size.near")).toContainText("615 left");
  await policy.paste(text(6_144));
  await expect(page.locator(".size.near")).toContainText("0 left");
  await policy.paste(text(6_145));
  await expect(page.locator(".size.over")).toContainText("6,145 of 6,144 characters");
});

test("every code that is linked has its page, which opens beside the policy", async ({ policy, context }) => {
  await policy.open(REDUNDANT);
  const link = item(policy, "RAM600").getByRole("link", { name: "RAM600" });
  const opened = context.waitForEvent("page");
  await link.click();
  const findings = await opened;
  await expect(findings.getByRole("heading", { level: 1 })).toHaveText("RAM600 redundant-statement");
  await expect(findings.locator(".message").first()).toContainText("the statement adds nothing to statement 1");
  await expect(findings.locator('.message [lang="zh-CN"]').first()).toContainText("该语句没有给第 1 条语句增加任何内容");
  await expect(findings.locator("mark").first()).toContainText("GetObject");
  await findings.getByRole("link", { name: "All findings" }).click();
  await expect(findings.getByRole("heading", { level: 1 })).toHaveText("All findings");
  const codes = readdirSync(fileURLToPath(new URL("../../www/findings/", import.meta.url))).flatMap((file) => /^(RAM\d{3})\.md$/.exec(file)?.[1] ?? []);
  expect((await findings.locator(".codes a").allTextContents()).sort()).toEqual(codes.sort());
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test(`pages of codes: axe finds nothing grave, no script, no sideways scrolling, ${colorScheme}, ${width} wide`, async ({ page }) => {
      test.slow();
      const troubles: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") troubles.push(message.text());
      });
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const name of ["index", "RAM600", "RAM714"]) {
        await page.goto(`/findings/${name}.html`);
        expect(await grave(page)).toEqual([]);
        expect(await page.evaluate(() => document.scripts.length)).toBe(0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain("system-ui");
      }
      expect(troubles).toEqual([]);
    });
  }
}
