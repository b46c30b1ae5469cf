
(() => {
  "use strict";
  const tip = document.getElementById("tip");
  const status = document.getElementById("shown");
  const marks = [...document.querySelectorAll("a.m")];
  const links = [...document.querySelectorAll("a.b")];
  let show = "all";

  const fits = (link) => show === "all" || (link.matches(".m") ? link : link.closest("tbody")).classList.contains(show);

  // What was understood stands in the table: the hint takes it from there, as text.
  function describe(number) {
    const row = document.getElementById("r" + number);
    if (!row) return null;
    const table = row.closest("table");
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    const list = document.createElement("dl");
    [...row.rows].flatMap((line) => [...line.cells]).forEach((cell, place) => {
      const text = cell.textContent.trim();
      if (!text) return;
      const term = document.createElement("dt");
      term.textContent = place < heads.length ? heads[place] : table.dataset.details;
      const words = document.createElement("dd");
      words.textContent = text;
      list.append(term, words);
    });
    return list;
  }

  function hint(mark) {
    const numbers = (mark.dataset.n || mark.dataset.i).split(" ");
    tip.replaceChildren(...numbers.map(describe).filter(Boolean));
    tip.hidden = false;
    const at = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const below = at.bottom + 6 + tip.offsetHeight <= innerHeight || at.top < tip.offsetHeight + 6;
    tip.style.top = (below ? at.bottom + 6 : at.top - 6 - tip.offsetHeight) + "px";
    tip.style.left = Math.max(4, Math.min(at.left, innerWidth - tip.offsetWidth - 4)) + "px";
  }

  const hide = () => { tip.hidden = true; };
  const markOf = (event) => event.target.closest && event.target.closest(".m");

  function go(step) {
    const here = document.activeElement;
    const all = here && here.closest(".rows") && links.length ? links : marks.length ? marks : links;
    const row = here && here.closest("tbody");
    let place = all.indexOf(row && all === links ? row.querySelector("a.b") : here);
    if (place < 0 && step < 0) place = all.length;
    for (place += step; place >= 0 && place < all.length; place += step) {
      if (fits(all[place])) {
        all[place].focus({ preventScroll: true });
        all[place].scrollIntoView({ block: "center" });
        if (all === marks) hint(all[place]);
        return;
      }
    }
  }

  document.addEventListener("mouseover", (event) => { const mark = markOf(event); if (mark) hint(mark); });
  document.addEventListener("mouseout", (event) => { if (markOf(event)) hide(); });
  document.addEventListener("focusin", (event) => { const mark = markOf(event); if (mark) hint(mark); else hide(); });
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", hide, { capture: true, passive: true });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.m, a.b");
    if (!link) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    // Going there takes the focus away; it is given to the other end of the link after that.
    event.preventDefault();
    location.hash = target.id;
    const focused = target.matches("a") ? target : target.querySelector("a") || target.nextElementSibling;
    if (focused) focused.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") hide();
    else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else return;
    event.preventDefault();
  });
  document.addEventListener("change", (event) => {
    if (event.target.name !== "show") return;
    show = event.target.value;
    hide();
    // What is not shown is passed over by the Tab key too.
    let count = 0;
    for (const link of marks) link.tabIndex = fits(link) ? 0 : -1;
    for (const row of document.querySelectorAll("tbody")) if (show === "all" || row.classList.contains(show)) count += 1;
    status.textContent = count + " " + status.dataset.word;
  });
})();
