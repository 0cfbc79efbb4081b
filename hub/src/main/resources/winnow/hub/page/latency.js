// What is slow, more closely: percentiles of the pipeline, of each step and of each instance in one table, and the
// bins of the line that is chosen. What is chosen stands in the address (#latency/…), so links and the back button
// work.
//
//   #latency/pipeline   #latency/step/classify   #latency/instance/NAME   #latency/instance/NAME/parse

import { showBins } from "./bins.js";
import { attribute, byId, list, make, row, text } from "./dom.js";
import { latency, rate } from "./numbers.js";

const STEPS = ["queue", "parse", "classify", "write"];
const MEANING = {
  pipeline: "Queue, parse and classify of the same chunk together.",
  queue: "From the broker having the chunk until an instance takes it up.",
  parse: "Cutting the rows of the chunk into fields.",
  classify: "The model at work.",
  write: "From the result being in the topic until it is in results.log, waiting for its turn included.",
};
const PERCENTILES = ["p50", "p95", "p99", "p999"];

let shown = null;

export function showLatency(job) {
  shown = job;
  const chosen = chosenLine(job) ?? wholeLine(job, "pipeline");
  const whole = ["pipeline", ...STEPS].filter((name) => job.latency.stages[name]).map((name) => wholeLine(job, name));
  list(
    byId("latency-whole"),
    whole,
    (line) => line.address,
    lineRow,
    (tr, line) => fillLine(tr, line, chosen),
  );
  const of = job.latency.instances.flatMap((instance) => {
    const own = instanceLine(instance);
    const isOpen = chosen.address === own.address || chosen.address.startsWith(own.address + "/");
    return isOpen ? [own, ...stepLines(instance)] : [own];
  });
  byId("latency-instances-heading").hidden = of.length === 0;
  list(
    byId("latency-instances"),
    of,
    (line) => line.address,
    lineRow,
    (tr, line) => fillLine(tr, line, chosen),
  );
  showChosen(job, chosen);
}

function wholeLine(job, name) {
  return {
    address: name === "pipeline" ? "latency/pipeline" : "latency/step/" + name,
    name: name === "pipeline" ? "Pipeline" : name,
    title: name === "pipeline" ? "Pipeline" : "Step " + name,
    meaning: MEANING[name],
    figures: job.latency.stages[name],
    depth: name === "pipeline" ? 0 : 1,
  };
}

function instanceLine(instance) {
  return {
    address: "latency/instance/" + encodeURIComponent(instance.name),
    name: instance.name + ", classify",
    title: `${instance.name}: classify`,
    meaning: `${rate(instance.rowsPerSecond)} rows/s. ${MEANING.classify}`,
    figures: instance.stages.classify,
    depth: 0,
    instance: instance.name,
  };
}

function stepLines(instance) {
  return STEPS.filter((step) => step !== "classify" && instance.stages[step]).map((step) => ({
    address: "latency/instance/" + encodeURIComponent(instance.name) + "/" + step,
    name: step,
    title: `${instance.name}: ${step}`,
    meaning: MEANING[step],
    figures: instance.stages[step],
    depth: 1,
    instance: instance.name,
    step,
  }));
}

function chosenLine(job) {
  const [place, kind, name, step] = location.hash.slice(1).split("/");
  if (place !== "latency") return null;
  if (kind === "step" && job.latency.stages[name]) return wholeLine(job, name);
  if (kind !== "instance") return null;
  const instance = job.latency.instances.find((one) => encodeURIComponent(one.name) === name);
  if (!instance) return null;
  return step ? stepLines(instance).find((line) => line.step === step) : instanceLine(instance);
}

function lineRow() {
  const tr = row(["", "n", "n", "n", "n"]);
  tr.firstElementChild.append(make("a"));
  return tr;
}

function fillLine(tr, line, chosen) {
  const isChosen = line.address === chosen.address;
  tr.dataset.depth = line.depth;
  tr.classList.toggle("chosen", isChosen);
  const link = tr.querySelector("a");
  text(link, line.name);
  attribute(link, {
    href: "#" + line.address,
    "aria-current": isChosen ? "true" : null,
    "aria-label": line.depth && line.instance ? line.title : null,
  });
  PERCENTILES.forEach((name, i) => text(tr.children[i + 1], latency(line.figures[name])));
}

function showChosen(job, line) {
  text(byId("bins-heading"), line.title);
  text(byId("bins-hint"), line.meaning);
  showBins(job.latency.bounds, line.figures, line.title);
  list(
    byId("bins-related"),
    related(job, line),
    (to) => to.address,
    () => make("a"),
    (a, to) => {
      attribute(a, { href: "#" + to.address });
      text(a, to.title);
    },
  );
}

/** A step leads to its instances, an instance to its steps, everything back to the pipeline. */
function related(job, line) {
  const pipeline = wholeLine(job, "pipeline");
  const steps = STEPS.filter((name) => job.latency.stages[name]).map((name) => wholeLine(job, name));
  if (line.instance) {
    const instance = job.latency.instances.find((one) => one.name === line.instance);
    const own = [instanceLine(instance), ...stepLines(instance)].filter((other) => other.address !== line.address);
    const same = steps.filter((step) => step.address === "latency/step/" + (line.step ?? "classify"));
    return [...own, ...same, pipeline];
  }
  const step = line.address.split("/")[2];
  if (!step) return [...steps, ...job.latency.instances.map(instanceLine)];
  const inInstances = job.latency.instances.flatMap((instance) =>
    step === "classify" ? [instanceLine(instance)] : stepLines(instance).filter((one) => one.step === step),
  );
  return [...inInstances, pipeline];
}

/** To be called once: follows the address. */
export function watchLatency() {
  addEventListener("hashchange", () => {
    if (!shown) return;
    showLatency(shown);
    if (location.hash.startsWith("#latency/")) reveal(true);
  });
  byId("bins-table").addEventListener("toggle", () => shown && showLatency(shown));
  new ResizeObserver(() => shown && showLatency(shown)).observe(byId("bins-chart"));
}

/** After a link, both the line and its bins are in sight; the focus stays at the link unless that is gone. */
export function reveal(isLoaded) {
  const bins = byId("latency-bins");
  const box = bins.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight) bins.scrollIntoView({ block: "nearest" });
  if (isLoaded && document.activeElement === document.body) bins.focus({ preventScroll: true });
}
