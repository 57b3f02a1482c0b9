'use strict';

/*
 * Asks beacons whether they answer, and how quickly. A page may send requests to other sites but not see their answers, so
 * all that is known of one is whether it came. Heads are asked for, twice: the second request finds the connection that the
 * first has opened, and takes one round trip.
 */
const Beacons = (() => {
  /** A violation of the page's policy is told a moment after the request has failed for it. */
  const GRACE = 60;
  /** Redirects that the page's policy stopped, by the address that answered so. */
  const redirected = new Map();

  self.addEventListener('securitypolicyviolation', (event) => {
    if (event.blockedURI.startsWith('http')) {
      redirected.set(new URL(event.blockedURI).origin, performance.now());
    }
  });

  async function elsewhere(url, signal) {
    await fetch(url, {
      method: 'HEAD',
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    return true;
  }

  async function here(url, signal) {
    const answer = await fetch(url, { cache: 'no-store', credentials: 'omit', redirect: 'error', signal });
    await answer.arrayBuffer();
    return answer.ok;
  }

  async function once(ask, url, signal) {
    const begun = performance.now();
    try {
      const good = await ask(url, signal);
      return good ? { ok: true, rtt: performance.now() - begun } : { ok: false, error: 'http' };
    } catch (e) {
      const rtt = performance.now() - begun;
      if (signal.aborted) {
        return { ok: false, error: 'timeout' };
      }
      await new Promise((resolve) => setTimeout(resolve, GRACE));
      if (redirected.get(new URL(url, location.href).origin) >= begun) {
        return { ok: true, rtt };
      }
      return { ok: false };
    }
  }

  async function ask(beacon, budget, cancelled) {
    const abort = new AbortController();
    const cancel = () => abort.abort();
    const timer = setTimeout(cancel, budget);
    cancelled.addEventListener('abort', cancel);
    try {
      const way = beacon.url.startsWith('/') ? here : elsewhere;
      const first = await once(way, beacon.url, abort.signal);
      if (!first.ok) {
        return first;
      }
      const second = await once(way, beacon.url, abort.signal);
      return second.ok && second.rtt < first.rtt ? second : first;
    } finally {
      clearTimeout(timer);
      cancelled.removeEventListener('abort', cancel);
    }
  }

  /** Kilobits a second of a small download from the collector, undefined where it fails or is `cancelled`. */
  async function throughput(url, budget, cancelled) {
    const abort = new AbortController();
    const cancel = () => abort.abort();
    const timer = setTimeout(cancel, budget);
    cancelled.addEventListener('abort', cancel);
    try {
      const answer = await fetch(url, { cache: 'no-store', credentials: 'omit', signal: abort.signal });
      const begun = performance.now();
      const bytes = (await answer.arrayBuffer()).byteLength;
      return answer.ok ? (bytes * 8) / Math.max(1, performance.now() - begun) : undefined;
    } catch (e) {
      return undefined;
    } finally {
      clearTimeout(timer);
      cancelled.removeEventListener('abort', cancel);
    }
  }

  /** Results of all `beacons`, side by side, within `budget` milliseconds or until `cancelled`. */
  const askAll = (beacons, budget, cancelled) =>
    Promise.all(beacons.map((beacon) => ask(beacon, budget, cancelled)));

  return { askAll, throughput };
})();
