// Maps of others below ours: all off until somebody chooses one in the legend, and nothing is asked
// for before. Tiles lie over the own backdrop, which shows where one is missing.

(function (Z) {
  const { choices } = Z.data.basemaps;
  let chosen = null;
  let layers = [];
  let problem = null; // the notice that pictures did not come; once for each choice

  // Of tiles beside the page only those that are there are asked for.
  const Tiles = L.TileLayer.extend({
    getTileUrl(at) {
      const runs = this.options.rows[at.z];
      const there = !Object.keys(this.options.rows).length
        || (runs || []).some(([row, first, last]) => row === at.y && first <= at.x && at.x <= last);
      return there ? L.TileLayer.prototype.getTileUrl.call(this, at) : L.Util.emptyImageUrl;
    },
  });

  function tileLayer(choice, address) {
    const [first, last] = choice.zooms;
    const layer = new Tiles(address, {
      pane: "basemap", rows: choice.rows, subdomains: choice.subdomains, keepBuffer: 1,
      minZoom: first - 2, minNativeZoom: first, maxNativeZoom: last, maxZoom: Z.map.getMaxZoom(),
      referrerPolicy: "strict-origin-when-cross-origin", // some services answer nobody else
    });
    layer.on("tileerror", () => { if (!problem) complain(); });
    return layer;
  }

  // ---- the notice ----

  function complain() {
    const text = Z.t("basemap_failed", { name: Z.t(chosen.title) });
    if (problem) problem.remove();
    problem = L.control({ position: "topleft" });
    problem.onAdd = () => {
      const close = Z.el("button", { type: "button", class: "plain", "aria-label": Z.t("close"), text: "×", on: { click: () => problem.remove() } });
      const box = Z.el("div", { class: "basemap-problem" }, Z.el("p", { text }), close);
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    problem.addTo(Z.map);
    Z.say(text);
  }

  function forgetProblem() {
    if (problem) problem.remove();
    problem = null;
  }

  // ---- choosing ----

  // The same ground, drawn by another projection. Clusters keep positions on the drawing and are
  // filled anew.
  function project(crs) {
    const { map } = Z;
    if (map.options.crs === crs) return;
    const clusters = [];
    map.eachLayer((layer) => { if (layer instanceof L.MarkerClusterGroup) clusters.push([layer, layer.getLayers()]); });
    for (const [cluster] of clusters) cluster.clearLayers();
    const centre = map.getCenter();
    map.options.crs = crs;
    Z.shift = crs === Z.gcj02 ? Z.toGcj02 : null;
    Z.emit("projected"); // for what keeps positions on the drawing
    map.setView(centre, map.getZoom(), { reset: true, animate: false });
    for (const [cluster, markers] of clusters) cluster.addLayers(markers);
  }

  function names(on) {
    Z.tileNames = on;
    Z.emit("basemap", chosen);
  }

  function pane() {
    if (Z.map.getPane("basemap")) return;
    Z.map.createPane("basemap"); // its place in the pile is in basemaps.css
  }

  function choose(key) {
    const next = choices.find((choice) => choice.key === key) || null;
    if (next !== chosen) {
      for (const layer of layers) layer.remove();
      forgetProblem();
      chosen = next;
      project(chosen && chosen.gcj02 ? Z.gcj02 : L.CRS.EPSG3857);
      pane();
      layers = chosen ? chosen.layers.map((address) => tileLayer(chosen, address)) : [];
      names(false);
      // our names give way as soon as there are others
      if (chosen && chosen.names) layers[layers.length - 1].once("tileload", () => names(true));
      for (const layer of layers) layer.addTo(Z.map);
      document.querySelector(".credit").textContent = Z.credit();
      Z.say([chosen ? Z.t(chosen.title) : Z.t("basemap_none"), Z.baseCredit()].filter(Boolean).join(" · "));
    }
    sync();
  }

  Z.baseCredit = () => (chosen ? [chosen.credit && Z.t(chosen.credit), chosen.gcj02 && Z.t("basemap_shifted")].filter(Boolean).join(" · ") : "");
  Z.remember("base", () => (chosen ? chosen.key : ""), choose);

  // ---- the group in the legend ----

  function about(choice) {
    const asked = choice.host ? Z.t("basemap_asks", { host: choice.host }) : Z.t("basemap_local");
    return [asked, ...choice.notes.map((key) => Z.t(key)), choice.credit && Z.t(choice.credit)].filter(Boolean).join(" · ");
  }

  function row(key, title, note) {
    const input = Z.el("input", {
      type: "radio", name: "basemap", value: key, "aria-describedby": note && "basemap-note-" + key,
      on: { change: () => { choose(key); Z.touchPermalink(); } },
    });
    return Z.el("div", {}, Z.el("label", { class: "switch" }, input, Z.el("span", { class: "name", text: title })),
      note && Z.el("p", { class: "basemap-note", id: "basemap-note-" + key, text: note }));
  }

  function sync() {
    for (const input of document.querySelectorAll('input[name="basemap"]')) input.checked = input.value === (chosen ? chosen.key : "");
  }

  function build() {
    Z.id("basemaps").replaceChildren(
      Z.el("h2", { id: "basemaps-title", text: Z.t("basemaps") }),
      Z.el("div", { class: "legend", role: "radiogroup", "aria-labelledby": "basemaps-title" },
        row("", Z.t("basemap_none"), ""),
        ...choices.map((choice) => row(choice.key, Z.t(choice.title), about(choice)))));
    sync();
    if (problem && problem.getContainer() && problem.getContainer().isConnected) complain();
  }

  Z.on("built", build);
})(Zonemap);
