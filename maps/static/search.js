// The search box: names, labels, aliases, roads, ids; placed or not.

(function (Z) {
  const LIMIT = 30;
  const SEARCHED = ["label", "name", "aliases", "name_en", "id", "road_name", "address"];

  // What a place or row is found by; made when the first question is asked.
  const keysOf = (given) => {
    if (!given.keys) {
      const value = (name) => (given.row ? given.row[name] : given.value(name));
      const names = SEARCHED.flatMap((name) => (name === "aliases" ? String(value(name) || "").split(";") : [value(name)]));
      given.keys = [...names, Z.inEnglish(value("label")), ...given.typed.split(";")].filter(Boolean).map(Z.key).filter(Boolean);
    }
    return given.keys;
  };

  // 0 the same, 1 begins with it, 2 holds it; null no match.
  function rank(keys, wanted) {
    let best = null;
    for (const key of keys) {
      let here = null;
      if (key === wanted) here = 0;
      else if (key.startsWith(wanted)) here = 1;
      else if (key.includes(wanted)) here = 2;
      if (here !== null && (best === null || here < best)) best = here;
    }
    return best;
  }

  // How many there are, and the best of them: the better match first, then in order.
  function find(query) {
    const wanted = Z.key(query);
    const tiers = [[], [], []];
    const others = [[], [], []];
    const sort = (given, into, hit) => {
      const found = wanted ? rank(keysOf(given), wanted) : null;
      if (found !== null) into[found].push(hit);
    };
    for (const item of Z.features) sort(item, tiers, item);
    for (const entry of Z.unlocated) sort(entry, others, { entry });
    const best = [0, 1, 2].flatMap((found) => [...Z.inOrder(tiers[found], LIMIT).map((item) => ({ item })), ...others[found]]);
    return { best: best.slice(0, LIMIT), count: [...tiers, ...others].reduce((sum, list) => sum + list.length, 0) };
  }

  Z.startSearch = function () {
    const input = Z.id("search");
    const list = Z.id("search-results");
    let hits = [];
    let active = -1;

    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const choose = (hit) => {
      close();
      if (hit.item) {
        Z.emit("find", hit.item);
      } else {
        Z.showUnlocated(hit.entry);
      }
    };

    const mark = (index) => {
      const options = [...list.querySelectorAll('[role="option"]')];
      if (!options.length) return;
      active = (index + options.length) % options.length;
      options.forEach((node, i) => node.setAttribute("aria-selected", String(i === active)));
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    };

    const option = (hit, index) => {
      const { item, entry } = hit;
      const name = item ? Z.label(item) : Z.rowLabel(entry.row);
      const detail = item
        ? Z.zoneName(item.zone) + " · " + Z.word("kind", item.kind)
        : Z.t("tab_unlocated") + " · " + Z.word("kind", entry.row.kind);
      const symbol = item ? Z.symbol(item.kind, item.zone, item.stage, "fine") : Z.el("span", { class: "no-symbol", "aria-hidden": "true", text: "?" });
      return Z.el("li", { role: "option", id: "hit-" + index, "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); choose(hit); } } },
        symbol, Z.el("span", { class: "name", text: name }), Z.el("small", { text: detail }));
    };

    const show = () => {
      const query = input.value.trim();
      if (!query) {
        close();
        return;
      }
      const { best, count } = find(query);
      hits = best;
      const nodes = hits.map(option);
      if (!hits.length) nodes.push(Z.el("li", { class: "note", role: "presentation", text: Z.t("search_none", { query: query.slice(0, 40) }) }));
      if (count > LIMIT) nodes.push(Z.el("li", { class: "note", role: "presentation", text: Z.t("search_more", { count: count - LIMIT }) }));
      list.replaceChildren(...nodes);
      list.hidden = false;
      active = -1;
      input.setAttribute("aria-expanded", "true");
      Z.say(hits.length ? Z.t("search_found", { count }) : Z.t("search_none", { query: query.slice(0, 40) }));
    };

    input.addEventListener("input", show);
    input.addEventListener("click", show);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) show();
      else if (event.key === "ArrowDown") mark(active + 1);
      else if (event.key === "ArrowUp") mark(active - 1);
      else if (event.key === "Enter" && hits.length && !list.hidden) choose(hits[Math.max(active, 0)]);
      else if (event.key === "Escape" && input.value) {
        input.value = "";
        close();
        event.stopPropagation();
      } else return;
      event.preventDefault();
    });
  };
})(Zonemap);
