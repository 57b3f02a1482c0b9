'use strict';

/*
 * What the probe decides, as functions of what they are given: no clock, no network, no storage. Tests run them without a
 * browser.
 */
const Rules = (() => {
  const SECOND = 1000;
  const DAY = 86400 * SECOND;
  const MOST_KEPT = 5000;
  /** An hour before collectors stop to believe the time of a report. */
  const OLDEST = 7 * DAY - 3600 * SECOND;
  const BATCH = 100;
  const WITH_THE_NEWEST = 8;
  /** A probe that comes back sooner has not restarted: a page was loaded again. */
  const SAME_BOOT = 120 * SECOND;
  const SHORTEST_REST = 10 * SECOND;
  /** A minute, two of the usual intervals: whoever is silent for longer under a promise is taken for cut off. */
  const LONGEST_REST = 60 * SECOND;
  /** What stands in between may ask for hours. */
  const LONGEST_ASKED = 600 * SECOND;
  /** Many are told the same moment, and would all come back in it. */
  const SPREAD = 1.25;
  const LONGEST_BUDGET = 8 * SECOND;
  /** By so much a slow phone may be late; by more it slept, or its clock was set. */
  const HELD_UP = 3 * SECOND;
  const LOW = 0.15;
  const LANGUAGES = ['kk', 'ru', 'en'];

  /** How long measuring may take. */
  const budget = (interval) => Math.min(LONGEST_BUDGET, (interval * SECOND) / 3);

  /** From one report to the next: a little sooner than promised, by as much as collectors let pass. */
  const pause = (interval, random) => interval * SECOND * (0.98 - 0.1 * random());

  /** How long kept reports wait once the collector is reached again, never the shortest tenth. */
  const late = (seconds, random) => seconds * SECOND * (0.1 + 0.9 * random());

  /** How long to leave a collector alone that asked for it, or failed so many times in a row. */
  function rest(retryAfter, failures, random) {
    if (/^[0-9]{1,9}$/.test(retryAfter || '')) {
      return Math.min(LONGEST_ASKED, Number(retryAfter) * SECOND) * (1 + (SPREAD - 1) * random());
    }
    const longest = Math.min(LONGEST_REST, SHORTEST_REST * 2 ** Math.min(failures, 10));
    return longest * (0.5 + 0.5 * random());
  }

  /** Whether a collector is still to be left alone; not for longer than it may ask, as the clock may have been set back. */
  const rests = (resting, now) => !!resting && now < resting.until && resting.until - now <= LONGEST_ASKED * SPREAD;

  /** Whether the device slept, or its clock was set, in what should have taken `budget`: then no result of it means anything. */
  const disturbed = (elapsed, budget) => elapsed < -HELD_UP || elapsed > budget + HELD_UP;

  /** What an answer to reports means; proxies and guards refuse too, but not as problems of the collector. */
  function outcome(status, body) {
    const ours = typeof body.type === 'string' && body.type.startsWith('/problems/');
    if (status === 202 || (status === 400 && ours && Array.isArray(body.errors))) {
      return 'taken';
    }
    if ((status === 401 || status === 403) && ours) {
      return 'shut-out';
    }
    return status === 413 ? 'too-large' : 'later';
  }

  /**
   * Milliseconds to add to this device's clock, by the whole seconds of a collector's Date; 0 where the clock is right within
   * what that tells.
   */
  function skew(sent, answered, date) {
    const least = date - answered;
    const most = date + SECOND - sent;
    return !(least > 0 || most < 0) || Number.isNaN(date) ? 0 : Math.round((least + most) / 2);
  }

  /** The number of this start: the one before where the probe was alive just now. */
  const boot = (before, now, fresh) =>
    before && now - before.seen >= 0 && now - before.seen < SAME_BOOT ? before.value : fresh();

  /** Whether the device uses the line that the person named; true where the browser does not tell. */
  function fits(access, type) {
    if (type === 'cellular') {
      return access === 'mobile';
    }
    return type === 'wifi' || type === 'ethernet' ? access === 'fixed' : true;
  }

  function power(battery) {
    if (!battery) {
      return undefined;
    }
    return battery.charging ? 'mains' : battery.level < LOW ? 'low' : 'battery';
  }

  /** Whether `seconds` have not passed since a time; one that lies as far ahead is of a clock that was wrong. */
  const within = (seconds, since, now) => Math.abs(now - since) < seconds * SECOND;

  /** Beacons whose turn it is. */
  const due = (beacons, turns, now) =>
    beacons.filter((beacon) => !beacon.every_s || !within(beacon.every_s, turns[beacon.target], now));

  /**
   * What a report says of a beacon, null where nothing: of an address that has never answered it the fault may be the browser's
   * own rules. Why it gets no answer a browser does not tell, and a report has to: it says what probes say that know no cause.
   */
  function ping(target, result, answered) {
    if (result.ok) {
      const told = { target, ok: true, rtt_ms: Math.round(result.rtt * 10) / 10 };
      return result.kbps ? { ...told, kbps: Math.round(result.kbps) } : told;
    }
    if (!answered[target]) {
      return null;
    }
    return { target, ok: false, error: result.error || 'unreachable' };
  }

  /** A report; what is not known is left out. */
  const report = (who, line, number, made, pings) => ({
    probe: who.probe,
    seq: number,
    at: new Date(made.at).toISOString(),
    interval_s: made.promise,
    place: line.place,
    network: line.network,
    access: line.access,
    boot: made.boot,
    software: made.software,
    power: made.power,
    pings,
  });

  /** The hexagon, of a flat list of index, latitude and longitude, whose centre is nearest. */
  function nearest(hexagons, latitude, longitude) {
    const shrink = Math.cos((latitude * Math.PI) / 180);
    let best = null;
    let least = Infinity;
    for (let i = 0; i < hexagons.length; i += 3) {
      const distance = (hexagons[i + 1] - latitude) ** 2 + ((hexagons[i + 2] - longitude) * shrink) ** 2;
      if (distance < least) {
        least = distance;
        best = hexagons[i];
      }
    }
    return best;
  }

  /** The city within whose radius a point lies, or null. */
  function cityAt(cities, latitude, longitude) {
    const metres = (city) =>
      111195 * Math.hypot(city.at[0] - latitude, (city.at[1] - longitude) * Math.cos((latitude * Math.PI) / 180));
    const near = cities.filter((city) => metres(city) <= city.radius);
    return near.sort((one, other) => metres(one) - metres(other))[0] || null;
  }

  function language(chosen, wishes) {
    const known = [chosen, ...wishes].map((wish) => (wish || '').slice(0, 2).toLowerCase());
    return known.find((wish) => LANGUAGES.includes(wish)) || 'ru';
  }

  return {
    MOST_KEPT, OLDEST, BATCH, WITH_THE_NEWEST, LANGUAGES,
    budget, pause, late, rest, rests, disturbed, outcome, skew, boot, fits, power, within, due, ping, report, nearest, cityAt,
    language,
  };
})();
