// Printing: a dialog for paper and contents, and the sheet itself, for that dialog and for Ctrl+P alike.

(function (Z) {
  const SIZES = { A4: [210, 297], A3: [297, 420] }; // mm, upright
  const MARGIN = 10; // mm
  const TURNS = 3;
  const APART = 600; // places; more are left in their clusters
  const OWN_SCALES = [5000, 10_000, 25_000, 50_000];
  const ICON = "M7 8V3h10v5M7 17H4V8h16v9h-3M7 13h10v8H7z";
  const wanted = { paper: "A4", turn: "portrait", extent: "view", scale: "", line: "", list: false, apart: true };
  const page = new CSSStyleSheet(); // @page cannot be had from a class
  let before = null;
  Z.onPaper = false;

  function paper() {
    const [width, height] = wanted.turn === "portrait" ? SIZES[wanted.paper] : [...SIZES[wanted.paper]].reverse();
    return { width: width - 2 * MARGIN, height: height - 2 * MARGIN - 1 }; // 1 mm, so that nothing runs over
  }

  function setPage() {
    const folio = wanted.list ? '@bottom-right { content: counter(page) " / " counter(pages); font-size: 8px; }' : "";
    page.replaceSync(`@page { size: ${wanted.paper} ${wanted.turn}; margin: ${MARGIN}mm; ${folio} }`);
  }

  // ---- the sheet ----

  const inView = (bounds) => (item) => item.shown && (item.type === "point" ? bounds.contains(item.at) : bounds.intersects(Z.boundsOf(item)));

  // The legend takes the room it needs; where that is too little, its letters shrink.
  function squeeze(legend) {
    for (let step = 0; step < 8 && (legend.scrollHeight > legend.clientHeight + 1 || legend.scrollWidth > legend.clientWidth + 1); step += 1) {
      legend.style.setProperty("--letters", String(0.95 - 0.06 * step));
    }
  }

  // The map takes the room that the words leave, and the words tell what the map then shows: in turns.
  function lay(bounds, centre) {
    const { map } = Z;
    const main = Z.id("page");
    for (let turn = 1; turn <= TURNS; turn += 1) {
      for (const node of document.querySelectorAll(".sheet-part, .sheet-list, .sheet-over")) node.remove();
      const area = turn === 1 ? bounds : map.getBounds();
      const items = Z.inOrder(Z.features.filter(inView(area)));
      const legend = Z.sheetLegend(items);
      main.append(Z.sheetTitle(wanted.line, items), legend, Z.sheetFoot(before.scale, wanted.paper));
      squeeze(legend);
      map.invalidateSize({ animate: false });
      before.scale = Number(wanted.scale) || Z.paperScale(bounds);
      const zoom = Z.paperZoom(before.scale, centre.lat);
      map.options.minZoom = Math.min(before.limits.minZoom, zoom);
      map.setView(centre, zoom, { animate: false });
      fan();
      if (turn < TURNS) continue;
      main.querySelector(".sheet-foot").replaceWith(Z.sheetFoot(before.scale, wanted.paper));
      const over = Z.el("div", { class: "sheet-over" }, ...Z.sheetMarks(before.scale));
      if (wanted.list) {
        over.prepend(Z.sheetGrid(items));
        main.after(Z.sheetList(items));
      }
      Z.id("map-section").append(over);
    }
  }

  // On paper nobody can zoom in: every place has its own symbol, those of one spot side by side.
  function partClusters(items) {
    const clusters = [];
    if (wanted.apart && items.length <= APART) Z.map.eachLayer((layer) => { if (layer instanceof L.MarkerClusterGroup) clusters.push(layer); });
    if (clusters.length) Z.FAN_ZOOM = 0;
    return clusters.map((cluster) => {
      const markers = cluster.getLayers();
      cluster.clearLayers();
      return { cluster, markers, alone: L.layerGroup(markers).addTo(Z.map) };
    });
  }

  function joinClusters() {
    for (const { cluster, markers, alone } of before.parted) {
      alone.remove();
      cluster.addLayers(markers);
    }
  }

  const fan = () => Z.map.getContainer().classList.toggle("fan", Z.map.getZoom() >= Z.FAN_ZOOM);

  function open() {
    if (before) return;
    const { map } = Z;
    const root = document.documentElement;
    const { zoomSnap, minZoom, maxZoom, maxBounds } = map.options;
    before = {
      centre: map.getCenter(), zoom: map.getZoom(), limits: { zoomSnap, minZoom, maxZoom }, maxBounds, retina: L.Browser.retina, fanZoom: Z.FAN_ZOOM, scale: 0,
      scrolled: [...document.querySelectorAll("#page *")].filter((node) => node.scrollTop || node.scrollLeft).map((node) => [node, node.scrollTop, node.scrollLeft]),
      focus: document.activeElement,
    };
    const view = map.getBounds();
    const { width, height } = paper();
    root.style.setProperty("--sheet-width", width + "mm");
    root.style.setProperty("--sheet-height", height + "mm");
    root.classList.add("printing", "on-" + wanted.paper, "is-" + wanted.turn);
    L.Browser.retina = true; // where a canvas is printed as a picture, a sharper one
    Z.onPaper = true;
    map.setMaxBounds(null);
    Object.assign(map.options, { zoomSnap: 0, maxZoom: 22 });
    const whole = Z.homeBounds && (wanted.extent === "all" || view.contains(Z.homeBounds));
    const bounds = whole ? Z.homeBounds : view;
    before.parted = partClusters(Z.features.filter(inView(bounds)));
    lay(bounds, bounds.getCenter());
  }

  function shut() {
    if (!before) return;
    const { map } = Z;
    const { centre, zoom, limits, maxBounds, retina, fanZoom, scrolled, focus } = before;
    for (const node of document.querySelectorAll(".sheet-part, .sheet-list, .sheet-over")) node.remove();
    document.documentElement.classList.remove("printing", "on-" + wanted.paper, "is-" + wanted.turn);
    Object.assign(map.options, limits);
    L.Browser.retina = retina;
    Z.onPaper = false;
    Z.FAN_ZOOM = fanZoom;
    map.invalidateSize({ animate: false });
    map.setView(centre, zoom, { animate: false });
    fan();
    joinClusters();
    if (maxBounds) map.setMaxBounds(maxBounds);
    for (const [node, top, left] of scrolled) node.scrollTo(left, top);
    if (focus && focus !== document.body) focus.focus({ preventScroll: true });
    before = null;
  }

  // ---- the dialog ----

  function radios(name, legend, choices) {
    return Z.el("fieldset", {}, Z.el("legend", { text: Z.t(legend) }), ...choices.map(([value, text]) => {
      const input = Z.el("input", { type: "radio", name: "print-" + name, value, on: { change: () => { wanted[name] = value; } } });
      input.checked = wanted[name] === value;
      return Z.el("label", {}, input, Z.el("span", { text }));
    }));
  }

  function scales() {
    const select = Z.el("select", { id: "print-scale", on: { change: () => { wanted.scale = select.value; } } },
      ...["", ...OWN_SCALES].map((n) => Z.el("option", { value: String(n), text: n ? Z.scaleWords(n) : Z.t("print_scale_auto") })));
    select.value = wanted.scale;
    return Z.el("label", { class: "print-field" }, Z.el("span", { text: Z.t("print_scale") }), select);
  }

  function line() {
    const input = Z.el("input", { type: "text", id: "print-line", maxlength: 60, autocomplete: "off", placeholder: Z.t("print_line_hint"), on: { input: () => { wanted.line = input.value.trim(); } } });
    input.value = wanted.line;
    return Z.el("label", { class: "print-field" }, Z.el("span", { text: Z.t("print_line") }), input);
  }

  function check(name, label) {
    const input = Z.el("input", { type: "checkbox", id: "print-" + name, on: { change: () => { wanted[name] = input.checked; } } });
    input.checked = wanted[name];
    return Z.el("label", { class: "print-check" }, input, Z.el("span", { text: Z.t(label) }));
  }

  function ask() {
    const box = Z.el("dialog", { id: "print-dialog", class: "print-dialog", "aria-labelledby": "print-heading" });
    const go = () => {
      box.close();
      setPage();
      window.print();
    };
    box.append(
      Z.el("h2", { id: "print-heading", text: Z.t("print_heading") }),
      radios("paper", "print_paper", [["A4", "A4"], ["A3", "A3"]]),
      radios("turn", "print_turn", [["portrait", Z.t("print_portrait")], ["landscape", Z.t("print_landscape")]]),
      radios("extent", "print_extent", [["view", Z.t("print_view")], ["all", Z.t("home")]]),
      scales(), line(), check("apart", "print_apart"), check("list", "print_list"),
      Z.el("p", { text: Z.t("print_note") }),
      Z.el("div", { class: "print-acts" },
        Z.el("button", { type: "button", class: "plain", id: "print-cancel", text: Z.t("print_cancel"), on: { click: () => box.close() } }),
        Z.el("button", { type: "button", class: "plain primary", id: "print-go", text: Z.t("print"), on: { click: go } })));
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  }

  Z.tool({ id: "print", icon: ICON, label: "print", on: ask });
  Z.on("started", () => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
    setPage();
    window.addEventListener("beforeprint", open);
    window.addEventListener("afterprint", shut);
  });
})(Zonemap);
