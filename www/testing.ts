/** What the tests in tests/e2e use: it is installed here, beside the page, and found from here. */
export { expect, test, type Locator, type Page } from "@playwright/test";
export { AxeBuilder } from "@axe-core/playwright";
