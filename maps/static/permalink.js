// The address of the page holds view, filters and selection, behind the #, so that what is seen can be
// sent. Words in it: map, zone, kind, off, stage, accuracy, year, report, method, gap, sel, and those
// that other parts register with Z.remember.

(function (Z) {
  const parts = []; // { name, read: () => text or "", write: (text) => void }
  let ready = false;
  let waiting = null;

  // A part of the page that wants its state in the address.
  Z.remember = (name, read, write) => parts.push({ name, read, write });

  const listed = (set) => [...set].sort().join(",");
  const values = (text) => (text ? text.split(",") : []);

  // Hidden groups as the zones and kinds that are on, where that says all; otherwise one by one.
  function groupWords() {
    const all = [...new Set(Z.features.map((item) => item.group))].sort();
    const off = Z.filters.hidden.group;
    const on = all.filter((key) => !off.has(key));
    if (on.length === all.length) return {};
    const side = (keys, place) => [...new Set(keys.map((key) => key.split("/")[place]))];
    const zones = side(on, 0);
    const kinds = side(on, 1);
    const product = all.filter((key) => zones.includes(key.split("/")[0]) && kinds.includes(key.split("/")[1]));
    if (!on.length || product.length !== on.length) return { off: listed(all.filter((key) => off.has(key))) };
    const words = {};
    if (zones.length < side(all, 0).length) words.zone = zones.join(",");
    // only what narrows the zones that are on
    if (all.some((key) => zones.includes(key.split("/")[0]) && !kinds.includes(key.split("/")[1]))) words.kind = kinds.join(",");
    return words;
  }

  // All keys but those given, which stay on; nothing given hides nothing.
  const others = (all, given) => (given.length ? all.filter((key) => !given.includes(key)) : []);

  function groupsOff(words) {
    const all = [...new Set(Z.features.map((item) => item.group))];
    if (words.has("off")) return values(words.get("off"));
    const zones = values(words.get("zone"));
    const kinds = values(words.get("kind"));
    return all.filter((key) => {
      const [zone, kind] = key.split("/");
      return (zones.length && !zones.includes(zone)) || (kinds.length && !kinds.includes(kind));
    });
  }

  const onWords = (list, all) => {
    const off = Z.filters.hidden[list];
    return off.size ? all.filter((key) => !off.has(key)).join(",") || "none" : "";
  };

  function filterWords() {
    const { chosen } = Z.filters;
    const words = {
      ...groupWords(),
      stage: onWords("stage", Z.stageKeys),
      accuracy: onWords("accuracy", Object.keys(Z.style.accuracy)),
    };
    // a year that is not stated is written "-": an empty word would be lost
    for (const [name, set] of Object.entries(chosen)) words[name] = listed(new Set([...set].map((value) => value || "-")));
    return words;
  }

  Z.setFilterWords = function (words) {
    const named = (name) => values(words.get(name)).map((value) => (value === "-" ? "" : value));
    Z.setFilters({
      hidden: {
        group: groupsOff(words),
        stage: others(Z.stageKeys, named("stage")),
        accuracy: others(Object.keys(Z.style.accuracy), named("accuracy")),
      },
      chosen: { year: named("year"), report: named("report"), method: named("method"), gap: named("gap") },
    });
  };

  function address() {
    const centre = Z.map.getCenter();
    const words = { map: [Z.map.getZoom(), centre.lat.toFixed(5), centre.lng.toFixed(5)].join("/"), ...filterWords() };
    for (const { name, read } of parts) words[name] = read();
    const text = Object.entries(words).filter(([, value]) => value).map(([name, value]) => name + "=" + encodeURIComponent(value).replace(/%2C/g, ",").replace(/%2F/g, "/"));
    const url = new URL(location.href);
    url.hash = text.join("&");
    return url;
  }

  Z.permalink = () => address().href;

  // Written a moment after the last change, so that moving the map does not flood the history.
  function write() {
    if (!ready) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      try {
        history.replaceState(null, "", address());
      } catch (error) {
        if (!(error instanceof DOMException)) throw error; // sandboxed frames may not write it
      }
    }, 200);
  }
  Z.touchPermalink = write;

  function read() {
    // `?zone=…` as on the public page is understood too; what stands behind the # counts more
    const words = new URLSearchParams(location.search);
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) words.set(name, value);
    return words;
  }

  function apply() {
    const words = read();
    Z.setFilterWords(words);
    for (const part of parts) part.write(words.get(part.name) || "");
    // last, for a card that opens moves the map
    const view = (words.get("map") || "").split("/").filter(Boolean).map(Number);
    if (view.length === 3 && view.every(Number.isFinite)) Z.map.setView([view[1], view[2]], view[0], { animate: false });
  }

  // Called once everything stands: takes over what the address says, and writes it from then on.
  Z.startPermalink = function () {
    apply();
    ready = true;
    Z.map.on("moveend", write);
    Z.on("filtered", write);
    Z.on("selected", write);
    window.addEventListener("hashchange", () => {
      if (location.href !== address().href) apply();
    });
  };
})(Zonemap);
