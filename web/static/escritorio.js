/* What the desk does better with a script. Without it everything works as well. */
(() => {
  "use strict";
  const PAUSE = 2500, FIRST_LOOK = 350;
  const form = document.querySelector("form[data-clave]");

  function say(text) {
    const place = document.getElementById("guardado");
    if (place) place.textContent = text;
  }

  function fields(form) {
    const sent = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
    return sent;
  }

  /* Errors come first: the summary takes the focus. */
  const errors = document.querySelector(".tb-errores");
  if (errors && !location.hash) errors.focus();

  /* A link to a field opens what it is folded in. */
  function unfold() {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    for (let one = place; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    place.scrollIntoView({ block: "center" });
    const field = place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea");
    if (field) field.focus({ preventScroll: true });
  }
  addEventListener("hashchange", unfold);
  unfold();

  /* On a phone the list of sections waits folded. */
  const folded = document.querySelector(".tb-secciones");
  if (folded && innerWidth < 992) folded.open = false;

  /* Saving while somebody types. */
  if (form && form.dataset.guarda) {
    const key = "tumbaga/" + form.dataset.clave;
    let timer = 0, busy = false, again = false, stopped = false, sent = "sinGuardar" in form.dataset ? "" : String(fields(form));

    const store = (text) => { try { text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text); } catch (error) { /* private mode */ } };
    const stored = () => { try { return localStorage.getItem(key); } catch (error) { return null; } };
    const bare = (text) => { const all = new URLSearchParams(text); for (const name of [...all.keys()]) if (name.startsWith("_") || name === "csrf_token") all.delete(name); return String(all); };

    async function save() {
      if (stopped) return;
      if (busy) { again = true; return; }
      const now = fields(form);
      if (bare(now) === bare(sent)) return;
      busy = true;
      say("Guardando…");
      try {
        const answer = await fetch(form.dataset.guarda, { method: "POST", body: now, headers: { Accept: "application/json" }, redirect: "manual" });
        const kind = answer.headers.get("Content-Type") || "";
        if (answer.type === "opaqueredirect" || !kind.includes("json")) {
          stopped = true; store(String(now));
          say("No se está guardando: su sesión terminó o la página es vieja. Lo escrito está a salvo en este navegador; entre otra vez y vuelva aquí.");
          return;
        }
        const told = await answer.json();
        if (answer.ok) {
          sent = String(now);
          form.elements._mark.value = told.mark; form.elements._base.value = told.base;
          if (typeof told.own === "string" && form.elements._own) form.elements._own.value = told.own;
          if (typeof told.count === "number" && form.elements._count) form.elements._count.value = told.count;
          store(null);
          const wrong = told.problems.length;
          say("Guardado a las " + told.saved_at + (wrong ? " · " + wrong + " por corregir" : ""));
          const filled = document.querySelector("[data-avance=lleno]");
          if (filled) filled.textContent = told.filled;
        } else {
          stopped = answer.status !== 422; store(String(now));
          say((told.text || "No se pudo guardar.") + (answer.status === 409 ? " Dejó de guardarse solo: use «Guardar» para ver las dos versiones." : ""));
        }
      } catch (error) {
        store(String(now));
        say("Sin conexión. Lo escrito está a salvo en este navegador; se intentará otra vez.");
        timer = setTimeout(save, 4 * PAUSE);
      } finally {
        busy = false;
        if (again) { again = false; later(); }
      }
    }
    function later() { clearTimeout(timer); timer = setTimeout(save, PAUSE); }
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); store(null); });
    addEventListener("online", later);
    /* From the back button, the page may hold an old mark: ask for a new one. */
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

    if (!sent) later();
    const left = stored();
    if (left && bare(left) !== bare(sent)) {
      const offer = document.createElement("p");
      offer.className = "tb-respuesta tb-respuesta--ambar";
      offer.setAttribute("role", "status");
      offer.append("En este navegador quedó algo sin guardar de esta sección. ");
      const put = document.createElement("button");
      put.type = "button"; put.className = "btn btn-outline-primary btn-sm"; put.textContent = "Recuperarlo";
      put.addEventListener("click", () => {
        const all = new URLSearchParams(left);
        for (const field of form.elements) {
          if (!field.name || field.name.startsWith("_") || field.type === "hidden" || field.type === "file") continue;
          const given = all.getAll(field.name);
          if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
          else if (given.length) field.value = given[0];
        }
        offer.remove(); later();
      });
      const drop = document.createElement("button");
      drop.type = "button"; drop.className = "btn btn-link btn-sm"; drop.textContent = "Descartarlo";
      drop.addEventListener("click", () => { store(null); offer.remove(); });
      offer.append(put, " ", drop);
      form.before(offer);
    } else if (left) store(null);
  }

  /* A second click of a button sends nothing a second time. */
  for (const one of document.querySelectorAll("form[method=post]")) {
    one.addEventListener("submit", (event) => {
      if (one.dataset.enviado) { event.preventDefault(); return; }
      one.dataset.enviado = "1";
      setTimeout(() => delete one.dataset.enviado, 8000);
    });
  }

  /* Long lists are asked for while one types. */
  for (const field of document.querySelectorAll("input[data-lista]")) {
    let timer = 0;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        try {
          const answer = await fetch(field.dataset.lista + "?q=" + encodeURIComponent(field.value));
          if (!answer.ok) return;
          const { terms } = await answer.json();
          const list = document.getElementById(field.getAttribute("list"));
          list.replaceChildren(...terms.map((term) => { const option = document.createElement("option"); option.value = term; return option; }));
        } catch (error) { /* typing goes on without it */ }
      }, FIRST_LOOK);
    });
  }

  /* Records that look like the one that is being named. */
  const alike = document.querySelector("[data-parecidos]"), title = document.getElementById("c-title");
  if (alike && title) {
    const place = alike.querySelector("[role=status]");
    alike.querySelector(".tb-sin-guion").hidden = true;
    let timer = 0, asked = "";
    title.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const words = title.value.trim();
        if (words === asked) return;
        asked = words;
        if (words.length < 4) { place.textContent = "Aquí aparecen los que se parecen a lo que escriba."; return; }
        try {
          const answer = await fetch(alike.dataset.parecidos + "?formato=json&q=" + encodeURIComponent(words));
          const { similar } = await answer.json();
          if (words !== asked) return;
          if (!similar.length) { place.textContent = "No hay ninguno parecido."; return; }
          const intro = document.createElement("p"), list = document.createElement("ul");
          intro.className = "mb-1"; list.className = "tb-lista mb-0";
          intro.textContent = (similar.length === 1 ? "Este se parece" : "Estos se parecen") + ". Mire antes de registrarlo otra vez.";
          for (const one of similar) {
            const item = document.createElement("li"), link = document.createElement("a"), more = document.createElement("span");
            link.href = one.url; link.textContent = one.title;
            more.className = "tb-sm tb-suave d-block"; more.textContent = [one.kind, one.code, one.state].join(" · ");
            item.append(link, more); list.append(item);
          }
          place.replaceChildren(intro, list);
        } catch (error) { /* the plain search is there */ }
      }, FIRST_LOOK);
    });
  }
})();
