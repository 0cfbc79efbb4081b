// The programs of the job: who is there, who is lost, and what each one does.

import { byId, list, row, text } from "./dom.js";
import { bytes, count, duration, rate, several } from "./numbers.js";
import { instances } from "./words.js";

const ORDER = { SENDER: 0, INSTANCE: 1, RECEIVER: 2 };

export function showPrograms(job) {
  const members = [...job.members].sort(
    (a, b) => ORDER[a.role] - ORDER[b.role] || a.name.localeCompare(b.name, "en", { numeric: true }),
  );
  list(
    byId("programs-rows"),
    members,
    (member) => member.name,
    () => row(["", "", "n", "n", "n", "n", ""]),
    (tr, member) => fillMember(tr, member, job),
  );
  text(byId("programs-hint"), hintOf(job));
}

function fillMember(tr, member, job) {
  const words = [
    member.name,
    state(member, job),
    rate(member.rowsPerSecond),
    count(member.rows),
    count(member.rejected),
    member.heapBytes == null ? "–" : bytes(member.heapBytes) + " of " + bytes(member.heapMaxBytes),
    `${member.host}, process ${member.pid}`,
  ];
  words.forEach((word, i) => text(tr.children[i], word));
  tr.dataset.state = member.state === "lost" ? "lost" : member.waiting ? "waits" : "ready";
}

function state(member, job) {
  if (member.state === "lost") {
    const ago = (new Date(job.now) - new Date(member.seen)) / 1000;
    return `lost, last seen ${duration(Math.max(0, Math.round(ago)))} ago`;
  }
  return member.waiting ? "waits: " + member.waiting : member.state;
}

function hintOf(job) {
  const all = instances(job);
  if (all.length === 0) return "No instance has taken part yet.";
  const ready = all.filter((member) => member.state === "ready");
  const sum = ready.reduce((total, member) => total + (member.rowsPerSecond ?? 0), 0);
  return `${several(ready.length, "instance")} ${ready.length === 1 ? "classifies" : "classify"} ${rate(sum)} rows/s together.`;
}
