// Draws the bins of one latency, and writes them as a table.

import { byId, list, make, row, svg, text } from "./dom.js";
import { count, latency, percent, several } from "./numbers.js";

const NARROWEST = 240;
const TOP = 16;
const BARS = 150;
const LABELS = 22;

let drawn = "";

export function showBins(bounds, figures, title) {
  const width = Math.max(NARROWEST, byId("bins-chart").clientWidth);
  const key = [title, width, ...figures.counts].join();
  if (key !== drawn) {
    drawn = key;
    byId("bins-chart").replaceChildren(
      total(figures) > 0
        ? chart(bounds, figures, title, width)
        : make("p", { class: "nothing" }, "No chunk has come this far yet."),
    );
  }
  if (byId("bins-table").open) table(bounds, figures);
}

function total(figures) {
  return figures.counts.reduce((a, b) => a + b, 0);
}

/** The bins from the first to the last that has something in it, with one empty at each side. */
function filled(counts) {
  const first = counts.findIndex((n) => n > 0);
  const last = counts.findLastIndex((n) => n > 0);
  let from = Math.max(0, first - 1);
  let to = Math.min(counts.length - 1, last + 1);
  // never so few that a bar becomes a wall
  while (to - from < 7 && (from > 0 || to < counts.length - 1)) {
    if (from > 0) from--;
    if (to < counts.length - 1 && to - from < 7) to++;
  }
  return [from, to];
}

function chart(bounds, figures, title, width) {
  const [from, to] = filled(figures.counts);
  const most = Math.max(...figures.counts);
  const step = width / (to - from + 1);
  const all = total(figures);
  const node = svg("svg", { class: "histogram", viewBox: `0 0 ${width} ${TOP + BARS + LABELS}`, role: "img" });
  node.setAttribute(
    "aria-label",
    `${title}: ${several(all, "chunk")}, half of them within ${latency(figures.p50)}, 99 of 100 within ${latency(figures.p99)}. The bins are in the table below.`,
  );
  for (let i = from; i <= to; i++) {
    const n = figures.counts[i];
    const height = n > 0 ? Math.max(2, (BARS * n) / most) : 0;
    const x = (i - from) * step;
    node.append(
      svg("rect", {
        class: i === binOf(bounds, figures.p50) ? "median" : "",
        x: x + 2,
        y: TOP + BARS - height,
        width: step - 4,
        height,
        rx: 1.5,
      }),
    );
    if (n / all >= (step > 44 ? 0.0005 : 0.1))
      node.append(
        svg(
          "text",
          { class: "on", x: x + step / 2, y: TOP + BARS - height - 5 },
          percent(n / all, n / all < 0.1 ? 1 : 0),
        ),
      );
    const label = i < bounds.length ? latency(bounds[i]) : "more";
    if (step > 48 || (i - from) % 2 === 0)
      node.append(svg("text", { class: "under", x: x + step / 2, y: TOP + BARS + 16 }, label));
  }
  node.append(svg("line", { x1: 0, x2: width, y1: TOP + BARS + 0.5, y2: TOP + BARS + 0.5 }));
  return node;
}

function binOf(bounds, seconds) {
  if (seconds == null) return -1;
  const i = bounds.findIndex((bound) => seconds <= bound);
  return i < 0 ? bounds.length : i;
}

function table(bounds, figures) {
  const all = total(figures);
  const body = byId("bins-table").querySelector("tbody");
  list(
    body,
    figures.counts,
    (_, i) => i,
    () => row(["", "n", "n"]),
    (tr, n, i) => {
      text(tr.children[0], i < bounds.length ? latency(bounds[i]) : "more");
      text(tr.children[1], count(n));
      text(tr.children[2], all > 0 ? percent(n / all) : "–");
    },
  );
}
