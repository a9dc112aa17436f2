// Marks beside the steps of a simulated build: what becomes of each, by shape and colour, and why on hover.
import { EditorView, gutter, GutterMarker } from "@codemirror/view";
import { spanField } from "./spans.js";

/** The statuses in the order of `src/app/browser/editor/mod.rs`: a class and a drawing of 16 by 16 units each. */
const LOOKS = [
  ["cached", "M3 8.5l3.2 3L13 4.5"],
  ["rebuild", "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3"],
  ["content", "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM5 8h6"],
  ["contingent", "M8 2.5v7M5 7l3 3 3-3M4 13h8"],
];

const rebuilds = spanField();

/** The effect for `[at, status]*` with a text each. */
export function setRebuilds(state, numbers, texts) {
  const place = (offset) => Math.min(offset, state.doc.length);
  const starts = Uint32Array.from(texts, (_, i) => place(numbers[2 * i]));
  const ends = starts.map((start) => place(start + 1));
  return rebuilds.set.of([starts, ends, texts.map((text, i) => [numbers[2 * i + 1], text])]);
}

class StatusMarker extends GutterMarker {
  constructor(status, text) {
    super();
    this.status = status;
    this.text = text;
  }

  eq(other) {
    return this.status === other.status && this.text === other.text;
  }

  toDOM() {
    const [name, drawing] = LOOKS[this.status] ?? LOOKS[0];
    const element = document.createElement("span");
    element.title = this.text;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", `cm-rebuild cm-rebuild-${name}`);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", drawing);
    svg.append(path);
    element.append(svg);
    return element;
  }
}

export const rebuildMarks = [
  rebuilds.field,
  // The marks take no room while nothing is asked.
  EditorView.editorAttributes.compute([rebuilds.field], (state) => {
    let has = false;
    rebuilds.each(state, 0, state.doc.length, () => (has = true));
    return { class: has ? "cm-asked" : "" };
  }),
  gutter({
    class: "cm-rebuilds",
    lineMarker(view, block) {
      let marker = null;
      rebuilds.each(view.state, block.from, block.to, (at, _to, [status, text]) => {
        if (!marker && at >= block.from) marker = new StatusMarker(status, text);
      });
      return marker;
    },
    lineMarkerChange: (update) => rebuilds.given(update),
  }),
];
