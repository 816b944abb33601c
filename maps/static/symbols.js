// Symbols: shape and sign say the kind, colour the zone, outline the stage, halo the accuracy.

(function (Z) {
  const C = 20; // centre of the 40 × 40 box

  const corners = (count, radius, turn) => Array.from({ length: count }, (_, i) => {
    const angle = ((turn + (360 / count) * i) * Math.PI) / 180;
    return [C + radius * Math.sin(angle), C - radius * Math.cos(angle)].map((v) => v.toFixed(2)).join(",");
  }).join(" ");

  const OUTLINES = {
    circle: (r) => ["circle", { cx: C, cy: C, r }],
    square: (r) => ["rect", { x: C - r * 0.9, y: C - r * 0.9, width: r * 1.8, height: r * 1.8, rx: r * 0.16 }],
    diamond: (r) => ["polygon", { points: corners(4, r * 1.24, 0) }],
    triangle: (r) => ["polygon", { points: corners(3, r * 1.36, 0) }],
    hexagon: (r) => ["polygon", { points: corners(6, r * 1.08, 30) }],
  };

  function outline(shape, radius, attributes) {
    const [tag, place] = OUTLINES[shape](radius);
    return Z.svg(tag, { ...place, "stroke-linejoin": "round", ...attributes });
  }

  const HALO = { fine: 0, fair: 15, coarse: 18.5 };

  // One symbol. `zone` has colour, ink, strong; `sign` false leaves the character out.
  Z.symbol = function (kind, zone, stage, accuracy, sign = true) {
    const [shape, character] = Z.style.kinds[kind] || Z.style.kinds.other;
    const parts = [];
    if (HALO[accuracy]) {
      parts.push(Z.svg("circle", {
        class: "halo", cx: C, cy: C, r: HALO[accuracy], fill: zone.colour, "fill-opacity": 0.16,
        stroke: zone.colour, "stroke-opacity": 0.75, "stroke-width": 1,
        "stroke-dasharray": accuracy === "coarse" ? "2.5 3" : null,
      }));
    }
    let ink = zone.ink;
    if (stage === "planned") {
      ink = zone.strong;
      parts.push(outline(shape, 11.6, { fill: "#fff" }));
      parts.push(outline(shape, 10, { fill: "#fff", stroke: zone.strong, "stroke-width": 2, "stroke-dasharray": "3.4 2", class: "dashed" }));
    } else if (stage === "active") {
      parts.push(outline(shape, 13, { fill: "#fff", stroke: zone.strong, "stroke-width": 1.8 }));
      parts.push(outline(shape, 10.2, { fill: zone.colour }));
    } else if (stage === "existing") {
      parts.push(outline(shape, 10.6, { fill: zone.colour, stroke: "#111", "stroke-width": 1.8 }));
    } else if (stage === "unstated") {
      ink = zone.strong;
      parts.push(outline(shape, 10.6, { fill: "#fff", stroke: zone.strong, "stroke-width": 1.4 }));
    } else {
      parts.push(outline(shape, 10.8, { fill: zone.colour, stroke: "#fff", "stroke-width": 1.6 }));
    }
    if (sign) {
      parts.push(Z.svg("text", {
        x: C, y: shape === "triangle" ? C + 5.2 : C + 4.1, "text-anchor": "middle",
        "font-size": shape === "triangle" ? 9.5 : 11.5, "font-weight": 600, fill: ink, text: character,
      }));
    }
    return Z.svg("svg", { viewBox: "0 0 40 40", "aria-hidden": "true", focusable: "false" }, ...parts);
  };

  const ICONS = {
    home: "M3 11 12 3l9 8M6 9v11h12V9",
  };
  Z.icon = (name) => Z.svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" },
    Z.svg("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.9, "stroke-linejoin": "round" }));

  // An icon that is drawn only when it comes into sight.
  Z.DrawnIcon = L.Icon.extend({
    createIcon() {
      const box = Z.el("div", {});
      box.append(this.options.draw());
      for (const [name, value] of Object.entries(this.options.style || {})) box.style.setProperty(name, value);
      this._setIconStyles(box, "icon");
      return box;
    },
    createShadow: () => null,
  });

  // Symbols that stand on one spot are spread round it, the first in the middle, once the map is near
  // enough for that not to mislead; further out they are one cluster.
  const SPREAD = 17; // pixels between neighbours
  Z.FAN_ZOOM = 15.5;
  Z.spread = function (features) {
    const seen = new Map();
    for (const item of features) {
      const spot = item.at.map((v) => v.toFixed(4)).join();
      const count = seen.get(spot) || 0;
      seen.set(spot, count + 1);
      const angle = count * 2.39996; // the golden angle: no two fall together
      const distance = SPREAD * Math.sqrt(count);
      item.fan = [Math.round(distance * Math.cos(angle)), Math.round(distance * Math.sin(angle))];
    }
  };

  Z.fanStyle = (item) => ({ "--dx": item.fan[0] + "px", "--dy": item.fan[1] + "px" });

  Z.marker = function (item) {
    const icon = new Z.DrawnIcon({
      className: "pin pin-" + item.type,
      draw: () => Z.symbol(item.kind, item.zone, item.stage, item.accuracy),
      iconSize: [40, 40],
      style: Z.fanStyle(item),
    });
    const marker = L.marker(item.at, { icon, keyboard: false, riseOnHover: true, pane: "symbols" });
    marker.item = item;
    return marker;
  };
})(Zonemap);
