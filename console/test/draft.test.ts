import assert from "node:assert/strict";
import { test } from "node:test";
import { CHANNELS } from "../src/subscriptions/channels";
import { body, EMPTY, faultsByField } from "../src/subscriptions/draft";

test("leaves out what was left empty", () => {
  assert.deepEqual(body({ ...EMPTY, address: { url: " https://example.org/hook " } }), {
    channel: "webhook",
    url: "https://example.org/hook",
    filter: { areas: [], kinds: [], networks: [], certainty: "suspected" },
    language: "en",
    signature: "v1",
  });
});

test("writes every kind of field as the contract has it", () => {
  const made = body({
    ...EMPTY,
    channel: "sms",
    address: { url: "https://gw/{to}", to: "+77010000000\n+77010000001", headers: "X-Key: a:b\nX-Other:c", body: "{text} ", token: "of another channel" },
    events: ["opened", "closed"],
    areas: "Almaty, KZ-75",
    networks: "401-01 AS9198",
    minConfidence: "0.9",
    quietFrom: "23:00",
    quietUntil: "07:00",
    heartbeat: "3600",
    fallback: "sub_1",
  });

  assert.deepEqual(made, {
    channel: "sms",
    url: "https://gw/{to}",
    to: ["+77010000000", "+77010000001"],
    headers: { "X-Key": "a:b", "X-Other": "c" },
    body: "{text} ",
    events: ["opened", "closed"],
    filter: { areas: ["Almaty", "KZ-75"], kinds: [], networks: ["401-01", "AS9198"], certainty: "suspected", min_confidence: 0.9 },
    quiet_hours: { from: "23:00", until: "07:00", zone: "Asia/Almaty" },
    language: "en",
    heartbeat_s: 3600,
    fallback: "sub_1",
  });
});

test("leaves it to the service to say what is no number", () => {
  assert.equal(body({ ...EMPTY, heartbeat: "an hour" })["heartbeat_s"], "an hour");
});

test("finds the field that each fault names", () => {
  const faults = faultsByField([
    { pointer: "/url", detail: "is required" },
    { pointer: "/filter/kinds/0", detail: "one" },
    { pointer: "/filter/kinds/1", detail: "two" },
    { pointer: "/quiet_hours/from", detail: "three" },
  ]);

  assert.deepEqual([...faults], [["url", "is required"], ["filter.kinds", "one; two"], ["quiet_hours.from", "three"]]);
});

test("knows every channel of the contract", () => {
  assert.deepEqual(Object.keys(CHANNELS), ["webhook", "telegram", "slack", "matrix", "ntfy", "email", "sms", "alertmanager"]);
});
