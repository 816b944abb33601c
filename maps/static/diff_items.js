// What changed, one item for each place, row of the list or zone; and its words.

(function (Z) {
  const raw = Z.data;
  const turn = ([lon, lat]) => [lat, lon];

  Z.zones = raw.zones.map((zone) => ({
    names: { zh: zone.name, en: zone.name_en },
    colour: zone.colour[0],
    strong: zone.colour[2],
    rings: Z.unpackRings(zone.rings),
    at: zone.at && turn(zone.at),
  }));
  Z.zoneName = (zone) => zone.names[Z.lang];

  // ---- words ----

  const english = (text) => (Object.hasOwn(raw.english, text) ? raw.english[text] : null);
  Z.said = (text) => (Z.lang === "en" && english(text)) || text;
  Z.label = (item) => Z.said(item.label);

  const METRES = ["accuracy_m", "zone_gap_m", "length_m"];
  const area = (m2) => (m2 >= 10000 ? (m2 / 10000).toFixed(1) + " " + Z.t("unit_ha") : Math.round(m2) + " " + Z.t("unit_m2"));
  Z.distance = (value) => (value < 100 ? Math.round(value * 10) / 10 + " " + Z.t("unit_m") : Z.metres(value));

  // A value as people read it.
  Z.value = function (field, text) {
    if (text === "") return Z.t("diff_nothing");
    if (["kind", "stage", "method"].includes(field)) return Z.word(field, text);
    if (["zone", "zone_spatial"].includes(field)) return Object.hasOwn(raw.zone_names, text) ? raw.zone_names[text][Z.lang === "en" ? 1 : 0] : text;
    if (field === "geometry_type") return Z.t("type_" + text);
    if (METRES.includes(field)) return Z.metres(Number(text));
    if (field === "area_m2") return area(Number(text));
    if (text === "true" || text === "false") return Z.t(text === "true" ? "diff_yes" : "diff_no");
    return Z.said(text);
  };

  Z.noteWords = function (note) {
    const colon = note.indexOf(":");
    return colon < 0 ? note : Z.word("note", note.slice(0, colon)).replace("{}", () => note.slice(colon + 1));
  };

  // How far something moved, in a word; `null` where nothing did.
  Z.apart = (change) => (change.metres === null ? null : Z.distance(change.group === "moved" ? change.metres : change.farthest));
  Z.apartFully = (change) => Z.t("diff_apart", { metres: Z.distance(change.metres), farthest: Z.distance(change.farthest) });

  // ---- items ----

  const groupOf = new Map(Object.entries(raw.groups).flatMap(([group, words]) => words.map((word) => [word, group])));
  Z.groups = Object.keys(raw.groups);

  const unpack = {
    point: () => null,
    line: (parts) => parts.map((line) => Z.unpackLine(line, raw.scale)),
    polygon: (parts) => Z.unpackRings(parts, raw.scale),
  };

  function shape(packed) {
    if (!packed) return null;
    const parts = unpack[packed.type](packed.parts);
    const at = turn(packed.at);
    return { type: packed.type, broad: Boolean(packed.broad), at, parts, bounds: L.latLngBounds(parts ? parts.flat(packed.type === "polygon" ? 2 : 1) : [at]) };
  }

  function item(given, index) {
    const changes = given.changes.map(([word, field, old, now, metres, farthest, note]) => ({ word, group: groupOf.get(word), field, old, now, metres, farthest, note }));
    const [old, now] = [shape(given.old), shape(given.new)];
    const where = now || old;
    const found = { ...given, index, changes, old, now, at: where && where.at, fan: [0, 0], on: changes, shown: true };
    if (where) {
      found.bounds = L.latLngBounds(where.bounds.getSouthWest(), where.bounds.getNorthEast());
      if (old) found.bounds.extend(old.bounds);
    }
    return found;
  }

  Z.items = raw.items.map(item);
  for (const found of Z.items) found.key = Z.key([found.id, found.label, english(found.label), ...found.changes.flatMap(({ group, old, now }) => (group === "name" ? [old, now] : []))].join("\n"));
  Z.features = Z.items.filter((found) => found.at && found.layer === "places");
  Z.single = () => []; // names of places stand in the list, not on this map

  // The group whose sign an item bears: the first of those that are shown.
  Z.mainGroup = (found) => Z.groups.find((group) => found.on.some((change) => change.group === group)) || found.changes[0].group;
  Z.mainWord = (found) => (found.on.find((change) => change.group === Z.mainGroup(found)) || found.changes[0]).word;

  const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
  Z.compare = (a, b) => collator.compare(a, b);
})(Zonemap);
