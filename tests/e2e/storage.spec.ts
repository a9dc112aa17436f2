import { expect, test } from "./fixture";
import { Playground } from "./pages/playground";
import { STAGES } from "./texts";

test("text, target, theme and sizes survive a reload", { tag: "@look" }, async ({ playground, narrow, page, colorScheme }) => {
  const { editor, header, image } = playground;
  const width = playground.divider("Width of the editor");
  const height = playground.divider("Height of the graph");
  await editor.replaceAll(STAGES);
  await header.chooseTarget("spare");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await background();
  await header.chooseTheme(colorScheme === "dark" ? "Light" : "Dark");
  await expect.poll(background).not.toBe(before);
  if (!narrow) {
    await width.press("ArrowRight");
    await width.press("Shift+ArrowRight");
    await height.press("End");
    await expect(width).toHaveAttribute("aria-valuenow", "58");
    await expect(height).toHaveAttribute("aria-valuenow", "85");
  }
  await playground.reload();
  await editor.expectText(STAGES);
  await header.expectTarget("spare");
  await image.expectOf("spare");
  expect(await background()).not.toBe(before);
  if (!narrow) {
    await expect(width).toHaveAttribute("aria-valuenow", "58");
    await expect(height).toHaveAttribute("aria-valuenow", "85");
  }
  await header.chooseTheme("System");
  await expect.poll(background).toBe(before);
});

test("a full storage is told once, and the text stays", { tag: "@once" }, async ({ playground, page }) => {
  const { editor, notices } = playground;
  await editor.replaceAll("FROM scratch\n");
  await page.evaluate(() => {
    let size = 1 << 22;
    for (let i = 0; size > 0; i++) {
      try {
        localStorage.setItem(`filling ${i}`, "x".repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await editor.typeAtEnd("# more than before");
  await notices.expect("The storage of this browser is full");
  await editor.typeAtEnd(" and more");
  await editor.expectText("FROM scratch\n# more than before and more");
  await expect(notices.with("full")).toHaveCount(1);
  await notices.choose("Dismiss");
  await notices.expectNone();
});

test("a tab that is opened and left alone overwrites nothing", async ({ playground, context, narrow }) => {
  await playground.editor.replaceAll("FROM scratch\n");
  const other = new Playground(await context.newPage(), narrow);
  await other.open();
  await playground.editor.replaceAll("FROM newer\n");
  await other.notices.expect("changed in another tab");
  await other.page.close();
  await playground.reload();
  await playground.editor.expectText("FROM newer\n");
});

test("two tabs do not overwrite each other", async ({ playground, context, narrow }) => {
  const other = new Playground(await context.newPage(), narrow);
  await other.open();
  await playground.editor.replaceAll("FROM scratch\n");
  await other.notices.expect("changed in another tab");
  await other.editor.replaceAll("FROM other\n");
  await other.notices.expect("changed in another tab");
  await playground.reload();
  await playground.editor.expectText("FROM scratch\n");
  await other.notices.choose("Keep mine");
  await playground.notices.expect("changed in another tab");
  await playground.notices.choose("Load it");
  await playground.editor.expectText("FROM other\n");
  await playground.notices.expectNone();
  await other.notices.expectNone();
});
