import { expect, test } from "./fixture";
import { Playground } from "./pages/playground";
import { STAGES } from "./texts";

test("three pages in a page show their texts in its theme, tell their heights and lead to the playground", async ({
  playground,
  context,
  page,
  narrow,
}) => {
  const fragments: string[] = [];
  for (const text of ["FROM scratch\n", STAGES, "FROM python:3:10-slim\n"]) {
    await playground.editor.replaceAll(text);
    fragments.push(await playground.share.fragment());
  }
  const [a, b, c] = fragments.map((fragment) => encodeURIComponent(fragment.slice(1)));
  const stored = () => page.evaluate(() => JSON.stringify(localStorage));
  const before = await stored();
  await page.goto(`./host/?a=${a}&b=${b}&c=${c}&theme=dark`);
  for (const [name, text] of [["First", "FROM scratch"], ["Second", "AS compiled"], ["Third", "python:3:10"]]) {
    const frame = page.frameLocator(`iframe[title="${name} playground"]`);
    await expect(frame.getByRole("textbox", { name: "Dockerfile" })).toContainText(text);
    await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(frame.getByRole("button", { name: /^(Share|Example)/ })).toHaveCount(0);
  }
  const heights = () => page.locator("iframe").evaluateAll((all) => all.map((one) => Number(one.dataset.height)));
  await expect.poll(async () => (await heights()).every((height) => height > 100 && height < 3000)).toBe(true);
  const second = page.frameLocator('iframe[title="Second playground"]');
  await second.getByRole("textbox", { name: "Dockerfile" }).press("Control+End");
  await page.keyboard.type("# mine");
  const opening = context.waitForEvent("page");
  await second.getByRole("link", { name: "Open in playground" }).click();
  const opened = new Playground(await opening, narrow);
  await opened.notices.expect("copy from a link");
  await opened.editor.expectText(`${STAGES}# mine`);
  expect(await stored()).toBe(before);
});
