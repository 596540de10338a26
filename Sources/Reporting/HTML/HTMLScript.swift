/// What the page does: it filters, and steps through schedules. The address tells both, so that a view
/// can be handed on: `#rule=sleep-in-rcu&open=FINGERPRINT&step=2`.
enum HTMLScript {
  static let text = """
    "use strict";
    (() => {
      const findings = [...document.querySelectorAll(".finding")];
      const inputs = [...document.querySelectorAll("[data-filter]")];
      const count = document.getElementById("count");
      const filter = () => {
        let shown = 0;
        for (const finding of findings) {
          const fits = inputs.every(input => {
            const name = input.dataset.filter;
            const wanted = input.value;
            if (!wanted) return true;
            return name === "text"
              ? finding.textContent.toLowerCase().includes(wanted.toLowerCase())
              : finding.dataset[name] === wanted;
          });
          finding.hidden = !fits;
          if (fits) shown += 1;
        }
        count.textContent = `${shown} of ${findings.length}`;
      };
      const step = (schedule, number) => {
        const last = Number(schedule.dataset.steps);
        const now = Math.min(Math.max(number, 1), last);
        schedule.dataset.now = now;
        for (const row of schedule.querySelectorAll("tr[data-step]")) {
          row.classList.toggle("now", Number(row.dataset.step) === now);
          row.classList.toggle("later", Number(row.dataset.step) > now);
        }
        schedule.querySelector("output").textContent = `${now} of ${last}`;
      };
      for (const schedule of document.querySelectorAll(".schedule")) {
        const last = Number(schedule.dataset.steps);
        step(schedule, last);
        schedule.addEventListener("click", event => {
          const now = Number(schedule.dataset.now);
          const targets = { first: 1, back: now - 1, on: now + 1, last: last };
          const move = event.target.dataset ? event.target.dataset.move : undefined;
          if (move) step(schedule, targets[move]);
        });
      }
      for (const input of inputs) input.addEventListener("input", filter);
      document.querySelector(".filters").addEventListener("submit", event => event.preventDefault());
      const view = new URLSearchParams(location.hash.slice(1));
      for (const input of inputs) {
        const wanted = view.get(input.dataset.filter);
        if (wanted) input.value = wanted;
      }
      const opened = document.getElementById(view.get("open") || "");
      if (opened) {
        opened.open = true;
        const schedule = opened.querySelector(".schedule");
        if (schedule && view.get("step")) step(schedule, Number(view.get("step")));
        opened.scrollIntoView();
      }
      filter();
    })();
    """
}
