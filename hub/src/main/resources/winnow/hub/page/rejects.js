// Is anything lost? No: what could not be classified is here, with its place and reason.

import { byId, list, make, terms, text } from "./dom.js";
import { count, percent } from "./numbers.js";
import { hasEnded } from "./words.js";

const LONGEST_RAW = 200;

export function showRejects(job) {
  const { total, byCode, first } = job.rejects;
  text(byId("rejects-hint"), total === 0 ? (hasEnded(job) ? "None." : "None so far.") : hintOfRejects(job));
  terms(
    byId("rejects-codes"),
    byCode.map((one) => [one.code, count(one.rows)]),
  );
  list(
    byId("rejects-first"),
    first,
    (reject) => reject.row,
    rejectItem,
    () => {},
  );
}

function hintOfRejects(job) {
  const { total, first } = job.rejects;
  const share = job.counts.received > 0 ? `, ${percent(total / job.counts.received, 2)} of the rows received` : "";
  return (
    `${count(total)} in all${share}. ` +
    (first.length < total ? `The first ${first.length}; all are in rejects.csv.` : "All are in rejects.csv too.")
  );
}

function rejectItem(reject) {
  const column = reject.column ? `, column ${reject.column}` : "";
  const bytes = reject.raw ?? "";
  const raw = bytes.length > LONGEST_RAW ? bytes.slice(0, LONGEST_RAW) + "…" : bytes;
  return make(
    "li",
    {},
    make("p", { class: "why" }, make("b", {}, reject.code), " " + reject.message),
    make("p", { class: "where" }, `row ${count(reject.row)}, line ${count(reject.line)}${column}`),
    make("code", {}, raw),
  );
}
