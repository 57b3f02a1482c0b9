import assert from "node:assert/strict";
import { test } from "node:test";
import { type Cell, CellBoard, chosen, type Cut, EVERYTHING, kept, name, ofUsual, sum, values, withCut } from "../src/live/cells";

function cell(place: string, more: Partial<Cell> = {}): Cell {
  return { place, network: "401-01", access: "mobile", area: "Almaty", state: "ok", expected: 10, heard: 10, probes_band: "8-15", ...more };
}

const places = (cells: Cell[]) => cells.map((one) => one.place);

test("shows the worst first, and rows of one rank where they were however numbers change", () => {
  const before = [cell("c"), cell("a", { heard: 9 }), cell("b", { state: "affected" }), cell("d", { state: "unknown" })];
  const after = before.map((one) => ({ ...one, heard: 3 })).reverse();

  assert.deepEqual(places(chosen(before, EVERYTHING, "state", false)), ["b", "d", "a", "c"]);
  assert.deepEqual(places(chosen(after, EVERYTHING, "state", false)), ["b", "d", "a", "c"]);
});

test("sorts by what is kept, the fewest first, and backwards", () => {
  const cells = [cell("a"), cell("b", { heard: 1 }), cell("c", { heard: 5 })];

  assert.deepEqual(places(chosen(cells, EVERYTHING, "kept", false)), ["b", "c", "a"]);
  assert.deepEqual(places(chosen(cells, EVERYTHING, "kept", true)), ["a", "c", "b"]);
});

test("finds cells by all that is wished at once", () => {
  const cells = [cell("aa"), cell("ab", { network: "401-02" }), cell("ac", { area: "Astana" })];

  assert.deepEqual(places(chosen(cells, { ...EVERYTHING, area: "Almaty", network: "401-02" }, "state", false)), ["ab"]);
  assert.deepEqual(places(chosen(cells, { ...EVERYTHING, text: " ASTA" }, "state", false)), ["ac"]);
});

test("keeps what the stream said while a list was on its way, but takes the list's numbers", () => {
  const board = new CellBoard();
  board.replace([cell("a"), cell("b")]);
  board.begin();

  board.take(cell("a", { state: "affected", heard: 0 }));
  board.take({ place: "b", network: "401-01", access: "mobile" });
  board.replace([cell("a", { heard: 4 }), cell("b"), cell("c")]);

  assert.deepEqual(places(board.all()), ["a", "c"]);
  assert.equal(board.get(name(cell("a")))?.state, "affected");
  assert.equal(board.get(name(cell("a")))?.heard, 4);
});

test("forgets what the stream said when the next list is asked for", () => {
  const board = new CellBoard();
  board.take({ place: "a", network: "401-01", access: "mobile" });
  board.begin();

  board.replace([cell("a")]);

  assert.deepEqual(places(board.all()), ["a"]);
});

test("still shows what is cut for so long that the service does not", () => {
  const incident: Cut = {
    kind: "shutdown", state: "open", area: "Almaty", places: ["a", "b"], networks: ["401-01", "401-02"], access: ["mobile"], restored: ["b/401-02"],
  };

  const cells = withCut([cell("a", { state: "affected" })], [incident, { ...incident }]);

  assert.deepEqual(cells.map(name).sort(), ["a/401-01/mobile", "a/401-02/mobile", "b/401-01/mobile"]);
  assert.equal(sum(cells).affected, 3);
  assert.equal(withCut([], [{ ...incident, kind: "target_down" }, { ...incident, state: "closed" }]).length, 0);
});

test("says of what is cut off how much was usual, for nothing is promised any more", () => {
  const board = new CellBoard();
  board.replace([cell("a", { expected: 14.2 }), cell("b")]);
  board.take(cell("a", { expected: 8, heard: 2, state: "affected" }));
  const early = board.all().map(ofUsual);

  board.replace([cell("a", { expected: 0, heard: 0, state: "affected" }), cell("b", { expected: 0, heard: 0 })]);

  assert.deepEqual(early, ["2 of 14 usual", undefined]);
  assert.deepEqual(board.all().map(ofUsual), ["0 of 14 usual", undefined]);
  assert.deepEqual(board.all().map(kept), [0, 1]);
  assert.equal(sum(board.all()).expected, 14.2);
});

test("remembers what was usual of a cell that is shown no longer", () => {
  const board = new CellBoard();
  board.take(cell("a", { expected: 14 }));
  board.take({ place: "a", network: "401-01", access: "mobile" });
  const incident: Cut = { kind: "shutdown", state: "open", area: "Almaty", places: ["a"], networks: ["401-01"], access: ["mobile"], restored: [] };

  const cells = withCut(board.all(), [incident], (key) => board.usual(key));

  assert.deepEqual(cells.map(ofUsual), ["0 of 14 usual"]);
});

test("asks for the last hour of what was cut off before it came, a few at a time and each once", () => {
  const board = new CellBoard();
  const cut = { expected: 0, heard: 0, state: "affected" as const };
  board.replace([cell("a", cut), cell("b", cut), cell("c", cut), cell("d")]);
  const first = board.unlearnt(2);

  first.forEach((key) => board.learn(key, 14));

  assert.deepEqual(first, ["a/401-01/mobile", "b/401-01/mobile"]);
  assert.deepEqual(board.unlearnt(2), ["c/401-01/mobile"]);
  assert.deepEqual(board.all().map(ofUsual), ["0 of 14 usual", "0 of 14 usual", undefined, undefined]);
});

test("never keeps more than all, and all where nothing is expected", () => {
  assert.deepEqual([cell("a", { heard: 12 }), cell("a", { expected: 0, heard: 0 }), cell("a", { heard: 4 })].map(kept), [1, 1, 0.4]);
});

test("names every area once, in order", () => {
  assert.deepEqual(values([cell("a", { area: "B" }), cell("b", { area: "A" }), cell("c", { area: "B" })], "area"), ["A", "B"]);
});
