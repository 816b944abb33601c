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
  const MARKED = ["text", "title", "aria-label", "placeholder"];
  const HAN = /\p{Script=Han}/u;

  // What the data say in Chinese is marked as such on the English page, for voices and fonts.
  Z.isForeign = (text) => Z.lang === "en" && HAN.test(text);
  const words = (text) => (Z.isForeign(text) ? Z.el("span", { lang: "zh", text }) : text);

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (MARKED.includes(name) && Z.isForeign(value)) node.setAttribute("lang", "zh");
      if (name === "text") node.textContent = value;
      else if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else if (name === "style") for (const [key, css] of Object.entries(value)) node.style.setProperty(key, css);
      else node.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children) if (child) node.append(typeof child === "string" ? words(child) : child);
    return node;
  }

  Z.el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  Z.svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  Z.isPhone = () => window.matchMedia("(max-width: 760px)").matches;
  Z.id = (name) => document.getElementById(name);

  // ---- shapes ----

  // Whole steps, each from the position before it → [[lat, lon], …]; `scale` steps make a degree.
  Z.unpackLine = function (packed, scale = raw.backdrop.scale) {
    const line = [];
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < packed.length; i += 2) {
      lon += packed[i];
      lat += packed[i + 1];
      line.push([lat / scale, lon / scale]);
    }
    return line;
  };

  Z.unpackRings = (polygons, scale) => polygons.map((rings) => rings.map((ring) => Z.unpackLine(ring, scale)));

  // What people type and what the data say are compared without case, width, spaces and apostrophes.
  Z.key = (text) => String(text || "").normalize("NFKC").toLowerCase().replace(/[\s'’]+/g, "");

  // ---- messages between the parts ----

  // `owner` names a part that is built anew when the language changes; `forget` drops its calls.
  let listeners = [];
  Z.on = (event, run, owner) => { listeners.push({ event, run, owner }); };
  Z.forget = (owner) => { listeners = listeners.filter((entry) => entry.owner !== owner); };
  Z.emit = (event, value) => { for (const entry of [...listeners]) if (entry.event === event) entry.run(value); };
  Z.say = function (message) {
    const status = Z.id("status");
    status.removeAttribute("lang");
    fill(status, { text: message }, []);
  };
})(Zonemap);
