// Fetches the page anew when the service says that something happened, and says so when it can no longer be heard.
// Without this script the page is the same, as of when it was loaded.
"use strict";
(() => {
  const live = document.getElementById("live");
  const front = document.getElementById("now") !== null;
  // Readers of one event do not all come back in the same moment, and states of cells change often: whoever pays for each
  // megabyte is spared most of them.
  const INCIDENT_MS = 700;
  const CELL_MS = 10000;
  const SPREAD_MS = 1500;
  // A detector that has stopped sends no event: only asking shows that its states have become old.
  const ASK_MS = 60000;
  // A network that swallows packets never says that it is gone.
  const GIVE_UP_MS = 20000;
  let waiting = 0;
  let due = 0;
  let heard = true;

  const main = () => document.getElementById("main");
  const say = (key, lost) => {
    live.textContent = live.dataset[key].replace("{0}", main().dataset.until);
    live.classList.toggle("lost", lost);
  };
  const hush = () => {
    live.textContent = "";
    live.classList.remove("lost");
  };
  const lost = () => {
    if (heard) {
      heard = false;
      say("lost", true);
    }
  };

  const swap = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("main");
    const old = main();
    if (!fresh) return;
    const was = heard;
    heard = true;
    if (fresh.innerHTML === old.innerHTML) {
      if (!was) hush();
      return;
    }
    const verdict = (of) => Array.from(of.querySelectorAll(".lead, .stale"), (e) => e.textContent).join();
    const changed = verdict(fresh) !== verdict(old);
    old.querySelectorAll("details[open][id]").forEach((open) => {
      const same = fresh.querySelector(`details[id="${CSS.escape(open.id)}"]`);
      if (same) same.open = true;
    });
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const links = Array.from(old.querySelectorAll("a, summary, [tabindex]"));
    const place = links.indexOf(focused);
    const scrolls = Array.from(old.querySelectorAll(".wide"), (wide) => wide.scrollLeft);
    old.replaceChildren(...fresh.childNodes);
    old.dataset.until = fresh.dataset.until;
    old.querySelectorAll(".wide").forEach((wide, i) => { wide.scrollLeft = scrolls[i] || 0; });
    if (focused && focused !== old) {
      const now = Array.from(old.querySelectorAll("a, summary, [tabindex]"));
      const same = now.find((link) => link.href && link.href === focused.href) || now[place];
      if (same) same.focus({ preventScroll: true });
    }
    if (changed) {
      old.classList.remove("fresh");
      void old.offsetWidth;
      old.classList.add("fresh");
      const lead = old.querySelector(".stale, .lead");
      say("updated", false);
      if (lead) live.append(" ", lead.textContent);
    } else {
      hush();
    }
  };

  const fetchPage = async () => {
    waiting = 0;
    try {
      const signal = window.AbortSignal && AbortSignal.timeout ? AbortSignal.timeout(GIVE_UP_MS) : undefined;
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, signal });
      if (!answer.ok) throw new Error(answer.status);
      swap(await answer.text());
    } catch {
      lost();
    }
  };
  const within = (pause) => {
    const at = Date.now() + pause + Math.random() * SPREAD_MS;
    if (waiting && due <= at) return;
    clearTimeout(waiting);
    due = at;
    waiting = setTimeout(fetchPage, at - Date.now());
  };
  const soon = () => within(INCIDENT_MS);

  let stream;
  const listen = () => {
    stream = new EventSource("/v1/stream");
    stream.addEventListener("incident", soon);
    if (front) stream.addEventListener("cell", () => within(CELL_MS));
    stream.addEventListener("open", () => { if (!heard) soon(); });
    // It may only be full. Whether the service can still be heard, the page itself shows.
    stream.addEventListener("error", soon);
  };
  listen();
  setInterval(() => {
    soon();
    if (stream.readyState === EventSource.CLOSED) listen();
  }, ASK_MS);
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
