import { expect, expectAccessible, test } from "./fixture";
import { FINDINGS, STAGES } from "./texts";

test("each example opens, builds and can be undone", async ({ playground }) => {
  const { editor, graph, header, notices, problems } = playground;
  const names = await header.exampleNames();
  expect(names.length).toBeGreaterThanOrEqual(8);
  for (const name of names.toReversed()) {
    await header.openExample(name);
    await problems.expectNoErrors();
    await graph.bring();
    await expect(graph.lines).toContainText("FROM");
  }
  await notices.expectNone();
  await editor.replaceAll(STAGES);
  await header.openExample(names[2]);
  await notices.expect(`replaced by the example “${names[2]}”`);
  await notices.choose("Undo");
  await editor.expectText(STAGES);
  await notices.expectNone();
});

test("the target decides what is faded and which image is described", { tag: "@look" }, async ({ playground }) => {
  const { editor, graph, header, image } = playground;
  await editor.replaceAll(STAGES);
  await image.expectOf("stage 3");
  await graph.expectSaid("Stage 3", "the target");
  await graph.expectDrawn("Stage spare", "unneeded");
  await graph.expectNotDrawn("Stage compiled", "unneeded");
  await header.chooseTarget("spare");
  await image.expectOf("spare");
  await graph.expectSaid("Stage spare", "the target");
  await graph.expectSaid("Stage compiled", "not needed for the target");
  await graph.expectDrawn("Stage compiled", "unneeded");
  await graph.expectNotDrawn("Stage common", "unneeded");
  await header.chooseTarget("stage 3");
  await image.expectOf("stage 3");
});

test("only the keyboard is needed", { tag: "@wide" }, async ({ playground }) => {
  const { editor, explain, graph, header, page, problems } = playground;
  const press = (key: string) => page.keyboard.press(key);
  const focused = () => page.locator(":focus");
  await press("Tab");
  await expect(header.examples).toBeFocused();
  await press("Enter");
  await expect(header.choices.first()).toBeFocused();
  await press("End");
  await press("ArrowDown");
  await press("ArrowDown");
  await press("ArrowDown");
  await press("Enter");
  await expect(header.examples).toBeFocused();
  await expect(header.examples).toHaveAccessibleName("Example: Go, static");
  await press("Tab");
  await expect(header.target).toBeFocused();
  await press("Tab");
  await expect(focused()).toHaveAccessibleName("Build inputs");
  await press("Tab");
  await expect(focused()).toHaveAccessibleName("Share");
  await press("Tab");
  await expect(header.theme).toBeFocused();
  await press("Tab");
  await editor.expectFocused();
  await press("Control+a");
  await page.keyboard.insertText(STAGES);
  await press("Escape");
  await press("Tab");
  await expect(playground.divider("Width of the editor")).toBeFocused();
  for (const name of ["Find in the graph", "Zoom out", "Zoom in", "Fit", "What the graph shows", "Save or copy the graph"]) {
    await press("Tab");
    await expect(focused()).toHaveAccessibleName(name);
  }
  await press("Tab");
  await expect(graph.node("Stage 3")).toBeFocused();
  await press("ArrowLeft");
  await press("Enter");
  await expect(focused()).toHaveAttribute("aria-pressed", "true");
  await press("Tab");
  await expect(playground.divider("Height of the graph")).toBeFocused();
  await press("Tab");
  await expect(playground.tab("Explain")).toBeFocused();
  await press("ArrowRight");
  await expect(playground.tab("Problems")).toBeFocused();
  await expect(problems.finding("unreachable-stage")).toBeVisible();
  await press("ArrowRight");
  await expect(playground.tab("Image")).toBeFocused();
  await press("Home");
  await press("ArrowLeft");
  await expect(page.getByRole("tablist", { name: "Panels" }).getByRole("tab").last()).toBeFocused();
  await press("Home");
  await press("Tab");
  await expect(explain.panel).toBeFocused();
});

