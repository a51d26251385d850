/* Suggestions under the search box: a combobox with a list (ARIA 1.2, WAI-ARIA APG).
   Without this file the box is a plain form, and nothing is lost. */
(function () {
  "use strict";
  var WAIT = 120, SHORTEST = 2, count = 0;
  var IN_TEXT = ["Home", "End", "ArrowLeft", "ArrowRight"]; // these go back into the words

  function attach(form) {
    var input = form.querySelector("input[name=q]");
    if (!input || !window.fetch) { return; }
    var number = ++count, shown = [], at = -1, timer = 0, asked = "", control = null;
    var list = document.createElement("ul");
    var said = document.createElement("p");
    list.id = "sugerencias-" + number;
    list.className = "tb-sugerencias";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.documentElement.lang.slice(0, 2) === "en" ? "Suggestions" : "Sugerencias");
    list.hidden = true;
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    form.append(list, said);

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(next) {
      var options = list.children;
      if (at >= 0 && options[at]) { options[at].setAttribute("aria-selected", "false"); }
      at = next;
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      options[at].setAttribute("aria-selected", "true");
      options[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[at].id);
    }

    function option(one, place) {
      var item = document.createElement("li"), title = document.createElement("b"), kind = document.createElement("span");
      item.id = list.id + "-" + place;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      title.className = "fw-normal";
      title.textContent = one.title;
      kind.textContent = one.label;
      item.append(title, kind);
      item.addEventListener("mousedown", function (event) { event.preventDefault(); });
      item.addEventListener("click", function () { go(place); });
      return item;
    }

    function go(place) { window.location.assign(local(shown[place].url)); }

    /* The address as this browser knows the house: it may be behind another name. */
    function local(url) { var there = new URL(url, window.location.href); return there.pathname + there.search + there.hash; }

    function show(found) {
      shown = found;
      at = -1;
      list.replaceChildren.apply(list, found.map(option));
      if (!found.length || document.activeElement !== input) { said.textContent = ""; close(); return; }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      said.textContent = found.length === 1 ? form.dataset.una : found.length + " " + form.dataset.hay;
    }

    function ask() {
      var typed = input.value.trim();
      if (typed === asked) { return; }
      asked = typed;
      if (control) { control.abort(); }
      if (typed.length < SHORTEST) { show([]); return; }
      control = new AbortController();
      fetch(form.dataset.sugerencias + "?q=" + encodeURIComponent(typed), { signal: control.signal, headers: { Accept: "application/json" } })
        .then(function (answer) { return answer.ok ? answer.json() : []; })
        .then(function (found) { if (input.value.trim() === typed) { show(found); } })
        .catch(function () { if (asked === typed) { asked = ""; show([]); } /* the form still works */ });
    }

    /* Who types on has chosen nothing: Enter then asks for the words, not for what was marked. */
    input.addEventListener("input", function () { mark(-1); clearTimeout(timer); timer = setTimeout(ask, WAIT); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) { return; }
      var open = !list.hidden, last = list.children.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!open) { if (shown.length && event.key === "ArrowDown") { event.preventDefault(); show(shown); mark(0); } return; }
        event.preventDefault();
        if (event.key === "ArrowDown") { mark(at >= last ? -1 : at + 1); } else { mark(at < 0 ? last : at - 1); }
      } else if (event.key === "Enter" && open && at >= 0) {
        event.preventDefault();
        go(at);
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        close();
      } else if (open && IN_TEXT.indexOf(event.key) >= 0) {
        mark(-1);
      }
    });
  }

  document.querySelectorAll("form.tb-pregunta").forEach(attach);
})();
