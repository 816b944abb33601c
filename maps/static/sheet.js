// What a printed sheet says round the map: title, legend, scale, north arrow, sources, list of places.

(function (Z) {
  const MM = 96 / 25.4; // CSS pixels in a millimetre of paper
  const SCALES = [1000, 2000, 2500, 5000, 7500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 35_000,
    40_000, 45_000, 50_000, 60_000, 70_000, 75_000, 80_000, 90_000, 100_000, 125_000, 150_000, 200_000, 250_000, 300_000, 400_000, 500_000, 750_000, 1_000_000, 2_000_000, 5_000_000];

  // ---- scale ----

  // The zoom at which the map is 1:n on paper. The two directions of the projection differ by half a
  // per cent on the ellipsoid; their mean is taken.
  Z.paperZoom = function (n, lat) {
    const { north, east } = Z.metric(lat);
    const degree = Math.sqrt(east * north * Math.cos((lat * Math.PI) / 180));
    return Math.log2((360 * degree * MM * 1000) / (256 * n));
  };

  // The largest round scale at which all of the ground is on the paper.
  Z.paperScale = function (bounds) {
    const zoom = Z.map.getBoundsZoom(bounds, false, [6, 6]);
    const lat = bounds.getCenter().lat;
    return SCALES.find((n) => Z.paperZoom(n, lat) <= zoom) || SCALES[SCALES.length - 1];
  };

  const spaced = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, " ");
  Z.scaleWords = (n) => "1:" + spaced(n);

  function scaleBar(n) {
    const wanted = (n * 45) / 1000; // metres under 45 mm
    const step = 10 ** Math.floor(Math.log10(wanted));
    const metres = [5, 2, 1].map((k) => k * step).find((m) => m <= wanted);
    const width = (metres / n) * 1000 * MM;
    const unit = metres >= 1000 ? 1000 : 1;
    const ticks = [0, 0.5, 1].map((part) => Z.svg("text", { x: 14 + part * width, y: 9, "text-anchor": "middle", "font-size": 9, text: String((part * metres) / unit) }));
    const fields = [0, 1, 2, 3].map((i) => Z.svg("rect", { class: "bar", x: 14 + (i * width) / 4, y: 12, width: width / 4, height: 4, fill: i % 2 ? "#fff" : "#111", stroke: "#111", "stroke-width": 0.7 }));
    ticks.push(Z.svg("text", { x: 18 + width + (ticks.length ? 6 : 0), y: 9, "font-size": 9, text: Z.t(unit > 1 ? "unit_km" : "unit_m") }));
    return Z.svg("svg", { width: width + 52, height: 18, "data-metres": metres, "aria-hidden": "true" }, ...ticks, ...fields);
  }

  Z.sheetMarks = (n) => [
    Z.el("div", { class: "sheet-scale" }, scaleBar(n), Z.el("b", { text: Z.t("print_scale") + " " + Z.scaleWords(n) })),
    Z.el("div", { class: "sheet-north" }, Z.svg("svg", { viewBox: "0 0 30 44", width: 30, height: 44, role: "img", "aria-label": Z.t("print_north") },
      Z.svg("path", { d: "M15 14 24 42 15 36z", fill: "#111", stroke: "#111" }), Z.svg("path", { d: "M15 14 6 42 15 36z", fill: "#fff", stroke: "#111" }),
      Z.svg("text", { x: 15, y: 10, "text-anchor": "middle", "font-size": 11, "font-weight": 700, text: Z.t("print_north") }))),
  ];

  // ---- what is filtered, in words ----

  const listed = (words) => words.join(Z.t("comma"));
  const named = (key, words) => Z.t(key) + Z.t("colon") + words;

  // Those that are on, or where that is shorter, those that are not.
  function onWords(key, all, isOn, word) {
    const off = all.filter((value) => !isOn(value));
    if (!off.length) return "";
    const on = all.filter(isOn);
    if (!on.length) return named(key, Z.t("print_none"));
    return named(key, on.length <= off.length ? listed(on.map(word)) : Z.t("print_without", { list: listed(off.map(word)) }));
  }

  function groupWords() {
    const all = [...new Set(Z.features.map((item) => item.group))];
    const on = all.filter((key) => Z.isOn("group", key));
    if (on.length === all.length) return [];
    const side = (keys, place) => [...new Set(keys.map((key) => key.split("/")[place]))];
    const [zones, kinds] = [side(on, 0), side(on, 1)];
    const product = all.filter((key) => zones.includes(key.split("/")[0]) && kinds.includes(key.split("/")[1]));
    if (!on.length || product.length !== on.length) return [Z.t("print_groups", { on: on.length, all: all.length })];
    const ranked = (list, rank) => list.sort((a, b) => rank(a) - rank(b));
    return [
      onWords("field_zone", ranked(side(all, 0), (code) => Z.zoneRank(Z.zone(code))), (code) => zones.includes(code), (code) => Z.zoneName(Z.zone(code))),
      onWords("field_kind", ranked(side(product.concat(all.filter((key) => zones.includes(key.split("/")[0]))), 1), Z.kindRank), (kind) => kinds.includes(kind), (kind) => Z.word("kind", kind)),
    ];
  }

  const CHOSEN = {
    year: ["field_year", (value) => value || Z.t("year_unstated")],
    report: ["filter_report", (value) => value],
    method: ["filter_method", (value) => Z.word("method", value)],
    gap: ["filter_gap", (value) => Z.t("gap_" + value)],
  };

  Z.filterSentence = function () {
    const used = new Set(Z.features.flatMap((item) => [item.present.key, ...item.events.map((event) => event.key)]));
    const words = [
      ...groupWords(),
      onWords("field_stage", Z.stageKeys.filter((key) => used.has(key)), (key) => Z.isOn("stage", key), Z.stageWord),
      onWords("field_accuracy", Object.keys(Z.style.accuracy), (key) => Z.isOn("accuracy", key), (key) => Z.t("accuracy_" + key)),
      ...Object.entries(CHOSEN).map(([list, [key, word]]) => {
        const values = [...Z.filters.chosen[list]].sort();
        return values.length ? named(key, listed(values.map(word))) : "";
      }),
      Z.momentWords ? Z.momentWords() : "",
    ].filter(Boolean);
    return words.length ? words.join(Z.t("semicolon")) : Z.t("print_all");
  };

  // ---- title and foot ----

  Z.sheetTitle = function (line, shown) {
    const { meta } = Z.data;
    const district = (Z.lang === "en" && meta.district_en) || meta.district || "";
    const own = Z.t("title", { district });
    return Z.el("header", { class: "sheet-title sheet-part" },
      Z.el("h1", { text: line || own }),
      Z.el("p", { class: "sheet-count" }, line && Z.el("b", { text: own + "　" }), Z.t("print_shown", { shown: shown.length, all: Z.features.length })),
      Z.el("p", { class: "sheet-filter", text: Z.filterSentence() }));
  };

  Z.sheetFoot = function (n, paper) {
    const { meta } = Z.data;
    const dates = [...new Set(Object.values(meta.snapshots || {}))].sort();
    const span = dates.length > 1 ? dates[0] + " — " + dates[dates.length - 1] : dates[0];
    const reports = Object.keys(meta.reports || {}).map((id) => id + ((meta.report_dates || {})[id] ? " (" + meta.report_dates[id] + ")" : ""));
    const sources = [meta.attribution || Z.t("attribution"), Z.baseCredit ? Z.baseCredit() : "", span && Z.t("data_of", { dates: span }), reports.length && named("about_reports", listed(reports))];
    const part = (words) => Z.el("p", { text: words.filter(Boolean).join(" · ") });
    return Z.el("footer", { class: "sheet-foot sheet-part" },
      Z.el("p", {}, Z.el("b", { text: Z.t("indicative") }), " · ", Z.el("b", { class: "sheet-approval", text: Z.t("approval", { number: meta.approval || Z.t("print_unfilled") }) }), " · ", Z.t("print_positions")),
      part([named("about_sources", sources.filter(Boolean).join(" · "))]),
      part([Z.t("print_frame", { paper, scale: Z.scaleWords(n) })]));
  };

  // ---- the list and where to find its places ----

  const FIELD = 32 * MM; // of the grid over the map
  const letter = (i) => String.fromCharCode(65 + (i % 26));

  function grid(size) {
    const [columns, rows] = [size.x, size.y].map((length) => Math.max(1, Math.round(length / FIELD)));
    return { columns, rows, width: size.x / columns, height: size.y / rows };
  }

  // "C4", the field of the grid in which a place stands.
  const fieldOf = (at, { columns, rows, width, height }) => {
    const { x, y } = Z.map.latLngToContainerPoint(at);
    const within = (value, count) => Math.min(count - 1, Math.max(0, value));
    return letter(within(Math.floor(x / width), columns)) + (within(Math.floor(y / height), rows) + 1);
  };

  const apart = (boxes, [x0, y0, x1, y1]) => boxes.every(([a0, b0, a1, b1]) => x1 < a0 || x0 > a1 || y1 < b0 || y0 > b1);

  // Where the symbol of a place is drawn, and how far it reaches; no reach inside a cluster.
  function spot({ marker }) {
    const symbol = marker && marker.getElement && marker.getElement();
    const drawn = symbol && symbol.querySelector("svg");
    if (!drawn) return { reach: 0 };
    const frame = Z.map.getContainer().getBoundingClientRect();
    const box = drawn.getBoundingClientRect();
    return { x: (box.left + box.right) / 2 - frame.left, y: (box.top + box.bottom) / 2 - frame.top, reach: box.width * 0.31 };
  }

  // Where the names of the zones stand.
  function zoneNames() {
    const box = Z.map.getContainer().getBoundingClientRect();
    const texts = [...Z.map.getPane("names").querySelectorAll('text[font-weight="700"]')].map((node) => node.getBoundingClientRect());
    return texts.map(({ left, top, right, bottom }) => [left - box.left, top - box.top, right - box.left, bottom - box.top]);
  }

  // A number beside each symbol that is on the map, at best clear of symbols, never over another number.
  function numbers(items) {
    const here = items.map((item, i) => ({ item, text: String(i + 1), ...spot(item) })).filter(({ reach }) => reach);
    const symbols = here.map(({ x, y, reach }) => [x - reach, y - reach, x + reach, y + reach]);
    const taken = zoneNames();
    return here.flatMap(({ item, text, x, y, reach }) => {
      const half = 2.6 * text.length;
      const side = reach + half + 1;
      const seats = [[side, 0], [-side, 0], [0, reach + 6], [0, -reach - 6]].map(([dx, dy]) => [x + dx - half, y + dy - 4.5, x + dx + half, y + dy + 4.5]);
      const free = seats.filter((seat) => apart(taken, seat));
      const seat = free.find((box) => apart(symbols, box)) || free[0];
      if (!seat) return [];
      taken.push(seat);
      return [Z.svg("text", { class: "sheet-number", x: (seat[0] + half).toFixed(1), y: (seat[1] + 7.7).toFixed(1), fill: item.zone.strong, text })];
    });
  }

  Z.sheetGrid = function (items) {
    const size = Z.map.getSize();
    const { columns, rows, width, height } = grid(size);
    const steps = (count) => Array.from({ length: count }, (_, i) => i);
    return Z.svg("svg", { class: "sheet-grid", width: size.x, height: size.y, "aria-hidden": "true" },
      ...steps(columns - 1).map((i) => Z.svg("line", { x1: (i + 1) * width, x2: (i + 1) * width, y1: 0, y2: size.y })),
      ...steps(rows - 1).map((i) => Z.svg("line", { y1: (i + 1) * height, y2: (i + 1) * height, x1: 0, x2: size.x })),
      ...steps(columns).map((i) => Z.svg("text", { class: "sheet-mark", x: (i + 0.5) * width, y: 10, text: letter(i) })),
      ...steps(rows).map((i) => Z.svg("text", { class: "sheet-mark", x: 7, y: (i + 0.5) * height + 3, text: String(i + 1) })),
      ...numbers(items));
  };

  Z.sheetList = function (items) {
    const fields = grid(Z.map.getSize());
    const list = Z.el("ol", {});
    let zone = null;
    items.forEach((item, i) => {
      if (item.zone !== zone) list.append(Z.el("li", { class: "sheet-zone", style: { "--fill": item.zone.colour }, text: Z.zoneName(item.zone) }));
      zone = item.zone;
      const stage = item.now.plan ? Z.t("print_plan") : item.now.stage && Z.word("stage", item.now.stage);
      const detail = [Z.word("kind", item.kind), stage, item.now.year].filter(Boolean).join(" · ");
      list.append(Z.el("li", {}, Z.el("b", { text: String(i + 1) }), Z.symbol(item.kind, item.zone, item.stage, "fine"),
        Z.el("span", {}, Z.label(item).slice(0, 80) + " ", Z.el("small", { text: detail })), Z.el("i", { text: fieldOf(item.at, fields) })));
    });
    return Z.el("section", { class: "sheet-list", id: "sheet-list" }, Z.el("h2", { text: Z.t("print_list_title", { count: items.length }) }), Z.el("p", { text: Z.t("print_list_hint") }), list);
  };
})(Zonemap);
