// Starts the public page: Folium calls Zonemap.start with its map and its feature groups.

(function (Z) {
  let labels = null;
  let controls = [];
  Z.view = Z.asked.view;

  // Room for the open legend, where it would not take more than a third of the map.
  function room() {
    const key = Z.id("key");
    const side = key.open && roomy() ? key.offsetWidth + 10 : 0;
    return { paddingTopLeft: [14 + (side < window.innerWidth / 3 ? side : 0), 14], paddingBottomRight: [14, 14], animate: false };
  }

  function fit(zone) {
    const bounds = zone && zone.rings.length ? L.latLngBounds(zone.rings.flat(2)) : Z.homeBounds;
    if (bounds) Z.map.fitBounds(bounds, room());
  }

  Z.zoomTo = (item) => Z.map.fitBounds(Z.boundsOf(item), { ...room(), maxZoom: 16 });

  // Symbols grow with the zoom; signs need room to be read.
  function sizes() {
    const zoom = Z.map.getZoom();
    const box = Z.map.getContainer();
    box.classList.toggle("far", zoom < 13.5);
    box.classList.toggle("middle", zoom >= 13.5 && zoom < 14.5);
    box.classList.toggle("near", zoom >= 14.5);
  }

  // ---- words ----

  function addControls() {
    controls.forEach((control) => control.remove());
    const zoom = L.control.zoom({ position: "topright", zoomInTitle: Z.t("zoom_in"), zoomOutTitle: Z.t("zoom_out") });
    const scale = L.control.scale({ position: "bottomright", imperial: false, maxWidth: 100 });
    const home = L.control({ position: "topright" });
    home.onAdd = () => {
      const box = Z.el("div", { class: "leaflet-bar tools-bar" });
      box.append(Z.el("button", { type: "button", id: "home", title: Z.t("home"), "aria-label": Z.t("home"), on: { click: () => fit(null) } }, Z.icon("home")));
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    controls = [zoom, home, scale];
    controls.forEach((control) => control.addTo(Z.map));
  }

  function heading() {
    const zone = Z.chosenZone();
    const title = Z.titleWords();
    Z.id("page-title").textContent = title;
    document.title = zone ? Z.zoneName(zone) + " · " + title : title;
    document.documentElement.lang = Z.lang === "en" ? "en" : "zh-CN";
  }

  function foot() {
    const { meta } = Z.data;
    const dates = meta.dates.join(" — ");
    const words = [
      Z.t("indicative"), meta.attribution || Z.t("attribution"),
      dates && Z.t("data_of", { dates }), meta.approval && Z.t("public_approval", { number: meta.approval }),
    ];
    Z.id("foot").replaceChildren(...words.filter(Boolean).map((text) => Z.el("span", { text })));
  }

  function speak() {
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = Z.t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", Z.t(node.dataset.tLabel));
    for (const node of document.querySelectorAll("[data-t-title]")) node.title = Z.t(node.dataset.tTitle);
    Z.map.getContainer().setAttribute("aria-label", Z.t("map"));
    heading();
    foot();
    addControls();
    Z.buildChips();
  }

  function changeLanguage() {
    const item = Z.selected();
    Z.lang = Z.lang === "en" ? "zh" : "en";
    speak();
    listed();
    labels.draw();
    if (item) Z.openCard(item);
    Z.tellHeight();
  }

  // ---- map and list ----

  // The list is built where it is looked at.
  function listed() {
    if (Z.view === "list") Z.buildList();
  }

  function show(view) {
    const list = view === "list";
    if (list && Z.view === "map") Z.keepHeight();
    Z.view = view;
    document.documentElement.dataset.view = view;
    Z.id("map-section").hidden = list;
    Z.id("list").hidden = !list;
    Z.id("show-map").setAttribute("aria-pressed", String(!list));
    Z.id("show-list").setAttribute("aria-pressed", String(list));
    if (list) {
      Z.closeCard();
      Z.buildList();
    } else Z.map.invalidateSize({ animate: false });
    Z.tellHeight();
  }

  // Where there is room the legend is open from the start; on a small map it makes way for a card.
  const roomy = () => window.innerWidth >= 900 && window.innerHeight >= 560;
  Z.foldKey = () => { if (!roomy()) Z.id("key").open = false; };

  function listen() {
    Z.on("select", (item) => Z.openCard(item));
    Z.on("find", (item) => {
      show("map");
      Z.zoomTo(item);
      Z.openCard(item, true);
    });
    Z.on("zone", fit);
    Z.on("filtered", () => {
      heading();
      listed();
      Z.tellHeight();
    });
    for (const event of ["filtered", "look"]) Z.on(event, () => labels.draw());
    Z.map.on("click", Z.closeCard);
    Z.map.on("zoomend", sizes);
    Z.id("language").addEventListener("click", changeLanguage);
    for (const view of ["map", "list"]) Z.id("show-" + view).addEventListener("click", () => show(view));
    new ResizeObserver(() => {
      if (Z.view === "map") Z.map.invalidateSize({ animate: false });
      Z.tellHeight();
    }).observe(document.body);
  }

  // What is not needed for the first look: names on the map and what hears.
  function later() {
    labels = new Z.LabelLayer().addTo(Z.map);
    listen();
    show(Z.view);
    document.documentElement.dataset.ready = "true";
  }

  Z.start = function (map) {
    Z.map = map;
    map.getContainer().setAttribute("role", "region"); // a tab stop: arrow keys move the map
    const { bounds } = Z.drawBackdrop(map);
    Z.homeBounds = bounds || (Z.features.length ? L.latLngBounds(Z.features.map((item) => item.at)) : null);
    const groups = {};
    for (const item of Z.features) groups[item.group] = groups[item.group] || L.featureGroup();
    Z.id("key").open = roomy();
    speak();
    map.options.zoomSnap = 0.25; // frames are small: what fits should fill them
    map.invalidateSize({ animate: false });
    fit(Z.chosenZone());
    if (Z.homeBounds) map.setMaxBounds(Z.homeBounds.pad(4));
    sizes();
    Z.buildFeatures(groups);
    requestAnimationFrame(() => {
      Z.id("first-look").remove(); // the map itself is on the screen now
      setTimeout(later);
    });
  };
})(Zonemap);
