// Every panel follows the others.
import { expect, test } from "./fixture";
import { EACH_INSTRUCTION, STAGES } from "./texts";

test("graph, explanation and findings follow while typing", async ({ playground, narrow }) => {
  const { editor, explain, graph, problems } = playground;
  await editor.replaceAll("FROM alpine:3.22 AS base\nFROM base\n");
  await editor.typeAtEnd("WORKDIR app");
  await explain.expectTitle("WORKDIR in stage 1");
  await explain.expectSays("/app");
  await problems.expect("relative-workdir");
  await graph.expectNodes(["Image alpine:3.22", "Stage base", "Stage 1"]);
  await graph.expectSaid("Stage 1", "starts from base, the target, 1 finding, the gravest: warning");
  if (!narrow) await expect(playground.status).toContainText("2 stages3 lines1 warning");
});

test("the stage and the explanation are those at the caret", async ({ playground: { editor, explain, graph } }) => {
  await editor.replaceAll(STAGES);
  await editor.caretAt("make all");
  await graph.expectChosen("Stage compiled");
  await explain.expectTitle("RUN in compiled");
  await editor.caretAt("/srv/out");
  await graph.expectChosen("Stage 3");
  await explain.expectTitle("COPY in stage 3");
  await expect(explain.part("--from=compiled")).toBeVisible();
  await expect(explain.reference).toHaveAttribute("href", /^https:\/\/docs\.docker\.com\/.*#copy/);
});

test("a click on a stage, a finding, a part or a setting moves the caret", async ({ playground }) => {
  const { editor, explain, graph, image, problems } = playground;
  await editor.replaceAll(STAGES);
  await graph.pick("Stage compiled");
  await graph.expectChosen("Stage compiled");
  await explain.expectTitle("FROM of compiled");
  await editor.expectCaretBefore("FROM common AS compiled");
  await problems.open("unreachable-stage");
  await editor.expectCaretBefore("spare");
  await editor.caretAt("COPY");
  await explain.open("/srv/out");
  await editor.expectCaretBefore("/srv/out");
  await image.open("10001");
  await editor.expectCaretBefore("USER 10001");
});

test("a letter before a stage moves its place and draws nothing anew", { tag: "@wide" }, async ({ page, playground }) => {
  const { editor, explain, graph } = playground;
  await editor.replaceAll(STAGES.replace("WORKDIR /app", "WORKDIR /app\nLABEL note=1"));
  await graph.turn("compiled");
  await graph.expectOpen("compiled", true);
  await editor.caretAt("note=");
  await explain.expectTitle("LABEL in common");
  await page.mouse.move(0, 0);
  await graph.expectNotDrawn("Stage compiled", "pointed");
  await page.locator("svg.graph").evaluate((svg) => {
    const seen = new MutationObserver((changes) => (svg.dataset.changes = String(Number(svg.dataset.changes ?? 0) + changes.length)));
    seen.observe(svg, { subtree: true, childList: true, characterData: true, attributeFilter: ["d", "class", "style", "transform", "x", "y"] });
  });
  await page.keyboard.type("long.");
  await explain.expectSays("long.note");
  await expect(page.locator("svg.graph")).not.toHaveAttribute("data-changes");
  await graph.pick("Stage spare");
  await editor.expectCaretBefore("FROM common AS spare");
  await page.locator("svg.graph .row").filter({ hasText: "RUN" }).first().click();
  await editor.expectCaretBefore("RUN make all");
});

test("what the pointer is over is highlighted in the other panels", { tag: "@wide" }, async ({ playground }) => {
  const { editor, explain, graph, problems } = playground;
  await editor.replaceAll(STAGES);
  await graph.hover("Stage compiled");
  await expect(editor.pointedAt.first()).toHaveText("FROM common AS compiled");
  await graph.expectDrawn("Stage compiled", "pointed");
  await editor.pointAt("make");
  await graph.expectDrawn("Stage compiled", "pointed");
  await editor.pointAt("true");
  await graph.expectDrawn("Stage spare", "pointed");
  await graph.expectNotDrawn("Stage compiled", "pointed");
  await problems.hover("unreachable-stage");
  await expect(editor.pointedAt).toHaveText("spare");
  await editor.caretAt("COPY");
  await explain.bring();
  await explain.part("/srv/out").hover();
  await expect(editor.pointedAt).toHaveText("/srv/out");
  await editor.pointAt("/srv/out");
  await expect(explain.part("/srv/out")).toContainClass("pointed");
  await editor.pointAt("--from=");
  await expect(explain.part("/srv/out")).not.toContainClass("pointed");
});

test("while the text is broken, the good parts and the last good graph stay", { tag: "@look" }, async ({ playground }) => {
  const { editor, explain, graph, problems } = playground;
  const text = STAGES.replace("FROM common\n", "FROM common AS last\n").replace("/app", "app");
  await editor.replaceAll(text);
  await graph.expectChosen("Stage last");
  await editor.caretAt("FROM common AS compiled");
  await playground.page.keyboard.type("X");
  await problems.expect("unknown-instruction");
  await problems.expect("relative-workdir");
  await graph.expectNodes(["Image alpine:3.22", "Stage common", "Stage compiled", "Stage spare", "Stage last"]);
  await graph.expectSaid("Stage compiled", "from the last text that parsed");
  await graph.expectDrawn("Stage compiled", "stale");
  await graph.expectNotDrawn("Stage spare", "stale");
  await editor.caretAt("USER");
  await explain.expectTitle("USER in last");
  await problems.fix("unknown-instruction");
  await editor.expectText(text);
  await graph.expectNotDrawn("Stage compiled", "stale");
});

test("a stage that a line break takes in stays, dimmed, until it is a stage again", async ({ page, playground }) => {
  const { editor, graph, problems } = playground;
  await editor.replaceAll(STAGES);
  await graph.expectNotDrawn("Stage spare", "stale");
  await editor.caretAt("RUN make all");
  await page.keyboard.press("End");
  await page.keyboard.type(" \\");
  await graph.expectDrawn("Stage spare", "stale");
  await graph.expectNotDrawn("Stage compiled", "stale");
  await problems.expect("swallowed-instruction");
  await editor.focus();
  await page.keyboard.press("Backspace");
  await graph.expectNotDrawn("Stage spare", "stale");
});

test("each of the instructions is explained with a link to the reference", { tag: "@once" }, async ({ playground: { editor, explain, page } }) => {
  await editor.replaceAll(EACH_INSTRUCTION);
  const lines = EACH_INSTRUCTION.split("\n");
  const keywords = lines.map((line) => line.split(" ")[0]);
  expect(new Set(keywords).size).toBe(18);
  await page.keyboard.press("Control+Home");
  for (const keyword of keywords) {
    await explain.expectTitle(new RegExp(`^${keyword}\\b`));
    await expect(explain.reference).toHaveAttribute("href", new RegExp(`#${keyword.toLowerCase()}`));
    await expect(explain.details.first()).toHaveText(/\w+ \w+/);
    await editor.press("ArrowDown");
  }
});

test("lines of FROM, COPY and mounts are told apart, and the legend names them", async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.replaceAll(STAGES.replace("RUN true", "RUN --mount=type=bind,from=compiled true"));
  await graph.expectSaid("Stage spare", "starts from common");
  await expect(graph.lines.getByRole("listitem")).toContainText(["FROM", "COPY", "mount"]);
  const dashes = (all: Element[]) => all.map((one) => getComputedStyle(one).strokeDasharray);
  const drawn = await page.getByRole("group", { name: "Stage graph" }).locator("path.edge").evaluateAll(dashes);
  expect(new Set(drawn).size, "kinds of lines").toBe(3);
  const told = await graph.lines.locator("path.edge").evaluateAll(dashes);
  expect(new Set(told).size, "kinds of lines in the legend").toBe(3);
});
