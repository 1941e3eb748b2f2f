#!/usr/bin/env bash
# What the shape of the suite costs with nothing in it (Shape.Bench): the same processes, calls and commits as a chat, beside the bare relay and, if it runs, the suite, in turns. How much of the way to the relay is left to us.
#
# usage: BENCH_TOOLS=DIR POSTGRES=CONNECTION_STRING REDIS=HOST:PORT[,password=...] ./shape.sh [REPETITIONS=3] [SECONDS=5]
#   BENCH_TOOLS   as for chat.sh
#   POSTGRES      of a database of its own: the tables shape_messages and shape_outbox are made anew
#   REPETITIONS   0: nothing is measured; the shape runs until Enter, for live.sh with SHAPE=ws://127.0.0.1:18904
#   GATEWAY_URL   the suite, started as chat.sh says; default: http://localhost:8080, left out if nothing answers there
set -euo pipefail
cd "$(dirname "$0")"
tools=${BENCH_TOOLS:?the folder with sse-load, fake-llm and ceiling} repetitions=${1:-3} seconds=${2:-5}
postgres=${POSTGRES:?a connection string} redis=${REDIS:?host and port of a Redis} gateway=${GATEWAY_URL:-http://localhost:8080}
export DOTNET_gcServer=0
dotnet build Shape.Bench -c Release -v q >&2
shape=../artifacts/bin/Shape.Bench/release/Shape.Bench
started=()
trap 'for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done' EXIT

start() {
  local port=$1; shift
  "$@" >/dev/null &
  started+=($!)
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
    sleep 0.1
  done
  echo "cannot start $*" >&2; exit 1
}

# chats LABEL URL CONCURRENCY
chats() {
  DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 "$tools/sse-load/sse-load" --url "$2" --concurrency "$3" \
    --duration "$seconds" --warmup 1.5 --expect-tokens 20 --token-marker '"content":"word' --done-marker '[DONE]' \
    --pids $$ --label "$1" || true
}

start 18801 "$tools/fake-llm/fake-llm"
start 18802 "$tools/ceiling/ceiling" --persist none
start 18901 "$shape" sessions 18901 "$postgres"
start 18902 "$shape" knowledge 18902
start 18903 "$shape" inference 18903 http://127.0.0.1:18901 http://127.0.0.1:18902 \
  http://127.0.0.1:18801/v1/chat/completions
start 18904 "$shape" gateway 18904 http://127.0.0.1:18903 http://127.0.0.1:18901 "$redis"

if [ "$repetitions" = 0 ]; then read -r; exit; fi

systems=(relay=http://127.0.0.1:18802/proxy shape=http://127.0.0.1:18904/chat)
curl -fso /dev/null "$gateway/health" && systems+=(suite="$gateway/chat")
pace() { curl -s "http://127.0.0.1:18801/control?tokens=20&gap=$1" >/dev/null; }
pace 0
for system in "${systems[@]}"; do chats warm "${system#*=}" 16 >/dev/null; done
for _ in $(seq "$repetitions"); do
  for c in 1 64 256; do
    for system in "${systems[@]}"; do chats "${system%%=*}" "${system#*=}" "$c"; done
  done
done
pace 20
for _ in $(seq "$repetitions"); do
  for system in "${systems[@]}"; do chats "${system%%=*}-paced" "${system#*=}" 100; done
done
