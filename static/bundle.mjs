// Bundles the editor into static/gen/editor.js and the styles into static/gen/style.css. Trunk and the Makefile call it
// before anything is compiled for the browser.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const generated = `${root}static/gen`;

// style-mod writes <style> elements into a document, which a strict policy blocks, and constructed style sheets,
// which it allows, only into a shadow root. This makes it use the latter everywhere.
const constructedStyles = {
  name: "constructed-styles",
  setup(bundler) {
    bundler.onLoad({ filter: /style-mod[\\/]src[\\/]style-mod\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const condition = "!root.head && root.adoptedStyleSheets";
      if (!source.includes(condition)) throw new Error(`style-mod has changed; look at ${import.meta.url}`);
      return { contents: source.replace(condition, "root.adoptedStyleSheets"), loader: "js" };
    });
  },
};

const settings = { absWorkingDir: root, bundle: true, charset: "utf8", legalComments: "none", minify: !process.env.READABLE, write: false };

const bundles = await Promise.all([
  build({
    ...settings,
    entryPoints: ["static/editor/editor.js"],
    outfile: `${generated}/editor.js`,
    format: "esm",
    target: "es2022",
    plugins: [constructedStyles],
  }),
  build({ ...settings, entryPoints: ["static/style/index.css"], outfile: `${generated}/style.css` }),
]);

// Written only where it differs, so that neither Cargo nor Trunk's watcher sees a change where there is none.
await mkdir(generated, { recursive: true });
for (const { path, text } of bundles.flatMap(({ outputFiles }) => outputFiles)) {
  if ((await readFile(path, "utf8").catch(() => null)) !== text) await writeFile(path, text);
}
