import { expect, type Locator, type Page } from "@playwright/test";
import { Editor } from "./editor";
import { Explain } from "./explain";
import { Graph } from "./graph";
import { Header } from "./header";
import { Image } from "./image";
import { Inputs } from "./inputs";
import { Notices } from "./notices";
import { MORE, type PanelName } from "./panel";
import { Problems } from "./problems";
import { Rebuild } from "./rebuild";
import { Share } from "./share";
import { Variables } from "./variables";

/** The page as a visitor uses it: one class a panel, the methods are what a visitor does. */
export class Playground {
  readonly editor: Editor;
  readonly explain: Explain;
  readonly graph: Graph;
  readonly header: Header;
  readonly image: Image;
  readonly inputs: Inputs;
  readonly notices: Notices;
  readonly problems: Problems;
  readonly rebuild: Rebuild;
  readonly share: Share;
  readonly variables: Variables;

  constructor(
    readonly page: Page,
    /** Whether one panel is shown at a time. */
    readonly narrow: boolean,
  ) {
    const show = (panel: PanelName) => this.show(panel);
    this.editor = new Editor(page, show);
    this.explain = new Explain(page, show);
    this.graph = new Graph(page, show);
    this.header = new Header(page, show, narrow);
    this.image = new Image(page, show);
    this.inputs = new Inputs(page, show);
    this.notices = new Notices(page);
    this.problems = new Problems(page, show);
    this.rebuild = new Rebuild(page, show);
    this.share = new Share(page);
    this.variables = new Variables(page, show);
  }

  /** Opens the page, or the one of this relative address, such as `embed.html#0.abc`. */
  async open(address = ""): Promise<void> {
    await this.page.goto(`./${address}`);
    await this.expectWhole();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.expectWhole();
  }

  /** All parts of the page are there. */
  private async expectWhole(): Promise<void> {
    await this.expectUsable();
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0);
  }

  /** The page can be used, whatever is still on its way. */
  async expectUsable(): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  /** Shows a panel. On a wide screen the text and the graph are always there. */
  async show(panel: PanelName): Promise<void> {
    if (!this.narrow && (panel === "Edit" || panel === "Graph")) return;
    if (this.narrow && MORE.includes(panel)) await choose(this.page.getByRole("tab", { name: "More" }));
    await choose(this.tab(panel));
  }

  tab(panel: PanelName): Locator {
    return this.page.getByRole("tab", { name: new RegExp(`^${panel}`) });
  }

  /** The counts at the foot of a wide page. */
  get status(): Locator {
    return this.page.getByRole("contentinfo");
  }

  /** The line between two parts of a wide page. */
  divider(name: "Width of the editor" | "Height of the graph"): Locator {
    return this.page.getByRole("separator", { name });
  }
}

async function choose(tab: Locator): Promise<void> {
  // A second click would take the keyboard from where it is.
  if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
  await expect(tab).toHaveAttribute("aria-selected", "true");
}
