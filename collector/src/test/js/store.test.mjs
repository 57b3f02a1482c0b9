import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const source = readFileSync(new URL('../../main/resources/kz/dabyl/collector/browser/store.js', import.meta.url), 'utf8');

/** The store in a page or a worker of a browser that has no database yet. */
function opened(self) {
  const done = { opened: 0, aborted: 0, stores: [] };
  const database = {
    createObjectStore: (name) => done.stores.push(name),
    transaction: () => {
      const request = {};
      const transaction = { objectStore: () => ({ get: () => request }) };
      setTimeout(() => transaction.oncomplete());
      return transaction;
    },
  };
  const indexedDB = {
    open: () => {
      done.opened++;
      const request = { result: database, transaction: { abort: () => done.aborted++ } };
      setTimeout(() => {
        request.onupgradeneeded();
        (done.aborted ? request.onerror : request.onsuccess)();
      });
      return request;
    },
  };
  const Store = runInContext(`${source}\nStore;`, createContext({ self, indexedDB }));
  return { Store, done, database };
}

test('a page makes the database, a worker that wakes after panic does not', async () => {
  const page = opened({ document: {} });
  await page.Store.get('on');
  assert.deepEqual(page.done.stores, ['state', 'reports']);

  const worker = opened({});
  await assert.rejects(worker.Store.get('on'));
  assert.equal(worker.done.aborted, 1);
  assert.deepEqual(worker.done.stores, []);
});

test('a connection that the browser has cut is opened again', async () => {
  const { Store, done, database } = opened({ document: {} });

  await Store.get('on');
  await Store.get('on');
  assert.equal(done.opened, 1);
  database.onclose();
  await Store.get('on');

  assert.equal(done.opened, 2);
});
