/** Light in both directions, the catalogue's filters, groups and keys. */
import { expect, policyOf, test } from "./page.ts";

const POLICY = policyOf(
  { Effect: "Allow", Action: ["apigateway:Describe*", "apigateway:CreateApi"], Resource: "*" },
  { Effect: "Deny", Action: "apigateway:DescribeDomain", Resource: "*" },
);

test("the cursor in a statement or a pattern lights the operations it grants @firefox", async ({ policy, page }) => {
  await policy.open(POLICY);
  await page.locator(".cm-line", { hasText: '"Effect": "Allow"' }).click();
  await expect(page.locator(".lit-by")).toHaveText("Cursor in statement 1: 22 lit");
  await expect(page.locator(".row.lit").first()).toBeVisible();
  await page.locator(".cm-line", { hasText: "CreateApi" }).getByText("CreateApi").click();
  await expect(page.locator(".lit-by")).toHaveText("Cursor in a pattern of statement 1: 1 lit");
  await expect(page.locator(".row.lit")).toHaveCount(1);
  await expect(page.locator(".row.lit .lit-sign")).toBeVisible();
  await page.getByRole("button", { name: "Only lit" }).click();
  await expect(page.locator("[data-operation]")).toHaveCount(1);
});

test("the cursor lights by keyboard as it moves from pattern to statement to nothing", async ({ policy, page }) => {
  await policy.open(POLICY);
  const lit = page.locator(".lit-by");
  await policy.editor.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await expect(lit).toHaveText("");
  const lines = (await policy.text()).split("\n");
  const down = async (from: number, text: string) => {
    const to = lines.findIndex((line, index) => index > from && line.includes(text));
    for (let line = from; line < to; line++) await page.keyboard.press("ArrowDown");
    return to;
  };
  const effect = await down(0, '"Effect"');
  await expect(lit).toHaveText("Cursor in statement 1: 22 lit");
  const create = await down(effect, "CreateApi");
  await page.keyboard.press("End");
  await expect(lit).toHaveText("Cursor in a pattern of statement 1: 1 lit");
  await down(create, '"Deny"');
  await expect(lit).toHaveText("Cursor in statement 2: 1 lit");
  await page.keyboard.press("ControlOrMeta+End");
  await expect(lit).toHaveText("");
});

test("a hovered operation lights the patterns that decide it and says why @firefox", async ({ policy, page }) => {
  await policy.open(POLICY);
  const row = await policy.find("DescribeDomain");
  await row.hover();
  await expect(page.locator(".cm-pattern-decides")).toHaveText(['"apigateway:Describe*"', '"*"', '"apigateway:DescribeDomain"', '"*"']);
  await expect(page.locator(".details h2")).toHaveText("apigateway:DescribeDomain");
  await expect(page.locator(".sentences li").nth(1)).toContainText("statement 2 denies it");
  await expect(page.locator(".sentences code").first()).toBeVisible();
  await page.locator(".toolbar").hover();
  await expect(page.locator(".cm-pattern-decides")).toHaveCount(0);
});

test("the same by keyboard: / to the filter, arrows through the rows, Enter to the details, a link to the pattern", async ({ policy, page }) => {
  await policy.open(POLICY);
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Filter the operations by text")).toBeFocused();
  await page.keyboard.type("describedomain");
  await page.keyboard.press("ArrowDown");
  const grid = page.getByRole("grid");
  await expect(grid).toBeFocused();
  await expect(page.locator(".details h2")).toHaveText("apigateway:DescribeDomain");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".details h2")).toHaveText("apigateway:DescribeDomainResolution");
  await expect(page.locator(".row.active")).toHaveAttribute("id", (await grid.getAttribute("aria-activedescendant")) ?? "");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.locator("#details")).toBeFocused();
  await expect(page.locator("#details").getByRole("button", { name: "Close" })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator(".pattern-link").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(policy.editor).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('"apigateway:Describe*"');
  await page.locator(".pattern-link").first().focus();
  await page.keyboard.press("Escape");
  await expect(grid).toBeFocused();
});

