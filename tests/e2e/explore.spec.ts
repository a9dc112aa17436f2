// Finding one's way in the graph: with the mouse, with fingers and with keys, as a drawing and as a list.
import type { CDPSession, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixture";
import { Playground } from "./pages/playground";
import { STAGES } from "./texts";

/** So many stages, each with a command, in five rows that end in one stage. */
function manyStages(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => `FROM ${at < 5 ? "alpine:3.22" : `s${at - 5}`} AS s${at}\nRUN make part-${at}\n`);
  const last = Array.from({ length: 5 }, (_, at) => `COPY --from=s${count - 1 - at} /out /out${at}\n`);
  return `${rows.join("")}FROM scratch AS all\n${last.join("")}`;
}

test("the menu shows more or less, and the other way round", { tag: "@look" }, async ({ playground, page, narrow }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(`${STAGES}FROM scratch AS more\nCOPY . /src\n`);
  await graph.expectNodes(["Stage common", "Stage compiled", "Stage spare", "Stage 3", "Stage more", "Image alpine:3.22"]);
  await graph.switchView("Build context and downloads");
  await graph.switchView("Scratch as a box");
  const everything = ["Stage common", "Stage compiled", "Stage spare", "Stage 3", "Stage more", "Image alpine:3.22"];
  await graph.expectNodes([...everything, "Build context", "Scratch"]);
  await graph.switchView("What can run at once");
  await expect(graph.waves).toContainText("The longest chain: ");
  await graph.switchView("From top to bottom");
  await playground.reload();
  await graph.expectNodes([...everything, "Build context", "Scratch"]);
  await page.getByRole("button", { name: "What the graph shows" }).click();
  await expect(graph.viewChoice("From top to bottom")).toHaveAttribute("aria-checked", String(!narrow));
  await expect(graph.viewChoice("Scratch as a box")).toHaveAttribute("aria-checked", "true");
  await expect(graph.viewChoice("Nothing about scratch")).toHaveAttribute("aria-checked", "false");
  await expectAccessible(page);
});

test("a link is drawn as its sender saw it, and leaves the reader's own settings alone", async ({
  playground,
  context,
  narrow,
}) => {
  const { editor, graph, share } = playground;
  await editor.pasteOverAll(`${STAGES}COPY . /src\n`);
  await graph.switchView("Build context and downloads");
  await graph.switchView("As a list");
  const fragment = await share.fragment();
  await graph.switchView("As a list");
  const reader = new Playground(await context.newPage(), narrow);
  await reader.open(fragment);
  await reader.graph.bring();
  await expect(reader.graph.item("Build context")).toBeVisible();
  await reader.graph.switchView("As a list");
  await reader.open();
  await reader.graph.bring();
  await expect(reader.graph.tree).toHaveCount(0);
});

test("the longest chain is lit and said, and so is what runs at once", { tag: "@look" }, async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(STAGES);
  await graph.expectSaid("Stage 3", "the target");
  await graph.switchView("What can run at once");
  await expect(graph.waves).toHaveText(
    "The longest chain: 3 steps through common → compiled → stage 3. 3 waves: no two stages can run at once.",
  );
  await expect(graph.lit("longest")).toHaveCount(2);
  await graph.expectAll("longest", ["Stage common", "Stage compiled", "Stage 3"]);
  await graph.expectSaid("Stage compiled", "wave 2");
  await expectAccessible(page);
});

test("a pointer lights what a stage needs and what needs it", { tag: "@once" }, async ({ playground }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(STAGES);
  await graph.hover("Stage compiled");
  await graph.expectAll("related", ["Image alpine:3.22", "Stage common", "Stage 3"]);
  // The base of the last stage is lit too: both of its ends are.
  await expect(graph.lit("pointed")).toHaveCount(4);
  await graph.expectNotDrawn("Stage spare", "related");
});

test("a wheel enlarges and moves, a hand drags, and everything fits again", { tag: "@once" }, async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(STAGES);
  await graph.expectSaid("Stage 3", "the target");
  const before = await graph.place();
  const { x, y, width, height } = await graph.box();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -40);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await graph.place()).scale).toBeGreaterThan(before.scale);
  const large = await graph.place();
  await page.mouse.wheel(30, 50);
  await expect.poll(graph.place.bind(graph)).toEqual({ ...large, x: large.x - 30, y: large.y - 50 });
  await page.mouse.move(x + 30, y + height - 40);
  await page.mouse.down();
  await page.mouse.move(x + 70, y + height - 60, { steps: 4 });
  await page.mouse.up();
  await expect.poll(graph.place.bind(graph)).toEqual({ ...large, x: large.x + 10, y: large.y - 70 });
  await page.getByRole("button", { name: "Fit", exact: true }).click();
  await expect.poll(graph.place.bind(graph)).toEqual(before);
});

