// Start reading here. The page shows one job, and asks in this order: is it working, how far, when done, is
// anything lost, what is slow. What it shows comes from the hub by two streams, of the cluster and of the job, or
// from within itself.

import { byId, text } from "./dom.js";
import { showEvents } from "./events.js";
import { showFlow } from "./flow.js";
import { showHeader } from "./header.js";
import { askedFor, showJobs } from "./jobs.js";
import { showLabels } from "./labels.js";
import { reveal, showLatency, watchLatency } from "./latency.js";
import { linkChanged, linkHeard, linkNotNeeded } from "./link.js";
import { embedded, follow } from "./live.js";
import { clock, when } from "./numbers.js";
import { showPrograms } from "./programs.js";
import { showProgress } from "./progress.js";
import { showRejects } from "./rejects.js";
import { watchScrolling } from "./scroll.js";
import { showThroughput, watchThroughput } from "./throughput.js";

let shownId = askedFor();
let followedId = null;
let wasShown = false;

function showJob(job) {
  byId("job").hidden = false;
  showHeader(job);
  showProgress(job);
  showFlow(job);
  showThroughput(job);
  showPrograms(job);
  showLatency(job);
  showLabels(job);
  showRejects(job);
  showEvents(job.events, job.now);
  text(byId("foot"), `Winnow · as of ${clock(job.now)}`);
  if (wasShown) return;
  wasShown = true;
  showParts();
  if (location.hash.length > 1) goTo(location.hash.slice(1));
}

/** The links at the top lead to what is there. */
function showParts() {
  for (const link of document.querySelectorAll(".top nav a")) {
    link.hidden = document.querySelector(link.hash).closest("[hidden]") != null;
  }
}

/** The address may name a place that was not there yet when the page was loaded. */
function goTo(place) {
  if (place.startsWith("latency/")) reveal(false);
  else document.getElementById(place)?.scrollIntoView();
}

/** A page that nobody sees follows its job only: browsers keep few connections to one host, for all tabs together. */
function followCluster() {
  let stream = null;
  const whenSeen = () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else {
      stream ??= openCluster();
    }
  };
  document.addEventListener("visibilitychange", whenSeen);
  whenSeen();
}

function openCluster() {
  return follow({
    address: "/v1/events",
    names: ["cluster"],
    changed: (state) => linkChanged("cluster", state),
    hear: (cluster) => {
      linkHeard(cluster.now);
      if (!shownId && cluster.jobs.length > 0) shownId = cluster.jobs[0].id;
      if (shownId) followJob(shownId);
      else showNoJob(cluster);
      showJobs(cluster, shownId);
    },
  });
}

function followJob(id) {
  if (followedId === id) return;
  followedId = id;
  const address = "/v1/jobs/" + encodeURIComponent(id);
  follow({
    address: address + "/events",
    names: ["snapshot", "update"],
    last: "end",
    changed: (state) => linkChanged("job", state),
    hear: (job) => {
      linkHeard(job.now);
      showJob(job);
    },
    refused: () => mayComeBack(address, id),
  });
}

/** The hub has refused the stream: is there no such job, or is it just not the time? */
async function mayComeBack(address, id) {
  try {
    const answer = await fetch(address);
    if (answer.status !== 404) return true;
    const problem = await answer.json();
    if (!wasShown) {
      text(byId("state-heading"), "No such job");
      text(byId("sentence"), problem.detail ?? `The hub knows no job ${id}.`);
      showParts();
      byId("state").dataset.tone = "bad";
    }
    return false;
  } catch {
    return true; // no answer at all
  }
}

function showNoJob(cluster) {
  text(byId("state-heading"), "No job yet");
  text(byId("sentence"), "It appears here by itself when one is started:");
  text(byId("command"), "make run-cluster INPUT=data.csv");
  showEvents(cluster.events, cluster.now);
  showParts();
}

function showReport(job) {
  linkNotNeeded();
  byId("jobs").hidden = true;
  showJob(job);
  text(byId("foot"), `Winnow · report of job ${job.id}, made ${when(job.now, null)}`);
}

watchThroughput();
watchLatency();
watchScrolling();
const own = embedded();
if (own) {
  showReport(own);
} else {
  if (shownId) followJob(shownId);
  followCluster();
}
