// Answers come in memory that is shared with the engine's worker where the page may share any, and as messages elsewhere.
import { fileURLToPath } from "node:url";
// @ts-expect-error: plain JavaScript of the package's tests
import { serveFolder } from "../support/chromium.mjs";
import { expect, test } from "./page.ts";

const BEFORE = '{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "apigateway:';
const READS = `${BEFORE}", "Resource": "*"}]}`;
const isShared = () => crossOriginIsolated;

test("the page is served so that it may share memory @firefox", async ({ policy, page }) => {
  await policy.open(READS);
  expect(await page.evaluate(isShared)).toBe(true);
});

test("where memory cannot be shared, typing and the list are answered all the same @firefox", async ({ policy, page }) => {
  const server = await serveFolder(fileURLToPath(new URL("../../www/dist", import.meta.url)));
  await page.goto(server.address);
  await policy.settled();
  await policy.paste(READS);
  expect(await page.evaluate(isShared)).toBe(false);
  await policy.editor.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  for (let key = 0; key < BEFORE.length; key++) await page.keyboard.press("ArrowRight");
  await page.keyboard.type("Del");
  await expect(page.locator(".cm-tooltip-autocomplete li").first()).toContainText("Del");
  await page.keyboard.press("Escape");
  await page.keyboard.type("ete*");
  await policy.settled();
  expect((await policy.operation("DescribeApis")).outcome).toBe("Not granted");
  expect((await policy.operation("DeleteApi")).outcome).toBe("Allowed");
  server.close();
});

test("an answer that is too long for the shared memory comes as a message", async ({ policy, page }) => {
  // The answer tells of each pattern: of so many, more than the half megabyte that there is for an answer.
  const others = Array.from({ length: 5_000 }, (_, index) => `test:${index}`);
  await policy.open(JSON.stringify({ Version: "1", Statement: { Effect: "Allow", Resource: "*", Action: ["apigateway:Describe*", ...others] } }));
  expect((await policy.operation("DescribeApis")).outcome).toBe("Allowed");
  expect((await policy.operation("DeleteApi")).outcome).toBe("Not granted");
  expect(await page.evaluate(isShared)).toBe(true);
  // What could be typed is a short answer, which lies there before the message of the long one arrives.
  await policy.editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  for (const _ of "]}}") await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(`,"apigateway:Del`);
  await expect(page.locator(".cm-tooltip-autocomplete li").first()).toContainText("Del");
  await page.keyboard.press("Escape");
  await page.keyboard.type("ete*");
  await policy.settled();
  expect((await policy.operation("DeleteApi")).outcome).toBe("Allowed");
  await expect(page.locator(".notices")).not.toContainText("engine");
});
