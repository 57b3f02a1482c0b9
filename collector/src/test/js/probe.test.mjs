import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const folder = new URL('../../main/resources/kz/dabyl/collector/browser/', import.meta.url);
const LINE = { place: 'KZ-75', network: '401-01', access: 'mobile' };

/** A probe that is on and seen, on a mobile line, until its first report was delivered. */
async function measuring({
  keep = () => {}, send = () => {}, ask = () => ({ ok: true, rtt: 20 }), clock = Date, interval = 30, outcomes = [],
} = {}) {
  const state = { identity: { probe: 'p-1', token: 'secret' }, line: LINE };
  const done = { kept: [], lastWords: [], tries: 0, flushes: 0, syncs: [] };
  const listeners = {};
  const connection = { type: 'cellular', addEventListener: (type, listener) => (connection.change = listener) };
  let delivered;
  const first = new Promise((resolve) => (delivered = resolve));
  let deliveredAgain;
  const second = new Promise((resolve) => (deliveredAgain = resolve));
  const Store = {
    get: async (key) => state[key],
    set: async (key, value) => {
      state[key] = value;
    },
    keep: async (report) => {
      keep(done.kept.length);
      done.kept.push(report);
    },
    part: () => {},
    takeUp: async () => {},
    done: async () => {},
    count: async () => outcomes.length,
    wiped: () => false,
  };
  const Delivery = {
    newest: async () => {
      send(done.tries);
      (done.tries++ === 0 ? delivered : deliveredAgain)();
      return { is: outcomes[done.tries - 1] || 'taken' };
    },
    kept: async () => {
      done.flushes++;
      return { is: 'taken' };
    },
    lastWord: async (report) => {
      done.lastWords.push(report);
      return { is: 'taken' };
    },
  };
  const world = createContext({
    Store,
    Delivery,
    Date: clock,
    performance,
    AbortController,
    crypto,
    localStorage: null,
    location: { hostname: 'dabyl.example.org' },
    navigator: {
      connection,
      locks: { request: (name, options, work) => work() },
      serviceWorker: { getRegistration: async () => ({ sync: { register: async (tag) => done.syncs.push(tag) } }) },
    },
    SyncManager: class {},
    addEventListener: (type, listener) => (listeners[type] = listener),
    setTimeout: (work, millis) => setTimeout(work, millis / 1000),
    clearTimeout,
    setInterval: () => {},
    Beacons: { askAll: async (beacons) => beacons.map(ask), throughput: async () => 900 },
  });
  world.self = world;
  const load = (file, name) => runInContext(`${readFileSync(new URL(file, folder), 'utf8')}\n${name};`, world);
  load('rules.js', 'Rules');
  load('turn.js', 'Turn');
  const Probe = load('probe.js', 'Probe');
  const told = [];
  const broken = new Promise((resolve) =>
    Probe.start({ interval_s: interval, late_s: 600, beacons: [] }, (change) => {
      told.push(change);
      if (change.is === 'broken') {
        resolve();
      }
    }));
  Probe.seen(true);
  await Probe.want(true);
  await first;
  return { Probe, done, connection, broken, listeners, second, run: (code) => runInContext(code, world) };
}

test('a page that is put away takes its promise back at once, and once', async () => {
  const { Probe, done } = await measuring();

  Probe.seen(false);
  Probe.seen(false);

  assert.deepEqual(done.lastWords.map((report) => [report.seq, report.interval_s]), [[done.kept.length, 0]]);
});

test('a phone that changes to wifi takes its promise back before anything else', async () => {
  const { done, connection } = await measuring();

  connection.type = 'wifi';
  connection.change();

  assert.deepEqual(done.lastWords.map((report) => report.interval_s), [0]);
});

