"use strict";
// The page's data, words and small helpers. Text from the data reaches the page through
// textContent and setAttribute only; nothing here or in the other files sets innerHTML.

const Zonemap = {};

(function (Z) {
  const raw = JSON.parse(document.getElementById("zonemap-data").textContent);
  Z.data = raw;
  Z.style = raw.style;
  Z.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";

  // ---- words ----

  Z.t = function (key, fill) {
    const words = raw.text[Z.lang].ui[key];
    if (words === undefined) throw new Error("no interface text: " + key);
    return words.replace(/\{(\w+)\}/g, (all, name) => (fill && name in fill ? fill[name] : all));
  };

  Z.word = function (table, key) {
    return raw.text[Z.lang][table][key] || key || "";
  };

  Z.metres = function (value) {
    if (value >= 1000) {
      const km = value / 1000;
      return (km >= 10 ? Math.round(km) : Math.round(km * 10) / 10) + " " + Z.t("unit_km");
    }
    return Math.round(value) + " " + Z.t("unit_m");
  };

  // ---- elements ----

  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") node.textContent = value;
      else if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else if (name === "style") for (const [key, css] of Object.entries(value)) node.style.setProperty(key, css);
      else node.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children) if (child) node.append(child);
    return node;
  }

  Z.el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  Z.svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  Z.isPhone = () => window.matchMedia("(max-width: 760px)").matches;
  Z.id = (name) => document.getElementById(name);

  // ---- shapes ----

  // Whole steps of 1e-5 degrees, each from the position before it → [[lat, lon], …].
  Z.unpackLine = function (packed) {
    const line = [];
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < packed.length; i += 2) {
      lon += packed[i];
      lat += packed[i + 1];
      line.push([lat / raw.backdrop.scale, lon / raw.backdrop.scale]);
    }
    return line;
  };

  Z.unpackRings = (polygons) => polygons.map((rings) => rings.map(Z.unpackLine));

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

  // ---- features ----

  const stageOf = new Map();
  for (const [group, stages] of Object.entries(Z.style.stages)) for (const stage of stages) stageOf.set(stage, group);

  function accuracyOf(radius) {
    if (radius === null || radius === undefined) return "coarse";
    for (const [name, limit] of Object.entries(Z.style.accuracy)) if (limit === null || radius <= limit) return name;
    return "coarse";
  }

  const coordinates = {
    point: () => null,
    line: (parts) => parts.map((line) => line.map(turn)),
    polygon: (parts) => parts.map((rings) => rings.map((ring) => ring.map(turn))),
  };

  // What people type and what the data say are compared without case, width and spaces.
  Z.key = (text) => String(text || "").normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  const SEARCHED = ["label", "name", "aliases", "name_en", "id", "road_name", "address"];

  function feature(row, index) {
    const p = {};
    raw.fields.forEach((name, column) => { p[name] = row[column]; });
    const shape = raw.shapes[index];
    const zone = Z.zone(p.zone);
    return {
      index,
      p,
      id: p.id,
      zone,
      kind: p.kind || "other",
      group: (p.zone || "none") + "/" + (p.kind || "other"),
      stage: stageOf.get(p.stage || "") || "unstated",
      accuracy: accuracyOf(p.accuracy_m),
      broad: Boolean(shape.broad), // only the ground of the thing: shown when selected
      type: shape.type,
      at: shape.at && turn(shape.at),
      parts: shape.type ? coordinates[shape.type](shape.parts) : null,
      keys: SEARCHED.map((name) => Z.key(p[name])).filter(Boolean),
      shown: true,
    };
  }

  Z.features = raw.rows.map(feature).filter((item) => item.type);
  Z.label = (item) => (Z.lang === "en" && item.p.name_en) || item.p.label || item.p.name || item.id;

  Z.unlocated = raw.unlocated.map((row) => ({
    row,
    keys: [row.label, row.name, row.aliases, row.id].map(Z.key).filter(Boolean),
  }));

  const kindOrder = Object.keys(Z.style.kinds);
  Z.kindRank = (kind) => (kindOrder.includes(kind) ? kindOrder.indexOf(kind) : kindOrder.length);
  const zoneOrder = [...zoneByCode.keys()];
  const byLabel = new Intl.Collator("zh-Hans-CN", { numeric: true });
  Z.inOrder = (items) => [...items].sort((a, b) =>
    zoneOrder.indexOf(a.zone.code) - zoneOrder.indexOf(b.zone.code)
    || Z.kindRank(a.kind) - Z.kindRank(b.kind)
    || byLabel.compare(a.p.label || "", b.p.label || ""));

  // ---- messages between the parts ----

  // `owner` names a part that is built anew when the language changes; `forget` drops its calls.
  let listeners = [];
  Z.on = (event, run, owner) => { listeners.push({ event, run, owner }); };
  Z.forget = (owner) => { listeners = listeners.filter((entry) => entry.owner !== owner); };
  Z.emit = (event, value) => { for (const entry of [...listeners]) if (entry.event === event) entry.run(value); };
  Z.say = (message) => { Z.id("status").textContent = message; };
})(Zonemap);
