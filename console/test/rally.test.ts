import assert from "node:assert/strict";
import { test } from "node:test";
import { byKey, circleAt } from "../src/map/CircleMap";
import { CITIES, nearest } from "../src/map/cities";
import { on } from "../src/map/outlines";
import { ALMATY, COUNTRY, metres, moved, ofCity, round } from "../src/map/sheet";
import { reason } from "../src/parts/why";
import { circle, difference, draft, EMPTY, faults, local, merged, ordered, type Rally, rally, utc, where } from "../src/rallies/rally";

const MAY: Rally = { id: "2026-05-01-square", title: "Square", from: "2026-05-01T07:00:00.000Z", until: "2026-05-01T10:00:00.000Z", lat: 43.25, lon: 76.9, radius_m: 800 };

test("turns the clocks of the country into UTC and back, also before they changed in 2024", () => {
  assert.equal(utc("2026-05-01T12:00"), "2026-05-01T07:00:00.000Z");
  assert.equal(utc("2021-04-24T12:00"), "2021-04-24T06:00:00.000Z");
  assert.equal(local("2021-04-24T06:00:00.000Z"), "2021-04-24T12:00");
  assert.equal(utc("soon"), undefined);
});

test("keeps a rally as it was through the form", () => {
  const places: Rally = { id: "p", title: "Places", from: MAY.from, until: MAY.until, places: ["8820e60003fffff", "KZ-47"] };

  assert.deepEqual(rally(draft(MAY), []), MAY);
  assert.deepEqual(rally(draft(places), []), places);
});

test("names a new rally by its day and title, and no two alike", () => {
  const typed = { ...draft(MAY), id: "", title: "Square of the Republic" };

  assert.equal(rally(typed, []).id, "2026-05-01-square");
  assert.equal(rally(typed, ["2026-05-01-square"]).id, "2026-05-01-square-2");
  assert.equal(rally({ ...typed, title: "Митинг" }, []).id, "2026-05-01-rally");
});

test("says what is missing and what cannot be", () => {
  assert.deepEqual(Object.keys(faults(EMPTY)).sort(), ["from", "lat", "lon", "title", "until"]);
  assert.deepEqual(Object.keys(faults({ ...draft(MAY), until: "2026-05-01T11:00", radius: "0" })).sort(), ["radius", "until"]);
  assert.deepEqual(Object.keys(faults({ ...draft(MAY), by: "places" })), ["places"]);
  assert.deepEqual(faults({ ...draft(MAY), lat: "43,25" }), {});
});

test("has a circle only where all of it is typed", () => {
  assert.deepEqual(circle(draft(MAY)), { lat: 43.25, lon: 76.9, radius_m: 800 });
  assert.equal(circle({ ...draft(MAY), lon: "" }), undefined);
});

test("puts what is new in the place of what has its id, and behind the others", () => {
  const other = { ...MAY, id: "other" };
  const later = { ...MAY, title: "Later" };

  assert.deepEqual(merged([MAY, other], [later, { ...MAY, id: "third" }]).map((one) => `${one.id} ${one.title}`), ["2026-05-01-square Later", "other Square", "third Square"]);
});

test("tells what a change brought, altered and took away", () => {
  const gone = { ...MAY, id: "gone", title: "Gone" };

  assert.deepEqual(difference([MAY, gone], [{ ...MAY, radius_m: 900 }, { ...MAY, id: "new", title: "New" }]), { added: ["New"], changed: ["Square"], removed: ["Gone"] });
});

test("shows what goes on first, then what comes, then what is over, the last first", () => {
  const at = (id: string, from: string, until: string) => ({ ...MAY, id, from, until });
  const all = [at("old", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"), at("older", "2025-01-01T00:00:00Z", "2025-01-01T01:00:00Z"), at("next", "2026-06-01T00:00:00Z", "2026-06-01T01:00:00Z"), MAY];

  assert.deepEqual(ordered(all, Date.parse("2026-05-01T08:00:00Z")).map((one) => one.id), [MAY.id, "next", "old", "older"]);
});

test("says where a rally is", () => {
  assert.equal(where(MAY), "800 m around 43.2500, 76.9000");
  assert.equal(where({ ...MAY, radius_m: 12_340 }), "12.3 km around 43.2500, 76.9000");
});

test("finds the point of the earth under a point of a sheet again", () => {
  for (const city of CITIES) {
    for (const sheet of [COUNTRY, ofCity(city)]) {
      const back = sheet.spot(sheet.dot(city));
      assert.ok(metres(city, back) < 1, `${city.name} is ${metres(city, back)} m off`);
    }
  }
});

test("draws a length of the earth as long as the sheet says", () => {
  const from = { lat: 43.265, lon: 76.935 };
  const [one, other] = [ALMATY.dot(from), ALMATY.dot(moved(from, 5000, 0))];

  assert.ok(Math.abs(Math.hypot(one.x - other.x, one.y - other.y) * ALMATY.metres - 5000) < 20);
  assert.equal(round(7300), 5000);
});

test("has outlines of the country and of its two largest cities", () => {
  assert.equal(on(COUNTRY).length, 20);
  assert.ok(on(ALMATY).every((one) => one.path.startsWith("M") && one.name !== ""));
  assert.deepEqual(on(ofCity(nearest(42.3, 69.6))), []);
});

test("moves and resizes a circle by keys, within bounds", () => {
  const start = circleAt({ lat: 43.25, lon: 76.95 }, 2000);

  assert.ok((byKey("ArrowUp", start, ALMATY)?.lat ?? 0) > start.lat);
  assert.ok((byKey("ArrowLeft", start, ALMATY)?.lon ?? 99) < start.lon);
  assert.equal(byKey("+", start, ALMATY)?.radius_m, 2500);
  assert.equal(byKey("-", { ...start, radius_m: 100 }, ALMATY)?.radius_m, 100);
  assert.equal(byKey("a", start, ALMATY), undefined);
});

test("sends a reason in any script as bytes that a header takes", () => {
  const header = reason(" Митинг\n на площади ")["X-Dabyl-Reason"] ?? "";

  assert.ok([...header].every((letter) => letter.charCodeAt(0) < 256));
  assert.equal(new TextDecoder().decode(Uint8Array.from(header, (letter) => letter.charCodeAt(0))), "Митинг на площади");
});