test("filters by text, access level and outcome, and shows all again", async ({ policy, page }) => {
  await policy.open(POLICY);
  const shown = page.locator(".status-line .shown");
  await expect(shown).toHaveText("54 operations");
  await page.getByLabel("Filter the operations by text").fill("secretkey");
  await expect(shown).not.toHaveText("54 operations");
  for (const row of await page.locator("[data-operation]").all()) {
    expect(((await row.locator(".name").innerText()) + (await row.locator(".requirement").getAttribute("title"))).toLowerCase()).toContain("secretkey");
  }
  await page.getByRole("button", { name: "Show all" }).click();
  await page.locator(".summary thead").getByRole("button", { name: "Denied" }).click();
  await expect(shown).toHaveText("1 of 54 operations");
  await expect(policy.row("DescribeDomain")).toBeVisible();
  await page.locator(".summary thead").getByRole("button", { name: "Denied" }).click();
  await page.locator(".summary tbody").getByRole("button", { name: "create" }).click();
  await expect(shown).toHaveText("6 of 54 operations");
  const levels = await page.locator("[data-operation] .level").allInnerTexts();
  expect(levels.length).toBeGreaterThan(0);
  expect(levels.every((level) => level.startsWith("create"))).toBe(true);
});

test("groups by access level and by resource type, with counts that add up and a head that stays", async ({ policy, page }) => {
  await policy.open(POLICY);
  for (const grouping of ["level", "type"]) {
    await page.getByLabel("Group by").selectOption(grouping);
    const heads = new Map<string, number>();
    const grid = page.locator("#place-catalogue");
    for (let step = 0; step < 12; step++) {
      await grid.evaluate((element, to) => { element.scrollTop = to; }, step * 150);
      await policy.drawn();
      for (const text of await page.locator(".grid-body .row.group").allInnerTexts()) {
        const [, name = "", count] = /^(.*?)\s*(\d+)$/s.exec(text) ?? [];
        heads.set(name, Number(count));
      }
    }
    expect([...heads.values()].reduce((sum, count) => sum + count, 0)).toBe(54);
    await expect(page.locator(".row.stuck")).toBeVisible();
  }
});

test("the summary counts by access level what the whole counts", async ({ policy, page }) => {
  await policy.open(POLICY);
  const all = await policy.summary();
  expect(all).toEqual({ "allowed": 21, "partial": 0, "conditional": 0, "denied": 1, "not-granted": 32, "undecided": 0 });
  const levels = await page.locator(".summary tr[data-level]").evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.level ?? ""));
  const sums: Record<string, number> = {};
  for (const level of levels) {
    for (const [outcome, count] of Object.entries(await policy.summary(level))) sums[outcome] = (sums[outcome] ?? 0) + count;
  }
  expect(sums).toEqual(all);
});

test("a doubtful source has its sign, and its words in the details", async ({ policy, page }) => {
  await policy.open(POLICY);
  const row = await policy.find("DescribeRulesByApi");
  await expect(row.locator(".note .icon")).toBeVisible();
  await row.click();
  await expect(page.locator(".details")).toContainText("Doubt about the source");
});

test("variables narrow what is asked; a value that cannot stand there is refused with the reason", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "apigateway:DeleteApi", Resource: "acs:apigateway:cn-hangzhou:*:apigroup/*" }));
  await expect.poll(async () => (await policy.operation("DeleteApi")).outcome).toBe("Some resources");
  await page.getByRole("button", { name: "Variables" }).click();
  const region = page.locator(".bindings input[name=regionid]");
  await region.fill("cn-hangzhou");
  await expect(policy.row("DeleteApi").locator(".chip")).toHaveText("Allowed");
  await region.fill("cn-beijing");
  await expect(policy.row("DeleteApi").locator(".chip")).toHaveText("Not granted");
  await region.fill("cn:beijing");
  await expect(region).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator(".bindings .reason").filter({ hasText: /\w/ })).toHaveCount(1);
  await region.fill("cn-hangzhou");
  await page.reload();
  await policy.settled();
  await expect(region).toHaveValue("cn-hangzhou");
  await expect(policy.row("DeleteApi").locator(".chip")).toHaveText("Allowed");
});
