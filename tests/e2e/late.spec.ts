/** Answers and frames that come late, as on a slow machine: nothing is told of what it is not, and nothing is lost. */
import type { Page } from "../../www/testing.ts";
import { expect, holdable, holdFrames, policyOf, test, VIEW_ONLY } from "./page.ts";
import { allow, ask, decision, FROM_OFFICE, side } from "./request-panel.ts";
import { make, viewAs } from "./people-panel.ts";

const problems = (page: Page) => page.locator(".problems");
const REDUNDANT = policyOf(allow("apigateway:Describe*", "*"), allow("apigateway:DescribeApis", "*"));
const TRUST = policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: ["*"] } });

test("findings of a text that has moved on are not told as those of the text", async ({ policy, page }) => {
  const workers = await holdable(page);
  await policy.open(VIEW_ONLY);
  await expect(problems(page)).toHaveAttribute("aria-busy", "false");
  await workers.hold("findings");
  await policy.paste(REDUNDANT);
  await expect.poll(workers.held).toBe(1);
  await page.keyboard.type(" ");
  await policy.settled();
  await workers.letGo("findings");
  await expect(problems(page)).toContainText("RAM600");
  await expect(problems(page)).toHaveAttribute("aria-busy", "true");
  await expect.poll(workers.held).toBe(1);
  await expect(problems(page)).toHaveAttribute("aria-busy", "true");
  await workers.letGo();
  await expect(problems(page)).toHaveAttribute("aria-busy", "false");
});

test("a kind that is chosen and taken back at once leaves no findings of it", async ({ policy, page }) => {
  await policy.open(TRUST);
  const kind = page.getByLabel("Kind of policy");
  await kind.selectOption("trust");
  await expect(problems(page)).toContainText(/RAM8\d\d/);
  await expect(problems(page)).toHaveAttribute("aria-busy", "false");
  const told = await problems(page).innerText();
  // Both within the pause before a check.
  await page.evaluate(async () => {
    const select = document.querySelector<HTMLSelectElement>("select[aria-label='Kind of policy']")!;
    const answered = () => new Promise((resolve) => setTimeout(resolve, 100));
    for (const kind of ["bucket", "trust"]) {
      select.value = kind;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      await answered();
    }
  });
  await page.waitForTimeout(1_000);
  await expect(problems(page)).toHaveAttribute("aria-busy", "false");
  expect(await problems(page).innerText()).toBe(told);
});

test("no problems are said to be found only once they were looked for", async ({ policy, page }) => {
  const workers = await holdable(page);
  await policy.open(VIEW_ONLY);
  await expect(problems(page)).toContainText("No problems found");
  await workers.hold("findings");
  await policy.paste(REDUNDANT);
  await expect.poll(workers.held).toBe(1);
  await expect(problems(page)).not.toContainText("No problems found");
  await workers.letGo();
  await expect(problems(page)).toContainText("RAM600");
});

test("a request is kept with its own answer, though the one before is still shown", async ({ policy, page }) => {
  const workers = await holdable(page);
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  await expect(decision(page)).toContainText("Undecided");
  await workers.hold("decide");
  await page.getByLabel("Value of acs:SourceIp", { exact: true }).fill("10.0.0.1");
  await expect.poll(workers.held).toBe(1);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.locator(".answer .said")).toHaveAttribute("aria-busy", "true");
  await workers.letGo();
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.locator('[data-notice="kept"]')).toContainText("Allow");
  await side(page, "Scenario");
  await expect(page.locator(".kept li")).toHaveCount(1);
  await expect(page.locator(".kept li").getByLabel("expects")).toHaveValue("Allow");
});

test("a request is not kept with the answer of a policy that is opened meanwhile", async ({ policy, page }) => {
  const workers = await holdable(page);
  await ask(policy, VIEW_ONLY, "apigateway:DescribeApis");
  await expect(decision(page)).toHaveText("Allow");
  await workers.hold("decide");
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DescribeApi");
  await expect.poll(workers.held).toBe(1);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await workers.letGo();
  await expect(decision(page)).toHaveText("Implicit Deny");
  await expect(page.locator(".answer .said")).toHaveAttribute("aria-busy", "false");
  await side(page, "Scenario");
  await expect(page.locator(".kept li")).toHaveCount(0);
  await side(page, "Request");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await side(page, "Scenario");
  await expect(page.locator(".kept li").getByLabel("expects")).toHaveValue("ImplicitDeny");
});

