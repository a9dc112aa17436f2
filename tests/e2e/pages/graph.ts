import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { literally, Panel, type Show } from "./panel";

/** The drawing of the stages. */
export class Graph extends Panel {
  private readonly drawing: Locator;

  constructor(page: Page, show: Show) {
    super(page, show, "Graph");
    this.drawing = page.getByRole("group", { name: "Stage graph" });
  }

  /** A node by its kind and name, such as `Stage builder` or `Image alpine:3.22`. */
  node(name: string): Locator {
    return this.drawing.getByRole("button", { name: new RegExp(`^${literally(name)}(,|$)`) });
  }

  get lines(): Locator {
    return this.page.getByRole("list", { name: "Lines" });
  }

  async pick(name: string): Promise<void> {
    await this.bring();
    await this.node(name).click();
  }

  async hover(name: string): Promise<void> {
    await this.bring();
    await this.node(name).hover();
  }

  /** The nodes by kind and name, in any order. */
  async expectNodes(names: string[]): Promise<void> {
    await this.bring();
    const shown = () =>
      this.drawing.getByRole("button").evaluateAll((all) => all.map((one) => one.ariaLabel?.split(", ")[0]).sort());
    await expect.poll(shown).toEqual([...names].sort());
  }

  /** What a screen reader says of a node contains `words`. */
  async expectSaid(name: string, words: string | RegExp): Promise<void> {
    await this.bring();
    await expect(this.node(name)).toHaveAccessibleName(words instanceof RegExp ? words : new RegExp(literally(words)));
  }

  /** The node is the one that the caret is in. */
  async expectChosen(name: string): Promise<void> {
    await this.bring();
    await expect(this.node(name)).toHaveAttribute("aria-pressed", "true");
  }

  /** How a node is drawn: `unneeded`, `stale`, `pointed`. */
  async expectDrawn(name: string, look: string): Promise<void> {
    await this.bring();
    await expect(this.node(name)).toContainClass(look);
  }

  async expectNotDrawn(name: string, look: string): Promise<void> {
    await this.bring();
    await expect(this.node(name)).not.toContainClass(look);
  }

  /** Chooses in the menu that saves and copies. */
  async take(choice: string): Promise<void> {
    await this.bring();
    await this.page.getByRole("button", { name: "Save or copy the graph" }).click();
    const title = this.page.getByText(choice, { exact: true });
    await this.page.getByRole("menuitem").filter({ has: title }).click();
  }

  /** What the file holds that a choice saves. */
  async saved(choice: string): Promise<Buffer> {
    const download = this.page.waitForEvent("download");
    await this.take(choice);
    return readFile(await (await download).path());
  }

  /** What is said of the last saving or copying. */
  async expectTold(words: string): Promise<void> {
    await expect(this.page.locator("#panel-graph").getByRole("status").filter({ hasText: words })).toBeVisible();
  }
}
