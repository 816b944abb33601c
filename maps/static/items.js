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
    const itself = () => {
      const [year, stage, status] = ["year", "stage", "status"].map((name) => own.value(name) || "");
      return { year, at: 0, plan: false, stage, status, report: "", table: "", key: stage || "unstated" };
    };
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

  // ---- English ----

  // Chinese of the data with its English, where there is one; names of the ground too.
  Z.inEnglish = (text) => (raw.english && Object.hasOwn(raw.english, text) ? raw.english[text] : null);
  Z.said = (text) => (Z.lang === "en" && Z.inEnglish(text)) || text;

  // What of a place or row has English stands beside it: `label_en` beside `label`.
  const BOTH = ["label", "parent", "address", "road_name", "from_road", "to_road", "note", "source", "runner_up", "reason", "tried"];
  function withEnglish(given) {
    for (const name of BOTH) {
      const words = given[name] && Z.inEnglish(given[name]);
      if (words) given[name + "_en"] = words;
    }
    return given;
  }

  // South, west, north and east of packed lines.
  function boxOf(lines) {
    const box = [90, 180, -90, -180];
    for (const line of lines) {
      let lon = 0;
      let lat = 0;
      for (let i = 0; i < line.length; i += 2) {
        lon += line[i];
        lat += line[i + 1];
        const [y, x] = [lat / raw.scale, lon / raw.scale];
        if (y < box[0]) box[0] = y;
        if (x < box[1]) box[1] = x;
        if (y > box[2]) box[2] = y;
        if (x > box[3]) box[3] = x;
      }
    }
    return box;
  }

  // One place. `now` is what is shown of it (see filters.js). Of many places few are looked at: all
  // properties and the coordinates are unpacked when they are first asked for.
  class Place {
    #p = null;
    #parts = null;
    #box = null;

    constructor(index) {
      const shape = raw.shapes[index];
      this.index = index;
      this.typed = raw.typed ? raw.typed[index] : "";
      this.id = String(this.value("id"));
      this.zone = Z.zone(this.value("zone"));
      this.kind = this.value("kind") || "other";
      this.group = (this.value("zone") || "none") + "/" + this.kind;
      this.method = this.value("method") || "";
      this.gap = this.value("zone_agrees") === false;
      this.accuracy = accuracyOf(this.value("accuracy_m"));
      this.broad = Boolean(shape.broad); // only the ground of the thing: shown when selected
      this.type = shape.type;
      this.at = shape.at && turn(shape.at);
      this.fan = [0, 0]; // where its symbol stands among others on the same spot (see symbols.js)
      const { events, present } = history(raw.events && raw.events[index], this);
      this.events = events;
      this.present = present;
      this.now = present;
      this.shown = true;
      this.drawn = false;
    }

    // One property, without unpacking the others.
    value(name) {
      return raw.columns[name] && cell(raw.columns[name], this.index);
    }

    get p() {
      if (!this.#p) {
        this.#p = {};
        for (const [name, column] of columns) this.#p[name] = cell(column, this.index);
        withEnglish(this.#p);
      }
      return this.#p;
    }

    get parts() {
      if (!this.#parts && this.type) this.#parts = unpack[this.type](raw.shapes[this.index].parts);
      return this.#parts;
    }

    get box() {
      const { parts } = raw.shapes[this.index];
      if (!this.#box) this.#box = this.type === "point" ? [...this.at, ...this.at] : boxOf(this.type === "line" ? parts : parts.flat());
      return this.#box;
    }

    // How far from its place its symbol stands, in pixels: places on one spot are spread when near.
    get offset() {
      return Z.map.getZoom() >= Z.FAN_ZOOM ? this.fan : [0, 0];
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
  Z.unlocated = (raw.unlocated || []).map((row, index) => ({
    row: withEnglish(row), typed: raw.unlocated_typed[index], ...history(raw.unlocated_events[index], { value: (name) => row[name] }),
  }));
  Z.rowLabel = (row) => (Z.lang === "en" && row.label_en) || row.label || row.name || row.id;

  // ---- order ----

  const kindOrder = Object.keys(Z.style.kinds);
  const kindRanks = new Map(kindOrder.map((kind, rank) => [kind, rank]));
  Z.kindRank = (kind) => kindRanks.get(kind) ?? kindOrder.length;
  const zoneRanks = new Map([...zoneByCode.keys()].map((code, rank) => [code, rank]));
  Z.zoneRank = (zone) => zoneRanks.get(zone.code);
  const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
  Z.compare = (a, b) => collator.compare(a, b);
  const rankOf = (item) => Z.zoneRank(item.zone) * 1000 + Z.kindRank(item.kind);
  const plainly = (a, b) => (a < b ? -1 : Number(a > b)); // for crowds: collating takes seconds there
  // By zone, kind and label; with `limit`, only the first of them.
  Z.inOrder = function (items, limit = items.length) {
    const shelves = new Map();
    for (const item of items) {
      const rank = rankOf(item);
      if (!shelves.has(rank)) shelves.set(rank, []);
      shelves.get(rank).push(item);
    }
    const found = [];
    for (const rank of [...shelves.keys()].sort((a, b) => a - b)) {
      if (found.length >= limit) break;
      const shelf = shelves.get(rank);
      const compare = shelf.length > Z.style.crowd ? plainly : Z.compare;
      const labels = new Map(shelf.map((item) => [item, item.value("label") || ""]));
      found.push(...shelf.sort((a, b) => compare(labels.get(a), labels.get(b)) || a.index - b.index));
    }
    return found.slice(0, limit);
  };
})(Zonemap);
