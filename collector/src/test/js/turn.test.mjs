import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const source = readFileSync(new URL('../../main/resources/kz/dabyl/collector/browser/turn.js', import.meta.url), 'utf8');

/** Pages of one browser without Web Locks, a hundred times as quick as real ones. */
function browser() {
  const entries = new Map();
  const localStorage = {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => entries.set(key, value),
    removeItem: (key) => entries.delete(key),
  };
  const page = () =>
    runInContext(
      `${source}\nTurn;`,
      createContext({
        localStorage,
        navigator: {},
        clearTimeout,
        clearInterval,
        setTimeout: (work, millis) => setTimeout(work, millis / 100),
        setInterval: (work, millis) => setInterval(work, millis / 100),
      }));
  return { page, entries };
}

/** Work that lasts until it is let go. */
function work() {
  let begin;
  let end;
  const begun = new Promise((resolve) => (begin = resolve));
  const ended = new Promise((resolve) => (end = resolve));
  let going = false;
  const run = () => {
    going = true;
    begin();
    return ended;
  };
  return { run, begun, end, going: () => going };
}

test('of two pages without locks one has the turn, and then the other', async () => {
  const { page } = browser();
  const first = work();
  const second = work();
  const never = new AbortController().signal;

  const one = page().take(never, first.run);
  await first.begun;
  const other = page().take(never, second.run);
  await new Promise((resolve) => setTimeout(resolve, 150));
  assert.equal(second.going(), false);
  first.end();
  await one;
  await second.begun;
  second.end();
  await other;
});

test('who gives up waiting does nothing', async () => {
  const { page } = browser();
  const first = work();
  const second = work();
  const giving = new AbortController();
  const one = page().take(new AbortController().signal, first.run);
  await first.begun;

  const other = page().take(giving.signal, second.run);
  giving.abort();
  await other;

  assert.equal(second.going(), false);
  first.end();
  await one;
});

test('the turn of a page that died comes to the next', async () => {
  const { page, entries } = browser();
  entries.set('dabyl-probe.turn', JSON.stringify({ by: 'dead', until: Date.now() + 300 }));
  const next = work();

  const taken = page().take(new AbortController().signal, next.run);
  await next.begun;

  next.end();
  await taken;
  assert.equal(entries.size, 0);
});

test('a page that stood still finds that its turn is taken, and leaves it to the other', async () => {
  const { page, entries } = browser();
  const still = work();
  const turn = page();
  const one = turn.take(new AbortController().signal, still.run);
  await still.begun;
  assert.equal(turn.holds(), true);

  const other = JSON.stringify({ by: 'other', until: Date.now() + 60_000 });
  entries.set('dabyl-probe.turn', other);
  await new Promise((resolve) => setTimeout(resolve, 150));

  assert.equal(turn.holds(), false);
  still.end();
  await one;
  assert.equal(entries.get('dabyl-probe.turn'), other);
});
