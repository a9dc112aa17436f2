import { expect, type Locator, type Page } from "@playwright/test";
import { Panel, type Show } from "./panel";

/** The explanation of what stands at the caret. */
export class Explain extends Panel {
  readonly panel: Locator;

  constructor(page: Page, show: Show) {
    super(page, show, "Explain");
    this.panel = this.tabPanel(/^Explain/);
  }

  get title(): Locator {
    return this.panel.getByRole("heading", { level: 2 });
  }

  /** What is said of each part. */
  get details(): Locator {
    return this.panel.getByRole("definition");
  }

  get reference(): Locator {
    return this.panel.getByRole("link", { name: "Dockerfile reference" });
  }

  /** A part of the instruction, by its text. */
  part(text: string): Locator {
    return this.panel.getByRole("term").getByRole("button", { name: text, exact: true });
  }

  async open(part: string): Promise<void> {
    await this.bring();
    await this.part(part).click();
  }

  async expectTitle(words: string | RegExp): Promise<void> {
    await this.bring();
    await expect(this.title).toHaveText(words);
  }

  async expectSays(words: string | RegExp): Promise<void> {
    await this.bring();
    await expect(this.panel).toContainText(words);
  }
}
