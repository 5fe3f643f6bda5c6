/** The services of the cloud: which are shown and why, what is granted of each, and what happens where their catalogue does not come. */
import type { Page } from "../../www/testing.ts";
import { expect, grave, policyOf, test, VIEW_ONLY } from "./page.ts";

/** The whole cloud; API Gateway as it is embedded; ECS and OSS alone. */
const ALL = "24,765 operations";
const EMBEDDED = 54;
const ECS = 364;
const OSS = 180;

const CLOUD = /\/assets\/cloud-[\w-]+\.txt$/;
const ofTwo = policyOf({ Effect: "Allow", Action: ["ecs:Describe*", "apigateway:Describe*"], Resource: "*" });

const shown = (page: Page) => page.locator(".status-line .shown");
const count = (operations: number) => `${operations.toLocaleString("en-US")} operations`;
const notice = (page: Page) => page.locator('[data-notice="cloud"]');
const counts = (page: Page, service: string) => page.evaluate((code) => Object.fromEntries(
  [...document.querySelectorAll<HTMLElement>(`.summary tr[data-service="${code}"] td[data-outcome]`)]
    .map((cell) => [cell.dataset.outcome, Number(cell.textContent?.replaceAll(",", ""))])), service);

async function openServices(page: Page) {
  await page.locator(".services-button").click();
  const panel = page.getByRole("dialog", { name: "Which services are shown" });
  await expect(panel.locator("[data-service]").first()).toBeVisible();
  return panel;
}