test("an answer of whoever was looked at before is told to be on its way", async ({ policy, page }) => {
  const workers = await holdable(page);
  await policy.open(VIEW_ONLY);
  await side(page, "People");
  for (const name of ["ann", "bob"]) await make(page, "user", name);
  await page.getByRole("button", { name: "Attach a policy to ann", exact: true }).click();
  await page.getByRole("menuitem", { name: "My policy", exact: true }).click();
  await viewAs(page, "ann");
  await side(page, "Request");
  await page.getByLabel("Action", { exact: true }).fill("apigateway:DescribeApis");
  await expect(decision(page)).toHaveText("Allow");
  await workers.hold("view");
  await viewAs(page, "bob");
  await expect.poll(workers.held).toBeGreaterThan(0);
  await expect(page.locator(".pane.grants")).toHaveAttribute("aria-busy", "true");
  await expect(page.locator(".answer .said")).toHaveAttribute("aria-busy", "true");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await workers.letGo();
  await expect(decision(page)).toHaveText("Implicit Deny");
  await side(page, "Scenario");
  await expect(page.locator(".kept li")).toHaveCount(1);
  await expect(page.locator(".kept li").getByLabel("expects")).toHaveValue("ImplicitDeny");
});

test("a request to assume a role that is opened is not emptied for the trust policy that was open before", async ({ policy, page }) => {
  await page.addInitScript(() => localStorage.setItem("ramlight/scenario", JSON.stringify({
    format: "ramlight-scenario/1", requests: [{ name: "assume", action: "sts:AssumeRole", resources: "*" }],
  })));
  await policy.open(TRUST);
  await page.getByLabel("Kind of policy").selectOption("trust");
  await side(page, "Request");
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("sts:AssumeRole");
  await side(page, "What it grants");
  await page.locator(".policy-name").click();
  await page.getByRole("button", { name: "New policy" }).click();
  await policy.paste(policyOf(allow("sts:*", "*")));
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Open assume" }).click();
  await expect(decision(page)).toHaveText("Allow");
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("sts:AssumeRole");
});

test("who has gone to another field meanwhile stays there", async ({ policy, page }) => {
  await ask(policy, FROM_OFFICE, "apigateway:DescribeApis");
  const letFrames = await holdFrames(page);
  await page.getByRole("button", { name: "Write it myself" }).click();
  const address = page.getByLabel("Value of acs:SourceIp", { exact: true });
  await address.click();
  await page.keyboard.type("10.");
  await letFrames();
  await expect(page.getByLabel("Resource 1", { exact: true })).toBeVisible();
  await policy.drawn();
  await page.keyboard.type("0.0.1");
  await expect(address).toHaveValue("10.0.0.1");
  await expect(address).toBeFocused();
});

test("a tab that has not heard of another's new policy does not undo it", async ({ policy, page, context }) => {
  await page.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), { capture: true }));
  await policy.open(VIEW_ONLY);
  const other = await context.newPage();
  await other.goto("/");
  await other.locator(".policy-name").click();
  await other.getByRole("button", { name: "New policy" }).click();
  const names = () => page.evaluate(() => JSON.parse(localStorage.getItem("ramlight/policies") ?? "[]").length);
  await expect.poll(names).toBe(2);
  await page.bringToFront();
  await policy.paste(REDUNDANT);
  await expect.poll(() => page.evaluate(() => Object.values({ ...localStorage }).some((text) => text.includes("DescribeApis")))).toBe(true);
  expect(await names()).toBe(2);
});

