import assert from "node:assert/strict";
import { test } from "node:test";
import { because, changes, event, lasted } from "../src/incidents/changes";
import type { Incident } from "../src/incidents/incident";
import { asked, read, write } from "../src/incidents/query";

const OPENED: Incident = {
  id: "01J", revision: 1, kind: "shutdown", state: "open", certainty: "suspected", confidence: 0.9, area: "Almaty",
  places: ["a", "b"], networks: ["401-01"], access: ["mobile"], targets: [], started: "2021-04-24T07:00:12.000Z",
  detected: "2021-04-24T07:00:58.000Z", updated: "2021-04-24T07:00:58.000Z", ended: null,
  evidence: { expected: 41.3, heard: 2, probes_silent: 19, control_expected: 63.1, control_heard: 62, late_confirmations: 0 },
  restored: [], rally: null, reason: null, thresholds_version: 7, summary: { en: "", ru: "", kk: "" },
};

test("says of each revision what it is", () => {
  const confirmed: Incident = { ...OPENED, certainty: "confirmed" };

  assert.equal(event(undefined, OPENED), "opened");
  assert.equal(event(OPENED, confirmed), "confirmed");
  assert.equal(event(confirmed, { ...confirmed, area: "Medeu" }), "updated");
  assert.equal(event(confirmed, { ...confirmed, state: "retracted" }), "retracted");
  assert.equal(event({ ...confirmed, state: "closed" }, confirmed), "opened");
});

test("tells what a revision says otherwise, of lists only what came and went", () => {
  const now: Incident = { ...OPENED, certainty: "confirmed", places: ["b", "c"], ended: "2021-04-24T07:10:00.000Z", evidence: { ...OPENED.evidence, heard: 0 } };

  assert.deepEqual(changes(OPENED, now), [
    { what: "Certainty", was: "suspected", is: "confirmed" },
    { what: "Ended", was: "none", is: "2021-04-24 07:10:00 UTC" },
    { what: "Places", was: "− a", is: "+ c" },
  ]);
  assert.deepEqual(changes(undefined, OPENED), []);
});

test("says on which numbers it stands, controls or their absence among them", () => {
  assert.deepEqual(because(OPENED), [
    "19 probes silent", "2 of 41.3 expected reports heard", "controls: 62 of 63.1 heard", "confidence 90 %",
  ]);
  assert.ok(because({ ...OPENED, evidence: { ...OPENED.evidence, control_expected: 0 } }).includes("no controls"));
});

test("counts how long it lasted up to its end, or to its newest revision", () => {
  assert.equal(lasted(OPENED), 46);
  assert.equal(lasted({ ...OPENED, ended: "2021-04-24T07:10:12.000Z" }), 600);
});

test("asks for whole days, the last one included", () => {
  const query = read(new URLSearchParams("state=open&from=2021-04-23&until=2021-04-24&other=1"));

  assert.equal(write(query), "state=open&from=2021-04-23&until=2021-04-24");
  assert.equal(asked(query, { limit: "5" }), "state=open&from=2021-04-23T00%3A00%3A00Z&until=2021-04-25T00%3A00%3A00Z&limit=5");
});
