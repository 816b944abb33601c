// What is shown, as GeoJSON or CSV, in the form of the hand-off files. The file is made in the page and
// saved from there; nothing is sent.

(function (Z) {
  const { keys, unlocated, multi, members, formulas } = Z.data.export;
  const known = keys.filter((key) => key in Z.data.columns);

  // ---- GeoJSON: as layers/geojson.py writes it ----

  const place = ([lat, lon]) => [lon, lat];

  // RFC 7946: shells run against the clock, holes with it.
  function wound(ring, shell) {
    const positions = ring.map(place);
    const [[west, south]] = positions; // taken from here, so that small rings lose no digits
    let twice = 0;
    for (let i = 1; i < positions.length; i += 1) {
      const [x, y] = positions[i - 1];
      twice += (x - west) * (positions[i][1] - south) - (positions[i][0] - west) * (y - south);
    }
    return (twice > 0) === shell ? positions : positions.reverse();
  }

  function geometry(item) {
    if (item.type === "point") return { type: "Point", coordinates: place(item.at) };
    const [type, parts] = item.type === "line"
      ? ["LineString", item.parts.map((line) => line.map(place))]
      : ["Polygon", item.parts.map((rings) => rings.map((ring, order) => wound(ring, order === 0)))];
    // as in the files: all lines are of several parts where one is, and so all areas
    return multi.includes(item.type) ? { type: "Multi" + type, coordinates: parts } : { type, coordinates: parts[0] };
  }

  function boxOf(positions) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [lon, lat] of positions) {
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    }
    return box;
  }

  const properties = (item) => Object.fromEntries(known.map((key) => [key, item.p[key]]));

  function feature(item) {
    const shape = geometry(item);
    const flat = shape.coordinates.flat(Infinity);
    const positions = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
    return { type: "Feature", id: item.id, bbox: boxOf(positions), geometry: shape, properties: properties(item) };
  }

  const ordered = (items) => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

  // One feature a line, as in the files.
  Z.geojsonText = function (items, name) {
    const features = ordered(items).map(feature);
    const head = { type: "FeatureCollection", name };
    for (const [key, value] of Object.entries(members)) if (value) head[key] = value;
    if (features.length) head.bbox = boxOf(features.flatMap(({ bbox }) => [bbox.slice(0, 2), bbox.slice(2)]));
    return JSON.stringify(head).slice(0, -1) + ',"features":[\n' + features.map((one) => JSON.stringify(one)).join(",\n") + "\n]}\n";
  };

  // ---- CSV: as layers/csvtext.py writes it ----

  const NUMBER = /^[+-]?\p{Nd}+(\.\p{Nd}+)?$/u;

  // The text of a cell; one that a spreadsheet would take for a formula gets a leading '.
  Z.csvCell = function (value) {
    let text = value === null || value === undefined ? "" : String(value);
    if (formulas.some((sign) => text.startsWith(sign)) && !NUMBER.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };

  // The byte order mark tells spreadsheets that this is UTF-8.
  const csv = (columns, rows) => "\ufeff" + [columns, ...rows].map((row) => row.map(Z.csvCell).join(",") + "\n").join("");

  Z.csvText = (items) => csv([...known, "lon", "lat"], ordered(items).map((item) => [...known.map((key) => item.p[key]), ...place(item.at)]));

  function unlocatedText(entries) {
    const columns = unlocated.filter((key) => entries.some(({ row }) => key in row));
    return csv(columns, entries.map(({ row }) => columns.map((key) => row[key])));
  }

  // ---- saving ----

  const FILTERS = ["zone", "kind", "off", "stage", "accuracy", "year", "report", "method", "gap"];
  const safe = (text) => String(text || "").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();

  // District and filters, in letters that every system takes: some-district_zone-north_year-2024
  Z.exportName = function () {
    const words = new URLSearchParams(new URL(Z.permalink()).hash.slice(1));
    const set = FILTERS.filter((name) => words.get(name)).map((name) => safe(name + "-" + words.get(name)));
    const state = set.length || !Z.isFiltered() ? set : ["part"];
    return [safe(Z.data.meta.district_en) || "zonemap", ...(state.length ? state : ["all"])].join("_").slice(0, 90);
  };

  function save(text, type, name) {
    const url = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    const link = Z.el("a", { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  const shown = () => Z.features.filter((item) => item.shown);

  function run(format, view) {
    const listed = view === "unlocated";
    const rows = listed ? Z.unlocated : shown();
    if (!rows.length) return Z.say(Z.t("list_empty"));
    const name = listed ? Z.exportName().split("_")[0] + "_unlocated" : Z.exportName();
    if (format === "geojson") save(Z.geojsonText(rows, name), "application/geo+json", name + ".geojson");
    else save(listed ? unlocatedText(rows) : Z.csvText(rows), "text/csv", name + ".csv");
    return Z.say(Z.t("export_done", { count: rows.length, name: name + "." + format }));
  }

  // The two buttons; `view()` tells which rows are meant: "shown" or "unlocated", which have no place.
  Z.exportButtons = function (view = () => "shown") {
    const button = (format, label) => Z.el("button", {
      type: "button", class: "plain", "data-export": format, text: label, title: Z.t("export_as", { format: label }), "aria-label": Z.t("export_as", { format: label }),
      on: { click: () => run(format, view()) },
    });
    return Z.el("span", { class: "export" }, Z.el("span", { class: "export-word", "aria-hidden": "true", text: Z.t("export") }),
      view() === "unlocated" ? null : button("geojson", "GeoJSON"), button("csv", "CSV"));
  };

  Z.on("built", () => Z.id("layers-pane").querySelector(".share").append(Z.exportButtons()));
})(Zonemap);
