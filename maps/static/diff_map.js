// The map of the changes: shapes before and after, arrows with their metres, and a sign for each.

(function (Z) {
  const LIMIT = 600; // items drawn at once
  const SHORTEST = 16; // pixels: a shorter arrow would lie under its signs
  let layer = null;
  let selected = null;

  // ---- shapes ----

  const isNew = (item) => item.changes.some(({ word }) => word === "added" || word === "located");

  // Is it somewhere else, or of another shape, as far as the filters let through?
  const PRESENCE = ["added", "removed", "located", "lost"];
  const isElsewhere = (item) => item.on.some(({ word, farthest }) => farthest !== null || PRESENCE.includes(word));

  function drawn(shape, style) {
    if (!shape || !shape.parts) return null;
    const options = { pane: "shapes", ...style };
    return shape.type === "line" ? L.polyline(shape.parts, { ...options, fill: false }) : L.polygon(shape.parts, options);
  }

  function shapesOf(item) {
    const strong = item === selected;
    const changed = isElsewhere(item);
    const gone = changed && drawn(item.old, { color: Z.COLOURS.old, weight: strong ? 3.4 : 2.4, dashArray: "7 6", fill: false });
    const colour = isNew(item) ? Z.COLOURS.added : Z.COLOURS.new;
    const quiet = !changed && !strong; // only its facts changed: the shape shows when it is selected
    const broad = item.now && item.now.broad; // the ground of other things: not filled
    const here = quiet ? null : drawn(item.now, { color: colour, weight: strong ? 4 : broad ? 1.8 : 2.8, fill: !broad || strong, fillColor: colour, fillOpacity: broad ? 0.08 : 0.16 });
    return [gone, here].filter(Boolean);
  }

  // ---- arrows ----

  const head = (angle) => Z.svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    Z.svg("path", { d: "M5 4.500L19 12 5 19.500z", fill: Z.COLOURS.new, stroke: "#fff", "stroke-width": 1.500, transform: `rotate(${angle.toFixed(1)} 12 12)` }));

  function icon(className, size, draw) {
    return new Z.DrawnIcon({ className, draw, iconSize: size });
  }

  function arrow(item) {
    const change = item.on.find(({ word }) => word === "moved" || word === "retyped");
    if (!item.old || !item.now || !change) return [];
    const [from, to] = [item.old.at, item.now.at].map((at) => Z.map.latLngToContainerPoint(at));
    const length = from.distanceTo(to);
    if (length < SHORTEST) return [];
    const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    const short = to.subtract(to.subtract(from).multiplyBy(Math.min(13 / length, 0.4))); // the sign lies at its end
    const still = { interactive: false, keyboard: false, pane: "symbols" };
    const style = { pane: "shapes", interactive: false, color: Z.COLOURS.new };
    const found = [
      L.polyline([item.old.at, item.now.at], { ...style, color: "#fff", weight: 5, opacity: 0.9 }),
      L.polyline([item.old.at, item.now.at], { ...style, weight: 2.2 }),
      L.circleMarker(item.old.at, { pane: "shapes", interactive: false, radius: 5, color: Z.COLOURS.old, weight: 2.2, dashArray: "3 2", fillColor: "#fff", fillOpacity: 1 }),
      L.marker(Z.map.containerPointToLatLng(short), { ...still, icon: icon("arrow", [18, 18], () => head(angle)) }),
    ];
    if (length > 46 && change.metres !== null) {
      const words = () => Z.el("span", { text: Z.distance(change.metres) });
      found.push(L.marker(Z.map.containerPointToLatLng(from.add(to).divideBy(2)), { ...still, pane: "metres", icon: icon("metres", [0, 0], words) }));
    }
    return found;
  }

  // ---- signs ----

  function sign(item) {
    const draw = () => Z.sign(Z.mainGroup(item), Z.mainWord(item));
    const look = new Z.DrawnIcon({ className: "pin" + (item === selected ? " chosen" : ""), draw, iconSize: [40, 40], style: { "--dx": item.fan[0] + "px", "--dy": item.fan[1] + "px" } });
    const marker = L.marker(item.at, { icon: look, keyboard: false, riseOnHover: true, pane: "symbols", zIndexOffset: item === selected ? 900 : 0 });
    marker.bindTooltip(() => Z.el("span", { class: "tip", text: Z.label(item) }), { direction: "top", offset: [item.fan[0], item.fan[1] - 12] });
    return marker;
  }

  const select = (item) => (event) => { L.DomEvent.stop(event); Z.select(item, "map"); };

  function put(item) {
    for (const part of shapesOf(item)) part.on("click", select(item)).addTo(layer);
    for (const part of arrow(item)) part.addTo(layer);
    sign(item).on("click", select(item)).addTo(layer);
  }

  // Everything that is shown and in sight, the largest first, so that small things lie on top.
  Z.drawChanges = function () {
    layer.clearLayers();
    const view = Z.map.getBounds().pad(0.1);
    const size = ({ bounds }) => bounds.getNorth() - bounds.getSouth() + bounds.getEast() - bounds.getWest();
    const inside = Z.items.filter((item) => item.at && (item === selected || (item.shown && view.intersects(item.bounds))));
    const few = inside.slice(0, LIMIT);
    if (selected && selected.at && !few.includes(selected)) few.push(selected);
    for (const item of few.sort((a, b) => size(b) - size(a))) put(item);
    const note = Z.id("crowded");
    note.hidden = inside.length <= LIMIT;
    note.textContent = note.hidden ? "" : Z.t("diff_crowd", { limit: LIMIT });
    Z.map.getContainer().dataset.drawn = String(few.length);
  };

  // ---- selection ----

  Z.selected = () => selected;

  Z.select = function (item, from) {
    selected = item;
    Z.drawChanges();
    if (item && item.at && from === "list") Z.map.fitBounds(item.bounds.pad(0.3), { maxZoom: 17, animate: false });
    Z.emit("selected", { item, from });
  };

  // ---- start ----

  function sizes() {
    const box = Z.map.getContainer();
    const zoom = Z.map.getZoom();
    box.classList.toggle("far", zoom < 13);
    box.classList.toggle("middle", zoom >= 13 && zoom < 15);
    box.classList.toggle("near", zoom >= 15);
    box.classList.toggle("fan", zoom >= Z.FAN_ZOOM);
  }

  Z.startMap = function (map) {
    Z.map = map;
    const { bounds } = Z.drawBackdrop(map);
    map.createPane("metres").style.zIndex = 650; // above the names of the ground
    map.getPane("metres").style.pointerEvents = "none";
    Z.spread(Z.features);
    layer = L.featureGroup().addTo(map);
    map.invalidateSize({ animate: false });
    const changed = Z.items.filter((item) => item.at && item.layer === "places");
    const all = changed.length ? changed.reduce((box, item) => box.extend(item.at), L.latLngBounds(changed[0].at, changed[0].at)) : null;
    Z.home = bounds || all;
    Z.fitAll = () => { if (all || Z.home) map.fitBounds((all || Z.home).pad(0.06), { maxZoom: 16, animate: false }); };
    Z.fitAll();
    if (Z.home) map.setMaxBounds(Z.home.pad(4));
    map.on("zoomend", sizes);
    sizes();
    map.on("moveend", Z.drawChanges);
    map.on("click", () => Z.select(null, "map"));
  };
})(Zonemap);
