// What the model says: rows of each label.

import { byId, list, make, row, text } from "./dom.js";
import { count, percent, several } from "./numbers.js";

const MOST = 20;

export function showLabels(job) {
  const sorted = [...job.labels].sort((a, b) => b.rows - a.rows);
  const all = sorted.reduce((sum, one) => sum + one.rows, 0);
  const visible = sorted.slice(0, MOST);
  list(
    byId("labels-rows"),
    visible,
    (one) => one.label,
    () => {
      const tr = row(["", "n", "n", "bar-cell"]);
      tr.lastElementChild.append(make("i"));
      return tr;
    },
    (tr, one) => {
      text(tr.children[0], one.label === "" ? "(empty)" : one.label);
      text(tr.children[1], count(one.rows));
      text(tr.children[2], percent(all > 0 ? one.rows / all : null));
      tr.querySelector("i").style.width = (all > 0 ? (100 * one.rows) / all : 0) + "%";
    },
  );
  byId("labels-rows").closest("table").hidden = sorted.length === 0;
  text(byId("labels-hint"), words(sorted, visible));
}

function words(sorted, visible) {
  if (sorted.length === 0) return "None yet, or too many to count: more than 1,000 different ones are not counted.";
  if (sorted.length > visible.length) return `The ${visible.length} most frequent of ${count(sorted.length)}.`;
  return several(sorted.length, "label") + " so far.";
}
