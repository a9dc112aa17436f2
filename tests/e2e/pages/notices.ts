import { expect, type Locator, type Page } from "@playwright/test";

/** What the visitor is told above the work. */
export class Notices {
  constructor(private readonly page: Page) {}

  /** The notices with these words. */
  with(words: string | RegExp): Locator {
    return this.page.locator(".banner").filter({ hasText: words });
  }

  async expect(words: string | RegExp): Promise<void> {
    await expect(this.with(words)).toBeVisible();
  }

  async expectNone(): Promise<void> {
    await expect(this.page.locator(".banner")).toHaveCount(0);
  }

  async choose(action: string): Promise<void> {
    await this.page.locator(".banner").getByRole("button", { name: action, exact: true }).click();
  }
}
