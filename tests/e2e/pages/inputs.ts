import { expect, type Locator, type Page } from "@playwright/test";
import { Panel, type Show } from "./panel";

/** What the build is called with. */
export class Inputs extends Panel {
  readonly panel: Locator;

  constructor(page: Page, show: Show) {
    super(page, show, "Inputs");
    this.panel = this.tabPanel(/^Inputs/);
  }

  get target(): Locator {
    return this.panel.getByLabel("Target", { exact: true });
  }

  get platform(): Locator {
    return this.panel.getByLabel("Platform", { exact: true });
  }

  get ignore(): Locator {
    return this.panel.getByLabel(".dockerignore", { exact: true });
  }

  /** The field of a build argument or a context. */
  field(name: string): Locator {
    return this.panel.getByLabel(name, { exact: true });
  }

  /** The row of a build argument or a context. */
  row(name: string): Locator {
    return this.panel.getByRole("listitem").filter({ has: this.page.getByLabel(name, { exact: true }) });
  }

  async chooseTarget(name: string): Promise<void> {
    await this.bring();
    await this.target.selectOption(name);
  }

  async setPlatform(platform: string): Promise<void> {
    await this.bring();
    await this.platform.fill(platform);
  }

  async setArgument(name: string, value: string): Promise<void> {
    await this.bring();
    await this.field(name).fill(value);
  }

  async addArgument(name: string, value: string): Promise<void> {
    await this.add("Argument", name, "Value", value);
  }

  async addContext(name: string, source: string): Promise<void> {
    await this.add("Context", name, "Folder, image or address", source);
  }

  async setIgnore(text: string): Promise<void> {
    await this.bring();
    await this.ignore.fill(text);
  }

  async reset(name: string): Promise<void> {
    await this.bring();
    await this.panel.getByRole("button", { name: `Reset ${name}`, exact: true }).click();
  }

  async resetAll(): Promise<void> {
    await this.bring();
    await this.panel.getByRole("button", { name: "Reset all" }).click();
  }

  /** The command line, as it is copied. */
  async copiedCommand(): Promise<string> {
    await this.bring();
    await this.panel.getByRole("button", { name: "Copy command" }).click();
    await expect(this.panel.getByText("Copied", { exact: true })).toBeVisible();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async expectCommand(command: string): Promise<void> {
    await this.bring();
    await expect(this.panel.getByLabel("Command line")).toHaveText(command);
  }

  private async add(first: string, name: string, second: string, value: string): Promise<void> {
    await this.bring();
    await this.panel.getByLabel(first, { exact: true }).fill(name);
    await this.panel.getByLabel(second, { exact: true }).fill(value);
    await this.page.keyboard.press("Enter");
    await expect(this.field(name)).toHaveValue(value);
  }
}