/** What the server has, changed on its way. */
async function through(page: Page, change: (text: string) => string, times = Infinity) {
  let left = times;
  await page.route(CLOUD, async (route) => {
    if (left-- <= 0) return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

test("services that the policy names load by themselves, and the keystroke is answered before @firefox", async ({ policy, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(CLOUD, async (route) => { await held; await route.continue(); });
  await policy.open(ofTwo);
  // The answer for what is here already.
  await expect(shown(page)).toHaveText(count(EMBEDDED));
  expect((await policy.summary())["allowed"]).toBe(21);
  release();
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
  await policy.settled();
  expect(await counts(page, "apigateway")).toMatchObject({ allowed: 21, "not-granted": 33 });
  const ecs = await counts(page, "ecs");
  expect((ecs["allowed"] ?? 0) + (ecs["not-granted"] ?? 0)).toBe(ECS);
  expect(ecs["allowed"]).toBeGreaterThan(100);
  await expect(page.locator(".problems")).toContainText("No problems found");
});

test("a session about API Gateway alone asks for nothing more", async ({ policy, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => { if (CLOUD.test(request.url())) asked.push(request.url()); });
  await policy.open(VIEW_ONLY);
  await policy.paste(policyOf({ Effect: "Allow", Action: ["apigateway:*", "cloudapi:Describe*", "*:List*"], Resource: "*" }));
  await page.waitForTimeout(400);
  expect(asked).toEqual([]);
});

test("what today's metadata has and the embedded list has not is loaded once it is named, as by the command line", async ({ policy, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => { if (CLOUD.test(request.url())) asked.push(request.url()); });
  await policy.open(policyOf({ Effect: "Allow", Action: ["apigateway:Create*", "apigateway:DescribeApp"], Resource: "*" }));
  await expect(shown(page)).toHaveText(count(243));
  await policy.find("CreateBackend");
  await expect(policy.row("CreateBackend").locator(".chip")).toHaveText("Allowed");
  await expect(page.locator(".problems")).toContainText("No problems found");
  // what was named stays
  await policy.paste(policyOf({ Effect: "Allow", Action: "apigateway:Create*", Resource: "*" }));
  await expect(page.locator(".problems")).toContainText("No problems found");
  await expect(shown(page)).toHaveText(/\b243 operations$/);
  expect(asked).toHaveLength(1);
});

/** Which findings about unknown names have been told since; "": none. */
async function watchUnknown(page: Page) {
  await page.evaluate(() => {
    const problems = document.querySelector(".problems")!;
    const told = new Set<string>();
    new MutationObserver(() => told.add(/RAM70\d/.exec(problems.textContent ?? "")?.[0] ?? "")).observe(problems, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { told });
  });
  return () => page.evaluate(() => [...(globalThis as unknown as { told: Set<string> }).told]);
}

test("a name that the coming catalogue has is not called unknown meanwhile, however long it takes", async ({ policy, page }) => {
  await page.route(CLOUD, async (route) => {
    await page.waitForTimeout(2_500);
    await route.continue();
  });
  await policy.open("");
  const told = await watchUnknown(page);
  await policy.paste(policyOf({ Effect: "Allow", Action: "apigateway:DescribeApp", Resource: "*" }));
  await expect(shown(page)).toHaveText(count(243));
  await expect(page.locator(".problems")).toContainText("No problems found");
  expect(await told()).toEqual([""]);
});

test("nor in the frames before it is asked for", async ({ policy, page }) => {
  await policy.open("");
  const told = await watchUnknown(page);
  // A machine with much to do: what the engine says is there long before the next frame.
  await page.evaluate(() => {
    const frame = globalThis.requestAnimationFrame;
    globalThis.requestAnimationFrame = (draw) => Number(setTimeout(() => frame(draw), 300));
    // The editor gives up frames by number, and the number of a timer may be that of another's frame.
    globalThis.cancelAnimationFrame = (late) => clearTimeout(late);
  });
  await policy.paste(policyOf({ Effect: "Allow", Action: "apigateway:DescribeApp", Resource: "*" }));
  await expect(shown(page)).toHaveText(count(243));
  await expect(page.locator(".problems")).toContainText("No problems found");
  expect(await told()).toEqual([""]);
});

test("when the catalogue does not come after all, what is not known is told", async ({ policy, page }) => {
  await page.route(CLOUD, async (route) => {
    await page.waitForTimeout(2_500);
    await route.fulfill({ body: "<!doctype html><title>Sign in</title>" });
  });
  await policy.open("");
  await policy.paste(policyOf({ Effect: "Allow", Action: "apigateway:DescribeApp", Resource: "*" }));
  await expect(page.locator(".problems")).toHaveAttribute("aria-busy", "true");
  await expect(notice(page)).toBeVisible();
  await expect(page.locator(".problems")).toContainText("RAM701");
});

test("a name that can still become an embedded one asks for nothing more", async ({ policy, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => { if (CLOUD.test(request.url())) asked.push(request.url()); });
  await policy.open('{"Version": "1", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": "apigateway:"}]}');
  await page.keyboard.press("Control+End");
  for (const _ of '"}]}') await page.keyboard.press("ArrowLeft");
  for (const letter of "DescribeApp") {
    await page.keyboard.type(letter);
    await policy.settled();
  }
  await page.waitForTimeout(200);
  expect(asked).toEqual([]);
  await expect(shown(page)).toHaveText(count(EMBEDDED));
  // DescribeAppsByApi is embedded, DescribeApp is of today's
  await page.keyboard.press("Control+End");
  await expect(shown(page)).toHaveText(count(243));
  await expect(page.locator(".problems")).toContainText("No problems found");
});

test("what was loaded stays while one types, and the checker knows the services too", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "ecs:DescribeInstancez", Resource: "*" }));
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
  await expect(page.locator(".problems")).toContainText("RAM701");
  await policy.paste(policyOf({ Effect: "Allow", Action: "oss:PutObject", Resource: "*" }));
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS + OSS));
  await policy.paste(policyOf({ Effect: "Allow", Action: "os:PutObject", Resource: "*" }));
  await expect(page.locator(".problems")).toContainText("RAM703");
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS + OSS));
  const panel = await openServices(page);
  await panel.getByRole("button", { name: "Only those the policy names" }).click();
  await expect(shown(page)).toHaveText(count(EMBEDDED));
});

test("an alias names its service", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "threatdetection:*", Resource: "*" }));
  await expect(shown(page)).toHaveText(count(EMBEDDED + 921));
  await policy.find("GetAlarmMachineCount");
});

