import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const folder = new URL('../../main/resources/kz/dabyl/collector/browser/', import.meta.url);
const PATIENCE = 5000;

/** The delivery over a store in memory and a collector that answers as `answer` says. */
function delivery(answer, reports, state = {}) {
  const kept = new Map(reports.map((report) => [report.seq, report]));
  const sent = [];
  const Store = {
    get: async (key) => state[key],
    set: async (key, value) => {
      state[key] = value;
    },
    some: async (most, newest) => {
      const sorted = [...kept.values()].sort((one, other) => one.seq - other.seq);
      return newest ? sorted.slice(-most) : sorted.slice(0, most);
    },
    done: async (numbers) => numbers.forEach((seq) => kept.delete(seq)),
  };
  state.identity = state.identity || { probe: 'p-1', token: 'secret' };
  const fetch = async (url, request) => {
    const lines = request.body.split('\n').map((line) => JSON.parse(line));
    sent.push({ url, request, lines });
    const { status, body = {}, headers = {} } = answer(lines, sent.length);
    return { status, json: async () => body, headers: { get: (name) => headers[name] || null } };
  };
  const world = createContext({
    Store, fetch, AbortController, setTimeout: (work, millis) => (millis === PATIENCE ? 0 : setTimeout(work, 0)), clearTimeout, navigator: {},
  });
  const load = (file, name) => runInContext(`${readFileSync(new URL(file, folder), 'utf8')}\n${name};`, world);
  load('rules.js', 'Rules');
  return { Delivery: load('delivery.js', 'Delivery'), kept, sent, state };
}

const report = (seq, at = '2026-01-01T12:00:00.000Z') => ({ probe: 'p-1', seq, at, interval_s: 30 });
const range = (count) => Array.from({ length: count }, (unused, seq) => report(seq));
const taken = () => ({ status: 202, body: { accepted: 1 } });
/** Patience for so many batches. */
const batches = (count) => {
  let left = 3 * count;
  return () => (left-- > 0 ? PATIENCE : 0);
};

test('what was taken is kept no longer', async () => {
  const { Delivery, kept, sent } = delivery(taken, range(3));

  const outcome = await Delivery.newest(PATIENCE, 0);

  assert.equal(outcome.is, 'taken');
  assert.equal(kept.size, 0);
  assert.deepEqual(sent[0].lines.map((line) => line.seq), [0, 1, 2]);
  assert.equal(sent[0].request.headers.Authorization, 'Bearer secret');
});

test('with the newest goes what failed just before it, not what is older', async () => {
  const { Delivery, kept } = delivery(taken, [report(1, '2026-01-01T11:00:00.000Z'), report(2)]);

  await Delivery.newest(PATIENCE, Date.parse('2026-01-01T11:59:00.000Z'));

  assert.deepEqual([...kept.keys()], [1]);
});

test('all that is kept goes in batches, the oldest first, until time is up', async () => {
  const { Delivery, kept, sent } = delivery(taken, range(350));

  await Delivery.kept(batches(3));

  assert.deepEqual(sent.map(({ lines }) => [lines[0].seq, lines.length]), [[0, 100], [100, 100], [200, 100]]);
  assert.equal(kept.size, 50);
});

test('the newest goes though the clock was set since it was measured', async () => {
  const { Delivery, kept } = delivery(taken, range(3));

  await Delivery.newest(PATIENCE, Date.parse('2030-01-01T00:00:00.000Z'));

  assert.deepEqual([...kept.keys()], [0, 1]);
});

test('what a page kept that may have been killed promises nothing, of one that measures it stays as it is', async () => {
  for (const measuring of [false, true]) {
    const { Delivery, sent } = delivery(taken, range(2));

    await Delivery.kept(batches(1), measuring);

    assert.deepEqual(sent[0].lines.map((line) => line.interval_s), measuring ? [30, 30] : [0, 0]);
  }
});

test('between batches there is no pause that lasts longer than there is patience', async () => {
  const { Delivery, kept } = delivery(taken, range(200));
  let asked = 0;

  await Delivery.kept(() => (++asked < 3 ? PATIENCE : 999), true);

  assert.equal(asked, 3);
  assert.equal(kept.size, 100);
});

test('reports of a pseudonym before this one are given up, and do not shut this one out', async () => {
  const { Delivery, kept, sent } = delivery(taken, [{ ...report(1), probe: 'p-0' }, report(2)]);

  const outcome = await Delivery.kept(batches(1), true);

  assert.equal(outcome.is, 'taken');
  assert.deepEqual(sent[0].lines.map((line) => line.probe), ['p-1']);
  assert.equal(kept.size, 0);
});

test('nothing is lost that is not known to be taken', async () => {
  for (const status of [200, 400, 404, 429, 500, 503]) {
    const { Delivery, kept } = delivery(() => ({ status }), range(3));

    const outcome = await Delivery.kept(batches(2));

    assert.equal(outcome.is, 'later', `${status}`);
    assert.equal(kept.size, 3, `${status}`);
  }
});

test('a collector that asks for rest is left alone for as long', async () => {
  const { Delivery, sent, state } = delivery(() => ({ status: 429, headers: { 'Retry-After': '60' } }), range(1));

  await Delivery.newest(PATIENCE, 0);
  const until = state.rest.until;
  await Delivery.newest(PATIENCE, 0);

  assert.equal(sent.length, 1);
  assert.ok(until > Date.now() + 50_000 && until <= Date.now() + 75_000);
});

test('a collector that rested and takes again is asked as ever', async () => {
  const { Delivery, kept, state } = delivery(taken, range(1), { rest: { until: 1, failures: 3 } });

  await Delivery.newest(PATIENCE, 0);

  assert.equal(kept.size, 0);
  assert.equal(state.rest, null);
});

test('what is too much at once goes in halves, what is too much alone not at all', async () => {
  const answer = (lines) => (lines.length > 2 || lines[0].seq === 1 ? { status: 413 } : { status: 202 });
  const { Delivery, kept } = delivery(answer, range(6));

  const outcome = await Delivery.kept(batches(1));

  assert.equal(outcome.is, 'taken');
  assert.equal(kept.size, 0);
});

test('a probe that the collector does not know is told so', async () => {
  const { Delivery } = delivery(() => ({ status: 401, body: { type: '/problems/unauthorized' } }), range(1));

  assert.equal((await Delivery.newest(PATIENCE, 0)).is, 'shut-out');
});

test('a last word outlives the page', async () => {
  const { Delivery, sent } = delivery(taken, []);

  await Delivery.lastWord(report(9), { token: 'secret' });

  assert.equal(sent[0].request.keepalive, true);
  assert.equal(sent[0].lines[0].seq, 9);
});
