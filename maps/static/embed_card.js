// What is said of one place: in a card over the map, or under its line in the list.

(function (Z) {
  let selected = null;
  let marks = null;
  let cameFrom = null;

  Z.facts = function (item) {
    const titles = Z.reportTitles(item);
    const rows = [
      ["public_stage", Z.progress(item)],
      ["public_position", Z.positionWords(item)],
      ["public_reports", titles.length && Z.el("ul", {}, ...titles.map((title) => Z.el("li", { text: title })))],
    ];
    const list = Z.el("dl", {});
    for (const [key, value] of rows) {
      if (!value) continue;
      const cell = Z.el("dd", {});
      cell.append(value);
      list.append(Z.el("dt", { text: Z.t(key) }), cell);
    }
    return list;
  };

  function head(item) {
    const name = Z.el("h2", { id: "card-name", tabindex: "-1", text: Z.label(item) });
    const chip = Z.el("span", { class: "chip", style: { "--fill": item.zone.colour, "--ink": item.zone.ink }, text: Z.zoneName(item.zone) });
    return Z.el("div", { class: "card-head" }, Z.symbol(item.kind, item.zone, item.stage, "fine"),
      Z.el("div", {}, name, Z.el("p", {}, chip, " " + Z.word("kind", item.kind))));
  }

  // The margin of a position: a circle round a point or a guessed shape, and a glow on the shape.
  function marksOf(item) {
    const found = L.layerGroup();
    const style = { color: "#111", interactive: false, pane: "shapes" };
    const radius = item.p.accuracy_m;
    if (radius > 0 && (item.type === "point" || item.accuracy !== "fine")) {
      const colour = item.zone.tone;
      L.circle(item.at, { ...style, color: colour, radius, weight: 1.6, dashArray: "5 5", fillColor: item.zone.colour, fillOpacity: 0.14 }).addTo(found);
    }
    if (item.type === "line") L.polyline(item.parts, { ...style, weight: 11, opacity: 0.3 }).addTo(found);
    if (item.type === "polygon") L.polygon(item.parts, { ...style, weight: 3, opacity: 0.85, fillColor: item.zone.colour, fillOpacity: 0.22 }).addTo(found);
    const icon = new Z.DrawnIcon({ className: "ring", draw: () => "", iconSize: [40, 40], style: Z.fanStyle(item) });
    L.marker(item.at, { icon, interactive: false, keyboard: false, pane: "symbols", zIndexOffset: 900 }).addTo(found);
    return found;
  }

  // The place must not lie under the card, the legend or outside the view.
  function bringToSight(item) {
    const box = Z.map.getContainer().getBoundingClientRect();
    const cover = Z.id("card").getBoundingClientRect();
    const here = Z.map.latLngToContainerPoint(item.at);
    const atFoot = cover.width > box.width * 0.7;
    const free = atFoot ? { x: box.width, y: cover.top - box.top } : { x: cover.left - box.left, y: box.height };
    if (here.x > 30 && here.x < free.x - 30 && here.y > 30 && here.y < free.y - 30) return;
    Z.map.panBy([here.x - free.x / 2, here.y - free.y / 2], { animate: false });
  }

  Z.closeCard = function () {
    if (!selected) return;
    marks.remove();
    selected = marks = null;
    Z.id("card").hidden = true;
    Z.emit("selected", null);
  };

  function close() {
    const back = cameFrom;
    Z.closeCard();
    (back && document.contains(back) && back.getClientRects().length ? back : Z.map.getContainer()).focus({ preventScroll: true });
  }

  Z.openCard = function (item, focus) {
    const focused = document.activeElement;
    Z.closeCard();
    cameFrom = focused;
    selected = item;
    marks = marksOf(item).addTo(Z.map);
    const card = Z.id("card");
    card.setAttribute("aria-label", Z.label(item));
    card.replaceChildren(
      Z.el("button", { type: "button", class: "close", "aria-label": Z.t("close"), title: Z.t("close"), text: "×", on: { click: close } }),
      head(item), Z.facts(item),
      Z.el("p", { class: "card-foot" }, Z.el("button", { type: "button", class: "plain", text: Z.t("zoom_to"), on: { click: () => Z.zoomTo(item) } })));
    card.hidden = false;
    card.scrollTop = 0;
    Z.foldKey();
    bringToSight(item);
    if (focus) card.querySelector("h2").focus({ preventScroll: true });
    Z.say(Z.label(item));
    Z.emit("selected", item);
  };

  Z.selected = () => selected;

  Z.on("filtered", () => { if (selected && !selected.shown) Z.closeCard(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && selected) close(); });
})(Zonemap);
