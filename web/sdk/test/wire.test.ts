import assert from "node:assert/strict";
import { test } from "node:test";
import { toChatEvent, withoutSuperseded, type Message } from "../src/index.js";

function message(id: string, state: "complete" | "interrupted", supersedes?: string): Message {
  return { id, sequence: 1, state, text: id, author: { kind: "ai" }, ...(supersedes === undefined ? {} : { supersedes }) };
}

function shown(...messages: Message[]): string[] {
  return withoutSuperseded(messages).map(({ id }) => id);
}

test("withoutSuperseded, reply made again, stands in the place of the first", () => {
  assert.deepEqual(
    shown(message("q", "complete"), message("a", "complete"), message("later", "complete"), message("b", "complete", "a")),
    ["q", "b", "later"],
  );
});

test("withoutSuperseded, made again twice, shows the last", () => {
  assert.deepEqual(shown(message("a", "complete"), message("b", "complete", "a"), message("c", "complete", "b")), ["c"]);
});

test("withoutSuperseded, second try broke off, keeps the first", () => {
  assert.deepEqual(shown(message("a", "complete"), message("b", "interrupted", "a")), ["a"]);
});

test("withoutSuperseded, first one is beyond the page, shows the reply where it stands", () => {
  assert.deepEqual(shown(message("q", "complete"), message("b", "complete", "a")), ["q", "b"]);
});

test("toChatEvent, tool, gives its name", () => {
  assert.deepEqual(toChatEvent("tool_started", '{"callId":"1.1","name":"look_up"}', "7.1"), {
    type: "tool_started",
    cursor: "7.1",
    callId: "1.1",
    name: "look_up",
  });
});
