// The signs of the changes: shape and sign tell them apart, colour only helps.

(function (Z) {
  const GREEN = "#1a7048";
  const GREY = "#57606a";
  const BLUE = "#0a4591";
  const PURPLE = "#8a2fa0";
  const OCHRE = "#8a5a00";
  const INK = "#1f2328";

  const circle = (r) => ["circle", { cx: 20, cy: 20, r }];
  const square = (r) => ["rect", { x: 20 - r, y: 20 - r, width: 2 * r, height: 2 * r, rx: 2 }];
  const polygon = (points) => ["polygon", { points }];
  const DIAMOND = polygon("20,6 34,20 20,34 6,20");
  const HEXAGON = polygon("20,7.5 30.8,13.8 30.8,26.2 20,32.5 9.2,26.2 9.2,13.8");
  const UP = polygon("20,7 33,30 7,30");
  const DOWN = polygon("20,33 33,10 7,10");

  // group: [outline, colour, whether it is filled, the sign as a path]
  const SIGNS = {
    added: [circle(11), GREEN, true, "M20 14v12M14 20h12"],
    removed: [circle(11), GREY, false, "M14 20h12"],
    located: [square(10.5), GREEN, true, "M14 20.5l4.2 4.2 8-9"],
    lost: [square(10.5), GREY, false, "M16.5 17.2q0-3.4 3.5-3.4t3.5 3.2q0 2-3.5 4v1.2M20 25.6v.6"],
    moved: [DIAMOND, BLUE, true, "M13 20h13M21.5 15.5L26 20l-4.5 4.5"],
    shape: [DIAMOND, BLUE, false, "M13 21.5q3.5-6 7-1.500t7-1.500"],
    stage_on: [UP, PURPLE, true, "M20 27v-9M16.500 21.500l3.500-3.500 3.500 3.500"],
    stage_off: [DOWN, PURPLE, false, "M20 13v9M16.500 18.500l3.500 3.500 3.500-3.500"],
    zone: [HEXAGON, OCHRE, true, "M20 13.500l5.600 3.250v6.500L20 26.500l-5.600-3.250v-6.500z"],
    name: [square(10.5), INK, true, "M15.500 26l4.500-12 4.500 12M17 22h6"],
    accuracy: [circle(11.5), OCHRE, false, "M20 16.500a3.500 3.500 0 1 0 .01 0M20 10.500v3M20 26.500v3M10.500 20h3M26.500 20h3"],
    other: [circle(9.5), INK, true, "M15 20h.01M20 20h.01M25 20h.01"],
    source: [circle(9), GREY, false, "M16 17h8M16 20h8M16 23h5"],
  };

  const BACK = ["stage_back", "stage_dropped"];

  // The sign of a group; of stages it points the way they went.
  Z.sign = function (group, word) {
    const [[tag, place], colour, full, path] = SIGNS[group === "stage" ? (BACK.includes(word) ? "stage_off" : "stage_on") : group];
    const dashed = ["removed", "lost", "source"].includes(group) ? "3.5 2.2" : null;
    return Z.svg("svg", { viewBox: "0 0 40 40", "aria-hidden": "true", focusable: "false" },
      Z.svg(tag, { ...place, fill: "#fff", stroke: "#fff", "stroke-width": 5, "stroke-linejoin": "round" }),
      Z.svg(tag, { ...place, fill: full ? colour : "#fff", stroke: colour, "stroke-width": 2, "stroke-linejoin": "round", "stroke-dasharray": dashed }),
      Z.svg("path", { d: path, fill: "none", stroke: full ? "#fff" : colour, "stroke-width": group === "other" ? 3.4 : 2.4, "stroke-linecap": "round", "stroke-linejoin": "round" }));
  };

  Z.COLOURS = { new: BLUE, added: GREEN, old: GREY };
})(Zonemap);
