"""usage: client.py HOST:PORT STUBS     one JSON line per case: {"case", "ok", "detail"}

STUBS is the folder with the modules that grpc_tools.protoc made of interop.proto. The names of the cases are those of
InteropCases.cs.
"""

import json
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import grpc

sys.path.insert(0, sys.argv[2])
import interop_pb2 as pb  # noqa: E402
import interop_pb2_grpc as stubs  # noqa: E402
from google.protobuf import any_pb2  # noqa: E402
from google.rpc import status_pb2  # noqa: E402

Code = grpc.StatusCode


def same(actual, expected, what):
    assert actual == expected, f"{what}: expected {expected!r}, got {actual!r}"


def observe(stub, key, **request):
    return stub.Observe(pb.ObserveRequest(key=key, **request), timeout=20)


def failure(call):
    """Runs a call that must fail and gives the error, which is also the ended call."""
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call succeeded")


def values(metadata, key):
    return [value for name, value in metadata if name == key]


def unary_call(stub, connect):
    answer = stub.Echo(pb.Payload(number=7, body="grüezi".encode()))
    same((answer.number, answer.body.decode()), (7, "grüezi"), "answer")


def client_streaming(stub, connect):
    summary = stub.Collect(pb.Payload(number=number, body=bytes(100)) for number in range(500))
    same((summary.count, summary.size), (500, 50_000), "summary")


def server_streaming(stub, connect):
    numbers = [payload.number for payload in stub.Produce(pb.ProduceRequest(key="produce", count=500, size=10))]
    same(numbers, list(range(500)), "numbers")


def duplex_streaming(stub, connect):
    answered = threading.Semaphore(1)

    def requests():
        for number in range(200):
            assert answered.acquire(timeout=20), f"no answer before {number}"
            yield pb.Payload(number=number)

    numbers = []
    for payload in stub.Chat(requests()):
        numbers.append(payload.number)
        answered.release()
    same(numbers, list(range(200)), "answers in turn")


def deadline(stub, connect):
    error = failure(lambda: list(stub.Hold(pb.CallKey(key="deadline"), timeout=0.5)))
    same(error.code(), Code.DEADLINE_EXCEEDED, "status")
    seen = observe(stub, "deadline", cancelled=1)
    same((seen.with_deadline, seen.cancelled), (1, 1), "with deadline, cancelled")


def client_cancel(stub, connect):
    call = stub.Hold(pb.CallKey(key="cancel"))
    next(call)
    call.cancel()
    same(failure(lambda: next(call)).code(), Code.CANCELLED, "status")
    same(observe(stub, "cancel", cancelled=1).cancelled, 1, "cancelled")


def status_with_details(stub, connect):
    packed = any_pb2.Any()
    packed.Pack(pb.Payload(number=5))
    status = status_pb2.Status(code=Code.FAILED_PRECONDITION.value[0], message="nein: 10 % 東京", details=[packed])
    error = failure(lambda: stub.Fail(pb.FailRequest(status=status)))
    same((error.code(), error.details()), (Code.FAILED_PRECONDITION, "nein: 10 % 東京"), "status")
    whole = status_pb2.Status.FromString(values(error.trailing_metadata(), "grpc-status-details-bin")[0])
    same(whole, status, "details")


def trailers(stub, connect):
    status = status_pb2.Status(code=Code.ABORTED.value[0])
    metadata = failure(lambda: stub.Fail(pb.FailRequest(status=status))).trailing_metadata()
    same(values(metadata, "x-text"), ["trailing"], "text")
    same(values(metadata, "x-blob-bin"), [bytes([0, 1, 254, 255])], "blob")


def metadata_text(stub, connect):
    sent = (("x-text", "a value, with ~ and spaces"), ("x-many", "one"), ("x-many", "two"))
    _, call = stub.Reflect.with_call(pb.Payload(number=1), metadata=sent)
    same(values(call.initial_metadata(), "x-text"), ["a value, with ~ and spaces"], "header")
    many = ",".join(values(call.initial_metadata(), "x-many")).replace(", ", ",")
    same(many, "one,two", "headers of one key")
    same(values(call.trailing_metadata(), "x-text-trailer"), ["a value, with ~ and spaces"], "trailer")


def metadata_binary(stub, connect):
    blob = bytes(range(256))
    _, call = stub.Reflect.with_call(pb.Payload(number=1), metadata=(("x-blob-bin", blob),))
    same(values(call.initial_metadata(), "x-blob-bin"), [blob], "header")
    same(values(call.trailing_metadata(), "x-blob-trailer-bin"), [blob], "trailer")


