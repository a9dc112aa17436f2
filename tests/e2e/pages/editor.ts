import { expect, type Locator, type Page } from "@playwright/test";
import { Panel, type Show, literally } from "./panel";

/** The text of the Dockerfile. */
export class Editor extends Panel {
  readonly content: Locator;

  constructor(page: Page, show: Show) {
    super(page, show, "Edit");
    this.content = page.getByRole("textbox", { name: "Dockerfile" });
  }

  async focus(): Promise<void> {
    await this.bring();
    await this.content.focus();
  }

  /** Puts `text` in place of everything. */
  async replaceAll(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(text);
  }

  /** Pastes `text` in place of everything, as from another program. */
  async pasteOverAll(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press("Control+a");
    await this.content.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Types at the end of the text, key by key. */
  async typeAtEnd(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.type(text);
  }

  /** Puts the caret before the first place where `text` stands. */
  async caretAt(text: string): Promise<void> {
    await this.focus();
    await expect.poll(() => this.shownText(), `a line with ${text}`).toContain(text);
    const lines = (await this.shownText()).split("\n");
    const line = lines.findIndex((one) => one.includes(text));
    await this.page.keyboard.press("Control+Home");
    for (let i = 0; i < line; i++) await this.page.keyboard.press("ArrowDown");
    for (let i = lines[line].indexOf(text); i > 0; i--) await this.page.keyboard.press("ArrowRight");
  }

  /** Moves the pointer over a word as a hand does, by way of other places. */
  async pointAt(word: string): Promise<void> {
    const box = await this.content.getByText(word, { exact: true }).first().boundingBox();
    expect(box, `${word} is on the screen`).not.toBeNull();
    const { x, y, width, height } = box as NonNullable<typeof box>;
    await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 8 });
  }

  async press(key: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press(key);
  }

  async undo(): Promise<void> {
    await this.press("Control+z");
  }

  /** The lines on the screen; the whole text where it is short. */
  async shownText(): Promise<string> {
    const lines = await this.content.locator(".cm-line").evaluateAll((all) => all.map((one) => one.textContent));
    return lines.join("\n");
  }

  async expectText(text: string): Promise<void> {
    await this.bring();
    await expect.poll(() => this.shownText()).toBe(text);
  }

  async expectFocused(): Promise<void> {
    await expect(this.content).toBeFocused();
  }

  /** Where the caret is, by what stands behind it in its line. */
  async expectCaretBefore(text: string): Promise<void> {
    const behind = () => {
      const { focusNode: node, focusOffset: offset } = getSelection() as Selection;
      const line = (node instanceof Element ? node : node?.parentElement)?.closest(".cm-line");
      if (!node || !line) return "";
      const range = document.createRange();
      range.selectNodeContents(line);
      range.setStart(node, offset);
      return range.toString();
    };
    const caret = async () => {
      await this.focus();
      return this.content.evaluate(behind);
    };
    await expect.poll(caret, `the caret stands before ${text}`).toMatch(new RegExp(`^${literally(text)}`));
  }

  /** The squiggles of one severity: `error`, `warning`, `info` or `style`. */
  squiggles(severity: string): Locator {
    return this.page.locator(`.editor .cm-squiggle-${severity}`);
  }

  /** The marks beside the lines that have findings. */
  get marks(): Locator {
    return this.page.locator(".editor .cm-severities [title]");
  }

  /** The tokens of one kind that are on the screen, such as `keyword`. */
  tokens(kind: string): Locator {
    return this.page.locator(`.editor .tok-${kind}`);
  }

  /** What another panel points at. */
  get pointedAt(): Locator {
    return this.page.locator(".editor .cm-pointed-at");
  }

  /** It is offered, and has been for so long that the editor takes a key for an answer. */
  async expectOffered(words: string): Promise<void> {
    await expect(this.completions.filter({ hasText: words })).toBeVisible();
    await this.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
  }

  /** The choices that are offered at the caret. */
  get completions(): Locator {
    return this.page.getByRole("listbox").getByRole("option");
  }

  /** What is shown for the thing under the pointer. */
  get hover(): Locator {
    return this.page.locator(".cm-hover");
  }
}
