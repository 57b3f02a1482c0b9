'use strict';

/*
 * What the probe keeps on the device, in IndexedDB: its state, and reports until a collector has acknowledged them. A report
 * and the number after it are written in one transaction, so no number is given twice. One probe at a time writes reports;
 * pages and the service worker may read and strike them off.
 */
const Store = (() => {
  const NAME = 'dabyl-probe';
  const GOODBYE = 'dabyl-probe.goodbye';
  let opening = null;
  /** Then it is not made anew by what is still under way. */
  let wiped = false;

  function open() {
    if (wiped) {
      return Promise.reject(new Error('wiped'));
    }
    if (!opening) {
      opening = new Promise((resolve, reject) => {
        const request = indexedDB.open(NAME, 1);
        request.onupgradeneeded = () => {
          if (!self.document) {
            // A worker that wakes after panic must not make anew what was destroyed.
            request.transaction.abort();
            return;
          }
          request.result.createObjectStore('state');
          request.result.createObjectStore('reports', { keyPath: 'seq' });
        };
        request.onsuccess = () => {
          // Browsers may cut the connection; the next call opens another.
          request.result.onclose = () => {
            opening = null;
          };
          request.result.onversionchange = (event) => {
            wiped = event.newVersion === null;
            close();
          };
          resolve(request.result);
        };
        request.onerror = () => reject(request.error);
      });
      opening.catch(() => {
        opening = null;
      });
    }
    return opening;
  }

  function close() {
    if (opening) {
      opening.then((database) => database.close());
      opening = null;
    }
  }

  /** Runs `work` in a transaction over both stores; what its last call of `answer` gave, once it is on disk. */
  async function transact(mode, work, durability = 'default') {
    const database = await open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(['state', 'reports'], mode, { durability });
      let given;
      transaction.oncomplete = () => resolve(given);
      transaction.onabort = () => reject(transaction.error);
      work(transaction.objectStore('state'), transaction.objectStore('reports'), (value) => {
        given = value;
      });
    });
  }

  const get = (key) =>
    transact('readonly', (state, reports, answer) => {
      const request = state.get(key);
      request.onsuccess = () => answer(request.result);
    });

  const set = (key, value) => transact('readwrite', (state) => state.put(value, key));

  /** Keeps a report with the number that it bears; beyond what may be kept the oldest is dropped. */
  const keep = (report, limits) =>
    transact('readwrite', (state, reports) => {
      reports.put({ seq: report.seq, at: Date.parse(report.at), report });
      const next = state.get('next');
      next.onsuccess = () => state.put(Math.max(next.result || 0, report.seq + 1), 'next');
      const count = reports.count();
      count.onsuccess = () => drop(reports, count.result - limits.most, limits.before);
    }, 'strict');

  /** Notes a goodbye where writing takes no time. */
  function part(goodbye) {
    try {
      localStorage.setItem(GOODBYE, JSON.stringify(goodbye));
    } catch (e) {
      // A full disk must not keep it from being sent.
    }
  }

  /** Keeps a goodbye of which it is not known whether it came through. */
  async function takeUp(limits) {
    const text = localStorage.getItem(GOODBYE);
    if (text) {
      await keep(JSON.parse(text), limits);
      if (localStorage.getItem(GOODBYE) === text) {
        localStorage.removeItem(GOODBYE);
      }
    }
  }

  /** Drops at least `surplus`, and whatever else is too old. */
  function drop(reports, surplus, before) {
    let over = surplus;
    const cursor = reports.openCursor();
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (at && (over > 0 || at.value.at < before)) {
        over--;
        at.delete();
        at.continue();
      }
    };
  }

  /** Up to `most` reports in the order in which they were made: the newest, or else the oldest. */
  const some = (most, newest) =>
    transact('readonly', (state, reports, answer) => {
      const found = [];
      const cursor = reports.openCursor(null, newest ? 'prev' : 'next');
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (at && found.length < most) {
          found.push(at.value.report);
          at.continue();
        } else {
          answer(newest ? found.reverse() : found);
        }
      };
    });

  const count = () =>
    transact('readonly', (state, reports, answer) => {
      const request = reports.count();
      request.onsuccess = () => answer(request.result);
    });

  const done = (numbers) => transact('readwrite', (state, reports) => numbers.forEach((seq) => reports.delete(seq)));

  /** Gives up what was kept under a pseudonym that is no longer known. */
  const disown = () =>
    transact('readwrite', (state, reports) => {
      reports.clear();
      ['identity', 'next', 'on', 'boot'].forEach((key) => state.delete(key));
    });

  function wipe() {
    wiped = true;
    close();
    return new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(NAME);
      request.onsuccess = request.onerror = resolve;
    });
  }

  return { get, set, keep, part, takeUp, some, count, done, disown, wipe, wiped: () => wiped };
})();
