// Is it working? The state of the job, in a word and a sentence, with its model and its instances.

import { byId, terms, text } from "./dom.js";
import { duration, several, when } from "./numbers.js";
import { say } from "./say.js";
import { command, hasEnded, instances, sentence, stateWord, tone } from "./words.js";

let said = "";

export function showHeader(job) {
  byId("state").dataset.tone = tone(job);
  text(byId("job-id"), "Job " + job.id);
  text(byId("state-heading"), stateWord(job.state));
  text(byId("sentence"), sentence(job));
  text(byId("command"), command(job));
  terms(byId("facts"), facts(job));
  document.title = title(job);
  announce(job);
}

function facts(job) {
  const of = instances(job);
  const ready = of.filter((member) => member.state === "ready").length;
  const pairs = [
    ["Model", job.model],
    ["Input", job.input],
  ];
  if (!hasEnded(job))
    pairs.push([
      "Instances",
      ready === of.length ? several(ready, "ready", "ready") : `${ready} of ${of.length} ready`,
    ]);
  pairs.push(["Started", when(job.started ?? job.created, job.now)]);
  if (hasEnded(job)) pairs.push(["Ended", when(job.ended, job.now)]);
  pairs.push([hasEnded(job) ? "Took" : "Running for", duration(job.seconds)]);
  if (job.report && job.report.sha256) pairs.push(["results.log SHA-256", job.report.sha256.log]);
  return pairs;
}

function title(job) {
  const far =
    job.state === "RUNNING" && job.share != null ? Math.floor(100 * job.share) + " % · " : stateWord(job.state) + " · ";
  return far + job.id + " · Winnow";
}

function announce(job) {
  const gone = job.members.filter((member) => member.state === "lost").map((member) => member.name);
  const key = [job.id, job.state, job.stall ? job.stall.chunk : "", ...gone].join(" ");
  if (key === said) return;
  said = key;
  say(`Job ${job.id}: ${stateWord(job.state)}. ${sentence(job)}`);
}
