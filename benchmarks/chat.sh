#!/usr/bin/env bash
# Completed chats per second and time to first token of the running suite, beside a bare relay to the same upstream that
# persists nothing, interleaved in one run. Ratios count; absolute figures depend on the machine.
#
# usage: BENCH_TOOLS=DIR [CHAT_PROVIDER=openai|claude|gemini] ./chat.sh [REPETITIONS=3] [SECONDS=5] [SCENARIO=all] > results.jsonl
#   BENCH_TOOLS    folder with the built tools: sse-load, fake-llm and ceiling (an upstream that streams canned tokens in
#                  OpenAI's and Anthropic's formats, a relay to it, and a load generator that prints one JSON line per run)
#   CHAT_PROVIDER  the format the suite was started with; results carry it in their labels. Default: openai
#   CHAT_PIDS      process ids whose CPU is counted for the suite; default: not counted
#   SCENARIO       throughput: C=1, 64, 256; paced: 100 streams of 20 tokens at 20 ms; streams: 512 at once of 64 tokens
#                  at 20 ms, counting lost frames and silences of more than 200 ms; all of them
# The suite must run with the same CHAT_PROVIDER and the upstream's address:
#   openai  OPENAI_BASE_URL=http://127.0.0.1:18801/v1
#   claude  ANTHROPIC_BASE_URL=http://127.0.0.1:18801
#   gemini  GEMINI_BASE_URL=http://127.0.0.1:18803 (the canned upstream is ours: Gemini.Upstream)
# and, so that the load is not refused, without limits on one address: loopback has none.
# The relay speaks OpenAI's format in any case: it is the machine's measure.
set -euo pipefail
cd "$(dirname "$0")"
tools=${BENCH_TOOLS:?the folder with sse-load, fake-llm and ceiling}
repetitions=${1:-3} seconds=${2:-5} scenario=${3:-all}
provider=${CHAT_PROVIDER:-openai}
case $provider in
  openai) upstream_path=/v1/chat/completions upstream_token='"content":"word' upstream_end='[DONE]' ;;
  claude) upstream_path=/v1/messages upstream_token='"text":"word' upstream_end='message_stop' ;;
  gemini)
    # The words are the same; of the end only the reason is, there being no mark.
    upstream_path='/v1beta/models/canned:streamGenerateContent?alt=sse'
    upstream_token='"text":"word' upstream_end='"finishReason":"STOP"'
    ;;
  *) echo "CHAT_PROVIDER must be openai, claude or gemini, not $provider" >&2; exit 2 ;;
esac
case $scenario in all|throughput|paced|streams) ;; *) echo "no scenario $scenario" >&2; exit 2 ;; esac
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
  local url token='"content":"word' end='[DONE]'
  case $1 in
    relay*) url=$relay/proxy ;;
    upstream*) url=$canned$upstream_path token=$upstream_token end=$upstream_end ;;
    chat*) url=$gateway/chat ;;
  esac
  DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 "$tools/sse-load/sse-load" --url "$url" --concurrency "$2" \
    --duration "$seconds" --warmup "$3" --expect-tokens 20 --token-marker "$token" --done-marker "$end" \
    --pids "$(pids_of "$1")" --label "$1-$provider" || true
}

pids_of() { case $1 in chat*) echo "${CHAT_PIDS:-$$}" ;; relay*) echo "${started[1]}" ;; *) echo "${started[2]:-${started[0]}}" ;; esac; }

wants() { [[ $scenario == all || $scenario == "$1" ]]; }

start 18801 "$tools/fake-llm/fake-llm"
start 18802 "$tools/ceiling/ceiling" --persist none
# Where the suite's tokens come from, and what is told how many and how fast.
canned=$upstream
if [[ $provider == gemini ]]; then
  dotnet build Gemini.Upstream -c Release -v q >&2
  canned=http://127.0.0.1:18803
  start 18803 ../artifacts/bin/Gemini.Upstream/release/Gemini.Upstream
fi
pace() { for server in "$upstream" "$canned"; do curl -s "$server/control?tokens=$1&gap=20" >/dev/null; done; }
for system in relay chat; do run "$system-warm" 16 6 >/dev/null; done
if wants throughput; then
  for _ in $(seq "$repetitions"); do
    for c in 1 64 256; do
      for system in relay chat; do run "$system" "$c" 1.5; done
    done
  done
fi
if wants paced; then
  pace 20
  for _ in $(seq "$repetitions"); do
    for system in upstream relay chat; do run "$system-paced" 100 2; done
  done
fi
if wants streams; then
  dotnet build Streams.Bench -c Release -v q >&2
  pace 64
  for _ in $(seq "$repetitions"); do
    dotnet run --project Streams.Bench -c Release --no-build -- "$gateway/chat" 512 64 20 200 |
      sed "s/^{/{\"label\":\"streams-$provider\",/" || true
  done
fi
