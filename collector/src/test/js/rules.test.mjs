import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';

const folder = new URL('../../main/resources/kz/dabyl/collector/browser/', import.meta.url);
const load = (file, name) => runInThisContext(`${readFileSync(new URL(file, folder), 'utf8')}\n${name};`);
const Rules = load('rules.js', 'Rules');
const Texts = load('texts.js', 'Texts');

const MINUTE = 60_000;
const NOON = Date.parse('2026-01-01T12:00:00Z');
const least = () => 0;
const most = () => 0.999999;

test('reports come sooner than promised and never so much that a collector would refuse them', () => {
  for (const random of [least, most]) {
    const pause = Rules.pause(30, random);

    assert.ok(pause <= 29_500, `${pause}`);
    // A collector lets pass, beside what was promised, 20 reports an hour.
    assert.ok(3_600_000 / pause <= 120 + 20, `${pause}`);
  }
});

test('measuring leaves most of an interval to delivery', () => {
  assert.equal(Rules.budget(30), 8000);
  assert.equal(Rules.budget(6), 2000);
});

test('kept reports wait for a while that chance decides, never the shortest tenth', () => {
  assert.equal(Rules.late(600, least), MINUTE);
  assert.ok(Rules.late(600, most) <= 600_000);
});

test('a collector rests for as long as it asks, ten minutes at most, and not all come back at once', () => {
  assert.equal(Rules.rest('17', 5, least), 17_000);
  assert.equal(Rules.rest('3600', 0, least), 10 * MINUTE);
  assert.ok(Rules.rest('60', 0, most) > 70_000 && Rules.rest('60', 0, most) <= 75_000);
});

test('a collector that asks for nothing rests longer with every failure, a minute at most', () => {
  assert.equal(Rules.rest(null, 0, least), 5000);
  assert.equal(Rules.rest(null, 0, most) <= 10_000, true);
  assert.equal(Rules.rest('Fri, 31 Dec 1999 23:59:59 GMT', 2, least), 20_000);
  assert.equal(Rules.rest(null, 60, most) <= MINUTE, true);
});

test('a rest that a clock set back has made longer than any is over', () => {
  assert.equal(Rules.rests({ until: NOON + MINUTE }, NOON), true);
  assert.equal(Rules.rests({ until: NOON }, NOON), false);
  assert.equal(Rules.rests({ until: NOON + Rules.rest('3600', 0, most) }, NOON), true);
  assert.equal(Rules.rests({ until: NOON + 24 * 60 * MINUTE }, NOON), false);
  assert.equal(Rules.rests(null, NOON), false);
});

test('a device that slept while it measured, or whose clock was set, is told from a slow one', () => {
  assert.equal(Rules.disturbed(8000, 8000), false);
  assert.equal(Rules.disturbed(10_000, 8000), false);
  assert.equal(Rules.disturbed(MINUTE, 8000), true);
  assert.equal(Rules.disturbed(-MINUTE, 8000), true);
});

test('only the collector itself shuts a probe out', () => {
  const problem = { type: '/problems/unauthorized' };

  assert.equal(Rules.outcome(401, problem), 'shut-out');
  assert.equal(Rules.outcome(403, problem), 'shut-out');
  assert.equal(Rules.outcome(403, {}), 'later');
  assert.equal(Rules.outcome(401, { type: 'about:blank' }), 'later');
});

test('what was answered with thanks or as bad is done with, all else goes again', () => {
  assert.equal(Rules.outcome(202, { accepted: 1 }), 'taken');
  assert.equal(Rules.outcome(400, { type: '/problems/malformed-reports', errors: [{}] }), 'taken');
  assert.equal(Rules.outcome(400, {}), 'later');
  assert.equal(Rules.outcome(200, {}), 'later');
  assert.equal(Rules.outcome(413, {}), 'too-large');
  for (const status of [404, 429, 500, 502, 503]) {
    assert.equal(Rules.outcome(status, { type: '/problems/unavailable' }), 'later');
  }
});

test('a clock is right within what whole seconds tell', () => {
  assert.equal(Rules.skew(NOON, NOON + 100, NOON), 0);
  assert.equal(Rules.skew(NOON + 900, NOON + 1100, NOON + 1000), 0);
  assert.equal(Rules.skew(NOON, NOON + 100, NaN), 0);
});

test('a wrong clock is set right by the middle of what is possible', () => {
  assert.equal(Rules.skew(NOON, NOON + 200, NOON - 10 * MINUTE), -10 * MINUTE + 400);
  assert.equal(Rules.skew(NOON, NOON + 200, NOON + 10 * MINUTE), 10 * MINUTE + 400);
});

test('a page that is loaded again has not restarted, one that was away has', () => {
  const before = { value: 'old', seen: NOON };

  assert.equal(Rules.boot(before, NOON + MINUTE, () => 'new'), 'old');
  assert.equal(Rules.boot(before, NOON + 3 * MINUTE, () => 'new'), 'new');
  assert.equal(Rules.boot(before, NOON - MINUTE, () => 'new'), 'new');
  assert.equal(Rules.boot(undefined, NOON, () => 'new'), 'new');
});

