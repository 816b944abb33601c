// The panel: counts that switch, the legend that filters, the list in the order of the report.

(function (R) {
  const PAGE = 800; // entries that stand in the list at one time
  const off = { classes: new Set(), kinds: new Set() };
  let query = "";
  let spot = "";
  let from = 0;
  R.shown = [];

  function passes(item) {
    if (off.classes.has(item.place)) return false;
    if (!item.refused && off.kinds.has(item.kind)) return false;
    if (spot && item.spot !== spot) return false;
    return !query || item.key.includes(query);
  }

  const isFiltered = () => Boolean(query || spot || off.classes.size || off.kinds.size);

  // ---- counts ----

  function buildCounts() {
    const box = R.id("counts");
    box.replaceChildren(...R.classes.map((name) => {
      const count = R.items.filter((item) => item.place === name).length;
      const tile = R.el("button", { type: "button", class: "count m-" + name, "data-place": name, "aria-pressed": String(!off.classes.has(name)) },
        R.el("b", { text: R.number(count) }), R.el("span", { text: R.t("count_" + name) }));
      tile.addEventListener("click", () => { toggle(off.classes, [name], off.classes.has(name)); tile.setAttribute("aria-pressed", String(!off.classes.has(name))); R.filter(); });
      return tile;
    }));
  }

  function toggle(set, names, on) {
    for (const name of names) {
      if (on) set.delete(name);
      else set.add(name);
    }
  }

  // ---- kinds ----

  function box(label, kinds, count, badge) {
    const input = R.el("input", { type: "checkbox" });
    const hidden = kinds.filter((kind) => off.kinds.has(kind)).length;
    input.checked = hidden === 0;
    input.indeterminate = hidden > 0 && hidden < kinds.length;
    input.addEventListener("change", () => { toggle(off.kinds, kinds, input.checked); buildKinds(); R.filter(); focusBox(kinds); });
    return R.el("label", { class: "switch", "data-kinds": kinds.join(" ") }, input, badge, R.el("span", { class: "name", text: label }), R.el("span", { class: "number", text: R.number(count) }));
  }

  function focusBox(kinds) {
    const again = [...document.querySelectorAll("#kinds .switch")].find((node) => node.dataset.kinds === kinds.join(" "));
    if (again) again.querySelector("input").focus();
  }

  function buildKinds() {
    const counts = new Map();
    for (const item of R.items) if (!item.refused) counts.set(item.kind, (counts.get(item.kind) || 0) + 1);
    const known = Object.keys(R.data.kinds);
    const order = [...known.filter((kind) => counts.has(kind)), ...[...counts.keys()].filter((kind) => !known.includes(kind))];
    const look = (kind) => R.data.kinds[kind] || R.data.kinds.other;
    const blocks = R.families.map((family) => {
      const kinds = order.filter((kind) => look(kind)[0] === family);
      if (!kinds.length) return null;
      const name = R.t("shape_" + family);
      const total = kinds.reduce((sum, kind) => sum + counts.get(kind), 0);
      const head = box(name, kinds, total, R.el("span", { class: "swatch f-" + family, "aria-hidden": "true" }));
      const parts = kinds.map((kind) => box(R.word("kind", kind), [kind], counts.get(kind), R.badge({ family, sign: look(kind)[1] })));
      return R.el("fieldset", { class: "family" }, R.el("legend", { class: "unseen", text: R.t("kinds_of", { family: name }) }), head, R.el("div", { class: "parts" }, ...parts));
    });
    R.id("kinds").replaceChildren(...blocks.filter(Boolean));
  }

  function buildLines() {
    const line = (key, look) => R.el("li", {}, R.el("span", { class: "sample " + look, "aria-hidden": "true", text: R.t("sample") }), R.el("span", { text: R.t(key) }));
    R.id("lines").replaceChildren(R.el("p", { class: "over", text: R.t("lines_legend") }), R.el("ul", {},
      line("line_yes", "m-yes f-square"), line("line_line", "m-line f-circle"), line("line_area", "m-area f-hexagon"),
      line("line_no", "m-no f-refused"), line("line_also", "again m-yes f-diamond")));
  }

  // ---- tables and sections ----

  function buildWhere() {
    const counts = new Map();
    for (const item of R.items) counts.set(item.spot, (counts.get(item.spot) || 0) + 1);
    const option = ([value, count]) => R.el("option", { value, text: (value.slice(2) || R.t("where_none")) + "  (" + count + ")" });
    const group = (key, sign) => {
      const found = [...counts].filter(([value]) => value.startsWith(sign));
      return found.length ? R.el("optgroup", { label: R.t(key) }, ...found.map(option)) : null;
    };
    const select = R.id("where");
    select.replaceChildren(R.el("option", { value: "", text: R.t("where_all") }), ...[group("where_prose", "s "), group("where_tables", "t ")].filter(Boolean));
    select.value = spot;
  }

  // ---- the list ----

  function entry(item) {
    const facts = item.refused ? item.note : [R.word("stage", item.stage), item.year, item.zone_reported].filter(Boolean).join(" · ");
    const button = R.el("button", { type: "button", class: "entry", "data-index": item.index, tabindex: "-1" },
      R.badge(item), R.el("span", { class: "name", text: item.name }), R.el("small", { text: [R.where(item), facts].filter(Boolean).join(" · ") }));
    return R.el("li", { class: item.refused ? "refused" : null }, button);
  }

  function more(key, count, next) {
    if (!count) return null;
    return R.el("li", {}, R.el("button", { type: "button", class: "plain more", text: R.t(key, { count: R.number(count) }), on: { click: () => { from = next; buildList(); } } }));
  }

  function buildList() {
    const part = R.shown.slice(from, from + PAGE);
    const rows = [more("list_before", from, Math.max(from - PAGE, 0)), ...part.map(entry), more("list_after", Math.max(R.shown.length - from - PAGE, 0), from + PAGE)];
    const list = R.id("list");
    list.setAttribute("start", String(from + 1));
    list.replaceChildren(...rows.filter(Boolean));
    if (!part.length) list.append(R.el("li", { class: "none", text: R.t("none_shown") }));
    const first = list.querySelector(".entry");
    if (first) first.tabIndex = 0;
    R.id("shown").textContent = R.t("shown_of", { shown: R.number(R.shown.length), all: R.number(R.items.length) });
    R.id("show-all").hidden = !isFiltered();
  }

  R.filter = function () {
    R.shown = R.items.filter(passes);
    from = 0;
    const keep = new Set(R.shown.map((item) => item.index));
    for (const mark of R.marks) {
      const on = R.itemsOf(mark).some((item) => keep.has(item.index));
      mark.classList.toggle("off", !on);
      if (mark.hasAttribute("tabindex")) mark.tabIndex = on ? 0 : -1;
    }
    buildList();
  };

  R.reveal = function (item) {
    if (!passes(item)) R.showAll();
    const at = R.shown.indexOf(item);
    if (at < from || at >= from + PAGE) {
      from = Math.floor(at / PAGE) * PAGE;
      buildList();
    }
    const old = document.querySelector(".entry[aria-current]");
    if (old) old.removeAttribute("aria-current");
    const button = document.querySelector('.entry[data-index="' + item.index + '"]');
    if (!button) return;
    for (const other of document.querySelectorAll('.entry[tabindex="0"]')) other.tabIndex = -1;
    button.tabIndex = 0;
    button.setAttribute("aria-current", "true");
    const tools = R.id("list");
    const box = button.getBoundingClientRect();
    const frame = tools.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) tools.scrollTop += box.top - frame.top - frame.height / 3;
  };

  R.showAll = function () {
    off.classes.clear();
    off.kinds.clear();
    query = spot = "";
    R.id("search").value = "";
    R.buildPanel();
  };

  function walkList(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches(".entry")) return;
    const all = [...document.querySelectorAll(".entry")];
    const next = all[all.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  R.buildPanel = function () {
    buildCounts();
    buildKinds();
    buildLines();
    buildWhere();
    R.filter();
  };

  R.id("search").addEventListener("input", (event) => { query = R.key(event.target.value); R.filter(); });
  R.id("search").addEventListener("keydown", (event) => { if (event.key === "Enter" && R.shown.length) R.select(R.shown[0]); });
  R.id("where").addEventListener("change", (event) => { spot = event.target.value; R.filter(); });
  R.id("show-all").addEventListener("click", () => { R.showAll(); R.id("search").focus(); });
  R.id("list").addEventListener("keydown", walkList);
  R.id("list").addEventListener("click", (event) => {
    const button = event.target.closest(".entry");
    if (button) R.select(R.items[Number(button.dataset.index)]);
  });
})(Review);
