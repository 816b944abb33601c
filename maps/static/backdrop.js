// The backdrop: water, parks and roads on a canvas below everything else, metro and borders above it.

(function (Z) {
  const ROADS = {
    // class: [casing width, fill width, first zoom]
    motorway: [4.4, 3, 11],
    trunk: [4, 2.6, 11],
    primary: [3.8, 2.6, 11],
    secondary: [3.1, 2.1, 12],
    tertiary: [2.6, 1.8, 13],
    minor: [2.2, 1.4, 14],
  };
  // The colours of the ground; a page that has a dark look puts others in their place.
  Z.ground = {
    land: "#faf8f3", park: "#d5e8c8", water: "#b3d3e6", metro: "#8d91a0", border: "#8b8577", veil: "#eeebe4",
    // class: [casing, fill]
    roads: {
      motorway: ["#cf9442", "#f6d394"],
      trunk: ["#cf9442", "#f6d394"],
      primary: ["#bfae86", "#fbeab5"],
      secondary: ["#bdb6a6", "#fffefa"],
      tertiary: ["#c9c3b6", "#ffffff"],
      minor: ["#d2cdc2", "#ffffff"],
    },
  };
  const painted = []; // [layer, colours]: what is painted anew when the ground changes
  Z.repaint = () => painted.forEach(([layer, colours]) => layer.setStyle(colours()));
  function paint(layer, colours) {
    painted.push([layer, colours]);
    return layer.setStyle(colours());
  }

  const WIDER = { 11: 0.55, 12: 0.7, 13: 0.9, 14: 1.1, 15: 1.7, 16: 2.6, 17: 4, 18: 6, 19: 9 };

  function fills(entries, style, renderer) {
    const rings = entries.flatMap((entry) => Z.unpackRings(entry.rings));
    return L.polygon(rings, { ...style, renderer, interactive: false, pane: "backdrop" });
  }

  function strokes(entries, style, renderer) {
    const lines = entries.flatMap((entry) => entry.lines.map((line) => Z.unpackLine(line)));
    return L.polyline(lines, { ...style, renderer, interactive: false, pane: "backdrop", smoothFactor: 1.2 });
  }

  function roads(map, renderer) {
    const layers = [];
    const names = Object.keys(ROADS).reverse(); // the widest last, on top
    for (const part of [0, 1]) {
      for (const name of names) {
        const width = ROADS[name][part];
        const layer = strokes(Z.data.backdrop.roads[name] || [], { weight: width }, renderer);
        layers.push({ layer: paint(layer, () => ({ color: Z.ground.roads[name][part] })), width, first: ROADS[name][2] });
      }
    }
    const adapt = () => {
      const zoom = map.getZoom();
      const factor = WIDER[Math.min(19, Math.max(11, Math.round(zoom)))];
      for (const { layer, width, first } of layers) {
        layer.setStyle({ weight: width * factor, opacity: zoom >= first ? 1 : 0 });
      }
    };
    for (const { layer } of layers) layer.addTo(map);
    map.on("zoomend", adapt);
    adapt();
  }

  function zoneOutlines(map) {
    const group = L.layerGroup();
    for (const zone of Z.zones) {
      L.polygon(zone.rings, {
        pane: "zones", interactive: false, color: zone.colour, weight: 2.2, opacity: 0.85,
        dashArray: "9 5", fillColor: zone.colour, fillOpacity: 0.08,
      }).addTo(group);
    }
    return group.addTo(map);
  }

  // Outside the district the backdrop is veiled, so that the eye stays inside.
  function veil(rings) {
    if (!rings.length) return null;
    const world = [[20, 100], [20, 140], [45, 140], [45, 100]];
    return paint(L.polygon([[world, ...rings.map((polygon) => polygon[0])]], {
      pane: "zones", interactive: false, stroke: false, fillOpacity: 0.62,
    }), () => ({ fillColor: Z.ground.veil }));
  }

  // Returns the layers that can be switched off.
  Z.drawBackdrop = function (map) {
    const panes = { backdrop: 210, borders: 218, zones: 220, shapes: 410, symbols: 620, names: 640 };
    for (const [name, order] of Object.entries(panes)) map.createPane(name).style.zIndex = order;
    for (const name of ["backdrop", "borders", "zones", "names"]) map.getPane(name).style.pointerEvents = "none";

    const b = Z.data.backdrop;
    const renderer = L.canvas({ pane: "backdrop", padding: 0.25 });
    const above = L.svg({ pane: "borders", padding: 0.25 }); // in sight over basemaps
    const district = Z.unpackRings(b.district);
    const full = { stroke: false, fillOpacity: 1 };
    if (district.length) {
      paint(L.polygon(district, { ...full, renderer, pane: "backdrop", interactive: false }), () => ({ fillColor: Z.ground.land })).addTo(map);
    }
    paint(fills(b.parks, full, renderer), () => ({ fillColor: Z.ground.park })).addTo(map);
    paint(strokes(b.rivers, { weight: 2 }, renderer), () => ({ color: Z.ground.water })).addTo(map);
    paint(fills(b.water, full, renderer), () => ({ fillColor: Z.ground.water })).addTo(map);
    roads(map, renderer);
    const metro = paint(strokes(b.metro, { weight: 1.3, dashArray: "5 3", opacity: 0.75 }, above), () => ({ color: Z.ground.metro })).addTo(map);
    const subdistricts = paint(fills(b.subdistricts, { fill: false, weight: 1.1, opacity: 0.8, dashArray: "2 4" }, above), () => ({ color: Z.ground.border })).addTo(map);
    const cover = veil(district);
    if (cover) cover.addTo(map);
    return { metro, subdistricts, outlines: zoneOutlines(map), bounds: district.length ? L.latLngBounds(district.flat(2)) : null };
  };
})(Zonemap);
