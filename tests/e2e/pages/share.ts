import { expect, type Locator, type Page } from "@playwright/test";

/** The button that makes a link, and what it says then. */
export class Share {
  readonly dialog: Locator;
  readonly link: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "Share" });
    this.link = this.dialog.getByLabel("Link");
  }

  async open(): Promise<void> {
    await this.page.getByRole("button", { name: "Share" }).click();
    await expect(this.dialog).toBeVisible();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Close" }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** The fragment of the link to what is shown now, with its `#`. */
  async fragment(): Promise<string> {
    await this.open();
    const address = await this.link.inputValue();
    await this.close();
    return new URL(address).hash;
  }
}
