// Each kind of change, asked by keys alone and by a finger alone; the answer in the list, the graph and the gutter.
import { expect, expectAccessible, test } from "./fixture";
import type { Playground } from "./pages/playground";

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

interface Question {
  /** The words of the menu. */
  kind: string;
  /** The fields behind it, with what is entered or chosen. */
  fields: [label: string, value: string, isMenu?: boolean][];
  /** How many steps become what. */
  totals: string;
  /** The marks beside the lines with steps, from the first. */
  marks: string[];
}

const QUESTIONS: Question[] = [
  {
    kind: "A file changes",
    fields: [["Path in the build context", "src/main.js"]],
    totals: "5 cached, 2 rebuild, 1 may rerun",
    marks: ["cached", "cached", "cached", "cached", "rebuild", "rebuild", "cached", "content"],
  },
  {
    kind: "A build argument changes",
    fields: [["Build argument", "MODE"], ["New value", "slow"]],
    totals: "4 cached, 3 rebuild, 1 may rerun",
    marks: ["cached", "cached", "cached", "rebuild", "rebuild", "rebuild", "cached", "content"],
  },
  {
    kind: "A base image moves",
    fields: [["Image", "docker.io/library/nginx:1.29", true]],
    totals: "6 cached, 2 rebuild",
    marks: ["cached", "cached", "cached", "cached", "cached", "cached", "rebuild", "rebuild"],
  },
  {
    kind: "This text was edited",
    fields: [],
    totals: "",
    marks: [],
  },
  {
    kind: "The platform changes",
    fields: [["New platform", "linux/arm64"]],
    totals: "8 rebuild",
    marks: Array(8).fill("rebuild"),
  },
  {
    kind: "The cache is not used",
    fields: [["For", "web", true]],
    totals: "7 cached, 1 rebuild",
    marks: ["cached", "cached", "cached", "cached", "cached", "cached", "cached", "rebuild"],
  },
];

/** The lines of the editor with a mark, and the class of each mark. */
async function expectMarks(playground: Playground, marks: string[]): Promise<void> {
  await playground.editor.bring();
  const shown = () =>
    playground.page
      .locator(".cm-rebuilds .cm-rebuild")
      .evaluateAll((all) => all.map((one) => one.getAttribute("class")?.replace("cm-rebuild cm-rebuild-", "")));
  await expect.poll(shown).toEqual(marks);
}

for (const { kind, fields, totals, marks } of QUESTIONS) {
  test(`by keys: ${kind}`, { tag: "@wide" }, async ({ playground, page }) => {
    const { editor, rebuild } = playground;
    await editor.replaceAll(TEXT);
    await playground.tab("Explain").focus();
    while (!(await playground.tab("Rebuild").evaluate((tab) => tab === document.activeElement))) {
      await page.keyboard.press("ArrowRight");
    }
    await expect(rebuild.panel).toBeVisible();
    // The menus offer what the new text has, once it is read.
    await expect(rebuild.step("RUN npm ci")).toBeVisible();
    const reach = async (label: string) => {
      const field = rebuild.field(label);
      for (let presses = 0; !(await field.evaluate((one) => one === document.activeElement)); presses++) {
        expect(presses, `Tab reaches ${label}`).toBeLessThan(8);
        await page.keyboard.press("Tab");
      }
    };
    await reach("What changes");
    await page.keyboard.type(kind);
    for (const [label, value, isMenu] of fields) {
      await reach(label);
      if (!isMenu) await page.keyboard.press("Control+a");
      await page.keyboard.type(value);
    }
    if (fields.length) {
      await rebuild.expectTotals(totals);
    } else {
      await expect(rebuild.step("RUN npm ci")).toBeVisible();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await rebuild.expectTotals("Nothing is edited yet. Change a line, and see here which steps it rebuilds.");
      await editor.caretAt("npm run build");
      await page.keyboard.type("CI=1 ");
      await rebuild.expectTotals("6 cached, 1 rebuild, 1 may rerun");
    }
    await expectMarks(playground, fields.length ? marks : [...Array(5).fill("cached"), "rebuild", "cached", "content"]);
  });

  test(`by touch: ${kind}`, { tag: "@narrow" }, async ({ playground }) => {
    const { editor, graph, rebuild } = playground;
    await editor.replaceAll(TEXT);
    await playground.page.getByRole("tab", { name: "More" }).tap();
    await playground.tab("Rebuild").tap();
    await rebuild.field("What changes").selectOption(kind);
    for (const [label, value, isMenu] of fields) {
      const field = rebuild.field(label);
      if (isMenu) {
        await field.selectOption(value);
        continue;
      }
      await field.tap();
      await field.fill(value);
    }
    if (!fields.length) {
      await expect(rebuild.step("RUN npm ci")).toBeVisible();
      await rebuild.panel.getByRole("button", { name: "Compare from here" }).tap();
      await rebuild.expectTotals("Nothing is edited yet. Change a line, and see here which steps it rebuilds.");
      await editor.replaceAll(TEXT.replace("run build", "run build --silent"));
      await rebuild.bring();
    }
    await rebuild.expectTotals(fields.length ? totals : "6 cached, 1 rebuild, 1 may rerun");
    await expectMarks(playground, fields.length ? marks : [...Array(5).fill("cached"), "rebuild", "cached", "content"]);
    await graph.expectSaid("Stage web", fields.length ? /rebuild|may rerun/ : "may rerun");
  });
}

test("the gutter tells why, and is empty when nothing is asked", { tag: "@look" }, async ({ playground, page, narrow }) => {
  const { editor, rebuild, explain } = playground;
  await editor.replaceAll(TEXT);
  await expectMarks(playground, []);
  await rebuild.bring();
  await rebuild.enter("Path in the build context", "src/main.js");
  await expectMarks(playground, QUESTIONS[0].marks);
  const titles = page.locator(".cm-rebuilds [title]");
  await expect(titles.nth(4)).toHaveAttribute("title", /^Rebuilds\. .*src\/main\.js/);
  await expect(titles.nth(7)).toHaveAttribute("title", /^Reruns only if bytes differ\. /);
  await expectAccessible(page);
  // An edit carries the marks along, and the next answer comes at once.
  await editor.press("Control+Home");
  await page.keyboard.type("# one more line\n");
  await expect(page.locator(".cm-rebuilds .cm-rebuild")).toHaveCount(8);
  if (narrow) return;
  await explain.bring();
  await expectMarks(playground, []);
});
