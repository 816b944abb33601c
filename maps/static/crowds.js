// Many places: symbols gathered by squares of the map, lines and areas on a canvas; both only for what
// is in view, so that a step costs the same however much there is.

(function (Z) {
  const LARGEST = 1500; // lines and areas drawn at once
  const SQUARES = [[13.5, 88], [15.5, 84], [17, 76], [18.5, 56], [99, 24]]; // until this zoom, pixels

  // Positions as a share of the Mercator world, computed once, and again where a basemap shifts them.
  const drawn = (lat, lng) => (Z.shift ? Z.shift({ lat, lng }) : { lat, lng });
  const across = (lon) => (lon + 180) / 360;
  const down = (lat) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  function table(count, cells) {
    return Array.from({ length: cells }, () => new Float64Array(count));
  }

  // ---- symbols ----

  // The squares of the present zoom: how large the world is in pixels, and which square a place is in.
  function grid(map, places) {
    const zoom = map.getZoom();
    const world = 256 * 2 ** zoom;
    const size = SQUARES.find(([until]) => zoom < until)[1];
    const fan = zoom >= Z.FAN_ZOOM;
    const at = (order, axis) => Math.floor((places[axis][order] * world + (fan ? Z.features[order].fan[axis] : 0)) / size);
    return { world, size, column: (order) => at(order, 0), row: (order) => at(order, 1) };
  }

  const keyOf = (column, row) => row * 1e7 + column;

  // Which places stand in each square of the view: square → places, by their order in the data.
  function squares(map, { size, column, row }, skip) {
    const { min, max } = map.getPixelBounds();
    const [left, top, right, bottom] = [min.x, min.y, max.x, max.y].map((v, i) => Math.floor(v / size) + (i < 2 ? -1 : 1));
    const found = new Map();
    for (let i = 0; i < Z.features.length; i += 1) {
      if (!Z.features[i].shown || Z.features[i] === skip) continue;
      const x = column(i);
      if (x < left || x > right) continue;
      const y = row(i);
      if (y < top || y > bottom) continue;
      const members = found.get(keyOf(x, y));
      if (members) members.push(i);
      else found.set(keyOf(x, y), [i]);
    }
    return found;
  }

  // The middle of the places in a square, so far from its edge that rings do not touch.
  function middle(members, places, key, { size, world }, ring) {
    const inset = Math.min(ring, size) / 2;
    const corner = [(key % 1e7) * size, Math.floor(key / 1e7) * size];
    return corner.map((start, axis) => {
      let sum = 0;
      for (const i of members) sum += places[axis][i];
      const mean = (sum / members.length) * world;
      return Math.min(start + size - inset, Math.max(start + inset, mean));
    });
  }

  function symbols(map, places) {
    const layer = L.featureGroup().addTo(map);
    const alone = L.featureGroup().addTo(map);
    const hints = Z.hints(map);
    const orders = new Map(Z.features.map((item, order) => [item, order]));
    const drawn = new Map(); // square → what stands for it
    let world = 0; // its size in pixels when these were drawn
    let chosen = null;

    const gather = (members, key, now) => {
      const items = members.map((i) => Z.features[i]);
      const mix = Z.mix(items);
      const icon = Z.clusterIcon(mix);
      const at = map.unproject(L.point(middle(members, places, key, now, icon.options.iconSize[0])), map.getZoom());
      const marker = L.marker(at, { icon, keyboard: false, pane: "symbols" });
      marker.mix = mix;
      marker.members = items;
      return marker;
    };

    const drop = (key) => {
      layer.removeLayer(drawn.get(key));
      drawn.delete(key);
    };

    // A square that stays in view stays as it is.
    const move = () => {
      const now = grid(map, places);
      if (now.world !== world) [...drawn.keys()].forEach(drop);
      world = now.world;
      const found = squares(map, now, chosen);
      for (const key of [...drawn.keys()]) if (!found.has(key)) drop(key);
      for (const [key, members] of found) {
        if (drawn.has(key)) continue;
        const marker = members.length === 1 ? Z.marker(Z.features[members[0]]) : gather(members, key, now);
        drawn.set(key, marker);
        layer.addLayer(marker);
      }
    };

    const draw = () => {
      [...drawn.keys()].forEach(drop);
      move();
    };

    for (const group of [layer, alone]) {
      group.on("click", ({ propagatedFrom: marker }) => {
        if (marker.item) Z.emit("select", marker.item);
        else if (map.getZoom() < map.getMaxZoom()) Z.openCluster(map, L.latLngBounds(marker.members.map((item) => item.at)));
        else Z.emit("select", marker.members[0]);
      });
      group.on("mouseover", ({ propagatedFrom: marker }) => {
        if (marker.item) hints.place(marker.item);
        else hints.mix(marker.getLatLng(), marker.mix);
      });
      group.on("mouseout", hints.hide);
    }
    map.on("moveend", move);
    Z.on("selected", (item) => {
      if (item === chosen) return;
      const now = grid(map, places);
      for (const changed of [chosen, item].filter(Boolean)) {
        const key = keyOf(now.column(orders.get(changed)), now.row(orders.get(changed)));
        if (drawn.has(key)) drop(key);
      }
      chosen = item;
      alone.clearLayers();
      if (item) alone.addLayer(Z.marker(item));
      move();
    });
    Z.single = () => [...drawn.values()].map((marker) => marker.item).concat(chosen).filter(Boolean);
    return draw;
  }

  // ---- lines and areas ----

  // West, north, east, south of each place in shares of the world.
  function fillBoxes(found) {
    Z.features.forEach((item, i) => {
      const [south, west, north, east] = item.box;
      const low = drawn(south, west);
      const high = drawn(north, east);
      [across(low.lng), down(high.lat), across(high.lng), down(low.lat)].forEach((v, k) => { found[k][i] = v; });
    });
  }

  function shapes(map, [west, north, east, south]) {
    const renderer = L.canvas({ pane: "shapes", tolerance: 4, padding: 0.1 }).addTo(map);
    const layer = L.layerGroup().addTo(map);
    const drawn = new Map(); // place → its layers

    // The largest that the view shows.
    const wanted = () => {
      const world = 256 * 2 ** map.getZoom();
      const { min, max } = map.getPixelBounds();
      const smallest = 4; // pixels
      const found = [];
      Z.features.forEach((item, i) => {
        if (!item.shown || item.type === "point" || item.broad) return;
        const size = Math.max(east[i] - west[i], south[i] - north[i]) * world;
        if (size < smallest || east[i] * world < min.x || west[i] * world > max.x || south[i] * world < min.y || north[i] * world > max.y) return;
        found.push([size, item]);
      });
      return found.sort((a, b) => b[0] - a[0]).slice(0, LARGEST).map(([, item]) => item);
    };

    const forget = (item) => {
      for (const part of drawn.get(item)) layer.removeLayer(part);
      drawn.delete(item);
    };

    const draw = () => {
      const items = wanted();
      const kept = new Set(items);
      for (const item of [...drawn.keys()]) if (!kept.has(item)) forget(item);
      for (const item of items) {
        if (drawn.has(item)) continue;
        drawn.set(item, Z.shapeLayers(item, { pane: "shapes", renderer }, true));
        for (const part of drawn.get(item)) layer.addLayer(part);
      }
    };
    map.on("moveend", draw);
    return { draw, forget: (items) => { for (const item of items) if (drawn.has(item)) forget(item); } };
  }

  // ---- what says so ----

  function note(map) {
    const control = L.control({ position: "topleft" });
    const words = () => Z.t("crowd_note", { count: Z.features.length, limit: LARGEST });
    control.onAdd = () => Z.el("p", { class: "crowd-note", role: "note", text: words() });
    control.addTo(map);
    Z.on("built", () => { control.getContainer().textContent = words(); });
  }

  // The parts that draw many places, as those of a few do: add, remove, redraw.
  Z.crowd = function (map) {
    const box = table(Z.features.length, 4);
    const places = table(Z.features.length, 2);
    const fill = () => {
      fillBoxes(box);
      Z.features.forEach((item, i) => {
        const { lat, lng } = drawn(...item.at);
        places[0][i] = across(lng);
        places[1][i] = down(lat);
      });
    };
    fill();
    Z.on("projected", fill);
    const drawSymbols = symbols(map, places);
    const { draw, forget } = shapes(map, box);
    const margins = Z.margins(map);
    let waiting = false;
    // several changes at once are drawn once
    const soon = () => {
      if (waiting) return;
      waiting = true;
      queueMicrotask(() => {
        waiting = false;
        drawSymbols();
        draw();
        margins.add();
      });
    };
    note(map);
    return [{ add: soon, remove: soon, redraw: (items) => { forget(items); soon(); } }];
  };
})(Zonemap);
