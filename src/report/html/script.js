"use strict";
(function () {
  var tip = document.getElementById("tip"), result = document.getElementById("by-result"), source = document.getElementById("by-source");
  var numbers = Array.prototype.slice.call(document.querySelectorAll("a.n"));
  var cards = Array.prototype.slice.call(document.querySelectorAll("aside li"));
  document.querySelectorAll(".bar [hidden]").forEach(function (e) { e.hidden = false; });
  var names = {};
  cards.forEach(function (c) { names[c.dataset.source] = true; });
  Object.keys(names).sort().forEach(function (name) { if (name) source.add(new Option(name, name)); });
  function filter() {
    var shown = 0;
    cards.forEach(function (c) {
      var fits = (!result.value || c.dataset.result === result.value) && (!source.value || c.dataset.source === source.value);
      c.hidden = !fits; if (fits) shown++;
      var mark = document.getElementById(c.dataset.mark); if (mark) mark.classList.toggle("dim", !fits);
    });
    document.getElementById("shown").textContent = shown + " shown";
  }
  result.addEventListener("change", filter); source.addEventListener("change", filter); filter();
  function show(mark) {
    var card = document.getElementById(mark.hash.slice(1)); if (!card) return;
    tip.replaceChildren.apply(tip, Array.prototype.map.call(card.children, function (p) { return p.cloneNode(true); }));
    tip.hidden = false; mark.setAttribute("aria-describedby", "tip");
    var box = mark.getBoundingClientRect(), left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 12);
    tip.style.left = Math.max(8, left) + window.scrollX + "px"; tip.style.top = box.bottom + 6 + window.scrollY + "px";
  }
  function hide() {
    tip.hidden = true; numbers.forEach(function (mark) { mark.removeAttribute("aria-describedby"); });
  }
  numbers.forEach(function (mark) {
    mark.addEventListener("mouseenter", function () { show(mark); }); mark.addEventListener("mouseleave", hide);
    mark.addEventListener("focus", function () { show(mark); }); mark.addEventListener("blur", hide);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") return hide();
    if (event.target.tagName === "SELECT" || event.ctrlKey || event.metaKey || event.altKey) return;
    var step = event.key === "j" || event.key === "n" ? 1 : event.key === "k" || event.key === "p" ? -1 : 0;
    if (!step || !numbers.length) return;
    var seen = numbers.filter(function (m) { return !m.classList.contains("dim"); }); if (!seen.length) return;
    var at = seen.indexOf(document.activeElement);
    seen[at < 0 ? (step > 0 ? 0 : seen.length - 1) : (at + step + seen.length) % seen.length].focus();
  });
})();
