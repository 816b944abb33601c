// The card of a mark: everything that was read about what stands there.

(function (R) {
  let opened = null;

  function pair(key, value) {
    if (!value) return [];
    const inside = R.el("dd", typeof value === "string" ? { text: value } : {});
    if (typeof value !== "string") inside.append(value);
    return [R.el("dt", { text: R.t(key) }), inside];
  }

  function again(item) {
    if (!item.again.length) return null;
    const box = R.el("span", { class: "again-list" });
    item.again.forEach((mark, order) => {
      box.append(R.el("button", { type: "button", class: "plain", text: String(order + 1), on: { click: () => R.goTo(mark) } }));
    });
    return box;
  }

  function ends(item) {
    return item.road_from || item.road_to ? item.road_from + " — " + item.road_to : "";
  }

  function part(item, current) {
    const heading = R.el("h2", {}, R.badge(item), R.el("span", { text: item.name }));
    const list = R.el("dl", {},
      ...pair("field_kind", R.word("kind", item.kind)),
      ...pair("field_placeable", R.word("placeable", item.placeable)),
      ...pair("field_written", item.written === item.name ? "" : item.written),
      ...pair("field_ends", ends(item)),
      ...pair("field_address", item.address),
      ...pair("field_parent", item.parent),
      ...pair("field_status", item.status),
      ...pair("field_stage", R.word("stage", item.stage)),
      ...pair("field_year", item.year),
      ...pair("field_zone", item.zone_reported),
      ...pair("field_where", R.where(item)),
      ...pair("field_note", item.refused ? "" : item.note),
      ...pair("field_report", item.report),
      ...pair("field_offsets", item.start + "–" + item.end),
      ...pair("field_also", again(item)));
    const box = R.el("section", { class: "said" + (current ? " current" : "") }, heading);
    if (item.refused) box.append(R.el("p", { class: "reason", text: R.reason(item) }));
    if (!item.marks.length) box.append(R.el("p", { class: "reason", text: R.t("not_shown") }));
    box.append(list);
    return box;
  }

  // Under the mark where there is room, else above it; on a phone it lies at the foot.
  function place(card, mark) {
    card.style.removeProperty("top");
    card.style.removeProperty("left");
    if (R.isPhone() || !mark) return;
    const frame = R.id("report").getBoundingClientRect();
    const lines = mark.getClientRects();
    const first = lines[0] || mark.getBoundingClientRect();
    const last = lines[lines.length - 1] || first;
    const below = window.innerHeight - last.bottom - 12;
    const above = first.top - 12;
    const up = below < card.offsetHeight && above > below;
    const top = up ? Math.max(first.top - card.offsetHeight - 8, 8) : last.bottom + 8;
    const left = Math.min(Math.max(first.left - 12, frame.left + 8), frame.right - card.offsetWidth - 16);
    card.style.setProperty("top", Math.round(top - frame.top) + "px");
    card.style.setProperty("left", Math.round(left - frame.left) + "px");
  }

  R.openCard = function (item, mark) {
    const card = R.id("card");
    const all = mark ? R.itemsOf(mark) : [item];
    const close = R.el("button", { type: "button", class: "plain close", "aria-label": R.t("close"), text: "×", on: { click: () => R.leave() } });
    const count = all.length > 1 ? R.el("p", { class: "here", text: R.t("here", { count: all.length }) }) : null;
    card.replaceChildren(close, ...[count].filter(Boolean), ...all.map((each) => part(each, all.length > 1 && each === item)));
    card.hidden = false;
    card.scrollTop = 0;
    place(card, mark);
    const current = card.querySelector(".current");
    if (current) card.scrollTop = current.offsetTop - 40;
    opened = { item, mark };
  };

  R.closeCard = function () {
    R.id("card").hidden = true;
    const was = opened;
    opened = null;
    return was;
  };

  R.opened = () => opened;
  R.placeAgain = () => { if (opened) place(R.id("card"), opened.mark); };
})(Review);
