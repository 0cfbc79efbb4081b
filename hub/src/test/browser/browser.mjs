// The Chromium that is installed, and pages that note whatever they should not do.

import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Path of a Chromium, or null; CHROMIUM names another. */
export function executablePath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not here
      }
    }
  }
  return null;
}

export function launch() {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: executablePath(), args: [...asRoot, "--disable-gpu"] });
}

/** A page with its complaints: errors, failed promises, requests to another host. */
export async function newPage(
  browser,
  address,
  { width = 1280, height = 900, scheme = "light", motion = "reduce", scale = 1 } = {},
) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: motion,
    timezoneId: "UTC",
    deviceScaleFactor: scale,
  });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => message.type() === "error" && page.complaints.push("console: " + message.text()));
  page.on("pageerror", (error) => page.complaints.push("error: " + error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:", "file:"].includes(url.protocol) && url.host !== new URL(address).host)
      page.complaints.push("request to " + url.host);
  });
  return page;
}

/** What axe finds. It is put into the page by the browser's own way for tools, so the page's policy stays as it is. */
export async function violations(page) {
  await page.evaluate(AXE + "; undefined");
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map(
    (one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}
