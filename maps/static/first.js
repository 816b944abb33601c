// Before everything else: lets the first look reach the screen, then wakes the scripts of the map.

(function () {
  const words = new URLSearchParams(location.search);
  const root = document.documentElement;
  // The first look shows every place on light ground: where less or another is asked for, it stays away.
  const other = ["zone", "kind", "stage", "view"].some((word) => words.has(word)) || !["light", null].includes(words.get("theme"));
  if (other) root.dataset.asked = "";

  document.addEventListener("DOMContentLoaded", () => {
    let awake = false;
    const wake = () => {
      if (awake) return;
      awake = true;
      for (const node of document.querySelectorAll("script[data-later]")) {
        const script = document.createElement("script");
        script.textContent = node.textContent;
        node.replaceWith(script); // the policy knows its hash
      }
    };
    requestAnimationFrame(() => setTimeout(wake));
    setTimeout(wake, 300); // a frame that is out of sight draws nothing
  });
})();