test("an engine that breaks down twice over who is looked at is told again who that is", async ({ policy, page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("ramlight/people", JSON.stringify({ user: [{ name: "ann", policies: [], groups: [], resourceGroups: {} }], group: [], role: [] }));
    const Real = Worker;
    let left = 2;
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        const post = this.postMessage.bind(this) as (message: unknown) => void;
        this.postMessage = (message: { kind?: string }) => {
          if (message.kind !== "view" || left-- <= 0) post(message);
          else this.dispatchEvent(new ErrorEvent("error", { message: "a made-up crash", cancelable: true }));
        };
      }
    };
  });
  await policy.open(VIEW_ONLY);
  await viewAs(page, "ann");
  await page.locator('[data-notice="engine"]').getByRole("button", { name: "Try again" }).click();
  await policy.settled();
  await expect(page.locator(".viewing")).toContainText("No policy applies to ann");
  expect((await policy.summary())["allowed"]).toBe(0);
});

/** Engines, once they are there, break down over whatever is of this kind and has this in it. */
async function breaksDownOver(page: Page, kind: string, part = ""): Promise<void> {
  await page.addInitScript(([kind, part]) => {
    const Real = Worker;
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        const post = this.postMessage.bind(this) as (message: unknown) => void;
        const isThere = new Promise((there) => this.addEventListener("message", there, { once: true }));
        this.postMessage = (message: { kind?: string; ask?: unknown }) => {
          if (message.kind !== kind || !JSON.stringify(message.ask).includes(part)) post(message);
          else void isThere.then(() => setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "a made-up crash", cancelable: true }))));
        };
      }
    };
  }, [kind, part] as const);
}

const keepCatalogue = (page: Page, file: string) => page.addInitScript((kept) => {
  if (sessionStorage.getItem("begun")) return;
  sessionStorage.setItem("begun", "yes");
  localStorage.setItem("ramlight/catalogue", kept);
}, JSON.stringify({ file, text: JSON.stringify({
  format: "ramlight-catalog/1", date: "2026-01-01", sources: ["a test"],
  services: [{ code: "one", name: "One", aliases: [], templates: {}, operations: [{ name: "ListAll", level: "list", requires: "*" }] }],
}) }));

test("a catalogue over which the engine breaks down twice is refused, and the page goes on with the one before", async ({ policy, page }) => {
  await breaksDownOver(page, "catalog", "huge.json");
  await policy.open(VIEW_ONLY);
  const granted = (await policy.summary())["allowed"];
  await page.locator(".services-button").click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Use a catalogue file of your own" }).click();
  await (await chooser).setFiles({ name: "huge.json", mimeType: "application/json", buffer: Buffer.from('{"format": "ramlight-catalog/1"}') });
  await expect(page.locator(".catalogue-errors")).toContainText("huge.json");
  await expect(page.locator(".catalogue-errors")).toContainText("the engine broke down over it, twice");
  await policy.paste(REDUNDANT);
  await policy.settled();
  await policy.paste(VIEW_ONLY);
  await policy.settled();
  expect((await policy.summary())["allowed"]).toBe(granted);
  await expect(page.locator('[data-notice="engine"]')).toHaveCount(0);
});

test("a kept catalogue over which the engine breaks down twice is refused, and the page begins with the built-in one", async ({ policy, page }) => {
  await breaksDownOver(page, "catalog", "huge.json");
  await keepCatalogue(page, "huge.json");
  await policy.open(VIEW_ONLY);
  expect((await policy.summary())["allowed"]).toBe(21);
  await expect(page.locator(".catalogue-errors")).toContainText("the engine broke down over it, twice");
  await expect(page.locator('[data-notice="engine"]')).toHaveCount(0);
});

test("a kept catalogue is not blamed for an engine that does not come", async ({ page }) => {
  await keepCatalogue(page, "mine.json");
  let isAway = true;
  await page.route(/\.wasm/, (route) => isAway ? route.abort() : route.continue());
  await page.goto("/");
  await expect(page.locator('[data-notice="engine"]')).toContainText("could not be started");
  // Each key asks for the engine once more.
  await page.getByRole("textbox", { name: "Policy text" }).focus();
  for (const key of [" ", " "]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(500);
  }
  await expect(page.locator(".catalogue-errors")).toHaveCount(0);
  await expect(page.locator('[data-notice="cloud"]')).toHaveCount(0);
  isAway = false;
  await page.reload();
  await expect(page.locator(".status-line .shown")).toHaveText("1 operation");
});

