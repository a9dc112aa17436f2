import { expect, test } from "./fixture";

test("the page opens with an editor that is named and says how to leave it", async ({ playground }) => {
  await expect(playground.editor.content).toHaveAccessibleName(/Dockerfile/);
  await expect(playground.page).toHaveTitle(/Dockerfile playground/);
});

test("typing changes the text, and undoing takes it back", async ({ playground }) => {
  await playground.editor.replaceAll("FROM scratch\n");
  await playground.editor.typeAtEnd("# é😀");
  await playground.editor.expectText("FROM scratch\n# é😀");
  await playground.editor.undo();
  await playground.editor.expectText("FROM scratch\n");
});

test("Tab indents, and Esc then Tab leaves the editor however late", async ({ playground }) => {
  await playground.editor.replaceAll("FROM scratch\n");
  await playground.editor.press("Tab");
  await playground.editor.expectText("FROM scratch\n    ");
  await playground.editor.expectFocused();
  await playground.page.clock.install();
  await playground.page.keyboard.press("Escape");
  await playground.page.clock.fastForward("01:00");
  await playground.page.keyboard.press("Tab");
  await expect(playground.editor.content).not.toBeFocused();
  await playground.editor.expectText("FROM scratch\n    ");
});

test("any other key after Esc takes Tab back", async ({ playground }) => {
  await playground.editor.replaceAll("FROM scratch\n");
  await playground.editor.press("Escape");
  await playground.page.keyboard.type("#");
  await playground.page.keyboard.press("Tab");
  await playground.editor.expectText("FROM scratch\n#   ");
  await playground.editor.expectFocused();
});

test("a continued line is indented, and the one after the last is not", async ({ playground }) => {
  await playground.editor.replaceAll("");
  await playground.editor.typeAtEnd("RUN a \\\nb \\\nc\nRUN d");
  await playground.editor.expectText("RUN a \\\n    b \\\n    c\nRUN d");
});

test("the search panel opens, finds and closes", async ({ playground }) => {
  await playground.editor.replaceAll("FROM a\nRUN b\n");
  await playground.editor.press("Control+f");
  await playground.page.keyboard.type("run");
  await expect(playground.page.locator(".cm-searchMatch")).toHaveText("RUN");
  await playground.page.keyboard.press("Escape");
  await playground.editor.expectFocused();
});
