// The summary: how much there is in each zone, by stage and kind, of what passes the filters.

(function (Z) {
  const opened = new Set(); // zones whose parts are seen
  const pane = () => Z.id("summary-pane");

  // ---- figures ----

  // Number of places; metres of lines; square metres of areas, without the ground that things lie on.
  // 0 is what has no size of its own.
  const size = (item) => Z.data.sizes[item.index];
  const nothing = () => ({ count: 0, length: 0, area: 0 });

  function add(sum, item) {
    sum.count += 1;
    if (item.type === "line") sum.length += size(item);
    else if (item.type === "polygon") sum.area += size(item);
  }

  function tally(items) {
    const found = { all: nothing(), rough: nothing(), stages: new Map(), kinds: new Map() };
    const part = (map, key) => {
      if (!map.has(key)) map.set(key, nothing());
      return map.get(key);
    };
    for (const item of items) {
      add(found.all, item);
      if (item.accuracy !== "fine") add(found.rough, item);
      add(part(found.stages, item.now.plan ? "plan" : item.stage), item);
      add(part(found.kinds, item.kind), item);
    }
    return found;
  }

  const digits = (value, places) => value.toLocaleString(Z.lang === "en" ? "en" : "zh-CN", { minimumFractionDigits: places, maximumFractionDigits: places });
  const measure = (value, unit) => (value ? digits(value / unit, value / unit < 100 ? 1 : 0) : "–");
  const percent = (part, whole) => Math.round((100 * part) / whole) + "%";

  // ---- bars: stages told by pattern, the zone by colour and number ----

  const STAGES = ["plan", ...Object.keys(Z.style.stages)];

  function stageBar(found, most, zone) {
    const bar = Z.el("span", { class: "shares", "aria-hidden": "true", style: { "--fill": zone.colour, "--strong": zone.strong, width: (100 * found.all.count) / most + "%" } });
    for (const stage of STAGES) {
      const part = found.stages.get(stage);
      if (part) bar.append(Z.el("i", { class: "stage-" + stage, style: { "flex-grow": String(part.count) } }));
    }
    return bar;
  }

  function plainBar(count, most, zone, stage) {
    return Z.el("span", { class: "shares thin", "aria-hidden": "true", style: { "--fill": zone.colour, "--strong": zone.strong, width: (100 * count) / most + "%" } }, Z.el("i", { class: stage ? "stage-" + stage : "stage-done" }));
  }

  // ---- rows ----

  const figures = ({ count, length, area }) => [digits(count, 0), measure(length, 1000), measure(area, 10000)].map((text) => Z.el("td", { text }));

  function partRow(sum, name, bar) {
    return Z.el("tr", { class: "part" }, Z.el("th", { scope: "row" }, Z.el("span", { class: bar ? "named-bar" : null }, Z.el("span", { text: name }), bar)), ...figures(sum));
  }

  // `most` is the number that fills a bar of a zone, `mostPart` one of a part.
  function group(zone, number, found, most, mostPart) {
    const { code } = zone;
    const name = code === "total" ? Z.t("summary_total") : Z.zoneName(zone);
    const parts = [
      ...STAGES.filter((key) => found.stages.has(key)).map((key) => partRow(found.stages.get(key), Z.t("summary_" + key), plainBar(found.stages.get(key).count, mostPart, zone, key))),
      ...[...found.kinds.keys()].sort((a, b) => Z.kindRank(a) - Z.kindRank(b)).map((kind, order) => {
        const row = partRow(found.kinds.get(kind), Z.word("kind", kind), plainBar(found.kinds.get(kind).count, mostPart, zone));
        if (!order) row.classList.add("first");
        return row;
      }),
    ];
    if (found.rough.length || found.rough.area) {
      const row = partRow(found.rough, Z.t("summary_rough"), null);
      row.classList.add("first", "rough");
      parts.push(row);
    }
    const body = Z.el("tbody", { "data-sum": code, class: code === "total" ? "total" : null });
    const button = Z.el("button", { type: "button", class: "unfold", text: name });
    const show = (on) => {
      button.setAttribute("aria-expanded", String(on));
      body.classList.toggle("closed", !on);
      opened[on ? "add" : "delete"](code);
    };
    button.addEventListener("click", () => show(!opened.has(code)));
    const badge = number ? Z.el("span", { class: "badge", "aria-hidden": "true", style: { background: zone.colour, color: zone.ink }, text: number }) : null;
    const head = Z.el("th", { scope: "rowgroup" }, badge, button, stageBar(found, most, zone));
    body.append(Z.el("tr", { class: "whole" }, head, ...figures(found.all)), ...parts);
    show(opened.has(code));
    return body;
  }

  // ---- the pane ----

  function key() {
    return Z.el("ul", { class: "shares-key", "aria-label": Z.t("stages") }, ...STAGES.map((stage) => Z.el("li", {},
      Z.el("span", { class: "shares", "aria-hidden": "true", style: { "--fill": Z.zone("none").colour, "--strong": Z.zone("none").strong } }, Z.el("i", { class: "stage-" + stage })),
      Z.el("span", { text: Z.t("summary_" + stage) }))));
  }

  function notes(total, items) {
    const { all, rough } = total;
    const lines = [Z.t("summary_rule")];
    const broad = items.filter((item) => item.type === "polygon" && !size(item)).length;
    if (broad) lines.push(Z.t("summary_broad", { count: broad }));
    if (rough.length || rough.area) {
      lines.push(Z.t("summary_share", { length: all.length ? percent(rough.length, all.length) : "–", area: all.area ? percent(rough.area, all.area) : "–" }));
    }
    return lines.map((text) => Z.el("p", { class: "hint", text }));
  }

  function build() {
    const items = Z.features.filter((item) => item.shown);
    if (!items.length) {
      pane().replaceChildren(Z.el("p", { class: "hint", text: Z.t("list_empty") }));
      return;
    }
    const zones = [...Z.zones, Z.zone("none")].map((zone, order) => ({ zone, number: order < Z.zones.length ? String(order + 1) : "", items: items.filter((item) => item.zone === zone) }));
    const found = zones.filter((entry) => entry.items.length).map((entry) => ({ ...entry, found: tally(entry.items) }));
    const most = Math.max(...found.map((entry) => entry.found.all.count));
    const largest = ({ stages, kinds }) => Math.max(...[...stages.values(), ...kinds.values()].map((sum) => sum.count));
    const mostPart = Math.max(...found.map((entry) => largest(entry.found)));
    const total = tally(items);
    const grey = { ...Z.zone("none"), code: "total" };
    const heads = ["field_zone", "summary_count", "summary_length", "summary_area"].map((word) => Z.el("th", { scope: "col", text: Z.t(word) }));
    pane().replaceChildren(Z.el("div", { class: "summary printable" },
      Z.el("p", { class: "tools" }, Z.el("span", { class: "shown", text: Z.t("shown_of", { shown: items.length, all: Z.features.length }) }),
        Z.el("button", { type: "button", class: "plain", id: "summary-unfold", text: Z.t("summary_unfold"), on: { click: unfold } }),
        Z.el("button", { type: "button", class: "plain", id: "summary-print", text: Z.t("print"), title: Z.t("summary_print"), "aria-label": Z.t("summary_print"), on: { click: printAlone } })),
      key(),
      Z.el("table", { class: "sums" }, Z.el("caption", { class: "unseen", text: Z.t("summary_caption") }), Z.el("thead", {}, Z.el("tr", {}, ...heads)),
        ...found.map((entry) => group(entry.zone, entry.number, entry.found, most, mostPart)),
        group(grey, "", total, total.all.count, largest(total))),
      ...notes(total, items)));
  }

  // All parts, or none if all are seen.
  function unfold() {
    const buttons = [...pane().querySelectorAll(".unfold")];
    const all = buttons.every((button) => button.getAttribute("aria-expanded") === "true");
    for (const button of buttons) if ((button.getAttribute("aria-expanded") === "true") === all) button.click();
  }

  // ---- on paper: a copy of the summary alone, everything unfolded, in place of the map ----

  const root = document.documentElement;
  const isAlone = () => root.classList.contains("print-alone");

  function printAlone() {
    const copy = pane().querySelector(".printable").cloneNode(true);
    copy.querySelector(".tools button").parentNode.remove();
    const foot = document.querySelector(".credit");
    document.body.append(Z.el("section", { class: "alone" },
      Z.el("h1", { text: Z.id("page-title").textContent }),
      Z.el("p", { text: Z.t("summary_caption") + " · " + pane().querySelector(".shown").textContent }),
      copy, Z.el("p", { class: "hint", text: foot ? foot.textContent : "" })));
    root.classList.add("print-alone");
    window.print();
  }

  // Heard before print.js, which then does not lay out the map for nothing.
  window.addEventListener("beforeprint", (event) => { if (isAlone()) event.stopImmediatePropagation(); });
  window.addEventListener("afterprint", (event) => {
    if (!isAlone()) return;
    event.stopImmediatePropagation();
    root.classList.remove("print-alone");
    document.querySelector(".alone").remove();
  });

  Z.on("built", build);
  Z.on("filtered", build);
})(Zonemap);
