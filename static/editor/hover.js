// What a resting pointer shows: the findings at that place and a short explanation. Text only, never markup.
import { hoverTooltip, ViewPlugin } from "@codemirror/view";
import { diagnosticsAt, severityIcon } from "./diagnostics.js";

/** The tooltip; `explain(offset)` gives `{from, to, title, body}` or null, `fix(index)` applies the fix of a finding. */
export function hoverText(explain, fix) {
  return hoverTooltip((view, position, side) => {
    const found = diagnosticsAt(view.state, position).filter(
      ({ from, to }) => !(from === position && side < 0 && from < to) && !(to === position && side > 0 && from < to),
    );
    const explained = explain(position);
    if (!found.length && !explained) return null;
    const ranges = explained ? [...found, explained] : found;
    const length = view.state.doc.length;
    return {
      pos: Math.min(...ranges.map(({ from }) => from), position),
      end: Math.min(Math.max(...ranges.map(({ to }) => to), position), length),
      above: true,
      create: () => ({ dom: contents(found, explained, fix) }),
    };
  }, { hideOnChange: true, hoverTime: 350 });
}

/** Reports the offset under the pointer once a frame, where it has changed; null outside the text. */
export function pointerOffset(report) {
  return ViewPlugin.define(
    () => ({ frame: 0, event: null, last: null, destroy() { cancelAnimationFrame(this.frame); } }),
    {
      eventObservers: {
        mousemove(event, view) { this.event = event; schedule(this, view, report); },
        mouseleave(_event, view) { this.event = null; schedule(this, view, report); },
      },
    },
  );
}

function schedule(state, view, report) {
  if (state.frame) return;
  state.frame = requestAnimationFrame(() => {
    state.frame = 0;
    const { event } = state;
    const offset = event && view.posAtCoords({ x: event.clientX, y: event.clientY });
    if (offset === state.last) return;
    state.last = offset;
    report(offset);
  });
}

function contents(found, explained, fix) {
  const box = element("div", "cm-hover");
  for (const { severity, message, rule, fix: fixable, index } of found) {
    const row = element("div", `cm-hover-finding cm-hover-${severity}`);
    row.append(severityIcon(severity), prose("span", "cm-hover-message", message));
    if (rule) row.append(element("span", "cm-hover-rule", rule));
    if (fixable) {
      const button = element("button", "cm-hover-fix", "Fix");
      button.type = "button";
      button.addEventListener("click", () => fix(index));
      row.append(button);
    }
    box.append(row);
  }
  if (explained) {
    const part = element("div", "cm-hover-explained");
    if (explained.title) part.append(prose("div", "cm-hover-title", explained.title));
    for (const paragraph of explained.body.split("\n\n")) part.append(prose("p", "", paragraph));
    box.append(part);
  }
  return box;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** Text in which `backticks` enclose code. */
function prose(name, className, text) {
  const made = element(name, className);
  text.split("`").forEach((part, i) => {
    if (part) made.append(i % 2 ? element("code", "", part) : part);
  });
  return made;
}
