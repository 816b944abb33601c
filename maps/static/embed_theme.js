// The look of the public page: light, dark, or as the visitor's system wants it.

(function (Z) {
  const DARK = {
    land: "#1d2229", park: "#24352a", water: "#1d3a4d", metro: "#767d8c", border: "#6d7482", veil: "#14181d",
    roads: {
      motorway: ["#14181d", "#66563a"],
      trunk: ["#14181d", "#5d5138"],
      primary: ["#14181d", "#4d4a3f"],
      secondary: ["#14181d", "#41464f"],
      tertiary: ["#14181d", "#363b43"],
    },
  };
  const looks = { light: Z.ground, dark: { ...DARK, roads: { ...Z.ground.roads, ...DARK.roads } } };
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  // A zone's colour, brightened so that it can be read on dark ground.
  function bright(colour) {
    const parts = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
    return "#" + parts.map((part) => Math.round(part + (255 - part) * 0.55).toString(16).padStart(2, "0")).join("");
  }

  function set(look) {
    document.documentElement.dataset.theme = look;
    Z.ground = looks[look];
    for (const zone of [...Z.zones, Z.zone("none")]) zone.tone = look === "dark" ? bright(zone.colour) : zone.strong;
    Z.repaint();
    Z.emit("look");
  }

  const wanted = () => (system.matches ? "dark" : "light");
  if (Z.asked.theme === "auto") {
    set(wanted());
    system.addEventListener("change", () => set(wanted()));
  } else {
    set(Z.asked.theme === "dark" ? "dark" : "light");
  }
})(Zonemap);
