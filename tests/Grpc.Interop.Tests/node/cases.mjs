// What grpc-js asks of the server under test, case by case; the names are those of InteropCases.cs.
import { check, ended, first, grpc, same, statusType, unary } from "./interop.mjs";

const { status } = grpc;
const observe = async (client, request) =>
  (await unary(client, "Observe", request, undefined, { deadline: Date.now() + 20_000 })).response;

export const unary_call = async ({ client }) => {
  const { response, status: end } = await unary(client, "Echo", { number: 7, body: Buffer.from("grüezi") });
  same([response.number, response.body.toString(), end.code], [7, "grüezi", status.OK], "answer");
};

export const client_streaming = async ({ client }) => {
  const summary = await new Promise((resolve, reject) => {
    const call = client.Collect((error, response) => (error ? reject(error) : resolve(response)));
    for (let number = 0; number < 500; number++) call.write({ number, body: Buffer.alloc(100) });
    call.end();
  });
  same(summary, { count: 500, size: 50_000 }, "summary");
};

export const server_streaming = async ({ client }) => {
  const numbers = [];
  for await (const payload of client.Produce({ key: "produce", count: 500, size: 10 })) numbers.push(payload.number);
  same(numbers, Array.from({ length: 500 }, (_, number) => number), "numbers");
};

export const duplex_streaming = async ({ client }) => {
  const call = client.Chat();
  const end = ended(call);
  const answers = call[Symbol.asyncIterator]();
  for (let number = 1; number <= 200; number++) {
    call.write({ number });
    same((await answers.next()).value.number, number, "answer in turn");
  }
  call.end();
  same((await answers.next()).done, true, "the stream's end");
  same((await end).code, status.OK, "status");
};

export const deadline = async ({ client }) => {
  const call = client.Hold({ key: "deadline" }, { deadline: Date.now() + 500 });
  call.on("data", () => {});
  same((await ended(call)).code, status.DEADLINE_EXCEEDED, "status");
  const seen = await observe(client, { key: "deadline", cancelled: 1 });
  same([seen.with_deadline, seen.cancelled], [1, 1], "with deadline, cancelled");
};

export const client_cancel = async ({ client }) => {
  const call = client.Hold({ key: "cancel" });
  const end = ended(call);
  await first(call);
  call.cancel();
  same((await end).code, status.CANCELLED, "status");
  same((await observe(client, { key: "cancel", cancelled: 1 })).cancelled, 1, "cancelled");
};

export const status_with_details = async ({ client }) => {
  const details = [{ type_url: "type.googleapis.com/interop.v1.Payload", value: Buffer.from([0x10, 5]) }];
  const request = { status: { code: status.FAILED_PRECONDITION, message: "nein: 10 % 東京", details } };
  const { status: end } = await unary(client, "Fail", request);
  same([end.code, end.details], [status.FAILED_PRECONDITION, "nein: 10 % 東京"], "status");
  const whole = statusType.deserialize(end.metadata.get("grpc-status-details-bin")[0]);
  same([whole.code, whole.message], [status.FAILED_PRECONDITION, "nein: 10 % 東京"], "details");
  same([...whole.details[0].value], [0x10, 5], "any");
};

export const trailers = async ({ client }) => {
  const { status: end } = await unary(client, "Fail", { status: { code: status.ABORTED, message: "" } });
  same(end.metadata.get("x-text"), ["trailing"], "text");
  same([...end.metadata.get("x-blob-bin")[0]], [0, 1, 254, 255], "blob");
};

export const metadata_text = async ({ client }) => {
  const metadata = new grpc.Metadata();
  metadata.add("X-Text", "a value, with ~ and spaces");
  metadata.add("x-many", "one");
  metadata.add("x-many", "two");
  const { headers, status: end } = await unary(client, "Reflect", { number: 1 }, metadata);
  same(headers.get("x-text"), ["a value, with ~ and spaces"], "header");
  same(headers.get("x-many").join(",").split(/, ?/), ["one", "two"], "headers of one key");
  same(end.metadata.get("x-text-trailer"), ["a value, with ~ and spaces"], "trailer");
};

