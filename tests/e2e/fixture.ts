import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import { Playground } from "./pages/playground";
import { serve } from "./server.mjs";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

interface Fixtures {
  /** The page, opened and ready. */
  playground: Playground;
  /** Whether the window shows one panel at a time. */
  narrow: boolean;
  /** What a test makes the browser complain of. */
  complaint: RegExp | null;
}

interface WorkerFixtures {
  /** The address of the release site. */
  site: string;
}

/** Every test fails on a message in the console, an uncaught error, or a request to anywhere but the site. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  site: [
    async ({}, use) => {
      const server = await serve(DIST);
      await use(server.address);
      server.close();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ site }, use) => use(site),
  complaint: [null, { option: true }],
  context: async ({ context, site, complaint }, use) => {
    const complaints: string[] = [];
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    context.on("weberror", (error) => complaints.push(String(error.error())));
    context.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(site) && !/^(data|blob|about):/.test(url)) complaints.push(`request to ${url}`);
    });
    await use(context);
    const unexpected = complaints.filter((text) => !complaint?.test(text));
    expect(unexpected, "console messages, errors and foreign requests").toEqual([]);
  },
  narrow: async ({ viewport }, use) => use((viewport?.width ?? 0) < 800),
  playground: async ({ page, narrow }, use) => {
    const playground = new Playground(page, narrow);
    await playground.open();
    await use(playground);
  },
});

/** Fails where axe finds anything on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found, "what axe finds").toEqual([]);
}

export { expect };
