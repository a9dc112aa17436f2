import { expect, test } from "./fixture";

test("typing changes the text, and undoing takes it back", async ({ playground: { editor } }) => {
  await editor.replaceAll("FROM scratch\n");
  await editor.typeAtEnd("# é😀");
  await editor.expectText("FROM scratch\n# é😀");
  await editor.undo();
  await editor.expectText("FROM scratch\n");
});

test("Tab and Enter indent, Esc then Tab leaves the editor however late", async ({ playground: { editor, page } }) => {
  await editor.replaceAll("");
  await editor.typeAtEnd("RUN a \\\nb \\\nc\nRUN d\n");
  await editor.press("Tab");
  const text = "RUN a \\\n    b \\\n    c\nRUN d\n    ";
  await editor.expectText(text);
  // Any other key takes Tab back.
  await page.keyboard.press("Escape");
  await page.keyboard.type("#");
  await page.keyboard.press("Tab");
  await editor.expectText(`${text}#   `);
  await expect(editor.content).toHaveAccessibleDescription(/Esc, then Tab/);
  await page.clock.install();
  await page.keyboard.press("Escape");
  await page.clock.fastForward("01:00");
  await page.keyboard.press("Tab");
  await expect(editor.content).not.toBeFocused();
  await editor.expectText(`${text}#   `);
});

test("the text is searched, and a stage is folded", async ({ playground: { editor, page } }) => {
  await editor.replaceAll("FROM a\nRUN b\nRUN c\n");
  await editor.press("Control+f");
  await page.keyboard.type("run b");
  await expect(page.locator(".cm-searchMatch")).toHaveText("RUN b");
  await page.keyboard.press("Escape");
  await editor.expectFocused();
  await expect(page.getByTitle("Fold", { exact: true })).toHaveCount(1);
  await editor.caretAt("FROM a");
  await page.keyboard.press("Control+Shift+BracketLeft");
  await expect(editor.content).not.toContainText("RUN");
  await page.keyboard.press("Control+Shift+BracketRight");
  await expect(editor.content).toContainText("RUN c");
});

test("what can stand at the caret is offered: instructions, stages, flags, variables", async ({ playground: { editor } }) => {
  await editor.replaceAll("ARG TAG=3.22\nFROM alpine:3.22 AS base\nFROM base AS builder\nFROM scratch\n");
  await editor.typeAtEnd("COPY --from=");
  await editor.press("Control+Space");
  await expect(editor.completions).toContainText(["base", "builder"]);
  await editor.completions.filter({ hasText: "builder" }).click();
  await expect(editor.content).toContainText("COPY --from=builder");
  await editor.replaceAll("FROM alpine:3.22\nARG PORT=80\n");
  for (const [typed, offered] of [["HEA", "HEALTHCHECK"], ["LTHCHECK --int", "--interval"], ["erval=1s CMD a $P", "PORT"]]) {
    await editor.typeAtEnd(typed);
    await expect(editor.completions.filter({ hasText: offered })).toBeVisible();
  }
});

test("Enter ends a line that is whole as it is, and takes what is offered for half a word; so does Tab", async ({ playground: { editor, page } }) => {
  await editor.replaceAll("");
  for (const [typed, offered] of [["FROM alpine", "alpine:"], ["ENV A=$PATH", "PATH"]]) {
    await editor.typeAtEnd(typed);
    await editor.expectOffered(offered);
    await page.keyboard.press("Enter");
    await expect(editor.completions).toHaveCount(0);
  }
  for (const [typed, offered, key] of [["WORK", "WORKDIR", "Tab"], ["/a\nHEA", "HEALTHCHECK", "Enter"]]) {
    await editor.typeAtEnd(typed);
    await editor.expectOffered(offered);
    await page.keyboard.press(key);
  }
  await editor.expectText("FROM alpine\nENV A=$PATH\nWORKDIR /a\nHEALTHCHECK ");
});

