// The page in a real Chromium, shown a cluster that was made up.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, newPage, violations } from "./browser.mjs";
import { PAGE, ScriptedHub } from "./scripted-hub.mjs";
import { ID, World } from "./world.mjs";

const TICK_MS = 250;
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

/** Shows a situation and checks, whatever the test is about, that the page has nothing to complain of. */
function shows(name, situation, options, body) {
  test(name, { timeout: 120_000 }, async () => {
    const world = new World();
    world.play(situation);
    const hub = await new ScriptedHub(world, { tickMs: TICK_MS }).start();
    const page = await newPage(browser, hub.address, options);
    try {
      await page.goto(hub.address + "/" + (options.path ?? ""));
      await body({ page, hub, world });
      const cut = /Failed to load resource/;
      assert.deepEqual(
        page.complaints.filter((words) => !(options.mayLoseHub && cut.test(words))),
        [],
      );
    } finally {
      await page.context().close();
      await hub.stop();
    }
  });
}

const text = (page, selector) => page.locator(selector).first().innerText();

/** Waits until a text is another one than before. */
async function changes(page, selector) {
  const was = await text(page, selector);
  await page.waitForFunction(([where, words]) => document.querySelector(where).innerText !== words, [selector, was]);
}

async function says(page, selector, words) {
  await page.waitForFunction(
    ([where, source]) => [...document.querySelectorAll(where)].some((node) => new RegExp(source).test(node.innerText)),
    [selector, words.source],
  );
}

async function ready(page) {
  await page.waitForSelector("#job:not([hidden]) .histogram");
}

for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    for (const situation of ["running", "lost", "stalled", "failed", "none"]) {
      shows(
        `axe finds nothing: ${situation}, ${scheme}, ${width} px`,
        situation,
        { scheme, width },
        async ({ page }) => {
          if (situation === "none") await says(page, "h1", /No job yet/);
          else await ready(page);
          for (const details of await page.locator("details:visible").all()) await details.locator("summary").click();
          assert.deepEqual(await violations(page), []);
          const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
          assert.ok(
            (await page.evaluate(() => document.documentElement.scrollWidth)) <= width,
            `wider than ${width} px: ${scrollWidth} ${clientWidth}`,
          );
        },
      );
    }
  }
}

shows("a running job: progress, ETA and rates move", "running", {}, async ({ page }) => {
  await ready(page);
  await says(page, "h1", /^Running$/);
  for (const selector of ["#share", "#eta", "#counts", "#check", "#throughput-figures", "#facts"])
    await changes(page, selector);
  assert.match(await text(page, "#eta"), /^done in \d+ min \d\d s, at \d\d:\d\d:\d\d$/);
  assert.match(await text(page, "#check"), /^in [\d,]+ − out [\d,]+ − rejected [\d,]+ = 0 nothing is lost so far$/);
  assert.match(await text(page, "#flow-hint"), /the instances/);
  assert.match(await page.title(), /^\d+ % · /);
  const bar = page.locator("#bar");
  assert.match(await bar.getAttribute("aria-valuetext"), /^[\d,]+ rows of 12,000,000$/);
  assert.ok(Number(await bar.getAttribute("aria-valuenow")) > 30);
});

shows("the check adds up, and what is missing is said", "running", {}, async ({ page, world }) => {
  await ready(page);
  const [rowsIn, out, rejected, rest] = (await text(page, "#check"))
    .match(/[\d,]+/g)
    .map((n) => Number(n.replaceAll(",", "")));
  assert.equal(rowsIn - out - rejected, rest);
  world.missing = 500;
  await says(page, "#check", /= 500 500 rows are missing/);
  assert.equal(await page.getAttribute("#state", "data-tone"), "bad");
});

shows("an instance that is lost is named, and the others are seen at work", "running", {}, async ({ page, world }) => {
  await ready(page);
  world.kill("instance-2");
  await says(page, "#sentence", /^instance-2 is lost; 2 instances go on\.$/);
  await says(page, "#programs-rows tr", /^instance-2\s+lost, last seen \d/);
  await says(page, "#programs-rows tr", /^instance-1\s+ready\s+[1-9][\d,]+/);
  await says(page, "#programs-hint", /^2 instances classify [1-9][\d,]+ rows\/s together\.$/);
  await says(page, "#events-rows li", /lost/);
  await says(page, "#said", /instance-2 is lost/);
});

