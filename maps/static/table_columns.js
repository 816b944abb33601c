// What the table shows: its two views, their columns, and how they are sorted.

(function (Z) {
  const blank = (value) => value === null || value === undefined || value === "";
  const byNumber = (a, b) => a - b;
  const whole = (value) => (blank(value) ? "" : Math.round(value).toLocaleString(Z.lang === "en" ? "en" : "zh-CN"));
  const zoneOf = (code) => Z.zones.find((zone) => zone.code === code);

  const swatch = (zone) => Z.el("span", { class: "swatch", style: { background: zone.colour } });
  const chip = (text, plan) => (text ? Z.el("span", { class: plan ? "stated plan" : "stated", text }) : "");
  const stageText = ({ plan, stage }) => {
    const word = stage ? Z.word("stage", stage) : Z.t("stage_unstated");
    return plan ? Z.t("table_plan", { stage: word }) : word;
  };
  const stageRank = (event) => Z.stageKeys.indexOf(event.stage || "unstated") + (event.plan ? 0.5 : 0);

  // Names in Chinese by how they are read, which the data say: 长桥 is Changqiao, whatever a collation thinks.
  const HAN = /\p{Script=Han}/u;
  const reading = (name, typed) => (Z.lang === "zh" && typed && HAN.test(name) ? typed.split(";")[0] + " " + name : name);

  // A column: `label` its name; `value` what it is sorted by, blanks last; `compare` how, by pinyin and
  // number unless told; `cell` what stands there if not the value; `size` its share of the width.
  const SHOWN = [
    { key: "name", label: "table_name", size: 20, value: (item) => reading(Z.label(item), item.typed),
      cell: (item) => Z.el("span", { class: "named" }, Z.symbol(item.kind, item.zone, item.stage, item.accuracy), Z.el("span", { text: Z.label(item) })) },
    { key: "kind", label: "field_kind", size: 9, value: (item) => Z.word("kind", item.kind) },
    { key: "zone", label: "field_zone", size: 14, value: (item) => Z.zoneRank(item.zone), compare: byNumber,
      cell: (item) => Z.el("span", { class: "named" }, swatch(item.zone), Z.el("span", { text: Z.zoneName(item.zone) })) },
    { key: "stage", label: "field_stage", size: 12, value: (item) => (item.now.key === "unstated" ? "" : stageRank(item.now)), compare: byNumber,
      cell: (item) => chip(stageText(item.now), item.now.plan) },
    { key: "year", label: "field_year", size: 8, value: (item) => item.now.year },
    { key: "method", label: "field_method", size: 14, value: (item) => item.method && Z.word("method", item.method) },
    { key: "accuracy", label: "table_accuracy", size: 8, numeric: true, value: (item) => item.p.accuracy_m, compare: byNumber, cell: (item) => whole(item.p.accuracy_m) },
    { key: "gap", label: "table_gap", size: 9, numeric: true, value: (item) => (item.gap ? item.p.zone_gap_m : ""), compare: byNumber,
      cell: (item) => (item.gap ? whole(item.p.zone_gap_m) : "") },
    { key: "report", label: "filter_report", size: 6, value: (item) => item.now.report || item.p.report },
  ];

  const UNLOCATED = [
    { key: "name", label: "table_name", size: 18, value: ({ row, typed }) => reading(Z.rowLabel(row), typed), cell: ({ row }) => Z.rowLabel(row) },
    { key: "reason", label: "reason", size: 22, value: ({ row }) => Z.said(row.reason), cell: ({ row }) => Z.given(row, "reason") },
    { key: "tried", label: "tried", size: 18, value: ({ row }) => Z.said(row.tried), cell: ({ row }) => Z.given(row, "tried") },
    { key: "kind", label: "field_kind", size: 9, value: ({ row }) => Z.word("kind", row.kind) },
    { key: "zone", label: "field_zone", size: 13, value: ({ row }) => (zoneOf(row.zone) ? Z.zoneRank(zoneOf(row.zone)) : ""), compare: byNumber,
      cell: ({ row }) => {
        const zone = zoneOf(row.zone);
        return zone ? Z.el("span", { class: "named" }, swatch(zone), Z.el("span", { text: Z.zoneName(zone) })) : row.zone;
      } },
    { key: "stage", label: "field_stage", size: 13, value: ({ present }) => (present.key === "unstated" ? "" : stageRank(present)), compare: byNumber,
      cell: ({ present }) => chip(stageText(present), present.plan) },
    { key: "year", label: "field_year", size: 7, value: ({ present }) => present.year },
  ];

  let order = null; // all places as the list has them, made once
  const inOrder = () => (order = order || Z.inOrder(Z.features));

  Z.tableViews = {
    shown: {
      label: "table_shown",
      columns: SHOWN,
      rows: () => inOrder().filter((item) => item.shown),
      caption: (count) => Z.t("table_caption", { shown: count, all: Z.features.length }),
    },
    unlocated: {
      label: "tab_unlocated",
      columns: UNLOCATED,
      rows: () => Z.unlocated,
      caption: (count) => Z.t("table_caption_unlocated", { count }),
    },
  };

  // The place of each value of a column, kept for the next time: comparing words is what takes long.
  const kept = new Map();
  function ranking(column, values) {
    const distinct = [...new Set(values.filter((value) => !blank(value)))];
    const known = kept.get(column);
    if (known && distinct.every((value) => known.has(value))) return known;
    distinct.sort(column.compare || Z.compare);
    kept.set(column, new Map(distinct.map((value, place) => [value, place])));
    return kept.get(column);
  }

  // Rows by one column: equals keep their order, blanks come last either way. Only distinct values are
  // compared, so that a hundred thousand rows are put in order by whole numbers.
  Z.sortRows = function (rows, column, down) {
    const values = rows.map(column.value);
    const rank = ranking(column, values);
    const ranks = values.map((value) => (blank(value) ? Infinity : down ? -rank.get(value) : rank.get(value)));
    return rows.map((_, index) => index).sort((a, b) => ranks[a] - ranks[b] || a - b).map((index) => rows[index]);
  };

  // The content of a cell: an element or text.
  Z.tableCell = function (column, row) {
    const found = column.cell ? column.cell(row) : column.value(row);
    return blank(found) ? "" : found instanceof Node ? found : String(found);
  };
})(Zonemap);
