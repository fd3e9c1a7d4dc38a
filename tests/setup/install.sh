#!/usr/bin/env bash
# Installs the real programs that `make test` runs against, on Debian or Ubuntu.
# Safe to run again: what is already there is left alone.
set -euo pipefail

setup="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$setup/../.." && pwd)"
testbench="${CARGO_TARGET_DIR:-$root/target}/testbench"
policy=/usr/sbin/policy-rc.d

packages=(
  fonts-noto-cjk
  mariadb-server
  php-cli php-curl php-mbstring php-mysql php-xml
  postgresql
  python3-venv
  wordpress
)

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# Shows what a command printed only when it failed.
quietly() {
  "$@" >"$testbench/install.log" 2>&1 || { cat "$testbench/install.log" >&2; fail "did not work: $*"; }
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# The packages of PostgreSQL, MariaDB and Apache start their services on installation.
# The tests run private ones in temporary folders, so the machine's own stay as they are.
forbid_service_starts() {
  if [ -e "$policy" ]; then
    as_root mv "$policy" "$policy.before-daicho"
  fi
  trap allow_service_starts EXIT
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
}

allow_service_starts() {
  as_root rm -f "$policy"
  if [ -e "$policy.before-daicho" ]; then
    as_root mv "$policy.before-daicho" "$policy"
  fi
  trap - EXIT
}

install_system_packages() {
  local missing=() package
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
  if [ "${#missing[@]}" -eq 0 ]; then
    say "system packages are there"
    return
  fi

  command -v apt-get >/dev/null || fail "needs apt-get (Debian or Ubuntu) to install: ${missing[*]}"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail "needs root or sudo to install: ${missing[*]}"
  say "installing ${missing[*]}"
  forbid_service_starts
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get update
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
  allow_service_starts
}

# Runs an installation when the file that pins its versions has changed since the last time.
when_changed() {
  local pins="$1" stamp="$2" what="$3"
  shift 3
  if cmp -s "$pins" "$stamp"; then
    say "$what are there"
    return
  fi
  say "installing $what"
  "$@"
  cp "$pins" "$stamp"
}

install_python_packages() {
  local requirements="$1" venv="$2"
  rm -rf "$venv"
  /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$requirements"
  "$venv/bin/pip" check --disable-pip-version-check >/dev/null
}

install_node_packages() {
  command -v npm >/dev/null || fail "needs Node 20 or later with npm"
  npm ci --prefix "$setup/node" --ignore-scripts --no-audit --no-fund --loglevel=error
}

mkdir -p "$testbench"
install_system_packages
when_changed "$setup/requirements.txt" "$testbench/venv/requirements.txt" "Python packages" \
  install_python_packages "$setup/requirements.txt" "$testbench/venv"
when_changed "$setup/node/package-lock.json" "$setup/node/node_modules/.package-lock.pins" "Node packages" \
  install_node_packages
if [ "${1:-}" = bench ]; then
  when_changed "$setup/requirements-bench.txt" "$testbench/venv-bench/requirements.txt" "Python packages for the benchmarks" \
    install_python_packages "$setup/requirements-bench.txt" "$testbench/venv-bench"
fi
say "ready"
