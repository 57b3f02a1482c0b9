'use strict';

/*
 * Takes the invite out of the address before anything else runs: it is for POST /v1/probes alone, and whoever looks at the
 * screen, the tab's history or a shared link later must not find it. Until its reader agrees the tab alone keeps it: who
 * refuses leaves nothing on the device. Runs in the head, on its own.
 */
const Invite = (() => {
  const KEY = 'dabyl-probe.invite';
  let held = null;

  function take() {
    const found = /^#invite=([^&]{1,300})$/.exec(location.hash);
    if (location.hash) {
      history.replaceState(null, '', location.pathname);
    }
    if (found) {
      try {
        held = decodeURIComponent(found[1]);
        sessionStorage.setItem(KEY, held);
      } catch (e) {
        // Not an invite, or a browser that keeps nothing: then it holds as long as the page is open.
      }
    }
    return found !== null;
  }

  function get() {
    try {
      return held || sessionStorage.getItem(KEY) || localStorage.getItem(KEY);
    } catch (e) {
      return held;
    }
  }

  /** Its reader has agreed: it outlives the tab until it is traded for a pseudonym. */
  function keep() {
    try {
      const waiting = sessionStorage.getItem(KEY);
      if (waiting) {
        localStorage.setItem(KEY, waiting);
        sessionStorage.removeItem(KEY);
      }
    } catch (e) {
      // As above.
    }
  }

  function forget() {
    held = null;
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
  }

  take();
  return { take, get, keep, forget };
})();