shows(
  "a stall is named with its chunk, rates fall to nothing, and the clock goes on",
  "running",
  {},
  async ({ page, world }) => {
    await ready(page);
    world.stalled = true;
    await says(page, "h1", /^Stalled$/);
    await says(page, "#sentence", /chunk [\d,]+/);
    await says(page, "#throughput-figures", /Now\s+0\s/);
    await says(page, "#eta", /no end in sight/);
    await changes(page, "#sentence");
    await changes(page, "#facts");
    world.stalled = false;
    await says(page, "h1", /^Running$/);
    await says(page, "#events-rows li", /goes on/);
  },
);

shows("when the job has ended, the verdict stays", "running", {}, async ({ page, world, hub }) => {
  await ready(page);
  world.end("SUCCEEDED");
  await says(page, "h1", /^Done$/);
  const report = world.job(ID).report;
  const number = (n) => n.toLocaleString("en-US");
  const verdict = await text(page, "#sentence");
  assert.ok(verdict.startsWith(`${number(report.totals.rows)} rows in`), verdict);
  assert.ok(
    verdict.includes(
      `${number(report.totals.classified)} classified, ${number(report.totals.rejected)} rejected, nothing lost.`,
    ),
    verdict,
  );
  assert.ok((await text(page, "#facts")).includes(report.sha256.log));
  assert.equal(await text(page, "#share"), "100.0 %");
  await page.waitForTimeout(6 * TICK_MS);
  assert.equal(await text(page, "#sentence"), verdict);
  assert.equal(await text(page, "#link"), "live");
  hub.world.kill("instance-1");
  await says(page, "#cluster", /2 of 3/);
  assert.equal(await text(page, "h1"), "Done");
});

shows("a job that has failed says why, and what to type", "failed", {}, async ({ page }) => {
  await says(page, "h1", /^Failed$/);
  assert.equal(await text(page, "#sentence"), "The broker's disk is full. It can go on where it stopped:");
  assert.equal(await text(page, "#command"), "make resume JOB=" + ID);
});

shows("without a job the page waits, and shows the first one that begins", "none", {}, async ({ page, world }) => {
  await says(page, "h1", /^No job yet$/);
  assert.equal(await page.locator(".top nav a:visible").count(), 2);
  world.hasJob = true;
  await ready(page);
  await says(page, "h1", /^Running$/);
  await says(page, "#job-id", new RegExp(ID));
});

shows("a lost hub is said at once, and found again", "running", { mayLoseHub: true }, async ({ page, hub }) => {
  await ready(page);
  await says(page, "#link", /^live$/);
  await hub.cut();
  await page.waitForSelector("#lost-link:not([hidden])", { timeout: 1000 });
  await says(page, "#lost-link", /^No connection to the hub since \d\d:\d\d:\d\d\./);
  await says(page, "#said", /No connection/);
  assert.deepEqual(await violations(page), []);
  const was = await text(page, "#counts");
  await hub.start();
  await says(page, "#link", /^live$/);
  assert.ok(await page.locator("#lost-link").isHidden());
  await page.waitForFunction((words) => document.querySelector("#counts").innerText !== words, was);
});

shows("a hub that is silent counts as lost", "running", { mayLoseHub: true }, async ({ page, hub }) => {
  await ready(page);
  hub.silent = true;
  await says(page, "#link", /^no connection$/);
  hub.silent = false;
  await says(page, "#link", /^live$/);
});

shows(
  "a page that nobody sees keeps one stream only, and is whole again when it is seen",
  "running",
  {},
  async ({ page, hub, world }) => {
    await ready(page);
    const seen = (hidden) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    const streams = async (wanted) => {
      while (hub.streams !== wanted) await page.waitForTimeout(50);
    };
    await streams(2);
    await seen(true);
    await streams(1);
    await changes(page, "#counts");
    world.kill("instance-3");
    await seen(false);
    await streams(2);
    await says(page, "#cluster", /2 of 3/);
    assert.equal(await text(page, "#link"), "live");
  },
);

