// The list of what changed, and the filters.

(function (Z) {
  const FIRST = 100; // entries of a group that are listed at once
  const QUIET = "source"; // who names a place is seldom what is looked for: switched on by hand
  const off = new Set();
  const listed = new Map(); // group → how many of its entries are listed
  let everything = false; // on paper
  let query = "";

  const occurring = () => Z.groups.filter((group) => Z.items.some((item) => item.changes.some((change) => change.group === group)));

  // ---- filters ----

  function filter() {
    for (const item of Z.items) {
      item.on = item.changes.filter((change) => !off.has(change.group));
      item.shown = item.on.length > 0 && (!query || item.key.includes(query));
    }
    listed.clear();
    Z.drawChanges();
    build();
  }

  function chip(group) {
    const count = Z.items.filter((item) => item.changes.some((change) => change.group === group)).length;
    const node = Z.el("button", { type: "button", class: "chip-button", "data-group": group, "aria-pressed": String(!off.has(group)) },
      Z.sign(group), Z.el("span", { text: Z.t("group_" + group) }), Z.el("b", { text: String(count) }));
    node.addEventListener("click", () => {
      if (!off.delete(group)) off.add(group);
      press();
      filter();
    });
    return node;
  }

  function press() {
    for (const node of Z.id("filters").children) node.setAttribute("aria-pressed", String(!off.has(node.dataset.group)));
  }

  function all(on) {
    off.clear();
    if (!on) for (const group of Z.groups) off.add(group);
    press();
    filter();
  }

  // ---- one entry ----

  const brief = ({ field, old, now, group, word, ...change }, item) => {
    if (word === "added" || word === "removed") return change.note ? Z.noteWords(change.note) : item.kind && Z.word("kind", item.kind);
    if (word === "moved" || word === "reshaped" || word === "outline_changed") return Z.apart({ ...change, group });
    if (!field || group === "source") return null;
    if (word === "alias_gained") return "+ " + now;
    if (word === "alias_lost") return "− " + old;
    if (word === "lost") return Z.value("reason", now);
    if (word === "located") return Z.value(field, now);
    return Z.value(field, old) + " → " + Z.value(field, now);
  };

  // One line: the words of what changed, with the first value of each.
  function summary(item) {
    const words = new Map();
    for (const change of item.on) {
      const title = change.word === "edited" ? Z.word("field", change.field) : Z.word("change", change.word);
      if (!words.get(title)) words.set(title, brief(change, item));
    }
    return [...words].map(([title, text]) => [title, text].filter(Boolean).join(" ")).join(" · ");
  }

  function side(key, field, text) {
    return Z.el("span", { class: key === "diff_from" ? "was" : "is" }, Z.el("small", { text: Z.t(key) }), " ", Z.value(field, text));
  }

  function fact(change) {
    const cell = Z.el("dd", {});
    const { field, old, now } = change;
    if (change.word === "located") cell.append(side("diff_from", "reason", old), side("diff_to", "method", now));
    else if (change.word === "lost") cell.append(side("diff_from", "method", old), side("diff_to", "reason", now));
    else if (field && field !== "geometry") cell.append(side("diff_from", field, old), side("diff_to", field, now));
    if (change.metres !== null) cell.append(Z.el("span", { text: Z.apartFully(change) }));
    if (change.note) cell.append(Z.el("span", { text: Z.noteWords(change.note) }));
    const title = Z.el("dt", { text: Z.word("change", change.word) });
    if (field && ["edited", "sourced", "renamed"].includes(change.word)) title.append(Z.el("small", { text: Z.word("field", field) }));
    return [title, cell];
  }

  function facts(item) {
    const layer = item.layer === "places" ? null : Z.word("layer", item.layer);
    const kind = item.kind && Z.word("kind", item.kind);
    return Z.el("div", { class: "facts" },
      Z.el("p", {}, [item.id, kind, layer].filter(Boolean).join(" · ")),
      Z.el("dl", {}, ...item.changes.flatMap(fact)));
  }

  function entry(item) {
    const open = Z.selected() === item;
    const button = Z.el("button", { type: "button", class: "entry", "data-index": item.index, "aria-expanded": String(open) },
      Z.sign(Z.mainGroup(item), Z.mainWord(item)),
      Z.el("span", { class: "name" }, Z.label(item)),
      Z.el("small", {}, [item.layer === "unlocated" ? Z.t("diff_off_map") : item.layer === "zones" ? Z.t("diff_zone_of") : "", summary(item)].filter(Boolean).join(" · ")));
    button.addEventListener("click", () => Z.select(Z.selected() === item ? null : item, "list"));
    const row = Z.el("li", { class: "row" }, button);
    if (open) row.append(facts(item));
    return row;
  }

  // ---- the list ----

  function block(group, items) {
    const many = everything ? items.length : listed.get(group) || FIRST;
    const list = Z.el("ul", {}, ...items.slice(0, many).map(entry));
    const rest = items.length - many;
    const more = rest > 0 && Z.el("button", { type: "button", class: "plain more", text: Z.t("diff_more", { count: Math.min(rest, FIRST) }) });
    if (more) {
      more.addEventListener("click", () => {
        listed.set(group, many + FIRST);
        build();
        const next = document.querySelectorAll(`[data-block="${group}"] .entry`)[many];
        if (next) next.focus();
      });
    }
    return Z.el("section", { "data-block": group }, Z.el("h2", {}, Z.t("group_" + group), " ", Z.el("b", { text: String(items.length) })), list, more);
  }

  function build() {
    const shown = Z.items.filter((item) => item.shown);
    const shelves = new Map(Z.groups.map((group) => [group, []]));
    for (const item of shown) shelves.get(Z.mainGroup(item)).push(item);
    const blocks = [...shelves].filter(([, items]) => items.length).map(([group, items]) => block(group, items.sort((a, b) => Z.compare(a.label, b.label) || a.index - b.index)));
    const none = Z.el("p", { class: "none", text: Z.t(Z.items.length ? "diff_empty" : "diff_same") });
    Z.id("list").replaceChildren(...(blocks.length ? blocks : [none]));
    const changes = shown.reduce((sum, item) => sum + item.on.length, 0);
    Z.id("shown").textContent = Z.t("diff_shown", { shown: shown.length, all: Z.items.length, changes });
  }

  const find = (item) => item && document.querySelector(`.entry[data-index="${item.index}"]`);

  // A selection on the map opens its entry in the list, and brings it in.
  function reveal({ item, from }) {
    const focused = document.activeElement && document.activeElement.dataset.index;
    if (item && item.shown) {
      const group = Z.mainGroup(item);
      const members = Z.items.filter((other) => other.shown && Z.mainGroup(other) === group).sort((a, b) => Z.compare(a.label, b.label) || a.index - b.index);
      const at = members.indexOf(item);
      if (at >= (listed.get(group) || FIRST)) listed.set(group, at + FIRST);
    }
    const list = Z.id("list");
    const top = list.scrollTop;
    build();
    list.scrollTop = top;
    const node = find(item);
    if (from === "map" && node) node.scrollIntoView({ block: "nearest" });
    const again = from === "list" && focused !== undefined && document.querySelector(`.entry[data-index="${focused}"]`);
    if (again) again.focus({ preventScroll: true });
    if (item) Z.say(Z.label(item) + " · " + summary(item));
  }

  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches(".entry")) return;
    const entries = [...document.querySelectorAll(".entry")];
    const next = entries[entries.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && Z.selected()) {
      const node = find(Z.selected());
      Z.select(null, "list");
      if (node) document.querySelector(`.entry[data-index="${node.dataset.index}"]`).focus();
    } else if (event.key === "/" && !event.target.closest("input")) {
      event.preventDefault();
      Z.id("search").focus();
    }
  }

  Z.buildFilters = () => Z.id("filters").replaceChildren(...occurring().map(chip));
  Z.buildList = build;
  Z.listAll = (on) => { everything = on; build(); };

  Z.startList = function () {
    if (occurring().some((group) => group !== QUIET)) off.add(QUIET);
    Z.buildFilters();
    Z.on("selected", reveal);
    Z.id("search").addEventListener("input", (event) => { query = Z.key(event.target.value); filter(); });
    Z.id("all-on").addEventListener("click", () => all(true));
    Z.id("all-off").addEventListener("click", () => all(false));
    Z.id("list").addEventListener("keydown", walk);
    document.addEventListener("keydown", keys);
    filter();
  };
})(Zonemap);
