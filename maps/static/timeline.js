// Step through years or reports: each place is shown as it stood by then, what was not yet named is hidden.

(function (Z) {
  const MODES = ["year", "report"];
  const PAUSE = 1500; // milliseconds that one step stays while it plays
  const LISTED = 300; // changes written out; more would only be scrolled past
  const ICON = {
    timeline: "M3 12h18M7 8v8M12 5v14M17 8v8",
    back: "M15 5l-7 7 7 7",
    play: "M8 5v14l11-7z",
    pause: "M8 5v14M16 5v14",
    on: "M9 5l7 7-7 7",
  };

  let mode = null; // null while the timeline is closed
  let step = 0;
  let moments = []; // see Z.momentsOf
  let playing = null;
  let parts = {};

  // ---- what a step shows ----

  // What differs from the step before, among what is shown: { item, before, after }.
  function changes() {
    const found = [];
    const earlier = step ? moments[step - 1].states : [];
    Z.features.forEach((item, index) => {
      const before = earlier[index] || null;
      const after = moments[step].states[index];
      if (item.shown && after && (!before || before.key !== after.key)) found.push({ item, before, after });
    });
    const order = new Map(Z.inOrder(found.map(({ item }) => item)).map((item, place) => [item, place]));
    return found.sort((a, b) => Number(!a.before) - Number(!b.before) || order.get(a.item) - order.get(b.item));
  }

  // How many places of each group of stages a moment shows.
  function counts(moment) {
    const groups = Object.fromEntries(Object.keys(Z.style.stages).map((group) => [group, 0]));
    Z.features.forEach((item, index) => {
      const event = moment.states[index];
      if (Z.wouldShow(item, event)) groups[Z.stageGroup(event.key)] += 1;
    });
    return groups;
  }

  // ---- words ----

  const short = (group) => Z.t("stage_" + group + "_short");
  const title = (moment) => (mode === "report" ? [moment.name, Z.reportTitle(moment.key), Z.reportDate(moment.key)].filter(Boolean).join(" ") : moment.name);

  function summary(changed) {
    const shown = Z.features.filter((item) => item.shown).length;
    const fresh = changed.filter(({ before }) => !before).length;
    const fill = { step: moments[step].name, shown, fresh, moved: changed.length - fresh };
    if (!changed.length) return Z.t("timeline_same", fill);
    return Z.t("timeline_step", fill);
  }

  // What the map shows, for the printed sheet (sheet.js); empty while the timeline is closed.
  Z.momentWords = () => (mode ? Z.t("timeline_until", { step: title(moments[step]) }) : "");

  // ---- the bar ----

  function button(name, icon, run) {
    const path = Z.svg("path", { fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linejoin": "round", "stroke-linecap": "round", d: ICON[icon] });
    return Z.el("button", { type: "button", class: "plain", id: "timeline-" + name, "aria-label": Z.t("timeline_" + name), title: Z.t("timeline_" + name), on: { click: run } },
      Z.svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, path));
  }

  const modeButton = (name) => Z.el("button", {
    type: "button", class: "choice", "data-mode": name, "aria-pressed": String(mode === name), text: Z.t("timeline_by_" + name), on: { click: () => open(name) },
  });

  function draw() {
    stop();
    const bar = Z.id("timeline");
    bar.hidden = !mode;
    Z.id("map-section").classList.toggle("timed", Boolean(mode));
    if (!mode) {
      bar.replaceChildren();
      return;
    }
    bar.style.setProperty("--room", room() + "px");
    parts = {
      chart: Z.svg("svg", { class: "time-chart", role: "img", preserveAspectRatio: "none", viewBox: `0 0 ${moments.length * 10} 40`, on: { click: (event) => go(columnAt(event)) } }),
      range: Z.el("input", { type: "range", id: "timeline-range", min: "0", max: String(moments.length - 1), step: "1", "aria-label": Z.t("timeline_by_" + mode), on: { input: () => go(Number(parts.range.value)) } }),
      ticks: Z.el("div", { class: "time-ticks", "aria-hidden": "true" }, ...moments.map(({ name }) => Z.el("span", { text: name }))),
      said: Z.el("p", { class: "time-said" }),
      title: Z.el("strong", { class: "time-title" }),
      key: Z.el("ul", { class: "time-key" }),
      count: Z.el("summary", {}),
      list: Z.el("ul", { class: "time-list", on: { keydown: walk } }),
      play: button("play", "play", () => (playing ? stop() : play())),
    };
    const close = Z.el("button", { type: "button", class: "plain", id: "timeline-close", "aria-label": Z.t("timeline_close"), title: Z.t("timeline_close"), text: "×", on: { click: shut } });
    bar.replaceChildren(
      Z.el("div", { class: "time-head" }, Z.el("div", { class: "choices" }, ...MODES.map(modeButton)), parts.title, close),
      Z.el("div", { class: "time-axis", style: { "--steps": moments.length } }, parts.chart, parts.range, parts.ticks),
      Z.el("div", { class: "time-foot" }, button("back", "back", () => go(step - 1)), parts.play, button("on", "on", () => go(step + 1)),
        Z.el("div", { class: "time-words" }, parts.said, parts.key)),
      Z.el("details", { class: "time-changes", open: !Z.isPhone() }, parts.count, parts.list, Z.el("p", { class: "hint", text: Z.t("timeline_note_" + mode) })));
    tell();
  }

  // On a phone the bar stands on the head of the panel, whether that is open or not.
  function room() {
    const panel = Z.id("panel");
    return panel.classList.contains("folded") ? panel.offsetHeight : Z.id("panel-body").offsetTop;
  }

  function columnAt(event) {
    const box = parts.chart.getBoundingClientRect();
    return Math.floor(((event.clientX - box.left) / box.width) * moments.length);
  }

  // Bars of stage groups, one a step; those to come are pale.
  function drawChart(tallies) {
    const most = Math.max(1, ...tallies.map((groups) => Object.values(groups).reduce((sum, count) => sum + count, 0)));
    const bars = [];
    tallies.forEach((groups, column) => {
      let top = 40;
      for (const [group, count] of Object.entries(groups)) {
        const height = (count / most) * 39;
        top -= height;
        if (count) bars.push(Z.svg("rect", { class: "bar-" + group + (column > step ? " later" : ""), x: column * 10 + 2.2, width: 5.6, y: top.toFixed(2), height: Math.max(0.2, height - 0.5).toFixed(2) }));
      }
    });
    parts.chart.replaceChildren(...bars);
    const words = (groups) => Object.entries(groups).filter(([, count]) => count).map(([group, count]) => short(group) + " " + count).join(Z.t("comma"));
    parts.chart.setAttribute("aria-label", moments.map(({ name }, column) => name + Z.t("colon") + words(tallies[column])).join(Z.t("semicolon")));
    parts.key.replaceChildren(...Object.entries(tallies[step]).map(([group, count]) => Z.el("li", {},
      Z.svg("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, Z.svg("rect", { class: "bar-" + group, x: 0.5, y: 0.5, width: 9, height: 9 })), short(group) + " ", Z.el("b", { text: count }))));
  }

  function changeEntry({ item, before, after }, index) {
    const words = before ? Z.stageOf(before) + " → " + Z.stageOf(after) : Z.t("timeline_new", { stage: Z.stageOf(after) });
    return Z.el("li", {}, Z.el("button", { type: "button", class: "entry", tabindex: index ? "-1" : null, "data-id": item.id, on: { click: () => Z.emit("find", item) } },
      Z.symbol(item.kind, item.zone, Z.stageGroup(after.key), "fine"), Z.el("span", { class: "name", text: Z.label(item) }), Z.el("small", { text: words })));
  }

  function walk(event) {
    const all = [...parts.list.querySelectorAll(".entry")];
    const next = all[all.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
    if (!next) return;
    event.preventDefault();
    for (const node of all) node.tabIndex = node === next ? 0 : -1;
    next.focus();
  }

  // A short ring round what changed, or round the cluster it is in; not in a crowd, where all would be.
  function ring(changed) {
    for (const node of document.querySelectorAll(".just-changed")) node.classList.remove("just-changed");
    for (const { item, before } of changed) {
      const node = before && Z.signOf && Z.signOf(item);
      if (node) node.classList.add("just-changed");
    }
  }

  // Everything that the bar says of the present step.
  function tell() {
    const changed = changes();
    const words = summary(changed);
    const left = changed.length - LISTED;
    parts.range.value = String(step);
    parts.range.setAttribute("aria-valuetext", Z.t("timeline_value", { step: title(moments[step]), place: step + 1, all: moments.length }));
    parts.title.textContent = title(moments[step]);
    parts.said.textContent = words;
    parts.count.textContent = Z.t("timeline_changes", { count: changed.length });
    parts.list.replaceChildren(...changed.slice(0, LISTED).map(changeEntry), left > 0 ? Z.el("li", { class: "hint", text: Z.t("search_more", { count: left }) }) : "");
    parts.list.scrollTop = 0;
    [...parts.ticks.children].forEach((node, place) => node.classList.toggle("here", place === step));
    drawChart(moments.map(counts));
    ring(changed);
    return words;
  }

  // ---- moving ----

  function go(wanted) {
    step = Math.max(0, Math.min(moments.length - 1, wanted));
    const counted = new Set(moments[step].states);
    Z.setMoment((event) => counted.has(event)); // tells the bar, too
    Z.say(parts.said.textContent);
  }

  // Playing only steps; where less motion is asked for, the styles leave out every transition.
  function play() {
    playing = setInterval(() => (step < moments.length - 1 ? go(step + 1) : stop()), PAUSE);
    markPlay("pause");
    if (step === moments.length - 1) go(0);
  }

  function stop() {
    clearInterval(playing);
    playing = null;
    if (parts.play) markPlay("play");
  }

  function markPlay(name) {
    parts.play.setAttribute("aria-label", Z.t("timeline_" + name));
    parts.play.title = Z.t("timeline_" + name);
    parts.play.querySelector("path").setAttribute("d", ICON[name]);
  }

  // At the last step to begin with: that is the map as it is.
  function open(name, key) {
    const focused = document.activeElement && document.activeElement.dataset.mode;
    mode = name;
    moments = Z.momentsOf(name);
    const found = moments.findIndex((moment) => moment.key === key);
    step = found < 0 ? moments.length - 1 : found;
    draw();
    go(step);
    Z.syncTools();
    if (focused) document.querySelector(`[data-mode="${name}"]`).focus();
  }

  // From the button: what filled the map still does beside the bar, and the keys are at hand.
  function start() {
    const whole = Z.homeBounds && Z.map.getBounds().contains(Z.homeBounds);
    open(MODES[0]);
    Z.map.invalidateSize({ animate: false });
    if (whole) Z.map.fitBounds(Z.homeBounds, { ...Z.padding(), animate: false });
    parts.range.focus();
  }

  function shut() {
    if (!mode) return;
    const inside = Z.id("timeline").contains(document.activeElement);
    mode = null;
    ring([]);
    draw();
    Z.setMoment(null);
    Z.syncTools();
    if (inside) Z.id("timeline-open").focus();
  }

  const MOVES = { ArrowLeft: () => step - 1, ArrowRight: () => step + 1, Home: () => 0, End: () => moments.length - 1 };

  function keys(event) {
    if (event.key === "Escape" && !Z.selected()) shut();
    else if (event.key === " " && event.target === parts.range) playing ? stop() : play();
    else if (event.key in MOVES && event.target !== parts.range) go(MOVES[event.key]());
    else return;
    event.preventDefault();
  }

  // ---- start ----

  if (!Z.features.some((item) => item.events.length)) return;
  Z.tool({ id: "timeline-open", icon: ICON.timeline, label: "timeline", on: () => (mode ? shut() : start()), pressed: () => mode !== null });
  Z.remember("time", () => (mode ? mode + "/" + moments[step].key : ""), (text) => {
    const [name, key] = text.split("/");
    if (MODES.includes(name)) open(name, key);
    else shut();
  });
  Z.on("started", () => Z.id("timeline").addEventListener("keydown", keys));
  Z.on("built", () => { if (mode) draw(); });
  Z.on("rewind", shut);
  Z.on("filtered", () => { if (mode) tell(); });
})(Zonemap);
