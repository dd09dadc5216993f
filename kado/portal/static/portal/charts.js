"use strict";
// One chart per [data-chart]: what happened (solid), what is forecast (dashed) with its 80 % band, thresholds, the cut, today,
// the window in which a threshold is crossed, and dated events. Data and words come from the JSON block the element names.

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const mix = (colour, percent) => `color-mix(in srgb, ${colour} ${percent}%, transparent)`;

const BYTE_STEPS = [[1e15, "PB"], [1e12, "TB"], [1e9, "GB"], [1e6, "MB"], [1e3, "kB"]];
const UNIT_ENDS = { bytes: "", bytes_per_second: "/s", bytes_per_day: "/d" };

function human(value, unit, locale) {
  if (value === null || value === undefined) return "—";
  const digits = (n) => (Math.abs(n) >= 100 ? 0 : Math.abs(n) >= 10 ? 1 : 2);
  const write = (n, most) => n.toLocaleString(locale, { maximumFractionDigits: most });
  if (unit === "ratio") return write(value * 100, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0) + "%";
  if (unit in UNIT_ENDS) {
    const step = BYTE_STEPS.find(([size]) => Math.abs(value) >= size) || [1, "B"];
    return `${write(value / step[0], digits(value / step[0]))} ${step[1]}${UNIT_ENDS[unit]}`;
  }
  if (unit === "celsius") return write(value, 0) + "°C";
  return write(value, digits(value));
}

const day = (text) => Date.parse(text + "T00:00:00Z");

