// How numbers and times are written. Pure. Everything a person reads comes through here, so that it looks the same
// everywhere.

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const NONE = "–";

export function count(n) {
  return n == null ? NONE : whole.format(n);
}

/** Rows per second: whole rows, but a rate that is not nothing does not look like nothing. */
export function rate(n) {
  if (n == null) return NONE;
  return n > 0 && n < 9.95 ? n.toFixed(1) : whole.format(n);
}

/** 12.3k, 4.56M: for axes and narrow places only. */
export function short(n) {
  if (n == null) return NONE;
  const steps = [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ];
  for (const [unit, letter] of steps) {
    if (Math.abs(n) >= unit) return trim((n / unit).toPrecision(3)) + letter;
  }
  return trim(n.toPrecision(3));
}

export function percent(share, decimals = 1) {
  if (share == null) return NONE;
  const text = (share * 100).toFixed(decimals);
  // 99.96 % is not 100 %: only what is complete says so
  if (share < 1 && Number(text) >= 100) return (100 - 10 ** -decimals).toFixed(decimals) + " %";
  if (share > 0 && Number(text) === 0) return "< " + (10 ** -decimals).toFixed(decimals) + " %";
  return text + " %";
}

/** A latency, in the unit that fits: 180 µs, 4.2 ms, 1.35 s. */
export function latency(seconds) {
  if (seconds == null) return NONE;
  if (seconds < 0.001) return trim((seconds * 1e6).toPrecision(3)) + " µs";
  if (seconds < 1) return trim((seconds * 1e3).toPrecision(3)) + " ms";
  return trim(seconds.toPrecision(3)) + " s";
}

/** How long something takes or took: 42 s, 3 min 05 s, 2 h 04 min, 3 d 4 h. */
export function duration(seconds) {
  if (seconds == null) return NONE;
  if (seconds < 9.95) return seconds.toFixed(1) + " s";
  const s = Math.round(seconds);
  if (s < 60) return s + " s";
  if (s < 3600) return Math.floor(s / 60) + " min " + two(s % 60) + " s";
  const m = Math.round(seconds / 60);
  if (m < 24 * 60) return Math.floor(m / 60) + " h " + two(m % 60) + " min";
  const h = Math.round(seconds / 3600);
  return Math.floor(h / 24) + " d " + (h % 24) + " h";
}

export function bytes(n) {
  if (n == null) return NONE;
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let i = 0;
  while (n >= 1024 && i < units.length - 1) {
    n /= 1024;
    i++;
  }
  return (n < 10 && i > 0 ? n.toFixed(1) : Math.round(n)) + " " + units[i];
}

/** The time of day of an instant, in the reader's own zone. */
export function clock(instant) {
  const at = asDate(instant);
  return at ? two(at.getHours()) + ":" + two(at.getMinutes()) + ":" + two(at.getSeconds()) : NONE;
}

/** Time of day, and the date before it unless it is that of now. */
export function when(instant, now) {
  const at = asDate(instant);
  if (!at) return NONE;
  const today = asDate(now);
  return today && at.toDateString() === today.toDateString() ? clock(at) : day(at) + " " + clock(at);
}

function day(at) {
  return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate());
}

function asDate(instant) {
  if (instant == null) return null;
  const at = instant instanceof Date ? instant : new Date(instant);
  return Number.isNaN(at.getTime()) ? null : at;
}

function two(n) {
  return String(n).padStart(2, "0");
}

function trim(text) {
  if (text.includes("e")) return String(Number(text));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** 1 row, 2 rows. */
export function several(n, one, many = one + "s") {
  return count(n) + " " + (n === 1 ? one : many);
}
