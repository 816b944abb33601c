// The table below the map: what is shown, row by row, and what is not placed. On a phone it is a sheet
// that covers the map.

(function (Z) {
  const LEAST = 18; // height, in hundredths of the window
  const MOST = 75;
  const STEP = 5;
  let open = false;
  let view = "shown";
  let sorting = { column: null, down: false };
  let height = 38;
  let body = null; // Z.TableRows while the table is built
  let parts = {};

  const section = () => Z.id("table");
  const here = () => Z.tableViews[view];

  Z.tool({ id: "open-table", icon: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9", label: "table_open", on: () => toggle(!open, true), pressed: () => open });

  // ---- open and close ----

  // On a phone the sheet covers everything: what lies under it is out of reach meanwhile.
  function cover() {
    for (const id of ["panel", "map-section"]) Z.id(id).inert = open && Z.isPhone();
  }

  function toggle(on, focus) {
    if (on === open) return;
    open = on;
    section().hidden = !on;
    cover();
    if (on) build();
    if (focus && on) body.focus();
    else if (focus) Z.id("open-table").focus();
    Z.syncTools();
    Z.touchPermalink();
  }

  // Escape closes the card first (planner.js), then goes back to where the table was opened.
  function leave(event) {
    if (event.key !== "Escape" || (Z.selected() && !Z.isPhone())) return;
    event.stopPropagation();
    if (Z.isPhone()) toggle(false, true);
    else Z.id("open-table").focus();
  }

  function pick(row) {
    if (view === "shown") {
      if (Z.isPhone()) toggle(false, true); // the card lies where the sheet was
      Z.emit("find", row);
    } else {
      body.select(row);
      if (Z.isPhone()) toggle(false);
      Z.showUnlocated(row);
    }
  }

  // ---- what it is made of ----

  // Up to the top of its scale by the pointer or the arrow keys.
  function grip() {
    const node = Z.el("div", {
      class: "table-grip", role: "separator", tabindex: "0", "aria-orientation": "horizontal", "aria-controls": "table",
      "aria-valuemin": LEAST, "aria-valuemax": MOST, "aria-label": Z.t("table_resize"), title: Z.t("table_resize"),
    });
    const set = (value) => {
      height = Math.max(LEAST, Math.min(MOST, Math.round(value)));
      node.setAttribute("aria-valuenow", String(height));
      section().style.setProperty("--table-height", height + "vh");
    };
    node.addEventListener("keydown", (event) => {
      const wanted = { ArrowUp: height + STEP, ArrowDown: height - STEP, Home: LEAST, End: MOST }[event.key];
      if (wanted === undefined) return;
      event.preventDefault();
      set(wanted);
    });
    node.addEventListener("pointerdown", (event) => node.setPointerCapture(event.pointerId));
    node.addEventListener("pointermove", (event) => {
      if (node.hasPointerCapture(event.pointerId)) set(100 * (1 - event.clientY / window.innerHeight));
    });
    set(height);
    return node;
  }

  function viewButton(name) {
    return Z.el("button", {
      type: "button", class: "choice", "data-view": name, "aria-pressed": String(name === view), text: Z.t(Z.tableViews[name].label),
      on: {
        click: () => {
          if (name === view) return;
          view = name;
          sorting = { column: null, down: false };
          build();
          section().querySelector(`[data-view="${name}"]`).focus();
          Z.touchPermalink();
        },
      },
    });
  }

  function headCell(column) {
    const button = Z.el("button", { type: "button", text: Z.t(column.label), title: Z.t(column.label), on: { click: () => sortBy(column) } });
    return Z.el("th", { scope: "col", "data-column": column.key, class: column.numeric ? "number" : null }, button);
  }

  // What a cell says, without the sign in its symbol.
  const said = (node) => (node.querySelector(".named > :last-child") || node).textContent;

  const cells = (row) => here().columns.map((column) => {
    const content = Z.tableCell(column, row);
    const node = Z.el("td", { class: column.numeric ? "number" : null });
    node.append(content);
    const words = said(node);
    if (words.length > 8) node.title = words; // may be cut by its width
    if (Z.isForeign(words)) node.lang = "zh";
    return node;
  });

  function build() {
    const { columns } = here();
    const total = columns.reduce((sum, column) => sum + column.size, 0);
    const widths = columns.map((column) => Z.el("col", { style: { width: (100 * column.size) / total + "%" } }));
    const head = Z.el("thead", {}, Z.el("tr", { "aria-rowindex": "1" }, ...columns.map(headCell)));
    const rows = Z.el("tbody", {});
    const caption = Z.el("caption", { class: "unseen" });
    const table = Z.el("table", { role: "grid", class: "rows " + view }, caption, Z.el("colgroup", {}, ...widths), head, rows);
    const scroller = Z.el("div", { class: "table-scroll", tabindex: "-1" }, table);
    const title = Z.el("h2", { class: "table-title", tabindex: "-1" });
    const empty = Z.el("p", { class: "hint", text: Z.t("list_empty") });
    const close = Z.el("button", { type: "button", class: "plain table-close", "aria-label": Z.t("close"), title: Z.t("close"), text: "×", on: { click: () => toggle(false, true) } });
    parts = { title, caption, table, head, empty };
    section().replaceChildren(grip(), Z.el("div", { class: "table-head" },
      title, Z.el("div", { class: "choices", role: "group", "aria-label": Z.t("table") }, ...Object.keys(Z.tableViews).map(viewButton)),
      Z.exportButtons(() => view), close), scroller, empty);
    body = new Z.TableRows({ scroller, head, body: rows, make: cells, pick });
    body.chosen = Z.selected();
    fill();
    if (body.chosen) body.select(body.chosen);
  }

  // The rows that pass, in the order asked for.
  function fill() {
    const column = here().columns.find(({ key }) => key === sorting.column);
    const rows = here().rows();
    const caption = here().caption(rows.length);
    parts.title.textContent = caption;
    parts.caption.textContent = caption + " " + Z.t("list_hint");
    parts.table.setAttribute("aria-rowcount", String(rows.length + 1));
    parts.empty.hidden = rows.length > 0;
    for (const cell of parts.head.querySelectorAll("th")) {
      const mine = column && cell.dataset.column === column.key;
      cell.setAttribute("aria-sort", mine ? (sorting.down ? "descending" : "ascending") : "none");
    }
    body.show(column ? Z.sortRows(rows, column, sorting.down) : rows);
  }

  // Up, down, and back to the order of the list.
  function sortBy({ key, label }) {
    if (sorting.column !== key) sorting = { column: key, down: false };
    else if (!sorting.down) sorting = { column: key, down: true };
    else sorting = { column: null, down: false };
    fill();
    Z.say(sorting.column ? Z.t(sorting.down ? "table_sorted_down" : "table_sorted_up", { column: Z.t(label) }) : Z.t("table_unsorted"));
    Z.touchPermalink();
  }

  // ---- the rest of the page ----

  Z.on("built", () => { if (open) build(); });
  Z.on("filtered", () => { if (open && view === "shown") fill(); });
  Z.on("selected", (item) => { if (open && view === "shown") body.select(item); });
  section().addEventListener("keydown", leave);
  window.addEventListener("resize", cover);

  // In the address: the view, and the column with "-" before it where the order goes down.
  Z.remember("table", () => (open ? [view, sorting.column && (sorting.down ? "-" : "") + sorting.column].filter(Boolean).join(".") : ""), (text) => {
    const [name, order = ""] = text.split(".");
    if (!Object.hasOwn(Z.tableViews, name)) {
      toggle(false);
      return;
    }
    view = name;
    sorting = { column: order.replace(/^-/, "") || null, down: order.startsWith("-") };
    if (open) build();
    else toggle(true);
  });
})(Zonemap);
