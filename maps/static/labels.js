// Names on the map, as SVG text (sharp on paper too): the most important first, none over another.

(function (Z) {
  const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif';
  const ruler = document.createElement("canvas").getContext("2d");
  const STYLES = {
    zone: { size: 18, weight: 700, colour: null, halo: 5, spacing: 2 },
    subdistrict: { size: 12, weight: 400, colour: "#7a7363", halo: 3, spacing: 1 },
    water: { size: 12, weight: 400, colour: "#33708f", halo: 2.5, spacing: 1 },
    park: { size: 11, weight: 400, colour: "#44703a", halo: 2.5, spacing: 0 },
    metro: { size: 11, weight: 400, colour: "#5b5f6b", halo: 3, spacing: 0 },
    road: { size: 11, weight: 400, colour: "#6c655a", halo: 3, spacing: 0 },
    feature: { size: 12, weight: 600, colour: "#222", halo: 3.5, spacing: 0 },
  };
  const LONGEST = { zh: 24, en: 44 }; // signs of a name beside its symbol
  const PLACES = { screen: 15.5, paper: 14 }; // from here on, places have their names beside them
  for (const [name, style] of Object.entries(STYLES)) style.name = name; // so that a stylesheet can say more
  const ROAD_ZOOM = { motorway: 13, trunk: 13, primary: 13.5, secondary: 14.5, tertiary: 15, minor: 16 };

  // Steps away from a middle, in pixels, the nearest first.
  const ROUND = Array.from({ length: 21 * 25 }, (_, i) => [((i % 21) - 10) * 12, (Math.floor(i / 21) - 12) * 12])
    .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));

  const lineSet = (style, zoom) => (entry) => {
    const lines = entry.lines.map((line) => Z.unpackLine(line));
    return { style, zoom, name: entry.name, lines, bounds: lines.map((line) => L.latLngBounds(line)) };
  };
  const named = (entries) => entries.filter((entry) => entry.name);
  const spots = (style, zoom, until) => (entry) => ({ style, zoom, until, name: entry.name, at: [entry.at[1], entry.at[0]] });

  // Is the position inside the district? (even-odd rule over all rings; true without an outline)
  function insideOf(polygons) {
    const rings = polygons.flat();
    return (lat, lon) => {
      let inside = false;
      for (const ring of rings) {
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
          const [y0, x0] = ring[i];
          const [y1, x1] = ring[j];
          if (y0 > lat !== y1 > lat && lon < ((x1 - x0) * (lat - y0)) / (y1 - y0) + x0) inside = !inside;
        }
      }
      return inside || !rings.length;
    };
  }

  function candidates() {
    const b = Z.data.backdrop;
    const roads = Object.entries(ROAD_ZOOM).flatMap(([name, zoom]) => named(b.roads[name] || []).map(lineSet("road", zoom)));
    return {
      water: named(b.rivers).map(lineSet("water", 12.5)),
      subdistricts: named(b.subdistricts).map(spots("subdistrict", 11.5, 15)),
      parks: named(b.parks).map(spots("park", 14.5, 20)),
      metro: named(b.metro).map(lineSet("metro", 14)),
      roads,
    };
  }

  // Boxes already taken, in pixels. A turned name takes a row of small boxes.
  class Taken {
    constructor() { this.boxes = []; }

    free(boxes) {
      return boxes.every(([x0, y0, x1, y1]) => this.boxes.every(([a0, b0, a1, b1]) => x1 < a0 || x0 > a1 || y1 < b0 || y0 > b1));
    }

    take(boxes) {
      if (!this.free(boxes)) return false;
      this.boxes.push(...boxes);
      return true;
    }
  }

  function turnedBoxes(x, y, angle, width, height) {
    const count = Math.max(1, Math.round(width / height));
    const boxes = [];
    for (let i = 0; i < count; i += 1) {
      const along = ((i + 0.5) / count - 0.5) * width;
      const cx = x + Math.cos(angle) * along;
      const cy = y + Math.sin(angle) * along;
      const half = height * 0.62;
      boxes.push([cx - half, cy - half, cx + half, cy + half]);
    }
    return boxes;
  }

  // Where on a pixel line a name of `width` fits: nearly straight, inside the view.
  function seat(points, width, size) {
    const inside = ([x, y]) => x > 8 && y > 8 && x < size.x - 8 && y < size.y - 8;
    const lengths = [0];
    for (let i = 1; i < points.length; i += 1) {
      lengths.push(lengths[i - 1] + Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]));
    }
    const total = lengths[lengths.length - 1];
    if (total < width * 1.05) return null;
    const at = (distance) => {
      let i = 1;
      while (i < points.length - 1 && lengths[i] < distance) i += 1;
      const share = (distance - lengths[i - 1]) / (lengths[i] - lengths[i - 1] || 1);
      return [0, 1].map((k) => points[i - 1][k] + share * (points[i][k] - points[i - 1][k]));
    };
    const middle = total / 2;
    const step = Math.max(width / 2, total / 24);
    for (let k = 0; k * step <= middle - width / 2; k += 1) {
      for (const centre of k ? [middle - k * step, middle + k * step] : [middle]) {
        const start = at(centre - width / 2);
        const end = at(centre + width / 2);
        const middlePoint = at(centre);
        const direct = Math.hypot(end[0] - start[0], end[1] - start[1]);
        if (direct > width * 0.97 && inside(start) && inside(end)) {
          let angle = Math.atan2(end[1] - start[1], end[0] - start[0]);
          if (angle > Math.PI / 2) angle -= Math.PI;
          if (angle < -Math.PI / 2) angle += Math.PI;
          return { x: middlePoint[0], y: middlePoint[1], angle };
        }
      }
    }
    return null;
  }

  Z.LabelLayer = L.Layer.extend({
    initialize() {
      this.sets = candidates();
      this.inside = insideOf(Z.unpackRings(Z.data.backdrop.district));
    },

    onAdd(map) {
      this.sheet = Z.svg("svg", { class: "names", "aria-hidden": "true" });
      map.getPane("names").append(this.sheet);
      map.on("moveend zoomend resize", this.draw, this);
      map.on("zoomstart", this.clear, this);
      this.draw();
    },

    onRemove(map) {
      map.off("moveend zoomend resize", this.draw, this);
      map.off("zoomstart", this.clear, this);
      this.sheet.remove();
    },

    clear() {
      this.sheet.replaceChildren();
    },

    draw() {
      const map = this._map;
      if (!map) return;
      this.size = map.getSize();
      this.view = map.getBounds();
      this.zoom = map.getZoom();
      this.sheet.setAttribute("width", this.size.x);
      this.sheet.setAttribute("height", this.size.y);
      L.DomUtil.setPosition(this.sheet, map.containerPointToLayerPoint([0, 0]));
      this.written = [];
      this.taken = new Taken();
      this.drawAll(this.symbols());
      this.sheet.replaceChildren(...this.written);
    },

    // The boxes of the symbols in sight, which no name shall cover.
    symbols() {
      const inside = 0.33; // the drawn part of a symbol's box, from its middle
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      const near = this.zoom >= Z.FAN_ZOOM;
      return [...this._map.getPane("symbols").querySelectorAll(".pin, .mix")].map((node) => {
        const { x, y } = L.DomUtil.getPosition(node).subtract(corner);
        const [dx, dy] = ["--dx", "--dy"].map((name) => (near && parseFloat(node.style.getPropertyValue(name))) || 0);
        const half = parseFloat(node.style.width) * (node.classList.contains("mix") ? 0.5 : inside * (near ? 0.94 : 0.7));
        return [x + dx - half, y + dy - half, x + dx + half, y + dy + half];
      });
    },

    drawAll(symbols) {
      this.taken.boxes.push(...symbols);
      if (this.zoom <= 14.5) for (const zone of Z.zones) if (zone.at) this.zoneName(zone);
      if (this.zoom >= (Z.onPaper ? PLACES.paper : PLACES.screen)) this.features();
      if (Z.tileNames) return; // the basemap of others has the names of the ground
      for (const entry of this.sets.water) this.along(entry);
      for (const entry of this.sets.subdistricts) this.spot(entry);
      for (const entry of this.sets.metro) this.along(entry);
      for (const entry of this.sets.roads) this.along(entry);
      for (const entry of this.sets.parks) this.spot(entry);
    },

    pixel(latlng) {
      const point = this._map.latLngToContainerPoint(latlng);
      return [point.x, point.y];
    },

    write(text, x, y, angle, style, colour) {
      const turn = angle ? `rotate(${((angle * 180) / Math.PI).toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})` : null;
      this.written.push(Z.svg("text", {
        class: style.name, x: x.toFixed(1), y: y.toFixed(1), transform: turn, fill: colour || style.colour, "stroke-width": style.halo,
        "font-size": style.size, "font-weight": style.weight, "letter-spacing": style.spacing || null, text,
      }));
    },

    // How wide the text will be, in pixels.
    measure(text, style) {
      ruler.font = `${style.weight} ${style.size}px ${FONT}`;
      return ruler.measureText(text).width + style.spacing * text.length;
    },

    // A zone's name stands where it is free, as near as can be to the zone's middle: inside it, else beside it,
    // but never in another zone.
    zoneName(zone) {
      const style = STYLES.zone;
      const name = Z.zoneName(zone);
      const half = this.measure(name, style) / 2 + 3;
      const [x0, y0] = this.pixel(zone.at);
      for (const each of Z.zones) each.inside = each.inside || insideOf(each.rings);
      const fits = (need) => ([dx, dy]) => {
        const [x, y] = [x0 + dx, y0 + dy];
        if (x < half || x > this.size.x - half) return false; // no name that the edge would cut
        const { lat, lng } = this._map.containerPointToLatLng([x, y]);
        const there = need ? zone.inside(lat, lng) : Z.zones.every((each) => each === zone || !each.inside(lat, lng));
        return there && this.taken.free([[x - half, y - style.size * 0.7, x + half, y + style.size * 0.7]]);
      };
      const found = ROUND.find(fits(true)) || (this.view.contains(zone.at) && ROUND.find(fits(false)));
      // on paper a zone without its name would be worse than a name over symbols
      if (!found && Z.onPaper && this.view.contains(zone.at)) this.write(name, x0, y0, 0, style, zone.tone || zone.strong);
      if (!found) return;
      const [x, y] = [x0 + found[0], y0 + found[1]];
      this.taken.take([[x - half, y - style.size * 0.7, x + half, y + style.size * 0.7]]);
      this.write(name, x, y, 0, style, zone.tone || zone.strong);
    },

    spot(entry) {
      if (this.zoom < (entry.zoom || 0) || this.zoom > (entry.until || 99) || !this.view.contains(entry.at)) return;
      const style = STYLES[entry.style];
      const width = this.measure(Z.said(entry.name), style);
      const [x, middle] = this.pixel(entry.at);
      const shifts = entry.style === "subdistrict" ? [0, -2, 2, -3.5, 3.5] : [0];
      for (const shift of shifts) {
        const y = middle + shift * style.size;
        if (this.taken.take([[x - width / 2 - 3, y - style.size * 0.7, x + width / 2 + 3, y + style.size * 0.7]])) {
          this.write(Z.said(entry.name), x, y, 0, style, entry.colour);
          return;
        }
      }
    },

    along(entry) {
      if (this.zoom < entry.zoom) return;
      const near = entry.lines.filter((_, i) => this.view.intersects(entry.bounds[i]));
      if (!near.length) return;
      const style = STYLES[entry.style];
      const width = this.measure(Z.said(entry.name), style) + 4;
      const lines = near.map((line) => line.map((latlng) => this.pixel(latlng)));
      const seats = lines.map((line) => seat(line, width, this.size)).filter(Boolean);
      for (const place of seats) {
        const { lat, lng } = this._map.containerPointToLatLng([place.x, place.y]);
        if (this.zoom < 14.5 && !this.inside(lat, lng)) continue; // far out, only our own names
        if (this.taken.take(turnedBoxes(place.x, place.y, place.angle, width, style.size * 1.25))) {
          this.write(Z.said(entry.name), place.x, place.y, place.angle, style);
          return;
        }
      }
    },

    features() {
      const style = STYLES.feature;
      for (const item of Z.single()) {
        if (!item.shown || item.broad || !this.view.contains(item.at)) continue;
        const label = Z.label(item);
        const text = label.length > LONGEST[Z.lang] ? label.slice(0, LONGEST[Z.lang] - 1) + "…" : label;
        const width = this.measure(text, style);
        const [px, py] = this.pixel(item.at);
        const y = py + item.offset[1] + 22;
        const x = px + item.offset[0];
        if (this.taken.take([[x - width / 2, y - 8, x + width / 2, y + 8]])) this.write(text, x, y, 0, style, item.zone.tone || item.zone.strong);
      }
    },
  });
})(Zonemap);
