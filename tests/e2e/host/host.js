// Gives each frame its address, and the height that it asks for.
const given = new URLSearchParams(location.search);
const theme = given.get("theme");
const frames = [...document.querySelectorAll("iframe")];

addEventListener("message", ({ source, data }) => {
  const frame = frames.find(({ contentWindow }) => contentWindow === source);
  if (!frame || data?.type !== "dockerfile-playground-height") return;
  frame.style.height = `${data.height}px`;
  frame.dataset.height = data.height;
});

for (const frame of frames) {
  const fragment = given.get(frame.id);
  frame.src = `../embed.html${theme ? `?theme=${theme}` : ""}${fragment ? `#${fragment}` : ""}`;
}
