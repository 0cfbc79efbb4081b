// A hub that plays: the page's files, with the hub's Content-Security-Policy, and the streams of a cluster that
// was made up. A test says what happens (world.stalled = true, hub.cut(), …). Also by hand:
//
//   node scripted-hub.mjs [PORT [running|lost|stalled|failed|none]]

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { extname, join, normalize } from "node:path";
import { World } from "./world.mjs";

export const PAGE = fileURLToPath(new URL("../../main/resources/winnow/hub/page/", import.meta.url));

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

export class ScriptedHub {
  #server = null;
  #streams = new Set();
  #port = 0;
  #ticks = null;

  constructor(world, { tickMs = 1000 } = {}) {
    this.world = world;
    this.tickMs = tickMs;
    this.silent = false;
  }

  get address() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** How many streams are open. */
  get streams() {
    return this.#streams.size;
  }

  async start(port = this.#port) {
    this.#server = createServer((request, response) => this.#answer(request, response));
    await new Promise((resolve, reject) => this.#server.once("error", reject).listen(port, "127.0.0.1", resolve));
    this.#port = this.#server.address().port;
    this.#ticks ??= setInterval(() => this.#tick(), this.tickMs);
    return this;
  }

  /** As if the hub were killed: every connection ends. start() brings it back at the same port. */
  async cut() {
    for (const stream of this.#streams) stream.response.destroy();
    this.#streams.clear();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async stop() {
    clearInterval(this.#ticks);
    await this.cut();
  }

  #tick() {
    this.world.tick();
    for (const stream of this.#streams) this.#send(stream);
  }

  #send(stream) {
    if (this.silent) return;
    if (stream.job == null) {
      write(stream, "cluster", this.world.cluster());
      return;
    }
    const view = this.world.job(stream.job);
    if (view.ended) {
      if (!stream.begun) write(stream, "snapshot", view);
      write(stream, "end", view);
      stream.response.end();
      this.#streams.delete(stream);
      return;
    }
    write(stream, stream.begun ? "update" : "snapshot", view);
    stream.begun = true;
  }

  async #answer(request, response) {
    response.setHeader("Content-Security-Policy", POLICY);
    const path = new URL(request.url, "http://hub").pathname;
    const [, api, first, id, events] = path.split("/");
    if (api !== "v1") return this.#file(path, response);
    if (first === "events") return this.#stream(response, null);
    if (first === "jobs" && this.world.job(id)) {
      if (events === "events") return this.#stream(response, id);
      response.writeHead(200, { "Content-Type": "application/json" });
      return response.end(JSON.stringify(this.world.job(id)));
    }
    const problem = {
      type: "about:blank",
      title: "No such job",
      status: 404,
      detail: `There is no job ${id}.`,
      code: "NO_SUCH_JOB",
    };
    response.writeHead(404, { "Content-Type": "application/problem+json" });
    response.end(JSON.stringify(problem));
  }

  #stream(response, job) {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    const stream = { response, job, begun: false, id: 0 };
    this.#streams.add(stream);
    response.on("close", () => this.#streams.delete(stream));
    this.#send(stream);
  }

  async #file(path, response) {
    const name =
      path === "/" ? "index.html" : path.startsWith("/page/") ? normalize(path.slice("/page/".length)) : null;
    try {
      if (name == null || name.startsWith("..")) throw new Error("not a file of the page");
      const bytes = await readFile(join(PAGE, name));
      response.writeHead(200, { "Content-Type": TYPES[extname(name)] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

function write(stream, event, data) {
  stream.response.write(`event: ${event}\nid: ${stream.id++}\ndata: ${JSON.stringify(data)}\n\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const world = new World();
  world.play(process.argv[3] ?? "running");
  const hub = await new ScriptedHub(world).start(Number(process.argv[2] ?? 4000));
  console.log(hub.address);
}
