// The body of the table: of any number of rows only those in sight, and a few more, stand in the page.
// One row is a tab stop; arrow keys, Home, End, Page up and Page down move it.

(function (Z) {
  const MORE = 8; // rows kept above and below what is in sight

  // `scroller` scrolls the table, `head` stays on top of it; `make(row)` gives the cells of a row,
  // `pick(row)` is told what was chosen.
  Z.TableRows = class {
    constructor({ scroller, head, body, make, pick }) {
      Object.assign(this, { scroller, head, body, make, pick });
      this.rows = [];
      this.nodes = new Map(); // index of a row in sight → its element
      this.active = 0;
      this.chosen = null;
      this.gaps = [0, 1].map(() => Z.el("tr", { class: "gap", role: "presentation", "aria-hidden": "true" }, Z.el("td", {})));
      let waiting = 0;
      scroller.addEventListener("scroll", () => {
        cancelAnimationFrame(waiting);
        waiting = requestAnimationFrame(() => this.draw());
      });
      new ResizeObserver(() => this.draw()).observe(scroller);
      scroller.addEventListener("keydown", (event) => this.key(event));
      body.addEventListener("click", (event) => {
        const node = event.target.closest("tr[data-index]");
        if (node) this.choose(Number(node.dataset.index));
      });
    }

    // The height of a row is the style sheet's; it is asked for, not known.
    get step() {
      return parseFloat(getComputedStyle(this.scroller).getPropertyValue("--row")) || 30;
    }

    // Other rows, or the same in another order. The active row stays the same place if it is still there.
    show(rows) {
      const focused = this.body.contains(document.activeElement);
      const before = this.rows[this.active];
      this.rows = rows;
      this.active = Math.max(0, rows.indexOf(before));
      for (const node of this.nodes.values()) node.remove();
      this.nodes.clear();
      this.body.replaceChildren(...this.gaps);
      this.draw();
      if (focused) this.focus();
    }

    // Put the rows in sight into the page, take the others out.
    draw() {
      const { step, rows, scroller } = this;
      const first = Math.max(0, Math.floor(scroller.scrollTop / step) - MORE);
      const end = Math.min(rows.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / step) + MORE);
      let lost = false;
      for (const [index, node] of this.nodes) {
        if (index >= first && index < end) continue;
        lost = lost || node === document.activeElement;
        node.remove();
        this.nodes.delete(index);
      }
      let next = this.gaps[1];
      for (let index = end - 1; index >= first; index -= 1) {
        let node = this.nodes.get(index);
        if (!node) {
          node = this.element(index);
          this.nodes.set(index, node);
          next.before(node);
        }
        next = node;
      }
      this.gaps[0].style.setProperty("height", first * step + "px");
      this.gaps[1].style.setProperty("height", Math.max(0, rows.length - end) * step + "px");
      this.mark();
      if (lost) scroller.focus({ preventScroll: true }); // the arrow keys go on from the row that went out of sight
    }

    element(index) {
      return Z.el("tr", { "aria-rowindex": String(index + 2), "data-index": String(index) }, ...this.make(this.rows[index]));
    }

    // The tab stop is the active row, or the first in sight while that is not.
    mark() {
      const stop = this.nodes.has(this.active) ? this.active : Math.min(...this.nodes.keys());
      for (const [index, node] of this.nodes) {
        node.tabIndex = index === stop ? 0 : -1;
        node.setAttribute("aria-selected", String(this.rows[index] === this.chosen));
      }
    }

    // Scroll as little as shows the row below the head.
    reach(index) {
      const { step, scroller } = this;
      const room = scroller.clientHeight - this.head.offsetHeight;
      const top = index * step;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + step > scroller.scrollTop + room) scroller.scrollTop = top + step - room;
      this.draw();
    }

    focus() {
      const node = this.nodes.get(this.active);
      if (node) node.focus({ preventScroll: true });
      else this.scroller.focus({ preventScroll: true });
    }

    go(index) {
      if (!this.rows.length) return;
      this.active = Math.max(0, Math.min(this.rows.length - 1, index));
      this.reach(this.active);
      this.focus();
    }

    choose(index) {
      this.active = index;
      this.mark();
      this.focus();
      this.pick(this.rows[index]);
    }

    // Mark what was selected elsewhere, and bring it into sight.
    select(row) {
      this.chosen = row;
      const index = row ? this.rows.indexOf(row) : -1;
      if (index >= 0) {
        this.active = index;
        this.reach(index);
      } else this.mark();
    }

    key(event) {
      if (this.head.contains(event.target) || event.altKey || event.metaKey) return;
      const page = Math.max(1, Math.floor((this.scroller.clientHeight - this.head.offsetHeight) / this.step) - 1);
      const moves = {
        ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page, Home: 0, End: this.rows.length - 1,
      };
      if (event.key in moves) this.go(moves[event.key]);
      else if ((event.key === "Enter" || event.key === " ") && this.rows.length) this.choose(this.active);
      else return;
      event.preventDefault();
    }
  };
})(Zonemap);
