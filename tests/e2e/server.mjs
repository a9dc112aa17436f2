// A static server that sends the strict policy which the page has to work under. Used by the tests; also by hand:
// node tests/e2e/server.mjs [FOLDER] [PORT]
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const policy = (frames) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    ...frames,
  ].join("; ");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};

/** The policy of a page: the embedded one may be framed, the pages under `/host/` may frame. */
function policyOf(path) {
  if (path === "/embed.html") return policy(["frame-ancestors 'self'"]);
  if (path.startsWith("/host/")) return policy(["frame-src 'self'", "frame-ancestors 'none'"]);
  return policy(["frame-ancestors 'none'"]);
}

/** Serves `folder`, and `tests/e2e/host/` under `/host/`; resolves to the address. Port 0 takes any free one. */
export function serve(folder, port = 0) {
  const host = fileURLToPath(new URL("host/", import.meta.url));
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const name = path.endsWith("/") ? `${path}index.html` : path;
    const file = name.startsWith("/host/") ? join(host, name.slice("/host/".length)) : join(folder, name);
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-security-policy": policyOf(name),
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve({ address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist", port = "4173"] = process.argv.slice(2);
  console.log((await serve(folder, Number(port))).address);
}