test("a narrow window shows one panel at a time", { tag: "@narrow" }, async ({ playground }) => {
  const { editor, explain, graph, image, page, problems } = playground;
  await editor.replaceAll(FINDINGS);
  const places = {
    Edit: editor.content,
    Graph: graph.node("Stage base"),
    Explain: explain.title,
    Problems: problems.finding("relative-workdir"),
    Image: image.panel.getByRole("heading", { name: "Image of base" }),
  };
  for (const [panel, place] of Object.entries(places)) {
    await playground.show(panel as keyof typeof places);
    await expect(place).toBeVisible();
    for (const other of Object.values(places).filter((other) => other !== place)) await expect(other).toBeHidden();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${panel} is no wider than the window`).toBeLessThanOrEqual(0);
  }
  await playground.show("Edit");
  await page.keyboard.press("ArrowRight");
  await expect(places.Graph).toBeVisible();
  await expect(playground.tab("Graph")).toBeFocused();
  await problems.open("relative-workdir");
  await expect(editor.content).toBeVisible();
  await expect(playground.tab("Edit")).toHaveAttribute("aria-selected", "true");
});

test("axe finds nothing, whatever is shown", { tag: "@look" }, async ({ playground, page }) => {
  test.slow();
  const { editor, header, notices, problems, share } = playground;
  await expectAccessible(page);
  await header.examples.click();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await editor.replaceAll(STAGES.replace("FROM common AS compiled", "FORM common AS compiled"));
  await playground.show("Graph");
  await expectAccessible(page);
  await editor.replaceAll(FINDINGS);
  await problems.explain("relative-workdir");
  await problems.preview("unknown-instruction");
  await expectAccessible(page);
  await playground.show("Explain");
  await expectAccessible(page);
  await playground.show("Image");
  await expectAccessible(page);
  const fragment = await share.fragment();
  await share.open();
  await expectAccessible(page);
  await playground.open(fragment);
  await notices.expect("copy from a link");
  await expectAccessible(page);
  await playground.open("#0.zzzz");
  await expectAccessible(page);
  await playground.open(`embed.html${fragment}`);
  await expectAccessible(page);
});

test("once loaded, the page needs no network", async ({ playground, context }) => {
  const { editor, header, problems, share } = playground;
  await context.setOffline(true);
  await header.openExample("Go, static");
  await editor.replaceAll(FINDINGS);
  await problems.fix("relative-workdir");
  await problems.expectNone("relative-workdir");
  await header.chooseTheme("Dark");
  expect(await share.fragment()).toMatch(/^#0\./);
  await context.setOffline(false);
});

test("large and odd texts are taken, kept and answered", { tag: "@once" }, async ({ playground }) => {
  const { editor, graph, problems, share, status } = playground;
  const stages = Array.from({ length: 1000 }, (_, i) => `FROM alpine:3.22 AS s${i}\nWORKDIR w\nRUN make \\\n    s${i}\n\n`);
  await editor.pasteOverAll(stages.join(""));
  await expect(status).toContainText("1000 stages");
  await expect(status).toContainText("1000 warnings");
  await editor.typeAtEnd("FROM s7 AS last");
  await expect(status).toContainText("1001 stages");
  await graph.expectChosen("Stage last");

  await editor.pasteOverAll(`RUN ${"x".repeat(1_000_000)}`);
  await expect(status).toContainText("0 stages1 line");
  await share.open();
  await expect(share.dialog).toContainText("There is no link");
  await share.close();

  const binary = Array.from({ length: 20_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join("");
  await editor.pasteOverAll(binary);
  await expect(problems.filter("error").or(problems.panel.getByText("No findings"))).toBeHidden();
  await problems.bring();
  await expect(problems.filter("error")).toBeVisible();
  await editor.replaceAll(STAGES);
  await editor.expectText(STAGES);
  await graph.expectChosen("Stage 3");
});
