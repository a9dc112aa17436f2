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
  await expect.poll(stored).toContain("FROM python:3:10-slim");
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

test("a finger alone on a graph in a page is told that it takes two", { tag: "@narrow" }, async ({ playground, context, page }) => {
  await playground.editor.replaceAll(STAGES);
  const fragment = encodeURIComponent((await playground.share.fragment()).slice(1));
  await page.goto(`./host/?a=${fragment}&b=${fragment}&c=${fragment}`);
  const frame = page.frameLocator('iframe[title="First playground"]');
  await frame.getByRole("tab", { name: "Graph" }).tap();
  const graph = frame.getByRole("group", { name: "Stage graph" });
  await expect(graph).toBeVisible();
  const box = await graph.boundingBox();
  const fingers = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove", by: number) =>
    fingers.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x: (box?.x ?? 0) + 60 + by, y: (box?.y ?? 0) + 30 }] });
  await touch("touchStart", 0);
  for (const by of [10, 20, 30, 40]) await touch("touchMove", by);
  await expect(frame.getByText("Two fingers move the graph")).toBeVisible();
});
