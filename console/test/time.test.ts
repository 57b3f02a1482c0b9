import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, distance, duration, moment } from "../src/words/time";

test("tells a time in UTC and on the clock of another zone", () => {
  const time = Date.parse("2021-04-24T07:00:30.412Z");

  assert.equal(moment(time, "UTC"), "2021-04-24 07:00:30");
  assert.equal(clock(time, "Asia/Tokyo"), "16:00:30");
});

test("tells a length of time in the two units that matter", () => {
  assert.deepEqual([0, 42, 185, 3600, 7800, 356_400].map(duration), ["0 s", "42 s", "3 min 5 s", "1 h", "2 h 10 min", "4 d 3 h"]);
});

test("tells how far away a time is, before and behind", () => {
  assert.deepEqual([distance(0, 65_000), distance(5000, 0), distance(0, 300)], ["1 min 5 s ago", "in 5 s", "now"]);
});
