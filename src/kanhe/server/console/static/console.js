// Comfort on top of pages that work without it: the search key, pictures, and forms that are sent once.
"use strict";
(() => {
  const root = document.documentElement;
  const echartsAt = document.currentScript.dataset.echarts;
  root.classList.add("js");

  const typing = (at) => at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      event.preventDefault();
      document.getElementById("q")?.focus();
    }
    if (event.key === "Escape") document.querySelectorAll("details.who[open]").forEach((d) => d.removeAttribute("open"));
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.who[open]").forEach((d) => d.contains(event.target) || d.removeAttribute("open"));
  });
  // A form that changes something is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[hx-post]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));

  // Pictures.  Colours come from the sheet, so that they follow the theme; tooltips are drawn, as the policy forbids inline styles.
  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const drawn = new Map();
  const named = (value) => {
    if (typeof value === "string" && value.startsWith("--")) return colour(value);
    if (Array.isArray(value)) return value.map(named);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, named(v)]));
    return value;
  };
  const draw = (at) => {
    drawn.get(at)?.dispose();
    const ink = colour("--soft"), line = colour("--line"), paper = colour("--paper");
    const axis = { axisLine: { lineStyle: { color: line } }, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } };
    echarts.registerTheme("kanhe", {
      color: [1, 2, 3, 4, 5, 6].map((n) => colour(`--chart-${n}`)), backgroundColor: "transparent",
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink }, categoryAxis: axis, valueAxis: axis, timeAxis: axis, logAxis: axis,
      legend: { textStyle: { color: ink } }, tooltip: { backgroundColor: paper, borderColor: line, textStyle: { color: colour("--ink") } },
      calendar: { itemStyle: { color: paper, borderColor: line }, splitLine: { lineStyle: { color: ink } }, dayLabel: { color: ink }, monthLabel: { color: ink }, yearLabel: { color: ink } },
      label: { color: ink }, funnel: { label: { color: ink } }, graph: { label: { color: ink } },
    });
    const chart = echarts.init(at, "kanhe");
    const option = named(JSON.parse(at.dataset.chart));
    option.animation = !still && option.animation !== false;
    if (option.tooltip) option.tooltip.renderMode = "richText";
    chart.setOption(option);
    chart.on("click", (point) => { if (point.data?.href?.startsWith("/")) location.assign(point.data.href); });
    drawn.set(at, chart);
  };
  const drawAll = (within = document) => {
    const all = [...within.querySelectorAll(".chart[data-chart]")];
    if (!all.length || !echartsAt) return;
    if (window.echarts) return all.forEach(draw);
    const script = document.createElement("script");
    script.src = echartsAt;
    script.addEventListener("load", () => all.forEach(draw));
    document.head.append(script);
  };
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => [...drawn.keys()].forEach(draw));
  addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) drawAll(event.target); });
})();
