import { expect, type Locator, type Page } from "@playwright/test";
import { Panel, type Show } from "./panel";

/** What a change rebuilds. */
export class Rebuild extends Panel {
  readonly panel: Locator;

  constructor(page: Page, show: Show) {
    super(page, show, "Rebuild");
    this.panel = this.tabPanel(/^Rebuild/);
  }

  /** Chooses what changes, by the words of the menu. */
  async ask(kind: string): Promise<void> {
    await this.bring();
    await this.panel.getByLabel("What changes", { exact: true }).selectOption(kind);
  }

  field(label: string): Locator {
    return this.panel.getByLabel(label, { exact: true });
  }

  async enter(label: string, value: string): Promise<void> {
    await this.field(label).fill(value);
  }

  /** The step with this text. */
  step(text: string): Locator {
    return this.panel.getByRole("listitem").filter({ has: this.page.locator(".fact > code", { hasText: text }) });
  }

  async expectTotals(words: string): Promise<void> {
    await expect(this.panel.locator(".rebuild-totals")).toHaveText(words);
  }

  /** What would help, by a piece of its text. */
  advice(text: string): Locator {
    return this.panel.locator(".advice-item").filter({ hasText: text });
  }

  /** Unfolds what an advice changes. */
  async preview(text: string): Promise<void> {
    await this.advice(text).getByRole("button", { name: /^Preview/ }).click();
  }

  /** Applies an advice. */
  async apply(text: string): Promise<void> {
    await this.advice(text).getByRole("button", { name: /^Apply/ }).click();
  }
}
