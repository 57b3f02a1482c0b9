'use strict';

/*
 * The probe: measures while it is on, seen, and on the line that was named; reports with a promise, and says goodbye before it
 * stops. Numbers are given here, one after the other, by the one page whose turn it is.
 *
 * A goodbye is written where writing takes no time, and sent, before the page may be gone; IndexedDB gets it afterwards.
 */
const Probe = (() => {
  /** After the network returned, the second try; each further one waits twice as long. */
  const AGAIN_AFTER = 2000;
  const PATIENCE = 10000;
  const LEAST_PATIENCE = 1000;
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
  /** By the clock that reports bear: by one that is a week ahead all of them would be too old. */
  const limits = (skew) => ({ most: Rules.MOST_KEPT, before: Date.now() + skew - Rules.OLDEST });
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, '0')).join('');

  /** One stretch of measuring, from the moment at which it is wanted until it is not. */
  class Stretch {
    constructor(identity, line) {
      Object.assign(this, { identity, line, skew: 0, promised: false, parting: null, kbps: undefined, reached: false });
      Object.assign(this, { failed: false, returned: false, rouse: () => {} });
      this.ending = new AbortController();
    }

    async begin() {
      const waiting = setTimeout(() => this.ending.signal.aborted || tell({ is: 'waiting' }), TURN_SOON);
      await Turn.take(this.ending.signal, async () => {
        clearTimeout(waiting);
        if (this.ending.signal.aborted) {
          return;
        }
        // While this page waited, another one may have been told that the collector knows it no longer.
        this.identity = await Store.get('identity');
        if (!this.identity) {
          return shutOut();
        }
        await takeUpGoodbye();
        const now = Date.now();
        this.next = (await Store.get('next')) || 0;
        this.skew = (await Store.get('skew')) || 0;
        this.boot = Rules.boot(await Store.get('boot'), now, fresh);
        this.battery = navigator.getBattery ? await navigator.getBattery().catch(() => null) : null;
        this.ending.signal.aborted || tell({ is: 'on' });
        await this.rounds(this.ending.signal).catch(async (e) => {
          // A disk that takes nothing more is no outage.
          this.ending.signal.aborted || this.end(Store.wiped());
          await this.parting;
          throw e;
        });
        // Whoever has the next turn goes on from the number after the goodbye's.
        await this.parting;
      });
    }

    async rounds(signal) {
      const interval = settings.interval_s;
      const budget = Rules.budget(interval);
      let sendAt = performance.now();
      while (!signal.aborted) {
        const begun = Date.now();
        const measured = await this.measure(budget, signal);
        const took = Date.now() - begun;
        await this.rest(sendAt, signal);
        if (signal.aborted) {
          return;
        }
        if (!Turn.holds()) {
          overtaken();
          return;
        }
        sendAt = Math.max(sendAt, performance.now()) + Rules.pause(interval, Math.random);
        // What was asked before the device slept is no evidence of the time between.
        // A report that failed may go in the meantime, and take longer than there was: that is no sleep.
        const disturbed = Rules.disturbed(took, budget) || Rules.disturbed(Date.now() - begun, budget + PATIENCE);
        const at = (disturbed ? Date.now() : begun) + this.skew;
        const power = Rules.power(this.battery);
        // Whoever runs low may be gone at any moment, and that silence must mean nothing.
        const report = this.make(at, power === 'low' ? 0 : interval, disturbed ? [] : measured);
        await Store.keep(report, limits(this.skew));
        await Store.set('boot', { value: this.boot, seen: Date.now() });
        if (signal.aborted) {
          return;
        }
        tell({ report });
        this.returned = false;
        await this.deliver(sendAt - budget, PATIENCE);
        await this.weigh(sendAt - budget, budget, signal);
        await this.rest(sendAt - budget, signal);
      }
    }

    /** The browser says that the network is back. */
    back() {
      this.returned = true;
      this.rouse();
    }

    /** Waits until the next round, or its report, is due. When the network returns meanwhile, the report that failed goes at once. */
    async rest(until, signal) {
      const left = () => until - performance.now();
      let pause = AGAIN_AFTER;
      for (let early = true; early && !signal.aborted; ) {
        if (this.returned && this.failed) {
          await this.deliver(until, Math.max(LEAST_PATIENCE, Math.min(PATIENCE, left())));
          // Browsers say that the network is back when there is a line, whether it leads anywhere yet or not.
          this.returned = this.failed && pause < left();
          if (this.returned) {
            await Turn.wait(pause, signal);
            pause *= 2;
          }
        } else {
          const roused = new Promise((resolve) => {
            this.rouse = () => resolve(true);
          });
          early = await Promise.race([Turn.wait(left(), signal).then(() => false), roused]);
        }
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
      const own = results[beacons.findIndex((beacon) => beacon.url.startsWith('/'))];
      own.kbps = this.kbps;
      this.kbps = undefined;
      this.reached = own.ok;
      await Promise.all([Store.set('turns', turns), Store.set('answered', answered)]);
      return beacons.map((beacon, i) => Rules.ping(beacon.target, results[i], answered)).filter((ping) => ping);
    }

    /** Measures throughput between two reports, where it makes neither late; the next one tells it. */
    async weigh(until, budget, signal) {
      const turns = (await Store.get('turns')) || {};
      const now = Date.now();
      const room = this.reached && !signal.aborted && performance.now() + budget <= until;
      if (!room || Rules.within(THROUGHPUT_EACH, turns.throughput, now)) {
        return;
      }
      await Store.set('turns', { ...turns, throughput: now });
      const kbps = await Beacons.throughput(settings.sample, budget, signal);
      this.kbps = Rules.disturbed(Date.now() - now, budget) ? undefined : kbps;
    }

    async deliver(until, patience) {
      const since = Date.now() + this.skew - RECENT * settings.interval_s * 1000;
      const outcome = await Delivery.newest(patience, since);
      this.failed = outcome.is !== 'taken';
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
      if (silently || !this.promised || !Turn.holds()) {
        return;
      }
      const goodbye = this.make(Date.now() + this.skew, 0, []);
      this.promised = false;
      Store.part(goodbye);
      this.parting = takeUpGoodbye();
      Delivery.lastWord(goodbye, this.identity).then(async (outcome) => {
        await this.parting;
        if (outcome.is === 'taken') {
          await Store.done([goodbye.seq]);
        }
        const kept = await Store.count();
        if (kept > 0) {
          askForSync();
        }
        tell({ kept });
      }).catch(() => {});
    }
  }

  const takeUpGoodbye = async () => Store.takeUp(limits((await Store.get('skew')) || 0));

  function shutOut() {
    wishes.on = false;
    leave(true);
    tell({ is: 'shut-out' });
  }

  /** Another page goes on from the reports of this one, which stood still and waits for its turn again. */
  function overtaken() {
    leave(true);
    follow().catch(() => tell({ is: 'broken' }));
  }

  async function judge(outcome) {
    if (outcome.is === 'shut-out') {
      shutOut();
      await Store.disown();
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
    lateAt = lateAt || performance.now() + Rules.late(settings.late_s, Math.random);
    if (performance.now() >= lateAt) {
      const patience = () => (wishes.on && wishes.seen ? Math.min(PATIENCE, until - performance.now()) : 0);
      const outcome = await Delivery.kept(patience, run !== null);
      await judge(outcome);
      lateAt = outcome.is === 'taken' && (await Store.count()) > 0 ? performance.now() : null;
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
    if (wishes.on && !identity) {
      shutOut();
    } else if (!wanted) {
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

  /** The newest report goes at once, what was kept at its own moment; if the page is put away first, the worker's turn comes. */
  async function returned() {
    if (run) {
      run.back();
    }
    if (wishes.on && (await Store.count()) > 0) {
      askForSync();
    }
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
    addEventListener('online', () => returned().catch(() => {}));
    if (navigator.connection) {
      navigator.connection.addEventListener('change', () => {
        // At once: what is under way would be told of the line that was named.
        if (run && !Rules.fits(run.line.access, connectionType())) {
          leave(false);
        }
        follow().catch(() => tell({ is: 'broken' }));
      });
    }
  }

  return { start, want, seen, changed, leave };
})();
