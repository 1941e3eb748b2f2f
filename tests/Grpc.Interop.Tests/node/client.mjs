// usage: node client.mjs HOST:PORT     one JSON line per case: {"case", "ok", "detail"}
import * as cases from "./cases.mjs";
import { Interop, grpc } from "./interop.mjs";

const clients = [];
const connect = (options = {}) => {
  const client = new Interop(process.argv[2], grpc.credentials.createInsecure(), {
    "grpc.use_local_subchannel_pool": 1,
    ...options,
  });
  clients.push(client);
  return client;
};

const limit = (work, seconds) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${seconds} s`)), seconds * 1_000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

for (const [name, run] of Object.entries(cases)) {
  let line = { case: name, ok: true };
  try {
    line.detail = (await limit(run({ client: connect(), connect }), 60)) ?? "";
  } catch (error) {
    line = { case: name, ok: false, detail: error.stack };
  }
  console.log(JSON.stringify(line));
  while (clients.length > 0) clients.pop().close();
}
