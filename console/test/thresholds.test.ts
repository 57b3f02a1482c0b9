import assert from "node:assert/strict";
import { test } from "node:test";
import { curve, type Figures, median, monthly, type Report, span } from "../src/tuning/backtest";
import { differences, draft, faults, home, loosens, number, same, type Thresholds, thresholds } from "../src/tuning/thresholds";

const USUAL: Thresholds = {
  false_alarms_per_month: 1, min_probes: 3, home: ["KZ"], confirm_after_s: 60, close_after_s: 120, rally_prior: 20,
  throttling_rtt_factor: 3, throttling_kbps_factor: 0.2, version: 7,
};

function figures(allowed: number, incidents: number): Figures {
  return {
    name: "", thresholds: { ...USUAL, false_alarms_per_month: allowed }, complete: true, incidents, confirmed: 0, gained_count: 0, lost_count: 0,
    labels: { happened: 1, found: 1, false_alarms: incidents - 1, unlabelled: 0 },
  };
}

test("keeps thresholds as they were through the form", () => {
  assert.ok(same(thresholds(draft(USUAL)), USUAL));
  assert.deepEqual(faults(draft(USUAL)), {});
});

test("reads numbers as people type them", () => {
  assert.deepEqual(["0,3", " 1e3 ", "12", "", "1.", "many"].map(number), [0.3, 1000, 12, undefined, undefined, undefined]);
});

test("reads home as a code, several, or everything", () => {
  assert.deepEqual([home("kz"), home("KZ, KG"), home("*"), home("Kazakhstan"), home("")], [["KZ"], ["KZ", "KG"], ["*"], undefined, undefined]);
});

test("says of every field what it takes", () => {
  const bad = { ...draft(USUAL), false_alarms_per_month: "0", min_probes: "2.5", close_after_s: "-1", throttling_kbps_factor: "1", home: "?" };

  assert.deepEqual(Object.keys(faults(bad)).sort(), ["close_after_s", "false_alarms_per_month", "home", "min_probes", "throttling_kbps_factor"]);
  assert.match(faults(bad).min_probes ?? "", /whole/);
});

test("tells where two differ, but not by their version", () => {
  assert.deepEqual(differences(USUAL, { ...USUAL, version: 8 }), []);
  assert.deepEqual(differences(USUAL, { ...USUAL, home: ["KZ", "KG"], min_probes: 4 }).map((one) => `${one.name} ${one.from}>${one.to}`), ["min_probes 3>4", "home KZ>KZ KG"]);
});

test("knows what raises more", () => {
  assert.ok(loosens(USUAL, { ...USUAL, false_alarms_per_month: 3 }));
  assert.ok(loosens(USUAL, { ...USUAL, min_probes: 2 }));
  assert.ok(!loosens(USUAL, { ...USUAL, false_alarms_per_month: 0.3, min_probes: 4 }));
});

test("orders the curve and has the tried value among its points, once", () => {
  const report: Report = {
    from: "", to: "", against: "", configurations: [{ ...figures(1, 5), kept: [], gained: [], lost: [] }],
    curve: [figures(10, 9), figures(0.1, 2), figures(1, 5)],
  };

  assert.deepEqual(curve(report).map((dot) => [dot.allowed, dot.incidents, dot.falseAlarms]), [[0.1, 2, 1], [1, 5, 4], [10, 9, 8]]);
});

test("takes the middle of delays and leaves out what was missed", () => {
  const delayed = (delay: number | null) => ({ kind: "shutdown", start: "", delay_s: delay });

  assert.equal(median([90, 30, null, 60].map(delayed)), 60);
  assert.equal(median([delayed(null)]), undefined);
});

test("covers the time up to now", () => {
  assert.deepEqual(span("day", Date.parse("2026-05-02T00:00:00Z")), { from: "2026-05-01T00:00:00.000Z", until: "2026-05-02T00:00:00.000Z" });
});

test("takes 30 days for a month and 91 for a quarter", () => {
  const until = "2026-05-02T00:00:00.000Z";

  assert.deepEqual(span("month", Date.parse(until)), { from: "2026-04-02T00:00:00.000Z", until });
  assert.deepEqual(span("quarter", Date.parse(until)), { from: "2026-01-31T00:00:00.000Z", until });
});

test("reckons a month from no less than a week", () => {
  const report = (to: string): Report => ({ from: "2026-05-01T00:00:00.000Z", to, against: "", configurations: [], curve: [] });

  assert.equal(monthly(report("2026-05-08T00:00:00.000Z"), 4.26), "4.3 a month");
  assert.equal(monthly(report("2026-05-07T00:00:00.000Z"), 4.26), "");
});
