// The coloured strip beside the lines of each stage.
import { gutter, GutterMarker } from "@codemirror/view";
import { spanField } from "./spans.js";

const HUES = 8;

class StageMarker extends GutterMarker {
  constructor(hue) {
    super();
    this.elementClass = `cm-stage cm-stage-${hue}`;
  }
}

const markers = Array.from({ length: HUES }, (_, hue) => new StageMarker(hue));

const stages = spanField();

/** The effect for `[fromLine, toLine, hue]*`, lines from 1, both included, or null where there are the same already. */
export function changeStages(state, numbers) {
  const line = (number) => state.doc.line(Math.min(Math.max(number, 1), state.doc.lines));
  const starts = [];
  const ends = [];
  const hues = [];
  for (let i = 0; i + 2 < numbers.length; i += 3) {
    starts.push(line(numbers[i]).from);
    ends.push(line(numbers[i + 1]).to);
    hues.push(numbers[i + 2] % HUES);
  }
  return stages.change(state, [starts, ends, hues]);
}

export const stageStrip = [
  stages.field,
  gutter({
    class: "cm-stage-strip",
    lineMarker(view, block) {
      let marker = null;
      stages.each(view.state, block.from, block.to, (_from, _to, hue) => (marker = markers[hue]));
      return marker;
    },
    lineMarkerChange: (update) => stages.given(update),
  }),
];
