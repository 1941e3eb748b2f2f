#!/usr/bin/env bash
# Completed chats per second and time to first token of the running suite, beside a bare relay to the same upstream that
# persists nothing, interleaved in one run. Ratios count; absolute figures depend on the machine.
#
# usage: BENCH_TOOLS=DIR ./chat.sh [REPETITIONS=3] [SECONDS=5] > results.jsonl
#   BENCH_TOOLS   folder with the built tools: sse-load, fake-llm and ceiling (an OpenAI-compatible upstream that streams
#                 canned tokens, a relay to it, and a load generator that prints one JSON line per run)
#   CHAT_PIDS     process ids whose CPU is counted for the suite; default: not counted
# The suite must run with CHAT_PROVIDER=openai OPENAI_BASE_URL=http://127.0.0.1:18801/v1.
set -euo pipefail
cd "$(dirname "$0")"
tools=${BENCH_TOOLS:?the folder with sse-load, fake-llm and ceiling}
repetitions=${1:-3} seconds=${2:-5}
gateway=${GATEWAY_URL:-http://localhost:8080} upstream=http://127.0.0.1:18801 relay=http://127.0.0.1:18802
export DOTNET_gcServer=0
started=()
trap 'for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done' EXIT

start() {
  local port=$1; shift
  "$@" >/dev/null 2>&1 &
  started+=($!)
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
    sleep 0.1
  done
  echo "cannot start $1" >&2; exit 1
}

# run LABEL CONCURRENCY WARMUP
run() {
  local url
  case $1 in
    relay*) url=$relay/proxy ;;
    upstream*) url=$upstream/v1/chat/completions ;;
    chat*) url=$gateway/chat ;;
  esac
  DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 "$tools/sse-load/sse-load" --url "$url" --concurrency "$2" \
    --duration "$seconds" --warmup "$3" --expect-tokens 20 --token-marker '"content":"word' \
    --pids "$(pids_of "$1")" --label "$1" || true
}

pids_of() { case $1 in chat*) echo "${CHAT_PIDS:-$$}" ;; relay*) echo "${started[1]}" ;; *) echo "${started[0]}" ;; esac; }

start 18801 "$tools/fake-llm/fake-llm"
start 18802 "$tools/ceiling/ceiling" --persist none
for system in relay chat; do run "$system-warm" 16 6 >/dev/null; done
for _ in $(seq "$repetitions"); do
  for c in 1 64 256; do
    for system in relay chat; do run "$system" "$c" 1.5; done
  done
done
curl -s "$upstream/control?tokens=20&gap=20" >/dev/null
for _ in $(seq "$repetitions"); do
  for system in upstream relay chat; do run "$system-paced" 100 2; done
done
