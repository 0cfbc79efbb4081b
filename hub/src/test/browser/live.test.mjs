// The page of a real hub, shown a real cluster: two instances of 'winnow up', and a job of a minute, during
// which one of them is killed. A cluster that is there already is left alone: this one has a home of its own.
//
//   HUB_URL        where the hub of that cluster is (http://127.0.0.1:4000)
//   LIVE_ROWS      rows of the job (300,000), LIVE_SLOWNESS of its model (1000): a minute on two cores
//   LIVE_ETA       if set, the ETA is compared with the truth: on a machine that does nothing else
//   PICTURES       a folder: hub-light.png and hub-dark.png of the running job are put there, as in docs/
//   WINNOW_…       whatever else bin/winnow should be told, such as WINNOW_BROKER_PORT

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, newPage, violations } from "./browser.mjs";

const HUB = process.env.HUB_URL ?? "http://127.0.0.1:4000";
const ROWS = Number(process.env.LIVE_ROWS ?? 300_000);
const SLOWNESS = process.env.LIVE_SLOWNESS ?? "1000";
const WINNOW = fileURLToPath(new URL("../../../../bin/winnow", import.meta.url));
const SOON_MS = 60_000;
const LOST_WITHIN_MS = 10_000;
const NO_ETA = !process.env.LIVE_ETA && "LIVE_ETA is not set: it takes a machine with an even load";
const JOB_MS = 20 * 60_000;

const home = mkdtempSync(join(tmpdir(), "winnow-live-"));
const children = new Set();
let browser;

/** Runs bin/winnow; done is a promise of { code, out, err }. */
function winnow(...args) {
  const child = spawn(WINNOW, args, { env: { ...process.env, WINNOW_HOME: home }, stdio: ["ignore", "pipe", "pipe"] });
  children.add(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (words) => (said.out += words));
  child.stderr.on("data", (words) => (said.err += words));
  const done = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      children.delete(child);
      resolve({ code, ...said });
    });
  });
  return { child, done };
}

async function succeeds(...args) {
  const { code, out, err } = await winnow(...args).done;
  assert.equal(code, 0, `winnow ${args.join(" ")}: ${err}`);
  return out;
}

before(async () => {
  await succeeds("up", "--cluster-size", "2", "--timeout", "180");
  browser = await launch();
});

after(async () => {
  await browser?.close();
  for (const child of children) child.kill("SIGTERM");
  await winnow("down").done;
  rmSync(home, { recursive: true, force: true });
});

const run = (rows) => winnow("run", "--rows", String(rows), "--slowness", SLOWNESS, "--output", "json", "--quiet");

const text = (page, selector) => page.locator(selector).first().innerText();

async function says(page, selector, words, timeout = SOON_MS) {
  await page.waitForFunction(
    ([where, source]) => [...document.querySelectorAll(where)].some((node) => new RegExp(source).test(node.innerText)),
    [selector, words.source],
    { timeout },
  );
}

async function changes(page, selector) {
  const was = await text(page, selector);
  await page.waitForFunction(([where, words]) => document.querySelector(where).innerText !== words, [selector, was], {
    timeout: SOON_MS,
  });
}

