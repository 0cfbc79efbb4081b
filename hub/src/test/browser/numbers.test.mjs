// How numbers are written; needs no browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bytes,
  count,
  duration,
  latency,
  percent,
  rate,
  several,
  short,
  when,
} from "../../main/resources/winnow/hub/page/numbers.js";

function table(name, write, cases) {
  test(name, () => {
    for (const [value, words] of cases) assert.equal(write(...[value].flat()), words);
  });
}

table("counts", count, [
  [0, "0"],
  [1234567, "1,234,567"],
  [null, "–"],
]);
table("a rate that is not nothing does not look like nothing", rate, [
  [0, "0"],
  [0.4, "0.4"],
  [9.94, "9.9"],
  [9.96, "10"],
  [20500.4, "20,500"],
]);
table("short counts", short, [
  [0, "0"],
  [999, "999"],
  [10000, "10k"],
  [730500, "731k"],
  [1234567, "1.23M"],
  [2e9, "2G"],
]);
table("only what is complete is 100 %", percent, [
  [1, "100.0 %"],
  [0.99999, "99.9 %"],
  [0.375, "37.5 %"],
  [0, "0.0 %"],
  [0.00001, "< 0.1 %"],
  [[0.999, 0], "99 %"],
  [null, "–"],
]);
table("latencies", latency, [
  [0.0001, "100 µs"],
  [0.00018, "180 µs"],
  [0.0042, "4.2 ms"],
  [0.41, "410 ms"],
  [1.348, "1.35 s"],
  [60, "60 s"],
  [null, "–"],
]);
table("durations", duration, [
  [0.42, "0.4 s"],
  [42.4, "42 s"],
  [59.6, "1 min 00 s"],
  [185, "3 min 05 s"],
  [7440, "2 h 04 min"],
  [3599.7, "1 h 00 min"],
  [273600, "3 d 4 h"],
]);
table("bytes", bytes, [
  [512, "512 B"],
  [1536, "1.5 KiB"],
  [268435456, "256 MiB"],
]);
table("one and several", several, [
  [[1, "row"], "1 row"],
  [[0, "row"], "0 rows"],
  [[3, "ready", "ready"], "3 ready"],
]);

test("the date stands only where it is another", () => {
  const local = (hour) => new Date(2026, 10, 25, hour, 5, 9);
  assert.equal(when(local(9), local(10)), "09:05:09");
  assert.equal(when(local(9), new Date(2026, 10, 26)), "2026-11-25 09:05:09");
  assert.equal(when("no time", local(9)), "–");
});