test("a service is found by code or name, picked with the keyboard, and still picked after a reload @firefox", async ({ policy, page }) => {
  await policy.open(VIEW_ONLY);
  await page.locator(".services-button").focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Which services are shown" });
  const search = panel.getByLabel("Find a service by RAM code or product name");
  await expect(search).toBeFocused();
  await expect(panel.locator("[data-service]")).toHaveCount(319);
  await page.keyboard.type("storage object");
  await expect(panel.locator("[data-service]").first()).toHaveAttribute("data-service", "oss");
  await search.fill("ec");
  await expect(panel.locator("[data-service]").first()).toHaveAttribute("data-service", /^ec/);
  await search.fill("oss");
  await page.keyboard.press("ArrowDown");
  await expect(panel.locator('[data-service="oss"]')).toBeFocused();
  await expect(panel.locator("li", { has: page.locator('[data-service="oss"]') })).toContainText(String(OSS));
  await page.keyboard.press("Space");
  await expect(shown(page)).toHaveText(count(EMBEDDED + OSS));
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(page.locator(".services-button")).toBeFocused();
  await page.reload();
  await policy.settled();
  await expect(shown(page)).toHaveText(count(EMBEDDED + OSS));
});

test("what the policy names is said in the list, and cannot be left out", async ({ policy, page }) => {
  await policy.open(ofTwo);
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
  const panel = await openServices(page);
  const row = (code: string) => panel.locator("li", { has: page.locator(`[data-service="${code}"]`) });
  await expect(row("ecs")).toContainText("named by the policy");
  await expect(panel.locator('[data-service="ecs"]')).toBeChecked();
  await expect(panel.locator('[data-service="ecs"]')).toBeDisabled();
  await expect(row("apigateway")).toContainText("54 of 243");
  await expect(row("apigateway")).toContainText("today's metadata lists 189 more: tick to show them");
  await panel.locator('[data-service="apigateway"]').click();
  await expect(shown(page)).toHaveText(count(243 + ECS));
  await panel.locator('[data-service="apigateway"]').click();
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
  await expect(panel.locator("footer")).toContainText("2025-12-19");
});

test("all services: 24,765 operations, of which a few rows are drawn, filtered and grouped", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "*:Describe*", Resource: "*" }));
  const panel = await openServices(page);
  await panel.getByRole("button", { name: /^All services/ }).click();
  await expect(shown(page)).toHaveText(ALL);
  await page.keyboard.press("Escape");
  await expect(page.locator(".services-button")).toHaveText("All 319 services");
  expect(await page.locator("[data-operation]").count()).toBeLessThan(80);
  await expect(page.locator(".row.group").first()).toBeVisible();
  await page.getByLabel("Filter the operations by text").fill("ecs:describeinst");
  await expect(policy.row("DescribeInstances")).toBeVisible();
  await expect(policy.row("DescribeInstances").locator(".chip")).toHaveText("Allowed");
  await page.getByLabel("Group by").selectOption("level");
  await expect(policy.row("DescribeInstances")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.locator("#place-catalogue").focus();
  await page.keyboard.press("End");
  await expect(page.locator(".row.active")).toBeVisible();
});

/** Holds each portion of the cloud from the third on, on its way to the engine, until it is let go; tells what the engine was asked. */
async function holdPortions(page: Page) {
  await page.addInitScript(() => {
    const Real = Worker;
    const held: (() => void)[] = [];
    const asked: string[] = [];
    Object.assign(window, { portionsHeld: held, engineAsked: asked });
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name !== "ramlight engine") return;
        const post = this.postMessage.bind(this) as (message: unknown) => void;
        this.postMessage = (message: { kind?: string }) => {
          const { kind = "" } = message;
          asked.push(kind);
          if (kind === "portion" && asked.filter((each) => each === "portion").length > 2) held.push(() => post(message));
          else post(message);
        };
      }
    };
  });
  type Held = { portionsHeld: (() => void)[]; engineAsked: string[] };
  return {
    held: () => page.evaluate(() => (window as unknown as Held).portionsHeld.length),
    asked: () => page.evaluate(() => (window as unknown as Held).engineAsked),
    letGo: () => page.evaluate(() => (window as unknown as Held).portionsHeld.shift()?.()),
  };
}

