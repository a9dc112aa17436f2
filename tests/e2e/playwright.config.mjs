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
  projects: [
    { name: "wide light", use: { ...wide, colorScheme: "light" } },
    { name: "wide dark", use: { ...wide, colorScheme: "dark" } },
    { name: "narrow light", use: { ...narrow, colorScheme: "light" } },
    { name: "narrow dark", use: { ...narrow, colorScheme: "dark" } },
  ],
});
