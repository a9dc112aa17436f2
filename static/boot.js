// Loads the program. A file of its own, so that the page needs no inline script.
const script = document.querySelector("script[data-wasm]");
const address = (path) => new URL(path, document.baseURI);
try {
  const program = await import(address(script.dataset.js));
  await program.default({ module_or_path: address(script.dataset.wasm) });
} catch (error) {
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.textContent =
    "The playground could not start. Your browser may be too old for it, or a file of the page did not arrive. Reload to try again.";
  document.body.replaceChildren(note);
  throw error;
}
