// Everything that a first multi-stage build has to explain is explained, in the words of the page.
import { expect, test } from "./fixture";

/** Where the caret is put, by what stands there in the default sample, and what the panel then has to say. */
const EXPLAINED: [place: string, ...words: RegExp[]][] = [
  ["# syntax", /BuildKit fetches/, /RUN --mount/, /heredocs/, /first line/],
  ["FROM python", /Python with pip/, /developed with/, /without compilers/, /ready-built wheels/, /AS base/, /others can start or copy from it/],
  ["PYTHONDONTWRITEBYTECODE", /Stops Python from writing \.pyc files/, /Less clutter/],
  ["PYTHONUNBUFFERED", /logs show up immediately/, /before a crash/],
  ["PIP_NO_CACHE_DIR", /keep no download cache/, /layer stays smaller/],
  ["WORKDIR", /Works in \/app from here on/, /creates it if needed/, /usual place for an application/],
  ["FROM base AS builder", /from stage base: with its files, variables and settings/],
  [
    "RUN apt-get",
    /-y.*nobody to ask/s,
    /--no-install-recommends.*only recommended/s,
    /C and C\+\+ compilers/,
    /-rf.*Asks nothing/s,
    /package lists/,
    /in the same RUN/,
  ],
  ["COPY requirements", /the list of Python packages/i, /until a copied file changes/],
  ["RUN python", /builds what requirements\.txt lists into wheels/, /already built/, /without a compiler/, /the same base/],
  ["FROM base AS runtime", /the one that is built/],
  ["--uid", /makes the user/i, /so high that it belongs to nobody else/],
  ["COPY --from", /Only what is copied reaches this stage/, /compilers and caches stay behind/],
  ["USER", /without root's rights/, /escapes/, /below 1024/, /OpenShift/, /\/etc\/passwd/],
  ["CMD", /python -m src\.app/, /signals/],
];

test("the default sample is explained, line by line", { tag: "@once" }, async ({ playground: { editor, explain } }) => {
  test.slow();
  for (const [place, ...words] of EXPLAINED) {
    await editor.caretAt(place);
    await explain.bring();
    for (const word of words) await expect(explain.panel, `at ${place}`).toContainText(word);
  }
});

test("variables of a line stand with their values and lead to their lines", async ({ playground: { editor, explain } }) => {
  await editor.replaceAll("FROM alpine:3.22\nARG WHERE=/srv/app\nCOPY a.txt $WHERE/\n");
  await editor.caretAt("COPY");
  await explain.expectSays(/into \/srv\/app/);
  await explain.expectSays(/WHERE.*\/srv\/app.*from ARG in line 2/s);
  await explain.panel.getByRole("button", { name: "from ARG in line 2" }).click();
  await editor.expectCaretBefore("WHERE=/srv/app");
});
