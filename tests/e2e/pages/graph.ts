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

  /** What opens the stage of this name, and closes it. */
  sign(stage: string): Locator {
    return this.drawing.getByRole("button", { name: `Steps of ${stage}`, exact: true });
  }

  /** A step of an open stage, by what a screen reader says first. */
  row(words: string): Locator {
    return this.drawing.getByRole("button", { name: new RegExp(`^${literally(words)}(,|$)`) });
  }

  /** Words that stand in the drawing. */
  drawn(words: string): Locator {
    return this.drawing.getByText(words, { exact: true });
  }

  /** Opens the stage of this name, or closes it. */
  async turn(stage: string): Promise<void> {
    await this.bring();
    await this.sign(stage).click();
  }

  async expectOpen(stage: string, isOpen: boolean): Promise<void> {
    await this.bring();
    await expect(this.sign(stage)).toHaveAttribute("aria-expanded", String(isOpen));
  }

  /** How large the place is that a finger may touch, in CSS pixels. */
  async sizeOfSign(stage: string): Promise<{ width: number; height: number }> {
    const box = await this.sign(stage).boundingBox();
    expect(box, "the sign is on the screen").not.toBeNull();
    return box as NonNullable<typeof box>;
  }

  /** Shows all of the drawing, however small. */
  async fit(): Promise<void> {
    await this.bring();
    await this.page.getByRole("button", { name: "Fit", exact: true }).click();
  }

  /** Chooses in the menu that says what the drawing shows. */
  async view(choice: string): Promise<void> {
    await this.bring();
    await this.page.getByRole("button", { name: "What the graph shows" }).click();
    await this.page.getByRole("menuitemcheckbox", { name: choice, exact: true }).click();
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
      this.drawing.locator(".node").evaluateAll((all) => all.map((one) => one.ariaLabel?.split(", ")[0]).sort());
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

  /** Switches a choice of the menu of what is shown. */
  async switchView(choice: string): Promise<void> {
    await this.bring();
    await this.page.getByRole("button", { name: "What the graph shows" }).click();
    await this.viewChoice(choice).click();
  }

  viewChoice(choice: string): Locator {
    return this.page.getByRole("menuitemcheckbox", { name: choice, exact: true });
  }

  /** Where the drawing lies and how large it is. */
  async place(): Promise<{ x: number; y: number; scale: number }> {
    const view = this.drawing.locator("> svg");
    const [x, y, scale] = await view.evaluate((view) => ["x", "y", "width"].map((name) => Number(view.getAttribute(name))));
    return { x, y, scale };
  }

  /** The part of the page that the drawing has. */
  async box(): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.drawing.boundingBox();
    expect(box).not.toBeNull();
    return box as NonNullable<typeof box>;
  }

  /** The lines that are drawn with a look such as `pointed` or `longest`. */
  lit(look: string): Locator {
    return this.drawing.locator(`.edge.${look}`);
  }

  /** What is said of the longest chain and of what can run at once. */
  get waves(): Locator {
    return this.page.locator(".graph-waves");
  }

  get minimap(): Locator {
    return this.page.locator(".minimap");
  }

  /** The stages as a list. */
  get tree(): Locator {
    return this.page.getByRole("tree", { name: "Stages as a list" });
  }

  /** A line of the list by the beginning of its words. */
  item(words: string): Locator {
    return this.tree.getByRole("treeitem", { name: new RegExp(`^${literally(words)}`) }).first();
  }

  get searchField(): Locator {
    return this.page.getByRole("textbox", { name: "Find in the graph" });
  }

  async search(words: string): Promise<void> {
    await this.bring();
    await this.page.getByRole("button", { name: "Find in the graph" }).click();
    await expect(this.searchField).toBeFocused();
    await this.searchField.fill(words);
  }

  async expectHits(words: string): Promise<void> {
    await expect(this.page.getByRole("search").getByRole("status")).toHaveText(words);
  }

  /** The names of the nodes with a look, such as `found`. */
  async expectAll(look: string, names: string[]): Promise<void> {
    const shown = () =>
      this.drawing.locator(`.node.${look}`).evaluateAll((all) => all.map((one) => one.ariaLabel?.split(", ")[0]).sort());
    await expect.poll(shown).toEqual([...names].sort());
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

  /** What is said of the last saving or copying; a picture takes the clipboard seconds on a busy machine. */
  async expectTold(words: string): Promise<void> {
    const told = this.page.locator("#panel-graph").getByRole("status").filter({ hasText: words });
    await expect(told).toBeVisible({ timeout: 15_000 });
  }
}
