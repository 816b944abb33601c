// What the reports say of one place over the years, and how far it had come by what was stated.

(function (Z) {
  const last = (list) => list[list.length - 1];

  // Which of these events, in order, tells how a place stands. A fact outweighs a plan, word of a work
  // that of a thing that is merely there, a statement of any stage a bare name; then the later one.
  Z.lastWord = function (events) {
    const facts = events.filter((event) => !event.plan && event.stage);
    return last(facts.filter((event) => event.stage !== "existing")) || last(facts)
      || last(events.filter((event) => event.plan)) || last(events) || null;
  };

  // ---- moments ----

  const made = {}; // the moments of each mode, made once
  const years = (text) => (String(text).match(/\d{4}/g) || []).map(Number);

  // A plan is known from the year of its report on, a fact from the year it speaks of.
  const knownFrom = (event) => (event.plan ? Math.min(event.at, years(Z.reportDate(event.report)).pop() || event.at) : event.at);

  const MOMENTS = {
    year: () => {
      const all = new Set(Z.features.flatMap((item) => item.events.map((event) => event.at)));
      return [...all].filter(Boolean).sort((a, b) => a - b).map((year) => ({
        key: String(year), name: String(year), knows: (event) => knownFrom(event) <= year,
      }));
    },
    report: () => {
      const all = new Set(Z.features.flatMap((item) => item.events.map((event) => event.report)));
      const dated = (id) => Z.reportDate(id) + " " + id;
      const ids = [...all].filter(Boolean).sort((a, b) => (dated(a) < dated(b) ? -1 : 1));
      return ids.map((id, order) => {
        const known = new Set(ids.slice(0, order + 1));
        return { key: id, name: id, knows: (event) => known.has(event.report) };
      });
    },
  };

  // The steps of a timeline: { key, name, states: what counts of each place by then }.
  Z.momentsOf = function (name) {
    if (!made[name]) {
      made[name] = MOMENTS[name]();
      for (const moment of made[name]) moment.states = Z.features.map((item) => Z.lastWord(item.events.filter(moment.knows)));
    }
    return made[name];
  };

  // ---- words ----

  // An event's stage in words; a plan names what is planned, so that it never reads as done.
  Z.stageOf = function (event) {
    if (!event.plan) return Z.stageWord(event.key);
    return event.stage && event.stage !== "existing" ? Z.t("plan_of", { stage: Z.word("stage", event.stage), year: event.year }) : Z.t("plan_bare", { year: event.year });
  };

  Z.reportTitle = (id) => (Z.data.meta.reports || {})[id] || "";
  Z.reportDate = (id) => (Z.data.meta.report_dates || {})[id] || "";

  // Text from the data is Chinese, whatever the language of the page.
  Z.chinese = (tag, text, attributes) => Z.el(tag, { lang: Z.lang === "en" ? "zh" : null, text, ...attributes });

  // "表13" reads as it stands in the report.
  function whereabouts(event) {
    const place = [event.report, event.table].filter(Boolean).join(" ");
    const span = event.end ? Z.t("history_offsets", { start: event.start, end: event.end }) : "";
    return Z.el("small", {}, Z.chinese("span", place, { class: "where" }), span && " " + span);
  }

  function line(event, now) {
    return Z.el("li", { class: event.plan ? "planned" : null, "aria-current": event === now ? "true" : null },
      Z.el("b", { text: event.year || Z.t("history_undated", { year: event.at || "?" }) }), " ",
      Z.el("span", { class: "stage", text: Z.stageOf(event) }),
      event.status && " ", event.status && Z.chinese("span", "「" + event.status + "」"), " ",
      whereabouts(event));
  }

  // The titles of the reports, once each, so that every line stays short.
  function titles(events) {
    const ids = [...new Set(events.map((event) => event.report))].filter((id) => Z.reportTitle(id));
    return ids.length > 0 && Z.el("ul", { class: "titles" }, ...ids.map((id) => Z.el("li", {},
      Z.el("b", { text: id }), " ", Z.chinese("cite", Z.reportTitle(id)), Z.reportDate(id) && " " + Z.reportDate(id))));
  }

  // The earliest first; `now` is the event that is shown of the place.
  Z.history = function (events, now) {
    return Z.el("div", { class: "history" },
      Z.el("ol", {}, ...events.map((event) => line(event, now))), titles(events));
  };
})(Zonemap);
