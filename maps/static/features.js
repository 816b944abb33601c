// The places themselves: symbols, lines and areas, put into Folium's group of their zone and kind.

(function (Z) {
  const STAGE_DASH = { planned: "9 7", active: null, done: null, existing: null, unstated: "2 6" };

  function lineLayers(item) {
    const { colour, strong } = item.zone;
    const base = { pane: "shapes", interactive: false, lineCap: "round", lineJoin: "round" };
    const layers = [];
    if (item.accuracy !== "fine") layers.push(L.polyline(item.parts, { ...base, color: colour, weight: item.accuracy === "coarse" ? 17 : 12, opacity: 0.2 }));
    layers.push(L.polyline(item.parts, { ...base, color: "#fff", weight: 6.5, opacity: 0.95 }));
    layers.push(L.polyline(item.parts, { ...base, color: strong, weight: 4, dashArray: STAGE_DASH[item.stage], lineCap: STAGE_DASH[item.stage] ? "butt" : "round" }));
    if (item.stage === "active") layers.push(L.polyline(item.parts, { ...base, color: "#fff", weight: 1.4 }));
    if (item.kind === "metro_line") layers.push(L.polyline(item.parts, { ...base, color: "#fff", weight: 1.8, dashArray: "1 9" }));
    // what the finger hits is wider than what the eye sees
    layers.push(L.polyline(item.parts, { pane: "shapes", color: "#000", opacity: 0, weight: 16 }));
    return layers;
  }

  function areaLayers(item) {
    const { colour, strong } = item.zone;
    return [L.polygon(item.parts, {
      pane: "shapes", color: strong, weight: item.stage === "active" ? 2.6 : 1.8,
      dashArray: item.accuracy === "fine" ? STAGE_DASH[item.stage] : "3 4",
      fillColor: colour, fillOpacity: item.accuracy === "fine" ? 0.34 : 0.16,
    })];
  }

  function shapeLayers(item) {
    if (item.type === "line") return lineLayers(item);
    // The outline of a whole subdistrict says little of the thing in it: it shows when selected.
    if (item.type === "polygon" && !item.broad) return areaLayers(item);
    return [];
  }

  const size = (item) => (item.type === "point" ? 0 : L.latLngBounds(item.parts.flat(item.type === "line" ? 1 : 2)).toBBoxString()
    .split(",").map(Number).reduce((sum, v, i) => sum + (i < 2 ? -v : v), 0));

  // Where the symbols go: on the map itself, or into what gathers them (see clusters.js).
  Z.symbolLayer = (map) => L.layerGroup().addTo(map);

  function makeShape(item) {
    const layers = shapeLayers(item);
    for (const layer of layers) {
      if (layer.options.interactive !== false) layer.on("click", (event) => { L.DomEvent.stop(event); Z.emit("select", item); });
    }
    return layers.length ? L.layerGroup(layers) : null;
  }

  Z.buildFeatures = function (groups) {
    for (const group of Object.values(groups)) group.addTo(Z.map);
    const symbols = Z.symbolLayer(Z.map);
    const put = (item) => {
      item.shape = makeShape(item);
      item.marker = Z.marker(item);
      if (item.shape) groups[item.group].addLayer(item.shape);
      symbols.addLayer(item.marker);
    };
    const take = (item) => {
      if (item.shape) groups[item.group].removeLayer(item.shape);
      symbols.removeLayer(item.marker);
    };
    Z.spread(Z.features);
    // the largest first, so that small things lie on top and can be hit
    for (const item of [...Z.features].sort((a, b) => size(b) - size(a))) if (item.shown) put(item);
    requestAnimationFrame(() => performance.mark("zonemap:first-feature"));
    Z.on("changed", (items) => {
      for (const item of items) {
        take(item);
        if (item.shown) put(item);
      }
    });
  };

  Z.boundsOf = function (item) {
    if (item.type !== "point") return L.latLngBounds(item.parts.flat(item.type === "line" ? 1 : 2));
    return L.latLng(item.at).toBounds(Math.max(300, 2.4 * (item.p.accuracy_m || 0)));
  };
})(Zonemap);
