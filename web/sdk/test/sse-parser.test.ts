import assert from "node:assert/strict";
import { test } from "node:test";
import { SseParser, type SseEvent } from "../src/index.js";

function parse(...chunks: string[]): SseEvent[] {
  const parser = new SseParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
}

const stream =
  ": hello\n\nevent: delta\nid: 7.1\ndata: {\"text\":\"é 🙂\"}\n\r\ndata:a\rdata: b\r\n\nevent: done\ndata\n\nid: 7.2\n\ndata: last";

const expected: SseEvent[] = [
  { name: "delta", data: '{"text":"é 🙂"}', id: "7.1" },
  { name: "message", data: "a\nb", id: "7.1" },
  { name: "done", data: "", id: "7.1" },
];

test("push, whole stream, gives every complete event", () => {
  assert.deepEqual(parse(stream), expected);
});

test("push, cut at any place, gives the same events", () => {
  for (let at = 0; at <= stream.length; at++) {
    assert.deepEqual(parse(stream.slice(0, at), stream.slice(at)), expected);
  }
});

test("push, character by character, gives the same events", () => {
  assert.deepEqual(parse(...stream.split("")), expected);
});

test("push, byte order mark, is dropped once", () => {
  assert.deepEqual(parse("\uFEFFdata: x\n\n"), [{ name: "message", data: "x", id: "" }]);
});

test("push, id with a null character, is ignored", () => {
  assert.deepEqual(parse("id: 1\n\nid: a\0b\ndata: x\n\n"), [{ name: "message", data: "x", id: "1" }]);
});

test("push, event without data, is not given out", () => {
  assert.deepEqual(parse("event: ping\n\ndata: x\n\n"), [{ name: "message", data: "x", id: "" }]);
});
