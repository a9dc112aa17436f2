import type { Page } from "@playwright/test";
import { expect, test } from "./fixture";
import { Playground } from "./pages/playground";
import { STAGES } from "./texts";

const READING = "**/later/split_reading-*.wasm";
const PANELS = "**/later/split_panels-*.wasm";

/** Holds back what reads the text until the answer is called. */
async function held(page: Page): Promise<() => void> {
  let letThrough = () => {};
  const called = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(READING, async (route) => {
    await called;
    await route.continue();
  });
  return letThrough;
}

test("the text can be edited while what reads it is on its way", { tag: "@look" }, async ({ page, narrow }) => {
  const playground = new Playground(page, narrow);
  const letThrough = await held(page);
  await page.goto("./");
  await playground.expectUsable();
  await playground.editor.replaceAll(STAGES);
  await expect(playground.editor.tokens("keyword").first()).toHaveText("FROM");
  if (!narrow) await expect(playground.status).toContainText("Loading what reads the text");
  await expect(page.getByRole("region", { name: "Stages" })).toHaveCount(0);
  letThrough();
  await playground.problems.bring();
  await expect(page.getByRole("tab", { name: /^Explain/ })).toBeVisible();
  await playground.editor.expectText(STAGES);
  await playground.header.chooseTarget("spare");
});

test("a menu that is open stays so when the rest arrives", { tag: "@wide" }, async ({ page, narrow }) => {
  const playground = new Playground(page, narrow);
  const letThrough = await held(page);
  await page.goto("./");
  await playground.header.examples.click();
  await expect(playground.header.choices.first()).toBeFocused();
  letThrough();
  await expect(playground.header.target).toBeVisible();
  await expect(playground.header.choices.first()).toBeFocused();
});

test.describe("a part that does not arrive", () => {
  test.use({ complaint: /Failed to (load resource|fetch)/ });

  test("what reads the text is asked for again", async ({ page, narrow }) => {
    const playground = new Playground(page, narrow);
    await page.route(READING, (route) => route.abort());
    await page.goto("./");
    const notice = page.getByRole("alert").filter({ hasText: "did not arrive" });
    await expect(notice).toContainText("The text can be edited meanwhile");
    await playground.editor.replaceAll(STAGES);
    await page.unroute(READING);
    await notice.getByRole("button", { name: "Try again" }).click();
    await expect(notice).toHaveCount(0);
    await playground.editor.expectText(STAGES);
    await playground.header.chooseTarget("spare");
  });

  test("a panel is asked for again, and the others are there", async ({ page, narrow }) => {
    const playground = new Playground(page, narrow);
    await page.route(PANELS, (route) => route.abort());
    await playground.open();
    await playground.show("Rebuild");
    const notice = page.getByRole("alert").filter({ hasText: "This panel did not arrive" });
    await expect(notice).toBeVisible();
    await playground.show("Explain");
    await expect(notice).toHaveCount(0);
    await page.unroute(PANELS);
    await playground.show("Rebuild");
    await notice.getByRole("button", { name: "Try again" }).click();
    await expect(notice).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "What rebuilds if" })).toBeVisible();
  });
});

test("a server that does not name the type of a file is understood", { tag: "@once" }, async ({ page, narrow }) => {
  const playground = new Playground(page, narrow);
  await page.route("**/later/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  });
  await playground.open();
  await playground.problems.bring();
  await expect(page.getByRole("tab", { name: /^Problems/ })).toContainText("3");
});
