import assert from "node:assert/strict";
import { test } from "node:test";
import { bandName, together } from "../src/live/status";
import { count, network, percent } from "../src/words/names";

test("adds up what waits for all receivers", () => {
  const one = { subscription: "a", channel: "webhook", active: true, waiting: 2, retried: 1, held: 0, failed: 0, oldest: null, next_try: null, last_error: null };

  assert.deepEqual(together([one, { ...one, active: false, failed: 3 }]), { waiting: 4, retried: 2, held: 0, failed: 3, inactive: 1 });
});

test("names bands of probes by their bounds", () => {
  assert.deepEqual([{ from: 0.97, until: 0.99, probes: 1 }, { from: 0, until: 0.65, probes: 1 }].map(bandName), ["99–97 %", "below 65 %"]);
});

test("never rounds to all or to nothing what is not", () => {
  assert.deepEqual([1, 0.999, 0.99996, 0.5, 0.001, 0].map(percent), ["100 %", "99.9 %", "> 99.9 %", "50 %", "< 1 %", "0 %"]);
});

test("names networks that it knows and leaves the others", () => {
  assert.deepEqual(["401-01", "AS9198"].map(network), ["Beeline 401-01", "AS9198"]);
  assert.deepEqual([1, 5000].map((some) => count(some, "probe")), ["1 probe", "5,000 probes"]);
});