test('a report that failed goes again once the network returns, and what was kept does not go with it', async () => {
  const { Probe, done, listeners, second } = await measuring({ interval: 3600, outcomes: ['later', 'taken'] });
  const askedBefore = done.syncs.length;

  listeners.online();
  await second;
  await new Promise((resolve) => setTimeout(resolve, 20));
  Probe.seen(false);

  assert.equal(done.tries, 2);
  assert.equal(done.kept.length, 1);
  assert.equal(done.flushes, 0);
  assert.ok(done.syncs.length > askedBefore);
  assert.deepEqual([...new Set(done.syncs)], ['reports']);
});

test('a report that failed does not wait for the next one, of which the round is over', async () => {
  let rounds = 0;
  let over;
  const secondRound = new Promise((resolve) => (over = resolve));
  const ask = () => {
    if (++rounds === 2) {
      over();
    }
    return { ok: false, error: 'unreachable' };
  };
  const { Probe, done, listeners, second } = await measuring({ ask, interval: 300, outcomes: ['later', 'taken'] });
  await secondRound;

  listeners.online();
  await second;
  Probe.seen(false);

  assert.equal(done.tries, 2);
  assert.equal(done.kept.length, 1);
});

test('a network that returns when nothing has failed changes nothing', async () => {
  const { Probe, done, listeners } = await measuring({ interval: 3600 });

  listeners.online();
  await new Promise((resolve) => setTimeout(resolve, 50));
  Probe.seen(false);

  assert.equal(done.tries, 1);
  assert.deepEqual(done.syncs, []);
});

test('a page whose turn another has taken makes no report, nor a goodbye', async () => {
  const { Probe, done, run } = await measuring({ interval: 300 });
  const rounds = done.kept.length;
  run('Turn.holds = () => false');

  await new Promise((resolve) => setTimeout(resolve, 500));
  Probe.seen(false);

  assert.equal(done.kept.length, rounds);
  assert.deepEqual(done.lastWords, []);
});

test('a disk that fails is no outage', async () => {
  const { done, broken } = await measuring({
    keep: (before) => {
      if (before > 0) {
        throw new Error('full');
      }
    },
  });

  await broken;

  assert.equal(done.kept[0].interval_s, 30);
  assert.deepEqual(done.lastWords.map((report) => report.interval_s), [0]);
});

test('what a device asked before it slept is not told, and the report is of now', async () => {
  let slept = 0;
  const clock = class extends Date {
    static now() {
      return Date.now() + slept;
    }
  };
  const { Probe, done } = await measuring({
    clock,
    ask: () => {
      slept = 3_600_000;
      return { ok: true, rtt: 20 };
    },
  });
  Probe.seen(false);

  assert.deepEqual(done.kept[0].pings.length, 0);
  assert.ok(Date.parse(done.kept[0].at) > Date.now() + 3_500_000);
});

/** The second report of a page that delivers the first one, which failed, after that one's round; delivering takes so long. */
async function afterADelivery(millis) {
  let passed = 0;
  const clock = class extends Date {
    static now() {
      return Date.now() + passed;
    }
  };
  let rounds = 0;
  let measured;
  const secondRound = new Promise((resolve) => (measured = resolve));
  let made;
  const secondReport = new Promise((resolve) => (made = resolve));
  const { Probe, done, listeners } = await measuring({
    clock,
    ask: () => {
      if (++rounds === 2) {
        measured();
      }
      return { ok: true, rtt: 20 };
    },
    send: (tries) => {
      passed += tries === 1 ? millis : 0;
    },
    keep: (before) => before === 1 && made(),
    interval: 300,
    outcomes: ['later', 'taken'],
  });
  await secondRound;
  listeners.online();
  await secondReport;
  Probe.seen(false);
  return done.kept[1];
}

test('a round is told though the report before it was long on its way meanwhile', async () => {
  const report = await afterADelivery(14_000);

  assert.equal(report.pings.length, 1);
  assert.ok(Date.parse(report.at) < Date.now() + 1000);
});

test('what a device asked before it slept is not told though it slept after its round', async () => {
  const report = await afterADelivery(3_600_000);

  assert.deepEqual(report.pings.length, 0);
  assert.ok(Date.parse(report.at) > Date.now() + 3_500_000);
});
