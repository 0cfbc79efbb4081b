// A cluster that was made up, with one job (and two of the past). Its clock goes on by one second with each tick. The
// figures fit one another as those of a real job do: what is received was classified, what was classified was sent.

const BOUNDS = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60];
const CHUNK_ROWS = 500;
const TOTAL = 12_000_000;
const SHARES = { cold: 0.618, hot: 0.271, rare: 0.1093, odd: 0.0017 };
const REJECT_SHARE = 0.0004;
const MODEL = "onnx churn (sha256 5f0c2e91)";

export const ID = "20261125-091402-3k7qf";
const OLD = "20261124-174450-x02bd";
const FAILED = "20261124-120133-m91ta";

export class World {
  seconds = 0;
  state = "RUNNING";
  stalled = false;
  lost = new Set();
  hasJob = true;
  counts = { sent: 0, classified: 0, received: 0 };
  rejectedRows = 0;
  missing = 0;
  points = [];
  events = [];
  stalledFor = 0;
  #random = 7;
  #rates = { sender: 0, "instance-1": 0, "instance-2": 0, "instance-3": 0, receiver: 0 };
  #rows = { "instance-1": 0, "instance-2": 0, "instance-3": 0 };

  constructor({
    start = Date.parse("2026-11-25T09:14:02Z"),
    instances = ["instance-1", "instance-2", "instance-3"],
  } = {}) {
    this.start = start;
    this.instances = instances;
    for (const name of [...instances].reverse()) this.#happened("joined", name, `${name} is ready`, null);
    this.#happened("started", ID, `Job ${ID} has started`, null);
  }

  /** Brings the world to a situation, as if it had run for a while. */
  play(situation) {
    if (situation === "none") this.hasJob = false;
    else for (let i = 0; i < 215; i++) this.tick();
    if (situation === "lost") this.kill("instance-2");
    if (situation === "stalled") this.stalled = true;
    if (situation === "failed") this.end("FAILED", "The broker's disk is full");
    if (situation !== "none" && situation !== "failed") for (let i = 0; i < 12; i++) this.tick();
  }

  kill(name) {
    this.lost.add(name);
    this.lostAt = this.now();
    this.#happened("lost", name, `${name} has not been heard for 5 s`, 5);
    this.#happened("rebalanced", "instances", "The others take over its partitions", 3.1);
  }

