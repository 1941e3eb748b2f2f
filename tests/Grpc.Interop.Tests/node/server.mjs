// usage: node server.mjs     prints {"port"} and serves interop.proto until its input ends
import { once } from "node:events";
import { Interop, grpc, statusType } from "./interop.mjs";

const notes = new Map();
const waiting = new Set();

function note(key) {
  if (!notes.has(key)) {
    notes.set(key, { begun: 0, open: 0, peak: 0, cancelled: 0, with_deadline: 0, written: 0, peers: new Set() });
  }
  return notes.get(key);
}

function change(key, update) {
  update(note(key));
  for (const look of waiting) look();
}

const begin = (call, key) =>
  change(key, (seen) => {
    seen.begun++;
    seen.peak = Math.max(seen.peak, ++seen.open);
    seen.with_deadline += Number.isFinite(call.getDeadline()) || call.getDeadline() instanceof Date ? 1 : 0;
    seen.peers.add(call.getPeer());
  });

const end = (key, cancelled) =>
  change(key, (seen) => {
    seen.open--;
    seen.cancelled += cancelled ? 1 : 0;
  });

function reflected(call) {
  const [headers, trailers] = [new grpc.Metadata(), new grpc.Metadata()];
  for (const key of ["x-text", "x-many", "x-blob-bin"]) {
    const trailer = key.endsWith("-bin") ? key.replace("-bin", "-trailer-bin") : `${key}-trailer`;
    for (const value of call.metadata.get(key)) {
      headers.add(key, value);
      trailers.add(trailer, value);
    }
  }
  return [headers, trailers];
}

const service = {
  Echo(call, answer) {
    begin(call, call.request.key);
    end(call.request.key, false);
    answer(null, call.request);
  },

  Collect(call, answer) {
    const summary = { count: 0, size: 0 };
    call.on("data", ({ body }) => {
      summary.count++;
      summary.size += body.length;
    });
    call.on("end", () => answer(null, summary));
  },

  async Produce(call) {
    const { key, count, size } = call.request;
    begin(call, key);
    for (let number = 0; number < count && !call.cancelled; number++) {
      if (!call.write({ number, body: Buffer.alloc(size) })) await once(call, "drain");
      note(key).written++;
    }
    end(key, call.cancelled);
    call.end();
  },

  Chat(call) {
    call.on("data", (payload) => call.write(payload));
    call.on("end", () => call.end());
  },

  Fail(call, answer) {
    const { code, message } = call.request.status;
    const metadata = new grpc.Metadata();
    metadata.add("x-text", "trailing");
    metadata.add("x-blob-bin", Buffer.from([0, 1, 254, 255]));
    metadata.add("grpc-status-details-bin", statusType.serialize(call.request.status));
    answer({ code, details: message, metadata });
  },

  Reflect(call, answer) {
    const [headers, trailers] = reflected(call);
    call.sendMetadata(headers);
    answer(null, call.request, trailers);
  },

  Hold(call) {
    const { key } = call.request;
    begin(call, key);
    call.on("cancelled", () => end(key, true));
    call.write({ key });
  },

  Observe(call, answer) {
    const { key, begun, cancelled, idle } = call.request;
    const look = () => {
      const seen = note(key);
      if (seen.begun < begun || seen.cancelled < cancelled || (idle && seen.open > 0)) return;
      waiting.delete(look);
      answer(null, { ...seen, connections: seen.peers.size });
    };
    call.on("cancelled", () => waiting.delete(look));
    waiting.add(look);
    look();
  },
};

const server = new grpc.Server();
server.addService(Interop.service, service);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(JSON.stringify({ port }));
});
process.stdin.resume().on("end", () => process.exit(0));
