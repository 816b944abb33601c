// The zones to choose from, and the legend, which is also the filter.

(function (Z) {
  const button = (attributes, ...children) => Z.el("button", { type: "button", class: "chip-button", ...attributes }, ...children);

  // ---- zones ----

  function zoneChip(zone) {
    const node = button({
      style: { "--fill": zone.colour, "--ink": zone.ink },
      on: { click: () => Z.chooseZone(Z.pressed("zones", [zone.code]) === "true" && Z.chosenZone() ? null : zone.code) },
    }, Z.el("span", { class: "dot" }), Z.el("span", { text: Z.zoneName(zone) }));
    node.dataset.zone = zone.code;
    return node;
  }

  function buildZones() {
    const all = button({ text: Z.t("public_all"), on: { click: () => Z.chooseZone(null) } });
    all.dataset.zone = "";
    Z.id("zones").replaceChildren(all, ...Z.zones.map(zoneChip));
  }

  // A chip that is half out of its row is brought in, without moving the page round it.
  function bringIn(node) {
    const row = Z.id("zones");
    const { left, right } = node.getBoundingClientRect();
    const box = row.getBoundingClientRect();
    if (left < box.left || right > box.right) row.scrollLeft += left - box.left - 24;
  }

  // ---- legend ----

  // Which keys of the places stand under which group, in the order of the legend.
  function groups(order, keyOf, groupOf) {
    const found = new Map(order.map((group) => [group, new Set()]));
    for (const item of Z.features) found.get(groupOf(keyOf(item))).add(keyOf(item));
    return [...found].filter(([, keys]) => keys.size).map(([group, keys]) => [group, [...keys]]);
  }

  function groupChip(list, keys, symbol, name) {
    const node = button({ on: { click: () => Z.toggle(list, keys) } }, symbol, Z.el("span", { text: name }));
    node.dataset.list = list;
    node.keys = keys;
    return node;
  }

  function kindChips() {
    const order = [...new Set(Object.keys(Z.style.kinds).map(Z.shapeOf))];
    return groups(order, (item) => item.kind, Z.shapeOf).map(([shape, keys]) => {
      const sample = keys.sort((a, b) => Z.kindRank(a) - Z.kindRank(b))[0];
      const chip = groupChip("kinds", keys, Z.symbol(sample, Z.zone("none"), "done", "fine", false), Z.shapeWord(shape));
      chip.title = keys.map((kind) => Z.word("kind", kind)).join(Z.lang === "en" ? ", " : "、");
      chip.dataset.shape = shape;
      return chip;
    });
  }

  function stageChips() {
    return groups(Object.keys(Z.style.stages), (item) => item.now.key, Z.stageGroup).map(([group, keys]) => {
      const chip = groupChip("stages", keys, Z.symbol("road", Z.zone("none"), group, "fine", false), Z.groupWord(group));
      chip.dataset.stage = group;
      return chip;
    });
  }

  function chipRow(key, chips) {
    return [Z.el("h2", { text: Z.t(key) }), Z.el("div", { class: "chips", role: "group", "aria-label": Z.t(key) }, ...chips)];
  }

  function notes() {
    const halo = Z.features.some((item) => item.accuracy !== "fine");
    const sample = Z.zones[0] || Z.zone("none");
    return [
      halo && Z.el("p", { class: "halo-note" }, Z.symbol("road", sample, "done", "coarse", false), Z.el("span", { text: Z.t("public_halo") })),
      Z.data.missing && Z.el("p", { id: "missing", text: Z.t("public_missing", { count: Z.data.missing }) }),
    ];
  }

  function buildKey() {
    const body = Z.id("key-body");
    body.replaceChildren(...chipRow("public_kind", kindChips()), ...chipRow("public_stage", stageChips()),
      Z.el("p", { class: "tools" },
        Z.el("span", { id: "shown" }),
        Z.el("button", { type: "button", class: "plain", id: "reset", text: Z.t("public_reset"), on: { click: () => { Z.showAll(); Z.emit("zone", null); } } })),
      ...notes().filter(Boolean));
  }

  function sync() {
    for (const node of Z.id("zones").children) {
      const { zone } = node.dataset;
      node.setAttribute("aria-pressed", zone ? Z.pressed("zones", [zone]) : String(!Z.choice.zones.size));
    }
    for (const node of document.querySelectorAll("[data-list]")) node.setAttribute("aria-pressed", Z.pressed(node.dataset.list, node.keys));
    const chosen = Z.id("zones").querySelector("[aria-pressed=true]");
    if (chosen) bringIn(chosen);
    const shown = Z.features.filter((item) => item.shown).length;
    const words = Z.t("shown_of", { shown, all: Z.features.length });
    Z.id("shown").textContent = words;
    Z.id("reset").hidden = shown === Z.features.length;
    Z.say(words);
  }

  Z.buildChips = function () {
    Z.forget("chips");
    buildZones();
    buildKey();
    Z.on("filtered", sync, "chips");
    sync();
  };
})(Zonemap);
