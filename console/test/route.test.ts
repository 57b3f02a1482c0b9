import assert from "node:assert/strict";
import { test } from "node:test";
import { link, parse } from "../src/shell/route";

test("reads where one is out of the address", () => {
  const route = parse("#/incidents/01J%2F7?state=open&kind=");

  assert.equal(route.page, "incidents");
  assert.deepEqual(route.rest, ["01J/7"]);
  assert.equal(route.query.get("state"), "open");
});

test("knows no page without an address, and takes a broken one as it is", () => {
  assert.equal(parse("").page, "");
  assert.deepEqual(parse("#/incidents/%zz").rest, ["%zz"]);
});

test("makes addresses that it reads again", () => {
  assert.deepEqual(parse(link("incidents", "a b?c")), { page: "incidents", rest: ["a b?c"], query: new URLSearchParams() });
});
