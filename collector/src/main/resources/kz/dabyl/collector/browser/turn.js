'use strict';

/*
 * Of all pages of a device one measures. Web Locks say which; where there are none, a lease in localStorage that its holder
 * renews. A holder that dies leaves its turn to the next within the lease, and so does one that stands still: it asks whether
 * it still holds its turn before it writes anything of which there must be one.
 */
const Turn = (() => {
  const NAME = 'dabyl-probe.turn';
  const LEASE = 15000;
  const RENEWED = 5000;
  const SETTLED = 200;
  const me = String(Math.random());

  /** Waits, at most until `signal` is aborted. */
  const wait = (millis, signal) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, signal.aborted ? 0 : millis);
      signal.addEventListener('abort', end);
    });

  const lease = () => {
    try {
      return JSON.parse(localStorage.getItem(NAME)) || { until: 0 };
    } catch (e) {
      return { until: 0 };
    }
  };
  const write = () => localStorage.setItem(NAME, JSON.stringify({ by: me, until: Date.now() + LEASE }));

  async function leased(signal, work) {
    while (!signal.aborted) {
      const held = lease();
      if (held.by === me || held.until < Date.now() || held.until > Date.now() + LEASE) {
        write();
        await wait(SETTLED, signal);
        if (lease().by === me) {
          break;
        }
      }
      await wait(RENEWED * (0.8 + 0.4 * Math.random()), signal);
    }
    if (signal.aborted) {
      return;
    }
    const renewing = setInterval(() => lease().by === me && write(), RENEWED);
    try {
      await work();
    } finally {
      clearInterval(renewing);
      if (lease().by === me) {
        localStorage.removeItem(NAME);
      }
    }
  }

  /** Runs `work` when it is this page's turn; not at all once `signal` is aborted. */
  function take(signal, work) {
    if (!navigator.locks) {
      return leased(signal, work);
    }
    return navigator.locks.request(NAME, { signal }, work).catch((e) => {
      if (e.name !== 'AbortError') {
        throw e;
      }
    });
  }

  /** Whether no other page has taken the turn of this one; with locks none can. */
  const holds = () => Boolean(navigator.locks) || lease().by === me;

  return { take, wait, holds };
})();
