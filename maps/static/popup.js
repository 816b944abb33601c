// What is known of one place, as rows of words; and the marks that show it is selected.

(function (Z) {
  function zoneWords(code) {
    const known = Z.zones.find((zone) => zone.code === code || zone.names.zh === code);
    return known ? Z.zoneName(known) : code || Z.t("field_zone_outside");
  }

  function zoneRow(item) {
    const { p } = item;
    const chip = Z.el("span", { class: "chip", style: { "--fill": item.zone.colour, "--ink": item.zone.ink }, text: Z.zoneName(item.zone) });
    const reported = p.zone_reported;
    let remark = null;
    if (!reported && item.zone.code !== "none") {
      remark = Z.el("small", { text: Z.t("field_zone_derived") });
    } else if (reported && p.zone_agrees === false) {
      remark = Z.el("small", {
        class: "warn",
        text: Z.t("field_zone_gap", {
          reported: zoneWords(reported), spatial: zoneWords(p.zone_spatial), gap: Z.metres(p.zone_gap_m || 0),
        }),
      });
    }
    return Z.el("span", {}, chip, remark && " ", remark);
  }

  function roadText(p) {
    if (!p.road_name) return "";
    if (!p.from_road && !p.to_road) return p.road_name;
    return Z.t("field_road_from", { road: p.road_name, start: p.from_road || "?", end: p.to_road || "?" });
  }

  function accuracyText(item) {
    const radius = item.p.accuracy_m;
    if (radius === null || radius === undefined) return Z.t("accuracy_unknown");
    return Z.t("accuracy_value", { radius: Z.metres(radius) });
  }

  // "003:表3@120-134;004@12-15" → one line a report: 003：表3 120–134 …; null if it reads otherwise.
  function evidencePlaces(evidence) {
    const byReport = new Map();
    for (const piece of evidence.split(";")) {
      const found = /^([^:@]+)(?::([^@]+))?@(\d+)-(\d+)$/.exec(piece.trim());
      if (!found) return null;
      const [, report, table, start, end] = found;
      if (!byReport.has(report)) byReport.set(report, []);
      byReport.get(report).push((table ? table + " " : "") + start + "–" + end);
    }
    return byReport;
  }

  function evidenceCell(p) {
    const titles = Z.data.meta.reports || {};
    const places = p.evidence && evidencePlaces(p.evidence);
    if (!places) return [p.report, p.table_ref, p.evidence].filter(Boolean).join(" · ");
    const lines = [...places].map(([report, positions]) => Z.el("span", { title: titles[report] },
      Z.el("b", { text: report }), " " + positions.join(Z.lang === "en" ? ", " : "、")));
    return Z.el("span", { class: "places" }, ...lines);
  }

  // The first word of a runner-up is its method.
  function runnerUpText(p) {
    const [first, ...rest] = String(p.runner_up || "").split(" ");
    return [Z.word("method", first), ...rest].join(" ");
  }

  const spaced = (text) => String(text || "").split(";").filter(Boolean).join("；");

  // [key of the field's name, text or element]; empty ones are left out.
  function rows(item) {
    const { p } = item;
    return [
      ["field_kind", Z.word("kind", item.kind)],
      ["field_zone", zoneRow(item)],
      ["field_stage", p.stage && Z.word("stage", p.stage)],
      ["field_status", p.status],
      ["field_year", p.year],
      ["field_road", roadText(p)],
      ["field_address", p.address],
      ["field_parent", p.parent],
      ["field_aliases", spaced(p.aliases)],
      ["field_evidence", evidenceCell(p)],
      ["field_seen", p.first_seen && (p.last_seen && p.last_seen !== p.first_seen ? p.first_seen + " — " + p.last_seen : p.first_seen)],
      ["field_method", Z.word("method", p.method)],
      ["field_accuracy", accuracyText(item)],
      ["field_source", [p.source, p.source_id].filter(Boolean).join(" · ")],
      ["field_snapshot", p.snapshot],
      ["field_runner_up", runnerUpText(p)],
      ["field_note", p.note],
      ["field_id", p.id],
    ].filter(([, value]) => value !== null && value !== undefined && value !== "");
  }

  Z.card = function (item) {
    const list = Z.el("dl", {});
    for (const [key, value] of rows(item)) {
      const cell = Z.el("dd", {});
      cell.append(value instanceof Node ? value : String(value));
      list.append(Z.el("dt", { text: Z.t(key) }), cell);
    }
    const symbol = Z.symbol(item.kind, item.zone, item.stage, "fine");
    const head = Z.el("h2", {}, symbol, Z.el("span", { text: Z.label(item) }));
    const zoom = Z.el("button", { type: "button", class: "plain", text: Z.t("zoom_to"), on: { click: () => Z.emit("zoom", item) } });
    return Z.el("div", { class: "card", role: "dialog", "aria-label": Z.label(item) }, head, list, Z.el("p", { class: "card-foot" }, zoom));
  };

  // The margin of a position: a circle round a point or a guessed shape, and a glow on the shape; a ring.
  Z.selectionMarks = function (item) {
    const marks = L.layerGroup();
    const dark = { color: "#111", interactive: false, pane: "shapes" };
    const radius = item.p.accuracy_m;
    if (radius > 0 && (item.type === "point" || item.accuracy !== "fine")) {
      L.circle(item.at, { ...dark, radius, weight: 1.4, dashArray: "5 5", fillColor: item.zone.colour, fillOpacity: 0.1 }).addTo(marks);
    }
    if (item.type === "line") {
      L.polyline(item.parts, { ...dark, weight: 11, opacity: 0.28 }).addTo(marks);
    } else if (item.type === "polygon") {
      L.polygon(item.parts, { ...dark, weight: 3, opacity: 0.85, fillColor: item.zone.colour, fillOpacity: 0.22 }).addTo(marks);
    }
    const icon = new Z.DrawnIcon({ className: "ring", draw: () => "", iconSize: [40, 40], style: Z.fanStyle(item) });
    L.marker(item.at, { icon, interactive: false, keyboard: false, pane: "symbols", zIndexOffset: 900 }).addTo(marks);
    return marks;
  };
})(Zonemap);
