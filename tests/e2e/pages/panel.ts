import type { Locator, Page } from "@playwright/test";

export type PanelName = "Edit" | "Graph" | "Explain" | "Problems" | "Image" | "Variables" | "Rebuild" | "Inputs";

/** The panels that share the last place of a narrow window. */
export const MORE: readonly PanelName[] = ["Image", "Variables", "Rebuild", "Inputs"];

/** Brings a panel to the front. */
export type Show = (panel: PanelName) => Promise<void>;

/** One panel of the page; its verbs bring it to the front first, as a visitor would. */
export abstract class Panel {
  constructor(
    protected readonly page: Page,
    private readonly show: Show,
    private readonly name: PanelName,
  ) {}

  async bring(): Promise<void> {
    await this.show(this.name);
  }

  /** One of the panels that share a place. */
  protected tabPanel(name: RegExp): Locator {
    return this.page.getByRole("tabpanel", { name });
  }
}

/** A pattern that matches `text` literally. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
