// The legend of a printed sheet: only what is on it, in the looks it has there.

(function (Z) {
  const count = (items, test) => items.filter(test).length;
  const row = (sample, text, number) => Z.el("li", {}, sample, Z.el("span", { text }), number ? Z.el("i", { text: String(number) }) : null);
  const block = (name, title, rows) => (rows.length ? Z.el("section", { class: "key key-" + name }, Z.el("h2", { text: title }), Z.el("ul", {}, ...rows)) : null);

  function sample(...shapes) {
    return Z.svg("svg", { class: "sample", viewBox: "0 0 30 12", width: 30, height: 12, "aria-hidden": "true" }, ...shapes);
  }
  const stroke = (colour, width, dash, cap) => Z.svg("path", { d: "M1 6H29", fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dash, "stroke-linecap": cap });
  const soft = (colour) => Z.svg("path", { d: "M1 6H29", stroke: colour, "stroke-width": 11, "stroke-opacity": 0.24 });
  const ring = (look) => Z.svg("circle", { cx: 15, cy: 6, fill: "#fff", ...look });
  const field = (fill, opacity, colour, dash) => Z.svg("rect", { x: 3, y: 1.5, width: 24, height: 9, fill, "fill-opacity": opacity, stroke: colour, "stroke-width": colour ? 1.6 : null, "stroke-dasharray": dash });

  function lineSample(group, zone) {
    const dash = { planned: "8 4", unstated: "2 4" }[group];
    return sample(stroke(zone.strong, 4, dash), group === "active" ? stroke("#fff", 1.4) : null);
  }

  // Is the outline of the zone on the sheet?
  const outlined = (zone) => Boolean(zone.rings.length) && Z.map.hasLayer(Z.backdropLayers.outlines)
    && Z.map.getBounds().intersects(L.latLngBounds(zone.rings.flat(2)));

  function zoneRows(items) {
    return [...Z.zones, Z.zone("none")].map((zone) => [zone, count(items, (item) => item.zone === zone)]).filter(([zone, number]) => number || outlined(zone))
      .map(([zone, number]) => row(sample(field(zone.colour, 1)), Z.zoneName(zone), number));
  }

  function kindRows(items) {
    const kinds = [...new Set(items.map((item) => item.kind))].sort((a, b) => Z.kindRank(a) - Z.kindRank(b));
    return kinds.map((kind) => row(Z.symbol(kind, Z.zone("none"), "done", "fine"), Z.word("kind", kind), count(items, (item) => item.kind === kind)));
  }

  // Symbols and lines of one stage, each if it is on the sheet.
  function stageRows(items) {
    const grey = { ...Z.zone("none"), colour: "#5f6670" };
    const lines = items.some((item) => item.type === "line" && item.accuracy === "fine");
    return Object.keys(Z.style.stages).map((group) => [group, count(items, (item) => item.stage === group)]).filter(([, number]) => number)
      .map(([group, number]) => row(Z.el("span", { class: "pair" }, Z.symbol("road", grey, group, "fine", false), lines && lineSample(group, grey)), Z.t("stage_" + group), number));
  }

  function accuracyRows(items) {
    const grey = Z.zone("none");
    return Object.keys(Z.style.accuracy).map((key) => [key, count(items, (item) => item.accuracy === key)]).filter(([, number]) => number)
      .map(([key, number]) => row(Z.symbol("road", grey, "done", key, false), Z.t("accuracy_" + key), number));
  }

  function groundRows(items) {
    const { outlines, subdistricts, metro } = Z.backdropLayers;
    const b = Z.data.backdrop;
    const grey = Z.zone("none");
    const lines = items.filter((item) => item.type === "line" && item.accuracy !== "fine");
    const drawn = (selector) => Boolean(Z.map.getContainer().querySelector(selector));
    const areas = items.filter((item) => item.type === "polygon" && !item.broad);
    const rows = [
      [areas.some((item) => item.accuracy === "fine"), field(grey.colour, 0.34, grey.strong), "print_area"],
      [areas.some((item) => item.accuracy !== "fine"), field(grey.colour, 0.16, grey.strong, "3 3"), "print_area_rough"],
      [lines.length, [soft(grey.colour), stroke(grey.strong, 3, "0.1 5.5", "round")], "print_line_rough"],
      [drawn(".margin"), ring({ r: 5, stroke: grey.strong, "stroke-dasharray": "2 2" }), "print_margin"],
      [drawn(".mix"), ring({ r: 4.6, stroke: grey.colour, "stroke-width": 2.6 }), "print_cluster"],
      [Z.zones.some((zone) => zone.rings.length) && Z.map.hasLayer(outlines), field(grey.colour, 0.08, grey.colour, "6 3"), "backdrop_outlines"],
      [b.subdistricts.length && Z.map.hasLayer(subdistricts), stroke("#8b8577", 1.2, "2 3"), "backdrop_subdistricts"],
      [b.metro.length && Z.map.hasLayer(metro), stroke("#8d91a0", 1.5, "5 3"), "backdrop_metro"],
      [Object.values(b.roads).some((list) => list.length), [stroke("#bfae86", 4), stroke("#fbeab5", 2.6)], "print_roads"],
      [b.water.length || b.rivers.length, field("#b3d3e6", 1), "print_water"],
      [b.parks.length, field("#d5e8c8", 1), "print_parks"],
    ];
    return rows.filter(([there]) => there).map(([, shape, key]) => row(sample(...[shape].flat()), Z.t(key)));
  }

  Z.sheetLegend = (items) => Z.el("aside", { class: "sheet-legend sheet-part" },
    block("zones", Z.t("zones"), zoneRows(items)),
    block("kinds", Z.t("kinds"), kindRows(items)),
    block("stages", Z.t("stages"), stageRows(items)),
    block("accuracy", Z.t("accuracy_legend"), accuracyRows(items)),
    block("ground", Z.t("print_ground"), groundRows(items)));
})(Zonemap);