shows("latencies lead to one another, and the back button works", "running", {}, async ({ page }) => {
  await ready(page);
  const heading = () => text(page, "#bins-heading");
  const follow = async (scope, name, title) => {
    await page.locator(scope).getByRole("link", { name, exact: true }).click();
    await says(page, "#bins-heading", new RegExp(`^${title}$`));
  };
  assert.equal(await heading(), "Pipeline");
  await follow("#latency-whole", "classify", "Step classify");
  await follow("#bins-related", "instance-2: classify", "instance-2: classify");
  await follow("#bins-related", "instance-2: queue", "instance-2: queue");
  await follow("#bins-related", "Step queue", "Step queue");
  await follow("#bins-related", "Pipeline", "Pipeline");
  await follow("#bins-related", "Step write", "Step write");
  await follow("#latency-instances", "instance-3, classify", "instance-3: classify");
  for (const title of [
    "Step write",
    "Pipeline",
    "Step queue",
    "instance-2: queue",
    "instance-2: classify",
    "Step classify",
    "Pipeline",
  ]) {
    await page.goBack();
    await says(page, "#bins-heading", new RegExp(`^${title}$`));
  }
  const slowest = await page.locator("#latency-instances tr th").allInnerTexts();
  assert.deepEqual(slowest, ["instance-3, classify", "instance-2, classify", "instance-1, classify"]);
  await page.goto(page.url().split("#")[0] + "#latency/instance/instance-1/parse");
  await says(page, "#bins-heading", /^instance-1: parse$/);
  assert.equal(await page.locator("#latency [aria-current]").count(), 1);
});

shows(
  "the keyboard reaches every link and control, and the focus is seen",
  "running",
  { width: 320 },
  async ({ page }) => {
    await ready(page);
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll("a[href], summary, [tabindex='0']")].filter((node) =>
        node.checkVisibility(),
      );
      all.forEach((node, i) => (node.dataset.stop = i));
      return all.length;
    });
    const reached = new Set();
    for (let i = 0; i < wanted + 20 && reached.size < wanted; i++) {
      await page.keyboard.press("Tab");
      const { stop, outline } = await page.evaluate(() => {
        const node = document.activeElement;
        return { stop: node.dataset.stop, outline: getComputedStyle(node).outlineStyle };
      });
      if (stop != null) {
        reached.add(stop);
        assert.notEqual(outline, "none");
      }
    }
    assert.equal(reached.size, wanted);
  },
);

shows("the focus stays where it is while figures move", "running", {}, async ({ page }) => {
  await ready(page);
  await page.locator("#latency-instances a").nth(1).focus();
  await changes(page, "#counts");
  await changes(page, "#counts");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "instance-2, classify");
});

shows("another job can be chosen", "running", {}, async ({ page }) => {
  await ready(page);
  await page.locator("#jobs-rows a").nth(1).click();
  await says(page, "h1", /^Done$/);
  await says(page, "#job-id", /20261124-174450-x02bd/);
  assert.match(page.url(), /\?job=20261124-174450-x02bd$/);
  assert.equal(await page.locator("#jobs-rows [aria-current=page]").innerText(), "20261124-174450-x02bd");
  await page.goBack();
  await says(page, "#job-id", new RegExp(ID));
});

shows("a job that is not there is said", "running", { path: "?job=nothing", mayLoseHub: true }, async ({ page }) => {
  await says(page, "h1", /^No such job$/);
  await says(page, "#sentence", /^There is no job nothing\.$/);
});

shows("tables have what the charts show", "running", {}, async ({ page }) => {
  await ready(page);
  await page.locator("#throughput-table summary").click();
  await page.waitForFunction(() => document.querySelectorAll("#throughput-table tbody tr").length >= 20);
  await page.locator("#bins-table summary").click();
  await page.waitForFunction(() => document.querySelectorAll("#bins-table tbody tr").length === 19);
});

test("what is vendored is what was published", () => {
  const digests = readFileSync(join(PAGE, "vendor/SHA256SUMS"), "utf8").trim().split("\n");
  assert.equal(digests.length, 3);
  for (const line of digests) {
    const [digest, name] = line.split(/\s+/);
    assert.equal(
      createHash("sha256")
        .update(readFileSync(join(PAGE, "vendor", name)))
        .digest("hex"),
      digest,
      name,
    );
  }
});
