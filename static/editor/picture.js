// Pictures: a drawing as PNG, saved or copied. The drawing comes as an SVG document; it is loaded from a data address,
// which the policy of the page allows for images.

/** Neither side of a picture, in pixels, and no picture in all, may be larger. */
const MAX_SIDE = 16_000;
const MAX_AREA = 100_000_000;

async function painted(svg, scale) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const fitting = Math.min(scale, MAX_SIDE / width, MAX_SIDE / height, Math.sqrt(MAX_AREA / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * fitting));
  canvas.height = Math.max(1, Math.round(height * fitting));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

function offer(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Calls `done(whether it worked)`. */
export function savePicture(svg, scale, name, done) {
  painted(svg, scale).then((blob) => offer(name, blob)).then(() => done(true), () => done(false));
}

/** Calls `done(whether it worked)`. The picture is promised at once: some browsers only listen during the click. */
export function copyPicture(svg, scale, done) {
  try {
    const item = new ClipboardItem({ "image/png": painted(svg, scale) });
    navigator.clipboard.write([item]).then(() => done(true), () => done(false));
  } catch {
    done(false);
  }
}
