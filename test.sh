#!/usr/bin/env bash
# Installs what is missing, builds everything, runs every test and ends with the line "N passed, N failed".
#
# usage: ./test.sh [PROJECT ...]     all of it, or only the named test projects (for example Sessions.Tests)
set -uo pipefail
cd "$(dirname "$0")"
. eng/prerequisites.sh

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# A test's processes are over before what the runtime would gather to compile them better is worth its cost.
export DOTNET_TieredPGO=0
results=artifacts/test-results
passed=0 failed=0
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$1"; }
step() { printf '\n== %s\n' "$1"; }

# Sums the counters of one .trx file into passed and failed.
count() {
  local counters
  counters=$(grep -o '<Counters [^>]*>' "$1" | head -n 1)
  passed=$((passed + $(sed -E 's/.* passed="([0-9]+)".*/\1/' <<<"$counters")))
  failed=$((failed + $(sed -E 's/.* failed="([0-9]+)".*/\1/' <<<"$counters")))
}

# A test that hangs is ended, so that the run says so before whoever waits for it gives up; the longest take two minutes.
run_project() {
  local project=$1 name=${1##*/} before=$failed code=0
  step "$name"
  dotnet test "$project" -c Release --no-build --logger "trx;LogFileName=$name.trx" \
    --logger "console;verbosity=minimal" --results-directory "$results" -v q \
    --blame-hang-timeout 9m --blame-hang-dump-type none \
    -- RunConfiguration.TreatNoTestsAsError=true || code=$?
  if [ -f "$results/$name.trx" ]; then count "$results/$name.trx"; fi
  # One that crashed or was ended leaves a result in which nothing failed, or none.
  [ "$code" -eq 0 ] || [ "$failed" -gt "$before" ] || fail "$name did not run to its end"
}

run_web() {
  local log=$results/web.log code=0
  step "web"
  npm test --prefix web >"$log" 2>&1 || { code=$?; tail -n 40 "$log"; }
  local ok bad
  ok=$(sed -nE 's/^(# |ℹ )pass ([0-9]+)$/\2/p' "$log" | awk '{s += $1} END {print s + 0}')
  bad=$(sed -nE 's/^(# |ℹ )fail ([0-9]+)$/\2/p' "$log" | awk '{s += $1} END {print s + 0}')
  [ $((ok + bad)) -gt 0 ] || fail "web ended without a result"
  [ "$code" -eq 0 ] || [ "$bad" -gt 0 ] || fail "web did not run to its end"
  passed=$((passed + ok)) failed=$((failed + bad))
}

finish() {
  printf '\n%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

rm -rf "$results" && mkdir -p "$results"
step "prerequisites"
need_sdk && need_node && need_web && need_infra && need_browser && need_interop || { fail "prerequisites"; finish; }
step "build"
dotnet tool restore -v q || { fail "tool restore"; finish; }
# In CI what is restored must be what the lock files say; elsewhere they follow a change of versions.
dotnet restore Chat.sln -v q ${CI:+--locked-mode} || { fail "restore"; finish; }
dotnet build Chat.sln -c Release -v q --no-restore || { fail "build"; finish; }
step "format"
if dotnet csharpier check .; then passed=$((passed + 1)); else fail "format: run 'dotnet csharpier format .'"; fi

if [ $# -gt 0 ]; then
  for name in "$@"; do run_project "tests/$name"; done
else
  if [ -f web/package.json ]; then run_web; fi
  for project in tests/*.Tests; do
    run_project "$project"
  done
  run_project tests/Chat.IntegrationTests
  run_project tests/Chat.BrowserTests
fi
finish
