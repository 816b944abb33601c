// The places themselves: symbols, lines and areas, put into Folium's group of their zone and kind.

(function (Z) {
  const STAGE_DASH = { planned: "9 7", active: null, done: null, existing: null, unstated: "2 6" };
  const SOFT = { fair: 11, coarse: 18 }; // pixels of the soft band round what is approximate

  // A line that is only approximate is a soft band with dots in it, never a crisp stroke.
  function softLine(item, base) {
    const { colour, strong } = item.zone;
    return [
      L.polyline(item.parts, { ...base, color: colour, weight: SOFT[item.accuracy], opacity: 0.24 }),
      L.polyline(item.parts, { ...base, color: "#fff", weight: 4.6, opacity: 0.75 }),
      L.polyline(item.parts, { ...base, color: strong, weight: 3, opacity: item.stage === "planned" ? 0.75 : 0.95, dashArray: item.stage === "planned" ? "0.1 9" : "0.1 5.5" }),
    ];
  }

  function crispLine(item, base) {
    const { strong } = item.zone;
    const layers = [L.polyline(item.parts, { ...base, color: "#fff", weight: 6.5, opacity: 0.95 })];
    layers.push(L.polyline(item.parts, { ...base, color: strong, weight: 4, dashArray: STAGE_DASH[item.stage], lineCap: STAGE_DASH[item.stage] ? "butt" : "round" }));
    if (item.stage === "active") layers.push(L.polyline(item.parts, { ...base, color: "#fff", weight: 1.4 }));
    if (item.kind === "metro_line") layers.push(L.polyline(item.parts, { ...base, color: "#fff", weight: 1.8, dashArray: "1 9" }));
    return layers;
  }

  function lineLayers(item, options) {
    const base = { ...options, interactive: false, lineCap: "round", lineJoin: "round" };
    const layers = item.accuracy === "fine" ? crispLine(item, base) : softLine(item, base);
    // what the finger hits is wider than what the eye sees
    layers.push(L.polyline(item.parts, { ...options, color: "#000", opacity: 0, weight: 16 }));
    return layers;
  }

  function areaLayers(item, options) {
    const { colour, strong } = item.zone;
    if (item.accuracy === "fine") {
      return [L.polygon(item.parts, {
        ...options, color: strong, weight: item.stage === "active" ? 2.6 : 1.8, dashArray: STAGE_DASH[item.stage], fillColor: colour, fillOpacity: 0.34,
      })];
    }
    return [
      L.polygon(item.parts, { ...options, interactive: false, fill: false, color: colour, weight: SOFT[item.accuracy] * 0.7, opacity: 0.14 }),
      L.polygon(item.parts, { ...options, color: strong, weight: 1.2, opacity: 0.8, dashArray: item.accuracy === "coarse" ? "2 7" : "3 4", fillColor: colour, fillOpacity: item.accuracy === "coarse" ? 0.1 : 0.17 }),
    ];
  }

  // One stroke or fill, for many places; approximate lines are bands here too.
  function plainLayer(item, options) {
    const { colour, strong } = item.zone;
    const fine = item.accuracy === "fine";
    if (item.type === "line") return L.polyline(item.parts, fine ? { ...options, color: strong, weight: 3, dashArray: STAGE_DASH[item.stage] } : { ...options, color: colour, weight: SOFT[item.accuracy] * 0.8, opacity: 0.34 });
    return L.polygon(item.parts, { ...options, stroke: fine, color: strong, weight: 1.4, dashArray: STAGE_DASH[item.stage], fillColor: colour, fillOpacity: fine ? 0.34 : 0.17 });
  }

  // The layers that draw a line or an area; the outline of a whole subdistrict says little of the
  // thing in it: it shows when selected.
  Z.shapeLayers = function (item, options, plain = false) {
    let layers = [];
    if (plain) layers = [plainLayer(item, options)];
    else if (item.type === "line") layers = lineLayers(item, options);
    else if (item.type === "polygon" && !item.broad) layers = areaLayers(item, options);
    for (const layer of layers) {
      if (layer.options.interactive !== false) layer.on("click", (event) => { L.DomEvent.stop(event); Z.emit("select", item); });
    }
    return layers;
  };

  // The true margin of what is only roughly placed, in metres, round symbols that stand by themselves;
  // only where it is smaller than the view, so that the map stays calm.
  const MARGIN_ZOOM = { coarse: 14, fair: 17 };
  Z.margins = function (map) {
    const rings = L.layerGroup().addTo(map);
    const draw = () => {
      rings.clearLayers();
      const zoom = map.getZoom();
      if (zoom < MARGIN_ZOOM.coarse) return;
      const seen = new Set(); // one ring for what stands on one spot
      const largest = map.getBounds().getNorthWest().distanceTo(map.getBounds().getSouthEast()) / 3;
      for (const item of Z.single()) {
        const radius = item.value("accuracy_m");
        const alone = item.shown && (!item.marker || item.marker.getElement());
        if (!alone || !(radius < largest) || item.type === "line" || (item.type === "polygon" && !item.broad) || !(zoom >= MARGIN_ZOOM[item.accuracy])) continue;
        const spot = [item.at, radius].join();
        if (seen.has(spot)) continue;
        seen.add(spot);
        L.circle(item.at, { pane: "shapes", interactive: false, className: "margin", radius, color: item.zone.strong, weight: 1, opacity: 0.5, dashArray: "2 6", fill: false }).addTo(rings);
      }
    };
    map.on("moveend", draw);
    return { add: draw, remove: draw, redraw: () => {} };
  };

  // The places whose symbols may stand by themselves in the view; fewer where a crowd is drawn.
  Z.single = () => Z.features;

  Z.boxSize = ({ box }) => box[2] - box[0] + box[3] - box[1];

  // So small things lie on top and can be hit.
  const largestFirst = () => [...Z.features].sort((a, b) => Z.boxSize(b) - Z.boxSize(a));

  // Lines and areas in Folium's groups: a part with add, remove and redraw, as the symbols are.
  function shapesIn(groups) {
    for (const group of Object.values(groups)) group.addTo(Z.map);
    const order = largestFirst();
    // what comes back would else lie over smaller things
    const stack = () => {
      for (const { drawn, shape } of order) if (drawn && shape) shape.eachLayer((layer) => layer.bringToFront());
    };
    const parts = {
      add(items) {
        for (const item of items) {
          const layers = Z.shapeLayers(item, { pane: "shapes" });
          item.shape = layers.length ? L.layerGroup(layers) : null;
          if (item.shape) groups[item.group].addLayer(item.shape);
        }
        stack();
      },
      remove(items) {
        for (const item of items) if (item.shape) groups[item.group].removeLayer(item.shape);
      },
      redraw(items) {
        parts.remove(items);
        parts.add(items);
      },
    };
    return parts;
  }

  // What the map is for those who do not see it: everything on it stands in list and table too.
  function describe(box) {
    box.before(Z.el("p", { class: "unseen", id: "map-note", "data-t": "map_note", text: Z.t("map_note") }));
    box.setAttribute("aria-describedby", "map-note");
  }

  Z.buildFeatures = function (groups) {
    describe(Z.map.getContainer());
    const near = () => Z.map.getContainer().classList.toggle("fan", Z.map.getZoom() >= Z.FAN_ZOOM);
    Z.map.on("zoomend", near);
    near();
    Z.spread(Z.features);
    const crowd = Z.features.length > Z.style.crowd;
    const parts = crowd ? Z.crowd(Z.map) : [shapesIn(groups), Z.symbolLayer(Z.map), Z.margins(Z.map)];
    const show = (items) => {
      const come = items.filter((item) => item.shown && !item.drawn);
      const go = items.filter((item) => !item.shown && item.drawn);
      const stay = items.filter((item) => item.shown && item.drawn);
      for (const item of items) item.drawn = item.shown;
      for (const part of parts) {
        if (go.length) part.remove(go);
        if (stay.length) part.redraw(stay);
        if (come.length) part.add(come);
      }
    };
    show(Z.features);
    requestAnimationFrame(() => performance.mark("zonemap:first-feature"));
    Z.on("changed", show);
  };

  Z.boundsOf = function (item) {
    const [south, west, north, east] = item.box;
    if (item.type !== "point") return L.latLngBounds([south, west], [north, east]);
    return L.latLng(item.at).toBounds(Math.max(300, 2.4 * (item.value("accuracy_m") || 0)));
  };
})(Zonemap);
