import assert from "node:assert/strict";
import { test } from "node:test";
import { EventReader } from "../src/api/events";

test("reads the same events however the stream is cut", () => {
  const text = 'retry: 3000\n\nid: 7\nevent: incident\ndata: {"a":1}\n\n: alive\n\nevent: cell\ndata: {\r\ndata: }\r\n\r\n';

  for (let cut = 0; cut <= text.length; cut++) {
    const reader = new EventReader();
    const parts = [reader.take(text.slice(0, cut)), reader.take(text.slice(cut))];

    assert.deepEqual(parts.flatMap((part) => part.events), [
      { name: "incident", data: '{"a":1}' },
      { name: "cell", data: "{\n}" },
    ]);
    assert.equal(reader.lastId, "7");
    assert.equal(parts.find((part) => part.retry !== undefined)?.retry, 3000);
  }
});

test("waits for the end of an event", () => {
  const reader = new EventReader();

  assert.deepEqual(reader.take("data: half\n").events, []);
  assert.deepEqual(reader.take("\n").events, [{ name: "message", data: "half" }]);
});
