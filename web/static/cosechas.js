// Follows a harvest: moves the figures of its run, and opens the page anew when it changes.
"use strict";
(() => {
  const run = document.querySelector("[data-avance]");
  const waits = document.querySelector("[data-estado]");
  const moves = async () => {
    const answer = await fetch(run.dataset.avance);
    if (!answer.ok) return false;
    if (answer.headers.get("X-Cosecha") !== "running") return true;
    run.innerHTML = await answer.text();
    const line = document.getElementById("esta-cosecha");
    const said = run.querySelector("template");
    if (line && said) line.innerHTML = said.innerHTML;
    return false;
  };
  const changes = async () => {
    const answer = await fetch(waits.dataset.estado, { headers: { Accept: "application/json" } });
    if (!answer.ok) return false;
    const { state } = await answer.json();
    return state !== waits.dataset.ahora;
  };
  const look = async () => {
    try {
      if (await (run ? moves() : changes())) {
        location.reload();
        return;
      }
    } catch (error) {
      // The line fell: the next look tells.
    }
    setTimeout(look, 1000);
  };
  if (run || waits) setTimeout(look, 700);
})();
