import { expect, type Locator, type Page } from "@playwright/test";
import { Panel, type Show } from "./panel";

/** The list of findings. */
export class Problems extends Panel {
  readonly panel: Locator;

  constructor(page: Page, show: Show) {
    super(page, show, "Problems");
    this.panel = this.tabPanel(/^Problems/);
  }

  /** The findings of a rule. */
  finding(rule: string): Locator {
    return this.panel.getByRole("listitem").filter({ has: this.page.getByRole("button", { name: rule, exact: true }) });
  }

  /** The button that hides or shows a severity, such as `error` or `warning`. */
  filter(severity: string): Locator {
    return this.panel.getByRole("button", { name: new RegExp(`^\\d+ ${severity}`) });
  }

  /** What the unfolded fix changes. */
  get changes(): Locator {
    return this.panel.getByRole("table", { name: "What the fix changes" });
  }

  async expect(rule: string): Promise<void> {
    await this.bring();
    await expect(this.finding(rule)).toBeVisible();
  }

  async expectNone(rule: string): Promise<void> {
    await this.bring();
    await expect(this.finding(rule)).toHaveCount(0);
  }

  async expectNoErrors(): Promise<void> {
    await this.bring();
    await expect(this.panel).toContainText(/finding|Fix|Safe|line/i);
    await expect(this.filter("error")).toHaveCount(0);
  }

  /** Goes to the place of a finding. */
  async open(rule: string): Promise<void> {
    await this.bring();
    await this.message(rule).click();
  }

  async hover(rule: string): Promise<void> {
    await this.bring();
    await this.message(rule).hover();
  }

  /** Unfolds why the rule objects. */
  async explain(rule: string): Promise<void> {
    await this.bring();
    await this.finding(rule).getByRole("button", { name: rule, exact: true }).click();
  }

  async preview(rule: string): Promise<void> {
    await this.bring();
    await this.finding(rule).getByRole("button", { name: /^Preview/ }).first().click();
  }

  async fix(rule: string): Promise<void> {
    await this.bring();
    await this.finding(rule).getByRole("button", { name: /^Fix/ }).first().click();
  }

  async fixAllSafe(): Promise<void> {
    await this.bring();
    await this.panel.getByRole("button", { name: /^Fix all safe/ }).click();
  }

  async toggle(severity: string): Promise<void> {
    await this.bring();
    await this.filter(severity).click();
  }

  private message(rule: string): Locator {
    return this.finding(rule).getByRole("button", { name: /^(error|warning|info|style): / });
  }
}
