// What happened, newest first: who came, who went, and how long it took to go on.

import { byId, list, make, text } from "./dom.js";
import { duration, when } from "./numbers.js";

const KINDS = {
  joined: "joined",
  lost: "lost",
  left: "left",
  rebalanced: "rebalanced",
  recovered: "recovered",
  stalled: "stalled",
  "goes-on": "goes on",
  started: "started",
  ended: "ended",
};
const TONES = { lost: "bad", stalled: "bad", recovered: "good", "goes-on": "good", joined: "good", rebalanced: "warn" };

export function showEvents(events, now) {
  list(
    byId("events-rows"),
    events,
    (event) => event.at + event.kind + event.who,
    item,
    (li, event) => {
      text(li.querySelector("time"), when(event.at, now));
      text(li.querySelector(".took"), event.seconds == null ? "" : duration(event.seconds));
      text(li.querySelector(".words"), event.sentence);
    },
  );
  text(byId("events-hint"), events.length === 0 ? "Nothing has happened yet." : "Newest first.");
}

function item(event) {
  return make(
    "li",
    { "data-tone": TONES[event.kind] ?? "quiet" },
    make("time", { datetime: event.at }),
    make("span", { class: "kind" }, KINDS[event.kind] ?? event.kind),
    make("span", { class: "words" }),
    make("span", { class: "took" }),
  );
}
