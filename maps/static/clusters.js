// Symbols that stand close together become one that shows the mix of zones: a ring with an arc for
// each zone, by count, and the count inside.

(function (Z) {
  const APART = 16; // from this whole zoom on (15.5 on the map) every symbol stands by itself
  const RADIUS = { 13: 38, 14: 34, 15: 28 }; // pixels, at whole zooms; further out the largest
  const FURTHEST = 44;

  // [[zone, count], …] in the order of the zones.
  Z.mix = function (items) {
    const counts = new Map();
    for (const { zone } of items) counts.set(zone, (counts.get(zone) || 0) + 1);
    return [...counts].sort((a, b) => Z.zoneRank(a[0]) - Z.zoneRank(b[0]));
  };

  const total = (mix) => mix.reduce((sum, [, count]) => sum + count, 0);
  const diameter = (count) => Math.round(Math.min(60, 24 + 4.2 * Math.log2(count)));

  // The ring. Arcs are measured in places (`pathLength`); white gaps part them, so that it reads in grey.
  function ring(mix) {
    const count = total(mix);
    const size = diameter(count);
    const c = size / 2;
    const thick = 3.4 + size / 16;
    const middle = c - 2 - thick / 2;
    const gap = 2.4;
    const parts = [Z.svg("circle", { cx: c, cy: c, r: c - 0.6, fill: "#fff", stroke: "#1f2328", "stroke-opacity": 0.45, "stroke-width": 0.8 })];
    let start = 0;
    const gaps = [];
    for (const [zone, share] of mix) {
      parts.push(Z.svg("circle", {
        class: "arc", cx: c, cy: c, r: middle, fill: "none", stroke: zone.colour, "stroke-width": thick, pathLength: count,
        "stroke-dasharray": mix.length > 1 ? share + " " + count : null, transform: `rotate(${((360 * start) / count - 90).toFixed(2)} ${c} ${c})`,
      }));
      const angle = (2 * Math.PI * start) / count - Math.PI / 2;
      const at = (radius) => [c + radius * Math.cos(angle), c + radius * Math.sin(angle)].map((v) => v.toFixed(2));
      const [x1, y1] = at(middle - thick / 2 - 0.5);
      const [x2, y2] = at(middle + thick / 2 + 0.5);
      gaps.push(Z.svg("line", { x1, y1, x2, y2, stroke: "#fff", "stroke-width": gap }));
      start += share;
    }
    if (mix.length > 1) parts.push(...gaps);
    const words = String(count);
    const type = Math.min(12, ((middle - thick / 2) * 2.9) / words.length);
    parts.push(Z.svg("text", { x: c, y: c, "font-size": type.toFixed(1), text: words }));
    return Z.svg("svg", { viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true", focusable: "false" }, ...parts);
  }

  Z.clusterIcon = function (mix) {
    const size = diameter(total(mix));
    return new Z.DrawnIcon({ className: "mix", iconSize: [size, size], draw: () => ring(mix) });
  };

  // The mix in words: one line a zone.
  Z.clusterWords = (mix) => Z.el("ul", { class: "mix-words" },
    Z.el("li", { class: "mix-all", text: Z.t("cluster_of", { count: total(mix) }) }),
    ...mix.map(([zone, count]) => Z.el("li", {}, Z.el("i", { style: { background: zone.colour }, "aria-hidden": "true" }), Z.zoneName(zone) + " " + count)));

  // One hint for all symbols: what lies under the pointer.
  Z.hints = function (map) {
    const tip = L.tooltip({ direction: "top", className: "tip" });
    map.on("zoomstart movestart", () => tip.remove());
    return {
      show(at, content, offset) {
        tip.options.offset = L.point(offset);
        tip.setContent(content).setLatLng(at).addTo(map);
      },
      hide: () => tip.remove(),
      place(item) { this.show(item.at, Z.el("span", { text: Z.label(item) }), [item.offset[0], item.offset[1] - 12]); },
      mix(at, mix) { this.show(at, Z.clusterWords(mix), [0, -diameter(total(mix)) / 2]); },
    };
  };

  // Near enough for the cluster to fall apart, and nearer than now.
  Z.openCluster = function (map, bounds) {
    const wanted = map.getBoundsZoom(bounds, false, L.point(90, 90));
    const zoom = Math.max(map.getZoom() + 1, Math.min(APART, wanted));
    map.setView(bounds.getCenter(), zoom, { animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches });
  };

  const itemsOf = (cluster) => cluster.getAllChildMarkers().map((marker) => marker.item);

  function gathered() {
    L.MarkerCluster.mergeOptions({ keyboard: false }); // list, table and search are the keyboard's way
    return L.markerClusterGroup({
      clusterPane: "symbols",
      disableClusteringAtZoom: APART,
      maxClusterRadius: (zoom) => RADIUS[zoom] || FURTHEST,
      showCoverageOnHover: false,
      spiderfyOnMaxZoom: false,
      zoomToBoundsOnClick: false,
      animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      iconCreateFunction: (cluster) => Z.clusterIcon(Z.mix(itemsOf(cluster))),
    });
  }

  // Where the symbols go. The selected place leaves its cluster, so that its symbol is seen at every zoom.
  Z.symbolLayer = function (map) {
    const inside = gathered().addTo(map);
    const alone = L.featureGroup().addTo(map);
    const hints = Z.hints(map);
    let chosen = null;
    for (const group of [inside, alone]) {
      group.on("click", ({ propagatedFrom }) => Z.emit("select", propagatedFrom.item));
      group.on("mouseover", ({ propagatedFrom }) => hints.place(propagatedFrom.item));
      group.on("mouseout", hints.hide);
    }
    inside.on("clustermouseover", ({ propagatedFrom: cluster }) => hints.mix(cluster.getLatLng(), Z.mix(itemsOf(cluster))));
    inside.on("clustermouseout", hints.hide);
    inside.on("clusterclick", ({ propagatedFrom: cluster }) => Z.openCluster(map, cluster.getBounds()));

    const place = (item) => (item === chosen ? alone : inside);
    // The element that stands for a place in the view: its own symbol, or that of its cluster.
    Z.signOf = function (item) {
      const layer = item.drawn && (item === chosen ? item.marker : inside.getVisibleParent(item.marker));
      return (layer && layer.getElement()) || null;
    };
    Z.on("selected", (item) => {
      if (item === chosen) return;
      const before = chosen;
      if (before && alone.hasLayer(before.marker)) {
        alone.removeLayer(before.marker);
        inside.addLayer(before.marker);
      }
      chosen = item;
      if (item && item.drawn) {
        inside.removeLayer(item.marker);
        alone.addLayer(item.marker);
      }
    });
    return {
      add(items) {
        for (const item of items) item.marker = item.marker || Z.marker(item);
        inside.addLayers(items.filter((item) => place(item) === inside).map((item) => item.marker));
        for (const item of items) if (place(item) === alone) alone.addLayer(item.marker);
      },
      remove(items) {
        inside.removeLayers(items.filter((item) => place(item) === inside).map((item) => item.marker));
        for (const item of items) if (place(item) === alone) alone.removeLayer(item.marker);
      },
      redraw(items) {
        for (const { marker } of items) if (marker.getElement()) marker.setIcon(marker.options.icon);
      },
    };
  };
})(Zonemap);
