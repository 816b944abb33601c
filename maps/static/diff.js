// Starts the page of differences: Folium calls Zonemap.start with its map.

(function (Z) {
  let labels = null;
  let controls = [];
  let before = null; // what the map showed before it was printed

  function addControls() {
    controls.forEach((control) => control.remove());
    const zoom = L.control.zoom({ position: "topright", zoomInTitle: Z.t("zoom_in"), zoomOutTitle: Z.t("zoom_out") });
    const scale = L.control.scale({ position: "bottomright", imperial: false, maxWidth: 100 });
    const home = L.control({ position: "topright" });
    home.onAdd = () => {
      const box = Z.el("div", { class: "leaflet-bar tools-bar" });
      box.append(Z.el("button", { type: "button", id: "home", title: Z.t("home"), "aria-label": Z.t("home"), on: { click: () => Z.home && Z.map.fitBounds(Z.home, { animate: false }) } }, Z.icon("home")));
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    controls = [zoom, home, scale];
    controls.forEach((control) => control.addTo(Z.map));
  }

  function key() {
    const line = (attributes) => Z.svg("svg", { viewBox: "0 0 40 20", "aria-hidden": "true", focusable: "false" },
      Z.svg("path", { d: "M2 10h30", fill: "none", "stroke-width": 3, ...attributes }));
    const arrow = line({ stroke: Z.COLOURS.new });
    arrow.append(Z.svg("path", { d: "M29 3.500L39 10l-10 6.500z", fill: Z.COLOURS.new }));
    const row = (sample, name) => Z.el("li", {}, sample, Z.el("span", { text: Z.t(name) }));
    Z.id("key-body").replaceChildren(row(line({ stroke: Z.COLOURS.new }), "diff_key_new"), row(line({ stroke: Z.COLOURS.old, "stroke-dasharray": "6 4" }), "diff_key_old"), row(arrow, "diff_key_arrow"));
  }

  function heading() {
    const { meta, versions } = Z.data;
    const district = (Z.lang === "en" && meta.district_en) || meta.district;
    const title = Z.t("title", { district });
    const [old, now] = versions.map((version) => version || Z.t("diff_no_version"));
    Z.id("page-title").textContent = document.title = title;
    Z.id("versions").textContent = Z.t("diff_versions", { old, new: now });
    document.documentElement.lang = Z.lang === "en" ? "en" : "zh-CN";
    const words = [Z.t("indicative"), meta.attribution || Z.t("attribution"), meta.approval && Z.t("approval", { number: meta.approval })];
    Z.id("foot").replaceChildren(...words.filter(Boolean).map((text) => Z.el("span", { text })));
  }

  function speak() {
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = Z.t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", Z.t(node.dataset.tLabel));
    for (const node of document.querySelectorAll("[data-t-title]")) node.title = Z.t(node.dataset.tTitle);
    for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = Z.t(node.dataset.tPlaceholder);
    Z.map.getContainer().setAttribute("aria-label", Z.t("map"));
    heading();
    key();
    addControls();
  }

  function changeLanguage() {
    Z.lang = Z.lang === "en" ? "zh" : "en";
    speak();
    Z.buildFilters();
    Z.buildList();
    Z.drawChanges();
    labels.draw();
  }

  // On paper the map has the width of the sheet: it is laid out anew, with what it shows.
  function paper(on) {
    const view = Z.map.getBounds();
    document.documentElement.classList.toggle("paper", on);
    Z.map.options.zoomSnap = on ? 0.05 : 0.5; // no room on a sheet is left unused
    Z.map.invalidateSize({ animate: false });
    Z.map.fitBounds(on ? view : before, { animate: false });
    if (on) before = view;
    labels.draw();
    Z.listAll(on);
  }

  Z.start = function (map) {
    map.getContainer().setAttribute("role", "region"); // a tab stop: arrow keys move the map
    Z.startMap(map);
    speak();
    Z.startList();
    Z.id("key").open = !Z.isPhone();
    labels = new Z.LabelLayer().addTo(map);
    Z.id("language").addEventListener("click", changeLanguage);
    Z.id("print").addEventListener("click", () => window.print());
    window.addEventListener("beforeprint", () => paper(true));
    window.addEventListener("afterprint", () => paper(false));
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(Z.id("map-section"));
    document.documentElement.dataset.ready = "true";
  };
})(Zonemap);
