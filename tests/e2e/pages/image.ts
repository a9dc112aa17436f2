import { expect, type Locator, type Page } from "@playwright/test";
import { Panel, type Show } from "./panel";

/** What the image of the target is. */
export class Image extends Panel {
  readonly panel: Locator;

  constructor(page: Page, show: Show) {
    super(page, show, "Image");
    this.panel = this.tabPanel(/^Image/);
  }

  /** A row, by the value it shows. */
  row(value: string): Locator {
    return this.panel.getByRole("button", { name: value });
  }

  async open(value: string): Promise<void> {
    await this.bring();
    await this.row(value).click();
  }

  async expectOf(stage: string): Promise<void> {
    await this.bring();
    await expect(this.panel.getByRole("heading", { name: `Image of ${stage}` })).toBeVisible();
  }
}