/** The job that was not there before, and is running. */
async function newJob(known) {
  const deadline = Date.now() + SOON_MS;
  for (;;) {
    const jobs = await jobsOf();
    const found = jobs.find((job) => !known.has(job.id) && job.state === "RUNNING");
    if (found) return found.id;
    assert.ok(Date.now() < deadline, "no new job is running: " + JSON.stringify(jobs));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** From the stream of the cluster, as the page has it. */
async function jobsOf() {
  const ender = new AbortController();
  const answer = await fetch(HUB + "/v1/events", { signal: ender.signal });
  let said = "";
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    said += part;
    const event = said.match(/^event: ?cluster\n(?:.+\n)*?data: ?(.+)\n(?:.+\n)*\n/m);
    if (!event) continue;
    ender.abort();
    return JSON.parse(event[1]).jobs;
  }
  throw new Error("the stream of the cluster ended");
}

const viewOf = async (id) => (await fetch(`${HUB}/v1/jobs/${id}`)).json();

const number = (words) => Number(words.replace(/[^\d.]/g, ""));

test("a job of two instances, one of which is killed", { timeout: JOB_MS }, async () => {
  const known = new Set((await jobsOf()).map((job) => job.id));
  const job = run(ROWS);
  const id = await newJob(known);
  const light = await newPage(browser, HUB);
  const dark = await newPage(browser, HUB, { scheme: "dark", width: 320 });
  for (const page of [light, dark]) {
    await page.goto(`${HUB}/?job=${id}`);
    await says(page, "h1", /^Running$/);
  }
  for (const selector of ["#share", "#counts", "#eta"]) await changes(light, selector);
  await says(light, "#eta", /^done in /);
  await light.waitForSelector(".histogram", { timeout: SOON_MS });
  for (const page of [light, dark]) assert.deepEqual(await violations(page), []);
  assert.ok((await dark.evaluate(() => document.documentElement.scrollWidth)) <= 320);

  if (process.env.PICTURES) await takePictures(id);

  const instances = (await viewOf(id)).members.filter((member) => member.role === "INSTANCE");
  assert.equal(instances.length, 2);
  const [struck, other] = instances;
  process.kill(struck.pid, "SIGKILL");
  const lost = new RegExp(`^${struck.name}\\s+lost`);
  await says(light, "#programs-rows tr", lost, LOST_WITHIN_MS);
  await says(light, "#programs-rows tr", new RegExp(`^${other.name}\\s+ready\\s+[1-9]`));
  await says(light, "#events-rows li", /lost/);

  const { code, out, err } = await job.done;
  assert.equal(code, 0, err);
  await says(light, "h1", /^Done$/);
  const written = JSON.parse(readFileSync(join(home, "jobs", id, "job.json"), "utf8"));
  assert.equal(JSON.parse(out).job ?? id, id);
  const [rowsIn, classified, rejected, rest] = (await text(light, "#check")).match(/[\d,]+/g).map(number);
  assert.deepEqual(
    [rowsIn, classified, rejected, rest],
    [written.totals.rows, written.totals.classified, written.totals.rejected, 0],
  );
  assert.equal(rowsIn, ROWS);
  assert.ok((await text(light, "#facts")).includes(written.sha256.log));
  assert.equal(await text(light, "#share"), "100.0 %");
  const verdict = await text(light, "#sentence");
  await light.reload();
  await says(light, "#sentence", /rows in/);
  assert.equal(await text(light, "#sentence"), verdict);
  for (const page of [light, dark]) {
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  }
  await showsReport(id, verdict);
  await succeeds("up", "--cluster-size", "2", "--timeout", "180");
});

/** Down to the latencies; small by pngquant, if it is there. */
async function takePictures(id) {
  for (const scheme of ["light", "dark"]) {
    const page = await newPage(browser, HUB, { scheme });
    await page.goto(`${HUB}/?job=${id}`);
    await page.waitForSelector("#job:not([hidden]) .histogram");
    const path = join(process.env.PICTURES, `hub-${scheme}.png`);
    const bottom = await page.evaluate(() => document.querySelector("#latency").getBoundingClientRect().bottom);
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: Math.ceil(bottom) + 14 } });
    const { status } = spawnSync("pngquant", ["--force", "--skip-if-larger", "--output", path, "--", "128", path]);
    if (status !== 0) console.error("pngquant is not there: the pictures are larger than they could be");
    await page.context().close();
  }
}

/** The job's report, opened from the disk: the same words as the hub's page, and nobody is asked. */
async function showsReport(id, verdict) {
  const page = await newPage(browser, "http://nobody.invalid");
  await page.goto(pathToFileURL(join(home, "jobs", id, "report.html")).href + "#latency/step/classify");
  await says(page, "h1", /^Done$/);
  assert.equal(await text(page, "#sentence"), verdict);
  await says(page, "#bins-heading", /^Step classify$/);
  await page.waitForSelector(".histogram");
  await says(page, "#programs-rows tr", /^instance-1/);
  assert.ok(await page.locator("#throughput-plot canvas").isVisible());
  assert.ok(await page.locator("#jobs").isHidden());
  assert.ok(await page.locator("#link").isHidden());
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

test("on an even load the ETA is within 20 % of the truth at 25, 50 and 75 %", { timeout: JOB_MS, skip: NO_ETA }, async () => {
  const known = new Set((await jobsOf()).map((job) => job.id));
  const job = run(ROWS);
  const id = await newJob(known);
  const said = [];
  for (const share of [0.25, 0.5, 0.75]) {
    let view;
    do {
      view = await viewOf(id);
      await new Promise((resolve) => setTimeout(resolve, 250));
    } while ((view.share ?? 0) < share);
    said.push({ share, at: Date.parse(view.now), etaSeconds: view.etaSeconds });
  }
  assert.equal((await job.done).code, 0);
  const ended = Date.parse((await viewOf(id)).ended);
  for (const { share, at, etaSeconds } of said) {
    const truth = (ended - at) / 1000;
    assert.ok(
      Math.abs(etaSeconds - truth) <= 0.2 * truth,
      `at ${100 * share} %: said ${etaSeconds} s, were ${truth} s`,
    );
  }
});
