// Findings in the text: a squiggle under each, a mark beside its line, and keys to walk through them.
import { Decoration, EditorView, gutter, GutterMarker } from "@codemirror/view";
import { drawn, spanField } from "./spans.js";

/** From the gravest down; each has its colour, its shape and its word. */
const SEVERITIES = ["error", "warning", "info", "style"];
const SHAPES = {
  error: "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z",
  warning: "M8 1.5 15 14H1z",
  info: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
  style: "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
};

const diagnostics = spanField();
const squiggles = SEVERITIES.map((severity) => Decoration.mark({ class: `cm-squiggle cm-squiggle-${severity}` }));

/** A finding; its words are asked for where they are shown. */
class Finding {
  constructor(grade, index, tell) {
    this.grade = grade;
    this.index = index;
    this.tell = tell;
  }

  /** Its place with all that is said of it. */
  at(from, to) {
    const words = this.tell(this.index) ?? { message: "", rule: "", fix: false };
    this.said = words.message;
    return { ...words, severity: SEVERITIES[this.grade], index: this.index, from, to };
  }

  /** Whether the message is another than it was when it was asked for last. */
  saysOther() {
    return this.said !== undefined && this.said !== this.tell(this.index)?.message;
  }
}

/**
 * The effect for `[from, to, severity]*`, or null where there are the same already and what is seen of them says the same;
 * `tell(index)` gives `{message, rule, fix}` of one of them, or null.
 */
export function changeDiagnostics({ state, viewport }, numbers, tell) {
  const length = state.doc.length;
  const [starts, ends, found] = [[], [], []];
  for (let i = 0; i + 2 < numbers.length; i += 3) {
    if (!(numbers[i + 2] in SEVERITIES)) continue;
    const [from, to] = widened(state, Math.min(numbers[i], length), Math.min(numbers[i + 1], length));
    starts.push(from);
    ends.push(to);
    found.push(new Finding(numbers[i + 2], i / 3, tell));
  }
  const given = [starts, ends, found];
  const change = diagnostics.change(state, given, (one, other) => one.grade === other.grade && one.index === other.index);
  let saysOther = false;
  if (!change) diagnostics.each(state, viewport.from, viewport.to, (_from, _to, finding) => (saysOther ||= finding.saysOther()));
  return saysOther ? diagnostics.set.of(given) : change;
}

/** The findings at `from..to`, gravest first, with their present places. */
export function diagnosticsAt(state, from, to = from) {
  const found = [];
  diagnostics.each(state, from, to, (start, end, finding) => found.push({ start, end, finding }));
  found.sort((a, b) => a.finding.grade - b.finding.grade);
  return found.map(({ start, end, finding }) => finding.at(start, end));
}

/** The picture of a severity, to stand before its words. */
export function severityIcon(severity) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `cm-severity cm-severity-${severity}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[severity]);
  svg.append(path);
  return svg;
}

/** Moves to the next finding, around the end of the text (`step` 1), or to the one before (-1). */
export function walkDiagnostics(step) {
  return (view) => {
    const all = [];
    diagnostics.each(view.state, 0, view.state.doc.length, (from, to, finding) => all.push({ from, to, finding }));
    if (!all.length) return false;
    all.sort((a, b) => a.from - b.from || a.finding.grade - b.finding.grade);
    const caret = view.state.selection.main.from;
    const next = step > 0 ? all.find(({ from }) => from > caret) : all.findLast(({ from }) => from < caret);
    const { from, to, finding } = next ?? all.at(step > 0 ? 0 : -1);
    const found = finding.at(from, to);
    view.dispatch({
      selection: { anchor: found.from, head: found.to },
      effects: EditorView.scrollIntoView(found.from, { y: "center" }),
    });
    const line = view.state.doc.lineAt(found.from).number;
    view.dispatch({ effects: EditorView.announce.of(`${found.severity} in line ${line}: ${found.message}`) });
    return true;
  };
}

/** A finding without extent is drawn under the character behind it, or else before it. */
function widened(state, from, to) {
  if (from < to) return [from, to];
  const line = state.doc.lineAt(from);
  if (from < line.to) return [from, from + 1];
  return from > line.from ? [from - 1, from] : [from, from];
}

class SeverityMarker extends GutterMarker {
  constructor(found) {
    super();
    this.severity = found[0].severity;
    this.title = found.map(({ severity, message }) => `${severity}: ${message}`).join("\n");
  }

  eq(other) {
    return this.title === other.title;
  }

  toDOM() {
    const element = document.createElement("span");
    element.title = this.title;
    element.append(severityIcon(this.severity));
    return element;
  }
}

function startingIn(state, from, to) {
  return diagnosticsAt(state, from, to).filter((one) => one.from >= from && one.from <= to);
}

export const findings = [
  drawn(diagnostics, ({ grade }) => squiggles[grade]),
  gutter({
    class: "cm-severities",
    lineMarker(view, block) {
      const found = startingIn(view.state, block.from, block.to);
      return found.length ? new SeverityMarker(found) : null;
    },
    lineMarkerChange: (update) => diagnostics.given(update),
    domEventHandlers: {
      click(view, block) {
        const [found] = startingIn(view.state, block.from, block.to);
        if (found) view.dispatch({ selection: { anchor: found.from, head: found.to } });
        return Boolean(found);
      },
    },
  }),
];
