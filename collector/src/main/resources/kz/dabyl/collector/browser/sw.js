'use strict';

/*
 * Has the page open without a network, each version whole: files come from the cache of this worker's version alone, and the
 * page says when the next worker takes over. Delivers what is kept where the browser wakes it for that.
 */
const VERSION = '{version}';
const CACHE = `dabyl-probe-${VERSION}`;
const PAGE = '/probe';
const FOLDER = `/probe/files/${VERSION}/`;
const FILES = '{files}'.split(' ').map((name) => FOLDER + name);
const PATIENCE = 15000;
/** Browsers give a worker three minutes; within these it waits, so that not all speak in the minute in which the network returns. */
const LEAST_DELAY = 5000;
const MOST_DELAY = 100000;

importScripts(`${FOLDER}rules.js`, `${FOLDER}store.js`, `${FOLDER}delivery.js`);

async function fill() {
  const cache = await caches.open(CACHE);
  const page = await fetch(PAGE, { cache: 'reload' });
  if (!(await page.clone().text()).includes(FOLDER)) {
    throw new Error('the page is of another version');
  }
  await cache.put(PAGE, page);
  await cache.addAll(FILES);
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('dabyl-probe-') && name !== CACHE).map((name) => caches.delete(name)));
}

async function deliver() {
  await new Promise((resolve) => setTimeout(resolve, LEAST_DELAY + (MOST_DELAY - LEAST_DELAY) * Math.random()));
  const pages = await self.clients.matchAll();
  if (pages.some((page) => page.visibilityState === 'visible') || !(await Store.get('on'))) {
    return;
  }
  const outcome = await Delivery.kept(() => PATIENCE, false);
  if (outcome.is === 'shut-out') {
    await Store.disown();
  } else if (outcome.is === 'later') {
    throw new Error('not delivered');
  }
}

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
self.addEventListener('sync', (event) => event.waitUntil(deliver()));
self.addEventListener('message', (event) => event.data === 'take over' && self.skipWaiting());
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const page = event.request.mode === 'navigate' && url.pathname === PAGE;
  if (url.origin === location.origin && (page || url.pathname.startsWith(FOLDER))) {
    event.respondWith(
      caches
        .open(CACHE)
        .then((cache) => cache.match(page ? PAGE : url.pathname))
        .then((found) => found || fetch(event.request)),
    );
  }
});
