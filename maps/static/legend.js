// The legend, which is also the filter: switches with counts for zone × kind, stage and accuracy, and
// choices of year, report, method and disagreement.

(function (Z) {
  let groups = {};
  let tallies = []; // [element that shows a count, key of the tally]

  // Under which keys a place counts whatever is filtered; made once a place.
  const entries = new Map(); // key → { all, shown }
  const entry = (key) => {
    if (!entries.has(key)) entries.set(key, { all: 0, shown: 0 });
    return entries.get(key);
  };
  const slots = new Map(); // place → its entries
  const slotsOf = (item) => {
    if (!slots.has(item)) {
      const keys = ["zone:" + item.zone.code, "kind:" + item.kind, "group:" + item.group, "accuracy:" + item.accuracy];
      for (const list of ["year", "report", "method", "gap"]) for (const value of new Set(Z.valuesOf(list, item))) keys.push(list + ":" + value);
      slots.set(item, keys.map(entry));
    }
    return slots.get(item);
  };

  // How many places there are under each key, and how many of them are shown.
  function tally() {
    for (const counts of entries.values()) counts.all = counts.shown = 0;
    for (const item of Z.features) {
      const step = Number(item.shown);
      const stage = item.shown ? item.now.key : item.present.key;
      const counted = slotsOf(item);
      for (const counts of counted) {
        counts.all += 1;
        counts.shown += step;
      }
      for (const key of ["stage:" + stage, "stages:" + Z.stageGroup(stage)]) {
        const counts = entry(key);
        counts.all += 1;
        counts.shown += step;
      }
    }
    return entries;
  }

  function showTallies() {
    const found = tally();
    for (const [node, key] of tallies) {
      const { all, shown } = found.get(key) || { all: 0, shown: 0 };
      node.textContent = shown === all ? all : shown + " / " + all;
    }
    Z.id("shown-count").textContent = Z.t("shown_of", { shown: Z.features.filter((item) => item.shown).length, all: Z.features.length });
  }

  function counter(key) {
    const node = Z.el("span", { class: "count" });
    tallies.push([node, key]);
    return node;
  }

  function box(label, extras, isOn, onChange, className, key) {
    const input = Z.el("input", { type: "checkbox" });
    const sync = () => {
      const state = isOn();
      input.checked = state === true;
      input.indeterminate = state === null;
    };
    input.addEventListener("change", () => onChange(input.checked));
    Z.on("filtered", sync, "legend");
    sync();
    return Z.el("label", { class: "switch " + (className || "") }, input, ...extras, Z.el("span", { class: "name", text: label }), key && counter(key));
  }

  // true when all are on, false when none is, null in between
  function stateOf(list, keys) {
    const on = keys.filter((key) => Z.isOn(list, key)).length;
    if (on === keys.length) return true;
    return on ? null : false;
  }

  // A row with a switch for several keys and a button that leaves only these on.
  function block(list, node, keys, name, { all, parts, after }) {
    const only = Z.el("button", {
      type: "button", class: "plain only", text: Z.t("only_this"), "aria-label": Z.t("only_this") + " " + name,
      on: {
        click: () => {
          const set = Z.filters.hidden[list];
          all.forEach((key) => set.add(key));
          keys.forEach((key) => set.delete(key));
          Z.applyFilters();
          if (after) after();
        },
      },
    });
    const fold = parts.length > 1 && Z.el("details", {}, Z.el("summary", { "aria-label": name }), Z.el("ul", { class: "kinds" }, ...parts));
    return Z.el("li", { class: "zone-block" }, Z.el("div", { class: "zone-row" }, node, only), fold);
  }

  // ---- zone × kind ----

  function kindBox(zone, kind, key) {
    const node = box(Z.word("kind", kind), [Z.symbol(kind, zone, "done", "fine")], () => Z.isOn("group", key), (on) => Z.switch("group", [key], on), "kind", "group:" + key);
    node.dataset.group = key;
    return Z.el("li", {}, node);
  }

  function zoneBlock(zone, keys) {
    const swatch = Z.el("span", { class: "swatch", style: { background: zone.colour } });
    const node = box(Z.zoneName(zone), [swatch], () => stateOf("group", keys), (on) => Z.switch("group", keys, on), "zone", "zone:" + zone.code);
    node.dataset.zone = zone.code;
    return block("group", node, keys, Z.zoneName(zone), {
      all: Object.keys(groups),
      parts: keys.map((key) => kindBox(zone, key.split("/")[1], key)),
      after: () => { if (zone.rings.length) Z.map.fitBounds(L.latLngBounds(zone.rings.flat(2)), { ...Z.padding(), animate: false }); },
    });
  }

  function zoneTree() {
    const used = new Set(Z.features.map((item) => item.group));
    const list = Z.el("ul", { class: "tree" });
    for (const zone of [...Z.zones, Z.zone("none")]) {
      const keys = Object.keys(groups).filter((key) => used.has(key) && Z.zone(key.split("/")[0]) === zone);
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
      const node = box(Z.word("kind", kind), [Z.symbol(kind, grey, "done", "fine")], () => stateOf("group", keys), (on) => Z.switch("group", keys, on), "all-kinds", "kind:" + kind);
      node.dataset.kind = kind;
      return Z.el("li", {}, node);
    }));
  }

  // ---- stage ----

  function stageBox(key) {
    const node = box(Z.stageWord(key), [], () => Z.isOn("stage", key), (on) => Z.switch("stage", [key], on), "kind", "stage:" + key);
    node.dataset.stageKey = key;
    return Z.el("li", {}, node);
  }

  function stageTree() {
    const grey = { ...Z.zone("none"), colour: "#5f6670" };
    const used = new Set(Z.features.flatMap((item) => [item.present.key, ...item.events.map((event) => event.key)]));
    const list = Z.el("ul", { class: "tree stages" });
    for (const group of Object.keys(Z.style.stages)) {
      const keys = Z.stageKeys.filter((key) => Z.stageGroup(key) === group && used.has(key));
      if (!keys.length) continue;
      const name = Z.t("stage_" + group);
      const node = box(name, [Z.symbol("road", grey, group, "fine", false)], () => stateOf("stage", keys), (on) => Z.switch("stage", keys, on), "stage", "stages:" + group);
      node.dataset.stage = group;
      list.append(block("stage", node, keys, name, { all: Z.stageKeys, parts: keys.map(stageBox) }));
    }
    return list;
  }

  // ---- accuracy ----

  function accuracyRows() {
    const sample = Z.zones[0] || Z.zone("none");
    const used = new Set(Z.features.map((item) => item.accuracy));
    return Z.el("ul", { class: "legend" }, ...Object.keys(Z.style.accuracy).filter((key) => used.has(key)).map((key) => {
      const node = box(Z.t("accuracy_" + key), [Z.symbol("road", sample, "done", key, false)], () => Z.isOn("accuracy", key), (on) => Z.switch("accuracy", [key], on), "accuracy", "accuracy:" + key);
      node.dataset.accuracy = key;
      return Z.el("li", {}, node);
    }));
  }

  // ---- choices ----

  const reportYear = (id) => String((Z.data.meta.report_dates || {})[id] || "").slice(0, 4);
  const CHOICE_WORDS = {
    year: (value) => value || Z.t("year_unstated"),
    report: (value) => value + (reportYear(value) ? "（" + reportYear(value) + "）" : ""),
    method: (value) => Z.word("method", value),
    gap: (value) => Z.t("gap_" + value),
  };
  const CHOICE_TITLES = { report: (value) => (Z.data.meta.reports || {})[value] };

  // Buttons that narrow; none pressed means all.
  function choices(list) {
    const values = [...new Set(Z.features.flatMap((item) => Z.valuesOf(list, item)))].sort();
    const chips = values.map((value) => {
      const node = Z.el("button", {
        type: "button", class: "choice", title: CHOICE_TITLES[list] && CHOICE_TITLES[list](value),
        on: { click: () => Z.choose(list, value, !Z.isChosen(list, value)) },
      }, Z.el("span", { text: CHOICE_WORDS[list](value) }), counter(list + ":" + value));
      node.dataset.choice = list + ":" + value;
      const sync = () => node.setAttribute("aria-pressed", String(Z.isChosen(list, value)));
      Z.on("filtered", sync, "legend");
      sync();
      return node;
    });
    return Z.el("div", { class: "choices", role: "group", "aria-label": Z.t("filter_" + list) }, ...chips);
  }

  // ---- backdrop ----

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

  function hideAll() {
    Object.keys(groups).forEach((key) => Z.filters.hidden.group.add(key));
    Z.applyFilters();
  }

  const heading = (key, first) => Z.el("h2", { class: first ? "first" : null, text: Z.t(key) });

  Z.buildLegend = function (pane, itsGroups, backdropLayers) {
    groups = itsGroups;
    tallies = [];
    Z.forget("legend");
    pane.replaceChildren(
      Z.el("p", { class: "tools" },
        Z.el("span", { class: "shown", id: "shown-count" }),
        Z.el("button", { type: "button", class: "plain", id: "show-all", text: Z.t("show_all"), on: { click: Z.clearFilters } }),
        Z.el("button", { type: "button", class: "plain", id: "hide-all", text: Z.t("hide_all"), on: { click: hideAll } })),
      Z.el("p", { class: "tools share" }, Z.copyButton("copy_link", Z.permalink)),
      heading("zones", true), zoneTree(),
      heading("kinds"), kindRows(),
      heading("stages"), stageTree(),
      heading("filter_year"), choices("year"),
      heading("accuracy_legend"), accuracyRows(),
      heading("filter_report"), choices("report"),
      heading("filter_method"), choices("method"),
      heading("filter_gap"), choices("gap"),
      heading("backdrop"), backdropRows(backdropLayers),
      Z.el("div", { id: "basemaps" }));
    Z.on("filtered", showTallies, "legend");
    showTallies();
  };
})(Zonemap);
