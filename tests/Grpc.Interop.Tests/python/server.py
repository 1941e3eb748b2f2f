"""usage: server.py STUBS     prints {"port"} and answers Echo, compressed with gzip, until its input ends"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import grpc

sys.path.insert(0, sys.argv[1])
import interop_pb2_grpc as stubs  # noqa: E402


class Interop(stubs.InteropServicer):
    def Echo(self, request, context):
        return request


server = grpc.server(ThreadPoolExecutor(max_workers=2), compression=grpc.Compression.Gzip)
stubs.add_InteropServicer_to_server(Interop(), server)
print(json.dumps({"port": server.add_insecure_port("127.0.0.1:0")}), flush=True)
server.start()
sys.stdin.read()
server.stop(grace=None)