  end(state, reason = null) {
    this.state = state;
    this.reason = reason;
    this.endedAt = this.now();
    if (state === "SUCCEEDED") this.counts = { sent: TOTAL, classified: TOTAL, received: TOTAL };
    this.#happened(
      "ended",
      ID,
      state === "SUCCEEDED" ? `Job ${ID} is done` : `Job ${ID} has failed: ${reason}`,
      this.seconds,
    );
  }

  tick() {
    this.seconds++;
    if (!this.hasJob || this.endedAt) return;
    if (this.stalled) {
      if (this.stalledFor++ === 0)
        this.#happened("stalled", "receiver", `Chunk ${this.#nextChunk()} does not come`, null);
      this.points.push([this.#epoch(), 0]);
      for (const name of Object.keys(this.#rates)) this.#rates[name] = 0;
      return;
    }
    if (this.stalledFor > 0) {
      this.#happened("goes-on", "receiver", "The next chunk has come", this.stalledFor);
      this.stalledFor = 0;
    }
    const wave = 1 + 0.06 * Math.sin(this.seconds / 17) + 0.05 * (this.#chance() - 0.5);
    const warm = Math.min(1, this.seconds / 9);
    let classified = 0;
    this.instances.forEach((name, i) => {
      const rows = this.lost.has(name) ? 0 : chunks(warm * wave * (7400 - 900 * i) * (0.97 + 0.06 * this.#chance()));
      this.#rates[name] = rows;
      this.#rows[name] += rows;
      classified += rows;
    });
    const sent = Math.min(
      TOTAL - this.counts.sent,
      this.seconds < 30 ? 42_000 : chunks(classified * (0.98 + 0.05 * this.#chance())),
    );
    this.counts.sent += sent;
    this.counts.classified = Math.min(this.counts.sent, this.counts.classified + classified);
    const received = Math.min(
      this.counts.classified - this.counts.received,
      chunks(classified * (0.96 + 0.08 * this.#chance())),
    );
    this.counts.received += received;
    this.rejectedRows = Math.floor(this.counts.received * REJECT_SHARE);
    this.#rates.sender = sent;
    this.#rates.receiver = received;
    this.points.push([this.#epoch(), received]);
  }

  cluster() {
    const ready = this.instances.length - this.lost.size;
    const jobs = [
      ...(this.hasJob ? [this.#entry()] : []),
      {
        id: OLD,
        state: "SUCCEEDED",
        created: "2026-11-24T17:44:50Z",
        ended: "2026-11-24T17:45:08Z",
        reason: null,
        model: "blackbox",
        rows: 1_000_000,
        share: 1,
      },
      {
        id: FAILED,
        state: "FAILED",
        created: "2026-11-24T12:01:33Z",
        ended: "2026-11-24T12:09:10Z",
        reason: "more rejects than allowed",
        model: 'cel: FLUX > 0.9 ? "hot" : "cold"',
        rows: 4_000_000,
        share: 0.31,
      },
    ];
    return {
      now: this.now(),
      state: this.lost.size > 0 ? "degraded" : "ready",
      sentence:
        this.lost.size > 0
          ? `${ready} of ${this.instances.length} instances are ready`
          : `${ready} instances are ready`,
      members: this.#members(),
      jobs: this.hasJob || this.seconds > 0 ? (this.hasJob ? jobs : []) : [],
      events: this.hasJob ? this.events : this.events.filter((event) => event.kind === "joined"),
    };
  }

  /** null for a job that is not known. */
  job(id) {
    if (id === ID && this.hasJob) return this.#view();
    return id === OLD ? this.#past() : null;
  }

  now() {
    return new Date(this.start + 1000 * this.seconds).toISOString();
  }

  #entry() {
    const { id, state, created, ended, reason, model, counts, share } = this.#view();
    return { id, state, created, ended, reason, model, rows: counts.received, share };
  }

  #view() {
    const ended = this.endedAt ?? null;
    const done = this.state === "SUCCEEDED";
    const last = this.points.slice(-300);
    const values = last.map((point) => point[1]).sort((a, b) => a - b);
    const recent = this.points.slice(-20).map((point) => point[1]);
    const speed = recent.reduce((a, b) => a + b, 0) / Math.max(1, recent.length);
    const { sent, classified, received } = this.counts;
    const rejected = this.rejectedRows;
    return {
      id: ID,
      state: this.stalled && !ended ? "STALLED" : this.state,
      reason: this.reason ?? null,
      now: this.now(),
      created: new Date(this.start).toISOString(),
      started: new Date(this.start + 1000).toISOString(),
      ended,
      seconds: ended ? (Date.parse(ended) - this.start) / 1000 : this.seconds,
      model: MODEL,
      input: "files customers-2026-11.csv.zst",
      total: TOTAL,
      totalIsExact: true,
      counts: { sent, classified, received, rejected, missing: this.missing },
      share: received / TOTAL,
      etaSeconds: ended || this.stalled || speed === 0 ? null : (TOTAL - received) / speed,
      resumable: this.state === "FAILED",
      stall:
        this.stalled && !ended
          ? {
              chunk: this.#nextChunk(),
              seconds: this.stalledFor,
              sentence: `The receiver has waited for chunk ${this.#nextChunk().toLocaleString("en-US")} for ${this.stalledFor} s; it is in partition ${this.#nextChunk() % 12} of the rows topic.`,
            }
          : null,
      throughput: {
        now: ended ? 0 : (this.points.at(-1)?.[1] ?? 0),
        min: values[0] ?? 0,
        median: values[values.length >> 1] ?? 0,
        max: values.at(-1) ?? 0,
        points: last,
      },
      flow: this.#flow(ended),
      latency: this.#latency(),
      labels: Object.entries(SHARES).map(([label, share]) => ({
        label,
        rows: Math.floor((received - rejected) * share),
      })),
      rejects: this.#rejects(rejected),
      members: this.#members(),
      events: this.events,
      report: done ? this.#report() : null,
    };
  }

  #flow(ended) {
    const stop = ended || this.stalled;
    const still = ended ? "done" : "waiting";
    const { sent, classified, received } = this.counts;
    const node = (id, busy, word, rowsPerSecond) => ({
      id,
      busy: stop ? 0 : busy,
      word: stop ? still : word,
      rowsPerSecond: stop ? 0 : rowsPerSecond,
    });
    const together = this.instances.reduce((sum, name) => sum + this.#rates[name], 0);
    const edge = (from, to, rows) => ({ from, to, lagChunks: Math.round(rows / CHUNK_ROWS), lagRows: rows });
    return {
      nodes: [
        node("sender", 0.22, "light", this.#rates.sender),
        node("rows", 0.18, "light", this.#rates.sender),
        node("instances", 0.97, "full", together),
        node("results", 0.16, "light", together),
        node("receiver", 0.34, "busy", this.#rates.receiver),
      ],
      edges: [
        edge("sender", "rows", ended ? 0 : 4 * CHUNK_ROWS),
        edge("rows", "instances", ended ? 0 : sent - classified),
        edge("instances", "results", 0),
        edge("results", "receiver", ended ? 0 : classified - received),
      ],
    };
  }

  #latency() {
    const chunksDone = Math.floor(this.counts.classified / CHUNK_ROWS);
    const own = (name) => Math.floor((this.#rows[name] ?? 0) / CHUNK_ROWS);
    const slowFirst = [...this.instances].reverse();
    return {
      bounds: BOUNDS,
      stages: {
        pipeline: spread(0.41, 0.55, chunksDone),
        queue: spread(0.31, 0.65, chunksDone),
        parse: spread(0.0034, 0.4, chunksDone),
        classify: spread(0.066, 0.32, chunksDone),
        write: spread(0.14, 0.7, Math.floor(this.counts.received / CHUNK_ROWS)),
      },
      instances: slowFirst.map((name, i) => ({
        name,
        rowsPerSecond: this.#rates[name],
        stages: {
          queue: spread(0.33 - 0.03 * i, 0.65, own(name)),
          parse: spread(0.0036 - 0.0003 * i, 0.4, own(name)),
          classify: spread(0.078 - 0.009 * i, 0.3, own(name)),
        },
      })),
    };
  }

  #members() {
    const member = (name, role, i) => ({
      name,
      role,
      state: this.lost.has(name) ? "lost" : "ready",
      host: "127.0.0.1",
      pid: 41210 + 13 * i,
      seen: this.lost.has(name) ? this.lostAt : this.now(),
      address: `127.0.0.1:${39100 + i}`,
      job: this.hasJob ? ID : null,
      rows: role === "SENDER" ? this.counts.sent : role === "RECEIVER" ? this.counts.received : this.#rows[name],
      rejected:
        role === "RECEIVER" ? this.rejectedRows : role === "INSTANCE" ? Math.floor(this.#rows[name] * REJECT_SHARE) : 0,
      rowsPerSecond: this.endedAt ? 0 : (this.#rates[name] ?? 0),
      waiting: role === "RECEIVER" && this.stalled ? `for chunk ${this.#nextChunk()}` : null,
      heapBytes: (58 + 21 * i + (this.seconds % 7) * 4) * 1048576,
      heapMaxBytes: 256 * 1048576,
    });
    return [
      ...(this.hasJob ? [member("sender", "SENDER", 0)] : []),
      ...this.instances.map((name, i) => member(name, "INSTANCE", i + 1)),
      ...(this.hasJob ? [member("receiver", "RECEIVER", 4)] : []),
    ];
  }

  #rejects(total) {
    const value = Math.floor(total * 0.7);
    const ragged = Math.floor((total - value) * 0.8);
    const byCode = [
      { code: "VALUE", rows: value },
      { code: "RAGGED", rows: ragged },
      { code: "UNDECODABLE", rows: total - value - ragged },
    ].filter((one) => one.rows > 0);
    const first = [
      {
        row: 2_114,
        line: 2_115,
        column: "tenure",
        code: "VALUE",
        message: "not a number: 'n/a'",
        raw: "8841-QWRTP,f,n/a,Fiber optic,94.35,monthly",
      },
      {
        row: 5_903,
        line: 5_904,
        column: null,
        code: "RAGGED",
        message: "5 fields, 6 expected",
        raw: '1102-PLMXA,m,34,"DSL",41.10',
      },
      {
        row: 7_766,
        line: 7_767,
        column: "contract",
        code: "VALUE",
        message: "a category that the model does not know: 'weekly'",
        raw: "3290-ZZKDE,f,2,DSL,19.95,weekly",
      },
      {
        row: 11_020,
        line: 11_023,
        column: null,
        code: "UNDECODABLE",
        message: "not UTF-8 at byte 14 of the row",
        raw: "7710-AAGTB,f,\\xE9t\\xE9,DSL,20.05,monthly",
      },
    ];
    return { total, byCode, first: first.slice(0, Math.min(4, total)) };
  }

  #report() {
    return {
      version: 1,
      job: ID,
      state: "DONE",
      totals: {
        rows: TOTAL,
        classified: TOTAL - this.rejectedRows,
        rejected: this.rejectedRows,
        missing: 0,
        duplicates: 0,
        conflicts: 0,
        chunks: TOTAL / CHUNK_ROWS,
        blankLines: 0,
      },
      sha256: {
        input: "c0535e4be2b79ffd93291305436bf889314e4a3faec05ecffcbb7df31ad9e51a",
        log: "ed8bc90826852b71abf09cda4a1fe9f25a47e306f6c21568a5577c864de69340",
        rejects: "35faa72ab9d1c471f9e136dea689a5eaf9a24d874e2d29056abff947ad4fbe61",
      },
      timings: { seconds: this.seconds, rowsPerSecond: Math.round(TOTAL / this.seconds) },
    };
  }

  #past() {
    return {
      ...this.#view(),
      id: OLD,
      state: "SUCCEEDED",
      model: "blackbox",
      input: "generator 1,000,000 rows",
      created: "2026-11-24T17:44:50Z",
      started: "2026-11-24T17:44:51Z",
      ended: "2026-11-24T17:45:08Z",
      seconds: 17.6,
      total: 1_000_000,
      counts: { sent: 1_000_000, classified: 1_000_000, received: 1_000_000, rejected: 0, missing: 0 },
      share: 1,
      etaSeconds: null,
      stall: null,
      labels: [],
      rejects: { total: 0, byCode: [], first: [] },
      members: [],
      events: [],
      report: null,
    };
  }

  #happened(kind, who, sentence, seconds) {
    this.events.unshift({ at: this.now(), kind, who, sentence, seconds });
  }

  #nextChunk() {
    return Math.floor(this.counts.received / CHUNK_ROWS);
  }

  #epoch() {
    return Math.floor(this.start / 1000) + this.seconds;
  }

  /** Always the same chances: pictures and tests are repeatable. */
  #chance() {
    this.#random = (this.#random * 1103515245 + 12345) % 2147483648;
    return this.#random / 2147483648;
  }
}

function chunks(rows) {
  return Math.round(rows / CHUNK_ROWS) * CHUNK_ROWS;
}

/** Log-normal, as latencies are. */
function spread(median, sigma, n) {
  const below = (x) => normal(Math.log(x / median) / sigma);
  let before = 0;
  const counts = [...BOUNDS, Infinity].map((bound) => {
    const upTo = Math.round(n * (bound === Infinity ? 1 : below(bound)));
    const own = upTo - before;
    before = upTo;
    return own;
  });
  const at = (z) => (n === 0 ? null : median * Math.exp(z * sigma));
  return { p50: at(0), p95: at(1.645), p99: at(2.326), p999: at(3.09), counts };
}

function normal(z) {
  const t = 1 / (1 + 0.3275911 * Math.abs(z / Math.SQRT2));
  const erf =
    1 -
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) *
      t *
      Math.exp((-z * z) / 2);
  return z >= 0 ? 0.5 * (1 + erf) : 0.5 * (1 - erf);
}
