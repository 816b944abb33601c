// What is known of one place, in the order in which it is asked for; and the marks that show it is selected.

(function (Z) {
  const english = () => Z.lang === "en";

  // A field of the data in the page's language, where it has both; else as it stands.
  Z.given = function (row, name, tag = "span") {
    const other = english() && row[name + "_en"];
    if (other) return Z.el(tag, { text: other });
    return row[name] ? Z.chinese(tag, String(row[name])) : null;
  };

  // ---- zone, name, stage ----

  function zoneWords(code) {
    const known = Z.zones.find((zone) => zone.code === code || zone.names.zh === code);
    return known ? Z.zoneName(known) : code || Z.t("field_zone_outside");
  }

  function zoneRemark({ p, zone }) {
    if (p.zone_reported && p.zone_agrees === false) {
      const fill = { reported: zoneWords(p.zone_reported), spatial: zoneWords(p.zone_spatial), gap: Z.metres(p.zone_gap_m || 0) };
      return Z.el("p", { class: "warn", text: Z.t("field_zone_gap", fill) });
    }
    return !p.zone_reported && zone.code !== "none" && Z.el("small", { text: Z.t("field_zone_derived") });
  }

  const chip = (text, attributes) => Z.el("span", { ...attributes, class: "chip " + ((attributes || {}).class || ""), text });

  function chips(item) {
    const { now } = item;
    return Z.el("p", { class: "chips" },
      chip(Z.zoneName(item.zone), { style: { "--fill": item.zone.colour, "--ink": item.zone.ink } }),
      chip(Z.word("kind", item.kind)),
      chip(Z.stageOf(now), { class: now.plan ? "planned" : "" }),
      zoneRemark(item));
  }

  // What else it is called: in the other language, and by the reports.
  function otherNames(item) {
    const { p } = item;
    const other = english() ? p.label || p.name : p.label_en || p.name_en;
    const aliases = String(p.aliases || "").split(";").filter(Boolean).join("；");
    return Z.el("p", { class: "names-too" },
      other && other !== Z.label(item) && (english() ? Z.chinese("span", other) : Z.el("span", { lang: "en", text: other })), " ",
      aliases && Z.el("span", {}, Z.t("field_aliases") + " ", Z.chinese("span", aliases)));
  }

  function roadText(p) {
    const [road, start, end] = ["road_name", "from_road", "to_road"].map((name) => (english() && p[name + "_en"]) || p[name]);
    if (!road || (!start && !end)) return road;
    return Z.t("field_road_from", { road, start: start || "?", end: end || "?" });
  }

  // ---- position ----

  function accuracyCell(item) {
    const radius = item.p.accuracy_m;
    if (radius === null || radius === undefined) return Z.t("accuracy_unknown");
    return Z.el("span", {}, Z.t("accuracy_value", { radius: Z.metres(radius) }), " ",
      Z.el("small", { text: Z.t(item.broad ? "accuracy_means_broad" : "accuracy_means_" + item.accuracy) }));
  }

  // "place way/1（47 m）": method, object and how far it lies from what was chosen.
  function runnerUpCell(p) {
    if (!p.runner_up) return null;
    const found = /^(\S+?)(?: ([^（]*))?（(\d+) m）$/.exec(p.runner_up);
    if (!found) return Z.given(p, "runner_up");
    const [, method, what, gap] = found;
    const named = english() && /: (.*) \(\d+ m\)$/.exec(p.runner_up_en || "");
    const inside = p.accuracy_m !== null && Number(gap) <= p.accuracy_m;
    return Z.el("span", {}, Z.word("method", method) + " ", named ? named[1] : Z.sourceLinks(what), " ",
      Z.el("small", { text: Z.t(inside ? "runner_up_inside" : "runner_up_outside", { gap: Z.metres(Number(gap)) }) }));
  }

  function sourceCell(p) {
    const source = Z.given(p, "source");
    const links = Z.sourceLinks(p.source_id);
    return source || links ? Z.el("span", {}, source, source && links && " · ", links) : null;
  }

  // ---- reports ----

  // "003:表3@120-134;004@12-15" → the pieces that no event stands for; all of it if it reads otherwise.
  function otherEvidence(item) {
    const told = new Set(item.events.map(({ report, start, end }) => [report, start, end].join()));
    const pieces = String(item.p.evidence || "").split(";").map((piece) => piece.trim()).filter(Boolean);
    return pieces.flatMap((piece) => {
      const found = /^([^:@]+)(?::([^@]+))?@(\d+)-(\d+)$/.exec(piece);
      if (!found) return [piece];
      const [, report, table, start, end] = found;
      return told.has([report, start, end].join()) ? [] : [[report, table, start + "–" + end].filter(Boolean).join(" ")];
    });
  }

  function reports(item) {
    const evidence = otherEvidence(item);
    if (!item.events.length && !evidence.length) return null;
    return Z.el("section", {}, Z.el("h3", { text: Z.t("history") }),
      item.events.length > 0 && Z.history(item.events, item.now),
      evidence.length > 0 && Z.el("p", { class: "evidence" }, Z.t("field_evidence") + " ", Z.chinese("span", evidence.join("；"))));
  }

  // Leads to another place; who came by the keyboard goes on in the card of that place.
  function relatedButton(entry) {
    const placed = entry.p !== undefined;
    const go = () => {
      if (!placed) return Z.showUnlocated(entry);
      Z.emit("find", entry);
      const head = document.querySelector(".card h2 span");
      return head && head.focus();
    };
    const words = placed ? [Z.word("kind", entry.kind), Z.stageOf(entry.now)] : [Z.word("kind", entry.row.kind), Z.t("tab_unlocated")];
    return Z.el("li", {}, Z.el("button", { type: "button", class: "plain", on: { click: go } },
      (placed ? Z.label : Z.rowLabel)(entry), " ", Z.el("small", { text: words.join(" · ") })));
  }

  function related(item) {
    const found = Z.related(item);
    return found.length > 0 && Z.el("section", {}, Z.el("h3", { text: Z.t("related") }), Z.el("ul", { class: "related" }, ...found.map(relatedButton)));
  }

  // ---- the card ----

  // [key of the field's name, text or element]; empty ones are left out.
  function table(rows) {
    const list = Z.el("dl", {});
    for (const [key, value] of rows) {
      if (value === null || value === undefined || value === "") continue;
      const cell = Z.el("dd", {}, value instanceof Node ? value : String(value));
      list.append(Z.el("dt", { text: Z.t(key) }), cell);
    }
    return list;
  }

  const quoted = (text) => text && Z.chinese("span", text);

  const main = ({ p, now, ...item }) => table([
    ["field_status", quoted(now.status)],
    ["field_year", now.year || (now.at ? Z.t("history_undated", { year: now.at }) : "")],
    ["field_road", quoted(roadText(p))],
    ["field_address", Z.given(p, "address")],
    ["field_parent", Z.given(p, "parent")],
    ["field_accuracy", accuracyCell({ p, ...item })],
  ]);

  const tail = ({ p }) => table([
    ["field_method", Z.word("method", p.method)],
    ["field_source", sourceCell(p)],
    ["field_snapshot", p.snapshot],
    ["field_runner_up", runnerUpCell(p)],
    ["field_note", Z.given(p, "note")],
    ["field_seen", p.first_seen && (p.last_seen && p.last_seen !== p.first_seen ? p.first_seen + " — " + p.last_seen : p.first_seen)],
  ]);

  function content(item) {
    const symbol = Z.symbol(item.kind, item.zone, item.stage, "fine");
    const zoom = Z.el("button", { type: "button", class: "plain", text: Z.t("zoom_to"), on: { click: () => Z.emit("zoom", item) } });
    return [
      Z.el("h2", {}, symbol, Z.el("span", { tabindex: "-1", text: Z.label(item) })),
      otherNames(item), chips(item), main(item), reports(item), related(item),
      Z.el("details", {}, Z.el("summary", { text: Z.t("card_more") }), tail(item)),
      Z.el("p", { class: "card-foot" }, zoom, Z.copyButton("copy_link", Z.permalink),
        Z.el("span", { class: "card-id" }, Z.el("span", { text: item.id }), " ", Z.copyButton("copy_id", () => item.id))),
    ].filter(Boolean);
  }

  Z.card = function (item) {
    const card = Z.el("div", { class: "card", role: "dialog", "aria-label": Z.label(item), "data-id": item.id }, ...content(item));
    let shown = item.now;
    Z.forget("card");
    Z.on("filtered", () => { // the timeline moves on beneath it
      if (shown === item.now) return;
      shown = item.now;
      card.replaceChildren(...content(item));
    }, "card");
    return card;
  };

  // Where the focus was before, and goes back to when the card is closed.
  let origin = null;
  Z.on("selected", (item) => {
    const nowhere = document.activeElement === document.body;
    if (item) origin = nowhere ? origin : document.activeElement;
    else if (nowhere && origin && origin.isConnected && !(Z.isPhone() && origin.matches("input"))) origin.focus();
  });

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
