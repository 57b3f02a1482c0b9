import assert from "node:assert/strict";
import { test } from "node:test";
import { visible } from "../src/live/virtual";

test("draws few of many rows, and leaves the others their room", () => {
  const window = visible(5000, 32, 64_000, 544);

  assert.ok(window.end - window.first <= 33 + 1);
  assert.ok(window.first <= 2000 && window.end >= 2017);
  assert.equal(window.above + window.below + (window.end - window.first) * 32, 5000 * 32);
});

test("draws all of a few rows, wherever the table was scrolled to before", () => {
  assert.deepEqual(visible(3, 32, 9000, 544), { first: 0, end: 3, above: 0, below: 0 });
  assert.deepEqual(visible(0, 32, 0, 544), { first: 0, end: 0, above: 0, below: 0 });
});
