// The list: everything that is shown, by zone; each line opens what is said of its place.

(function (Z) {
  let open = null; // id of the place whose facts are open

  function facts(item) {
    const show = Z.el("button", { type: "button", class: "plain", text: Z.t("public_on_map"), on: { click: () => Z.emit("find", item) } });
    return Z.el("div", { class: "facts" }, Z.facts(item), Z.el("p", {}, show));
  }

  function turn(node, item, on) {
    const button = node.querySelector(".entry");
    button.setAttribute("aria-expanded", String(on));
    if (on) node.append(facts(item));
    else if (node.lastChild !== button) node.lastChild.remove();
  }

  function entry(item) {
    const detail = [Z.word("kind", item.kind), Z.progress(item)].filter(Boolean).join(" · ");
    const node = Z.el("li", {});
    const button = Z.el("button", {
      type: "button", class: "entry", tabindex: "-1", "aria-expanded": "false",
      on: {
        click: () => {
          const was = open === item.id;
          for (const other of document.querySelectorAll("#list li")) if (other.place && other.place.id === open) turn(other, other.place, false);
          open = was ? null : item.id;
          if (!was) turn(node, item, true);
          Z.tellHeight();
        },
      },
    }, Z.symbol(item.kind, item.zone, item.stage, item.accuracy), Z.el("span", { class: "name", text: Z.label(item) }), Z.el("small", { text: detail }));
    node.append(button);
    node.place = item;
    if (item.id === open) turn(node, item, true);
    return node;
  }

  // Arrow keys move through the lines; only one of them is a tab stop.
  function rove(list) {
    list.addEventListener("keydown", (event) => {
      const all = [...list.querySelectorAll(".entry")];
      const here = all.indexOf(document.activeElement);
      const moves = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 };
      if (here < 0 || !(event.key in moves)) return;
      event.preventDefault();
      const next = all[Math.max(0, Math.min(all.length - 1, moves[event.key]))];
      all[here].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
    list.addEventListener("focusin", (event) => {
      if (!event.target.matches(".entry")) return;
      for (const node of list.querySelectorAll(".entry[tabindex='0']")) node.tabIndex = -1;
      event.target.tabIndex = 0;
    });
  }

  Z.buildList = function () {
    const list = Z.id("list");
    const parts = new Map();
    for (const item of Z.inOrder(Z.features.filter((place) => place.shown))) {
      if (!parts.has(item.zone)) parts.set(item.zone, []);
      parts.get(item.zone).push(item);
    }
    const nodes = [...parts].flatMap(([zone, items]) => [
      Z.el("h2", { style: { "--fill": zone.colour } }, Z.el("span", { text: Z.zoneName(zone) }), Z.el("small", { text: String(items.length) })),
      Z.el("ul", {}, ...items.map(entry)),
    ]);
    list.replaceChildren(...(nodes.length ? nodes : [Z.el("p", { class: "empty", text: Z.t("public_none") })]));
    const first = list.querySelector(".entry[aria-expanded=true]") || list.querySelector(".entry");
    if (first) first.tabIndex = 0;
  };

  rove(Z.id("list"));
})(Zonemap);
