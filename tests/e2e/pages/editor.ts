import { expect, type Locator, type Page } from "@playwright/test";

/** The text of the Dockerfile. */
export class Editor {
  readonly content: Locator;

  constructor(private readonly page: Page) {
    this.content = page.locator(".editor .cm-content");
  }

  /** Puts `text` in place of everything. */
  async replaceAll(text: string): Promise<void> {
    await this.content.focus();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(text);
  }

  /** Types at the end of the text, key by key. */
  async typeAtEnd(text: string): Promise<void> {
    await this.content.focus();
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.type(text);
  }

  /** Puts the caret before the first place where `text` stands. */
  async caretAt(text: string): Promise<void> {
    const lines = (await this.shownText()).split("\n");
    const line = lines.findIndex((one) => one.includes(text));
    expect(line, `a line with ${text}`).toBeGreaterThanOrEqual(0);
    await this.content.focus();
    await this.page.keyboard.press("Control+Home");
    for (let i = 0; i < line; i++) await this.page.keyboard.press("ArrowDown");
    for (let i = lines[line].indexOf(text); i > 0; i--) await this.page.keyboard.press("ArrowRight");
  }

  async press(key: string): Promise<void> {
    await this.content.focus();
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
    await expect.poll(() => this.shownText()).toBe(text);
  }

  async expectFocused(): Promise<void> {
    await expect(this.content).toBeFocused();
  }

  /** The squiggles of one severity: `error`, `warning`, `info` or `style`. */
  squiggles(severity: string): Locator {
    return this.page.locator(`.editor .cm-squiggle-${severity}`);
  }

  /** The tokens of one kind that are on the screen, such as `keyword`. */
  tokens(kind: string): Locator {
    return this.page.locator(`.editor .tok-${kind}`);
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
