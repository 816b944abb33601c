// Starts the page: Folium calls Zonemap.start with its map and its feature groups.

(function (Z) {
  let selected = null;
  let marks = null;
  let popup = null;
  let cameFrom = null;

  // Room for the folded panel on a phone.
  Z.padding = () => {
    const phone = Z.isPhone();
    return phone ? { paddingTopLeft: [12, 12], paddingBottomRight: [12, 110] } : { padding: [24, 24] };
  };

  function deselect() {
    const old = { marks, popup, selected };
    selected = marks = popup = null; // first, for removing a popup calls back
    if (old.marks) old.marks.remove();
    if (old.popup) old.popup.remove();
    Z.id("dock").hidden = true;
    if (!old.selected) return;
    markList(old.selected, false);
    Z.emit("selected", null);
  }

  function markList(item, on) {
    for (const node of document.querySelectorAll(".entry[data-id]")) {
      if (node.dataset.id === item.id) node.toggleAttribute("data-selected", on);
    }
  }

  // On a large screen the card hangs on its place, on a phone it lies at the foot.
  function openPopup(item) {
    if (!Z.map.getBounds().contains(item.at)) Z.map.panTo(item.at, { animate: false });
    popup = L.popup({
      maxWidth: 360,
      minWidth: 280,
      maxHeight: Math.max(180, Z.map.getSize().y * 0.62),
      autoPanPaddingTopLeft: [14, 14],
      autoPanPaddingBottomRight: [60, 40],
      offset: [item.offset[0], item.offset[1] - 8],
      className: "card-popup",
    }).setLatLng(item.at).setContent(Z.card(item));
    popup.on("remove", () => { if (popup) deselect(); });
    popup.openOn(Z.map);
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", Z.t("close"));
    close.title = Z.t("close");
  }

  function openDock(item) {
    Z.fold(true);
    const close = Z.el("button", { type: "button", class: "plain dock-close", "aria-label": Z.t("close"), text: "×", on: { click: deselect } });
    const dock = Z.id("dock");
    dock.replaceChildren(close, Z.card(item));
    dock.hidden = false;
    dock.scrollTop = 0;
    const size = Z.map.getSize();
    const here = Z.map.latLngToContainerPoint(item.at);
    const free = size.y - dock.offsetHeight; // what stays visible above the card
    if (here.y > free - 40 || here.y < 40 || here.x < 30 || here.x > size.x - 30) {
      Z.map.panBy([here.x - size.x / 2, here.y - free / 2], { animate: false });
    }
  }

  function select(item) {
    const focused = document.activeElement;
    deselect();
    Z.reveal(item);
    cameFrom = focused && focused !== document.body ? focused : null;
    selected = item;
    marks = Z.selectionMarks(item).addTo(Z.map);
    if (Z.isPhone()) openDock(item);
    else openPopup(item);
    markList(item, true);
    Z.say(Z.label(item));
    Z.emit("selected", item);
  }

  function escape(event) {
    if (event.key !== "Escape" || !selected) return;
    deselect();
    if (cameFrom && document.contains(cameFrom)) cameFrom.focus();
  }

  function zoomTo(item) {
    Z.map.fitBounds(Z.boundsOf(item), { ...Z.padding(), maxZoom: 16.5, animate: false });
  }

  // Symbols grow with the zoom; signs need room to be read.
  function sizes() {
    const zoom = Z.map.getZoom();
    const box = Z.map.getContainer();
    box.classList.toggle("far", zoom < 13.5);
    box.classList.toggle("middle", zoom >= 13.5 && zoom < 14.5);
    box.classList.toggle("near", zoom >= 14.5);
  }

  Z.credit = function () {
    const { meta } = Z.data;
    const dates = [...new Set(Object.values(meta.snapshots || {}))].sort();
    const span = dates.length > 1 ? dates[0] + " — " + dates[dates.length - 1] : dates[0];
    const base = Z.baseCredit ? Z.baseCredit() : "";
    const approval = meta.approval && Z.t("approval", { number: meta.approval });
    const words = [Z.t("indicative"), approval, meta.attribution || Z.t("attribution"), span && Z.t("data_of", { dates: span }), base];
    return words.filter(Boolean).join(" · ");
  };

  let controls = [];

  function addControls() {
    controls.forEach((control) => control.remove());
    const zoom = L.control.zoom({ position: "topright", zoomInTitle: Z.t("zoom_in"), zoomOutTitle: Z.t("zoom_out") });
    const tools = L.control({ position: "topright" });
    tools.onAdd = () => {
      const box = Z.el("div", { class: "leaflet-bar tools-bar" });
      box.append(
        Z.el("button", { type: "button", id: "home", title: Z.t("home"), "aria-label": Z.t("home"), on: { click: home } }, Z.icon("home")),
        ...Z.toolButtons());
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    const scale = L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 140 });
    const credit = L.control({ position: "bottomright" });
    credit.onAdd = () => Z.el("p", { class: "credit", text: Z.credit() });
    controls = [zoom, tools, scale, credit];
    controls.forEach((control) => control.addTo(Z.map));
  }

  function home() {
    if (Z.homeBounds) Z.map.fitBounds(Z.homeBounds, { ...Z.padding(), animate: false });
  }

  function changeLanguage(groups, backdrop) {
    Z.lang = Z.lang === "en" ? "zh" : "en";
    const address = new URL(location.href);
    if (Z.lang === "en") address.searchParams.set("lang", "en");
    else address.searchParams.delete("lang");
    try {
      history.replaceState(null, "", address);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // sandboxed frames may not write it
    }
    build(groups, backdrop);
    backdrop.labels.draw();
    if (selected) select(selected);
  }

  function build(groups, backdrop) {
    const folded = Z.id("panel").classList.contains("folded");
    Z.id("fold").dataset.tLabel = folded ? "panel_open" : "panel_close";
    Z.buildPanel();
    Z.buildLegend(Z.id("layers-pane"), groups, backdrop);
    Z.emit("built");
    addControls();
  }

  // The selection is part of the address.
  Z.selected = () => selected;
  Z.remember("sel", () => (selected ? selected.id : ""), (id) => {
    const item = Z.byId.get(id);
    if (item && item !== selected) Z.emit("find", item);
    else if (!item) deselect();
  });

  // Who asked for less motion sees the map jump, not glide.
  function keepStill(map) {
    if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const panBy = map.panBy.bind(map);
    map.panBy = (offset, options) => panBy(offset, { ...options, animate: false });
    map._zoomAnimated = false;
  }

  Z.start = function (map, groups) {
    Z.map = map;
    keepStill(map);
    const box = map.getContainer(); // a tab stop: arrow keys move the map
    box.setAttribute("role", "region");
    box.dataset.tLabel = "map";
    const { metro, subdistricts, outlines, bounds } = Z.drawBackdrop(map);
    const labels = new Z.LabelLayer();
    const backdrop = { labels, outlines, subdistricts, metro };
    Z.backdropLayers = backdrop;
    Z.homeBounds = bounds || (Z.features.length ? L.latLngBounds(Z.features.map((item) => item.at)) : null);
    Z.buildFeatures(groups);
    labels.addTo(map);
    Z.startPanel();
    build(groups, backdrop);
    Z.startSearch();
    map.invalidateSize({ animate: false });
    home();
    if (Z.homeBounds) map.setMaxBounds(Z.homeBounds.pad(0.6));
    sizes();
    map.on("zoomend", sizes);
    map.on("click", deselect);
    Z.on("select", select);
    Z.on("zoom", zoomTo);
    Z.on("find", (item) => {
      if (Z.map.getZoom() < 14.5 || !Z.map.getBounds().contains(item.at)) zoomTo(item);
      select(item);
    });
    Z.on("filtered", () => { if (selected && !selected.shown) deselect(); });
    Z.on("filtered", () => labels.draw());
    Z.on("basemap", () => labels.draw());
    Z.id("language").addEventListener("click", () => changeLanguage(groups, backdrop));
    document.addEventListener("keydown", escape);
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
        event.preventDefault();
        Z.id("search").focus();
      }
    });
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    Z.emit("started");
    Z.startPermalink();
    document.documentElement.dataset.ready = "true";
  };
})(Zonemap);