test("a key typed while all services load is answered before the next of their portions", async ({ policy, page }) => {
  const portions = await holdPortions(page);
  await policy.open(VIEW_ONLY);
  const panel = await openServices(page);
  await panel.getByRole("button", { name: /^All services/ }).click();
  await expect.poll(portions.held).toBe(1);
  await page.keyboard.press("Escape");
  // `apigateway:Describe*` to `apigateway:Describe*s`, as names that end in s
  await page.locator(".cm-line", { hasText: "Describe" }).getByText("apigateway:Describe*").click();
  await page.keyboard.press("End");
  for (const key of ["ArrowLeft", "ArrowLeft", "s"]) await page.keyboard.press(key);
  expect(await policy.text()).toContain('"apigateway:Describe*s"');
  const before = (await portions.asked()).length;
  await portions.letGo();
  await expect.poll(portions.held).toBe(1);
  // the fourth portion is on its way: the text went before it, and is answered of what is here already
  const since = (await portions.asked()).slice(before);
  expect(since.indexOf("text")).toBeGreaterThanOrEqual(0);
  expect(since.indexOf("text")).toBeLessThan(since.indexOf("portion"));
  await expect(shown(page)).toHaveText(count(EMBEDDED));
  await policy.settled();
  const some = (await policy.summary())["allowed"] ?? 0;
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(21);

  // and once more in the middle, where what was typed is taken back
  await page.keyboard.press("Backspace");
  while (await portions.letGo(), !(await portions.asked()).slice(before).includes("catalog")) await page.waitForTimeout(20);
  await expect(shown(page)).toHaveText(ALL);
  expect(await policy.text()).toBe(VIEW_ONLY);
  await policy.settled();
  // the cloud's table has 243 operations of API Gateway, 101 of them `Describe…`
  expect(await counts(page, "apigateway")).toMatchObject({ allowed: 101, "not-granted": 142 });
});

test("from a service in the summary to its operations, and back", async ({ policy, page }) => {
  await policy.open(policyOf(
    { Effect: "Allow", Action: ["ecs:RunInstances", "oss:*"], Resource: "*" },
    { Effect: "Deny", Action: "oss:Delete*", Resource: "*" },
  ));
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS + OSS));
  const rows = page.locator(".summary tr[data-service]");
  // The policy does not bear on API Gateway.
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toHaveAttribute("data-service", "ecs");
  await expect(page.locator(".summary .others th")).toHaveText("1 other");
  await expect(page.locator(".summary .others td.total")).toHaveText(String(EMBEDDED));
  const sums = await page.locator(".summary tbody").evaluate((body) => {
    const numbers = (row: Element) => [...row.querySelectorAll("td.number")].map((cell) => Number(cell.textContent?.replaceAll(",", "")));
    const [all = [], ...others] = [...body.querySelectorAll("tr.all, tr[data-service], tr.others")].map(numbers);
    return { all, ofRows: all.map((_, column) => others.reduce((sum, row) => sum + (row[column] ?? 0), 0)) };
  });
  expect(sums.ofRows).toEqual(sums.all);
  await page.getByLabel("Rows of the summary").selectOption("granted");
  await expect(rows.first()).toHaveAttribute("data-service", "oss");
  await rows.first().getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(shown(page)).toHaveText(`${OSS} of ${count(EMBEDDED + ECS + OSS)}`);
  await expect(page.locator("[data-operation] .name").first()).toHaveAttribute("title", /^oss:/);
  await page.getByLabel("Rows of the summary").selectOption("level");
  const ofService = await page.locator(".summary .of-services td[data-outcome=denied]").textContent();
  expect(Number(ofService)).toBeGreaterThan(10);
  await page.getByRole("button", { name: "Show all services, not only oss" }).click();
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS + OSS));
});

