// What the build is called with: everything follows it, and it is kept.
import { execFileSync } from "node:child_process";
import { expect, expectAccessible, test } from "./fixture";
import { Playground } from "./pages/playground";

const TEXT = `ARG VERSION=3.22
FROM alpine:$VERSION AS base
ARG TARGETARCH
ENV ARCH=$TARGETARCH

FROM base AS tools
ARG MODE=fast
ENV MODE=$MODE
WORKDIR /tools

FROM base AS final
COPY --from=tools /tools /tools
CMD ["run"]
`;

test("target, platform and an argument change what is shown", { tag: "@look" }, async ({ playground, page, narrow }) => {
  const { editor, graph, header, image, inputs } = playground;
  await editor.replaceAll(TEXT);
  await inputs.chooseTarget("tools");
  await header.expectTarget("tools");
  await image.expectOf("tools");
  await graph.expectSaid("Stage final", "not needed");
  await inputs.setPlatform("linux/arm64");
  await image.bring();
  await expect(image.row("ARCH=arm64")).toBeVisible();
  await inputs.setArgument("MODE", "slow and sure");
  await image.bring();
  await expect(image.row("MODE=slow and sure")).toBeVisible();
  await inputs.setArgument("VERSION", "3.21");
  await graph.expectNodes(["Image alpine:3.21", "Stage base", "Stage tools", "Stage final"]);
  await inputs.bring();
  if (!narrow) await expect(page.getByRole("button", { name: "Build inputs 4 set" })).toBeVisible();
  await expect(inputs.row("MODE")).toContainText("instead of fast");
  await expectAccessible(page);
  await inputs.reset("VERSION");
  await graph.expectNodes(["Image alpine:3.22", "Stage base", "Stage tools", "Stage final"]);
  await inputs.setPlatform("linux/arm64/v8/x");
  await expect(inputs.platform).toHaveAttribute("aria-invalid", "true");
  await inputs.resetAll();
  await expect(inputs.platform).toHaveValue("");
  await header.expectTarget("final");
});

test("the copied command is what a shell has to read", async ({ playground }) => {
  const { editor, inputs } = playground;
  await editor.replaceAll(TEXT);
  await inputs.expectCommand("docker buildx build --file Dockerfile .");
  await inputs.chooseTarget("tools");
  await inputs.setArgument("MODE", `it's "two words", $HOME and \\`);
  await inputs.addArgument("EMPTY", "");
  await inputs.addArgument("DASH", "-x");
  await inputs.addContext("src", "../my src");
  const command = await inputs.copiedCommand();
  const script = `docker() { for word; do printf '%s\\0' "$word"; done; }\n${command}\n`;
  const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
  expect(words).toEqual([
    ...["buildx", "build", "--file", "Dockerfile", "--target", "tools"],
    ...["--build-arg", "DASH=-x", "--build-arg", "EMPTY=", "--build-arg", `MODE=it's "two words", $HOME and \\`],
    ...["--build-context", "src=../my src", "."],
  ]);
  await expect(inputs.panel).toContainText("Written for bash, zsh and other POSIX shells");
});

test("inputs are kept over a reload and go into links", async ({ playground, context, narrow }) => {
  const { editor, header, inputs, share } = playground;
  await editor.replaceAll(TEXT);
  await inputs.chooseTarget("tools");
  await inputs.setPlatform("linux/arm/v7");
  await inputs.setArgument("MODE", "a&b=c\u00e9");
  await inputs.addContext("alpine", "docker-image://debian:13");
  await inputs.setIgnore("*\n!src\n");
  const expectAll = async ({ inputs: kept, header: top }: Playground) => {
    await top.expectTarget("tools");
    await kept.bring();
    await expect(kept.target).toHaveValue("tools");
    await expect(kept.platform).toHaveValue("linux/arm/v7");
    await expect(kept.field("MODE")).toHaveValue("a&b=c\u00e9");
    await expect(kept.field("alpine")).toHaveValue("docker-image://debian:13");
    await expect(kept.ignore).toHaveValue("*\n!src\n");
  };
  await playground.reload();
  await expectAll(playground);
  const fragment = await share.fragment();
  const reader = new Playground(await context.newPage(), narrow);
  await reader.open(fragment);
  await expectAll(reader);
  await inputs.resetAll();
  await playground.reload();
  await header.expectTarget("final");
  await inputs.bring();
  await expect(inputs.field("MODE")).toHaveValue("");
});

