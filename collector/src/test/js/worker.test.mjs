import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const folder = new URL('../../main/resources/kz/dabyl/collector/browser/', import.meta.url);
const source = readFileSync(new URL('sw.js', folder), 'utf8').replaceAll('{version}', 'v2').replace('{files}', 'page.js probe.css');

/** The service worker of version 2 in a browser that has what is given. */
function worker({ page = '<script src="/probe/files/v2/page.js">', others = [], visible = false, on = true, outcome = 'taken' } = {}) {
  const listeners = {};
  const caches = new Map(others.map((name) => [name, new Map()]));
  const done = { delivered: 0, disowned: 0 };
  const self = {
    addEventListener: (type, listener) => {
      listeners[type] = listener;
    },
    clients: { matchAll: async () => (visible ? [{ visibilityState: 'visible' }] : [{ visibilityState: 'hidden' }]) },
    skipWaiting: () => {
      done.tookOver = true;
    },
  };
  const cacheOf = (name) => {
    const entries = caches.get(name) || caches.set(name, new Map()).get(name);
    return {
      put: async (key, value) => entries.set(key, value),
      addAll: async (keys) => keys.forEach((key) => entries.set(key, `cached ${key}`)),
      match: async (key) => entries.get(key),
    };
  };
  const answer = { text: async () => page };
  answer.clone = () => answer;
  const world = createContext({
    self,
    URL,
    location: { origin: 'https://dabyl.example.org' },
    importScripts: () => {},
    setTimeout: (work) => setTimeout(work, 0),
    fetch: async () => answer,
    caches: {
      open: async (name) => cacheOf(name),
      keys: async () => [...caches.keys()],
      delete: async (name) => caches.delete(name),
    },
    Store: { get: async () => on, disown: async () => done.disowned++ },
    Delivery: {
      kept: async () => {
        done.delivered++;
        return { is: outcome };
      },
    },
  });
  runInContext(source, world);
  const happen = async (type, event = {}) => {
    let awaited = null;
    listeners[type]({ ...event, waitUntil: (work) => (awaited = work), respondWith: (work) => (awaited = work) });
    return awaited;
  };
  return { happen, caches, done };
}

const request = (path, mode = 'no-cors') => ({ request: { url: `https://dabyl.example.org${path}`, mode } });

test('a version is kept whole', async () => {
  const { happen, caches } = worker();

  await happen('install');

  assert.deepEqual([...caches.get('dabyl-probe-v2').keys()], ['/probe', '/probe/files/v2/page.js', '/probe/files/v2/probe.css']);
});

test('a page of another version is not taken', async () => {
  const { happen } = worker({ page: '<script src="/probe/files/v3/page.js">' });

  await assert.rejects(happen('install'), /another version/);
});

test('the version before goes when this one takes over, what others keep stays', async () => {
  const { happen, caches } = worker({ others: ['dabyl-probe-v1', 'dabyl-probe-v2', 'console-v1'] });

  await happen('activate');

  assert.deepEqual([...caches.keys()], ['dabyl-probe-v2', 'console-v1']);
});

test('it takes over only when the page says so', async () => {
  const { happen, done } = worker();

  await happen('message', { data: 'hello' });
  assert.equal(done.tookOver, undefined);
  await happen('message', { data: 'take over' });
  assert.equal(done.tookOver, true);
});

test('the page and its files come from what was kept, everything else from the network', async () => {
  const { happen } = worker();
  await happen('install');

  assert.equal(await (await happen('fetch', request('/probe', 'navigate'))).text(), '<script src="/probe/files/v2/page.js">');
  assert.equal(await happen('fetch', request('/probe/files/v2/page.js')), 'cached /probe/files/v2/page.js');
  for (const path of ['/probe/sample', '/v1/reports', '/health/live', '/probe/files/v1/page.js', '/']) {
    assert.equal(await happen('fetch', request(path, 'cors')), null, path);
  }
});

test('woken by the browser it delivers what is kept', async () => {
  const { happen, done } = worker();

  await happen('sync', { tag: 'reports' });

  assert.equal(done.delivered, 1);
});

test('it leaves delivery to a page that is seen, and delivers nothing of a probe that is off', async () => {
  for (const world of [{ visible: true }, { on: false }]) {
    const { happen, done } = worker(world);

    await happen('sync', { tag: 'reports' });

    assert.equal(done.delivered, 0);
  }
});

test('it asks to be woken again for what could not be delivered', async () => {
  await assert.rejects(worker({ outcome: 'later' }).happen('sync', { tag: 'reports' }), /not delivered/);
});

test('it forgets a pseudonym that the collector does not know', async () => {
  const { happen, done } = worker({ outcome: 'shut-out' });

  await happen('sync', { tag: 'reports' });

  assert.equal(done.disowned, 1);
});
