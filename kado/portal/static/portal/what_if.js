"use strict";
// "What if": bends a stored forecast by what the reader enters and says when the bent path reaches the thresholds.
// Three courses are bent: those that reach the threshold at the early, middle and late date that the edition gives, so that with
// nothing changed the dates are the edition's own; where it gives none, the edges and the middle of the band.

const UNCHANGED = { added: 0, kept: 1, growth: 1 };
const changes = new Map(); // id of a chart's data -> change

const isChange = (c) => c.added > 0 || c.kept < 1 || c.growth !== 1;

// The path day by day from the level at the cut: the stored one has a point a week further out.
function daily(data) {
  const level = data.what_if.level;
  const days = [];
  let [from, ...before] = [data.cut.day, level, level, level];
  for (const [day, ...values] of data.forecast) {
    const count = Math.max(1, Math.round((Date.parse(day) - Date.parse(from)) / DAY_MILLISECONDS));
    for (let i = 1; i <= count; i += 1) {
      const at = new Date(Date.parse(from) + i * DAY_MILLISECONDS).toISOString().slice(0, 10);
      days.push([at, ...values.map((v, n) => before[n] + ((v - before[n]) * i) / count)]);
    }
    [from, before] = [day, values];
  }
  return days;
}

// From the level on it grows at another pace.
const grown = (value, data, change) => data.what_if.level + (value - data.what_if.level) * change.growth;

// Part of the load goes, and capacity comes: a share of the capacity is a smaller share of a larger one.
function placed(value, data, change) {
  const kept = Math.max(0, value) * change.kept;
  return data.unit === "bytes" ? kept : (kept * data.capacity) / (data.capacity + change.added);
}

const bent = (value, data, change) => placed(grown(value, data, change), data, change);

const roomOf = (data, change) => (data.unit === "bytes" ? data.capacity + change.added : data.capacity);

// The middle of the path is bent; the band about it is as wide as before, or as much wider as the growth is faster.
function bentPath(data, change, path = data.forecast) {
  const spread = Math.max(1, change.growth);
  return path.map(([day, low, middle, high]) => {
    const centre = grown(middle, data, change);
    const edge = (distance) => placed(centre + distance * spread, data, change);
    return [day, edge(low - middle), edge(0), edge(high - middle)];
  });
}

// The first day on which a course reaches the wall; null where it never does.
function reached(path, course, wall) {
  const found = path.find((p) => course(p) >= wall);
  return found ? found[0] : null;
}

// The course that reaches the stored threshold on the stored day: the middle of the path, stretched away from the level.
function courseThrough(day, wall, data, days) {
  const level = data.what_if.level;
  const at = days.find((p) => p[0] >= day);
  if (!at || at[2] <= level || wall <= level) return null;
  const stretch = (wall - level) / (at[2] - level);
  return (p) => level + (p[2] - level) * stretch;
}

function dates(crossing, data, change) {
  const wall = crossing.ratio * data.capacity;
  const target = crossing.ratio * roomOf(data, change);
  const edges = { early: 3, median: 2, late: 1 };
  const days = daily(data);
  const path = bentPath(data, change, days);
  return Object.fromEntries(Object.entries(edges).map(([name, column]) => {
    if (!isChange(change)) return [name, crossing[name]];
    const course = crossing[name] && courseThrough(crossing[name], wall, data, days);
    if (course) return [name, reached(days, (p) => bent(course(p), data, change), target)];
    return [name, reached(path, (p) => p[column], target)];
  }));
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

function sentence(crossing, data, change) {
  const words = data.what_if.words;
  const { early, late } = dates(crossing, data, change);
  const name = (day) => dayName(Date.parse(day), data.locale, data.months);
  const values = { threshold: crossing.name, early: early && name(early), late: late && name(late), days: data.what_if.days };
  const now = bent(data.what_if.level, data, change) >= crossing.ratio * roomOf(data, change);
  if (now) return fill(words.now, values);
  if (!early) return fill(words.not_expected, values);
  return fill(late ? words.between : words.from_on, values);
}

function changeOf(form, data) {
  const number = (name, least, most, otherwise) => {
    const value = parseFloat(form.elements[name].value);
    return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
  };
  return {
    added: number("capacity", 0, 100000, 0) * data.what_if.step,
    kept: 1 - number("move", 0, 100, 0) / 100,
    growth: number("growth", 0, 10, 1),
  };
}

function answer(block) {
  const id = block.dataset.whatIf;
  const data = JSON.parse(document.getElementById(id).textContent);
  const change = changeOf(block.querySelector("form"), data);
  changes.set(id, change);
  const lead = isChange(change) ? data.what_if.words.result : data.what_if.words.unchanged;
  const lines = data.what_if.crossings.map((c) => sentence(c, data, change));
  block.querySelector("output").replaceChildren(...[lead, ...lines].map((text) => {
    const line = document.createElement("span");
    line.textContent = text;
    return line;
  }));
  document.querySelector(`[data-chart="${id}"]`)?.dispatchEvent(new CustomEvent("what-if"));
}

for (const block of document.querySelectorAll("[data-what-if]")) {
  const form = block.querySelector("form");
  block.addEventListener("toggle", () => answer(block));
  form.addEventListener("input", () => answer(block));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => answer(block)));
}
