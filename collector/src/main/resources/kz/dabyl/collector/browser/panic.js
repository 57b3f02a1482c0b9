'use strict';

/*
 * Destroys everything that this site keeps in the browser, here and in other pages of the device, and leaves nothing to see. It
 * needs no network, tells nobody, and may be called again.
 */
const Panic = (() => {
  const PATIENCE = 3000;
  const BLANK = 'about:blank';
  const channel = 'BroadcastChannel' in self ? new BroadcastChannel('dabyl-probe') : null;
  let begun = false;

  /** At once: what is seen, what is sent, and what takes no time to destroy. */
  function abandon() {
    begun = true;
    Probe.leave(true);
    document.title = '';
    document.body.replaceChildren();
    localStorage.clear();
    sessionStorage.clear();
  }

  async function wipe() {
    const work = [Store.wipe()];
    if ('caches' in self) {
      work.push(caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))));
    }
    if (navigator.serviceWorker) {
      work.push(
        navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((worker) => worker.unregister()))));
    }
    await Promise.all(work.map((one) => one.catch(() => {})));
  }

  async function go() {
    abandon();
    if (channel) {
      channel.postMessage('panic');
    }
    await Promise.race([wipe(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    // What was under way just now may have written once more.
    localStorage.clear();
    location.replace(BLANK);
  }

  if (channel) {
    channel.onmessage = () => {
      abandon();
      Store.wipe().then(() => {
        localStorage.clear();
        location.replace(BLANK);
      });
    };
  }

  return { go, begun: () => begun };
})();
