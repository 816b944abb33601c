// Buttons on the map. A part of the page registers its own with Z.tool before the page starts;
// planner.js draws them anew with every change of language.

(function (Z) {
  const tools = [];

  // `icon` is path data in a 24 × 24 box, `label` a key of the words, `on` runs at a click;
  // `pressed`, where the button switches something, tells whether that is on.
  Z.tool = ({ id, icon, label, on, pressed }) => tools.push({ id, icon, label, on, pressed });

  function button({ id, icon, label, on, pressed }) {
    const path = Z.svg("path", { d: icon, fill: "none", stroke: "currentColor", "stroke-width": 1.9, "stroke-linejoin": "round", "stroke-linecap": "round" });
    return Z.el("button", {
      type: "button", id, title: Z.t(label), "aria-label": Z.t(label), "aria-pressed": pressed && String(pressed()),
      on: { click: () => { on(); Z.syncTools(); } },
    }, Z.svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, path));
  }

  Z.toolButtons = () => tools.map(button);

  // To be called when what a button switches was switched elsewhere.
  Z.syncTools = function () {
    for (const { id, pressed } of tools) {
      const node = pressed && Z.id(id);
      if (node) node.setAttribute("aria-pressed", String(pressed()));
    }
  };
})(Zonemap);