test("an operation without published resources says so, and its service's ARNs are hints", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "oss:GetObject", Resource: "acs:oss:*:*:bucket/*" }));
  const row = await policy.find("GetObject");
  await expect(row.locator(".requirement")).toHaveText("not published");
  await expect(row.locator(".chip")).toHaveText("Unknown");
  await row.click();
  await expect(page.locator("#details")).toContainText("Resources not published");
  await expect(page.locator(".arn-hints")).toContainText("acs:oss:");
  await expect(page.locator(".arn-hints")).toContainText("is not published");
});

test("what is looked at is looked at still when services come", async ({ policy, page }) => {
  await policy.open(VIEW_ONLY);
  await policy.row("AddBlackList").click();
  await expect(page.locator("#details h2")).toHaveText("apigateway:AddBlackList");
  const box = await page.locator("#place-editor").boundingBox();
  const panel = await openServices(page);
  await panel.getByRole("button", { name: /^All services/ }).click();
  await expect(shown(page)).toHaveText(ALL);
  await expect(page.locator("#details h2")).toHaveText("apigateway:AddBlackList");
  await expect(page.locator(".sentences li").first()).toBeVisible();
  expect(await page.locator("#place-editor").boundingBox()).toEqual(box);
});

test("the rows in sight stay in sight when services come", async ({ policy, page }) => {
  await policy.open(VIEW_ONLY);
  const grid = page.locator("#place-catalogue");
  await grid.evaluate((element) => { element.scrollTop = 20 * 26 + 5; });
  const topRow = () => grid.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    // under the heads, one of which may be that of the service
    return document.elementFromPoint(left + 200, top + 70)?.closest<HTMLElement>("[data-operation]")?.dataset.name;
  });
  await expect.poll(topRow).toBeTruthy();
  const before = await topRow();
  const panel = await openServices(page);
  // Its 17 operations come before those of API Gateway.
  await panel.locator('[data-service="acm"]').click();
  await expect(shown(page)).toHaveText(count(EMBEDDED + 17));
  await page.keyboard.press("Escape");
  await expect.poll(topRow).toBe(before);
});

test("a request knows the operations of the services", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: "ecs:StartInstance", Resource: "*" }));
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
  await page.getByRole("tab", { name: "Request" }).click();
  await page.getByLabel("Action").fill("ECS:startinstance");
  await expect(page.locator(".request .answer")).toContainText("Allow");
  await expect(page.locator(".request .resources li").first()).toContainText("acs:ecs:");
});

test("the person's own file goes over the services of the cloud", async ({ policy, page }) => {
  await policy.open(policyOf({ Effect: "Allow", Action: ["mine:*", "oss:*"], Resource: "*" }));
  await expect(shown(page)).toHaveText(count(EMBEDDED + OSS));
  const panel = await openServices(page);
  const chooser = page.waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Use a catalogue file of your own" }).click();
  const own = JSON.stringify({
    format: "ramlight-catalog/1", date: "2026-01-01", sources: ["a test"],
    services: [{ code: "mine", name: "Mine", aliases: [], templates: { thing: "acs:mine:$regionid:$accountid:thing/$thingId" },
      operations: [{ name: "GetThing", level: "get", requires: "thing" }] }],
  });
  await (await chooser).setFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(own) });
  await expect(panel).toBeHidden();
  await expect(shown(page)).toHaveText(count(1 + OSS));
  await expect(page.locator(".services-button")).toHaveText("mine.json + 1 service");
});

