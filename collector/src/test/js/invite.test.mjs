import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const folder = new URL('../../main/resources/kz/dabyl/collector/browser/', import.meta.url);
const source = (name) => readFileSync(new URL(name, folder), 'utf8');

function storage() {
  const entries = new Map();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => entries.set(key, value),
    removeItem: (key) => entries.delete(key),
  };
}

/** A page that was opened by `hash`, on a device with `localStorage`. */
function open(hash, localStorage, sessionStorage = storage()) {
  const location = { hash, pathname: '/probe' };
  const history = { replaceState: () => (location.hash = '') };
  return runInContext(`${source('invite.js')}\nInvite;`, createContext({ location, history, localStorage, sessionStorage }));
}

test('leaves no invite on the device of who does not agree, and outlives a reload of the tab', () => {
  const [device, tab] = [storage(), storage()];

  open('#invite=di1_x%2F', device, tab);

  assert.equal(device.entries.size, 0);
  assert.equal(open('', device, tab).get(), 'di1_x/');
  assert.equal(open('', device).get(), null);
});

test('keeps the invite of who has agreed until it is traded, and nothing of it then', () => {
  const [device, tab] = [storage(), storage()];

  open('#invite=di1_x', device, tab).keep();
  const later = open('', device);

  assert.equal(later.get(), 'di1_x');
  later.forget();
  assert.equal(device.entries.size + tab.entries.size, 0);
});

/** Of the texts that a person agrees to, by version: a change that keeps its version would never be shown to who agreed before. */
const AGREED_TO = { 2: 'f1d269039ad128f2' };

test('asks anew for consent to a text that has changed', () => {
  const [texts, version] = runInContext(`${source('texts.js')}\n[Texts, CONSENT_VERSION];`, createContext({}));
  const shown = ['en', 'ru', 'kk'].map((language) => {
    const { doesTitle, does, risksTitle, risks, leave, agree } = texts[language];
    return [doesTitle, does, risksTitle, risks, leave, agree];
  });

  const hash = createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);

  assert.equal(hash, AGREED_TO[version], 'raise CONSENT_VERSION and note the hash of the new text here');
});
