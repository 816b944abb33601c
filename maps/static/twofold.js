// A page that holds both languages shows one of them; the style sheet hides the other.

(function () {
  const root = document.documentElement;
  const button = document.getElementById("language");

  function show(english) {
    root.lang = english ? "en" : "zh-CN";
    document.title = english ? root.dataset.titleEn : root.dataset.titleZh;
  }

  button.hidden = false;
  button.addEventListener("click", () => show(root.lang !== "en"));
})();
