#!/usr/bin/env bash
# Installs what is missing, builds, and runs the whole system: gateway on http://localhost:8080 (GATEWAY_PORT).
#
# usage: ./run.sh            in the foreground; Ctrl+C stops everything
#        ./run.sh --detach   in the background; returns when everything is healthy, or with 1 and the reason
#        ./run.sh --stop     stops what --detach started, or is starting
#        ./run.sh --status   says whether it runs
set -euo pipefail
cd "$(dirname "$0")"
. eng/prerequisites.sh

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# An operator's start: webhooks and tools over https and to public addresses only. `dotnet run` is a developer's start.
export DOTNET_ENVIRONMENT=${DOTNET_ENVIRONMENT:-Production}
patience=180 # seconds until everything must be healthy; a first start takes about 20

# The same places as StateLocation.cs.
if [ -n "${CHAT_STATE:-}" ]; then
  state=$CHAT_STATE
elif [ "$(id -u)" -eq 0 ]; then
  state=/var/tmp/chat
else
  state=${XDG_STATE_HOME:-$HOME/.local/state}/chat
fi
log=$state/apphost.log
# By the .NET that is on the path: a program of its own looks elsewhere for one.
apphost=(dotnet artifacts/bin/Chat.AppHost/release/Chat.AppHost.dll)
starting=$state/starting # the id of the ./run.sh --detach that is at it

# The id of the AppHost that holds the state folder; nothing when there is none.
running() {
  local id
  id=$(cat "$state/lock" 2>/dev/null) || return 1
  [ -n "$id" ] && [ -d "/proc/$id" ] && tr '\0' ' ' <"/proc/$id/cmdline" | grep -q 'Chat\.AppHost' && echo "$id"
}

# The id of the start that is under way; nothing when there is none.
coming() {
  local id
  id=$(cat "$starting" 2>/dev/null) || return 1
  [ -n "$id" ] && [ -d "/proc/$id" ] && tr '\0' ' ' <"/proc/$id/cmdline" | grep -q 'run\.sh' && echo "$id"
}

usage() { sed -n '2,7s/^# \{0,1\}//p' "$0"; }

build() {
  need_sdk && need_infra && need_web || exit 1
  echo "Building (Release)"
  "$@" dotnet build Chat.AppHost -c Release -v q
}

# A process group of its own, which can be ended with all that the command started.
stoppable() {
  set -m
  "$@" &
  set +m
  work=-$!
  wait "$!"
  work=
}

# Told to stop while it starts: so does what it has begun, a build or the AppHost.
give_up() {
  if [ -n "$work" ]; then
    kill -TERM -- "$work" 2>/dev/null && wait
  fi
  echo "Told to stop; not started." >&2
  exit 1
}

stop() {
  local id
  if ! id=$(running) && ! id=$(coming); then
    echo "It does not run."
    return
  fi
  kill -TERM "$id"
  for _ in $(seq 200); do
    if [ ! -d "/proc/$id" ]; then
      echo "Stopped."
      return
    fi
    sleep 0.1
  done
  echo "Process $id has not ended within 20 s. Its log: $log" >&2
  return 1
}

# Building under a running system would change its files.
refuse_second() {
  local id
  if id=$(running); then
    echo "It runs already (process $id, state in $state). ./run.sh --stop ends it; for another one set CHAT_STATE." >&2
    exit 1
  fi
  if id=$(coming); then
    echo "It is being started already (process $id). ./run.sh --stop ends that; for another one set CHAT_STATE." >&2
    exit 1
  fi
}

progress='^ *[0-9]+\.[0-9] s '

# Prints what became of each resource since the last time. The rest of what the AppHost says comes at the end.
tell() {
  local lines
  lines=$(wc -l <"$log")
  # Of a range that ends before it begins sed prints the first line.
  [ "$lines" -gt "$told" ] || return 0
  sed -n "$((told + 1)),${lines}p" "$log" | grep -E "$progress" || true
  told=$lines
}

detach() {
  local id deadline told=0
  refuse_second
  mkdir -p "$state"
  echo $$ >"$starting"
  work=
  trap 'rm -f "$starting"' EXIT
  trap give_up TERM INT
  build stoppable
  install -m 600 /dev/null "$log" # it holds the keys that are printed at the end
  setsid nohup "${apphost[@]}" >"$log" 2>&1 </dev/null &
  id=$!
  work=$id
  deadline=$((SECONDS + patience))
  while [ "$SECONDS" -lt "$deadline" ]; do
    if grep -q '^Everything is healthy' "$log"; then
      tell
      echo
      # The last resource's line may come behind it.
      sed -n '/^Everything is healthy/,$p' "$log" | grep -vE "$progress"
      printf '  Logs             %s\n  Stop it          ./run.sh --stop\n' "$state/logs"
      return
    fi
    if ! kill -0 "$id" 2>/dev/null; then
      tell
      grep -vE "$progress" "$log" >&2 || true
      return 1
    fi
    tell
    sleep 0.2
  done
  grep -vE "$progress" "$log" | tail -n 30 >&2 || true
  echo "Not everything is healthy after $patience s; stopping. Logs: $state/logs" >&2
  stop
  return 1
}

case ${1:-} in
  '')
    refuse_second
    build
    exec "${apphost[@]}"
    ;;
  --detach) detach ;;
  --stop) stop ;;
  --status) if id=$(running); then echo "It runs (process $id)."; elif id=$(coming); then echo "It is starting (process $id)." && exit 1; else echo "It does not run." && exit 1; fi ;;
  -h | --help) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
