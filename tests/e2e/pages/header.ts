import { expect, type Locator, type Page } from "@playwright/test";
import type { Show } from "./panel";

/** The menus: in the header of a wide window, in its last panel where it is narrow. */
export class Header {
  constructor(
    private readonly page: Page,
    private readonly show: Show,
    private readonly narrow: boolean,
  ) {}

  get examples(): Locator {
    return this.page.getByRole("button", { name: /^Example/ });
  }

  get target(): Locator {
    return this.page.getByRole("button", { name: /^Target: / });
  }

  get theme(): Locator {
    return this.page.getByRole("button", { name: /^Theme: / });
  }

  /** The choices of the menu that is open. */
  get choices(): Locator {
    return this.page.getByRole("menu").getByRole("menuitemradio");
  }

  async openExample(name: string): Promise<void> {
    await this.examples.click();
    await this.choose(name);
    await expect(this.examples).toHaveAccessibleName(`Example: ${name}`);
  }

  async chooseTarget(name: string): Promise<void> {
    await this.bring();
    await this.target.click();
    await this.choose(name);
    await this.expectTarget(name);
  }

  async chooseTheme(name: string): Promise<void> {
    await this.bring();
    await this.theme.click();
    await this.choose(name);
    await expect(this.theme).toHaveAccessibleName(`Theme: ${name}`);
  }

  async expectTarget(name: string): Promise<void> {
    await this.bring();
    await expect(this.target).toHaveAccessibleName(`Target: ${name}`);
  }

  /** The titles of the examples. */
  async exampleNames(): Promise<string[]> {
    await this.examples.click();
    await expect(this.choices.first()).toBeFocused();
    const names = await this.choices.locator(".menu-title").allTextContents();
    await this.page.keyboard.press("Escape");
    await expect(this.examples).toBeFocused();
    return names;
  }

  private async bring(): Promise<void> {
    if (this.narrow) await this.show("Image");
  }

  private async choose(name: string): Promise<void> {
    await this.choices.filter({ has: this.page.getByText(name, { exact: true }) }).click();
  }
}
