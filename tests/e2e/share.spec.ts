import { readFile } from "node:fs/promises";
import { expect, test } from "./fixture";
import { Playground } from "./pages/playground";
import { STAGES } from "./texts";

/** The links that have to open for ever, each with what it carries. */
async function goldenLinks(): Promise<[string, { text: string; target?: string; panel?: string; selection?: number[] }][]> {
  const lines = (await readFile(new URL("../golden/links.txt", import.meta.url), "utf8")).split("\n");
  const links = lines.map((line, i) => [line, lines[i + 1]]).filter(([line]) => line.startsWith("#0."));
  return links.map(([link, carried]) => [link, JSON.parse(carried)]);
}

test("a link is copied, or shown where that is denied, and opens the same elsewhere", async ({ playground, context, narrow, page }) => {
  const { editor, header, problems, share } = playground;
  await editor.replaceAll(STAGES);
  await header.chooseTarget("spare");
  await problems.bring();
  await share.open();
  await expect(share.dialog).toContainText("The link is copied.");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/#0\.[\w-]+$/);
  await expect(share.link).toHaveValue(link);
  await share.close();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
    document.execCommand = () => false;
  });
  await share.open();
  await expect(share.dialog).toContainText("does not let the page copy");
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe(link);
  await page.keyboard.press("Escape");
  await expect(share.dialog).toBeHidden();

  const other = new Playground(await context.newPage(), narrow);
  await other.page.goto(link);
  await expect(other.tab("Problems")).toHaveAttribute("aria-selected", "true");
  await other.header.expectTarget("spare");
  await other.editor.expectText(STAGES);
});

test("a link opened right behind a keystroke opens, and what was typed is kept", async ({ playground, page }) => {
  const { editor, notices, share } = playground;
  await editor.replaceAll(STAGES);
  const fragment = await share.fragment();
  for (const wait of [0, 11, 13]) {
    await editor.replaceAll(`FROM mine:${wait}\n`);
    await expect(page).toHaveURL(/\/$/);
    await editor.focus();
    await page.keyboard.press("Control+End");
    await page.evaluate(
      ([link, delay]) => {
        document.execCommand("insertText", false, "# last");
        if (delay) setTimeout(() => (location.hash = link as string), delay as number);
        else location.hash = link as string;
      },
      [fragment, wait],
    );
    await notices.expect("copy from a link");
    await editor.expectText(STAGES);
    await notices.choose("Back to my text");
    await editor.expectText(`FROM mine:${wait}\n# last`);
  }
});

test("a link shows a copy and never overwrites the own text unasked", async ({ playground, page }) => {
  const { editor, graph, notices, share } = playground;
  const entries = await page.evaluate(() => history.length);
  await editor.replaceAll(STAGES);
  const fragment = await share.fragment();
  await editor.replaceAll("FROM mine\n");
  await graph.expectNodes(["Image mine", "Stage 0"]);
  await expect(page).toHaveURL(/\/$/);

  await playground.open(fragment);
  await notices.expect("copy from a link");
  await editor.expectText(STAGES);
  await editor.typeAtEnd("# edited");
  await expect(page).not.toHaveURL(new RegExp(`${fragment}$`));
  await notices.choose("Back to my text");
  await editor.expectText("FROM mine\n");
  await expect(page).toHaveURL(/\/$/);

  await playground.open(fragment);
  await editor.expectText(STAGES);
  await notices.choose("Keep as mine");
  await notices.expect("replaces your own text of 1 line.");
  await notices.choose("Replace it");
  await notices.expectNone();
  await expect(page).toHaveURL(/\/$/);
  await playground.reload();
  await editor.expectText(STAGES);
  // The two links, and nothing else.
  expect(await page.evaluate(() => history.length)).toBe(entries + 2);
});

test("links of every age open", { tag: "@once" }, async ({ playground }) => {
  const { editor, header } = playground;
  const links = await goldenLinks();
  expect(links.length).toBeGreaterThan(10);
  for (const [link, { text, target, selection }] of links) {
    await playground.open(link);
    // The editor shows a NUL as its picture, and the line ends of Windows as line ends.
    await editor.expectText(text.replaceAll("\0", "\u2400").replaceAll("\r\n", "\n"));
    if (target && text.includes(`AS ${target}`)) await header.expectTarget(target);
    if (selection) await editor.expectCaretBefore(text.slice(selection[1]).split("\n")[0]);
  }
});

test("a damaged link says so and offers what could be read", async ({ playground, page }) => {
  const { editor, graph, notices, share } = playground;
  await editor.replaceAll(STAGES);
  const fragment = await share.fragment();
  await editor.replaceAll("FROM mine\n");
  await graph.expectNodes(["Image mine", "Stage 0"]);
  await playground.open(fragment.slice(0, -60));
  await expect(page.getByRole("heading", { name: "This link cannot be opened" })).toBeVisible();
  await expect(page.getByLabel("What could be read")).toContainText(/^FROM alpine:3\.22 AS common\n/);
  await page.getByRole("button", { name: "Open what could be read" }).click();
  await editor.bring();
  await expect(editor.content).toContainText("FROM alpine:3.22 AS common");
  await notices.expect("copy from a link");
  await playground.open("#0.!");
  await expect(page.getByText("Nothing of its text could be read.")).toBeVisible();
  await page.getByRole("button", { name: "Open my own text" }).click();
  await editor.expectText("FROM mine\n");
  await expect(page).toHaveURL(/\/$/);
});