test("a faulty file of one's own beside services that are loading: both are told apart, and what is sound is shown", async ({ policy, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(CLOUD, async (route) => { await held; await route.continue(); });
  await policy.open(ofTwo);
  await page.locator(".services-button").click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Use a catalogue file of your own" }).click();
  release();
  await (await chooser).setFiles({ name: "faulty.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(page.locator(".catalogue-errors")).toContainText("faulty.json");
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
  await policy.settled();
  expect(await counts(page, "apigateway")).toMatchObject({ allowed: 21, "not-granted": 33 });
});

test("damaged choices are passed over", async ({ policy, page }) => {
  await page.addInitScript(() => localStorage.setItem("ramlight/view", '{"choice": {"all": "yes", "picked": ["nosuch", 3, "oss"]}, "filter": {"services": ["gone"]}}'));
  await policy.open(VIEW_ONLY);
  await expect(shown(page)).toHaveText(count(EMBEDDED + OSS));
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => performance.getEntriesByName("ramlight:catalogue").length)).toBeLessThan(4);
});

test("the page measures what it takes", async ({ policy, page }) => {
  await policy.open(VIEW_ONLY);
  await page.evaluate(() => performance.clearMeasures());
  await page.locator(".cm-line", { hasText: "Describe" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Space");
  await policy.settled();
  const taken = () => page.evaluate(() => performance.getEntriesByName("ramlight:keystroke", "measure").map(({ duration }) => duration));
  await expect.poll(async () => (await taken()).length).toBe(1);
  expect((await taken())[0]).toBeGreaterThan(0);
});

for (const [how, change, words] of [
  ["cut off", (text: string) => text.slice(0, 100_000), "cut off"],
  ["the page of a sign-in", () => "<html>Sign in</html>", "something that is no catalogue file"],
  ["changed on the way", (text: string) => text.replace("RunInstances", "RunInstancez"), "damaged or was changed"],
  ["of an older version", (text: string) => text.replace("\t1\t", "\t0\t"), "made for an older ramlight"],
  ["of a newer version", (text: string) => text.replace("\t1\t", "\t2\t"), "made for a newer ramlight"],
] as const) {
  test(`a catalogue that is ${how}: said so, the page goes on, and another try works`, async ({ policy, page }) => {
    await through(page, change, 1);
    await policy.open(ofTwo);
    await expect(notice(page)).toContainText(words);
    await expect(notice(page)).toContainText("API Gateway is still shown");
    await expect(notice(page)).toContainText("operations of “ecs” are missing");
    await expect(page.locator(".status-line .not-loaded")).toHaveText("ecs: not loaded");
    await expect(shown(page)).toHaveText(count(EMBEDDED));
    expect((await policy.summary())["allowed"]).toBe(21);
    // It works on, and does not try by itself at every key.
    await page.locator(".cm-line", { hasText: "ecs:Describe" }).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Space");
    await policy.settled();
    const text = await policy.text();
    await expect(shown(page)).toHaveText(count(EMBEDDED));
    await notice(page).getByRole("button", { name: "Try again" }).press("Enter");
    await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
    await expect(policy.editor).toBeFocused();
    await expect(notice(page)).toHaveCount(0);
    await expect(page.locator(".status-line .not-loaded")).toHaveCount(0);
    expect(await policy.text()).toBe(text);
  });
}

test("offline: said so, in the list too, and another try works", async ({ policy, page }) => {
  await policy.open(ofTwo);
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
  await page.route(CLOUD, (route) => route.abort("connectionreset"));
  await page.reload();
  await expect(notice(page)).toContainText("there may be no connection");
  // The browser says on the console that the fetch failed.
  policy.errors.splice(0);
  await expect(shown(page)).toHaveText(count(EMBEDDED));
  const panel = await openServices(page);
  await expect(panel.getByRole("alert")).toContainText("could not be loaded");
  await page.unroute(CLOUD);
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
});

test("a server that refuses is told, and being online again is another try", async ({ policy, page }) => {
  await page.route(CLOUD, (route) => route.fulfill({ status: 503, body: "busy" }));
  await policy.open(ofTwo);
  await expect(notice(page)).toContainText("the server answered 503");
  policy.errors.splice(0);
  await page.unroute(CLOUD);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing grave in the services, ${colorScheme}, ${width} wide`, async ({ policy, page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await policy.open(ofTwo);
      await expect(shown(page)).toHaveText(count(EMBEDDED + ECS));
      if (width < 760) await page.getByRole("button", { name: "What it grants" }).click();
      expect(await grave(page)).toEqual([]);
      const panel = await openServices(page);
      await panel.getByLabel("Find a service by RAM code or product name").fill("ec");
      await expect.poll(() => panel.locator("[data-service]").count()).toBeLessThan(60);
      expect(await grave(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}
