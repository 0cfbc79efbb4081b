// What a state is called, and how bad it is. Pure. Colour never says anything that these words do not.

import { count, duration, rate, several } from "./numbers.js";

const STATES = {
  QUEUED: ["Queued", "quiet"],
  STARTING: ["Starting", "quiet"],
  RUNNING: ["Running", "good"],
  STALLED: ["Stalled", "bad"],
  SUCCEEDED: ["Done", "good"],
  FAILED: ["Failed", "bad"],
  CANCELLED: ["Cancelled", "quiet"],
};

export function stateWord(state) {
  return STATES[state] ? STATES[state][0] : state;
}

/** good, warn, bad or quiet: of a job, given what is lost. */
export function tone(job) {
  const own = STATES[job.state] ? STATES[job.state][1] : "quiet";
  if (job.counts.missing !== 0) return "bad";
  return own === "good" && !hasEnded(job) && lost(job).length > 0 ? "warn" : own;
}

export function hasEnded(job) {
  return job.ended != null || ["SUCCEEDED", "FAILED", "CANCELLED"].includes(job.state);
}

export function lost(job) {
  return job.members.filter((member) => member.state === "lost");
}

export function instances(job) {
  return job.members.filter((member) => member.role === "INSTANCE");
}

/** One sentence under the state: what a person who has only this one should know. */
export function sentence(job) {
  if (hasEnded(job)) return verdict(job);
  if (job.stall) return job.stall.sentence;
  const gone = lost(job);
  if (gone.length > 0) {
    const ready = instances(job).filter((member) => member.state === "ready").length;
    const names = gone.map((member) => member.name).join(", ");
    return `${names} ${gone.length === 1 ? "is" : "are"} lost; ${several(ready, "instance")} ${ready === 1 ? "goes" : "go"} on.`;
  }
  const waiting = job.members.find((member) => member.waiting);
  if (waiting) return `${waiting.name} waits: ${waiting.waiting}`;
  if (job.state === "QUEUED") return "It begins when another job has ended.";
  if (job.state === "STARTING") return "Its topics are being made and its programs started.";
  const ready = instances(job).length;
  return `${several(ready, "instance")} ${ready === 1 ? "is" : "are"} at work: ${rate(job.throughput.now)} rows/s.`;
}

function verdict(job) {
  const { rows, classified, rejected } = totals(job);
  if (job.state === "SUCCEEDED") {
    return `${several(rows, "row")} in ${duration(job.seconds)}: ${count(classified)} classified, ${count(rejected)} rejected, nothing lost.`;
  }
  const reason = job.reason ? job.reason.replace(/\.?$/, ".") : `It ended after ${duration(job.seconds)}.`;
  return job.resumable ? reason + " It can go on where it stopped:" : reason;
}

/** What to type next, or null. */
export function command(job) {
  return hasEnded(job) && job.resumable ? "make resume JOB=" + job.id : null;
}

/** rows = classified + rejected + missing: of the report if there is one, else so far. */
export function totals(job) {
  if (job.report && job.report.totals) {
    const { rows, classified, rejected } = job.report.totals;
    return { rows, classified, rejected, missing: rows - classified - rejected };
  }
  const { received, rejected, missing } = job.counts;
  return { rows: received, classified: received - rejected - missing, rejected, missing };
}
