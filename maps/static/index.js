// The host page: shows the public map in a sandboxed frame and writes the code for other pages.

(function (Z) {
  const DEFAULTS = { zone: "", lang: "zh", theme: "light", view: "map" };
  const SHORTEST = 200;
  const LONGEST = 20000;
  const raw = Z.data;
  const frame = Z.id("frame");

  const district = () => (Z.lang === "en" && raw.district_en) || raw.district;
  const chosen = (name) => Z.id(name).value;
  const height = () => Math.min(2000, Math.max(360, Math.round(Number(chosen("height"))) || 600));

  // Only what differs from the start, so that the address stays short.
  function query() {
    const words = Object.keys(DEFAULTS).filter((name) => chosen(name) !== DEFAULTS[name]).map((name) => name + "=" + encodeURIComponent(chosen(name)));
    return words.length ? "?" + words.join("&") : "";
  }

  const onServer = () => /^https?:$/.test(location.protocol);
  const address = () => (onServer() ? new URL("embed.html", location.href).href.replace(/[?#].*$/, "") : "https://example.org/map/embed.html");
  const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

  // The title is read aloud in the language of the map, not of this page.
  function mapTitle() {
    const english = chosen("lang") === "en";
    const name = (english && raw.district_en) || raw.district;
    return raw.text[english ? "en" : "zh"].ui.title.replace("{district}", () => name);
  }

  const snippet = () => [
    `<iframe id="zonemap" src="${attribute(address() + query())}"`,
    `  title="${attribute(mapTitle())}"`,
    "  sandbox=\"allow-scripts\" referrerpolicy=\"no-referrer\" loading=\"lazy\"",
    `  width="100%" height="${height()}" style="border:0"></iframe>`,
  ].join("\n");

  const follower = () => [
    "<script>",
    "addEventListener(\"message\", ({ source, data }) => {",
    "  const frame = document.getElementById(\"zonemap\");",
    "  if (source !== frame.contentWindow || !data || data.type !== \"zonemap:height\") return;",
    `  if (data.height >= ${SHORTEST} && data.height <= ${LONGEST}) frame.style.height = Math.round(data.height) + "px";`,
    "});",
    "</" + "script>",
  ].join("\n");

  function fill(select, entries) {
    const before = select.value;
    select.replaceChildren(...entries.map(([value, text]) => Z.el("option", { value, text })));
    select.value = before;
  }

  function links() {
    const entries = raw.files.map(([path, key]) => Z.el("li", {}, Z.el("a", { href: path, text: Z.t(key) }), Z.el("small", { text: path })));
    Z.id("files").replaceChildren(...entries);
  }

  function showCode() {
    Z.id("snippet").value = snippet();
    Z.id("follow").value = follower();
    Z.id("address-hint").hidden = onServer();
  }

  function showMap() {
    const wanted = "embed.html" + query();
    frame.style.setProperty("height", height() + "px");
    frame.title = mapTitle();
    if (frame.getAttribute("src") !== wanted) frame.setAttribute("src", wanted);
  }

  function speak() {
    const title = Z.t("index_title", { district: district() });
    document.title = title;
    document.documentElement.lang = Z.lang === "en" ? "en" : "zh-CN";
    Z.id("page-title").textContent = title;
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = Z.t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", Z.t(node.dataset.tLabel));
    for (const node of document.querySelectorAll("[data-t-title]")) node.title = Z.t(node.dataset.tTitle);
    fill(Z.id("zone"), [["", Z.t("public_all")], ...raw.zones.map((zone) => [zone.code, Z.lang === "en" ? zone.name_en : zone.name])]);
    Z.id("licence").textContent = Z.t("index_licence_text", { attribution: raw.attribution });
    links();
    showCode();
  }

  async function copy(button) {
    const box = Z.id(button.dataset.copies);
    box.select();
    let done = false;
    try {
      await navigator.clipboard.writeText(box.value);
      done = true;
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error; // not allowed or not there
    }
    const words = Z.t(done ? "index_copied" : "index_marked");
    button.textContent = words;
    Z.say(words);
    setTimeout(() => { button.textContent = Z.t("index_copy"); }, 2500);
  }

  // The frame says how high it would like to be; nothing else is listened to.
  window.addEventListener("message", (event) => {
    const { source, data } = event;
    if (source !== frame.contentWindow || !data || data.type !== "zonemap:height" || typeof data.height !== "number") return;
    if (!(data.height >= SHORTEST && data.height <= LONGEST)) return;
    frame.style.setProperty("height", Math.round(data.height) + "px");
  });

  Z.id("settings").addEventListener("input", () => {
    showCode();
    showMap();
  });
  Z.id("settings").addEventListener("submit", (event) => event.preventDefault());
  Z.id("language").addEventListener("click", () => {
    Z.lang = Z.lang === "en" ? "zh" : "en";
    speak();
  });
  for (const button of document.querySelectorAll(".copy")) button.addEventListener("click", () => copy(button));
  speak();
  if (Z.lang === "en") Z.id("lang").value = "en";
  speak();
  showMap();
  document.documentElement.dataset.ready = "true";
})(Zonemap);