test("keys walk along the edges and say where they lead", { tag: "@look" }, async ({ playground, page, narrow }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(STAGES);
  await graph.expectSaid("Stage 3", "the target");
  const [back, ahead] = narrow ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  await graph.node("Stage common").focus();
  await expect(graph.node("Stage common")).toHaveAccessibleDescription(
    narrow ? /^Up arrow: alpine:3.22. Down arrow: / : /^Left arrow: alpine:3.22. Right arrow: .*, and on to /,
  );
  await page.keyboard.press(back);
  await expect(graph.node("Image alpine:3.22")).toBeFocused();
  await page.keyboard.press(ahead);
  await expect(graph.node("Stage common")).toBeFocused();
  await page.keyboard.press("End");
  await expect(graph.node("Stage 3")).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  await page.keyboard.press(back);
  await page.keyboard.press("Enter");
  await expect(page.locator(".node:focus")).toHaveAttribute("aria-pressed", "true");
  const { scale } = await graph.place();
  await page.keyboard.press("+");
  await expect.poll(async () => (await graph.place()).scale).toBeGreaterThan(scale);
  // Tab goes on, and comes back to where the keys were.
  const name = await page.locator(".node:focus").getAttribute("aria-label");
  await page.keyboard.press("Tab");
  await expect(page.locator(".node:focus")).toHaveCount(0);
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator(".node:focus")).toHaveAttribute("aria-label", name as string);
  await expectAccessible(page);
});

test("the list says the same and has the keys of a tree", { tag: "@look" }, async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(STAGES);
  await graph.expectSaid("Stage 3", "the target");
  await graph.switchView("As a list");
  const items = graph.tree.getByRole("treeitem");
  await expect(items).toHaveCount(14);
  await expect(graph.item("Stage 3")).toHaveAttribute("aria-expanded", "true");
  await expect(graph.item("COPY from compiled to stage 3")).toHaveAttribute("aria-level", "2");
  await expectAccessible(page);
  await graph.item("Stage common").focus();
  const expectAt = (words: string) => expect(graph.item(words)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expectAt("common starts from alpine:3.22");
  await page.keyboard.press("ArrowDown");
  await expectAt("What it does, line by line");
  await page.keyboard.press("ArrowRight");
  await expect(items).toHaveCount(16);
  await page.keyboard.press("ArrowRight");
  await expectAt("FROM alpine:3.22");
  await page.keyboard.press("ArrowDown");
  await expectAt("WORKDIR /app, line 2");
  await expect(graph.item("WORKDIR /app")).toHaveAttribute("aria-level", "3");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowDown");
  await expectAt("Stage compiled");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  await expectAt("Stage common");
  await page.keyboard.press("ArrowLeft");
  await expect(graph.item("Stage common")).toHaveAttribute("aria-expanded", "false");
  await expect(items).toHaveCount(12);
  await page.keyboard.press("End");
  await expectAt("Image alpine:3.22");
  await page.keyboard.press("Home");
  await page.keyboard.press("*");
  await expect(items).toHaveCount(14);
  await page.keyboard.type("spa");
  await expectAt("Stage spare");
  await page.keyboard.press("Enter");
  await expect(graph.item("Stage spare")).toContainClass("chosen");
  await editor.expectCaretBefore("FROM common AS spare");
});

test("a search finds stages, images and commands, and walks through them", { tag: "@look" }, async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(STAGES);
  await graph.expectSaid("Stage 3", "the target");
  await graph.search("co");
  await graph.expectAll("found", ["Stage common", "Stage compiled", "Stage 3"]);
  await graph.expectHits("1 of 3Stage common");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await graph.expectHits("2 of 3Stage compiled");
  await page.keyboard.press("Enter");
  await graph.expectHits("3 of 3Stage 3, line 11: COPY --from=compiled /app/out /srv/out");
  await graph.expectAll("current", ["Stage 3"]);
  await graph.expectChosen("Stage 3");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Enter");
  await graph.expectHits("3 of 3Stage 3, line 11: COPY --from=compiled /app/out /srv/out");
  await graph.searchField.fill("ALPINE");
  await graph.expectHits("1 of 1Image alpine:3.22");
  await graph.searchField.fill("nothing like it");
  await graph.expectHits("none");
  await graph.searchField.fill("make");
  await page.keyboard.press("Escape");
  await expect(graph.searchField).toHaveCount(0);
  await expect(graph.node("Stage compiled")).toBeFocused();
  await graph.expectAll("found", []);
  await page.keyboard.press("/");
  await expect(graph.searchField).toBeFocused();
  await page.keyboard.type("/srv");
  await graph.expectAll("found", ["Stage 3"]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+f");
  await expect(graph.searchField).toBeFocused();
});

