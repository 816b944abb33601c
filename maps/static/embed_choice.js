// What the address of the public page asks for, and what of the places is shown.
// ?zone=…&kind=…&stage=… hold lists with commas; words that are not known are left out.

(function (Z) {
  const words = new URLSearchParams(location.search);
  const listed = (name) => (words.get(name) || "").split(",").map((word) => word.trim()).filter(Boolean);

  const zones = [...Z.zones, Z.zone("none")];
  const zoneCode = (word) => zones.filter((zone) => zone.code === word || (zone.names && zone.names.zh === word)).map((zone) => zone.code);
  const stageKeys = (word) => Z.stageKeys.filter((key) => key === word || Z.stageGroup(key) === word);

  // Nothing chosen means that everything is shown.
  Z.choice = {
    zones: new Set(listed("zone").flatMap(zoneCode)),
    kinds: new Set(listed("kind").filter((word) => word in Z.style.kinds)),
    stages: new Set(listed("stage").flatMap(stageKeys)),
  };
  Z.asked = { view: words.get("view") === "list" ? "list" : "map", theme: words.get("theme") || "light" };

  const meets = (set, value) => !set.size || set.has(value);
  const passes = (item) => meets(Z.choice.zones, item.zone.code) && meets(Z.choice.kinds, item.kind) && meets(Z.choice.stages, item.now.key);

  Z.applyChoice = function () {
    const changed = Z.features.filter((item) => passes(item) !== item.shown);
    for (const item of changed) item.shown = !item.shown;
    if (changed.length) Z.emit("changed", changed);
    Z.emit("filtered");
  };

  // How much of `keys` is chosen: "true", "mixed" or "false", as aria-pressed wants it.
  Z.pressed = function (list, keys) {
    const count = keys.filter((key) => Z.choice[list].has(key)).length;
    if (!count) return "false";
    return count === keys.length ? "true" : "mixed";
  };

  Z.toggle = function (list, keys) {
    const set = Z.choice[list];
    const on = Z.pressed(list, keys) !== "true";
    for (const key of keys) {
      if (on) set.add(key);
      else set.delete(key);
    }
    Z.applyChoice();
  };

  Z.chooseZone = function (code) {
    Z.choice.zones = new Set(code ? [code] : []);
    Z.applyChoice();
    Z.emit("zone", Z.chosenZone());
  };

  Z.showAll = function () {
    for (const set of Object.values(Z.choice)) set.clear();
    Z.applyChoice();
  };

  // The one zone that is chosen, null if none or several are.
  Z.chosenZone = function () {
    const [code] = Z.choice.zones;
    return Z.choice.zones.size === 1 ? Z.zone(code) : null;
  };

  for (const item of Z.features) item.shown = passes(item);
})(Zonemap);
