// Zones and places: what the page is about, unpacked once.

(function (Z) {
  const raw = Z.data;
  const turn = ([lon, lat]) => [lat, lon];

  // ---- zones ----

  Z.zones = raw.zones.map((zone) => ({
    code: zone.code,
    names: { zh: zone.name, en: zone.name_en || zone.name },
    colour: zone.colour[0],
    ink: zone.colour[1],
    strong: zone.colour[2],
    rings: Z.unpackRings(zone.rings),
    at: zone.at && turn(zone.at),
  }));
  const noZone = {
    code: "none",
    colour: Z.style.noZone[0],
    ink: Z.style.noZone[1],
    strong: Z.style.noZone[2],
    rings: [],
    at: null,
  };
  const zoneByCode = new Map([...Z.zones, noZone].map((zone) => [zone.code, zone]));
  Z.zone = (code) => zoneByCode.get(code) || noZone;
  Z.zoneName = (zone) => (zone.names ? zone.names[Z.lang] : Z.t("no_zone"));

  // ---- stages ----

  const groupOf = new Map();
  for (const [group, stages] of Object.entries(Z.style.stages)) for (const stage of stages) groupOf.set(stage, group);
  Z.stageKeys = [...groupOf.keys()].map((key) => key || "unstated");
  Z.stageGroup = (key) => groupOf.get(key === "unstated" ? "" : key) || "unstated";
  Z.stageWord = (key) => (key === "unstated" ? Z.t("stage_unstated") : Z.word("stage", key));

  // ---- what the reports say ----

  // [year, at, plan, stage, status, report, table, start, end] → an event; `key` is its stage as it
  // is filtered: `plan` for what is only foreseen, `unstated` where nothing is said.
  function event([year, at, plan, stage, status, report, table, start, end]) {
    return { year, at, plan, stage, status, report, table, start, end, key: plan ? "plan" : stage || "unstated" };
  }

  // The events of a place or row, and the one that counts now (its own row where a person corrected it).
  function history(packed, own) {
    const [now, ...events] = packed || [-1];
    const list = events.map(event);
    const itself = () => ({ year: own.year || "", at: 0, plan: false, stage: own.stage || "", status: own.status || "", report: "", table: "", key: own.stage || "unstated" });
    return { events: list, present: list[now] || itself() };
  }

  // ---- places ----

  function accuracyOf(radius) {
    if (radius === null || radius === undefined) return "coarse";
    for (const [name, limit] of Object.entries(Z.style.accuracy)) if (limit === null || radius <= limit) return name;
    return "coarse";
  }

  const unpack = {
    point: () => null,
    line: (parts) => parts.map((line) => Z.unpackLine(line, raw.scale)),
    polygon: (parts) => Z.unpackRings(parts, raw.scale),
  };

  // The property `name` of the place at `index`, from its packed column.
  function cell(column, index) {
    return Array.isArray(column) ? column[index] : column.values[column.rows[index]];
  }

  const columns = Object.entries(raw.columns);

  // One place. `p` are its properties; `now` is what is shown of it (see filters.js).
  class Place {
    constructor(index) {
      const shape = raw.shapes[index];
      this.index = index;
      this.p = {};
      for (const [name, column] of columns) this.p[name] = cell(column, index);
      const { p } = this;
      this.id = String(p.id);
      this.zone = Z.zone(p.zone);
      this.kind = p.kind || "other";
      this.group = (p.zone || "none") + "/" + (p.kind || "other");
      this.method = p.method || "";
      this.gap = p.zone_agrees === false;
      this.accuracy = accuracyOf(p.accuracy_m);
      this.broad = Boolean(shape.broad); // only the ground of the thing: shown when selected
      this.type = shape.type;
      this.at = shape.at && turn(shape.at);
      this.parts = shape.type ? unpack[shape.type](shape.parts) : null;
      Object.assign(this, history(raw.events[index], p));
      this.now = this.present;
      this.shown = true;
    }

    // The group of stages that its outline shows.
    get stage() {
      return Z.stageGroup(this.now.key);
    }
  }

  Z.features = Array.from({ length: raw.count }, (_, index) => new Place(index)).filter((item) => item.type);
  Z.byId = new Map(Z.features.map((item) => [item.id, item]));
  Z.label = (item) => (Z.lang === "en" && (item.p.label_en || item.p.name_en)) || item.p.label || item.p.name || item.id;

  // What is not placed: rows with their history.
  Z.unlocated = raw.unlocated.map((row, index) => ({ row, ...history(raw.unlocated_events[index], row) }));
  Z.rowLabel = (row) => (Z.lang === "en" && row.label_en) || row.label || row.name || row.id;

  // ---- order ----

  const kindOrder = Object.keys(Z.style.kinds);
  Z.kindRank = (kind) => (kindOrder.includes(kind) ? kindOrder.indexOf(kind) : kindOrder.length);
  const zoneOrder = [...zoneByCode.keys()];
  Z.zoneRank = (zone) => zoneOrder.indexOf(zone.code);
  const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
  Z.compare = (a, b) => collator.compare(a, b);
  let places = null; // the order of all, made once
  Z.inOrder = function (items) {
    if (!places) {
      const all = [...Z.features].sort((a, b) => Z.zoneRank(a.zone) - Z.zoneRank(b.zone)
        || Z.kindRank(a.kind) - Z.kindRank(b.kind) || Z.compare(a.p.label || "", b.p.label || ""));
      places = new Map(all.map((item, place) => [item, place]));
    }
    return [...items].sort((a, b) => places.get(a) - places.get(b));
  };
})(Zonemap);
