// What each variable is worth at the caret, under the pointer and in the text.
import { expect, expectAccessible, test } from "./fixture";

const TEXT = `ARG VERSION=3.22
ARG MODE=fast
FROM alpine:$VERSION AS base
ENV HOME_DIR=/srv
ARG TARGETARCH
ENV HOME_DIR=/srv/app
WORKDIR $HOME_DIR

FROM base
LABEL mode=$MODE later=$LATER arch=$TARGETARCH
ARG LATER=1
RUN echo "$LATER" $UNKNOWN
`;

test("the inspector tells value, origin, what is hidden and why there is none", { tag: "@look" }, async ({ playground, page }) => {
  const { editor, inputs, variables } = playground;
  await editor.replaceAll(TEXT);
  await editor.caretAt("WORKDIR");
  await variables.expect("HOME_DIR", "/srv/app", "from ENV in line 6", "hides /srv, from ENV in line 4");
  await variables.open("HOME_DIR", "hides /srv");
  await editor.expectCaretBefore("HOME_DIR=/srv");
  await editor.caretAt("LABEL");
  await variables.expect("MODE", "no value", "line 2 declares it before the first FROM; repeat ARG in this stage");
  await variables.expect("LATER", "no value", "only line 11 below declares it");
  await variables.expect("TARGETARCH", "amd64", "set by BuildKit for ARG in line 5 of base");
  await variables.expect("HOME_DIR", "/srv/app", "from ENV in line 6 of base", "hides /srv, from ENV in line 4 of base");
  await inputs.setPlatform("linux/arm64");
  await inputs.setArgument("LATER", "2");
  await variables.expect("TARGETARCH", "arm64", "set by BuildKit for ARG in line 5 of base");
  await editor.caretAt("RUN");
  await variables.expect("LATER", "2", "from --build-arg, declared in line 11", "hides 1, from ARG in line 11");
  await variables.expect("UNKNOWN", "no value", "the shell's own, or the base image's");
  await expectAccessible(page);
});

test("the pointer over a variable tells its value here", { tag: "@wide" }, async ({ playground: { editor } }) => {
  await editor.replaceAll(TEXT);
  await editor.pointAt("$VERSION");
  await expect(editor.hover).toContainText("$VERSION");
  await expect(editor.hover).toContainText("Here it is 3.22, from ARG in line 1.");
  await editor.pointAt("$LATER");
  await expect(editor.hover).toContainText("only line 11 below declares it");
});

test("values stand in the text where asked for, and are no part of it", { tag: "@look" }, async ({ playground, page, narrow }) => {
  const { editor, inputs, share, variables } = playground;
  await editor.replaceAll(TEXT);
  const values = page.locator(".editor .cm-value");
  await expect(values).toHaveCount(0);
  await variables.toggleValues();
  if (narrow) await playground.show("Edit");
  await expect(values).toHaveText(["3.22", "amd64", "/srv/app", "no value", "no value", "amd64", "1"]);
  await expectAccessible(page);
  await inputs.setArgument("VERSION", "3.21");
  await editor.bring();
  await expect(values.first()).toHaveText("3.21");
  await editor.typeAtEnd("# $VERSION");
  const fragment = await share.fragment();
  await playground.reload();
  await editor.bring();
  await expect(values.first()).toHaveText("3.21");
  await variables.toggleValues();
  await editor.expectText(`${TEXT}# $VERSION`);
  await playground.open(fragment);
  await editor.expectText(`${TEXT}# $VERSION`);
});
