# shellcheck shell=bash
# Sourced by run.sh and test.sh. Each need_* function makes sure that something is there: silent when it is, otherwise
# it says what it installs, or what to do when it cannot. Returns 1 when the thing stays missing.

_say() { printf '%s\n' "$*" >&2; }

# Runs a command as root: directly, or through sudo.
_as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    _say "Root is needed for: $* (and sudo is not installed). Run that command as root, then start again."
    return 1
  fi
}

# _install WHAT PACKAGE... : installs Debian packages without starting any server they bring.
_install() {
  local what=$1
  shift
  if ! command -v apt-get >/dev/null; then
    _say "Missing: $what. This script installs it on Debian and Ubuntu only (packages: $*)."
    _say "Install it with your system's package manager, then start again."
    return 1
  fi
  _say "Installing $what: apt-get install $*"
  local log
  log=$(mktemp)
  if _as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 &&
    _as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1; then
    rm -f "$log"
  else
    tail -n 20 "$log" >&2
    rm -f "$log"
    _say "Installing $what failed. Run it by hand: apt-get install $*"
    return 1
  fi
}

# Debian starts a server when it installs one. Ours run on private ports and folders, so a server that came with a
# package we just installed is stopped again; one that was there before is left as it is.
_stop_new_service() {
  if [ -d /run/systemd/system ]; then
    _as_root systemctl disable --now "$1" >/dev/null 2>&1 || true
  fi
}

_have_postgres() {
  command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null
}

_have_server() {
  PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" command -v "$1" >/dev/null
}

# The .NET 10 SDK.
need_sdk() {
  if command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.'; then
    return 0
  fi
  _say "The .NET 10 SDK is missing. Install it (https://dotnet.microsoft.com/download/dotnet/10.0), then start again."
  return 1
}

# Node 20 or later, for the web pages.
need_node() {
  if command -v node >/dev/null && command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; then
    return 0
  fi
  _say "Node 20 or later with npm is missing. Install it (https://nodejs.org), then start again."
  return 1
}

# Postgres, Redis and RabbitMQ.
need_infra() {
  local packages=() services=()
  if ! _have_postgres; then packages+=(postgresql) services+=(postgresql); fi
  if ! _have_server redis-server; then packages+=(redis-server) services+=(redis-server); fi
  if ! _have_server rabbitmq-server; then packages+=(rabbitmq-server) services+=(rabbitmq-server epmd.socket); fi
  if [ ${#packages[@]} -eq 0 ]; then return 0; fi
  _install "the servers Chat runs on" "${packages[@]}" || return 1
  local service
  for service in "${services[@]}"; do _stop_new_service "$service"; done
}

# Sets CHROMIUM to the browser that is there. Ubuntu's chromium-browser may be a stub that only says where to get one.
_find_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if CHROMIUM=$(command -v "$name") && "$CHROMIUM" --version >/dev/null 2>&1; then
      export CHROMIUM
      return 0
    fi
  done
  unset CHROMIUM
  return 1
}

_has_package() {
  [[ $(LC_ALL=C apt-cache policy "$1" 2>/dev/null) =~ Candidate:\ [^\(] ]]
}

# A browser for the browser tests: the one CHROMIUM names, else one that is found, which it names then.
need_browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    if [ -x "$CHROMIUM" ]; then return 0; fi
    _say "CHROMIUM is $CHROMIUM, which is no program. Set it to the path of a Chromium or Chrome, then start again."
    return 1
  fi
  if _find_browser; then return 0; fi
  # A fresh machine knows of no package before it has asked.
  if command -v apt-get >/dev/null && ! _has_package chromium && _as_root apt-get update -q >/dev/null 2>&1 &&
    ! _has_package chromium; then
    _say "A browser is missing, and apt has no package chromium here (Ubuntu has it as a snap only)."
    _say "Install Google Chrome (https://www.google.com/chrome), or set CHROMIUM to the path of a Chromium, then start again."
    return 1
  fi
  _install "a browser" chromium && _find_browser
}

# Python's gRPC, an independent client for the interoperability tests.
need_interop() {
  # The system's own interpreter: another one earlier on the search path does not see Debian's packages.
  if [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import grpc, grpc_tools' 2>/dev/null; then
    return 0
  fi
  _install "Python's gRPC" python3 python3-grpcio python3-grpc-tools
}

# The web pages, built when a source is newer than the last build.
need_web() {
  [ -f web/package.json ] || return 0
  need_node || return 1
  local built=artifacts/web-built
  if [ ! -d web/node_modules ] || [ web/package-lock.json -nt web/node_modules/.package-lock.json ]; then
    _say "Installing the web packages: npm ci"
    npm ci --prefix web --no-audit --no-fund --loglevel=error >&2 || return 1
  elif [ -f "$built" ] && [ -z "$(find web -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -newer "$built" -print -quit)" ]; then
    return 0
  fi
  _say "Building the web pages: npm run build"
  npm run build --prefix web --silent >&2 || return 1
  mkdir -p artifacts && touch "$built"
}