function dayName(time, locale, months) {
  const date = new Date(time);
  const month = months[date.getUTCMonth()];
  return locale === "ja"
    ? `${date.getUTCFullYear()}年${month}${date.getUTCDate()}日`
    : `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

const DAY_MILLISECONDS = 86400000;
const DAYS_NAMED_BY_MONTH = 70; // over fewer, one month would be named again and again

function drawnDays(data) {
  const times = data.history.concat(data.forecast).map((p) => Date.parse(p[0]));
  return times.length ? (Math.max(...times) - Math.min(...times)) / DAY_MILLISECONDS : 0;
}

function axisName(time, locale, months, days) {
  const date = new Date(time);
  const month = months[date.getUTCMonth()];
  if (days < DAYS_NAMED_BY_MONTH) return locale === "ja" ? `${month}${date.getUTCDate()}日` : `${date.getUTCDate()} ${month}`;
  if (date.getUTCMonth() !== 0) return month;
  return locale === "ja" ? `${date.getUTCFullYear()}年\n${month}` : `${month}\n${date.getUTCFullYear()}`;
}

// The axis ends at the capacity where the values come near it, and well above the values where they do not.
function axisTop(data) {
  const values = data.history.map((p) => p[1]).concat(data.forecast.map((p) => p[3])).filter((v) => v !== null);
  const highest = Math.max(0, ...values);
  if (data.capacity && highest > 0.35 * data.capacity) return data.capacity;
  return highest > 0 ? highest * 1.25 : data.capacity || 1;
}

function marks(data, colours) {
  // The cut's word ends at its rule and today's begins at its own: they never lie on each other.
  const rule = (item, colour, align) => ({
    xAxis: day(item.day),
    lineStyle: { color: colour, type: "solid", width: 1 },
    label: { formatter: item.label, position: "end", align, color: colours.soft, fontSize: 11 },
  });
  const lines = [rule(data.cut, colours.line, "right")];
  if (data.today.day > data.cut.day) lines.push(rule(data.today, colours.accent, "left"));
  const lowest = Math.min(...data.thresholds.map((t) => t.value));
  const top = axisTop(data);
  for (const threshold of data.thresholds) {
    if (threshold.value > top * 1.001) continue;
    lines.push({
      yAxis: threshold.value,
      lineStyle: { color: colours.threshold, type: [2, 3], width: 1 },
      label: { formatter: threshold.label, position: threshold.value === lowest ? "insideStartBottom" : "insideStartTop", color: colours.threshold, fontSize: 11, distance: 4 },
    });
  }
  return lines;
}

// The forecast's line and band begin where the measured line ends.
function joined(data) {
  const last = [...data.history].reverse().find((p) => p[1] !== null);
  return last && data.forecast.length ? [[last[0], last[1], last[1], last[1]], ...data.forecast] : data.forecast;
}

// What the reader asked "what if" of: a line of its own, and where its capacity or thresholds would then lie.
function whatIfLines(data, change, colours, line) {
  const points = bentPath(data, change);
  const from = joined(data)[0];
  const style = { lineStyle: { color: colours.whatIf, width: 2, type: [10, 3, 2, 3] } };
  return [line(data.what_if.words.line, [[day(from[0]), from[1]], ...points.map((p) => [day(p[0]), p[2]])], colours.whatIf, style)];
}

function series(data, colours, withPast, change) {
  const line = (name, points, colour, more) => ({
    name, type: "line", data: points, showSymbol: false, silent: false, animation: false,
    lineStyle: { color: colour, width: 2 }, itemStyle: { color: colour }, connectNulls: false, ...more,
  });
  const all = [
    line(data.words.history, data.history.map(([d, v]) => [day(d), v]), colours.history, {
      lineStyle: { color: colours.history, width: 1.75 },
      markLine: { silent: false, symbol: "none", animation: false, data: marks(data, colours) },
      markArea: windowArea(data, colours),
    }),
    eventsLine(data, colours),
  ];
  if (data.forecast.length) {
    const ahead = joined(data);
    const points = (index) => ahead.map((p) => [day(p[0]), p[index]]);
    const width = ahead.map((p) => [day(p[0]), p[3] - p[1]]);
    const bare = { lineStyle: { opacity: 0 }, stack: "band", stackStrategy: "all", tooltip: { show: false } };
    all.push(line("low", points(1), colours.band, bare));
    all.push(line(data.words.band, width, colours.band, { ...bare, areaStyle: { color: colours.band, opacity: 0.2 } }));
    all.push(line(data.words.forecast, points(2), colours.forecast, { lineStyle: { color: colours.forecast, width: 2, type: [6, 4] } }));
  }
  if (change && isChange(change)) all.push(...whatIfLines(data, change, colours, line));
  if (withPast) {
    for (const past of data.past) {
      all.push(line(past.name, past.points.map((p) => [day(p[0]), p[2]]), colours.past, { lineStyle: { color: colours.past, width: 2, type: [2, 2] } }));
    }
  }
  return all;
}

// Small marks on the time axis where something dated happened.
function eventsLine(data, colours) {
  return {
    name: "events", type: "scatter", symbol: "triangle", symbolSize: 9, animation: false,
    data: data.events.map((e) => ({ value: [day(e.day), 0], label: e.label })),
    itemStyle: { color: colours.soft },
    tooltip: { trigger: "item", formatter: (p) => p.data.label },
  };
}

function windowArea(data, colours) {
  if (!data.window) return undefined;
  const last = data.forecast.length ? data.forecast[data.forecast.length - 1][0] : data.window.early;
  const end = data.window.late || last;
  return {
    silent: true, animation: false,
    itemStyle: { color: colours.threshold, opacity: 0.13 },
    label: { show: true, position: "insideBottom", formatter: data.window.mark, color: colours.threshold, fontSize: 11 },
    data: [[{ xAxis: day(data.window.early) }, { xAxis: day(end) }]],
  };
}

function tooltip(data) {
  return {
    trigger: "axis", confine: true, transitionDuration: 0,
    backgroundColor: css("--raised"), borderColor: css("--line"), textStyle: { color: css("--ink"), fontSize: 13 },
    formatter: (items) => {
      const shown = items.filter((i) => i.seriesName !== "low" && i.seriesName !== "events" && i.data[1] !== null);
      if (!shown.length) return "";
      const rows = shown.map((i) => {
        let text = human(i.data[1], data.unit, data.locale);
        if (i.seriesName === data.words.band) {
          const at = data.forecast.find((p) => day(p[0]) === i.data[0]);
          if (at) text = `${human(at[1], data.unit, data.locale)} – ${human(at[3], data.unit, data.locale)}`;
        }
        return `<tr><td>${i.seriesName}</td><td class="num"><strong>${text}</strong></td></tr>`;
      });
      return `${dayName(items[0].data[0], data.locale, data.months)}<table>${rows.join("")}</table>`;
    },
  };
}

function option(data, withPast, change) {
  const days = drawnDays(data);
  const colours = {
    history: css("--chart-history"), forecast: css("--chart-forecast"), band: css("--chart-band"), past: css("--chart-past"), whatIf: css("--chart-what-if"),
    grid: css("--chart-grid"), soft: css("--ink-soft"), line: css("--line-strong"), accent: css("--accent"), threshold: css("--tone-plan"),
  };
  return {
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colours.soft },
    aria: { enabled: false },
    grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
    tooltip: tooltip(data),
    xAxis: {
      type: "time", splitLine: { show: false }, axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: true },
      minInterval: (days < DAYS_NAMED_BY_MONTH ? 1 : 27) * DAY_MILLISECONDS,
      axisLabel: { color: colours.soft, hideOverlap: true, lineHeight: 15, formatter: (t) => axisName(t, data.locale, data.months, days), fontSize: 12 },
    },
    yAxis: {
      type: "value", min: 0, max: axisTop(data), splitNumber: 4,
      splitLine: { lineStyle: { color: colours.grid } },
      axisLabel: { color: colours.soft, formatter: (v) => human(v, data.unit, data.locale), fontSize: 12, showMaxLabel: true },
    },
    series: series(data, colours, withPast, change),
  };
}

function draw(element) {
  const data = JSON.parse(document.getElementById(element.dataset.chart).textContent);
  const chart = echarts.getInstanceByDom(element) || echarts.init(element, null, { renderer: "svg" });
  const button = document.querySelector(`[data-past="${element.dataset.chart}"]`);
  const withPast = button?.getAttribute("aria-pressed") === "true";
  chart.setOption(option(data, withPast, changes.get(element.dataset.chart)), true);
}

const drawn = new Set();
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting && !drawn.has(entry.target)) {
      drawn.add(entry.target);
      draw(entry.target);
    }
  }
}, { rootMargin: "600px" });
for (const element of document.querySelectorAll("[data-chart]")) {
  seen.observe(element);
  element.addEventListener("what-if", () => drawn.has(element) && draw(element));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-past]");
  if (!button) return;
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  draw(document.querySelector(`[data-chart="${button.dataset.past}"]`));
});
window.addEventListener("resize", () => {
  if (!printing) drawn.forEach((element) => echarts.getInstanceByDom(element).resize());
});
// On paper every chart has the size that print.css gives it: A4 less margins and padding, at 96 pixels an inch.
const PRINTED = { width: 640, height: 240 };
let printing = false;
window.addEventListener("beforeprint", () => {
  printing = true;
  for (const element of document.querySelectorAll("[data-chart]")) {
    drawn.add(element);
    draw(element);
    const chart = echarts.getInstanceByDom(element);
    chart.resize(PRINTED);
    chart.getZr().flush(); // the page is put on paper before the next frame
  }
});
window.addEventListener("afterprint", () => {
  printing = false;
  drawn.forEach((element) => echarts.getInstanceByDom(element).resize({ width: "auto", height: "auto" }));
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach(draw));
