/** The page as the tests use it: opened on a text, its rows read, and every error on the console a failure. */
import { AxeBuilder, expect, test as base, type Locator, type Page } from "../../www/testing.ts";

export class PolicyPage {
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  /** Opens the page and waits until the engine has answered. */
  async open(text?: string): Promise<void> {
    await this.page.goto("/");
    await this.settled();
    if (text !== undefined) await this.paste(text);
  }

  get editor(): Locator {
    return this.page.getByRole("textbox", { name: "Policy text" });
  }

  /** What was done last is drawn, with the next frame. */
  async drawn(): Promise<void> {
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }

  /** The browser keeps this text of one of the policies. */
  async kept(text: string): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => Object.entries({ ...localStorage })
      .flatMap(([key, value]) => key.startsWith("ramlight/policy/") ? [JSON.parse(value) as string] : []))).toContain(text);
  }

  /** Notices stay, however long the test takes: they do while the tab is not seen. Before the page is opened. */
  async noticesStay(): Promise<void> {
    await this.page.addInitScript(() => { Object.defineProperty(document, "hidden", { value: true }); });
  }

  /** The engine has answered for the text as it stands. */
  async settled(): Promise<void> {
    await this.drawn();
    await expect(this.page.locator('.pane.grants[aria-busy="false"] .summary tr.all')).toBeAttached();
  }

  /** The text in the editor, for texts short enough to be drawn whole. */
  async text(): Promise<string> {
    return this.page.locator("#place-editor .cm-content").evaluate((content) =>
      [...content.querySelectorAll(".cm-line")].map((line) => {
        const copy = line.cloneNode(true) as Element;
        copy.querySelectorAll(".cm-counts").forEach((counts) => counts.remove());
        return copy.textContent;
      }).join("\n"));
  }

  /** Copies `text` from a field beside the page and pastes it in place of all that is there, with the keys that people use. */
  async paste(text: string): Promise<void> {
    // While a dialog is open nothing behind it can have the focus; it gives the focus back as it is drawn closed.
    await expect(this.page.locator("dialog[open]")).toHaveCount(0);
    await this.page.evaluate((copied) => {
      const field = document.body.appendChild(document.createElement("textarea"));
      field.id = "copied-from";
      field.value = copied;
      field.select();
      field.focus();
    }, text);
    await this.page.keyboard.press("ControlOrMeta+c");
    await this.page.locator("#copied-from").evaluate((field) => field.remove());
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press(text === "" ? "Backspace" : "ControlOrMeta+v");
    await this.settled();
  }

  /** The counts of the summary: `{ "Allowed": 21, … }`, of all or of one access level. */
  async summary(level?: string): Promise<Record<string, number>> {
    const row = level ? `.summary tr[data-level="${level}"]` : ".summary tr.all";
    return this.page.evaluate((selector) => Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>(`${selector} td[data-outcome]`)]
        .map((cell) => [cell.dataset.outcome, Number(cell.textContent?.replaceAll(",", ""))])), row);
  }

  row(name: string): Locator {
    return this.page.locator(`[data-name="${name}"]`);
  }

  /** Filters the catalogue so that an operation's row is drawn, and gives it. */
  async find(name: string): Promise<Locator> {
    await this.page.getByLabel("Filter the operations by text").fill(name);
    await expect(this.row(name)).toBeVisible();
    return this.row(name);
  }

  /** The outcome and the spoken marks of an operation. */
  async operation(name: string): Promise<{ outcome: string; marks: string }> {
    const row = await this.find(name);
    return {
      outcome: (await row.locator(".chip").innerText()).trim(),
      marks: (await row.locator(".statements .for-readers").textContent()) ?? "",
    };
  }

  /** Every operation that is shown, from the first to the last, by scrolling through. */
  async shown(): Promise<{ name: string; outcome: string }[]> {
    const found = new Map<string, string>();
    const grid = this.page.locator("#place-catalogue");
    const { height, step } = await grid.evaluate((element) => ({ height: element.scrollHeight, step: element.clientHeight / 2 }));
    for (let top = 0; top <= height; top += step) {
      await grid.evaluate((element, to) => { element.scrollTop = to; }, top);
      await this.drawn();
      const rows = await this.page.locator("[data-operation]").evaluateAll((elements) =>
        elements.map((element) => [(element as HTMLElement).dataset.name ?? "", (element as HTMLElement).dataset.group ?? ""] as const));
      for (const [name, outcome] of rows) found.set(name, outcome);
    }
    return [...found].map(([name, outcome]) => ({ name, outcome }));
  }
}

