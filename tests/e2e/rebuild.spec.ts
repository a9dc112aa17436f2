// What a change rebuilds: one story for each kind of change.
import { expect, expectAccessible, test } from "./fixture";
import { Playground } from "./pages/playground";

const TEXT = `FROM node:24 AS build
WORKDIR /app
ARG MODE=fast
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM nginx:1.29 AS web
COPY --from=build /app/dist /srv/www
`;

test("a file that changes", { tag: "@look" }, async ({ playground, page }) => {
  const { editor, graph, rebuild } = playground;
  await editor.replaceAll(TEXT);
  await rebuild.bring();
  await expect(rebuild.field("Path in the build context")).toHaveValue("package.json");
  await rebuild.expectTotals("3 cached, 4 rebuild, 1 may rerun");
  await rebuild.enter("Path in the build context", "src/main.js");
  await rebuild.expectTotals("5 cached, 2 rebuild, 1 may rerun");
  await expect(rebuild.step("COPY package*.json")).toContainText("not src/main.js");
  await expect(rebuild.step("COPY --from=build")).toContainText("only if those bytes differ");
  await expectAccessible(page);
  await graph.expectSaid("Stage build", "2 rebuild");
  await graph.expectSaid("Stage web", "may rerun");
  await rebuild.bring();
  await rebuild.enter("Path in the build context", "");
  await rebuild.expectTotals("Say above what changes.");
});

test("an argument, an image, the platform, and no cache", async ({ playground }) => {
  const { editor, rebuild } = playground;
  await editor.replaceAll(TEXT);
  await rebuild.ask("A build argument changes");
  await rebuild.enter("New value", "slow");
  await expect(rebuild.step("RUN npm ci")).toContainText("MODE is slow instead of fast");
  await rebuild.ask("A base image moves");
  await rebuild.field("Image").selectOption("docker.io/library/nginx:1.29");
  await rebuild.expectTotals("6 cached, 2 rebuild");
  await rebuild.ask("The platform changes");
  await rebuild.expectTotals("8 rebuild");
  await rebuild.ask("The cache is not used");
  await rebuild.field("For").selectOption("web");
  await rebuild.expectTotals("7 cached, 1 rebuild");
});

test("an edit of the text", async ({ playground, page }) => {
  const { editor, rebuild } = playground;
  await editor.replaceAll(TEXT);
  await rebuild.ask("This text was edited");
  await expect(rebuild.step("RUN npm ci")).toBeVisible();
  await rebuild.panel.getByRole("button", { name: "Compare from here" }).click();
  await rebuild.expectTotals("Nothing is edited yet. Change a line, and see here which steps it rebuilds.");
  await editor.replaceAll(TEXT.replace("npm ci", "npm ci --omit=dev"));
  await rebuild.bring();
  await expect(rebuild.step("RUN npm ci")).toContainText("Was RUN npm ci before.");
  await playground.reload();
  await rebuild.bring();
  await expect(rebuild.step("RUN npm ci")).toContainText("Was RUN npm ci before.");
  await expect(page.getByRole("heading", { name: "What rebuilds if…" })).toBeVisible();
});

test("the question goes into links", async ({ playground, context, narrow }) => {
  const { editor, rebuild, share } = playground;
  await editor.replaceAll(TEXT);
  await rebuild.bring();
  await rebuild.enter("Path in the build context", "src/a b.js");
  const reader = new Playground(await context.newPage(), narrow);
  await reader.open(await share.fragment());
  await expect(reader.rebuild.field("Path in the build context")).toHaveValue("src/a b.js");
});

const LATE = `FROM node:24 AS build
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build

FROM nginx:1.29 AS web
COPY --from=build /app/dist /srv/www
`;

test("what would help is shown, applied and undone", { tag: "@look" }, async ({ playground, page, narrow }) => {
  const { editor, graph, rebuild } = playground;
  await editor.replaceAll(LATE);
  await rebuild.bring();
  await rebuild.enter("Path in the build context", "src/main.js");
  await rebuild.expectTotals("3 cached, 3 rebuild, 1 may rerun");
  const first = rebuild.advice("Copy package*.json first");
  await expect(first).toContainText("3 steps become 2");
  await rebuild.preview("Copy package*.json first");
  await expect(first.getByRole("table")).toContainText("COPY package*.json ./");
  await expect(first.getByRole("list", { name: "Steps after it" })).toContainText("RUN npm ci");
  await expectAccessible(page);
  if (!narrow) {
    await first.hover();
    await graph.expectSaid("Stage build", "2 rebuild");
    await page.mouse.move(0, 0);
  }
  await rebuild.bring();
  await rebuild.apply("Copy package*.json first");
  await rebuild.expectTotals("5 cached, 2 rebuild, 1 may rerun");
  await expect(rebuild.step("RUN npm ci")).toContainText("cached");
  await expect(rebuild.panel).toContainText("Nothing here saves a step");
  await editor.focus();
  await page.keyboard.press("Control+z");
  await rebuild.bring();
  await rebuild.expectTotals("3 cached, 3 rebuild, 1 may rerun");
});

test("a file that no build reads is left out by .dockerignore", async ({ playground }) => {
  const { editor, rebuild } = playground;
  await editor.replaceAll(LATE);
  await rebuild.bring();
  await rebuild.enter("Path in the build context", "docs/index.md");
  await expect(rebuild.advice(".dockerignore")).toContainText("3 steps become none");
  await rebuild.apply(".dockerignore");
  await rebuild.expectTotals("7 cached");
});
