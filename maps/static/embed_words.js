// What is said of a place to anybody: how far it is, how exact its position is, what it rests on.

(function (Z) {
  const GOALS = { proposed: "goal_proposed", approved: "goal_approved", land: "goal_land", started: "goal_started", building: "goal_building", done: "goal_done", open: "goal_open" };
  const SHAPES = { square: "shape_square", circle: "shape_circle", triangle: "shape_triangle", diamond: "shape_diamond", hexagon: "shape_hexagon" };
  const STAGES = { planned: "public_planned", active: "public_active", done: "public_done", existing: "public_existing", unstated: "public_unstated" };

  Z.shapeOf = (kind) => (Z.style.kinds[kind] || Z.style.kinds.other)[0];
  Z.shapeWord = (shape) => Z.t(SHAPES[shape]);
  Z.groupWord = (group) => Z.t(STAGES[group]);

  // A plan is never told as a fact: "to be completed in 2025", not "completed (2025)".
  Z.progress = function ({ p, now }) {
    if (now.key === "unstated") return "";
    if (now.key === "plan") return Z.t(GOALS[p.goal] || "goal_existing", { year: p.year });
    const stage = Z.stageWord(now.key);
    return p.year ? Z.t("public_stated", { stage, year: p.year }) : stage;
  };

  Z.positionWords = function (item) {
    const radius = item.p.accuracy_m;
    if (radius === null || radius === undefined) return Z.t("public_unsure");
    return Z.t(item.accuracy === "coarse" ? "public_vague" : "public_near", { radius: Z.metres(radius) });
  };

  Z.reportTitles = (item) => String(item.p.reports || "").split(" ").filter(Boolean).map((place) => Z.data.meta.reports[place]);

  Z.titleWords = function () {
    const { meta } = Z.data;
    return Z.t("title", { district: (Z.lang === "en" && meta.district_en) || meta.district });
  };
})(Zonemap);
