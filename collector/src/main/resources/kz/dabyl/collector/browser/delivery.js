'use strict';

/*
 * Brings reports to the collector, from the page and from the service worker alike. What is not known to be taken stays and
 * goes again: a collector counts a report once, however often it comes.
 */
const Delivery = (() => {
  const LOCK = 'dabyl-probe.delivery';
  const MOMENT = 1000;

  /** Posts `reports`; gives what became of them. */
  async function post(reports, identity, patience, lasting) {
    const abort = new AbortController();
    const timer = lasting ? 0 : setTimeout(() => abort.abort(), patience);
    const sent = Date.now();
    try {
      const answer = await fetch('/v1/reports', {
        method: 'POST',
        headers: { Authorization: `Bearer ${identity.token}`, 'Content-Type': 'application/x-ndjson' },
        body: reports.map((report) => JSON.stringify(report)).join('\n'),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        keepalive: lasting,
        signal: abort.signal,
      });
      const body = await answer.json().catch(() => ({}));
      return {
        is: Rules.outcome(answer.status, body),
        status: answer.status,
        retryAfter: answer.headers.get('Retry-After'),
        skew: Rules.skew(sent, Date.now(), Date.parse(answer.headers.get('Date'))),
      };
    } catch (e) {
      return { is: 'later', status: 0, retryAfter: null };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends, and strikes off what is done with. A collector that asked for rest gets it. */
  async function send(reports, patience) {
    const [identity, resting] = await Promise.all([Store.get('identity'), Store.get('rest')]);
    if (!identity || reports.length === 0 || Rules.rests(resting, Date.now())) {
      return { is: 'later', status: 0 };
    }
    const own = reports.filter((report) => report.probe === identity.probe);
    if (own.length < reports.length) {
      // Left by a pseudonym before this one; for one of them the collector would shut this one out.
      await Store.done(reports.filter((report) => !own.includes(report)).map((report) => report.seq));
      return own.length === 0 ? { is: 'taken' } : send(own, patience);
    }
    const outcome = await post(reports, identity, patience, false);
    if (outcome.is === 'taken') {
      await Store.done(reports.map((report) => report.seq));
      await Promise.all([Store.set('rest', null), Store.set('skew', outcome.skew)]);
    } else if (outcome.is === 'too-large') {
      return inHalves(reports, patience);
    } else if (outcome.status === 429 || outcome.status >= 500) {
      const failures = resting ? resting.failures + 1 : 0;
      const pause = Rules.rest(outcome.retryAfter, failures, Math.random);
      await Store.set('rest', { until: Date.now() + pause, failures });
    }
    return outcome;
  }

  async function inHalves(reports, patience) {
    if (reports.length === 1) {
      await Store.done([reports[0].seq]);
      return { is: 'taken' };
    }
    const middle = reports.length >> 1;
    const first = await send(reports.slice(0, middle), patience);
    return first.is === 'taken' ? send(reports.slice(middle), patience) : first;
  }

  /** Alone among all pages and workers, where the browser can tell; else beside them, which costs repeats only. */
  const alone = (work) =>
    navigator.locks ? navigator.locks.request(LOCK, work) : work();

  /** The newest report, whatever its clock says, and what failed just before it. */
  const newest = (patience, since) =>
    alone(async () => {
      const reports = await Store.some(Rules.WITH_THE_NEWEST, true);
      return send(reports.filter((report, i) => i === reports.length - 1 || Date.parse(report.at) >= since), patience);
    });

  /**
   * All that is kept, the oldest first, with pauses; `patience` tells for how long to wait yet, less than a moment ends it. Of a
   * probe that does not measure now, its reports promise nothing: one of them may be the last before it was killed.
   */
  const kept = (patience, measuring) =>
    alone(async () => {
      let outcome = { is: 'taken' };
      while (patience() >= MOMENT && outcome.is === 'taken') {
        const batch = await Store.some(Rules.BATCH, false);
        if (batch.length === 0) {
          break;
        }
        outcome = await send(measuring ? batch : batch.map((report) => ({ ...report, interval_s: 0 })), patience());
        if (outcome.is === 'taken' && batch.length === Rules.BATCH) {
          const pause = 1000 + 4000 * Math.random();
          if (patience() < pause) {
            break;
          }
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
      return outcome;
    });

  /** At once, though the page may end before there is an answer. */
  const lastWord = (report, identity) => post([report], identity, 0, true);

  return { newest, kept, lastWord };
})();
