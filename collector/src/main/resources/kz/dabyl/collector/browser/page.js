'use strict';

/*
 * The page around the probe: consent first, then the line, then one switch. The person's decisions are kept, nothing else of
 * theirs.
 */
(() => {
  const element = (id) => document.getElementById(id);
  const FOLDER = document.currentScript.src.replace(/[^/]*$/, '');
  const LANGUAGE = 'dabyl-probe.language';
  const ASK_FOR_UPDATE_EACH = 6 * 3600 * 1000;

  const view = { is: 'off', kept: 0, report: null, at: null, reached: true, line: null, language: 'ru' };
  let places = null;
  let awake = null;
  /** To this version of the text; until then nothing is kept on the device. */
  let agreed = false;

  const text = (key) => Texts[view.language][key];
  const json = (name) => fetch(FOLDER + name, { credentials: 'omit' }).then((answer) => answer.json());

  function kept(key) {
    try {
      return sessionStorage.getItem(key) || localStorage.getItem(key);
    } catch (e) {
      return null;
    }
  }

  function speak(language) {
    view.language = language;
    document.documentElement.lang = language;
    document.querySelectorAll('[data-text]').forEach((one) => {
      one.textContent = text(one.dataset.text);
    });
    document.querySelectorAll('[data-list]').forEach((list) => {
      list.replaceChildren(
        ...text(list.dataset.list).map((item) => {
          const made = document.createElement('li');
          made.textContent = item;
          return made;
        }));
    });
    document.querySelectorAll('[data-language]').forEach((button) => {
      button.setAttribute('aria-pressed', String(button.dataset.language === language));
    });
    Line.write(places, text, language);
    draw();
  }

  const STATES = {
    off: 'off', on: 'on', waiting: 'waitingTurn', 'other-line': 'otherLine', broken: 'broken', 'shut-out': 'shutOut',
  };

  /** Only what has changed is written, or screen readers would say it again. */
  function write(id, words) {
    if (element(id).textContent !== words) {
      element(id).textContent = words;
    }
  }

  const isOn = () => element('switch').getAttribute('aria-checked') === 'true';

  function draw() {
    write('switch-text', text(isOn() ? 'isOn' : 'isOff'));
    write('state', text(STATES[view.is]));
    element('state').className = view.is;
    write('detail', view.is === 'on' && !view.reached ? text('unreached') : '');
    write('kept', String(view.kept));
    write('last-time', view.at ? view.at.toTimeString().slice(0, 8) : '–');
    write('report', view.report ? JSON.stringify(view.report, null, 1) : text('noReport'));
    if (view.line) {
      const said = Line.say(view.line);
      write('said-place', said.place);
      write('said-network', said.network);
    }
  }

  function told(change) {
    Object.assign(view, change);
    if (change.report) {
      view.at = new Date(change.report.at);
    }
    if (view.is === 'shut-out') {
      setSwitch(false);
    }
    draw();
  }

  const setSwitch = (on) => element('switch').setAttribute('aria-checked', String(on));

  /** Shows the part that is due, and no other. */
  function show(part) {
    ['no-invite', 'consent', 'line', 'probe'].forEach((id) => {
      element(id).hidden = id !== part;
    });
    element('panic-part').hidden = part === 'no-invite';
    scrollTo(0, 0);
  }

  async function decide() {
    const [consent, identity, line] = await Promise.all(['consent', 'identity', 'line'].map(Store.get));
    view.line = line;
    agreed = Boolean(consent) && consent.version === CONSENT_VERSION;
    if (agreed) {
      Invite.keep();
    }
    if (identity) {
      Invite.forget();
    }
    if (line) {
      Line.fill(line);
    }
    if (!identity && !Invite.get()) {
      return show('no-invite');
    }
    if (!agreed) {
      return show('consent');
    }
    draw();
    return show(identity && line ? 'probe' : 'line');
  }

  /** Trades the invite for a pseudonym, once; the key of what went wrong, or nothing. */
  async function enrol() {
    if (await Store.get('identity')) {
      return '';
    }
    try {
      const answer = await fetch('/v1/probes', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ invite: Invite.get() }),
        credentials: 'omit',
        redirect: 'error',
      });
      if (answer.status === 201) {
        const { probe, token } = await answer.json();
        await Store.set('identity', { probe, token });
        Invite.forget();
        return '';
      }
      return { 401: 'inviteUnknown', 400: 'inviteUnknown', 403: 'inviteClosed' }[answer.status] || 'enrolFailed';
    } catch (e) {
      return 'enrolFailed';
    }
  }

  async function save(event) {
    event.preventDefault();
    const line = Line.read();
    if (line.fault) {
      element('line-fault').textContent = text(line.fault);
      return;
    }
    element('line-fault').textContent = '';
    element('save').disabled = true;
    element('save').textContent = text('enrolling');
    const first = !(await Store.get('identity'));
    const fault = await enrol();
    element('save').disabled = false;
    element('save').textContent = text('save');
    if (fault) {
      element('line-fault').textContent = text(fault);
      return;
    }
    await Store.set('line', line);
    await decide();
    element('switch').focus();
    if (first) {
      turn(true);
    } else {
      Probe.changed();
    }
  }

  function turn(on) {
    setSwitch(on);
    draw();
    Probe.want(on).catch(() => told({ is: 'broken' }));
    keepAwake();
  }

  /** Browsers let the screen go dark again whenever the page is put away. */
  async function keepAwake() {
    const wanted = element('awake').checked && isOn();
    if (awake) {
      awake.release().catch(() => {});
      awake = null;
    }
    if (wanted && navigator.wakeLock && document.visibilityState === 'visible') {
      awake = await navigator.wakeLock.request('screen').catch(() => null);
    }
  }

  function seen() {
    if (Panic.begun()) {
      return;
    }
    const visible = document.visibilityState === 'visible';
    Probe.seen(visible);
    if (visible) {
      keepAwake();
      update();
    }
  }

  async function update() {
    const worker = navigator.serviceWorker && (await navigator.serviceWorker.getRegistration('/probe'));
    if (worker && worker.waiting) {
      worker.waiting.postMessage('take over');
    } else if (worker) {
      worker.update().catch(() => {});
    }
  }

  async function serve() {
    if (!navigator.serviceWorker) {
      return;
    }
    const controlled = navigator.serviceWorker.controller !== null;
    await navigator.serviceWorker.register('/probe/sw.js', { scope: '/probe', updateViaCache: 'none' }).catch(() => {});
    navigator.serviceWorker.addEventListener('controllerchange', () => controlled && !Panic.begun() && location.reload());
    setInterval(update, ASK_FOR_UPDATE_EACH);
  }

  async function agree() {
    await Store.set('consent', { version: CONSENT_VERSION, at: Date.now() });
    const language = sessionStorage.getItem(LANGUAGE);
    if (language) {
      localStorage.setItem(LANGUAGE, language);
      sessionStorage.removeItem(LANGUAGE);
    }
    await serve();
    await decide();
    element('area').focus();
    await goOn();
  }

  /** As it was left, if that was agreed to. */
  async function goOn() {
    if (agreed && (await Store.get('on'))) {
      turn(true);
    }
  }

  function listen() {
    document.querySelectorAll('[data-language]').forEach((button) => {
      button.addEventListener('click', () => {
        (agreed ? localStorage : sessionStorage).setItem(LANGUAGE, button.dataset.language);
        speak(button.dataset.language);
      });
    });
    element('agree').addEventListener('click', agree);
    element('line').addEventListener('submit', save);
    element('change').addEventListener('click', () => {
      show('line');
      element('area').focus();
    });
    element('switch').addEventListener('click', () => turn(!isOn()));
    element('awake').addEventListener('change', keepAwake);
    element('panic').addEventListener('click', Panic.go);
    document.addEventListener('visibilitychange', seen);
    addEventListener('pagehide', () => !Panic.begun() && Probe.seen(false));
    addEventListener('pageshow', (event) => event.persisted && seen());
    addEventListener('hashchange', () => Invite.take() && decide());
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      element('install').hidden = false;
      element('install').onclick = () => event.prompt();
    });
  }

  async function start() {
    const [settings, known] = await Promise.all([json('settings.json'), json('places.json')]);
    places = known;
    speak(Rules.language(kept(LANGUAGE), navigator.languages));
    listen();
    Probe.start(settings, told);
    try {
      await decide();
      if (agreed) {
        await serve();
      }
      await goOn();
    } catch (e) {
      show('probe');
      told({ is: 'broken' });
    }
    seen();
  }

  start();
})();
