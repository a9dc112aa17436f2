import type { Page } from "@playwright/test";
import { Editor } from "./editor";

/** The page as a visitor uses it: one class a panel, the methods are what a visitor does. */
export class Playground {
  readonly editor: Editor;

  constructor(
    readonly page: Page,
    /** Whether one panel is shown at a time. */
    readonly narrow: boolean,
  ) {
    this.editor = new Editor(page);
  }

  /** Opens the page, or the one of this relative address, such as `embed.html#0.abc`. */
  async open(address = ""): Promise<void> {
    await this.page.goto(`./${address}`);
    await this.editor.content.waitFor();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.editor.content.waitFor();
  }

  /** Shows the panel of this name. */
  async show(panel: string): Promise<void> {
    await this.page.getByRole("tab", { name: new RegExp(`^${panel}`, "i") }).click();
  }
}
