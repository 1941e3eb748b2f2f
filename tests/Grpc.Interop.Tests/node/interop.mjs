// Loads interop.proto from the folder above and gives the service, the status message and small call helpers.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import path from "node:path";
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const definition = loader.loadSync(["interop.proto", "google/rpc/status.proto"], {
  includeDirs: [folder],
  keepCase: true,
  longs: Number,
  defaults: true,
});

export const { Interop } = grpc.loadPackageDefinition(definition).interop.v1;
export const statusType = definition["google.rpc.Status"];
export const grpcJsVersion = createRequire(import.meta.url)("@grpc/grpc-js/package.json").version;
export { grpc };

// A unary call as a promise of everything the client is told about it.
export const unary = (client, method, request, metadata = new grpc.Metadata(), options = {}) =>
  new Promise((resolve) => {
    const result = {};
    const call = client[method](request, metadata, options, (error, response) => Object.assign(result, { error, response }));
    call.on("metadata", (headers) => (result.headers = headers));
    call.on("status", (status) => resolve({ ...result, status }));
  });

export const ended = (stream) =>
  new Promise((resolve) => {
    stream.on("error", () => {});
    stream.on("status", resolve);
  });

export const first = (stream, event = "data") => new Promise((resolve) => stream.once(event, resolve));

export function check(condition, message) {
  if (!condition) throw new Error(message);
}

export const same = (actual, expected, what) => {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  check(left === right, `${what}: expected ${right}, got ${left}`);
};
