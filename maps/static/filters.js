// What is shown: the legend is the filter. One switch each for zone × kind, stage and accuracy.

(function (Z) {
  const hidden = { group: new Set(), stage: new Set(), accuracy: new Set() };

  const passes = (item) => !hidden.group.has(item.group) && !hidden.stage.has(item.stage) && !hidden.accuracy.has(item.accuracy);

  let groups = {};

  Z.applyFilters = function () {
    for (const item of Z.features) {
      const shown = passes(item);
      if (shown !== item.shown) {
        item.shown = shown;
        if (shown) groups[item.group].addLayer(item.layer);
        else groups[item.group].removeLayer(item.layer);
      }
    }
    Z.emit("filtered");
  };

  Z.isOn = (list, key) => !hidden[list].has(key);

  Z.switch = function (list, keys, on) {
    for (const key of keys) {
      if (on) hidden[list].delete(key);
      else hidden[list].add(key);
    }
    Z.applyFilters();
  };

  // Undo whatever hides this one place (someone asked for it by name).
  Z.reveal = function (item) {
    if (item.shown) return;
    hidden.group.delete(item.group);
    hidden.stage.delete(item.stage);
    hidden.accuracy.delete(item.accuracy);
    Z.applyFilters();
  };

  const count = (test) => Z.features.filter(test).length;

  function box(label, extras, isOn, onChange, className) {
    const input = Z.el("input", { type: "checkbox" });
    const sync = () => {
      const state = isOn();
      input.checked = state === true;
      input.indeterminate = state === null;
    };
    input.addEventListener("change", () => onChange(input.checked));
    Z.on("filtered", sync, "legend");
    sync();
    return Z.el("label", { class: "switch " + (className || "") }, input, ...extras, Z.el("span", { class: "name", text: label }));
  }

  function kindBox(zone, kind, key) {
    const total = count((item) => item.group === key);
    const symbol = Z.symbol(kind, zone, "done", "fine");
    const node = box(Z.word("kind", kind), [symbol], () => Z.isOn("group", key), (on) => Z.switch("group", [key], on), "kind");
    node.append(Z.el("span", { class: "count", text: total }));
    node.dataset.group = key;
    return Z.el("li", {}, node);
  }

  // true when all are on, false when none is, null in between
  function stateOf(keys) {
    const on = keys.filter((key) => Z.isOn("group", key)).length;
    if (on === keys.length) return true;
    return on ? null : false;
  }

  function zoneBlock(zone, keys) {
    const swatch = Z.el("span", { class: "swatch", style: { background: zone.colour } });
    const node = box(Z.zoneName(zone), [swatch], () => stateOf(keys), (on) => Z.switch("group", keys, on), "zone");
    node.append(Z.el("span", { class: "count", text: count((item) => item.zone === zone) }));
    node.dataset.zone = zone.code;
    const only = Z.el("button", {
      type: "button", class: "plain only", text: Z.t("only_this_zone"), "aria-label": Z.t("only_this_zone") + " " + Z.zoneName(zone),
      on: {
        click: () => {
          Z.switch("group", Object.keys(groups), false);
          Z.switch("group", keys, true);
          if (zone.rings.length) Z.map.fitBounds(L.latLngBounds(zone.rings.flat(2)), Z.padding());
        },
      },
    });
    const kinds = Z.el("ul", { class: "kinds" }, ...keys.map((key) => kindBox(zone, key.split("/")[1], key)));
    const fold = Z.el("details", { open: false }, Z.el("summary", { "aria-label": Z.zoneName(zone) }), kinds);
    return Z.el("li", { class: "zone-block" }, Z.el("div", { class: "zone-row" }, node, only), fold);
  }

  function zoneTree() {
    const list = Z.el("ul", { class: "tree" });
    for (const zone of [...Z.zones, Z.zone("none")]) {
      const keys = Object.keys(groups).filter((key) => groups[key] && Z.features.some((item) => item.group === key && item.zone === zone));
      keys.sort((a, b) => Z.kindRank(a.split("/")[1]) - Z.kindRank(b.split("/")[1]));
      if (keys.length) list.append(zoneBlock(zone, keys));
    }
    return list;
  }

  // One switch for a kind in all zones: the key to the symbols.
  function kindRows() {
    const grey = Z.zone("none");
    const kinds = [...new Set(Z.features.map((item) => item.kind))].sort((a, b) => Z.kindRank(a) - Z.kindRank(b));
    return Z.el("ul", { class: "legend pairs" }, ...kinds.map((kind) => {
      const keys = Object.keys(groups).filter((key) => key.endsWith("/" + kind));
      const node = box(Z.word("kind", kind), [Z.symbol(kind, grey, "done", "fine")], () => stateOf(keys), (on) => Z.switch("group", keys, on), "all-kinds");
      node.append(Z.el("span", { class: "count", text: count((item) => item.kind === kind) }));
      node.dataset.kind = kind;
      return Z.el("li", {}, node);
    }));
  }

  function row(list, key, symbol) {
    const node = box(Z.t(list + "_" + key), [symbol], () => Z.isOn(list, key), (on) => Z.switch(list, [key], on), list);
    node.append(Z.el("span", { class: "count", text: count((item) => item[list] === key) }));
    node.dataset[list] = key;
    return Z.el("li", {}, node);
  }

  function rows(list, keys, symbolOf) {
    return Z.el("ul", { class: "legend" }, ...keys.filter((key) => count((item) => item[list] === key)).map((key) => row(list, key, symbolOf(key))));
  }

  function backdropRows(layers) {
    const entries = Object.entries(layers).filter(([, layer]) => layer);
    return Z.el("ul", { class: "legend backdrop-list" }, ...entries.map(([key, layer]) => {
      const node = box(Z.t("backdrop_" + key), [], () => Z.map.hasLayer(layer), (on) => {
        if (on) layer.addTo(Z.map);
        else layer.remove();
      });
      return Z.el("li", {}, node);
    }));
  }

  Z.buildFilters = function (pane, itsGroups, backdropLayers) {
    groups = itsGroups;
    Z.forget("legend");
    const all = (on) => () => {
      if (on) {
        hidden.stage.clear();
        hidden.accuracy.clear();
      }
      Z.switch("group", Object.keys(groups), on);
    };
    const sample = Z.zones[0] || Z.zone("none");
    const grey = { ...Z.zone("none"), colour: "#5f6670" };
    pane.replaceChildren(
      Z.el("p", { class: "tools" },
        Z.el("span", { class: "shown", id: "shown-count" }),
        Z.el("button", { type: "button", class: "plain", id: "show-all", text: Z.t("show_all"), on: { click: all(true) } }),
        Z.el("button", { type: "button", class: "plain", id: "hide-all", text: Z.t("hide_all"), on: { click: all(false) } })),
      Z.el("h2", { text: Z.t("zones") }), zoneTree(),
      Z.el("h2", { text: Z.t("kinds") }), kindRows(),
      Z.el("h2", { text: Z.t("stages") }), rows("stage", Object.keys(Z.style.stages), (key) => Z.symbol("road", grey, key, "fine", false)),
      Z.el("h2", { text: Z.t("accuracy_legend") }), rows("accuracy", Object.keys(Z.style.accuracy), (key) => Z.symbol("road", sample, "done", key, false)),
      Z.el("h2", { text: Z.t("backdrop") }), backdropRows(backdropLayers));
    const shown = () => {
      Z.id("shown-count").textContent = Z.t("shown_of", { shown: count((item) => item.shown), all: Z.features.length });
    };
    Z.on("filtered", shown, "legend");
    shown();
  };
})(Zonemap);
