// How far? When done? Is anything lost? Rows sent, classified and received, and the running check of the receiver.

import { attribute, byId, make, terms, text } from "./dom.js";
import { clock, count, duration, percent } from "./numbers.js";
import { hasEnded, totals } from "./words.js";

export function showProgress(job) {
  const { sent, classified, received } = job.counts;
  // without a known end, the bar is what has been received of what has been sent
  const whole = job.total ?? Math.max(sent, classified, received);
  const parts = { sent, classified, received };
  const bar = byId("bar");
  for (const [name, rows] of Object.entries(parts)) {
    bar.querySelector("." + name).style.width = (whole > 0 ? Math.min(100, (100 * rows) / whole) : 0) + "%";
  }
  attribute(bar, {
    "aria-valuenow": job.share == null ? null : Math.floor(1000 * job.share) / 10,
    "aria-valuetext":
      `${count(received)} rows` +
      (job.total == null ? "" : ` of ${job.totalIsExact ? "" : "about "}${count(job.total)}`),
  });
  text(byId("share"), job.share == null ? count(received) + " rows" : percent(job.share));
  text(byId("eta"), eta(job));
  showCounts(job);
  showCheck(job);
}

function eta(job) {
  if (job.state === "SUCCEEDED") return "complete";
  if (hasEnded(job)) return job.share == null ? "ended" : "is where it ended";
  if (job.state === "QUEUED") return "waits for its turn";
  if (job.etaSeconds != null) {
    const end = new Date(new Date(job.now).getTime() + 1000 * job.etaSeconds);
    return `done in ${duration(job.etaSeconds)}, at ${clock(end)}`;
  }
  if (job.state === "STALLED") return "no end in sight while nothing arrives";
  return job.total == null ? "the input's end is not known yet" : "no estimate yet";
}

function showCounts(job) {
  const { sent, classified, received } = job.counts;
  const total = job.total == null ? "not known yet" : (job.totalIsExact ? "" : "about ") + count(job.total);
  terms(byId("counts"), [
    ["Sent", count(sent), { class: "sent" }],
    ["Classified", count(classified), { class: "classified" }],
    ["Received", count(received), { class: "received" }],
    ["Rows in all", total],
  ]);
}

function showCheck(job) {
  const { rows, classified, rejected, missing } = totals(job);
  const parts = [
    ["in", rows],
    ["out", classified],
    ["rejected", rejected],
  ];
  const node = byId("check");
  if (!node.firstChild) {
    parts.forEach(([name], i) =>
      node.append(...(i ? [" − "] : []), make("span", { class: "term" }, name + " ", make("b"))),
    );
    node.append(" = ", make("b", { class: "sum" }), " ", make("span", { class: "verdict" }));
  }
  const values = node.querySelectorAll(".term b");
  parts.forEach(([, value], i) => text(values[i], count(value)));
  text(node.querySelector(".sum"), count(missing));
  text(
    node.querySelector(".verdict"),
    missing === 0
      ? job.state === "SUCCEEDED"
        ? "nothing is lost"
        : "nothing is lost so far"
      : `${count(Math.abs(missing))} rows are ${missing > 0 ? "missing" : "too many"}`,
  );
  node.dataset.tone = missing === 0 ? "good" : "bad";
}