test("stages are offered unasked in a file that takes long to read", async ({ playground: { editor } }) => {
  await editor.replaceAll(`FROM alpine:3.22 AS base\nFROM base AS builder\n${"RUN apk add --no-cache git && make\n".repeat(12_000)}FROM scratch\n`);
  await editor.typeAtEnd("COPY --from=");
  await expect(editor.completions).toContainText(["base", "builder"]);
});

test("colours, squiggles and marks stand in the text, and the pointer asks for words", { tag: ["@wide", "@look"] }, async ({ playground: { editor } }) => {
  await editor.replaceAll("FROM alpine:3.22 AS base\nWORKDIR app\n# note\n");
  await expect(editor.tokens("keyword")).toHaveText(["FROM", "AS", "WORKDIR"]);
  await expect(editor.tokens("comment")).toHaveText(["# note"]);
  await expect(editor.squiggles("warning")).toHaveText("app");
  await expect(editor.marks).toHaveAttribute("title", /^warning: .*relative/);
  await editor.squiggles("warning").hover();
  await expect(editor.hover).toContainText("relative-workdir");
  await editor.hover.getByRole("button", { name: "Fix" }).click();
  await expect(editor.content).toContainText("WORKDIR /app");
  await expect(editor.marks).toHaveCount(0);
});

test("squiggles and marks follow the typing, and come back with what was deleted", { tag: "@wide" }, async ({ playground: { editor } }) => {
  await editor.replaceAll("FROM alpine:3.22 AS base\nWORKDIR app\nRUN cd /srv\n");
  await expect(editor.squiggles("warning").first()).toHaveText("app");
  const title = await editor.marks.first().getAttribute("title");
  await editor.caretAt("pp");
  await editor.page.keyboard.type("0");
  await expect(editor.squiggles("warning").first()).toHaveText("a0pp");
  await editor.page.keyboard.press("Backspace");
  await expect(editor.squiggles("warning").first()).toHaveText("app");
  await expect(editor.marks.first()).toHaveAttribute("title", title as string);
  await editor.caretAt("FROM");
  await editor.page.keyboard.type("# one more\n");
  await expect(editor.squiggles("warning").first()).toHaveText("app");
  // So long that the analysis waits for a pause.
  await editor.replaceAll(`FROM alpine:3.22\nWORKDIR app\n${"RUN make one-more-part\n".repeat(20_000)}`);
  await editor.press("Control+Home");
  await expect(editor.squiggles("warning").first()).toHaveText("app");
  await editor.page.keyboard.press("ArrowDown");
  await editor.page.keyboard.press("Shift+End");
  await editor.page.keyboard.press("Delete");
  await editor.page.keyboard.press("Control+z");
  await expect(editor.squiggles("warning").first()).toHaveText("app");
});

test("letters, accents and words of an input method are typed alike, and undone", async ({ playground: { editor, page } }) => {
  await editor.replaceAll("FROM scratch\n");
  await editor.typeAtEnd("# a");
  // A key that is dead until the next, and what an input method writes.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "´", selectionStart: 1, selectionEnd: 1 });
  await cdp.send("Input.insertText", { text: "é" });
  await page.keyboard.type("b");
  await cdp.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  await cdp.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  await cdp.send("Input.insertText", { text: "日本" });
  await page.keyboard.type("c d");
  await editor.expectText("FROM scratch\n# aéb日本c d");
  for (let i = 0; i < 12 && (await editor.shownText()) !== "FROM scratch\n"; i++) await editor.undo();
  await editor.expectText("FROM scratch\n");
});

test("the text that is there when the page opens is coloured by what it means", async ({ playground: { editor } }) => {
  await editor.bring();
  await expect(editor.tokens("keyword").first()).toBeVisible();
  for (const kind of ["image-name", "command", "stage", "path"]) {
    await expect(editor.tokens(kind).first()).toBeVisible();
  }
  const before = await editor.tokens("command").count();
  await editor.caretAt("FROM");
  await editor.page.keyboard.type("# ");
  await expect(editor.tokens("comment").filter({ hasText: /^# FROM/ })).toBeVisible();
  await editor.page.keyboard.press("Backspace");
  await editor.page.keyboard.press("Backspace");
  await expect(editor.tokens("command")).toHaveCount(before);
});
