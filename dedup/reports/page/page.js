"use strict";
// Shows the passage under the pointer or the keyboard beside its source. Without this script each passage is a link
// to the same words in the list below the text.
(() => {
  const prefixOf = (mark) => mark.hash.slice(1).replace(/p\d+$/, "");
  let shown = null;

  // One stop for Tab in each text; arrow keys reach the others, so thousands of passages do not hold up the keyboard.
  for (const prose of document.querySelectorAll(".prose")) {
    const all = prose.querySelectorAll("a[data-p]:not([tabindex='-1'])");
    all.forEach((mark, index) => { mark.classList.add("stop"); mark.tabIndex = index ? -1 : 0; });
  }

  function clear() {
    for (const mark of document.querySelectorAll(".passage.chosen")) {
      mark.classList.remove("chosen");
      mark.removeAttribute("aria-current");
    }
    for (const panel of document.querySelectorAll(".panel")) {
      panel.hidden = true;
      panel.replaceChildren();
    }
    shown = null;
  }

  // Closes the panel; the keyboard goes on from the passage it belonged to, not from the top of the page.
  function leave() {
    if (document.activeElement?.closest(".panel")) shown?.focus({ preventScroll: true });
    clear();
  }

  function fill(panel, prefix, numbers) {
    const close = document.createElement("button");
    close.className = "close";
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", leave);
    panel.append(close);
    for (const number of numbers) {
      const item = document.getElementById(`${prefix}p${number}`);
      if (!item) continue;
      const copy = document.createElement("div");
      copy.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
      panel.append(copy);
    }
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  function choose(mark, follow) {
    if (mark === shown) return;
    clear();
    shown = mark;
    const prefix = prefixOf(mark);
    const numbers = mark.dataset.p.split(" ");
    const panel = document.getElementById(`${prefix}panel`);
    const scope = panel ? mark.closest(".prose") : document;
    for (const other of scope.querySelectorAll("a[data-p]")) {
      if (!other.dataset.p.split(" ").includes(numbers[0])) continue;
      other.classList.add("chosen");
      if (other.closest(".prose") === mark.closest(".prose")) other.setAttribute("aria-current", "true");
    }
    if (panel) {
      fill(panel, prefix, numbers);
      // On a narrow screen the panel lies over the lower half of the text.
      if (follow) mark.scrollIntoView({ block: "nearest" });
    } else if (follow) opposite(mark, numbers[0])?.scrollIntoView({ block: "center" });
  }

  function opposite(mark, number) {
    const here = mark.closest(".prose");
    return [...document.querySelectorAll("a.chosen")].find(
      (other) => other.closest(".prose") !== here && other.dataset.p.split(" ").includes(number));
  }

  function move(mark, key) {
    const stops = [...mark.closest(".prose").querySelectorAll("a.stop")];
    const number = mark.dataset.p.split(" ")[0];
    const at = stops.findIndex((stop) => stop === mark || stop.dataset.p.split(" ")[0] === number);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[key];
    const next = stops[Math.min(stops.length - 1, Math.max(0, to))];
    for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1;
    next.focus();
  }

  const markOf = (event) => event.target.closest?.(".prose a[data-p]");
  document.addEventListener("pointerover", (event) => {
    const mark = event.pointerType === "mouse" && markOf(event);
    if (mark) choose(mark, false);
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark) choose(mark, true);
  });
  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (!mark) return;
    event.preventDefault();
    choose(mark, true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      leave();
      return;
    }
    const mark = markOf(event);
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    if (["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End"].includes(event.key)) {
      event.preventDefault();
      move(mark, event.key);
    }
  });
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
