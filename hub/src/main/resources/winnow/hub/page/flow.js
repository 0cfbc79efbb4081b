// What is slow? The way of the rows through the five stations: how busy each is, and what waits between them.

import { byId, list, make, text } from "./dom.js";
import { percent, rate, several, short } from "./numbers.js";
import { hasEnded } from "./words.js";

const NAMES = {
  sender: "Sender",
  rows: "Rows topic",
  instances: "Instances",
  results: "Results topic",
  receiver: "Receiver",
};

export function showFlow(job) {
  const { nodes, edges } = job.flow;
  list(
    byId("flow-nodes"),
    nodes,
    (node) => node.id,
    station,
    (item, node, i) => fill(item, node, edges[i]),
  );
  text(byId("flow-hint"), hint(job));
}

function station(node) {
  return make(
    "li",
    { class: "station " + (node.id === "rows" || node.id === "results" ? "topic" : "program") },
    make(
      "div",
      { class: "box" },
      make("h3", {}, NAMES[node.id] ?? node.id),
      make("p", { class: "word" }),
      make("div", { class: "busy" }, make("i")),
      make("p", { class: "rate" }),
    ),
    make(
      "p",
      { class: "edge" },
      make("span", { class: "lag" }),
      " ",
      make("span", { class: "arrow", "aria-hidden": "true" }),
      make("span", { class: "lag-rows" }),
    ),
  );
}

function fill(item, node, edge) {
  item.dataset.word = node.word;
  text(
    item.querySelector(".word"),
    ["idle", "waiting", "done"].includes(node.word) ? node.word : `${node.word}, ${percent(node.busy, 0)}`,
  );
  item.querySelector(".busy i").style.width = Math.min(100, 100 * node.busy) + "%";
  text(item.querySelector(".rate"), rate(node.rowsPerSecond) + " rows/s");
  const between = item.querySelector(".edge");
  between.hidden = !edge;
  if (!edge) return;
  between.dataset.waits = edge.lagChunks > 0;
  text(between.querySelector(".lag"), edge.lagChunks > 0 ? brief(edge.lagChunks, "chunk") : "no lag");
  text(between.querySelector(".lag-rows"), edge.lagChunks > 0 && edge.lagRows > 0 ? brief(edge.lagRows, "row") : "");
}

/** There is little room between two stations. */
function brief(n, what) {
  return n < 100_000 ? several(n, what) : short(n) + " " + what + "s";
}

function hint(job) {
  if (hasEnded(job)) return "As it was when the job ended.";
  const full = job.flow.nodes.filter((node) => node.word === "full").map((node) => NAMES[node.id].toLowerCase());
  if (full.length > 0) return `What decides the speed: the ${full.join(" and the ")}.`;
  const busiest = job.flow.nodes.reduce((a, b) => (b.busy > a.busy ? b : a));
  return busiest.busy > 0 ? `Busiest: the ${NAMES[busiest.id].toLowerCase()}.` : "Nothing moves.";
}
