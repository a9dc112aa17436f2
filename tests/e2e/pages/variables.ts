import { expect, type Locator, type Page } from "@playwright/test";
import { Panel, type Show } from "./panel";

/** What variables are worth at the caret. */
export class Variables extends Panel {
  readonly panel: Locator;

  constructor(page: Page, show: Show) {
    super(page, show, "Variables");
    this.panel = this.tabPanel(/^Variables/);
  }

  row(name: string): Locator {
    return this.panel.getByRole("listitem").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** What is said of a variable, in order: name, value, remarks. */
  async expect(name: string, ...said: string[]): Promise<void> {
    await this.bring();
    await expect(this.row(name)).toHaveText(`${name}${said.join("")}`);
  }

  /** Goes where a remark points. */
  async open(name: string, remark: string): Promise<void> {
    await this.bring();
    await this.row(name).getByRole("button", { name: remark }).click();
  }

  /** Shows the values in the text, or takes them away. */
  async toggleValues(): Promise<void> {
    await this.bring();
    await this.panel.getByRole("button", { name: "Values in the text" }).click();
  }
}
