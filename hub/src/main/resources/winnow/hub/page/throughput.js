// Rows received per second over the last 5 minutes, or over the whole job once it has ended. Draws with uPlot, which reads no variables of CSS: colours and
// fonts are read here, again when light turns to dark.

import { attribute, byId, list, row, terms, text } from "./dom.js";
import { clock, count, rate, short } from "./numbers.js";
import { hasEnded } from "./words.js";

const HEIGHT = 190;
const WINDOW_SECONDS = 300;
const TABLE_SECONDS = 10;

let plot = null;
let shown = null;

export function showThroughput(job) {
  const { now, min, median, max, points } = job.throughput;
  shown = job;
  text(byId("throughput-hint"), "Rows received per second, " + (hasEnded(job) ? "the whole job" : "the last 5 minutes"));
  terms(byId("throughput-figures"), [
    ["Now", rate(now)],
    ["Least", rate(min)],
    ["Median", rate(median)],
    ["Most", rate(max)],
  ]);
  attribute(byId("throughput-plot"), {
    "aria-label": `Rows per second: now ${rate(now)}, least ${rate(min)}, median ${rate(median)}, most ${rate(max)}. The figures are in the table below.`,
  });
  draw(points);
  if (byId("throughput-table").open) fillTable(points);
}

function draw(points) {
  const data = [points.map((point) => point[0]), points.map((point) => point[1])];
  if (!plot) plot = begin(data);
  else plot.setData(data);
}

function begin(data) {
  const node = byId("throughput-plot");
  const style = getComputedStyle(node);
  const colour = (name) => style.getPropertyValue(name).trim();
  const font = "12px " + style.fontFamily;
  const axis = {
    stroke: colour("--muted"),
    font,
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const options = {
    width: Math.max(200, node.clientWidth),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 30, 0, 0],
    scales: { x: { range: span }, y: { range: (_, low, high) => [0, high > 0 ? 1.1 * high : 1] } },
    axes: [
      { ...axis, size: 30, space: 90, values: (_, ticks) => ticks.map((tick) => clock(new Date(1000 * tick))) },
      { ...axis, size: 52, space: 36, values: (_, ticks) => ticks.map(short) },
    ],
    series: [{}, { stroke: colour("--data"), width: 1.75, fill: colour("--data-soft"), points: { show: false } }],
  };
  return new globalThis.uPlot(options, data, node);
}

/** Always five minutes while the job runs, that a curve does not stretch while it begins. */
function span(_, low, high) {
  if (hasEnded(shown) && high > low) return [low, high];
  const end = high ?? Date.now() / 1000;
  return [end - WINDOW_SECONDS, end];
}

function fillTable(points) {
  const groups = new Map();
  for (const [at, value] of points) {
    const from = Math.floor(at / TABLE_SECONDS) * TABLE_SECONDS;
    if (!groups.has(from)) groups.set(from, []);
    groups.get(from).push(value);
  }
  const body = byId("throughput-table").querySelector("tbody");
  list(
    body,
    [...groups].reverse(),
    ([from]) => from,
    () => row(["", "n", "n", "n"]),
    (tr, [from, values]) => {
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const cells = [clock(new Date(1000 * from)), count(Math.min(...values)), count(mean), count(Math.max(...values))];
      cells.forEach((words, i) => text(tr.children[i], words));
    },
  );
}

/** To be called once: follows the size of the window, light and dark, and the opening of the table. */
export function watchThroughput() {
  const node = byId("throughput-plot");
  new ResizeObserver(() => {
    if (plot && node.clientWidth > 0) plot.setSize({ width: node.clientWidth, height: HEIGHT });
  }).observe(node);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (!plot) return;
    plot.destroy();
    plot = null;
    showThroughput(shown);
  });
  byId("throughput-table").addEventListener("toggle", () => shown && showThroughput(shown));
}
