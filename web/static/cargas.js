// Follows a long task: moves its bar, and opens the result when it ends.
"use strict";
(() => {
  const place = document.getElementById("avance");
  const bar = document.getElementById("barra");
  if (!place || !bar) return;
  const said = new Intl.NumberFormat("es-CO");
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.estado, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const job = await answer.json();
        if (job.state !== "waiting" && job.state !== "running") {
          location.reload();
          return;
        }
        if (job.total) {
          bar.max = job.total;
          bar.value = job.done;
          place.textContent = `${said.format(job.done)} de ${said.format(job.total)} filas`;
        }
      }
    } catch (error) {
      // The line fell: the next look tells.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
