// The jobs to choose from, the cluster they run on, and which one the page shows: ?job=ID, or else the newest.

import { attribute, byId, list, make, row, text } from "./dom.js";
import { count, percent, when } from "./numbers.js";
import { stateWord } from "./words.js";

/** The job that the address names, or null. */
export function askedFor() {
  return new URLSearchParams(location.search).get("job");
}

export function showJobs(cluster, shownId) {
  text(byId("cluster"), cluster.sentence);
  byId("cluster").dataset.state = cluster.state;
  list(
    byId("jobs-rows"),
    cluster.jobs,
    (job) => job.id,
    () => {
      const tr = row(["", "", "model", "n", "n", ""]);
      tr.firstElementChild.append(make("a"));
      return tr;
    },
    (tr, job) => fillJob(tr, job, cluster, shownId),
  );
  text(
    byId("jobs-hint"),
    cluster.jobs.length === 0 ? "None yet." : cluster.jobs.length < 50 ? "Newest first." : "The newest 50.",
  );
  byId("jobs-rows").closest("table").hidden = cluster.jobs.length === 0;
  showNewer(cluster, shownId);
}

function fillJob(tr, job, cluster, shownId) {
  const link = tr.querySelector("a");
  text(link, job.id);
  attribute(link, { href: "?job=" + encodeURIComponent(job.id), "aria-current": job.id === shownId ? "page" : null });
  tr.classList.toggle("chosen", job.id === shownId);
  const words = [stateWord(job.state), job.model, count(job.rows), percent(job.share), when(job.created, cluster.now)];
  words.forEach((word, i) => text(tr.children[i + 1], word));
  tr.dataset.state = job.state;
}

/** The page stays with the job it shows, whatever begins meanwhile; but it says so. */
function showNewer(cluster, shownId) {
  const newest = cluster.jobs[0];
  const notice = byId("newer");
  notice.hidden = !(newest && shownId && newest.id > shownId && askedFor() == null);
  if (notice.hidden) return;
  if (!notice.firstChild) notice.append("A newer job is there: ", make("a"));
  const link = notice.querySelector("a");
  text(link, newest.id);
  attribute(link, { href: "?job=" + encodeURIComponent(newest.id) });
}
