import { defineConfig } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";

const wide = { viewport: { width: 1440, height: 900 } };
const narrow = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../target/playwright",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions,
    reducedMotion: "reduce",
    screenshot: "only-on-failure",
    permissions: ["clipboard-read", "clipboard-write"],
  },
  // Both sizes and both themes run everything once; the other two combinations run what has a look of its own.
  projects: [
    { name: "wide light", grepInvert: /@narrow/, use: { ...wide, colorScheme: "light" } },
    { name: "narrow dark", grepInvert: /@wide|@once/, use: { ...narrow, colorScheme: "dark" } },
    { name: "wide dark", grep: /@look/, grepInvert: /@narrow/, use: { ...wide, colorScheme: "dark" } },
    { name: "narrow light", grep: /@look/, grepInvert: /@wide/, use: { ...narrow, colorScheme: "light" } },
  ],
});