export const metadata_binary = async ({ client }) => {
  const blob = Buffer.from(Array.from({ length: 256 }, (_, octet) => octet));
  const metadata = new grpc.Metadata();
  metadata.add("x-blob-bin", blob);
  const { headers, status: end } = await unary(client, "Reflect", { number: 1 }, metadata);
  same(headers.get("x-blob-bin").map((value) => [...value]), [[...blob]], "header");
  check(end.metadata.get("x-blob-trailer-bin")[0].equals(blob), "the trailer differs");
};

// The engine under test joins values of one -bin key before it decodes them, and fails (docs/dependencies.md).
export const metadata_binary_many = async ({ client }) => {
  const metadata = new grpc.Metadata();
  metadata.add("x-blob-bin", Buffer.from([1, 2, 3]));
  metadata.add("x-blob-bin", Buffer.from([255]));
  const { status: end } = await unary(client, "Reflect", { number: 1 }, metadata);
  same([end.code, end.details], [status.UNKNOWN, "Exception was thrown by handler."], "status");
};

export const gzip_request = async ({ connect }) => {
  const client = connect({ "grpc.default_compression_algorithm": grpc.compressionAlgorithms.gzip });
  const { response } = await unary(client, "Echo", { key: "gzip-request", body: Buffer.alloc(1_000_000, "a") });
  same(response.body.length, 1_000_000, "size");
  const seen = await observe(client, { key: "gzip-request", begun: 1, idle: true });
  same(seen.request_encoding, "gzip", "encoding");
  check(seen.request_size < 50_000, `the request took ${seen.request_size} bytes`);
};

export const gzip_response = async ({ client }) => {
  const { response } = await unary(client, "Echo", { key: "gzip-response", body: Buffer.alloc(1_000_000, "a") });
  same(response.body.length, 1_000_000, "size");
  const seen = await observe(client, { key: "gzip-response", begun: 1, idle: true });
  check(seen.request_size > 1_000_000, `the request took ${seen.request_size} bytes`);
  check(seen.response_size < 50_000, `the response took ${seen.response_size} bytes`);
};

export const message_over_server_limit = async ({ client }) => {
  const { status: end } = await unary(client, "Reflect", { body: Buffer.alloc(5_000_000) });
  same([end.code, end.details], [status.RESOURCE_EXHAUSTED, "Received message exceeds the maximum configured message size."], "status");
};

export const message_over_client_limit = async ({ connect }) => {
  const client = connect({ "grpc.max_receive_message_length": 100_000 });
  const { status: end } = await unary(client, "Echo", { body: Buffer.alloc(200_000) });
  same(end.code, status.RESOURCE_EXHAUSTED, "status");
};

export const parallel_unary = async ({ client }) => {
  const calls = Array.from({ length: 1_000 }, (_, number) => unary(client, "Echo", { key: "parallel", number }));
  const answers = await Promise.all(calls);
  same(answers.map(({ response }) => response?.number), Array.from({ length: 1_000 }, (_, number) => number), "numbers");
  const seen = await observe(client, { key: "parallel", begun: 1_000, idle: true });
  same([seen.begun, seen.connections], [1_000, 1], "calls, connections");
};

export const many_streams = async ({ client }) => {
  const calls = Array.from({ length: 150 }, () => client.Hold({ key: "many" }));
  const ends = calls.map(ended);
  await Promise.all(calls.map((call) => first(call)));
  const seen = await observe(client, { key: "many", begun: 150 });
  same([seen.open, seen.connections], [150, 1], "open, connections");
  calls.forEach((call) => call.cancel());
  await Promise.all(ends);
  same((await observe(client, { key: "many", cancelled: 150, idle: true })).cancelled, 150, "cancelled");
};

export const back_pressure = async ({ client }) => {
  const call = client.Produce({ key: "pressure", count: 100_000, size: 1_000 });
  let read = 0;
  let lead;
  for await (const payload of call) {
    check(payload.number === read++, `payload ${payload.number} came as number ${read - 1}`);
    if (read === 10_000) lead = (await stalled(client, "pressure")) - read;
  }
  same(read, 100_000, "payloads");
  check(lead < 5_000, `the server was ${lead} payloads ahead of a reader that had stopped`);
  return `lead ${lead}`;
};

// How far the server came once it stopped writing: five looks in a row saw the same.
async function stalled(client, key) {
  let [written, looks] = [-1, 0];
  while (looks < 5) {
    const seen = await observe(client, { key, begun: 1 });
    looks = seen.written === written ? looks + 1 : 0;
    written = seen.written;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return written;
}
