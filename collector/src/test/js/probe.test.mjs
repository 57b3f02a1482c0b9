import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const folder = new URL('../../main/resources/kz/dabyl/collector/browser/', import.meta.url);
const LINE = { place: 'KZ-75', network: '401-01', access: 'mobile' };

/** A probe that is on and seen, on a mobile line, until its first report was delivered. */
async function measuring({ keep = () => {}, ask = () => ({ ok: true, rtt: 20 }), clock = Date } = {}) {
  const state = { identity: { probe: 'p-1', token: 'secret' }, line: LINE };
  const done = { kept: [], lastWords: [] };
  const connection = { type: 'cellular', addEventListener: (type, listener) => (connection.change = listener) };
  let delivered;
  const first = new Promise((resolve) => (delivered = resolve));
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
    count: async () => 0,
    wiped: () => false,
  };
  const Delivery = {
    newest: async () => {
      delivered();
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
    navigator: { connection, locks: { request: (name, options, work) => work() } },
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
    Probe.start({ interval_s: 30, late_s: 600, beacons: [] }, (change) => {
      told.push(change);
      if (change.is === 'broken') {
        resolve();
      }
    }));
  Probe.seen(true);
  await Probe.want(true);
  await first;
  return { Probe, done, connection, broken };
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
