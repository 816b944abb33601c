"use strict";
// Shows one language at a time; without this script both stand one after the other.

(function () {
  const halves = [...document.querySelectorAll("[data-language]")];
  const asked = /^#(zh|en)-/.exec(location.hash);
  let language = asked ? asked[1] : new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";

  function speak() {
    for (const half of halves) {
      half.hidden = half.dataset.language !== language;
      if (half.hidden) continue;
      document.documentElement.lang = half.lang;
      document.title = half.dataset.title;
    }
  }

  const shown = () => halves.find((half) => !half.hidden);
  const sections = () => [...shown().querySelectorAll("section")];

  // The reader stays where he was: at the same section in the other language.
  function change() {
    const here = sections().findIndex((section) => section.getBoundingClientRect().bottom > 0);
    const away = window.scrollY > 0 && here > 0;
    language = language === "en" ? "zh" : "en";
    speak();
    if (away) sections()[here].scrollIntoView();
    shown().querySelector(".language").focus({ preventScroll: true });
  }

  for (const button of document.querySelectorAll(".language")) {
    button.hidden = false;
    button.addEventListener("click", change);
  }
  speak();
  if (asked && document.getElementById(location.hash.slice(1))) document.getElementById(location.hash.slice(1)).scrollIntoView();
  document.documentElement.dataset.ready = "true";
})();
