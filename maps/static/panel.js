// The panel: tabs, the list of what is shown, what is not placed, and the notes.

(function (Z) {
  const TABS = ["layers", "list", "summary", "unlocated", "about"];
  const LISTED = 500; // more are left to table and search

  Z.openTab = function (name, focus) {
    for (const tab of TABS) {
      const button = Z.id(tab + "-tab");
      const chosen = tab === name;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      Z.id(tab + "-pane").hidden = !chosen;
      if (chosen && focus) button.focus();
    }
    Z.fold(false);
  };

  // The panel can be folded; on a phone it begins folded.
  Z.fold = function (folded) {
    const panel = Z.id("panel");
    if (panel.classList.contains("folded") === folded) return;
    panel.classList.toggle("folded", folded);
    const button = Z.id("fold");
    button.setAttribute("aria-expanded", String(!folded));
    button.setAttribute("aria-label", Z.t(folded ? "panel_open" : "panel_close"));
    button.dataset.tLabel = folded ? "panel_open" : "panel_close";
  };

  // Arrow keys move through the children of a list; only one of them is a tab stop.
  function rove(list, selector) {
    const items = () => [...list.querySelectorAll(selector)];
    const go = (node) => {
      if (!node) return;
      for (const item of items()) item.tabIndex = -1;
      node.tabIndex = 0;
      node.focus();
    };
    list.addEventListener("keydown", (event) => {
      const all = items();
      const here = all.indexOf(document.activeElement);
      const moves = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 };
      if (here < 0 || !(event.key in moves)) return;
      event.preventDefault();
      go(all[Math.max(0, Math.min(all.length - 1, moves[event.key]))]);
    });
  }

  function listEntry(item) {
    const { now } = item; // a plan names its year itself
    const detail = [Z.word("kind", item.kind), now.key !== "unstated" && Z.stageOf(now), !now.plan && now.year].filter(Boolean).join(" · ");
    return Z.el("li", {}, Z.el("button", {
      type: "button", class: "entry", tabindex: "-1", "data-id": item.id, on: { click: () => Z.emit("find", item) },
    }, Z.symbol(item.kind, item.zone, item.stage, item.accuracy), Z.el("span", { class: "name", text: Z.label(item) }), Z.el("small", { text: detail })));
  }

  function buildList() {
    const pane = Z.id("list-pane");
    const all = Z.features.filter((item) => item.shown);
    const shown = Z.inOrder(all, LISTED);
    const rest = all.length - shown.length;
    const list = Z.el("div", { class: "list" });
    let zone = null;
    let part = null;
    for (const item of shown) {
      if (item.zone !== zone) {
        zone = item.zone;
        part = Z.el("ul", {});
        list.append(Z.el("h2", { style: { "--fill": zone.colour }, text: Z.zoneName(zone) }), part);
      }
      part.append(listEntry(item));
    }
    const first = list.querySelector(".entry");
    if (first) first.tabIndex = 0;
    rove(list, ".entry");
    pane.replaceChildren(Z.el("p", { class: "hint", text: Z.t(shown.length ? "list_hint" : "list_empty") }), list,
      rest > 0 && Z.el("p", { class: "hint", text: Z.t("list_more", { limit: LISTED, count: rest }) }) || "");
  }

  function unlocatedEntry({ row, events, present }, index) {
    const zone = Z.zones.find((known) => known.code === row.zone);
    const where = [Z.word("kind", row.kind), zone ? Z.zoneName(zone) : row.zone].filter(Boolean).join(" · ");
    const tried = Z.given(row, "tried");
    return Z.el("li", { tabindex: "-1", class: "entry", "data-row": String(index) },
      Z.el("span", { class: "name", text: Z.rowLabel(row) }),
      Z.el("small", { text: [where, row.id].filter(Boolean).join(" · ") }),
      row.reason && Z.el("p", {}, Z.el("b", { text: Z.t("reason") }), " ", Z.given(row, "reason")),
      events.length > 0 && Z.el("details", {}, Z.el("summary", { text: Z.t("history") }), Z.history(events, present)),
      tried && Z.el("p", { class: "tried" }, Z.el("b", { text: Z.t("tried") }), " ", tried));
  }

  function buildUnlocated() {
    const pane = Z.id("unlocated-pane");
    Z.id("unlocated-count").textContent = Z.unlocated.length;
    if (!Z.unlocated.length) {
      pane.replaceChildren(Z.el("p", { class: "hint", text: Z.t("unlocated_none") }));
      return;
    }
    const list = Z.el("ul", { class: "list unlocated" }, ...Z.unlocated.map(unlocatedEntry));
    list.firstChild.tabIndex = 0;
    rove(list, ".entry");
    const filter = Z.el("input", { type: "search", class: "narrow", "aria-label": Z.t("unlocated_filter"), placeholder: Z.t("unlocated_filter") });
    filter.addEventListener("input", () => {
      const wanted = Z.key(filter.value);
      for (const node of list.children) node.hidden = !Z.key(node.textContent).includes(wanted);
    });
    pane.replaceChildren(Z.el("p", { class: "hint", text: Z.t("unlocated_intro") }), filter, list);
  }

  Z.showUnlocated = function (entry) {
    Z.openTab("unlocated");
    const node = document.querySelector(`#unlocated-pane [data-row="${Z.unlocated.indexOf(entry)}"]`);
    node.hidden = false;
    node.focus();
    node.scrollIntoView({ block: "center" });
  };

  function buildAbout() {
    const { meta } = Z.data;
    const paragraphs = (keys) => keys.map((key) => Z.el("p", { text: Z.t(key) }));
    const sources = Object.entries(meta.snapshots || {}).map(([name, date]) => Z.el("li", { text: name + " " + date }));
    const reports = Object.entries(meta.reports || {}).map(([id, title]) => Z.el("li", { text: id + " " + title }));
    const osm = Z.el("a", { href: "https://www.openstreetmap.org/copyright", rel: "noopener noreferrer", target: "_blank", text: meta.attribution || Z.t("attribution") });
    Z.id("about-pane").replaceChildren(
      Z.el("h2", { text: Z.t("about_read") }), ...paragraphs(["about_colour", "about_rings", "about_circle", "about_indicative"]),
      ...(meta.approval ? [Z.el("p", { text: Z.t("approval", { number: meta.approval }) })] : []),
      Z.el("h2", { text: Z.t("about_sources") }), Z.el("p", {}, osm), Z.el("ul", { class: "plain-list" }, ...sources),
      reports.length ? Z.el("h2", { text: Z.t("about_reports") }) : null, Z.el("ul", { class: "plain-list" }, ...reports),
      Z.el("h2", { text: Z.t("about_keys") }), ...paragraphs(["about_keys_text"]));
  }

  function heading() {
    const { meta } = Z.data;
    const district = (Z.lang === "en" && meta.district_en) || meta.district || "";
    const title = Z.t("title", { district });
    document.title = title;
    document.documentElement.lang = Z.lang === "en" ? "en" : "zh-CN";
    Z.id("page-title").textContent = title;
    Z.id("page-subtitle").textContent = Z.t("subtitle", { drawn: Z.features.length, listed: Z.unlocated.length });
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = Z.t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", Z.t(node.dataset.tLabel));
    for (const node of document.querySelectorAll("[data-t-title]")) node.title = Z.t(node.dataset.tTitle);
    for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = Z.t(node.dataset.tPlaceholder);
  }

  // Everything in words, in the present language. Called again when the language changes.
  Z.buildPanel = function () {
    heading();
    Z.forget("panel");
    buildList();
    buildUnlocated();
    buildAbout();
    Z.on("filtered", buildList, "panel");
  };

  Z.startPanel = function () {
    for (const tab of TABS) Z.id(tab + "-tab").addEventListener("click", () => Z.openTab(tab));
    Z.id("layers-tab").parentNode.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const here = TABS.findIndex((tab) => Z.id(tab + "-tab") === document.activeElement);
      if (step && here >= 0) Z.openTab(TABS[(here + step + TABS.length) % TABS.length], true);
    });
    Z.id("fold").addEventListener("click", () => Z.fold(!Z.id("panel").classList.contains("folded")));
    Z.id("skip").addEventListener("click", (event) => {
      event.preventDefault();
      Z.openTab("list");
      const first = document.querySelector("#list-pane .entry");
      if (first) first.focus();
    });
    if (Z.isPhone()) Z.fold(true);
  };
})(Zonemap);