test("services over a portion of which the engine breaks down twice are loaded at once", async ({ policy, page }) => {
  await breaksDownOver(page, "portion");
  await policy.open(VIEW_ONLY);
  await page.locator(".services-button").click();
  await page.locator("#services-panel").getByRole("button", { name: /^All services/ }).click();
  await expect(page.locator(".status-line .shown")).toHaveText(/24,\d+ operations/);
  await expect(page.locator('[data-notice="engine"]')).toHaveCount(0);
});

test("an explanation is told by the numbers of its own text until the one of the next comes", async ({ policy, page }) => {
  const workers = await holdable(page);
  const reads = allow("apigateway:Describe*", "*");
  await policy.open(policyOf(reads));
  await (await policy.find("DescribeApis")).click();
  const evidence = page.locator("#details .evidence");
  await expect(evidence).toContainText("apigateway:Describe*");
  await workers.hold("explain");
  await policy.paste(policyOf(allow("apigateway:Delete*", "*"), reads));
  await expect.poll(workers.held).toBeGreaterThan(0);
  await expect(page.locator("#details")).toHaveAttribute("aria-busy", "true");
  await expect(evidence).not.toContainText("apigateway:Delete*");
  // A link leads nowhere rather than elsewhere.
  await evidence.locator(".pattern-link").first().click();
  await expect(policy.editor).not.toBeFocused();
  await workers.letGo();
  await expect(page.locator("#details")).toHaveAttribute("aria-busy", "false");
  await expect(evidence.locator(".badge")).toHaveText("2");
  await evidence.locator(".pattern-link").first().click();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('"apigateway:Describe*"');
});

test("the results of a scenario are marked as those of other people until they come anew", async ({ policy, page }) => {
  const workers = await holdable(page);
  await page.addInitScript(() => {
    localStorage.setItem("ramlight/people", JSON.stringify({ user: [{ name: "ann", policies: ["system/AliyunApiGatewayFullAccess"], groups: [], resourceGroups: {} }], group: [], role: [] }));
    localStorage.setItem("ramlight/scenario", JSON.stringify({
      format: "ramlight-scenario/1", requests: [{ name: "hers", principal: "user/ann", action: "apigateway:DeleteApi", resources: "*", expect: "Allow" }],
    }));
  });
  await policy.open(VIEW_ONLY);
  await side(page, "Scenario");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.locator(".kept .passed")).toContainText("as expected");
  await side(page, "People");
  await page.getByRole("button", { name: /^Detach .* from ann$/ }).click();
  await workers.hold("scenario");
  await side(page, "Scenario");
  await expect.poll(workers.held).toBe(1);
  await expect(page.locator(".scenario")).toHaveAttribute("aria-busy", "true");
  await workers.letGo();
  await expect(page.locator(".kept .passed")).toContainText("differs");
  await expect(page.locator(".scenario")).toHaveAttribute("aria-busy", "false");
});

test("a card does not wait for ever for a checker that breaks down", async ({ policy, page }) => {
  await page.addInitScript(() => {
    const Real = Worker;
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        const post = this.postMessage.bind(this) as (message: unknown) => void;
        this.postMessage = (message: { kind?: string }) => {
          if (message.kind !== "only") post(message);
          else this.dispatchEvent(new ErrorEvent("error", { message: "a made-up crash", cancelable: true }));
        };
      }
    };
  });
  await policy.open(VIEW_ONLY);
  await expect(problems(page)).toHaveAttribute("aria-busy", "false");
  await page.locator("#place-editor .cm-line span", { hasText: "apigateway:Describe*" }).last().click();
  await page.keyboard.press("F1");
  await expect(page.locator(".card .only")).toContainText("the check broke down");
});

test("a notice stays while the tab is not seen", async ({ policy, page }) => {
  await page.clock.install();
  await policy.open(VIEW_ONLY);
  const see = (hidden: boolean) => page.evaluate((hidden) => { Object.defineProperty(document, "hidden", { value: hidden, configurable: true }); }, hidden);
  await see(true);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.locator('[data-notice="copied"]')).toBeVisible();
  await page.clock.runFor(20_000);
  await expect(page.locator('[data-notice="copied"]')).toBeVisible();
  await see(false);
  await page.clock.runFor(9_000);
  await expect(page.locator('[data-notice="copied"]')).toHaveCount(0);
});
