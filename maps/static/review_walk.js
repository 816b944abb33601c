// Going from mention to mention, by mouse and by keyboard; and the start of the page.

(function (R) {
  let selected = null;
  let flashing = 0;

  function unmark() {
    for (const mark of document.querySelectorAll("mark.current")) mark.classList.remove("current");
    for (const mark of document.querySelectorAll("mark.flash")) mark.classList.remove("flash");
  }

  function flash(marks) {
    clearTimeout(flashing);
    for (const mark of marks) mark.classList.add("flash");
    flashing = setTimeout(() => { for (const mark of marks) mark.classList.remove("flash"); }, 1600);
  }

  // On a phone the lower half belongs to the card.
  function scrollTo(mark) {
    const box = mark.getBoundingClientRect();
    const top = R.isPhone() ? window.innerHeight * 0.18 : window.innerHeight * 0.33;
    const bottom = R.isPhone() ? window.innerHeight * 0.32 : window.innerHeight * 0.6;
    if (box.top < 60 || box.bottom > bottom) window.scrollBy({ top: box.top - top, behavior: "instant" });
    const wide = mark.closest(".table");
    if (wide && wide.scrollWidth > wide.clientWidth) mark.scrollIntoView({ block: "nearest", inline: "center" });
  }

  // In a long report parts that had not been laid out move the mark once they are.
  function settle(mark) {
    if (!R.id("report").classList.contains("large")) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      scrollTo(mark);
      R.placeAgain();
    }));
  }

  function show(item, mark, marks) {
    unmark();
    selected = item;
    for (const each of marks) each.classList.add("current");
    R.reveal(item);
    R.openCard(item, mark);
    R.say(item.name + " · " + (item.refused ? R.reason(item) : R.word("kind", item.kind)));
  }

  // From the list, the buttons and the keys: scroll there, flash, and put the focus on the mark.
  R.select = function (item) {
    if (R.isPhone()) R.fold(true);
    const mark = item.marks.find((each) => each.hasAttribute("tabindex")) || item.marks[0];
    if (mark) {
      scrollTo(mark);
      selected = item; // so that the focus below does not select the first of several
      R.quiet = true;
      mark.focus({ preventScroll: true });
      R.quiet = false;
    }
    show(item, mark, item.marks);
    flash(item.marks);
    if (mark) settle(mark);
  };

  R.goTo = function (mark) {
    scrollTo(mark);
    flash([mark]);
    const item = R.itemsOf(mark)[0];
    show(selected && selected.again.includes(mark) ? selected : item, mark, [mark]);
    settle(mark);
  };

  R.leave = function () {
    const inside = R.id("card").contains(document.activeElement);
    const was = R.closeCard();
    unmark();
    if (inside && was.mark && was.mark.hasAttribute("tabindex")) {
      R.quiet = true;
      was.mark.focus({ preventScroll: true });
      R.quiet = false;
    }
  };

  function step(by, wanted) {
    const items = wanted ? R.shown.filter(wanted) : R.shown;
    if (!items.length) return;
    let next;
    if (selected) {
      next = by > 0 ? items.find((item) => item.index > selected.index) : [...items].reverse().find((item) => item.index < selected.index);
    }
    R.select(next || items[by > 0 ? 0 : items.length - 1]);
  }

  // ---- marks ----

  function onMark(event) {
    const mark = event.target.closest("#sheet mark");
    if (!mark || mark.classList.contains("off") || R.quiet) return;
    const opened = R.opened();
    if (opened && opened.mark === mark) return;
    const item = R.itemsOf(mark)[0];
    show(item, mark, mark.dataset.m ? item.marks : [mark]);
  }

  function onPointer(event) {
    const way = event.composedPath(); // a button that the card has replaced is still in it
    if (event.target.closest("#sheet mark")) onMark(event);
    else if (R.opened() && !way.includes(R.id("card")) && !way.includes(R.id("panel"))) {
      R.closeCard();
      unmark();
    }
  }

  // ---- keys ----

  const keys = {
    n: () => step(1),
    p: () => step(-1),
    t: () => step(1, (item) => item.refused),
    "/": () => { R.fold(false); R.id("search").focus(); },
  };

  function escape() {
    if (R.opened()) R.leave();
    else if (R.isPhone()) R.fold(true);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") { escape(); return; }
    if (event.target.closest("input, select, textarea")) return;
    if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark")) {
      event.preventDefault();
      onMark(event);
      R.id("card").focus({ preventScroll: true });
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  // ---- the panel on a phone ----

  R.fold = function (on) {
    const panel = R.id("panel");
    if (!on && R.isPhone()) { R.closeCard(); unmark(); }
    panel.classList.toggle("folded", on);
    const fold = R.id("fold");
    fold.dataset.tLabel = on ? "review_open" : "review_close";
    fold.setAttribute("aria-label", R.t(fold.dataset.tLabel));
    fold.setAttribute("aria-expanded", String(!on));
  };

  function changeLanguage() {
    R.lang = R.lang === "en" ? "zh" : "en";
    const address = new URL(location.href);
    address.searchParams.set("lang", R.lang);
    try {
      history.replaceState(null, "", address);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // sandboxed frames may not write it
    }
    R.translate();
    R.buildPanel();
    const opened = R.opened();
    if (opened) R.openCard(opened.item, opened.mark);
  }

  R.id("previous").addEventListener("click", () => step(-1));
  R.id("next").addEventListener("click", () => step(1));
  R.id("next-refused").addEventListener("click", () => step(1, (item) => item.refused));
  R.id("language").addEventListener("click", changeLanguage);
  R.id("print").addEventListener("click", () => window.print());
  R.id("fold").addEventListener("click", () => R.fold(!R.id("panel").classList.contains("folded")));
  R.id("skip-list").addEventListener("click", () => R.fold(false));
  document.addEventListener("keydown", onKey);
  R.id("sheet").addEventListener("focusin", onMark);
  document.addEventListener("click", onPointer);
  window.addEventListener("resize", () => R.placeAgain());

  R.fold(R.isPhone());
  R.translate();
  R.buildPanel();
  document.documentElement.dataset.ready = "true";
})(Review);
