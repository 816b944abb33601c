// Measuring on the map with mouse, touch or keyboard alone.

(function (Z) {
  // ---- in words ----

  const figures = (value, digits) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const length = (m) => (m < 1000 ? figures(m, m < 100 ? 1 : 0) + " " + Z.t("unit_m") : figures(m / 1000, 2) + " " + Z.t("unit_km"));
  const area = (m2) => {
    if (m2 < 10_000) return figures(m2, 0) + " " + Z.t("unit_m2");
    return m2 < 1_000_000 ? figures(m2 / 10_000, 2) + " " + Z.t("unit_ha") : figures(m2 / 1_000_000, 3) + " " + Z.t("unit_km2");
  };

  // ---- what is being measured ----

  const CLOSE = 10; // pixels: a click so near the last point is the second of a double click
  let on = false;
  let mode = "length";
  let points = [];
  let done = false;
  let repeated = false; // the last click fell where the one before it did
  let byKeys = false; // the crosshair in the middle is what sets points
  let drawn = null;
  let band = null; // what follows the mouse
  let parts = {};

  const closed = () => mode === "area" && points.length > 2;
  function segments() {
    const list = points.slice(1).map((point, i) => [points[i], point]);
    if (closed()) list.push([points[points.length - 1], points[0]]);
    return list;
  }
  const total = (list) => list.reduce((sum, [a, b]) => sum + Z.distance(a, b), 0);

  function result() {
    const list = segments();
    if (!points.length) return Z.t("measure_start");
    if (!list.length || (mode === "area" && !closed())) return Z.t("measure_more", { count: points.length });
    if (mode === "length") return Z.t("measure_length_is", { length: length(total(list)), count: list.length });
    if (Z.crossesItself(points)) return Z.t("measure_crossed");
    const size = Z.area(points);
    return Z.t("measure_area_is", { area: area(size), mu: figures(size * 0.0015, size < 100_000 ? 1 : 0), length: length(total(list)) });
  }

  // ---- on the map ----

  function tag(at, text, className) {
    const icon = L.divIcon({ className: "measure-tag " + (className || ""), html: Z.el("span", { text }), iconSize: [0, 0] });
    return L.marker(at, { icon, interactive: false, keyboard: false, pane: "measure" });
  }

  function line(ends, look) {
    const base = { pane: "measure", interactive: false, fill: false, lineJoin: "round" };
    return [L.polyline(ends, { ...base, color: "#fff", weight: 6, opacity: 0.9 }), L.polyline(ends, { ...base, color: "#111", weight: 2.4, ...look })];
  }

  function draw() {
    drawn.clearLayers();
    const add = (layers) => layers.forEach((layer) => layer.addTo(drawn));
    if (closed()) add([L.polygon(points, { pane: "measure", interactive: false, stroke: false, fillColor: "#111", fillOpacity: 0.13 })]);
    if (points.length > 1) add(line(points));
    if (closed()) add(line([points[points.length - 1], points[0]], { dashArray: done ? null : "5 5" }));
    add(points.map((at) => L.circleMarker(at, { pane: "measure", interactive: false, radius: 4, color: "#111", weight: 2, fillColor: "#fff", fillOpacity: 1 })));
    for (const [a, b] of segments()) {
      if (Z.map.latLngToLayerPoint(a).distanceTo(Z.map.latLngToLayerPoint(b)) < 60) continue; // no room for it
      add([tag(L.latLngBounds(a, b).getCenter(), length(Z.distance(a, b)))]);
    }
  }

  function clearBand() {
    band.clearLayers();
  }

  function follow(event) {
    clearBand();
    if (done || !points.length || event.originalEvent.pointerType === "touch") return;
    const last = points[points.length - 1];
    const here = Z.distance(last, event.latlng);
    const sum = total(points.slice(1).map((point, i) => [points[i], point])) + here;
    for (const layer of line([last, event.latlng], { dashArray: "4 5" })) layer.addTo(band);
    tag(event.latlng, points.length > 1 ? length(here) + " · Σ " + length(sum) : length(here), "cursor").addTo(band);
  }

  function update() {
    clearBand();
    draw();
    const box = Z.map.getContainer();
    box.classList.toggle("measuring", on);
    parts.cross.hidden = !(on && byKeys && !done);
    if (!on) return;
    parts.result.textContent = result();
    parts.undo.disabled = parts.clear.disabled = !points.length;
    parts.end.disabled = done || points.length < 2;
    parts.copy.disabled = points.length < 2;
    for (const name of ["length", "area"]) parts[name].setAttribute("aria-pressed", String(name === mode));
  }

  // ---- what is done with it ----

  function put(latlng) {
    if (done) points = [];
    done = false;
    points.push(L.latLng(latlng.lat, latlng.lng));
    update();
  }

  function atLast(latlng) {
    const last = points[points.length - 1];
    return Boolean(last) && Z.map.latLngToLayerPoint(last).distanceTo(Z.map.latLngToLayerPoint(latlng)) <= CLOSE;
  }

  function click(event) {
    byKeys = false;
    repeated = atLast(event.latlng);
    if (!repeated) put(event.latlng);
  }

  // Leaflet takes two quick taps for a double one wherever they fall.
  function doubleClick() {
    if (repeated) end();
  }

  function end() {
    if (points.length) done = true;
    update();
  }

  function undo() {
    done = false;
    points.pop();
    update();
  }

  function clear() {
    points = [];
    done = false;
    update();
  }

  function choose(name) {
    mode = name;
    update();
  }

  function key(event) {
    const { target } = event;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || (target.closest && target.closest("dialog"))) return;
    const onMap = target === Z.map.getContainer();
    if (event.key === "Escape") stop();
    else if (event.key === "Backspace") undo();
    else if (onMap && (event.key === " " || event.key === "Enter")) {
      const centre = Z.map.getCenter();
      const last = points[points.length - 1];
      const again = last && (last.equals(centre, 1e-7) || !byKeys); // as a double click
      if (event.key === "Enter" && again && !done) end();
      else if (!last || done || !last.equals(centre, 1e-7)) {
        byKeys = true;
        put(centre);
      }
    } else {
      if (!onMap || !event.key.startsWith("Arrow")) return;
      byKeys = true;
      update();
      return; // Leaflet moves the map
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function words() {
    const list = segments().map(([a, b]) => length(Z.distance(a, b)));
    return result() + (list.length > 1 ? "\n" + Z.t("measure_segments", { list: list.join(Z.t("comma")) }) : "");
  }

  // ---- the bar ----

  function build() {
    const button = (label, run) => Z.el("button", { type: "button", class: "plain", text: Z.t(label), on: { click: run } });
    const bar = Z.id("measure");
    const cross = parts.cross || Z.map.getContainer().appendChild(Z.el("div", { class: "crosshair", "aria-hidden": "true", hidden: true }));
    parts = {
      bar,
      cross,
      length: button("measure_length", () => choose("length")),
      area: button("measure_area", () => choose("area")),
      result: Z.el("output", { class: "measure-result", "aria-live": "polite" }),
      undo: button("measure_undo", undo),
      clear: button("measure_clear", clear),
      end: button("measure_end", end),
      copy: Z.copyButton("measure_copy", words),
    };
    const close = Z.el("button", { type: "button", class: "plain measure-close", text: "×", title: Z.t("close"), "aria-label": Z.t("close"), on: { click: stop } });
    bar.replaceChildren(
      Z.el("div", { class: "measure-modes", role: "group", "aria-label": Z.t("measure") }, parts.length, parts.area), parts.result, close,
      Z.el("div", { class: "measure-acts" }, parts.end, parts.undo, parts.clear, parts.copy),
      Z.el("small", { text: Z.t("measure_keys") }));
    update();
  }

  const handlers = { click, dblclick: doubleClick, mousemove: follow, mouseout: clearBand, zoomend: draw };

  function start() {
    if (Z.selected()) Z.map.fire("click"); // as a click beside it: the card closes
    on = true;
    const box = Z.map.getContainer();
    Z.id("measure").hidden = false;
    Z.map.doubleClickZoom.disable();
    Z.map.on(handlers);
    document.addEventListener("keydown", key, true);
    box.focus({ preventScroll: true });
    byKeys = box.matches(":focus-visible");
    update();
    Z.syncTools();
  }

  function stop() {
    on = false;
    byKeys = false;
    Z.id("measure").hidden = true;
    Z.map.doubleClickZoom.enable();
    Z.map.off(handlers);
    document.removeEventListener("keydown", key, true);
    clear();
    Z.syncTools();
    Z.id("measure-tool").focus();
  }

  Z.tool({
    id: "measure-tool",
    icon: "M3 16 16 3l5 5L8 21zM7 12l2 2M10 9l3 3M13 6l2 2",
    label: "measure",
    on: () => (on ? stop() : start()),
    pressed: () => on,
  });

  Z.on("built", () => {
    if (!drawn) {
      Z.map.createPane("measure").style.zIndex = 660;
      Z.map.getPane("measure").style.pointerEvents = "none";
      drawn = L.layerGroup().addTo(Z.map);
      band = L.layerGroup().addTo(Z.map);
    }
    build();
  });
})(Zonemap);
