// The values of variables behind them: shown, but never a part of the text.
import { Decoration, ViewPlugin, WidgetType } from "@codemirror/view";
import { columns, spanField } from "./spans.js";

class Value extends WidgetType {
  /** `text` is null where there is no value. */
  constructor(text) {
    super();
    this.text = text;
  }

  eq(other) {
    return this.text === other.text;
  }

  toDOM() {
    const element = document.createElement("span");
    const kind = this.text === null ? " cm-value-none" : this.text === "" ? " cm-value-empty" : "";
    element.className = `cm-value${kind}`;
    element.textContent = this.text || (this.text === null ? "no value" : "empty");
    element.setAttribute("aria-hidden", "true");
    return element;
  }

  ignoreEvent() {
    return false;
  }
}

const values = spanField();

/** The effect for `[from, to]*` with a text each, or null. */
export function setValues(numbers, texts) {
  return values.set.of([...columns(numbers, 2), texts]);
}

function build(view) {
  const widgets = [];
  for (const { from, to } of view.visibleRanges) {
    values.each(view.state, from, to, (_start, end, text) => {
      if (end <= to) widgets.push(Decoration.widget({ widget: new Value(text), side: 1 }).range(end));
    });
  }
  return Decoration.set(widgets, true);
}

export const ghostValues = [
  values.field,
  ViewPlugin.define((view) => ({
    decorations: build(view),
    update(update) {
      const changed = update.startState.field(values.field) !== update.state.field(values.field);
      if (changed || update.viewportChanged) this.decorations = build(update.view);
    },
  }), { decorations: (plugin) => plugin.decorations }),
];
