// Stages that open in place to their steps, and what else nodes show.
import { expect, expectAccessible, test } from "./fixture";

const TEXT = `FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
ENV CGO_ENABLED=0
COPY . .
RUN --mount=type=cache,target=/root/.cache go build -o /out/app ./cmd/app

FROM alpine:3.22 AS web
RUN apk add --no-cache tzdata
COPY --from=build /out/app /usr/local/bin/app
USER 10001
ENTRYPOINT ["app"]
`;

const COPY = "COPY --from=build /out/app /usr/local/bin/app, line 9";

test("a stage opens to its steps, and each leads to its line", { tag: "@look" }, async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(TEXT);
  await graph.expectSaid("Stage web", "the target");
  await graph.turn("web");
  await graph.expectOpen("web", true);
  await graph.expectOpen("build", false);
  await expect(graph.row("FROM alpine:3.22, line 7")).toBeVisible();
  await expectAccessible(page);
  await graph.row(COPY).click();
  await editor.expectCaretBefore("COPY --from=build");
  await editor.caretAt("RUN apk");
  await graph.bring();
  await expect(graph.row("RUN apk add --no-cache tzdata, line 8")).toHaveAttribute("aria-pressed", "true");
  await expect(graph.row(COPY)).toHaveAttribute("aria-pressed", "false");
  await graph.turn("web");
  await graph.expectOpen("web", false);
  await expect(graph.row(COPY)).toHaveCount(0);
});

test("an open stage stays open while the text is typed", { tag: "@once" }, async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(TEXT);
  await graph.turn("web");
  await graph.expectOpen("web", true);
  await editor.caretAt("FROM --platform");
  await page.keyboard.type("# first\n");
  await editor.caretAt("web");
  await page.keyboard.type("my");
  await graph.expectOpen("myweb", true);
  await expect(graph.row("FROM alpine:3.22, line 8")).toBeVisible();
  await editor.replaceAll("FROM alpine:3.22 AS other\n");
  await graph.expectOpen("other", false);
});

test("the keyboard opens a stage and walks through its steps", { tag: "@once" }, async ({ playground, page }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(TEXT);
  await editor.caretAt("FROM alpine");
  await graph.expectChosen("Stage web");
  await graph.node("Stage web").focus();
  await page.keyboard.press("o");
  await graph.expectOpen("web", true);
  await expect(graph.node("Stage web")).toHaveAttribute("aria-expanded", "true");
  await expect(graph.node("Stage web")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(graph.row("FROM alpine:3.22, line 7")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(graph.row(COPY)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(graph.row(COPY)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(graph.node("Stage web")).toBeFocused();
  for (let i = 0; i < 3; i++) await page.keyboard.press("+");
  await page.keyboard.press("o");
  await graph.expectOpen("web", false);
  await expect(graph.node("Stage web")).toBeInViewport({ ratio: 1 });
});

test("a finger opens a stage", { tag: "@narrow" }, async ({ playground }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(TEXT);
  await graph.bring();
  const { width, height } = await graph.sizeOfSign("build");
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(43.5);
  await graph.sign("build").tap();
  await graph.expectOpen("build", true);
  await expect(graph.row("WORKDIR /src, line 2")).toBeVisible();
});

test("every step tells whether it rebuilds", { tag: "@once" }, async ({ playground }) => {
  const { editor, graph, rebuild } = playground;
  await editor.replaceAll(TEXT);
  await graph.turn("build");
  await rebuild.bring();
  await rebuild.enter("Path in the build context", "main.go");
  await expect(graph.row("WORKDIR /src, line 2, cached")).toBeVisible();
  await expect(graph.row("COPY . ., line 4, rebuilds")).toBeVisible();
});

test("all stages open at once, in saved pictures too", { tag: "@once" }, async ({ playground }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(TEXT);
  await graph.expectSaid("Stage web", "the target");
  await graph.view("Steps of all stages");
  await graph.expectOpen("build", true);
  await graph.expectOpen("web", true);
  await graph.fit();
  await graph.turn("build");
  await graph.expectOpen("build", false);
  expect((await graph.saved("Save as SVG")).toString()).toContain("--from=build");
  expect((await graph.saved("Save for Mermaid")).toString()).toContain("apk add");
  await graph.view("Steps of all stages");
  await graph.expectOpen("web", false);
});

test("platforms have lanes, and mounts are ports", { tag: "@once" }, async ({ playground }) => {
  const { editor, graph } = playground;
  await editor.pasteOverAll(TEXT);
  await graph.expectSaid("Stage build", "1 cache mount");
  await expect(graph.drawn("runs on the build platform")).toBeVisible();
  await expect(graph.drawn("for the target platform")).toBeVisible();
  await expect(graph.lines).toContainText("cache");
  await editor.replaceAll(TEXT.replace("--platform=$BUILDPLATFORM ", ""));
  await expect(graph.drawn("runs on the build platform")).toHaveCount(0);
});
