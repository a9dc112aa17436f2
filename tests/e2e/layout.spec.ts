// The page fits windows of every width, and its parts are made larger and smaller.
import { expect, type Locator, test } from "./fixture";
import { FINDINGS, STAGES } from "./texts";

test("a divider is dragged, and a double click puts it back", { tag: "@wide" }, async ({ playground, page }) => {
  const width = playground.divider("Width of the editor");
  const before = (await width.getAttribute("aria-valuenow")) ?? "";
  const box = await width.boundingBox();
  const { x, y } = box as NonNullable<typeof box>;
  await page.mouse.move(x, y + 200);
  await page.mouse.down();
  await page.mouse.move(x + 144, y + 210, { steps: 4 });
  await page.mouse.up();
  await expect(width).toHaveAttribute("aria-valuenow", String(Number(before) + 10));
  // A pointer that has let go moves nothing more.
  await page.mouse.move(x - 100, y + 200);
  await expect(width).toHaveAttribute("aria-valuenow", String(Number(before) + 10));
  const pane = await page.getByRole("region", { name: "Text", exact: true }).boundingBox();
  expect(pane?.width).toBeCloseTo(x + 144, -1);
  await page.mouse.dblclick(x + 144, y + 200);
  await expect(width).toHaveAttribute("aria-valuenow", before);
});

/** Fails where a thing is cut off by an edge of the window. */
async function expectWhole(thing: Locator, width: number) {
  const box = await thing.boundingBox();
  expect(box, `${thing} is on the screen`).not.toBeNull();
  const { x, width: own } = box as NonNullable<typeof box>;
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + own, `${thing} ends inside ${width} pixels`).toBeLessThanOrEqual(width);
}

test("every button is whole in windows of 800 pixels and more", { tag: "@wide" }, async ({ playground, page }) => {
  await playground.editor.replaceAll(STAGES.replace("RUN true", "RUN --mount=type=bind,from=compiled true"));
  for (const width of [1440, 1024, 800]) {
    await page.setViewportSize({ width, height: 768 });
    for (const name of ["Zoom out", "Zoom in", "Fit", "What the graph shows", "Save or copy the graph", "Share"]) {
      await expectWhole(page.getByRole("button", { name, exact: true }), width);
    }
    for (const panel of ["Explain", "Problems", "Image", "Variables", "Rebuild", "Inputs"] as const) {
      await expectWhole(playground.tab(panel), width);
    }
    await expectWhole(page.getByText("Esc, then Tab leaves the editor"), width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});

test("a phone of 320 pixels shows every panel whole", { tag: "@narrow" }, async ({ playground, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await playground.editor.replaceAll(FINDINGS);
  await playground.problems.preview("unknown-instruction");
  for (const panel of ["Edit", "Graph", "Explain", "Problems", "Image", "Variables", "Rebuild", "Inputs"] as const) {
    await playground.show(panel);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${panel} is no wider than the window`).toBeLessThanOrEqual(0);
  }
});

test("in a small window with a keyboard the way out of the editor is told", { tag: "@wide" }, async ({ playground, page }) => {
  const { editor } = playground;
  const hint = page.getByText("Esc, then Tab leaves the editor");
  await page.setViewportSize({ width: 600, height: 700 });
  await playground.tab("Edit").click();
  await expect(hint).toBeVisible();
  await editor.content.focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(editor.content).not.toBeFocused();
  await playground.tab("Graph").click();
  await expect(hint).toBeHidden();
});
