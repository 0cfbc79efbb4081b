// The page as one file that opens from a disk: every file of it within, and the job's figures. This is what a
// report is made like, and why the modules keep to one form: imports in one line, by names, from "./other.js";
// exports of functions.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PAGE } from "./scripted-hub.mjs";

const IMPORT = /^import \{ (.+) \} from "\.\/(.+)";$/gm;
const EXPORT = /^export ((?:async )?function|const) (\w+)/gm;
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export function standalone(view) {
  const json = JSON.stringify(view).replaceAll("<", "\\u003c");
  const style = (name) => `<style>\n${read(name)}\n</style>`;
  const within = {
    '<meta charset="utf-8">': `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<link rel="stylesheet" href="/page/vendor/uPlot.min.css">': style("vendor/uPlot.min.css"),
    '<link rel="stylesheet" href="/page/page.css">': style("page.css"),
    '<script src="/page/vendor/uPlot.iife.min.js" defer></script>': `<script>${read("vendor/uPlot.iife.min.js")}</script>\n<script type="application/json" id="job-view">${json}</script>`,
    '<script src="/page/main.js" type="module"></script>': `<script type="module">\n${modules("main.js")}</script>`,
  };
  let html = read("index.html");
  for (const [tag, instead] of Object.entries(within)) {
    if (!html.includes(tag)) throw new Error("index.html has no " + tag);
    html = html.replace(tag, () => instead);
  }
  if (/(?:src|href)="\/page\//.test(html)) throw new Error("a file of the page stayed outside");
  return html;
}

/** Each module becomes a function that is called once, after those that it imports from. */
function modules(first) {
  const made = new Map();
  const visit = (name) => {
    if (made.has(name)) return;
    made.set(name, "");
    const source = read(name);
    for (const [, , from] of source.matchAll(IMPORT)) visit(from);
    const names = [...source.matchAll(EXPORT)].map(([, , exported]) => exported);
    const body = source.replace(IMPORT, 'const { $1 } = modules["$2"];').replace(EXPORT, "$1 $2");
    if (/^(import|export) /m.test(body)) throw new Error(name + " imports or exports in another form");
    made.delete(name);
    made.set(name, `modules["${name}"] = (() => {\n${body}\nreturn { ${names.join(", ")} };\n})();\n`);
  };
  visit(first);
  return "const modules = {};\n" + [...made.values()].join("");
}

function read(name) {
  return readFileSync(join(PAGE, name), "utf8");
}
