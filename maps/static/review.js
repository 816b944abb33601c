"use strict";
// The data of the review page, its words, and which mark belongs to which mention. Text from the
// data reaches the page through textContent and setAttribute only.

const Review = {};

(function (R) {
  const raw = JSON.parse(document.getElementById("review-data").textContent);
  const asked = new URLSearchParams(location.search).get("lang");
  R.data = raw;
  R.lang = asked === "en" || asked === "zh" ? asked : document.documentElement.dataset.language;

  // ---- words ----

  R.t = function (key, fill) {
    const words = raw.text[R.lang].ui[key];
    if (words === undefined) throw new Error("no interface text: " + key);
    return words.replace(/\{(\w+)\}/g, (all, name) => (fill && name in fill ? fill[name] : all));
  };

  R.word = (table, key) => raw.text[R.lang][table][key] || key || "";
  R.number = (value) => value.toLocaleString("en-US");

  // ---- elements ----

  R.id = (name) => document.getElementById(name);
  R.isPhone = () => window.matchMedia("(max-width: 860px)").matches;

  R.el = function (tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") node.textContent = value;
      else if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter(Boolean));
    return node;
  };

  R.say = (words) => { R.id("status").textContent = words; };

  // ---- mentions ----

  R.classes = ["yes", "line", "area", "no"];
  R.families = ["square", "circle", "triangle", "diamond", "hexagon"];

  // What people type and what the report says are compared without case, width and blanks.
  R.key = (text) => String(text || "").normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  R.items = raw.rows.map((row, index) => {
    const item = { index, place: raw.classes[index], marks: [], again: [] };
    raw.fields.forEach((name, column) => { item[name] = row[column]; });
    const [family, sign] = raw.kinds[item.kind] || raw.kinds.other;
    item.refused = item.place === "no";
    item.family = item.refused ? "refused" : family;
    item.sign = item.refused ? "✕" : sign;
    item.spot = item.table ? "t " + item.table : "s " + item.section;
    item.key = R.key([item.name, item.written, item.address].join("\n"));
    return item;
  });

  const ordinals = (text) => (text ? text.split(" ").map(Number) : []);

  R.marks = [...document.querySelectorAll("#sheet mark")];
  for (const mark of R.marks) {
    for (const index of ordinals(mark.dataset.m)) R.items[index].marks.push(mark);
    for (const index of ordinals(mark.dataset.also)) R.items[index].again.push(mark);
  }

  R.itemsOf = (mark) => ordinals(mark.dataset.m || mark.dataset.also).map((index) => R.items[index]);
  R.badge = (item) => R.el("span", { class: "badge f-" + item.family, "aria-hidden": "true", text: item.sign });

  R.where = function (item) {
    return [item.table, item.section].filter(Boolean).join(" · ") || R.t("where_none");
  };

  R.reason = (item) => R.t("refused_because", { reason: item.note || R.t("refused_unsaid") });

  // ---- the language ----

  function fillOf(node) {
    return node.closest("#figures") ? raw.figures : { ...node.dataset };
  }

  R.translate = function () {
    document.documentElement.lang = R.lang === "en" ? "en" : "zh-CN";
    document.title = R.t("review_title", { name: raw.document[0] || "" });
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = R.t(node.dataset.t, fillOf(node));
    for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", R.t(node.dataset.tLabel));
    for (const node of document.querySelectorAll("[data-t-title]")) node.title = R.t(node.dataset.tTitle);
    for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = R.t(node.dataset.tPlaceholder);
    for (const mark of document.querySelectorAll("mark.f-refused")) {
      const item = R.itemsOf(mark).find((each) => each.refused);
      if (item) mark.title = R.reason(item);
    }
    const notes = raw.notes.map((note) => " · " + note).join("");
    R.id("document").textContent = R.t("about_document", { parts: raw.document.join(" · ") + notes });
  };
})(Review);
