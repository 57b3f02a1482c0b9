'use strict';

/*
 * The probe: measures while it is on, seen, and on the line that was named; reports with a promise, and says goodbye before it
 * stops. Numbers are given here, one after the other, by the one page whose turn it is.
 *
 * A goodbye is written where writing takes no time, and sent, before the page may be gone; IndexedDB gets it afterwards.
 */
const Probe = (() => {
  const GOODBYE = 'dabyl-probe.goodbye';
  const PATIENCE = 10000;
  const IDLE_EACH = 15000;
  /** Who has to wait longer for its turn says so. */
  const TURN_SOON = 1000;
  const THROUGHPUT_EACH = 7200;
  /** What failed within so many intervals goes with the newest report; what is older waits. */
  const RECENT = 2.5;

  let settings = null;
  let tell = () => {};
  let run = null;
  let lateAt = null;
  const wishes = { on: false, seen: false };

  const connectionType = () => (navigator.connection ? navigator.connection.type : undefined);
  const limits = () => ({ most: Rules.MOST_KEPT, before: Date.now() - Rules.OLDEST });
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, '0')).join('');

  /** One stretch of measuring, from the moment at which it is wanted until it is not. */
  class Stretch {
    constructor(identity, line) {
      this.identity = identity;
      this.line = line;
      this.ending = new AbortController();
      this.promised = false;
      this.parting = null;
    }

    async begin() {
      const waiting = setTimeout(() => this.ending.signal.aborted || tell({ is: 'waiting' }), TURN_SOON);
      await Turn.take(this.ending.signal, async () => {
        clearTimeout(waiting);
        if (this.ending.signal.aborted) {
          return;
        }
        await takeUpGoodbye();
        const now = Date.now();
        this.next = (await Store.get('next')) || 0;
        this.skew = (await Store.get('skew')) || 0;
        this.boot = Rules.boot(await Store.get('boot'), now, fresh);
        this.battery = navigator.getBattery ? await navigator.getBattery().catch(() => null) : null;
        tell({ is: 'on' });
        await this.rounds(this.ending.signal);
        // Whoever has the next turn goes on from the number after the goodbye's.
        await this.parting;
      });
    }

    async rounds(signal) {
      const interval = settings.interval_s;
      const budget = Rules.budget(interval);
      let sendAt = performance.now();
      while (!signal.aborted) {
        const at = Date.now() + this.skew;
        const pings = await this.measure(budget, signal);
        await Turn.wait(sendAt - performance.now(), signal);
        if (signal.aborted) {
          return;
        }
        sendAt = Math.max(sendAt, performance.now()) + Rules.pause(interval, Math.random);
        const power = Rules.power(this.battery);
        // Whoever runs low may be gone at any moment, and that silence must mean nothing.
        const report = this.make(at, power === 'low' ? 0 : interval, pings);
        await Store.keep(report, limits());
        await Store.set('boot', { value: this.boot, seen: Date.now() });
        if (signal.aborted) {
          return;
        }
        tell({ report });
        await this.deliver(sendAt - budget);
        await Turn.wait(sendAt - budget - performance.now(), signal);
      }
    }

    make(at, promise, pings) {
      const made = { at, promise, boot: this.boot, software: settings.software, power: Rules.power(this.battery) };
      const report = Rules.report(this.identity, this.line, this.next, made, pings);
      this.next++;
      this.promised = promise > 0;
      return report;
    }

    async measure(budget, signal) {
      const [turns, answered] = await Promise.all([Store.get('turns'), Store.get('answered')]).then((kept) =>
        kept.map((table) => table || {}));
      const now = Date.now();
      const beacons = Rules.due(settings.beacons, turns, now);
      const results = await Beacons.askAll(beacons, budget, signal);
      if (signal.aborted) {
        return [];
      }
      beacons.forEach((beacon, i) => {
        turns[beacon.target] = now;
        answered[beacon.target] = answered[beacon.target] || results[i].ok;
      });
      const own = beacons.findIndex((beacon) => beacon.url.startsWith('/'));
      if (own >= 0 && results[own].ok && !(now - turns.throughput < THROUGHPUT_EACH * 1000)) {
        turns.throughput = now;
        results[own].kbps = await Beacons.throughput(settings.sample, budget);
      }
      await Promise.all([Store.set('turns', turns), Store.set('answered', answered)]);
      return beacons.map((beacon, i) => Rules.ping(beacon.target, results[i], answered)).filter((ping) => ping);
    }

    async deliver(until) {
      const since = Date.now() + this.skew - RECENT * settings.interval_s * 1000;
      const outcome = await Delivery.newest(PATIENCE, since);
      this.skew = (await Store.get('skew')) || 0;
      await judge(outcome);
      if (outcome.is === 'taken') {
        await tend(until);
      } else {
        lateAt = null;
        askForSync();
      }
    }

    /** Ends at once; what was promised is taken back. `silently`: nobody must learn of it. */
    end(silently) {
      this.ending.abort();
      if (silently || !this.promised) {
        return;
      }
      const goodbye = this.make(Date.now() + this.skew, 0, []);
      localStorage.setItem(GOODBYE, JSON.stringify(goodbye));
      this.parting = takeUpGoodbye();
      Delivery.lastWord(goodbye, this.identity).then(async (outcome) => {
        await this.parting;
        if (outcome.is === 'taken') {
          await Store.done([goodbye.seq]);
        } else {
          askForSync();
        }
        tell({ kept: await Store.count() });
      }).catch(() => {});
    }
  }

  /** Keeps a goodbye of which it is not known whether it came through. */
  async function takeUpGoodbye() {
    const text = localStorage.getItem(GOODBYE);
    if (text) {
      await Store.keep(JSON.parse(text), limits());
      if (localStorage.getItem(GOODBYE) === text) {
        localStorage.removeItem(GOODBYE);
      }
    }
  }

  async function judge(outcome) {
    if (outcome.is === 'shut-out') {
      wishes.on = false;
      leave(true);
      await Store.disown();
      tell({ is: 'shut-out' });
    } else {
      tell({ reached: outcome.is === 'taken', kept: await Store.count() });
    }
  }

  /**
   * Delivers what was kept, at a moment that chance decides: else all who come back at once would show who measured. Goes on until
   * `until`, and then after the next round. Of a probe that is off nothing goes out.
   */
  async function tend(until) {
    if ((await Store.count()) === 0) {
      lateAt = null;
      return;
    }
    lateAt = lateAt || Date.now() + Rules.late(settings.late_s, Math.random);
    if (Date.now() >= lateAt) {
      const outcome = await Delivery.kept(() => (wishes.on && wishes.seen ? Math.min(PATIENCE, until - performance.now()) : 0));
      await judge(outcome);
      lateAt = outcome.is === 'taken' && (await Store.count()) > 0 ? Date.now() : null;
    }
  }

  /** Where there is Background Sync, the service worker delivers though no page is open. */
  function askForSync() {
    if (navigator.serviceWorker && 'SyncManager' in self) {
      navigator.serviceWorker.getRegistration().then((worker) => worker && worker.sync.register('reports')).catch(() => {});
    }
  }

  /** Begins or ends a stretch as is wanted now. */
  async function follow() {
    const [identity, line] = await Promise.all([Store.get('identity'), Store.get('line')]);
    const fits = line && Rules.fits(line.access, connectionType());
    const wanted = wishes.on && wishes.seen && identity && fits;
    if (wanted && !run) {
      const stretch = new Stretch(identity, line);
      run = stretch;
      stretch.begin().catch(() => {
        run = run === stretch ? null : run;
        tell({ is: 'broken' });
      });
    } else if (!wanted && run) {
      leave(false);
    }
    if (!wanted) {
      tell({ is: wishes.on && line && !fits ? 'other-line' : 'off', kept: await Store.count() });
    }
  }

  function leave(silently) {
    if (run) {
      run.end(silently);
      run = null;
    }
  }

  /** The person, or what was remembered of them, wants it on or off. */
  function want(on) {
    wishes.on = on;
    if (!on) {
      leave(false);
    }
    return Store.set('on', on).then(follow);
  }

  /** The page is seen, or not any more: then there may be no time for anything that takes any. */
  function seen(now) {
    wishes.seen = now;
    if (!now) {
      leave(false);
    } else {
      follow().catch(() => tell({ is: 'broken' }));
    }
  }

  /** What was named has changed: the promise was another line's. */
  function changed() {
    leave(false);
    return follow();
  }

  function start(given, listener) {
    const own = { target: `site/${location.hostname}`, url: '/health/live' };
    settings = { ...given, beacons: [own, ...given.beacons] };
    tell = listener;
    setInterval(() => {
      if (wishes.on && wishes.seen && !run) {
        takeUpGoodbye().then(() => tend(Infinity)).catch(() => {});
      }
    }, IDLE_EACH);
    if (navigator.connection) {
      navigator.connection.addEventListener('change', follow);
    }
  }

  return { start, want, seen, changed, leave };
})();
