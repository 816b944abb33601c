// The backdrop: water, parks and roads on a canvas below everything else, metro and borders above it.

(function (Z) {
  const ROADS = {
    // class: [casing colour, casing width, fill colour, fill width, first zoom]
    motorway: ["#cf9442", 4.4, "#f6d394", 3, 11],
    trunk: ["#cf9442", 4, "#f6d394", 2.6, 11],
    primary: ["#bfae86", 3.8, "#fbeab5", 2.6, 11],
    secondary: ["#bdb6a6", 3.1, "#fffefa", 2.1, 12],
    tertiary: ["#c9c3b6", 2.6, "#ffffff", 1.8, 13],
    minor: ["#d2cdc2", 2.2, "#ffffff", 1.4, 14],
  };
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
    for (const part of [0, 2]) {
      for (const name of names) {
        const [colour, width] = ROADS[name].slice(part, part + 2);
        const layer = strokes(Z.data.backdrop.roads[name] || [], { color: colour, weight: width }, renderer);
        layers.push({ layer, width, first: ROADS[name][4] });
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
    return L.polygon([[world, ...rings.map((polygon) => polygon[0])]], {
      pane: "zones", interactive: false, stroke: false, fillColor: "#eeebe4", fillOpacity: 0.62,
    });
  }

  // Returns the layers that can be switched off.
  Z.drawBackdrop = function (map) {
    const panes = { backdrop: 210, borders: 218, zones: 220, shapes: 410, symbols: 620, names: 640 };
    for (const [name, order] of Object.entries(panes)) map.createPane(name).style.zIndex = order;
    for (const name of ["backdrop", "borders", "zones", "names"]) map.getPane(name).style.pointerEvents = "none";

    const b = Z.data.backdrop;
    const renderer = L.canvas({ pane: "backdrop", padding: 0.25 });
    const above = L.svg({ pane: "borders", padding: 0.25 }); // in sight over basemaps; a second canvas would empty the first on paper
    const district = Z.unpackRings(b.district);
    if (district.length) {
      L.polygon(district, { renderer, pane: "backdrop", interactive: false, stroke: false, fillColor: "#faf8f3", fillOpacity: 1 }).addTo(map);
    }
    fills(b.parks, { stroke: false, fillColor: "#d5e8c8", fillOpacity: 1 }, renderer).addTo(map);
    strokes(b.rivers, { color: "#b3d3e6", weight: 2 }, renderer).addTo(map);
    fills(b.water, { stroke: false, fillColor: "#b3d3e6", fillOpacity: 1 }, renderer).addTo(map);
    roads(map, renderer);
    const metro = strokes(b.metro, { color: "#8d91a0", weight: 1.3, dashArray: "5 3", opacity: 0.75 }, above).addTo(map);
    const subdistricts = fills(b.subdistricts, { fill: false, color: "#8b8577", weight: 1.1, opacity: 0.8, dashArray: "2 4" }, above).addTo(map);
    const cover = veil(district);
    if (cover) cover.addTo(map);
    return { metro, subdistricts, outlines: zoneOutlines(map), bounds: district.length ? L.latLngBounds(district.flat(2)) : null };
  };
})(Zonemap);