test('a phone on wifi says nothing of its mobile network, nor a mobile one of the line at home', () => {
  assert.equal(Rules.fits('mobile', 'cellular'), true);
  assert.equal(Rules.fits('mobile', 'wifi'), false);
  assert.equal(Rules.fits('fixed', 'wifi'), true);
  assert.equal(Rules.fits('fixed', 'ethernet'), true);
  assert.equal(Rules.fits('fixed', 'cellular'), false);
  for (const unknown of [undefined, 'unknown', 'none', 'other', 'bluetooth']) {
    assert.equal(Rules.fits('mobile', unknown), true);
    assert.equal(Rules.fits('fixed', unknown), true);
  }
});

test('a battery that runs low is told from one that is charged', () => {
  assert.equal(Rules.power(null), undefined);
  assert.equal(Rules.power({ charging: true, level: 0.05 }), 'mains');
  assert.equal(Rules.power({ charging: false, level: 0.5 }), 'battery');
  assert.equal(Rules.power({ charging: false, level: 0.1 }), 'low');
});

test('a beacon is asked each round or when its time is over', () => {
  const each = { target: 'domestic/a' };
  const seldom = { target: 'site/b', every_s: 600 };

  assert.deepEqual(Rules.due([each, seldom], {}, NOON), [each, seldom]);
  assert.deepEqual(Rules.due([each, seldom], { 'domestic/a': NOON, 'site/b': NOON - 599_000 }, NOON), [each]);
  assert.deepEqual(Rules.due([each, seldom], { 'site/b': NOON - 600_000 }, NOON), [each, seldom]);
  assert.deepEqual(Rules.due([each, seldom], { 'site/b': NOON + 86_400_000 }, NOON), [each, seldom]);
});

test('an answer is told with its time', () => {
  assert.deepEqual(Rules.ping('site/a', { ok: true, rtt: 12.345 }, {}), { target: 'site/a', ok: true, rtt_ms: 12.3 });
  assert.deepEqual(Rules.ping('site/a', { ok: true, rtt: 1, kbps: 99.6 }, {}), {
    target: 'site/a', ok: true, rtt_ms: 1, kbps: 100,
  });
});

test('silence is told only of what has answered this device before, always with a cause', () => {
  const before = { 'site/a': true };

  assert.equal(Rules.ping('site/b', { ok: false, error: 'timeout' }, before), null);
  assert.deepEqual(Rules.ping('site/a', { ok: false }, before), { target: 'site/a', ok: false, error: 'unreachable' });
  assert.deepEqual(Rules.ping('site/a', { ok: false, error: 'timeout' }, before), {
    target: 'site/a', ok: false, error: 'timeout',
  });
});

test('a report has what the contract asks for and nothing else', () => {
  const report = Rules.report(
    { probe: 'p-1', token: 'secret' },
    { area: 'KZ-75', place: '8720e60a5ffffff', network: '401-01', access: 'mobile' },
    7,
    { at: NOON, promise: 30, boot: 'b', software: 's/1', power: undefined },
    []);

  assert.equal(
    JSON.stringify(report),
    '{"probe":"p-1","seq":7,"at":"2026-01-01T12:00:00.000Z","interval_s":30,"place":"8720e60a5ffffff",' +
      '"network":"401-01","access":"mobile","boot":"b","software":"s/1","pings":[]}');
});

test('the nearest hexagon is found, east and west shrunk as they are on the globe', () => {
  const hexagons = ['north', 50.02, 70, 'east', 50, 70.025, 'far', 51, 71];

  assert.equal(Rules.nearest(hexagons, 50, 70), 'east');
  assert.equal(Rules.nearest(hexagons, 50.011, 70), 'north');
});

test('a point belongs to the city within whose radius it lies', () => {
  const cities = [
    { id: 'almaty', at: [43.238, 76.945], radius: 32_000 },
    { id: 'konaev', at: [43.867, 77.063], radius: 20_000 },
  ];

  assert.equal(Rules.cityAt(cities, 43.3, 76.9).id, 'almaty');
  assert.equal(Rules.cityAt(cities, 43.85, 77.1).id, 'konaev');
  assert.equal(Rules.cityAt(cities, 51.1, 71.4), null);
});

test('people are spoken to in the language that they chose, else in the first that their browser wishes', () => {
  assert.equal(Rules.language('kk', ['en-US']), 'kk');
  assert.equal(Rules.language(null, ['de', 'en-US', 'ru']), 'en');
  assert.equal(Rules.language(null, ['KK-KZ']), 'kk');
  assert.equal(Rules.language('xx', ['de']), 'ru');
  assert.equal(Rules.language(undefined, []), 'ru');
});

test('all languages have the same texts and as many points', () => {
  const shape = (texts) => Object.entries(texts).map(([key, text]) => [key, Array.isArray(text) ? text.length : 1]);

  for (const language of Rules.LANGUAGES) {
    assert.deepEqual(shape(Texts[language]), shape(Texts.en), language);
    assert.ok(Object.values(Texts[language]).flat().every((text) => text.trim().length > 0), language);
    assert.ok(Texts[language].located.includes('{0}'), language);
  }
});

test('the page names no text that there is not', () => {
  const html = readFileSync(new URL('probe.html', folder), 'utf8');
  const named = [...html.matchAll(/data-(?:text|list)="([^"]+)"/g)].map((found) => found[1]);
  const spoken = ['page.js', 'line.js']
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .flatMap((script) => [...script.matchAll(/\btext\('([^']+)'\)/g)].map((found) => found[1]));

  assert.ok(named.length > 20);
  for (const key of [...named, ...spoken]) {
    assert.ok(key in Texts.en, key);
  }
});
