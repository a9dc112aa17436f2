import { expect, test } from "./fixture";
import { STAGES } from "./texts";

/** Width and height of a PNG file. */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test("a saved picture opens alone, in light and in dark", async ({ browser, playground: { editor, graph } }) => {
  await editor.pasteOverAll(STAGES);
  await graph.expectSaid("Stage 3", "the target");
  const picture = await graph.saved("Save as SVG");
  await graph.expectTold("The file is saved.");
  for (const [colorScheme, ground] of [["light", "rgb(246, 247, 249)"], ["dark", "rgb(16, 20, 27)"]] as const) {
    const alone = await browser.newPage({ colorScheme });
    await alone.goto(`data:image/svg+xml;base64,${picture.toString("base64")}`);
    await expect(alone.locator("svg > title")).toHaveText("Stage graph: 4 stages, the target is stage 3");
    await expect(alone.getByText("compiled", { exact: true })).toBeVisible();
    await expect(alone.locator("svg > rect")).toHaveCSS("fill", ground);
    await alone.close();
  }
});

test("pictures and texts are saved and copied", async ({ page, playground: { editor, graph } }) => {
  await editor.pasteOverAll(STAGES);
  await graph.expectSaid("Stage 3", "the target");
  const svg = (await graph.saved("Save as SVG")).toString();
  const [, width, height] = (svg.match(/<svg [^>]*width="([\d.]+)" height="([\d.]+)"/) ?? []).map((side) => Math.round(Number(side)));
  expect(sizeOf(await graph.saved("Save as PNG"))).toEqual([width, height]);
  expect(sizeOf(await graph.saved("Save as PNG, twice as large"))).toEqual([2 * width, 2 * height]);
  expect((await graph.saved("Save for Graphviz")).toString()).toMatch(/^digraph stages \{/);
  const mermaid = (await graph.saved("Save for Mermaid")).toString();
  await graph.take("Copy for Mermaid");
  await graph.expectTold("The text is copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(mermaid);
  await graph.take("Copy the picture");
  await graph.expectTold("The picture is copied.");
  const types = () => navigator.clipboard.read().then((items) => items.flatMap(({ types }) => types));
  expect(await page.evaluate(types)).toEqual(["image/png"]);
});

test("a browser that cannot copy pictures is said to", async ({ page, playground: { graph } }) => {
  await page.evaluate(() => Reflect.deleteProperty(window, "ClipboardItem"));
  await graph.take("Copy the picture");
  await graph.expectTold("This browser does not let the page copy. Save the file instead.");
});
