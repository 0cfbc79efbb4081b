// The pictures of the README: docs/hub-light.png and docs/hub-dark.png, down to the latencies. Small by pngquant,
// if it is there; sharp letters by the font Inter.
//
//   node screenshots.mjs [running|lost|stalled|failed [FOLDER]]

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launch, newPage } from "./browser.mjs";
import { ScriptedHub } from "./scripted-hub.mjs";
import { World } from "./world.mjs";

const world = new World();
world.play(process.argv[2] ?? "running");
const folder = process.argv[3] ?? fileURLToPath(new URL("../../../../docs/", import.meta.url));
const hub = await new ScriptedHub(world).start();
const browser = await launch();
for (const scheme of ["light", "dark"]) {
  const page = await newPage(browser, hub.address, { scheme });
  await page.goto(hub.address + "/");
  await page.waitForSelector("#job:not([hidden]) .histogram");
  const path = `${folder}/hub-${scheme}.png`;
  const bottom = await page.evaluate(() => document.querySelector("#latency").getBoundingClientRect().bottom);
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: Math.ceil(bottom) + 14 } });
  try {
    execFileSync("pngquant", ["--force", "--skip-if-larger", "--output", path, "--", "128", path]);
  } catch {
    // larger, but as good
  }
  if (page.complaints.length) console.error(page.complaints);
}
await browser.close();
await hub.stop();
