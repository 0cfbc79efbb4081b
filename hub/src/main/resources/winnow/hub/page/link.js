// Says in words whether the hub is there. Lost is what any of the streams has lost.

import { byId, text, attribute } from "./dom.js";
import { clock } from "./numbers.js";
import { say } from "./say.js";

const states = new Map();
let lastHeard = null;

/** A stream has become connecting, live, lost or closed. */
export function linkChanged(stream, state) {
  if (state === "closed") states.delete(stream);
  else states.set(stream, state);
  show();
}

/** The hub has said how things are at this instant, by its clock. */
export function linkHeard(now) {
  lastHeard = now;
}

/** The page holds a job of its own and follows none. */
export function linkNotNeeded() {
  attribute(byId("link"), { hidden: "" });
}

function show() {
  const all = [...states.values()];
  const state = all.includes("lost") ? "lost" : all.includes("live") || all.length === 0 ? "live" : "connecting";
  const node = byId("link");
  const before = node.dataset.state;
  if (state === before) return;
  node.dataset.state = state;
  text(node, { lost: "no connection", live: "live", connecting: "connecting" }[state]);
  const notice = byId("lost-link");
  if (state === "lost") {
    const words = lastHeard
      ? `No connection to the hub since ${clock(new Date())}. What stands here is of ${clock(lastHeard)}; the job itself goes on without the hub.`
      : "The hub does not answer.";
    text(notice, words + " Trying again.");
    say(words);
  } else if (before === "lost") {
    say("The hub is there again.");
  }
  notice.hidden = state !== "lost";
  document.body.classList.toggle("stale", state === "lost");
}
