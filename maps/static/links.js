// Where a card leads on: objects of OpenStreetMap, places of a like name, the clipboard.

(function (Z) {
  // ---- OpenStreetMap ----

  const FIRST = 3; // links that are shown at once
  const WAYS_END = 2 ** 32; // no way has come so far: a bare number beyond is a node's

  // "way/1", or of a line bare numbers: the address of the object, null for anything else.
  function object(word) {
    if (/^(way|node|relation)\/\d+$/.test(word)) return word;
    if (!/^\d{4,}$/.test(word)) return null;
    return (Number(word) < WAYS_END ? "way/" : "node/") + word;
  }

  const link = (path) => Z.el("a", {
    href: "https://www.openstreetmap.org/" + path, target: "_blank", rel: "noopener noreferrer", title: Z.t("osm_open"), text: path,
  });

  const spaced = (nodes) => nodes.flatMap((node, order) => (order ? [" ", node] : [node]));

  // The ids of a source: links where they are ids of OpenStreetMap, else the text as it stands.
  Z.sourceLinks = function (text) {
    const words = String(text || "").split(/\s+/).filter(Boolean);
    const paths = words.map(object);
    if (!words.length) return null;
    if (paths.includes(null)) return Z.chinese("span", String(text));
    const more = paths.slice(FIRST);
    return Z.el("span", { class: "objects" }, ...spaced(paths.slice(0, FIRST).map(link)),
      more.length > 0 && Z.el("details", {}, Z.el("summary", { text: Z.t("osm_more", { count: more.length }) }), ...spaced(more.map(link))));
  };

  // ---- places of a like name ----

  const LIKE = 6; // buttons at most
  const SHORTEST = 3; // characters that a name must share
  const stem = (name) => Z.key(name).replace(/[（(][^）)]*[）)]/g, "").replace(/[一二三四五六七八九十\d]+期.*$/, "");
  let known = null; // { entry, names, stems, parent }

  function index() {
    return [...Z.features, ...Z.unlocated].map((entry) => {
      const value = (name) => (entry.row ? entry.row[name] : entry.value(name)); // the rest of a place stays packed
      const words = [value("name"), value("label"), ...String(value("aliases") || "").split(";")].filter(Boolean);
      return { entry, names: new Set(words.map(Z.key)), stems: [...new Set(words.map(stem))], parent: Z.key(value("parent")) };
    });
  }

  // Names of the whole district and of zones are part of many others and say nothing.
  const tooWide = () => new Set([Z.data.meta.district, ...Z.zones.map((zone) => zone.names.zh)].filter(Boolean).map(Z.key));

  // How near two entries are by name, 0 if not at all: the same name, part of one another, one name in
  // the other, parts of the same.
  function likeness(one, other, wide, siblings) {
    if ([...one.names].some((name) => other.names.has(name) && !wide.has(name))) return 4;
    if (!wide.has(one.parent) && other.names.has(one.parent)) return 3;
    if (!wide.has(other.parent) && one.names.has(other.parent)) return 3;
    const within = (short, long) => short.length >= SHORTEST && !wide.has(short) && long.includes(short);
    if (one.stems.some((a) => other.stems.some((b) => within(a, b) || within(b, a)))) return 2;
    return siblings && one.parent === other.parent ? 1 : 0;
  }

  // Places and rows of a like name, the nearest first. Only few parts of one thing belong together.
  Z.related = function (entry) {
    if (!known) known = index();
    const one = known.find((other) => other.entry === entry);
    const wide = tooWide();
    const siblings = one.parent && known.filter(({ parent }) => parent === one.parent).length <= LIKE;
    return known.filter((other) => other !== one)
      .map((other, order) => ({ other, order, like: likeness(one, other, wide, siblings) }))
      .filter(({ like }) => like > 0)
      .sort((a, b) => b.like - a.like || a.order - b.order)
      .slice(0, LIKE).map(({ other }) => other.entry);
  };

  // ---- clipboard ----

  // Where the clipboard is closed to the page, the old command may still be allowed.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    }
    const field = Z.el("textarea", { class: "status", readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }

  // A button that copies what `read` returns; where that is not allowed, the text is shown instead.
  Z.copyButton = function (label, read) {
    const button = Z.el("button", { type: "button", class: "plain", text: Z.t(label) });
    button.addEventListener("click", async () => {
      const text = read();
      if (await copy(text)) {
        button.textContent = Z.t("copied");
        button.focus();
        Z.say(Z.t("copied"));
      } else {
        const field = Z.el("input", { class: "copy", readonly: true, value: text, "aria-label": Z.t(label) });
        button.hidden = true; // it stays, for the click is still on its way up
        button.after(field);
        field.select();
      }
    });
    return button;
  };
})(Zonemap);