test("inputs are reached and set by keyboard", { tag: "@wide" }, async ({ playground, page }) => {
  const { editor, header, inputs } = playground;
  await editor.replaceAll(TEXT);
  await header.expectTarget("final");
  const button = page.getByRole("button", { name: /^Build inputs/ });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(inputs.target).toBeVisible();
  await playground.tab("Inputs").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(inputs.target).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(inputs.target).toHaveValue("tools");
  await page.keyboard.press("Tab");
  await page.keyboard.type("linux/s390x");
  await expect(button).toHaveAccessibleName("Build inputs 2 set");
  await inputs.field("Argument").focus();
  await page.keyboard.type("EXTRA=1=2");
  await page.keyboard.press("Enter");
  await expect(inputs.field("EXTRA")).toHaveValue("1=2");
  await expect(inputs.row("EXTRA")).toContainText("no ARG declares it");
  await expect(inputs.field("Argument")).toBeFocused();
});

test("problems follow the inputs", async ({ playground }) => {
  const { editor, graph, inputs, problems } = playground;
  await editor.replaceAll("ARG BASE\nFROM $BASE\nCOPY build /srv/\nCMD [\"x\"]\n");
  await problems.bring();
  await expect(problems.filter("error")).toBeVisible();
  await inputs.setArgument("BASE", "alpine:3.22");
  await graph.expectNodes(["Image alpine:3.22", "Stage 0"]);
  await problems.expectNoErrors();
  await problems.expectNone("copy-of-ignored-file");
  await inputs.setIgnore("build\n");
  await problems.expect("copy-of-ignored-file");
});

test("problems and the inspector follow target and platform", async ({ playground }) => {
  const { editor, inputs, problems, variables } = playground;
  await editor.replaceAll("FROM amd64/alpine:3.22 AS one\nARG TARGETARCH\nENV ARCH=$TARGETARCH\n\nFROM one AS two\nCOPY $WHERE /srv/\n");
  await problems.bring();
  await problems.expect("undefined-variable");
  await problems.expectNone("mismatched-base-platform");
  await editor.caretAt("ENV");
  await variables.expect("ARCH", "amd64", "from ENV in line 3");
  await inputs.setPlatform("linux/arm64");
  await problems.expect("mismatched-base-platform");
  await editor.caretAt("ENV");
  await variables.expect("ARCH", "arm64", "from ENV in line 3");
  // As with `docker build --check --target`, only what the target needs is checked.
  await inputs.chooseTarget("one");
  await problems.expectNone("undefined-variable");
  await problems.expect("mismatched-base-platform");
  await inputs.setArgument("TARGETARCH", "mine");
  await editor.caretAt("ENV");
  await variables.expect("ARCH", "mine", "from ENV in line 3");
});

test("what the base image brings is told, and each value has its own line", async ({ playground }) => {
  const { editor, image } = playground;
  await editor.replaceAll('FROM node:22-alpine\nENV A=1 \\\n    B=2\nCMD ["server.js"]\n');
  await image.bring();
  await expect(image.panel).toContainText('["docker-entrypoint.sh", "server.js"]');
  await expect(image.panel).toContainText("Alpine Linux, with musl");
  await image.open("B=2");
  await editor.expectCaretBefore("B=2");
});

test("an example begins without inputs, and undoing it brings back the own ones", async ({ playground }) => {
  const { editor, header, inputs, notices } = playground;
  await editor.replaceAll(TEXT);
  await inputs.setArgument("MODE", "slow");
  await header.openExample("Go, static");
  await inputs.expectCommand("docker buildx build --file Dockerfile .");
  await notices.choose("Undo");
  await editor.expectText(TEXT);
  await inputs.expectCommand("docker buildx build --file Dockerfile --build-arg MODE=slow .");
});

test("a stage without a name is no target", async ({ playground }) => {
  const { editor, header, inputs } = playground;
  await editor.replaceAll("FROM alpine:3.22\nRUN true\n\nFROM alpine:3.22 AS named\nRUN true\n\nFROM named\nRUN false\n");
  await header.expectTarget("stage 2");
  await header.chooseTarget("named");
  await inputs.expectCommand("docker buildx build --file Dockerfile --target named .");
  await header.expectTarget("named");
  await header.target.click();
  await expect(header.choices.locator(".menu-title")).toHaveText(["named", "stage 2"]);
});