export const test = base.extend<{ policy: PolicyPage }>({
  policy: async ({ page }, use) => {
    const policy = new PolicyPage(page);
    await use(policy);
    expect(policy.errors).toEqual([]);
  },
});
export { expect };

/** Where elements stand once all of them are drawn and rest: `places` asks again, for what must not move. */
export async function restingPlaces(page: Page, selectors: readonly string[]): Promise<{ before: string[]; places: () => Promise<string[]> }> {
  for (const selector of selectors) await expect(page.locator(selector).first()).toBeAttached();
  const places = () => page.evaluate((all) => all.map((selector) => JSON.stringify(document.querySelector(selector)?.getBoundingClientRect())), selectors);
  let before = await places();
  await expect.poll(async () => {
    const earlier = before;
    before = await places();
    return before.join() === earlier.join();
  }, { intervals: [200] }).toBe(true);
  return { before, places };
}

/** What axe finds that is serious or worse. */
export async function grave(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** The first engine breaks down when it is told `at`, or after so many messages; the next one works. */
export async function firstEngineCrashes(page: Page, { at = "", after = 0 }: { at?: string; after?: number }): Promise<void> {
  await page.addInitScript((when) => {
    const Real = Worker;
    let made = 0;
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (made++ > 0) return;
        let told = 0;
        const post = this.postMessage.bind(this);
        this.postMessage = (message: unknown) => {
          if (++told <= when.after || !JSON.stringify(message).includes(when.at)) post(message);
          else this.dispatchEvent(new ErrorEvent("error", { message: "a made-up crash", cancelable: true }));
        };
      }
    };
  }, { at, after });
}

/** As on a machine with much to do: from `hold` on, what is said to the workers waits from the first question of the kind on, until it is let go. */
export async function holdable(page: Page) {
  await page.addInitScript(() => {
    const Real = Worker;
    const held: (() => void)[] = [];
    const holding = { kind: null as string | null, held };
    Object.assign(window, { holding });
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        let waits = false;
        const post = this.postMessage.bind(this) as (message: unknown) => void;
        this.postMessage = (message: { kind?: string }) => {
          waits = (waits && held.length > 0) || (holding.kind !== null && message.kind === holding.kind);
          if (waits) held.push(() => post(message));
          else post(message);
        };
      }
    };
  });
  type Holding = { holding: { kind: string | null; held: (() => void)[] } };
  return {
    hold: (kind: string) => page.evaluate((kind) => { (window as unknown as Holding).holding.kind = kind; }, kind),
    held: () => page.evaluate(() => (window as unknown as Holding).holding.held.length),
    /** `next`: a kind that is held from then on. */
    letGo: (next: string | null = null) => page.evaluate((next) => {
      const { holding } = window as unknown as Holding;
      holding.kind = next;
      for (const post of holding.held.splice(0)) post();
    }, next),
  };
}

/** No frame comes until the function is called that it gives. */
export async function holdFrames(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const frame = globalThis.requestAnimationFrame;
    const held: FrameRequestCallback[] = [];
    globalThis.requestAnimationFrame = (draw) => held.push(draw);
    Object.assign(globalThis, { letFrames: () => {
      globalThis.requestAnimationFrame = frame;
      for (const draw of held) frame(draw);
    } });
  });
  return () => page.evaluate(() => (globalThis as unknown as { letFrames: () => void }).letFrames());
}

/** A policy of these statements, written as people write them. */
export const policyOf = (...statements: object[]) => JSON.stringify({ Version: "1", Statement: statements }, null, 2);

/** As documents print code: a number before each line. */
export const numbered = (text: string) => text.split("\n").map((line, index) => `  ${index + 1}. ${line.trim()}`).join("\n");

export const VIEW_ONLY = policyOf({ Action: "apigateway:Describe*", Resource: "*", Effect: "Allow" });
