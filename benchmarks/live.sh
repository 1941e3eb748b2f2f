#!/usr/bin/env bash
# Messages per second, latency, memory and CPU of the running suite's WebSockets, beside a socket.io and a ws chat that
# insert each message into Postgres before they acknowledge it; interleaved in one run. Ratios count, and CPU per 1,000
# messages; absolute figures depend on the machine.
#
# usage: BENCH_TOOLS=DIR SECRET_KEY=sk_... ./live.sh [REPETITIONS=3] [SECONDS=6] > results.jsonl
#   BENCH_TOOLS   folder with bin/ws-load and peers/ (socketio-chat.mjs, ws-chat.mjs; their Postgres and Redis run)
#   NODE          the Node that runs the peers; default: node
#   GATEWAY_PIDS  process ids of the gateways: memory and CPU
#   SUITE_PIDS    process ids of gateways and Sessions together: CPU of a message
#   PARTS         what to measure: rate (most messages/s), paced (latency), idle (10,000 sockets), flat (cost against
#                 connections); default: all
#   PEERS         0: the suite alone
#   SHAPE         address of a running Shape.Bench (shape.sh): what the suite's processes and calls cost with nothing in them
# The suite must run with limits out of the way: WebSockets__CommandsPerSecond=100000 WebSockets__CommandBurst=100000
# WebSockets__MaxSockets=30000 Live__MaxSubscriptions=30000, and the shell with `ulimit -n` above the connections.
set -euo pipefail
tools=${BENCH_TOOLS:?the folder with bin/ws-load and peers/} key=${SECRET_KEY:?the secret key of the tenant}
repetitions=${1:-3} seconds=${2:-6}
gateway=${GATEWAY_URL:-ws://127.0.0.1:8080} parts=${PARTS:-rate paced idle flat} node=${NODE:-node}
ulimit -n "$(ulimit -Hn)"
started=()
trap 'for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done' EXIT

# start PORT PROGRAM: sets `last` to its process
start() {
  PORT=$1 NODE_ENV=production "$node" "$tools/peers/$2" >/dev/null 2>&1 &
  last=$!
  started+=("$last")
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  echo "cannot start $2" >&2; exit 1
}

# run SYSTEM PIDS ARGUMENTS: every system in the words of its own protocol
run() {
  local system=$1 pids=$2; shift 2
  local words
  case $system in
    suite) words=(--url "$gateway/v1/live" --header "Sec-WebSocket-Protocol: chat.v1, bearer.$key"
      --wait-open '{"type":"ready"' --say '{"type":"message.send","id":"o","externalId":"{room}","text":"begin","clientMessageId":"begin"}'
      --wait-open '{"type":"ack"' --say '{"type":"subscribe","id":"s","externalId":"{room}"}' --wait-open '{"type":"entries"'
      --send '{"type":"message.send","id":"{id}","externalId":"{room}","text":"hello there #{id}#","clientMessageId":"{id}"}'
      --ack-marker '"ack","id":"' --deliver-marker '"message"') ;;
    socketio) words=(--url 'ws://127.0.0.1:18811/socket.io/?EIO=4&transport=websocket' --wait-open 0 --say 40 --wait-open 40
      --say '420["join","{room}"]' --wait-open 430 --ping 2=3 --send '42{id}["message",{"id":{id},"text":"hello there #{id}#"}]'
      --ack-marker 43 --deliver-marker '42["message"') ;;
    ws | shape)
      local server=ws://127.0.0.1:18812
      [ "$system" = ws ] || server=$SHAPE
      words=(--url "$server/ws?room={room}" --send '{"id":{id},"text":"hello there #{id}#"}'
      --ack-marker '{"ack":' --deliver-marker '{"message"') ;;
  esac
  DOTNET_gcServer=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 "$tools/bin/ws-load/ws-load" "${words[@]}" \
    --pids "$pids" --label "$system" "$@" || true
}

systems=suite
if [ "${PEERS:-1}" = 1 ]; then
  start 18811 socketio-chat.mjs; socketio=$last
  start 18812 ws-chat.mjs; ws=$last
  systems="suite socketio ws"
fi
if [ -n "${SHAPE:-}" ]; then systems="$systems shape"; fi
# pids_of SYSTEM all|edge
pids_of() {
  case $1 in
    suite) if [ "$2" = edge ]; then echo "${GATEWAY_PIDS:-$$}"; else echo "${SUITE_PIDS:-$$}"; fi ;;
    socketio) echo "$socketio" ;;
    ws) echo "$ws" ;;
    shape) echo $$ ;;
  esac
}

for system in $systems; do run "$system" "$(pids_of "$system" all)" --connections 200 --inflight 32 --duration 6 --warmup 2 >/dev/null; done
for part in $parts; do
  for _ in $(seq "$repetitions"); do
    case $part in
      rate) for inflight in 32 256; do for system in $systems; do
        run "$system" "$(pids_of "$system" all)" --connections 512 --inflight "$inflight" --duration "$seconds" --warmup 1.5
      done; done ;;
      paced) for rate in 100 1000; do for system in $systems; do
        run "$system" "$(pids_of "$system" all)" --connections 200 --rate "$rate" --duration "$seconds" --warmup 1.5
      done; done ;;
      idle) for system in $systems; do
        run "$system" "$(pids_of "$system" edge)" --connections 10000 --ramp 400 --hold 10
      done ;;
      flat) for connections in 100 1000 10000; do
        run suite "$(pids_of suite all)" --connections "$connections" --ramp 400 --rate 500 --duration "$seconds" --warmup 1.5
      done ;;
    esac
  done
done