test("a large graph has a map that moves it", { tag: "@look" }, async ({ playground, page, narrow }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(manyStages(40));
  await graph.expectSaid("Stage all", "the target");
  await expect(graph.minimap).toHaveCount(narrow ? 0 : 1);
  if (narrow) return;
  await expectAccessible(page);
  const before = await graph.place();
  await graph.minimap.click({ position: { x: 4, y: 4 } });
  const after = await graph.place();
  expect([after.scale, after.x > before.x]).toEqual([before.scale, true]);
  const { x, y, width, height } = (await graph.minimap.boundingBox()) as { x: number; y: number; width: number; height: number };
  await page.mouse.move(x + 4, y + 4);
  await page.mouse.down();
  await page.mouse.move(x + width - 4, y + height - 4, { steps: 5 });
  await page.mouse.up();
  expect((await graph.place()).x).toBeLessThan(after.x);
  // What the search shows is brought into view.
  await graph.search("part-0");
  await graph.expectAll("current", ["Stage s0"]);
  await expect(graph.node("Stage s0")).toBeInViewport({ ratio: 1 });
  await editor.pasteOverAll(STAGES);
  await expect(graph.minimap).toHaveCount(0);
});

test("menus reach beyond a short graph", { tag: "@wide" }, async ({ playground, page }) => {
  const { graph } = playground;
  await playground.divider("Height of the graph").focus();
  await page.keyboard.press("Home");
  await graph.switchView("As a list");
  await expect(graph.tree).toBeVisible();
  await graph.switchView("As a list");
  await graph.take("Copy the picture");
  await graph.expectTold("The picture is copied.");
});

/** Moves fingers from one place to another each, as a hand does. */
async function fingers(cdp: CDPSession, from: [number, number][], to: [number, number][]): Promise<void> {
  const at = (part: number) =>
    from.map(([x, y], id) => ({ x: x + (to[id][0] - x) * part, y: y + (to[id][1] - y) * part, id }));
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
  for (let step = 1; step <= 8; step++) {
    await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(step / 8) });
  }
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

async function touching(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

test("a finger moves the graph, two enlarge it, and a tap chooses", { tag: "@narrow" }, async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(STAGES);
  await graph.expectSaid("Stage 3", "the target");
  const cdp = await touching(page);
  const { x, y, width } = await graph.box();
  const before = await graph.place();
  await fingers(cdp, [[x + 20, y + 20]], [[x + 60, y + 100]]);
  await expect.poll(async () => Math.round((await graph.place()).y - before.y)).toBeGreaterThan(60);
  const moved = await graph.place();
  const middle = x + width / 2;
  await fingers(cdp, [[middle - 30, y + 100], [middle + 30, y + 100]], [[middle - 90, y + 100], [middle + 90, y + 100]]);
  await expect.poll(async () => (await graph.place()).scale / moved.scale).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Fit", exact: true }).tap();
  await graph.node("Stage spare").tap();
  await graph.expectChosen("Stage spare");
});

test("in another page a finger scrolls that page, and two move the graph", { tag: "@narrow" }, async ({ playground, page }) => {
  const { editor, share } = playground;
  await editor.replaceAll(STAGES);
  const fragment = encodeURIComponent((await share.fragment()).slice(1));
  await page.setViewportSize({ width: 390, height: 560 });
  await page.goto(`./host/?a=${fragment}&b=${fragment}&c=${fragment}`);
  const frame = page.frameLocator('iframe[title="First playground"]');
  await frame.getByRole("tab", { name: "Graph" }).tap();
  const drawing = frame.getByRole("group", { name: "Stage graph" });
  await expect(drawing).toBeVisible();
  const view = () => drawing.locator("> svg").evaluate((view) => ["x", "y", "width"].map((name) => view.getAttribute(name)).join(" "));
  const before = await view();
  await drawing.evaluate((graph) => graph.scrollIntoView({ block: "start" }));
  const { x, y, width, height } = (await drawing.boundingBox()) as { x: number; y: number; width: number; height: number };
  const cdp = await touching(page);
  const top = Math.min(y + height - 20, 540);
  await fingers(cdp, [[x + width / 2, top]], [[x + width / 2, top - 200]]);
  // A finger that has let go leaves the page rolling for a while.
  const isAtRest = () => page.evaluate(async () => {
    const from = scrollY;
    for (let frames = 0; frames < 10; frames++) await new Promise(requestAnimationFrame);
    return from > 100 && from === scrollY;
  });
  await expect.poll(isAtRest).toBe(true);
  expect(await view()).toBe(before);
  await drawing.evaluate((graph) => graph.scrollIntoView({ block: "start" }));
  const scrolled = await page.evaluate(() => scrollY);
  const now = (await drawing.boundingBox()) as { x: number; y: number; height: number };
  const at = (Math.max(now.y, 0) + Math.min(now.y + now.height, 560)) / 2;
  await fingers(cdp, [[x + 100, at], [x + 140, at]], [[x + 40, at], [x + 200, at]]);
  await expect.poll(view).not.toBe(before);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
});
