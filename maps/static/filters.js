// What is shown, and as what: the filters without their switches.
//
// Two sorts of filter. The legend switches things off: zone × kind, stage, accuracy. Choices narrow:
// year, report, method, disagreement of zones; nothing chosen lets everything through. Where years or
// reports are chosen, or the timeline stands at a moment, each place is shown as it was stated then.

(function (Z) {
  const hidden = { group: new Set(), stage: new Set(), accuracy: new Set() };
  const chosen = { year: new Set(), report: new Set(), method: new Set(), gap: new Set() };
  let moment = null; // what the timeline stands at: a test of events

  Z.filters = { hidden, chosen };

  // How an event is filtered by year; what states none stands under "".
  const CHOICES = {
    year: (item) => item.events.map((event) => event.year),
    report: (item) => item.events.map((event) => event.report),
    method: (item) => [item.method],
    gap: (item) => [item.gap ? "yes" : "no"],
  };
  Z.valuesOf = (list, item) => CHOICES[list](item);

  const narrowed = () => Boolean(moment || chosen.year.size || chosen.report.size);
  const meets = (set, value) => !set.size || set.has(value);

  // What is shown of a place: the last of the events asked for, if possible one of a stage that is on.
  function stated(item) {
    if (!narrowed()) return item.present;
    const events = item.events.filter((event) =>
      meets(chosen.year, event.year) && meets(chosen.report, event.report) && (!moment || moment(event)));
    const on = events.filter((event) => !hidden.stage.has(event.key));
    return on[on.length - 1] || events[events.length - 1] || null;
  }

  const passes = (item, now) => now !== null && !hidden.group.has(item.group) && !hidden.stage.has(now.key)
    && !hidden.accuracy.has(item.accuracy) && meets(chosen.method, item.method) && meets(chosen.gap, item.gap ? "yes" : "no");

  // Whether a place would be shown if this event were what counts of it.
  Z.wouldShow = (item, event) => event !== null && meets(chosen.year, event.year) && meets(chosen.report, event.report) && passes(item, event);

  // "changed" carries the places whose symbol is to be drawn anew, then "filtered" goes round.
  Z.applyFilters = function () {
    const changed = [];
    for (const item of Z.features) {
      const now = stated(item);
      const shown = passes(item, now);
      const before = item.stage;
      if (now) item.now = now;
      if (shown !== item.shown || before !== item.stage) changed.push(item);
      item.shown = shown;
    }
    if (changed.length) Z.emit("changed", changed);
    Z.emit("filtered");
  };

  Z.isOn = (list, key) => !hidden[list].has(key);

  Z.switch = function (list, keys, on) {
    for (const key of keys) {
      if (on) hidden[list].delete(key);
      else hidden[list].add(key);
    }
    Z.applyFilters();
  };

  Z.isChosen = (list, value) => chosen[list].has(value);

  Z.choose = function (list, value, on) {
    if (on) chosen[list].add(value);
    else chosen[list].delete(value);
    Z.applyFilters();
  };

  // Set every filter at once: what is not given is as at the start.
  Z.setFilters = function (given) {
    for (const [kind, sets] of Object.entries({ hidden, chosen })) {
      for (const [name, set] of Object.entries(sets)) {
        set.clear();
        for (const value of (given[kind] && given[kind][name]) || []) set.add(value);
      }
    }
    Z.applyFilters();
  };

  Z.clearFilters = () => Z.setFilters({});
  Z.isFiltered = () => [...Object.values(hidden), ...Object.values(chosen)].some((set) => set.size > 0) || moment !== null;

  // The timeline: `test` tells which events have happened by then; null lets go.
  Z.setMoment = function (test) {
    moment = test;
    Z.applyFilters();
  };

  // Undo whatever hides this one place (someone asked for it by name).
  Z.reveal = function (item) {
    if (item.shown) return;
    hidden.group.delete(item.group);
    hidden.accuracy.delete(item.accuracy);
    hidden.stage.delete(item.now.key);
    for (const [list, values] of Object.entries(CHOICES)) {
      if (!values(item).some((value) => meets(chosen[list], value))) chosen[list].clear();
    }
    Z.applyFilters();
    if (item.shown) return;
    chosen.year.clear();
    chosen.report.clear();
    if (moment) Z.emit("rewind");
    hidden.stage.delete(item.present.key);
    Z.applyFilters();
  };
})(Zonemap);