# The engine under test joins values of one -bin key before it decodes them, and fails (docs/dependencies.md).
def metadata_binary_many(stub, connect):
    sent = (("x-blob-bin", bytes([1, 2, 3])), ("x-blob-bin", bytes([255])))
    error = failure(lambda: stub.Reflect(pb.Payload(number=1), metadata=sent))
    same((error.code(), error.details()), (Code.UNKNOWN, "Exception was thrown by handler."), "status")


def gzip_request(stub, connect):
    sent = pb.Payload(key="gzip-request", body=b"a" * 1_000_000)
    same(stub.Echo(sent, compression=grpc.Compression.Gzip), sent, "answer")
    seen = observe(stub, "gzip-request", begun=1, idle=True)
    same(seen.request_encoding, "gzip", "encoding")
    assert seen.request_size < 50_000, f"the request took {seen.request_size} bytes"


def gzip_response(stub, connect):
    sent = pb.Payload(key="gzip-response", body=b"a" * 1_000_000)
    same(stub.Echo(sent), sent, "answer")
    seen = observe(stub, "gzip-response", begun=1, idle=True)
    assert seen.request_size > 1_000_000, f"the request took {seen.request_size} bytes"
    assert seen.response_size < 50_000, f"the response took {seen.response_size} bytes"


def message_over_server_limit(stub, connect):
    error = failure(lambda: stub.Reflect(pb.Payload(body=bytes(5_000_000))))
    same(error.code(), Code.RESOURCE_EXHAUSTED, "status")


def message_over_client_limit(stub, connect):
    limited = connect(("grpc.max_receive_message_length", 100_000))
    same(failure(lambda: limited.Echo(pb.Payload(body=bytes(200_000)))).code(), Code.RESOURCE_EXHAUSTED, "status")


def parallel_unary(stub, connect):
    calls = [stub.Echo.future(pb.Payload(key="parallel", number=number)) for number in range(1_000)]
    same([call.result(timeout=60).number for call in calls], list(range(1_000)), "numbers")
    seen = observe(stub, "parallel", begun=1_000, idle=True)
    same((seen.begun, seen.connections), (1_000, 1), "calls, connections")


def many_streams(stub, connect):
    calls = [stub.Hold(pb.CallKey(key="many")) for _ in range(150)]
    for call in calls:
        next(call)
    seen = observe(stub, "many", begun=150)
    same((seen.open, seen.connections), (150, 1), "open, connections")
    for call in calls:
        call.cancel()
    same(observe(stub, "many", cancelled=150, idle=True).cancelled, 150, "cancelled")


def back_pressure(stub, connect):
    # Without the probe grpcio keeps its flow control window small, instead of making room for the whole stream.
    narrow = connect(("grpc.http2.bdp_probe", 0))
    read, lead = 0, 0
    for payload in narrow.Produce(pb.ProduceRequest(key="pressure", count=100_000, size=1_000)):
        same(payload.number, read, "order")
        read += 1
        if read == 10_000:
            lead = stalled(stub, "pressure") - read
    same(read, 100_000, "payloads")
    assert lead < 5_000, f"the server was {lead} payloads ahead of a reader that had stopped"
    return f"lead {lead}"


def stalled(stub, key):
    """How far the server came once it stopped writing: five looks in a row saw the same."""
    written, looks = -1, 0
    while looks < 5:
        seen = observe(stub, key, begun=1).written
        looks = looks + 1 if seen == written else 0
        written = seen
        time.sleep(0.05)
    return written


CASES = [
    unary_call,
    client_streaming,
    server_streaming,
    duplex_streaming,
    deadline,
    client_cancel,
    status_with_details,
    trailers,
    metadata_text,
    metadata_binary,
    metadata_binary_many,
    gzip_request,
    gzip_response,
    message_over_server_limit,
    message_over_client_limit,
    parallel_unary,
    many_streams,
    back_pressure,
]


def run(case):
    channels = []

    def connect(*options):
        channels.append(grpc.insecure_channel(sys.argv[1], options=[("grpc.use_local_subchannel_pool", 1), *options]))
        return stubs.InteropStub(channels[-1])

    try:
        # A thread of its own, so that a case that hangs ends here and not with the suite.
        detail = pool.submit(case, connect(), connect).result(timeout=60)
        return {"case": case.__name__, "ok": True, "detail": detail or ""}
    except Exception:
        return {"case": case.__name__, "ok": False, "detail": traceback.format_exc()}
    finally:
        for channel in channels:
            channel.close()


pool = ThreadPoolExecutor(max_workers=len(CASES))
for each in CASES:
    print(json.dumps(run(each)), flush=True)
pool.shutdown(wait=False, cancel_futures=True)
